"""The area a page speaks of: chosen in the address, led with, kept along its links."""

import re

import pytest

from careers.codes import FigureStatus
from tests import builders, html

pytestmark = pytest.mark.django_db


def facts_on(visitor, url: str) -> dict[str, tuple[str, str]]:
    """Value and note of each fact at the head of a career's page, by its label."""
    page = visitor.get(url).content.decode()
    found = re.findall(
        r'fact__label">(.*?)</dt>.*?fact__value">(.*?)</dd>\s*(?:<dd class="fact__note">(.*?)</dd>)?', page, re.DOTALL
    )
    return {html.text(label): (html.text(value), html.text(note)) for label, value, note in found}


def areas_in(visitor, url: str, table: int = 0) -> list[str]:
    """The areas of a table of figures, in its order."""
    page = visitor.get(url).content.decode()
    names = "|".join(("Washington", "Yakima", "Bellingham", "United States"))
    return [row[0] for row in html.tables(page)[table]["rows"] if row and re.fullmatch(names, row[0])]


@pytest.fixture
def welders():
    """A career with pay in the state, two of its areas and the nation, and an outlook of the nation alone."""
    career = builders.occupation("Welders")
    yakima, bellingham = builders.metro(), builders.metro("Bellingham, WA", "13380")
    survey = builders.release("wages", builders.state(), yakima, bellingham, source="ESD", reference_period="2022")
    for area, median in ((builders.state(), "24.00"), (yakima, "22.00"), (bellingham, "26.00")):
        builders.wage(career.soc, area, survey, median=median)
    builders.wage(career.soc, builders.nation(), median="20.00")
    builders.outlook(career.soc, builders.nation(), builders.release("outlook", builders.nation(), source="BLS"))
    return career


def test_state_leads_until_an_area_is_chosen(visitor, welders):
    assert facts_on(visitor, "/careers/welders/")["Middle pay"][0] == "$24.00 an hour"
    assert areas_in(visitor, "/careers/welders/") == ["Washington", "Bellingham", "Yakima", "United States"]


def test_chosen_area_leads_the_facts_and_the_table(visitor, welders):
    assert facts_on(visitor, "/careers/welders/?area=49420")["Middle pay"] == (
        "$22.00 an hour", "Half earn less. Yakima, period: 2022. Source: ESD."
    )  # fmt: skip
    assert areas_in(visitor, "/careers/welders/?area=49420") == ["Yakima", "Washington", "Bellingham", "United States"]
    assert areas_in(visitor, "/careers/welders/?area=US") == ["United States", "Washington", "Bellingham", "Yakima"]


def test_area_without_figures_is_named_beside_the_one_that_stands_in(visitor, welders):
    builders.metro("Wenatchee, WA", "48300")
    assert facts_on(visitor, "/careers/welders/?area=48300")["Middle pay"] == (
        "$24.00 an hour", "Half earn less. Not published for Wenatchee; Washington, period: 2022. Source: ESD."
    )  # fmt: skip
    note = "About 10 openings a year. Not published for Yakima; United States, period: May 2024. Source: BLS."
    assert facts_on(visitor, "/careers/welders/?area=49420")["Outlook"] == ("Grows by 5.0%", note)


def test_area_whose_pay_is_withheld_shows_its_row_and_the_states_pay(visitor, welders):
    wenatchee = builders.metro("Wenatchee, WA", "48300")
    builders.wage(welders.soc, wenatchee, hourly_median_status=FigureStatus.WITHHELD)
    assert facts_on(visitor, "/careers/welders/?area=48300")["Middle pay"][0] == "$24.00 an hour"
    assert html.tables(visitor.get("/careers/welders/?area=48300").content.decode())[0]["rows"][1] == ["Wenatchee"]


@pytest.mark.parametrize("url", ["/careers/welders/", "/careers/"])
@pytest.mark.parametrize("area", ["99999", "06", "'", "%00", "<script>", "49420,53"])
def test_area_nobody_knows_is_left_out_and_named(visitor, welders, url, area):
    builders.state("California", "CA", "06")
    page = visitor.get(f"{url}?area={area}").content.decode()
    assert "Area: “" in html.text(page)
    assert "is not one of our choices any more, so it was left out." in html.text(page)
    assert "$24.00 an hour" in html.text(page)
    assert "?area=" not in page


@pytest.mark.parametrize("url", ["/careers/welders/", "/careers/"])
def test_known_area_is_not_called_unknown(visitor, welders, url):
    assert "not one of our choices" not in visitor.get(f"{url}?area=49420").content.decode()


@pytest.mark.parametrize("url", ["/careers/", "/careers/bakers/"])
def test_links_and_forms_of_a_page_keep_the_area(visitor, welders, url):
    builders.occupation("Bakers").related.create(to_occupation=welders)
    plain, chosen = (visitor.get(url + query).content.decode() for query in ("", "?area=49420"))
    assert 'href="/careers/welders/"' in plain
    assert 'href="/careers/welders/?area=49420"' in chosen
    assert ('href="/careers/?area=49420"' in plain, 'href="/careers/?area=49420"' in chosen) == (False, True)
    field = '<input type="hidden" name="area" value="49420">'
    assert [field in visitor.get(f"/careers/bakers/{query}").content.decode() for query in ("", "?area=49420")] == [
        False,
        True,
    ]


def test_pages_and_chips_of_the_list_keep_the_area(visitor, welders):
    for number in range(30):
        builders.occupation(f"Career {number}", job_zone=1)
    page = visitor.get("/careers/?area=49420&job_zone=1").content.decode()
    assert re.findall(r'rel="next" href="([^"]+)"', page) == ["/careers/?job_zone=1&amp;area=49420&amp;page=2"]
    assert re.findall(r'class="chip" href="([^"]+)"', page) == ["/careers/?area=49420"]
    assert re.findall(r'chips__clear" href="([^"]+)"', page) == ["/careers/?area=49420"]


def test_areas_are_offered_by_kind_the_widest_first(visitor, welders):
    builders.metro("Group of Things", "53-05")
    page = visitor.get("/careers/welders/?area=49420").content.decode()
    options = re.findall(r'<optgroup label="([^"]+)">|<option value="([^"]+)"( selected)?>', page)
    assert options == [
        ("", "53", ""), ("", "US", ""), ("Metropolitan areas", "", ""), ("", "13380", ""), ("", "53-05", ""),
        ("", "49420", " selected"),
    ]  # fmt: skip


def test_portal_that_knows_no_area_yet_offers_none(visitor):
    builders.occupation("Welders")
    assert "<option" not in visitor.get("/careers/welders/").content.decode()
    assert visitor.get("/careers/").status_code == 200
