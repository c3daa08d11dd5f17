"""Resources in templates."""

import pytest

from careers.models import CareerCluster, OccupationResource, RemovedRow, Resource, ResourceTopic
from tests import builders
from tests.careers.importers.templates.filled import counts, plan_of, row_error, take

pytestmark = pytest.mark.django_db


def test_resources_with_topics_clusters_state_and_careers(table):
    ResourceTopic.objects.create(name="Finding a job", slug="finding-a-job")
    builders.cluster()
    career = builders.occupation("Makers", onet_soc_code="17-3029.09")
    row = {
        "subtitle": "The makers", "address": "1 Square; Yakima, WA", "audience": "students", "topics": "finding a JOB",
        "clusters": "Manufacturing", "state": "WA", "careers": "17-3029.09",
    }  # fmt: skip
    assert take("resources", table("resources", row)).errors == []
    one = Resource.objects.get()
    assert (one.name, one.kind, one.audience, one.address, one.area.name) == (
        "Makers", "association", "students", "1 Square\nYakima, WA", "Washington"
    )  # fmt: skip
    assert ([*one.topics.all()], [*one.clusters.all()]) == (
        [ResourceTopic.objects.get()],
        [CareerCluster.objects.get()],
    )
    assert career.resource_links.get().resource == one
    assert not plan_of("resources", table("resources", row))[0].writes_anything()


def test_resource_that_is_there_is_known_by_its_address_and_keeps_the_editors_words(table):
    builders.resource("Our Makers", url="http://www.makers.example.org")
    plan = take("resources", table("resources"))
    assert counts(plan, "resources") == {"kept": 1}
    assert Resource.objects.get().name == "Our Makers"


def test_resource_an_editor_deleted_stays_deleted(table):
    builders.occupation("Makers", onet_soc_code="17-3029.09")
    key = "csv:valley-district:makers.example.org"
    RemovedRow.objects.create(kind="Resource", owner="", source_key=key, label="Makers")
    take("resources", table("resources", {"careers": "17-3029.09"}))
    assert (Resource.objects.count(), OccupationResource.objects.count()) == (0, 0)


def test_long_address_still_has_a_key_that_fits(table):
    url = f"https://makers.example.org/{'a' * 300}"
    take("resources", table("resources", {"url": url}))
    assert len(Resource.objects.get().source_key) <= 200
    assert not plan_of("resources", table("resources", {"url": url}))[0].writes_anything()


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ({"kind": "blog"}, "kind", "is none of these: association, government, website, article, video, pdf"),
        ({"url": "//evil.example"}, "url", "cannot stand here: Enter a web address"),
        ({"topics": "Nonsense"}, "topics", "names “Nonsense”, which is no topic here"),
        ({"clusters": "Nonsense"}, "clusters", "names “Nonsense”, which is no career cluster here"),
        ({"careers": "17-3029.09"}, "careers", "names 17-3029.09, and no career here has this code"),
        ({"url": "http://makers.example.org/1"}, "url", "stands in line 3 already"),
        ({"name": "ok\n# not ok"}, "name", "cannot stand here: A line starts with “#”"),
    ],
)
def test_damage_of_a_resource_is_named(table, row, column, why):
    good = [{"url": f"https://makers.example.org/{number}"} for number in range(1, 21)]
    if "stands" in why:
        plan, _ = plan_of("resources", table("resources", row, *good))
        assert [(error.line, error.column, error.why) for error in plan.errors] == [
            (3, "url", "stands in line 2 already")
        ]
    else:
        found = row_error("resources", table, row, good)
        assert (found[0], found[2][: len(why)]) == (column, why)
