"""Collections: their pages, their cards, what becomes of their addresses, and how they are found."""

import re
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from careers.collected import MOST_COMPARED
from careers.demo.loader import load
from careers.filters import ComparisonFilter
from careers.models import Collection, Edition, Occupation, PreviousCollectionSlug, PreviousSlug
from tests import builders, html

pytestmark = pytest.mark.django_db


def page_at(visitor, url: str) -> str:
    response = visitor.get(url)
    assert response.status_code == 200
    return response.content.decode()


def titles_in(page: str) -> list[str]:
    """The careers of a collection's page, in their order."""
    return [html.text(title) for title in re.findall(r'career-card__title">(.*?)</h2>', page, re.DOTALL)]


def cards_in(page: str) -> list[str]:
    """The words of every card that leads to a collection."""
    return [html.text(card) for card in re.findall(r'class="collection-card" [^>]*>(.*?)</a>', page, re.DOTALL)]


def links_in(page: str) -> dict[str, str]:
    return {html.text(text): unescape(url) for url, text in re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', page)}


@pytest.fixture
def trio():
    return [builders.occupation(title) for title in ("Welders", "Actors", "Bakers")]


# The page of a collection --------------------------------------------------------------------------------------------


def test_page_shows_title_introduction_careers_in_order_and_who_keeps_it(visitor, trio, settings):
    settings.AGENCY_NAME = "Evergreen Careers"
    made = builders.collection("Odd jobs", *trio, introduction="<p>All <b>sorts</b> of work.</p><p>Have a look.</p>")
    page = page_at(visitor, "/collections/odd-jobs/")
    assert titles_in(page) == ["Welders", "Actors", "Bakers"]
    words = html.text(page)
    assert "Odd jobs All sorts of work. Have a look. Kept by Evergreen Careers. Last changed " in words
    assert f"{timezone.localdate(made.updated_at):%B} {timezone.localdate(made.updated_at).day}, " in words
    assert "3 careers Welders" in words
    made.entries.filter(occupation=trio[2]).update(position=0)
    Edition.objects.bump()
    assert titles_in(page_at(visitor, "/collections/odd-jobs/")) == ["Bakers", "Welders", "Actors"]


def test_remark_stands_with_its_career_and_where_there_is_none_nothing_does(visitor, trio):
    builders.collection("Odd jobs", *trio).entries.filter(occupation=trio[1]).update(remark="Try <it> on a stage.")
    page = page_at(visitor, "/collections/odd-jobs/")
    assert [html.text(remark) for remark in re.findall(r'class="collected__remark">(.*?)</p>', page)] == [
        "Why it is here: Try <it> on a stage."
    ]
    between = page[page.index("Actors</a></h2>") : page.index("Bakers</a></h2>")]
    assert "collected__remark" in between


def test_pay_and_outlook_are_of_the_chosen_area_and_name_their_sources(visitor):
    state, metro = builders.state(), builders.metro()
    welders = builders.occupation("Welders", entry_education="high_school")
    builders.wage(welders.soc, state, builders.release("wages", state, source="ESD", reference_period="2022"))
    builders.wage(welders.soc, metro, builders.release("wages", metro, source="BLS"), median="24.45")
    builders.outlook(welders.soc, state, builders.release("outlook", state, source="LMI"), change="15.4")
    builders.collection("Odd jobs", welders)
    page = html.text(page_at(visitor, "/collections/odd-jobs/"))
    assert "$20.00 an hour Washington" in page
    assert "Washington ESD, Survey. Period: 2022. About this source Washington LMI, Survey." in page
    page = html.text(page_at(visitor, "/collections/odd-jobs/?area=49420"))
    assert ("$24.45 an hour Yakima" in page, "$20.00 an hour" in page) == (True, False)
    assert "Yakima BLS, Survey. Period: May 2024. About this source Washington LMI, Survey." in page


def test_missing_figures_say_so_and_bring_no_source(visitor, trio):
    builders.collection("Odd jobs", *trio)
    page = html.text(page_at(visitor, "/collections/odd-jobs/"))
    assert "Pay not published" in page
    assert "Where these figures come from" not in page


def test_unknown_area_is_named_and_left_out(visitor, trio):
    builders.state()
    builders.collection("Odd jobs", *trio)
    page = html.text(page_at(visitor, "/collections/odd-jobs/?area=gone"))
    assert "Area: “gone” is not one of our choices any more, so it was left out." in page


@pytest.mark.parametrize(
    ("number", "comparison", "compared", "list_words"),
    [
        (1, None, [], "Open as a list to share or print"),
        (2, "Compare both", [0, 1], "Open as a list to share or print"),
        (3, "Compare all three", [0, 1, 2], "Open as a list to share or print"),
        (4, "Compare all four", [0, 1, 2, 3], "Open as a list to share or print"),
        (12, "Compare the first four", [0, 1, 2, 3], "Open as a list to share or print"),
        (13, "Compare the first four", [0, 1, 2, 3], "Open the first 12 as a list to share or print"),
    ],
)
def test_page_leads_on_to_a_list_and_a_comparison(visitor, number, comparison, compared, list_words):
    builders.metro()
    careers = [builders.occupation(f"Career {place:02}") for place in range(number)]
    builders.collection("Odd & new", *careers, slug="odd")
    links = links_in(page_at(visitor, "/collections/odd/?area=49420"))
    slugs = ",".join(career.slug for career in careers[:12])
    assert links[list_words] == f"/list/?careers={slugs}&title=Odd+%26+new&area=49420"
    shared = page_at(visitor, links[list_words])
    assert ("<h1>Odd &amp; new</h1>" in shared, "Left out" in shared) == (True, False)
    assert [words for words in links if words.startswith("Compare ") and "Career" not in words] == (
        [comparison] if comparison else []
    )
    if comparison:
        slugs = ",".join(careers[place].slug for place in compared)
        assert links[comparison] == f"/compare/?careers={slugs}&area=49420"
        assert "left out" not in html.text(page_at(visitor, links[comparison]))


def test_comparison_has_room_for_what_is_sent_there():
    assert MOST_COMPARED == ComparisonFilter.MOST


def test_careers_that_are_not_public_are_left_out(visitor, trio):
    drafts = [builders.occupation(f"Secret {status}", status=status) for status in ("draft", "in_review", "retired")]
    builders.collection("Odd jobs", trio[0], *drafts, trio[1])
    page = page_at(visitor, "/collections/odd-jobs/")
    assert titles_in(page) == ["Welders", "Actors"]
    assert "Secret" not in page
    drafts[0].status = "published"
    drafts[0].save()
    assert titles_in(page_at(visitor, "/collections/odd-jobs/")) == ["Welders", "Secret draft", "Actors"]


def test_retired_career_has_its_successor_stand_in_once(visitor, trio):
    welders, actors, bakers = trio
    smiths = builders.occupation("Smiths", status="retired", replaced_by=bakers)
    founders = builders.occupation("Founders", status="retired", replaced_by=smiths)
    made = builders.collection("Odd jobs", founders, welders, smiths, actors)
    assert titles_in(page_at(visitor, "/collections/odd-jobs/")) == ["Bakers", "Welders", "Actors"]
    # A career of the collection's own stands where the editor put it.
    made.entries.create(occupation=bakers, position=9, remark="Early.")
    page = page_at(visitor, "/collections/odd-jobs/")
    assert titles_in(page) == ["Welders", "Actors", "Bakers"]
    assert "Early." in page


def test_collection_without_public_careers_says_so_and_is_listed_nowhere(visitor, trio):
    builders.collection("Empty", builders.occupation(status="draft"))
    builders.collection("Odd jobs", *trio)
    assert "None of its careers is published at the moment." in html.text(page_at(visitor, "/collections/empty/"))
    for url in ("/", "/collections/", "/search/?q=empty"):
        assert "/collections/empty/" not in page_at(visitor, url), url
    assert "/collections/odd-jobs/" in page_at(visitor, "/")
    assert "None of its careers" not in html.text(page_at(visitor, "/collections/odd-jobs/"))


def test_introduction_is_cleaned_once_more_on_its_way_out(visitor, trio):
    made = builders.collection("Odd jobs", *trio)
    Collection.objects.filter(pk=made.pk).update(
        introduction='<p onclick="x()">Odd <script>alert(1)</script><a href="https://example.org/">site</a></p>'
    )
    page = page_at(visitor, "/collections/odd-jobs/")
    assert ("alert(1)" in page, "onclick" in page) == (False, False)
    assert "Odd site (external link)" in html.text(page)


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_takes_few_queries(visitor, item_count, django_assert_num_queries):
    careers = [builders.occupation(f"Career {number}") for number in range(item_count)]
    old = builders.occupation("Old", status="retired", replaced_by=builders.occupation("New"))
    for career in careers:
        builders.wage(career.soc, builders.state())
    builders.collection("Odd jobs", *careers, old)
    page_at(visitor, "/collections/odd-jobs/")
    # The edition, the collection, its entries, the areas.
    with django_assert_num_queries(4):
        page = page_at(visitor, "/collections/odd-jobs/")
    assert len(titles_in(page)) == item_count + 1


# All of them, and the home page --------------------------------------------------------------------------------------


def test_list_shows_title_first_sentence_and_number_of_careers(visitor, trio):
    retired = builders.occupation("Smiths", status="retired", replaced_by=trio[0])
    builders.collection("Second", trio[0], introduction="<h3>Work, e.g. odd jobs, is here. Look.</h3>", position=2)
    builders.collection("First", *trio, retired, builders.occupation(status="draft"), position=1)
    assert cards_in(page_at(visitor, "/collections/")) == [
        "First They go together. 3 careers", "Second Work, e.g. odd jobs, is here. 1 career",
    ]  # fmt: skip


def test_list_without_collections_leads_on(visitor):
    page = page_at(visitor, "/collections/")
    assert "There is no collection here yet." in html.text(page)
    assert links_in(page)["See all careers"] == "/careers/"


@pytest.mark.parametrize(
    ("introduction", "lead"),
    [
        ("<p>One. Two.</p>", "One."),
        ("<p>No end</p><p>Two.</p>", "No end"),
        ("<p> </p><p>Really?! Yes.</p>", "Really?!"),
        ("<p>The U.S. has “many.” And more.</p>", "The U.S. has “many.”"),
        ("<p>Pay is $1.50 &amp; more. Two.</p>", "Pay is $1.50 & more."),
        ("<p>One<br>two.</p>", "One"),
        ("<ul><li><p>First</p></li><li>Second</li></ul>", "First"),
        ("", ""),
    ],
)
def test_lead_is_the_first_sentence(introduction, lead):
    assert Collection(introduction=introduction).lead == lead


def test_home_shows_the_first_six_in_order_and_leads_to_the_others(visitor, trio):
    for place in (7, 5, 3, 1, 2, 4):
        builders.collection(f"Collection {place}", trio[0], position=place)
    shown = [card.partition(" They")[0] for card in cards_in(page_at(visitor, "/"))]
    assert shown == [f"Collection {place}" for place in (1, 2, 3, 4, 5, 7)]
    assert "See all collections" not in links_in(page_at(visitor, "/"))
    builders.collection("Collection 6", trio[0], position=6)
    page = page_at(visitor, "/")
    assert [card.partition(" They")[0] for card in cards_in(page)] == [f"Collection {place}" for place in range(1, 7)]
    assert links_in(page)["See all collections"] == "/collections/"


def test_home_without_collections_has_no_section_of_them(visitor, trio):
    assert "Collections" not in [text for _, text in html.headings(page_at(visitor, "/"))]
    builders.collection("Odd jobs", trio[0])
    assert "Collections" in [text for _, text in html.headings(page_at(visitor, "/"))]


@pytest.mark.parametrize("item_count", [1, 3])
def test_home_and_list_take_two_queries_for_collections(visitor, item_count, django_assert_num_queries):
    for _ in range(item_count):
        builders.collection("", builders.occupation(), builders.occupation())
    with django_assert_num_queries(2):
        page_at(visitor, "/collections/")
    with django_assert_num_queries(5):
        page_at(visitor, "/")


# What is public, and what its addresses become ------------------------------------------------------------------------


def test_collection_that_was_never_published_is_404_and_nowhere(visitor, trio):
    made = builders.collection("Odd jobs", *trio, is_published=False)
    pages = ("/", "/collections/", "/search/?q=odd+jobs", "/suggest/?q=odd")
    assert visitor.get("/collections/odd-jobs/").status_code == 404
    assert [url for url in pages if "/collections/odd-jobs/" in page_at(visitor, url)] == []
    made.is_published = True
    made.save()
    assert visitor.get("/collections/odd-jobs/").status_code == 200
    assert [url for url in pages if "/collections/odd-jobs/" in page_at(visitor, url)] == list(pages)


def test_collection_that_was_taken_off_says_so_and_shows_nothing_of_itself(visitor, trio):
    made = builders.collection("Odd jobs", *trio, introduction="<p>Odd words.</p>")
    builders.collection("Others", trio[0])
    made.is_published = False
    made.save()
    response = visitor.get("/collections/odd-jobs/")
    page = response.content.decode()
    assert response.status_code == 410
    assert "This collection is no longer kept" in html.text(page)
    assert ("Odd" in page, 'content="noindex"' in page) == (False, True)
    assert cards_in(page) == ["Others They go together. 1 career"]
    for url in ("/", "/collections/", "/search/?q=odd+jobs"):
        assert "/collections/odd-jobs/" not in page_at(visitor, url), url


def test_old_address_leads_to_the_new_one_with_what_was_chosen(visitor, trio):
    made = builders.collection("Odd jobs", *trio)
    PreviousCollectionSlug.objects.create(collection=made, slug="strange-jobs")
    response = visitor.get("/collections/strange-jobs/?area=49420")
    assert (response.status_code, response["Location"]) == (301, "/collections/odd-jobs/?area=49420")
    made.is_published = False
    made.save()
    assert visitor.get("/collections/strange-jobs/", follow=True).status_code == 410
    assert visitor.get("/collections/gone/").status_code == 404


def test_old_address_of_a_collection_that_was_never_public_is_404(visitor):
    made = builders.collection("Odd jobs", is_published=False)
    PreviousCollectionSlug.objects.create(collection=made, slug="strange-jobs")
    assert visitor.get("/collections/strange-jobs/").status_code == 404


def test_staff_see_an_unpublished_collection_as_a_preview_that_is_never_kept(staff, visitor, trio):
    made = builders.collection("Odd jobs", *trio, is_published=False)
    response = staff.get("/collections/odd-jobs/")
    page = response.content.decode()
    assert "Preview for staff: this collection is not published." in html.text(page)
    assert links_in(page)["Back to its form"] == f"/admin/careers/collection/{made.pk}/change/"
    assert titles_in(page) == ["Welders", "Actors", "Bakers"]
    assert (response["X-Robots-Tag"], "no-store" in response["Cache-Control"]) == ("noindex", True)
    assert ('content="noindex"' in page, 'class="useful"' in page) == (True, False)
    made.is_published = True
    made.save()
    public = staff.get("/collections/odd-jobs/")
    assert "Preview for staff" not in html.text(public.content.decode())
    assert 'class="useful"' in public.content.decode()
    assert public.content == visitor.get("/collections/odd-jobs/").content


def test_staff_without_the_permission_see_no_preview(client, django_user_model, trio):
    builders.collection("Odd jobs", *trio, is_published=False)
    client.force_login(django_user_model.objects.create_user("temp", is_staff=True))
    assert client.get("/collections/odd-jobs/").status_code == 404


def test_every_link_of_the_pages_keeps_the_area(visitor, trio):
    builders.metro()
    builders.collection("Odd jobs", *trio)
    for url in ("/", "/collections/", "/collections/odd-jobs/"):
        page = page_at(visitor, f"{url}?area=49420")
        page = page[page.index("<main") : page.index("</main")]
        found = [unescape(link) for link in re.findall(r'href="(/(?:careers|collections)/[^"]+)"', page)]
        assert [link for link in found if not link.endswith(("?area=49420", "&area=49420"))] == [], url
        assert len(found) > 0, url


# The record ----------------------------------------------------------------------------------------------------------


def test_first_publication_is_remembered_and_stays():
    made = builders.collection(is_published=False)
    assert made.first_published_at is None
    made.is_published = True
    made.save()
    first = made.first_published_at
    assert first is not None
    made.is_published = False
    made.save()
    assert made.first_published_at == first


def test_every_change_raises_the_edition(trio):
    made = builders.collection("Odd jobs", trio[0])
    for change in (
        made.save,
        lambda: made.entries.create(occupation=trio[1]),
        lambda: made.entries.get(occupation=trio[1]).delete(),
        lambda: made.previous_slugs.create(slug="old"),
        made.delete,
    ):
        before = Edition.objects.number()
        change()
        assert Edition.objects.number() > before


def test_career_is_in_a_collection_once(trio):
    made = builders.collection("Odd jobs", trio[0])
    again = made.entries.model(collection=made, occupation=trio[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    again.occupation = trio[1]
    again.save()
    assert made.entries.count() == 2


# Search --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["without a degree", "degre", "apprenticeship", "plumbing"])
def test_search_finds_a_collection_by_title_and_introduction(visitor, trio, typed):
    introduction = "<p>Some begin with an apprenticeship</p><ul><li>welding</li><li>plumbing</li><li>baking</li></ul>"
    builders.collection("Start without a degree", *trio, introduction=introduction)
    page = page_at(visitor, f"/search/?q={typed}")
    assert "Collections 1" in [text for _, text in html.headings(page)]
    assert "/collections/start-without-a-degree/" in page
    assert "3 careers" in html.text(page)
    assert "/collections/" not in page_at(visitor, "/search/?q=actors").partition("<footer")[0]


def test_suggestions_name_a_collection(visitor, trio):
    builders.collection("Start without a degree", *trio)
    (one,) = visitor.get("/suggest/?q=start wi").json()["suggestions"]
    assert one == {
        "title": "Start without a degree", "also": "", "kind": "collection", "note": "3 careers",
        "url": "/collections/start-without-a-degree/", "is_elsewhere": False,
    }  # fmt: skip
    assert visitor.get("/suggest/?q=start wi&kind=career").json()["suggestions"] == []


# The demo ------------------------------------------------------------------------------------------------------------


def test_demo_brings_four_collections_and_leaves_those_that_are_there_alone(visitor):
    own = builders.collection("Our outdoors", builders.occupation("Park Rangers"), slug="work-outdoors")
    renamed = builders.collection("Our health")
    PreviousCollectionSlug.objects.create(collection=renamed, slug="help-people-get-well")
    load()
    assert sorted(Collection.objects.values_list("slug", flat=True)) == [
        "build-and-repair-things", "our-health", "start-without-a-degree", "work-outdoors",
    ]  # fmt: skip
    assert [str(entry) for entry in own.entries.all()] == ["Park Rangers"]
    assert renamed.entries.count() == 0
    assert load() == {}


def test_demo_collections_hold_careers_that_are_there_at_another_address(visitor):
    career = builders.occupation("Metal Joiners")
    PreviousSlug.objects.create(occupation=career, slug="welders-cutters-solderers-and-brazers")
    load()
    made = Collection.objects.get(slug="build-and-repair-things")
    assert made.entries.first().occupation == career
    assert len(made.entries_shown) == made.entries.count() == 7


def test_demo_start_without_a_degree_holds_no_career_that_asks_for_one():
    load()
    careers = Occupation.objects.filter(collection_entries__collection__slug="start-without-a-degree")
    assert set(careers.values_list("entry_education", flat=True)) <= {"none", "high_school", "certificate"}


def test_old_address_of_a_collection_that_was_taken_off_tells_nothing_of_the_new_one(visitor, trio):
    taken_off = builders.collection("Plans of next year", *trio, is_published=False, first_published_at=timezone.now())
    PreviousCollectionSlug.objects.create(collection=taken_off, slug="odd-jobs")
    answer = visitor.get("/collections/odd-jobs/")
    assert (answer.status_code, "plans" in answer.content.decode().lower()) == (410, False)
    # The twin: a published one is led to.
    taken_off.is_published = True
    taken_off.save()
    assert visitor.get("/collections/odd-jobs/")["Location"] == "/collections/plans-of-next-year/"
