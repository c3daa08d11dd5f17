"""Resources that are there already under another hand, and the lists as published."""

import pytest

from careers.importers import resources
from careers.importers.apply import write
from careers.importers.plan import Plan
from careers.importers.readers import read
from careers.models import DataRelease, Resource
from tests import builders, official

pytestmark = pytest.mark.django_db

HANDBOOK, STATES = resources.IMPORTERS
HEAD = "soc_code,occupation_title,resource_title,url,category,context\n"


def run(importer, path, states: frozenset[str] = frozenset()) -> Plan:
    table = importer.layouts[0].match(read(path).sheets[0])
    values = importer.release(importer.vintage([table]))
    release = DataRelease.objects.filter(**values["known"]).first() or DataRelease(**values["known"], **values["new"])
    plan = Plan(states)
    importer.plan([table], release, plan)
    write(plan, [release], None, publish=False)
    return plan


@pytest.fixture
def handbook(tmp_path):
    path = tmp_path / "links.csv"
    rows = "13-2011,Accountants,American Institute,http://one.example.org,x,x\n"
    rows += "13-2011,Accountants,State Board,http://two.example.org,x,x\n"
    path.write_text(HEAD + rows)
    return path


def stored() -> list[tuple[str, str, str, str]]:
    return list(Resource.objects.order_by("slug").values_list("name", "slug", "url", "source_key"))


def test_resource_of_a_template_becomes_the_agencys_and_is_not_doubled(handbook):
    for slug, url in (("one", "https://www.one.example.org/"), ("two", "http://two.example.org")):
        said = {"name": "Old", "url": url}
        builders.resource("Old", slug=slug, url=url, source_key=f"csv:1:{slug}.example.org", official=said)
    run(HANDBOOK, handbook)
    assert stored() == [
        ("American Institute", "one", "http://one.example.org", "url:one.example.org"),
        ("State Board", "two", "http://two.example.org", "url:two.example.org"),
    ]
    assert not run(HANDBOOK, handbook).writes_anything()


def test_words_an_editor_gave_a_resource_of_a_template_stay(handbook):
    builders.resource(
        "Ours", slug="one", url="https://one.example.org/", source_key="csv:1:one.example.org",
        official={"name": "Old one", "url": "https://one.example.org/"},
    )  # fmt: skip
    run(HANDBOOK, handbook)
    one = Resource.objects.get(slug="one")
    assert (one.name, one.differences) == ("Ours", {"name": "American Institute"})


def test_resource_of_editors_keeps_its_words_and_stays_theirs(handbook):
    builders.resource("Ours", slug="one", url="https://www.one.example.org/")
    run(HANDBOOK, handbook)
    assert stored()[0] == ("Ours", "one", "https://www.one.example.org/", "")


@official.needed
def test_every_state_has_its_site_and_the_handbook_its_29_links():
    folder = official.FOLDER / "data/resources"
    states = run(STATES, folder / "state_lmi_sites.csv")
    assert len(states.ledgers["resources"].added) == 54
    washington = Resource.objects.get(area__code="53")
    assert (washington.name, washington.kind) == ("Washington: labor market information", "government")
    assert run(HANDBOOK, folder / "ooh_more_information_links.csv").counts()["resources"]["added"] == 29
