"""The strip of facts at the head of a career: every figure with its place, period and source, or the reason for its absence."""

import pytest

from careers.codes import FigureStatus, PayPeriod
from careers.facts import facts
from careers.figures import tables
from careers.glossary import TERMS
from careers.models import Occupation
from careers.wording import Sentences, Wording
from tests import builders, html

pytestmark = pytest.mark.django_db


def strip(career: Occupation, own=None) -> dict[str, tuple[str, str]]:
    """Value and note of each fact, by its label."""
    wages, outlook = tables(career, "WA", Sentences(career.plural, career.singular_title, own or {}))
    return {fact.label: (fact.value, fact.note) for fact in facts(career, wages, outlook)}


def survey(dataset: str = "wages", *areas, **values):
    return builders.release(dataset, *areas, source="ESD", reference_period="2022", **values)


def test_pay_leads_with_the_state():
    career = builders.occupation()
    builders.wage(career.soc, builders.state(), survey(), median="24.45")
    builders.wage(career.soc, builders.nation(), median="30.00")
    assert strip(career)["Middle pay"] == (
        "$24.45 an hour",
        "Half earn less. Washington, period: 2022. Source: ESD.",
    )


def test_pay_by_the_year_and_of_the_nation_stand_in_where_the_hour_or_the_state_is_missing():
    career = builders.occupation()
    builders.wage(
        career.soc, builders.state(), median=None, annual_mean=61000, annual_mean_status=FigureStatus.PUBLISHED
    )
    yearly = {"annual_median": 64580, "annual_median_status": FigureStatus.PUBLISHED}
    builders.wage(career.soc, builders.nation(), survey(), median=None, **yearly)
    assert strip(career)["Middle pay"] == (
        "$64,580 a year",
        "Half earn less. United States, period: 2022. Source: ESD.",
    )


def test_pay_withheld_says_so_and_not_that_nothing_is_published():
    career = builders.occupation()
    builders.wage(career.soc, builders.state(), survey(), hourly_median_status=FigureStatus.WITHHELD)
    assert strip(career)["Middle pay"] == ("Withheld", "Washington, period: 2022. Source: ESD.")


@pytest.mark.parametrize(
    ("hourly", "annual", "value"),
    [
        (FigureStatus.NOT_IN_SOURCE, FigureStatus.WITHHELD, "Withheld"),
        (FigureStatus.ANNUAL_ONLY, FigureStatus.WITHHELD, "Withheld"),
        (FigureStatus.WITHHELD, FigureStatus.NOT_IN_SOURCE, "Withheld"),
        (FigureStatus.ANNUAL_ONLY, FigureStatus.NOT_IN_SOURCE, "Not published"),
    ],
)
def test_missing_pay_tells_the_reason_that_matters(hourly, annual, value):
    career = builders.occupation()
    reasons = {"hourly_median_status": hourly, "annual_median_status": annual}
    builders.wage(career.soc, builders.state(), survey(), median=None, **reasons)
    assert strip(career)["Middle pay"] == (value, "Washington, period: 2022. Source: ESD.")


def test_pay_above_an_unknown_limit_is_said_without_a_unit():
    career = builders.occupation()
    builders.wage(career.soc, builders.state(), survey(), hourly_median_status=FigureStatus.TOP_CODED)
    assert strip(career)["Middle pay"][0] == "Above the source's limit"


def test_growth_the_source_does_not_give_is_said_in_words():
    career = builders.occupation()
    builders.outlook(career.soc, builders.state(), change=None, percent_change_status=FigureStatus.NOT_IN_SOURCE)
    assert strip(career)["Outlook"][0] == "Growth not published"


def test_facts_of_a_larger_group_name_it():
    group = builders.soc_group("15-1255", "Interface Designers")
    career = builders.occupation("Video Game Designers", soc=group, onet_soc_code="15-1255.01")
    builders.wage(group, builders.state(), survey(), median="72.14")
    builders.outlook(group, builders.state(), survey("outlook"), change="5.0")
    shown = strip(career)
    whose = "Counted with a larger group, Interface Designers."
    assert shown["Middle pay"] == (
        "$72.14 an hour", f"Half earn less. {whose} Washington, period: 2022. Source: ESD."
    )  # fmt: skip
    assert shown["Outlook"] == (
        "Grows by 5.0%", f"About 10 openings a year. {whose} Washington, period: 2022. Source: ESD."
    )  # fmt: skip


def test_facts_whose_stand_in_is_switched_off_say_so():
    group = builders.soc_group("15-1255", "Interface Designers")
    career = builders.occupation("Video Game Designers", soc=group, onet_soc_code="15-1255.01")
    builders.wage(group, builders.state())
    shown = strip(career, {Wording.PROXY_WAGES_STATE: None})
    assert shown["Middle pay"] == ("Not published", "A source gives wages only for a larger group.")


def test_outlook_without_growth_still_tells_openings():
    career = builders.occupation()
    withheld = {"percent_change_status": FigureStatus.WITHHELD}
    builders.outlook(career.soc, builders.state(), survey("outlook"), change=None, annual_openings=74100, **withheld)
    assert strip(career)["Outlook"] == (
        "Growth withheld",
        "About 74,100 openings a year. Washington, period: 2022. Source: ESD.",
    )


def test_career_without_figures_or_ratings_says_what_is_missing_and_invents_nothing():
    assert strip(builders.occupation()) == {
        "Middle pay": ("Not published", "No source gives wages for this career here."),
        "Outlook": ("Not published", "No source gives an outlook for this career here."),
    }


def test_way_in_and_interests_are_in_words():
    career = builders.occupation(entry_education="bachelor", job_zone=4, holland_code="SI")
    shown = strip(career)
    assert shown["Usual way in"] == ("Four-year (bachelor's) degree", "Considerable preparation (O*NET job zone 4).")
    assert shown["Interests"] == ("Social, Investigative", "For people who like to help, teach and look after people.")
    assert strip(builders.occupation(job_zone=1))["Usual way in"] == ("Little or no preparation", "O*NET job zone 1.")


def test_fact_at_the_head_of_a_career_explains_its_term_on_request(visitor):
    career = builders.occupation("Welders", job_zone=2)
    builders.wage(career.soc, builders.state())
    page = visitor.get(career.get_absolute_url()).content.decode()
    words = html.text(page[: page.index('id="wages"')])
    assert f"What this means : Middle pay {TERMS['median'].name}. {TERMS['median'].meaning}" in words
    assert f"What this means : Usual way in {TERMS['job-zone'].name}. {TERMS['job-zone'].meaning}" in words
    assert TERMS["interests"].meaning not in words


def test_pay_is_by_the_period_asked_for_where_it_is_published():
    career = builders.occupation()
    builders.wage(career.soc, builders.state(), survey(), median="24.45")
    wages, outlook = tables(career, "WA", Sentences(career.plural, career.singular_title, {}))
    shown = [facts(career, wages, outlook, period)[0].value for period in PayPeriod]
    assert shown == ["$24.45 an hour", "$4,237 a month", "$24.45 an hour"]


def test_outlook_names_the_place_whose_careers_it_compares():
    career = builders.occupation()
    forecast = survey("outlook")
    builders.outlook(career.soc, builders.state(), forecast, change="15.4")
    everyone = builders.soc_group("00-0000", "All Occupations")
    builders.outlook(everyone, builders.state(), forecast, change="7.2", base_employment=None, annual_openings=None)
    assert strip(career)["Outlook"][0] == "Grows faster than all careers in Washington (15.4% against 7.2%)"
