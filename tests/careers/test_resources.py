"""The resource directory."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from careers.models import OccupationResource, Resource, ResourceTopic
from tests import builders, html

pytestmark = pytest.mark.django_db


def read(visitor, url: str = "/resources/") -> str:
    return visitor.get(url).content.decode()


def resources_on(visitor, url: str = "/resources/") -> list[str]:
    """The headings and the names under them, in the order of the page."""
    return [
        html.text(name)
        for name in re.findall(r'(?:<h2|<p class="resource__name")[^>]*>(.*?)</(?:h2|p)>', read(visitor, url))
    ]


def options(visitor, url: str, facet: str) -> list[tuple[str, str]]:
    """The choices of a facet with their counts."""
    (fieldset,) = re.findall(rf'<fieldset id="options-{facet}">(.*?)</fieldset>', read(visitor, url), re.DOTALL)
    return re.findall(
        r'option__label">(.*?)</span>\s*<span class="option__count"><span aria-hidden="true">([^<]+)',
        fieldset,
        re.DOTALL,
    )


def names(visitor, query: str) -> list[str]:
    """What a query finds, by name and without the headings."""
    return re.findall(r'rel="external">([^<]+)</a>', read(visitor, f"/resources/?{query}"))


def test_directory_is_by_kind_and_links_back_to_published_careers(visitor):
    builders.resource("Watch This", kind="video")
    welding = builders.resource("American Welding Society")
    for career in (
        builders.occupation("Welders"),
        builders.occupation("Drafts", status="draft"),
        builders.occupation("Gone", status="retired"),
    ):
        OccupationResource.objects.create(occupation=career, resource=welding)
    builders.resource("Hidden", is_published=False)
    assert resources_on(visitor) == [
        "Associations", "American Welding Society (external link)", "Videos", "Watch This (external link)",
    ]  # fmt: skip
    words = html.text(read(visitor))
    assert "For: Welders Add American Welding Society to my list Videos" in words
    assert ("Drafts" in words, "Gone" in words, "Hidden" in words) == (False, False, False)


def test_broken_links_stand_apart_at_the_end_and_are_not_offered(visitor):
    builders.resource("A Broken One", link_state="broken", link_checked_at=timezone.now() - timedelta(days=3))
    builders.resource("Zeta", kind="video", link_state="ok", link_checked_at=timezone.now())
    assert resources_on(visitor) == [
        "Videos", "Zeta (external link)", "Links that do not work now",
        "A Broken One (this link is broken; we are looking for the new address)",
    ]  # fmt: skip
    page = read(visitor)
    assert "Did not answer when we checked 3 days ago" in html.text(page)
    assert ("a-broken-one.example.org" in page, "zeta.example.org" in page) == (False, True)


@pytest.mark.parametrize(
    ("state", "days", "said"),
    [
        ("unchecked", None, "Link not checked yet"),
        ("ok", 0, "Link checked today"),
        ("ok", 3, "Link checked 3 days ago"),
        ("ok", None, "Link not checked yet"),
        ("redirected", 1, "Moved to another address; link checked 1 day ago"),
    ],
)
def test_state_of_a_link_is_said_with_its_host(visitor, state, days, said):
    checked = None if days is None else timezone.now() - timedelta(days=days, hours=1)
    builders.resource("Guide", url="https://www.guide.example.org/x", link_state=state, link_checked_at=checked)
    assert f"Guide (external link) guide.example.org · {said}" in html.text(read(visitor))


def test_words_find_names_and_second_lines(visitor):
    builders.resource("Engineer Girl", subtitle="National Academy of Engineering")
    builders.resource("Welders")
    assert names(visitor, "q=academy+GIRL") == ["Engineer Girl"]
    assert names(visitor, "q=academy+welders") == []


def test_state_leaves_its_own_resources_and_those_of_the_whole_country(visitor):
    builders.resource("National")
    builders.resource("Washington's", area=builders.state())
    builders.resource("Oregon's", area=builders.state("Oregon", "OR", "41"))
    assert options(visitor, "/resources/", "state") == [("Washington", "2"), ("Oregon", "2")]
    assert names(visitor, "state=WA") == ["National", "Washington&#x27;s"]
    assert names(visitor, "state=WA&state=OR") == ["National", "Oregon&#x27;s", "Washington&#x27;s"]
    assert names(visitor, "state=WY") == ["National"]


def test_cluster_leaves_its_own_resources_and_those_of_every_cluster(visitor):
    builders.cluster("Finance")
    builders.resource("For All")
    builders.resource("Welding").clusters.add(builders.cluster())
    assert options(visitor, "/resources/", "cluster") == [("Manufacturing", "2")]
    assert names(visitor, "cluster=manufacturing") == ["For All", "Welding"]
    assert names(visitor, "cluster=finance") == ["For All"]


def test_audience_leaves_what_is_meant_for_it_and_for_everyone(visitor):
    builders.resource("For All")
    builders.resource("For Families", audience="families")
    builders.resource("For Students", audience="students")
    assert options(visitor, "/resources/", "audience") == [("Students", "2"), ("Families", "2")]
    assert names(visitor, "audience=students") == ["For All", "For Students"]
    assert names(visitor, "audience=counselors") == ["For All"]


def test_kind_and_topic_combine(visitor):
    money = ResourceTopic.objects.create(name="Paying for training", slug="paying")
    ResourceTopic.objects.create(name="Nothing yet", slug="nothing")
    for name, kind, topics in (("A", "video", [money]), ("B", "video", []), ("C", "pdf", [money])):
        builders.resource(name, kind=kind).topics.set(topics)
    assert options(visitor, "/resources/", "topic") == [("Paying for training", "2")]
    assert options(visitor, "/resources/?topic=paying", "kind") == [("Video", "1"), ("PDF document", "1")]
    assert names(visitor, "topic=paying&kind=video") == ["A"]
    assert names(visitor, "topic=paying&kind=video&kind=pdf") == ["C", "A"]


def test_unknown_choices_are_named_and_left_out(visitor):
    builders.resource("A")
    page = read(visitor, "/resources/?topic=gone&cluster=gone&state=XX&audience=everyone&kind=fax")
    said = [html.text(banner) for banner in re.findall(r'<p class="banner".*?</p>', page)]
    assert [words.partition(" is not one of our choices any more")[0] for words in said] == [
        "Kind: “fax”", "Helps with: “gone”", "Career cluster: “gone”", "For: “everyone”", "State: “XX”",
    ]  # fmt: skip
    assert names(visitor, "topic=gone&state=XX") == ["A"]


def test_directory_without_a_match_offers_a_way_on(visitor):
    assert "No resources are listed yet." in html.text(read(visitor))
    builders.resource("A")
    assert "No resource fits all of that." in html.text(read(visitor, "/resources/?q=zzz"))


@pytest.mark.parametrize("query", ["%00", "'", "{{7*7}}", "<script>", "a" * 10_000, "%25", "_", "\\"])
def test_hostile_words_break_nothing(visitor, query):
    builders.resource("A")
    response = visitor.get(f"/resources/?q={query}&topic=%00&page=0")
    assert response.status_code == 200
    assert b"<script>" not in response.content


def test_broken_ones_come_after_all_pages_of_working_ones(visitor):
    for i in range(25):
        builders.resource(f"Resource {i:02}", kind="video")
    builders.resource("A Broken One", link_state="broken")
    assert len(names(visitor, "")) == 24
    assert resources_on(visitor, "/resources/?page=2")[:3] == [
        "Videos",
        "Resource 24 (external link)",
        "Links that do not work now",
    ]


@pytest.mark.parametrize("item_count", [1, 3])
def test_directory_takes_eight_queries(visitor, item_count, django_assert_num_queries):
    for i in range(item_count):
        resource = builders.resource(f"Resource {i}")
        resource.topics.add(ResourceTopic.objects.create(name=f"Topic {i}", slug=f"topic-{i}"))
        resource.clusters.add(builders.cluster(f"Cluster {i}"))
        OccupationResource.objects.create(occupation=builders.occupation(), resource=resource)
    with django_assert_num_queries(8):
        response = visitor.get("/resources/")
    assert f"Resource {item_count - 1}" in html.text(response.content.decode())
    assert Resource.objects.count() == item_count
