"""Shared lists: what their page says, whatever became of their careers, and the addresses to pass on."""

import re
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from careers.models import PreviousSlug
from careers.shortlists import ALPHABET, decode, encode
from tests import builders, html

pytestmark = pytest.mark.django_db


def page_at(visitor, url: str) -> str:
    response = visitor.get(url)
    assert response.status_code == 200
    return response.content.decode()


def titles_in(page: str) -> list[str]:
    return [unescape(title) for title in re.findall(r'entry__title"><a [^>]+>([^<]+)<', page)]


def banners_in(page: str) -> list[str]:
    return [html.text(text) for text in re.findall(r'<p class="banner[^>]*>(.*?)</p>', page)]


def address_in(page: str) -> str:
    return unescape(re.search(r'id="share-address"[^>]*>([^<]+)<', page)[1])


def links_in(page: str) -> dict[str, str]:
    return {html.text(text): unescape(url) for url, text in re.findall(r'<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', page)}


@pytest.fixture
def trio():
    return [builders.occupation(title) for title in ("Welders", "Actors", "Bakers")]


def test_list_is_in_the_order_of_its_address(visitor, trio):
    assert titles_in(page_at(visitor, "/list/?careers=welders,actors,bakers")) == ["Welders", "Actors", "Bakers"]
    assert titles_in(page_at(visitor, "/list/?careers=bakers,welders")) == ["Bakers", "Welders"]


def test_form_may_give_the_careers_one_by_one(visitor, trio):
    assert titles_in(page_at(visitor, "/list/?careers=bakers&careers=welders")) == ["Bakers", "Welders"]


def facts_in(page: str) -> list[str]:
    facts = "".join(re.findall(r'<dl class="entry__facts">(.*?)</dl>', page, re.DOTALL))
    return [html.text(fact) for fact in re.findall(r"<dd>(.*?)</dd>", facts)]


def test_entry_says_way_in_pay_and_outlook_in_the_chosen_area_and_where_else(visitor):
    state, metro = builders.state(), builders.metro()
    welders = builders.occupation("Welders", entry_education="high_school")
    builders.wage(welders.soc, state, builders.release("wages", state, source="ESD", reference_period="2022"))
    builders.wage(welders.soc, metro, builders.release("wages", metro, source="BLS"), median="24.45")
    builders.outlook(welders.soc, state, change="15.4", annual_openings=900)
    grows = "Grows by 15.4%, about 900 openings a year Washington"
    diploma = "High school diploma or equivalent"
    page = page_at(visitor, "/list/?careers=welders")
    assert facts_in(page) == [diploma, "$20.00 an hour Washington", grows]
    assert "Washington ESD, Survey. Period: 2022. About this source" in html.text(page)
    assert facts_in(page_at(visitor, "/list/?careers=welders&area=49420")) == [diploma, "$24.45 an hour Yakima", grows]


def test_missing_figure_says_so_and_brings_no_source(visitor, trio):
    page = page_at(visitor, "/list/?careers=welders")
    assert facts_in(page) == ["Usual way in not rated", "Pay not published", "Outlook not published"]
    assert "Where these figures come from" not in html.text(page)


def test_figures_of_a_larger_group_name_it(visitor):
    group = builders.soc_group("15-1255", "Interface Designers")
    builders.occupation("Video Game Designers", soc=group, onet_soc_code="15-1255.01")
    builders.wage(group, builders.state())
    page = html.text(page_at(visitor, "/list/?careers=video-game-designers"))
    assert "Pay: counted with the larger group Interface Designers." in page


def test_unknown_careers_and_drafts_are_named_alike_and_left_out(visitor, trio):
    builders.occupation("Secret Agents", status="draft")
    builders.occupation("Spies", status="in_review")
    page = page_at(visitor, "/list/?careers=welders,secret-agents,gone,bakers,spies")
    assert titles_in(page) == ["Welders", "Bakers"]
    assert banners_in(page) == ["Left out, because no career here has this address: “secret-agents”, “gone”, “spies”."]
    assert "Secret Agents" not in page
    assert banners_in(page_at(visitor, "/list/?careers=welders")) == []


def test_list_of_unknown_careers_alone_names_them_and_says_how_to_gather_one(visitor):
    page = page_at(visitor, "/list/?careers=gone")
    assert banners_in(page) == ["Left out, because no career here has this address: “gone”."]
    assert "There is nothing in this list yet." in html.text(page)


def test_renamed_career_answers_to_its_old_address_once(visitor, trio):
    PreviousSlug.objects.create(occupation=trio[0], slug="solderers")
    page = page_at(visitor, "/list/?careers=solderers,bakers,welders")
    assert (titles_in(page), banners_in(page)) == (["Welders", "Bakers"], [])


def test_retired_career_is_shown_as_retired_with_what_replaces_it(visitor, trio):
    welders, actors, _ = trio
    builders.occupation("Smiths", status="retired", replaced_by=welders)
    page = page_at(visitor, "/list/?careers=actors,smiths&title=Ours")
    assert titles_in(page) == ["Actors", "Smiths"]
    assert "This career is no longer kept. Welders took its place." in html.text(page)
    assert links_in(page)["Put it in this list instead"] == "/list/?careers=actors,welders&title=Ours"
    actors.status = "retired"
    actors.save()
    page = html.text(page_at(visitor, "/list/?careers=actors"))
    assert "This career is no longer kept, and no other took its place." in page


def test_list_holds_twelve_and_names_what_is_too_much(visitor):
    slugs = [builders.occupation(f"Career {letter}").slug for letter in "abcdefghijklmn"]
    page = page_at(visitor, f"/list/?careers={','.join(slugs)}")
    assert len(titles_in(page)) == 12
    assert banners_in(page) == ["A list holds 12 careers. Left out: “career-m”, “career-n”."]
    assert "this one is full" in html.text(page)
    assert "this one is full" not in html.text(page_at(visitor, f"/list/?careers={','.join(slugs[:11])}"))


@pytest.mark.parametrize("query", ["", "?careers=", "?careers=,,%20,", "?title=Ours", "?print"])
def test_empty_list_says_how_to_gather_one(visitor, query):
    page = page_at(visitor, f"/list/{query}")
    assert "There is nothing in this list yet." in html.text(page)
    assert links_in(page)["Choose from the list of careers"] == "/careers/"
    assert "share-address" not in page


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Shop class", "Shop class"),
        ("  Shop   class ", "Shop class"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Shop\0 cl\x1bass\u202e", "Shop class"),
        ("#Checked link 11/29/16\nShop class", "Shop class"),
        ("Shop\r\n # note\r\nclass", "Shop class"),
        ("Class #3", "Class #3"),
        ("x" * 81, "x" * 80),
        ("x" * 80, "x" * 80),
        ("{{7*7}}", "{{7*7}}"),
    ],
)
def test_title_is_cleaned_cut_escaped_and_said_to_be_a_visitors(visitor, trio, typed, shown):
    page = page_at(visitor, f"/list/?careers=welders&title={quote(typed)}")
    assert html.headings(page)[0] == (1, shown) if "<" not in shown else f"<h1>{html_of(shown)}</h1>" in page
    assert "<script>alert" not in page
    assert "This title was written by the person who shared the list." in html.text(page)


def html_of(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize("typed", ["", "%20", "%23note", "%00", "%00%23note", "%0A"])
def test_list_without_a_title_goes_by_a_plain_one(visitor, trio, typed):
    page = page_at(visitor, f"/list/?careers=welders&title={typed}")
    assert html.headings(page)[0] == (1, "A list of careers")
    assert "written by the person" not in page


HOSTILE = [
    "%00",
    "'",
    "%27%20OR%201=1--",
    "<script>",
    "%ED%A0%80",
    "a" * 10_000,
    "a," * 5_000,
    "../",
    "%F0%9F%91%A9",
    "{{7*7}}",
]


@pytest.mark.parametrize("value", HOSTILE)
@pytest.mark.parametrize("name", ["careers", "area", "title", "print", "else"])
def test_hostile_address_breaks_nothing(visitor, trio, name, value):
    page = page_at(visitor, f"/list/?careers=welders&{name}={value}")
    assert titles_in(page) == ["Welders"]
    assert "<script>" not in page


# The short address ---------------------------------------------------------------------------------------------------


def test_short_address_is_in_full_and_leads_to_the_same_list(visitor, trio):
    builders.metro()
    long = page_at(visitor, "/list/?careers=welders,actors,bakers&area=49420&title=Shop+class")
    address = address_in(long)
    assert re.fullmatch(rf"http://testserver/l/[{ALPHABET}]{{11}}/\?area=49420&title=Shop\+class", address)
    short = page_at(visitor, address.removeprefix("http://testserver"))
    assert short == long
    code = urlsplit(address).path.split("/")[2]
    assert decode(code) == [career.pk for career in trio]


def test_short_address_goes_on_when_careers_are_renamed_or_retired(visitor, trio):
    welders, actors, bakers = trio
    code = encode([welders.pk, actors.pk, bakers.pk])
    welders.slug, welders.title = "joiners", "Joiners"
    welders.save()
    actors.status, actors.replaced_by = "retired", bakers
    actors.save()
    page = page_at(visitor, f"/l/{code}/")
    assert titles_in(page) == ["Joiners", "Actors", "Bakers"]
    assert "This career is no longer kept. Bakers took its place." in html.text(page)
    assert titles_in(page_at(visitor, f"/l/{code.upper()}/")) == ["Joiners", "Actors", "Bakers"]


def test_draft_in_a_short_address_is_counted_and_not_named(visitor, trio):
    draft = builders.occupation("Secret Agents", status="draft")
    page = page_at(visitor, f"/l/{encode([trio[0].pk, draft.pk])}/")
    assert titles_in(page) == ["Welders"]
    assert banners_in(page) == ["1 career of this list is not public here, so it was left out."]
    assert "ecret" not in page
    many = page_at(visitor, f"/l/{encode([draft.pk, 16_000])}/")
    assert banners_in(many) == ["2 careers of this list are not public here, so they were left out."]
    assert "There is nothing in this list yet." in html.text(many)


@pytest.mark.parametrize("code", ["x", "22222", "%00", "a" * 5_000, "%F0%9F%91%A9", "'--", "<script>"])
def test_damaged_code_is_a_designed_404_that_says_what_may_have_happened(visitor, code):
    response = visitor.get(f"/l/{code}/")
    page = response.content.decode()
    assert response.status_code == 404
    assert html.headings(page)[0] == (1, "This list cannot be read")
    assert "a letter got lost or became another on its way here" in html.text(page)
    assert "<script>" not in page


def test_career_whose_key_has_no_short_form_is_shared_by_the_long_address(visitor, trio):
    builders.occupation("Late", pk=20_000)
    page = page_at(visitor, "/list/?careers=late,welders&title=Ours")
    assert address_in(page) == "http://testserver/list/?careers=late,welders&title=Ours"


# Passing it on, and changing it --------------------------------------------------------------------------------------


def test_page_offers_ways_to_pass_the_address_on(visitor, trio):
    page = page_at(visitor, "/list/?careers=welders,bakers&title=R%26D+%231")
    links, address = links_in(page), address_in(page)
    mail = urlsplit(links["Send by e-mail"])
    assert (mail.scheme, parse_qs(mail.query)) == (
        "mailto",
        {"subject": ["R&D #1"], "body": [f"- Welders\r\n- Bakers\r\n\r\n{address}"]},
    )
    classroom = urlsplit(links["Post in Google Classroom"])
    assert (classroom.scheme, classroom.netloc, classroom.path) == ("https", "classroom.google.com", "/share")
    assert parse_qs(classroom.query) == {"url": [address]}
    assert "Post in Google Classroom (external link)" in html.text(page)
    assert links["Print a handout"] == "/list/?careers=welders,bakers&title=R%26D+%231&print"
    assert "This page prints as a handout" in html.text(page_at(visitor, links["Print a handout"]))
    assert "This page prints as a handout" not in html.text(page)


def test_entry_moves_up_and_out_by_links_that_keep_the_rest(visitor, trio):
    builders.metro()
    links = links_in(page_at(visitor, "/list/?careers=welders,actors,bakers&area=49420&title=Ours"))
    rest = "&area=49420&title=Ours"
    assert {text: url for text, url in links.items() if text.startswith(("Move", "Remove"))} == {
        "Remove Welders": f"/list/?careers=actors,bakers{rest}",
        "Move up Actors": f"/list/?careers=actors,welders,bakers{rest}",
        "Remove Actors": f"/list/?careers=welders,bakers{rest}",
        "Move up Bakers": f"/list/?careers=welders,bakers,actors{rest}",
        "Remove Bakers": f"/list/?careers=welders,actors{rest}",
    }
    last = links_in(page_at(visitor, f"/list/?careers=bakers{rest}"))
    assert last["Remove Bakers"] == "/list/?area=49420&title=Ours"


def test_career_and_its_card_offer_a_list_that_begins_with_it_in_the_area(visitor, trio):
    builders.metro()
    assert links_in(page_at(visitor, "/careers/welders/"))["Add Welders to my list"] == "/list/?careers=welders"
    for address in ("/careers/?area=49420", "/search/?q=bakers&area=49420"):
        links = links_in(page_at(visitor, address))
        assert links["Add Bakers to my list"] == "/list/?careers=bakers&area=49420"


def test_search_offers_a_list_beside_careers_alone(visitor):
    builders.occupation("Bakers")
    builders.school("Bakers College")
    assert re.findall(r'data-gather="([^"]+)"', page_at(visitor, "/search/?q=bakers")) == ["bakers"]


def test_preview_of_a_draft_offers_no_list(staff):
    builders.occupation("Welders", status="draft")
    assert "data-gather" not in staff.get("/careers/welders/").content.decode()
    builders.occupation("Bakers")
    assert "data-gather" in staff.get("/careers/bakers/").content.decode()


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_takes_as_many_queries_whatever_its_length(visitor, item_count, django_assert_num_queries):
    builders.state()
    wages, outlook = builders.release("wages"), builders.release("outlook")
    careers = [builders.occupation(f"Welders {number}") for number in range(item_count)]
    for career in careers:
        builders.wage(career.soc, builders.state(), wages)
        builders.outlook(career.soc, builders.state(), outlook)
    address = f"/list/?careers={','.join(career.slug for career in careers)}"
    with django_assert_num_queries(10):
        visitor.get(address)
    # The catalogue is made: areas, the edition, the careers of the list.
    with django_assert_num_queries(3):
        visitor.get(address)
    with django_assert_num_queries(3):
        visitor.get(f"/l/{encode([career.pk for career in careers])}/")
    # One more for addresses that are not today's, however many.
    with django_assert_num_queries(4):
        visitor.get(f"{address},gone,gone-too")


def test_privacy_page_says_what_the_browser_keeps(visitor):
    words = html.text(page_at(visitor, "/about/privacy/"))
    assert "When you choose “Add to my list”, your browser remembers the careers" in words
    assert "My list on this device" in words
