"""Loading the demo into a database that is not empty."""

import pytest

from careers.demo.loader import load
from careers.models import DataRelease, Occupation, School
from tests import builders, html

pytestmark = pytest.mark.django_db


def test_demo_never_takes_the_place_of_an_agencys_own_current_release():
    own = DataRelease.objects.create(
        source="U.S. Bureau of Labor Statistics", dataset="wages", title="Own import", reference_period="May 2025"
    )
    load()
    current = DataRelease.objects.current().filter(source=own.source, dataset="wages")
    assert list(current) == [own]


def test_demo_leaves_a_career_alone_that_has_moved_or_carries_the_same_code():
    load()
    nurses, machinists = (Occupation.objects.get(slug=slug) for slug in ("registered-nurses", "machinists"))
    nurses.slug = "nurses"
    nurses.save()
    machinists.previous_slugs.create(slug=machinists.slug)
    Occupation.objects.filter(pk=machinists.pk).update(slug="metal-cutters", onet_soc_code="")
    assert load() == {}
    assert Occupation.objects.count() == 49


def test_demo_leaves_schools_alone_that_are_there_already():
    own = builders.school("Our Bates", unit_id="235671")
    builders.school("Bellevue College", city="Elsewhere")
    load()
    assert list(School.objects.filter(unit_id="235671")) == [own]
    assert list(School.objects.filter(name="Bellevue College").order_by("pk").values_list("slug", "city")) == [
        ("bellevue-college", "Elsewhere"), ("bellevue-college-bellevue", "Bellevue"),
    ]  # fmt: skip
    assert load() == {}


def test_page_about_data_of_an_agencys_own_data_says_nothing_of_samples(visitor):
    DataRelease.objects.create(source="BLS", dataset="wages", title="Wages", reference_period="May 2025")
    assert "sample data" not in html.text(visitor.get("/about/data/").content.decode())
