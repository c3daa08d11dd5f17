"""The search page and the suggestions, as a visitor gets them."""

import json
import re

import pytest

from careers.models import AlternateTitle, SearchMiss
from tests import builders, html
from tests.hostile import hostile_addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def police():
    career = builders.occupation("Police Officers", entry_education="high_school", onet_soc_code="33-3051.00")
    AlternateTitle.objects.create(occupation=career, title="Cop")
    AlternateTitle.objects.create(occupation=career, title="po-po", search_only=True)
    return career


def page(visitor, typed: str) -> str:
    response = visitor.get("/search/", {"q": typed})
    assert response.status_code == 200
    return response.content.decode()


def links(text: str) -> list[str]:
    """Where the page leads, apart from adding careers to a list."""
    main = text[text.index("<main") : text.index("</main")]
    return re.findall(r'<a (?!class="pill (?:gather|compare-link)")[^>]*href="([^"#]+)"', main)


def test_search_shows_results_by_kind_with_counts(visitor, police):
    builders.cluster("Police and Law")
    builders.program("43.0107", "Criminal Justice/Police Science")
    builders.school("Police Academy", city="Burien", state="WA")
    builders.resource("Police Association")
    builders.collection("Work with the police", police)
    builders.occupation("Beekeepers")
    text = page(visitor, "police")
    assert [title for level, title in html.headings(text) if level == 2] == [
        "Careers 1", "Career clusters 1", "Collections 1", "Programs of study 1", "Schools 1", "Resources 1",
    ]  # fmt: skip
    assert "6 results for “police”" in html.text(text)
    assert "Beekeepers" not in text
    assert "Burien, WA" in html.text(text)


def test_kind_without_a_result_is_left_out(visitor, police):
    builders.school("Yakima Valley College")
    text = page(visitor, "police")
    assert [title for level, title in html.headings(text) if level == 2] == ["Careers 1"]
    assert "1 result for “police”" in html.text(text)


def test_result_tells_by_which_name_it_was_found_and_marks_the_words(visitor, police):
    text = page(visitor, "cop")
    assert "Police Officers also called Cop High school diploma or equivalent" in html.text(text)
    assert "<mark>Cop</mark>" in text
    text = page(visitor, "police")
    assert "also called" not in html.text(text)
    assert "<mark>Police</mark>" in text


def test_search_only_name_finds_and_is_not_shown(visitor, police):
    text = page(visitor, "po-po")
    assert links(text)[0] == "/careers/police-officers/"
    assert html.text(text).count("po-po") == 1, "only as what was looked for"
    assert "po-po" not in visitor.get("/suggest/", {"q": "po-p"}).content.decode().partition('"suggestions"')[2]


@pytest.mark.parametrize("typed", ["33-3051.00", "33-3051", "333051"])
def test_code_finds_its_page(visitor, police, typed):
    police.soc.code = "33-3051"
    police.soc.save()
    assert links(page(visitor, typed))[0] == "/careers/police-officers/"


def test_cip_code_finds_its_program(visitor):
    builders.program("43.0107", "Criminal Justice/Police Science")
    assert links(page(visitor, "43.0107"))[0] == "/programs/43.0107/"


def test_slip_is_said_to_be_put_right(visitor, police):
    assert "Read as “police”." in html.text(page(visitor, "plice"))
    assert "Read as" not in html.text(page(visitor, "police"))


def test_nothing_found_offers_the_nearest_and_the_clusters_and_is_counted(visitor, police):
    builders.cluster("Manufacturing")
    text = page(visitor, "polizist xq")
    assert "Nothing here goes by “polizist xq”." in html.text(text)
    assert "/careers/police-officers/" in links(text)
    assert "/clusters/manufacturing/" in links(text)
    assert list(SearchMiss.objects.values_list("query", "count")) == [("polizist xq", 1)]
    page(visitor, "police")
    assert SearchMiss.objects.count() == 1


def test_nearest_is_left_out_where_nothing_is_near(visitor, police):
    text = html.text(page(visitor, "zzzzz"))
    assert "Nothing here goes by “zzzzz”." in text
    assert "These come nearest" not in text
    assert "These come nearest" in html.text(page(visitor, "polizist xq"))


def test_career_list_says_how_it_read_the_words_and_what_comes_nearest(visitor, police):
    builders.occupation("Bakers")
    assert "Read as “police”." in html.text(visitor.get("/careers/?q=plice").content.decode())
    text = visitor.get("/careers/?q=polizist+xq").content.decode()
    assert "These come nearest" in html.text(text)
    assert "/careers/police-officers/" in links(text)
    assert list(SearchMiss.objects.values_list("query", flat=True)) == ["polizist xq"]


def test_empty_search_shows_the_box_and_the_clusters(visitor):
    builders.cluster("Manufacturing")
    for address in ("/search/", "/search/?q=", "/search/?q=%20%20", "/search/?q=!!!"):
        text = visitor.get(address).content.decode()
        assert links(text) == ["/clusters/manufacturing/"], address
    assert SearchMiss.objects.count() == 0


def test_more_than_fit_on_the_page_are_in_the_list_of_the_kind(visitor):
    for number in range(13):
        builders.occupation(f"Police Officers {number}")
    text = page(visitor, "police")
    assert len([link for link in links(text) if link.startswith("/careers/police")]) == 12
    assert "/careers/?q=police" in links(text)
    assert "All 13 in the list of careers" in html.text(text)


def test_unknown_area_is_left_out_and_said(visitor, police):
    builders.state()
    text = visitor.get("/search/?q=police&area=nowhere").content.decode()
    assert links(text) == ["/careers/police-officers/"]
    assert "Area: “nowhere” is not one of our choices any more, so it was left out." in html.text(text)


@pytest.mark.parametrize("item_count", [1, 3])
def test_search_takes_two_queries_once_the_index_is_made(visitor, django_assert_num_queries, item_count):
    """The areas, and the edition; in production the thread looks that up."""
    for number in range(item_count):
        builders.occupation(f"Police {number}")
    page(visitor, "police")
    with django_assert_num_queries(2):
        page(visitor, "police")


def test_career_list_takes_the_same_words_in_the_same_order(visitor, police):
    builders.occupation("Police Dispatchers")
    text = visitor.get("/careers/", {"q": "cop"}).content.decode()
    assert [link for link in links(text) if link.startswith("/careers/p")] == ["/careers/police-officers/"]


# Suggestions ---------------------------------------------------------------------------------------------------------


def suggested(visitor, typed: str) -> list[dict]:
    response = visitor.get("/suggest/", {"q": typed})
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert response.cookies.output() == ""
    answer = json.loads(response.content)
    assert set(answer) == {"q", "suggestions"}
    return answer["suggestions"]


def test_suggestion_has_title_name_kind_note_and_address(visitor, police):
    assert suggested(visitor, "co") == [
        {
            "title": "Police Officers", "also": "Cop", "kind": "career", "note": "High school diploma or equivalent",
            "url": "/careers/police-officers/", "is_elsewhere": False,
        }
    ]  # fmt: skip


def test_suggestions_come_with_two_letters_and_at_most_eight(visitor):
    for number in range(10):
        builders.occupation(f"Police Officers {number}")
    assert len(suggested(visitor, "po")) == 8
    assert suggested(visitor, "p") == []
    assert suggested(visitor, "") == []


@pytest.mark.parametrize(
    ("kind", "kinds"), [("", ["career", "cluster"]), ("cluster", ["cluster"]), ("nonsense", ["career", "cluster"])]
)
def test_suggestions_of_one_kind_name_no_other(visitor, police, kind, kinds):
    builders.cluster("Police and Law")
    answer = json.loads(visitor.get("/suggest/", {"q": "police", "kind": kind}).content)
    assert [one["kind"] for one in answer["suggestions"]] == kinds


def test_whole_name_of_any_kind_is_suggested_first(visitor):
    for number in range(9):
        builders.occupation(f"Health Science Teachers {number}")
    builders.cluster("Health Science")
    assert suggested(visitor, "health science")[0]["kind"] == "cluster"


def test_broken_resource_is_found_as_broken_and_not_suggested(visitor, police):
    builders.resource("Police League", link_state="broken")
    builders.resource("Police Guild")
    text = page(visitor, "police")
    assert "Police League (this link is broken" in html.text(text)
    offered = {one["title"]: one["is_elsewhere"] for one in suggested(visitor, "police")}
    assert offered == {"Police Officers": False, "Police Guild": True}


def test_suggestions_count_no_misses(visitor, police):
    suggested(visitor, "zzzz")
    assert SearchMiss.objects.count() == 0


# Hostile -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/search/", "/suggest/"])
def test_two_thousand_hostile_queries_are_answered(visitor, police, path):
    addresses = hostile_addresses(path)
    assert len(addresses) >= 2000
    assert [address for address in addresses if visitor.get(address).status_code != 200] == []


def test_what_was_typed_is_shown_as_text(visitor, police):
    typed = "<script>alert(1)</script>"
    text = page(visitor, typed)
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert visitor.get("/suggest/", {"q": typed})["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "address", ["?q=%FF%FE", "?q=%00", "?q=%ED%A0%80", "?q=a&q=b", "?q[]=a", "?Q=a", f"?q={'%20' * 900}a"]
)
def test_damaged_addresses_are_answered(visitor, police, address):
    for path in ("/search/", "/suggest/", "/careers/"):
        assert visitor.get(path + address).status_code == 200


def test_careers_that_were_found_can_be_compared_and_nothing_else(visitor, police):
    builders.program("43.0107", "Criminal Justice/Police Science")
    page = visitor.get("/search/?q=police").content.decode()
    assert "Criminal Justice" in html.text(page)
    assert re.findall(r'class="pill compare-link" href="([^"]+)"', page) == ["/compare/?careers=police-officers"]
    assert 'class="compare-tray"' in page
