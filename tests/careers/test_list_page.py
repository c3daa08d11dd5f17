"""Shared lists: what their page says, whatever became of their careers, and the addresses to pass on."""

import re
from html import unescape
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from django.utils import timezone

from careers.models import Occupation, OccupationResource, PreviousSlug, Resource
from careers.shortlists import ALPHABET, Held, decode, encode, write
from tests import builders, html

pytestmark = pytest.mark.django_db


def page_at(visitor, url: str) -> str:
    response = visitor.get(url)
    assert response.status_code == 200
    return response.content.decode()


def titles_in(page: str) -> list[str]:
    return [html.text(title) for title in re.findall(r'entry__title"><a [^>]+>(.*?)</a>', page)]


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
    facts = "".join(re.findall(r'<dl class="entry__facts[^"]*">(.*?)</dl>', page, re.DOTALL))
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


def test_list_too_long_for_a_qr_code_is_a_page_without_one(visitor):
    """Keys that have no short form, and addresses as long as they may be."""
    slugs = [f"{number}{'x' * 190}" for number in range(12)]
    for number, slug in enumerate(slugs):
        builders.occupation(f"Late {number}", pk=20_000 + number, slug=slug)
    resources = [builders.resource(f"Pages {number}", slug=f"{number}{'y' * 190}") for number in range(5)]
    short = page_at(visitor, f"/list/?careers={','.join(slugs[:2])}")
    address = f"/list/?careers={','.join(slugs)}&resources={','.join(resource.slug for resource in resources)}"
    assert ('class="qr"' in short, 'class="qr"' in page_at(visitor, address)) == (True, False)


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


def test_search_offers_a_list_beside_what_a_list_can_hold_alone(visitor):
    builders.occupation("Bakers")
    builders.school("Bakers College")
    builders.cluster("Bakers and Cooks")
    builders.program("12.0501", "Bakers School")
    builders.resource("Bakers Guild")
    builders.resource("Bakers Broken", link_state="broken")
    assert re.findall(r'data-gather="([^"]+)"', page_at(visitor, "/search/?q=bakers")) == [
        "bakers",
        "programs:12.0501",
        "resources:bakers-guild",
    ]


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


# Programs and resources ----------------------------------------------------------------------------------------------


@pytest.fixture
def mixed(trio):
    builders.program("48.0508", "Welding Technology/Welder")
    builders.program("12.0501", "Baking")
    builders.resource("Welding Society", subtitle="Of America", url="https://www.weld.example.org/join")
    builders.resource("Bakers Guild")


MIXED = "/list/?careers=welders,bakers&programs=48.0508,12.0501&resources=welding-society,bakers-guild"


def test_list_holds_programs_and_resources_below_the_careers_in_their_order(visitor, mixed):
    page = page_at(visitor, MIXED)
    assert html.headings(page)[:9] == [
        (1, "A list of careers, programs of study and resources"),
        (2, "Careers"),
        (3, "Welders"),
        (3, "Bakers"),
        (2, "Programs of study"),
        (3, "Welding Technology/Welder CIP 48.0508"),
        (3, "Baking CIP 12.0501"),
        (2, "Resources"),
        (3, "Welding Society (external link)"),
    ]
    assert banners_in(page) == []
    turned = page_at(visitor, "/list/?programs=120501,48.0508&resources=bakers-guild,welding-society")
    assert [text for level, text in html.headings(turned) if level < 4][:7] == [
        "A list of programs of study and resources", "Programs of study", "Baking CIP 12.0501",
        "Welding Technology/Welder CIP 48.0508", "Resources", "Bakers Guild (external link)",
        "Welding Society (external link)",
    ]  # fmt: skip


def test_program_says_its_levels_and_how_many_schools_of_the_state_offer_it(visitor, mixed):
    welding = builders.program("48.0508")
    welding.awards.create(level="certificate")
    yakima, bates = (builders.school(name, state="WA") for name in ("Yakima", "Bates"))
    oregon, closed = builders.school("Portland", state="OR"), builders.school("Shut", state="WA", is_open=False)
    shown, other = builders.release("programs", source="IPEDS"), builders.release("programs", source="Elsewhere")
    for school, release in ((yakima, shown), (bates, shown), (oregon, None), (closed, other)):
        builders.offering(program=welding, school=school, release=release)
    builders.offering(program=welding, school=yakima, award_level="bachelor")
    page = page_at(visitor, "/list/?programs=48.0508,12.0501")
    levels = "Certificate, one year or more or Associate degree or Bachelor's degree"
    assert facts_in(page) == [levels, "2 schools in Washington 3 schools in the whole country."]
    words = html.text(page)
    assert "Baking CIP 12.0501 We know of no school that offers this program." in words
    assert "Where these figures come from Programs of study IPEDS, Survey. Period: May 2024. About this source" in words
    assert "Elsewhere" not in words


def test_paper_has_the_addresses_of_careers_and_programs(visitor, mixed):
    addresses = re.findall(r'entry__page"[^>]*>([^<]+)<', page_at(visitor, MIXED))
    assert addresses == [
        "testserver/careers/welders/", "testserver/careers/bakers/", "testserver/programs/48.0508/",
        "testserver/programs/12.0501/",
    ]  # fmt: skip


def test_resource_says_whose_it_is_where_it_leads_and_whether_it_answers(visitor, mixed):
    builders.resource("Lost Page", link_state="broken", link_checked_at=timezone.now())
    page = page_at(visitor, "/list/?resources=welding-society,lost-page")
    words = html.text(page)
    assert "Welding Society (external link) Of America weld.example.org · Link not checked yet" in words
    assert links_in(page)["Welding Society"] == "https://www.weld.example.org/join"
    assert "Lost Page (this link is broken; we are looking for the new address) Did not answer when we checked" in words
    assert "Lost Page" not in links_in(page)


def test_unknown_programs_and_resources_are_named_and_left_out(visitor, mixed):
    builders.program("48.05", "A series")
    page = page_at(visitor, "/list/?programs=48.0508,99.9999,48.05,weld&resources=gone,bakers-guild")
    assert banners_in(page) == [
        "Left out, because no program of study here has this CIP code: “99.9999”, “48.05”, “weld”.",
        "Left out, because no resource here has this address: “gone”.",
    ]
    assert titles_in(page) == ["Welding Technology/Welder", "Bakers Guild"]


def test_withdrawn_resource_is_left_out_and_its_name_is_not_told(visitor, mixed):
    withdrawn = builders.resource("Secret Society", slug="withdrawn-one", is_published=False)
    page = page_at(visitor, "/list/?careers=welders&resources=withdrawn-one,bakers-guild")
    assert banners_in(page) == ["Left out, because we no longer list it: “withdrawn-one”."]
    assert "Bakers Guild" in html.text(page)
    assert "Secret Society" not in page
    short = page_at(visitor, f"/l/{write(Held([], [], [withdrawn.pk]))}/")
    assert banners_in(short) == ["1 resource of this list is no longer listed here, so it was left out."]
    assert "withdrawn-one" not in short


def test_list_of_programs_holds_twelve_and_says_when_it_is_full(visitor):
    codes = [builders.program(f"12.{number:04}", f"Program {number}").cip_code for number in range(1, 14)]
    page = page_at(visitor, f"/list/?programs={','.join(codes)}")
    assert banners_in(page) == ["A list holds 12 programs of study. Left out: “12.0013”."]
    assert "A list holds 12 programs of study: this one is full." in html.text(page)


def test_short_address_of_a_mixed_list_leads_to_the_same_list(visitor, mixed):
    long = page_at(visitor, f"{MIXED}&title=Ours")
    address = address_in(long)
    assert re.fullmatch(rf"http://testserver/l/[{ALPHABET}]{{8}}(-[{ALPHABET}]+){{2}}/\?title=Ours", address)
    assert page_at(visitor, address.removeprefix("http://testserver")) == long


def test_unknown_programs_and_resources_of_a_code_are_counted(visitor, mixed):
    code = write(Held([], [480508, 999999, 1_000_001], [16_000]))
    page = page_at(visitor, f"/l/{code}/")
    assert banners_in(page) == [
        "2 programs of study of this list are not public here, so they were left out.",
        "1 resource of this list is not public here, so it was left out.",
    ]
    assert titles_in(page) == ["Welding Technology/Welder"]


def test_code_with_a_damaged_second_part_is_the_friendly_page(visitor, mixed):
    code = write(Held([1], [480508]))
    damaged = code[:-1] + ("2" if code[-1] != "2" else "3")
    assert visitor.get(f"/l/{code}/").status_code == 200
    response = visitor.get(f"/l/{damaged}/")
    assert (response.status_code, html.headings(response.content.decode())[0]) == (404, (1, "This list cannot be read"))


def test_programs_and_resources_move_up_and_out_by_links_that_keep_the_rest(visitor, mixed):
    links = links_in(page_at(visitor, f"{MIXED}&title=Ours"))
    careers, programs, resources = (
        "careers=welders,bakers",
        "programs=48.0508,12.0501",
        "resources=welding-society,bakers-guild",
    )
    assert {text: url for text, url in links.items() if text.startswith(("Move", "Remove"))} == {
        "Remove Welders": f"/list/?careers=bakers&{programs}&{resources}&title=Ours",
        "Move up Bakers": f"/list/?careers=bakers,welders&{programs}&{resources}&title=Ours",
        "Remove Bakers": f"/list/?careers=welders&{programs}&{resources}&title=Ours",
        "Remove Welding Technology/Welder": f"/list/?{careers}&programs=12.0501&{resources}&title=Ours",
        "Move up Baking": f"/list/?{careers}&programs=12.0501,48.0508&{resources}&title=Ours",
        "Remove Baking": f"/list/?{careers}&programs=48.0508&{resources}&title=Ours",
        "Remove Welding Society: Of America": f"/list/?{careers}&{programs}&resources=bakers-guild&title=Ours",
        "Move up Bakers Guild": f"/list/?{careers}&{programs}&resources=bakers-guild,welding-society&title=Ours",
        "Remove Bakers Guild": f"/list/?{careers}&{programs}&resources=welding-society&title=Ours",
    }


def test_letter_names_all_that_the_list_holds(visitor, mixed):
    page = page_at(visitor, "/list/?careers=welders&programs=12.0501&resources=welding-society")
    body = parse_qs(urlsplit(links_in(page)["Send by e-mail"]).query)["body"]
    assert body == [f"- Welders\r\n- Baking\r\n- Welding Society: Of America\r\n\r\n{address_in(page)}"]


def test_programs_and_resources_offer_a_list_that_begins_with_them(visitor, mixed):
    builders.metro()
    builders.offering(program=builders.program("12.0501"), school=builders.school("Bates"))
    for address in ("/programs/12.0501/?area=49420", "/programs/?q=baking&area=49420", "/schools/bates/?area=49420"):
        assert links_in(page_at(visitor, address))["Add Baking to my list"] == "/list/?programs=12.0501&area=49420"
    guild = Resource.objects.get(slug="bakers-guild")
    OccupationResource.objects.create(occupation=Occupation.objects.get(slug="bakers"), resource=guild)
    for address in ("/resources/", "/careers/bakers/"):
        assert links_in(page_at(visitor, address))["Add Bakers Guild to my list"] == "/list/?resources=bakers-guild"
    Resource.objects.update(link_state="broken")
    for address in ("/resources/", "/careers/bakers/"):
        assert "Add Bakers Guild to my list" not in links_in(page_at(visitor, address))


@pytest.mark.parametrize("name", ["programs", "resources", "q"])
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_programs_resources_and_words_break_nothing(visitor, trio, name, value):
    page = page_at(visitor, f"/list/?careers=welders&{name}={value}")
    assert titles_in(page) == ["Welders"]
    assert "<script>" not in page


@pytest.mark.parametrize("item_count", [1, 3])
def test_mixed_list_takes_as_many_queries_whatever_its_length(visitor, item_count, django_assert_num_queries):
    careers = [builders.occupation(f"Welders {number}") for number in range(item_count)]
    programs = [builders.program(f"12.000{number}", f"Program {number}") for number in range(1, item_count + 1)]
    resources = [builders.resource(f"Society {number}") for number in range(item_count)]
    for program in programs:
        for name in ("A", "B"):
            builders.offering(program=program, school=builders.school(f"{name} {program}", state="WA"))
    names = (
        f"careers={','.join(career.slug for career in careers)}&programs={','.join(program.cip_code for program in programs)}"
        f"&resources={','.join(resource.slug for resource in resources)}"
    )
    visitor.get("/list/?careers=welders-0")
    # Areas, the edition, the careers; the programs, their levels, their schools, whose word that is; the resources.
    with django_assert_num_queries(8):
        page = page_at(visitor, f"/list/?{names}")
    with django_assert_num_queries(8):
        visitor.get(address_in(page).removeprefix("http://testserver"))


# Finding more on the page of the list ---------------------------------------------------------------------------------


def offers_in(page: str) -> dict[str, str]:
    """By what was found, the address that adds it; empty where there is none."""
    found = re.findall(r'<li class="offer">(.*?)</li>', page, re.DOTALL)
    return {html.text(re.split(r"<span|</p>", one)[0]): links_in(one).get(added_in(one), "") for one in found}


def added_in(offer: str) -> str:
    """What the link of an offer is called: `Add Welders`."""
    return html.text("".join(re.findall(r"<a .*?</a>", offer, re.DOTALL)))


def test_list_of_several_is_put_together_on_its_own_page(visitor, mixed):
    builders.metro()
    page = page_at(visitor, "/list/?area=49420&title=Ours&q=weld")
    first = offers_in(page)["Welders"]
    assert first == "/list/?careers=welders&area=49420&title=Ours&q=weld#find-title"
    page = page_at(visitor, first.partition("#")[0])
    second = offers_in(page)["Welding Technology/Welder"]
    assert second == "/list/?careers=welders&programs=48.0508&area=49420&title=Ours&q=weld#find-title"
    page = page_at(visitor, second.partition("#")[0])
    third = offers_in(page)["Welding Society"]
    page = page_at(visitor, third.partition("#")[0])
    assert titles_in(page) == ["Welders", "Welding Technology/Welder", "Welding Society"]
    assert "Welders In this list" in html.text(page)
    # What is passed on does not hold the words.
    assert "q=" not in address_in(page)


def test_form_that_finds_more_and_the_one_that_changes_keep_what_the_list_holds(visitor, mixed):
    page = page_at(visitor, f"{MIXED}&title=Ours")
    for action in ("/list/#find-title", "/list/"):
        form = re.search(rf'<form[^>]+action="{action}".*?</form>', page, re.DOTALL)[0]
        assert re.findall(r'type="hidden" name="(careers|programs|resources)" value="([^"]+)"', form) == [
            ("careers", "welders,bakers"),
            ("programs", "48.0508,12.0501"),
            ("resources", "welding-society,bakers-guild"),
        ]


def test_words_that_find_nothing_to_add_say_so_and_offer_the_nearest(visitor, trio):
    builders.cluster("Zoology")
    words = html.text(page_at(visitor, "/list/?q=zoology"))
    assert "Nothing to add goes by “zoology”." in words
    page = page_at(visitor, "/list/?q=wellders")
    assert list(offers_in(page)) == ["Welders"]
    assert "Nothing to add" not in html.text(page_at(visitor, "/list/?q="))


def test_kind_without_room_is_not_offered(visitor):
    slugs = [builders.occupation(f"Bakers {letter}").slug for letter in "abcdefghijkl"]
    builders.occupation("Bakers")
    builders.program("12.0501", "Bakers School")
    page = page_at(visitor, f"/list/?careers={','.join(slugs)}&q=bakers")
    assert "Bakers No room left" in html.text(page)
    assert offers_in(page)["Bakers School"].endswith("&programs=12.0501&q=bakers#find-title")


def test_privacy_page_says_what_the_browser_keeps(visitor):
    words = html.text(page_at(visitor, "/about/privacy/"))
    assert "When you choose “Add to my list”, your browser remembers the careers, programs and resources" in words
    assert "What this browser remembers" in words
