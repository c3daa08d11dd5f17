"""The proxy rule, and what stands in place of figures that are missing."""

from decimal import Decimal

import pytest

from careers.codes import FigureStatus
from careers.figures import tables
from careers.wording import Sentences, Wording
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def groups():
    """A major, minor, broad and detailed group, each the parent of the next."""
    return builders.chain(
        ("15-0000", "Computer Occupations"),
        ("15-1200", "Computer Work"),
        ("15-1250", "Software Work"),
        ("15-1255", "Interface Designers"),
    )


def of(career, own=None):
    return tables(career, "WA", Sentences(career.plural, career.singular_title, own or {}))


def cells(table) -> list[tuple[str, str, list[str]]]:
    """Every line of a table: area, label, figures."""
    return [
        (row.name, line.label, [figure.text for figure in line.figures]) for row in table.rows for line in row.lines
    ]


def names_without_figures(table) -> list[str]:
    return [row.name for row in table.rows if not row.stat]


def test_career_that_is_its_group_needs_no_sentence(groups):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    builders.wage(groups[-1], builders.state(), median="20.00")
    wages, _ = of(career)
    assert wages.sentences == {}
    assert [group.code for group in wages.groups] == ["15-1255"]
    assert cells(wages)[:2] == [
        ("Washington", "Hourly", ["$18.00", "$19.00", "$20.00", "$21.00", "$22.00"]),
        ("Washington", "Monthly", ["$3,119", "$3,293", "$3,466", "$3,639", "$3,813"]),
    ]


def test_career_that_is_part_of_its_group_says_so_with_title_and_code(groups):
    career = builders.occupation("Video Game Designers", soc=groups[-1], onet_soc_code="15-1255.01")
    builders.wage(groups[-1], builders.state())
    builders.wage(groups[-1], builders.nation())
    wages, outlook = of(career)
    assert "Interface Designers (SOC 15-1255)" in wages.state_sentence
    assert "video game designers" in wages.nation_sentence
    assert outlook.sentences == {}


@pytest.mark.parametrize(("index", "code"), [(2, "15-1250"), (1, "15-1200")])
def test_larger_group_stands_in_where_the_detailed_one_has_no_figure(groups, index, code):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    builders.wage(groups[index], builders.state())
    wages, _ = of(career)
    assert [group.code for group in wages.groups] == [code]
    assert f"(SOC {code})" in wages.state_sentence


def test_major_group_never_stands_in(groups):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    builders.wage(groups[0], builders.state())
    wages, _ = of(career)
    assert (wages.has_figures, wages.sentences) == (False, {})


def test_smaller_group_wins_over_the_larger(groups):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    survey = builders.release("wages", builders.state())
    builders.wage(groups[-1], builders.state(), survey, median="20.00")
    builders.wage(groups[-2], builders.state(), survey, median="90.00")
    wages, _ = of(career)
    assert cells(wages)[0][2][2] == "$20.00"


def test_row_with_every_figure_withheld_lets_the_larger_group_stand_in(groups):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    survey = builders.release("wages", builders.state())
    builders.wage(groups[-1], builders.state(), survey, median=None, hourly_median_status=FigureStatus.WITHHELD)
    builders.wage(groups[-2], builders.state(), survey, median="30.00")
    wages, _ = of(career)
    assert cells(wages)[0][2][2] == "$30.00"
    assert "(SOC 15-1250)" in wages.state_sentence


def test_stand_in_is_decided_for_state_and_nation_apart(groups):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    builders.wage(groups[-2], builders.state())
    builders.wage(groups[-1], builders.nation())
    wages, _ = of(career)
    assert (bool(wages.state_sentence), bool(wages.nation_sentence)) == (True, False)


def test_editor_replaces_the_sentence(groups):
    career = builders.occupation("Video Game Designers", soc=groups[-1], onet_soc_code="15-1255.01")
    builders.wage(groups[-1], builders.state())
    wages, _ = of(career, {Wording.PROXY_WAGES_STATE: "Pay of {group}, {code}."})
    assert wages.state_sentence == "Pay of Interface Designers, 15-1255."


def test_editor_switches_the_stand_in_off_and_its_figures_with_it(groups):
    career = builders.occupation("Video Game Designers", soc=groups[-1], onet_soc_code="15-1255.01")
    builders.wage(groups[-1], builders.state())
    builders.wage(groups[-1], builders.nation(), median="44.00")
    wages, _ = of(career, {Wording.PROXY_WAGES_STATE: None})
    assert [(name, label) for name, label, _ in cells(wages)] == [
        ("United States", "Hourly"),
        ("United States", "Monthly"),
        ("United States", "Yearly"),
    ]
    assert names_without_figures(wages) == ["Washington"]
    assert wages.rows[0].is_left_out
    assert not any("not published" in reason for reason in wages.reasons)


def test_areas_a_shown_source_covers_without_the_group_are_said_to_be_unpublished(groups):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    yakima, lewiston = builders.metro(), builders.metro("Lewiston, ID-WA", "30300")
    survey = builders.release("wages", builders.state(), yakima, lewiston)
    builders.release("wages", builders.metro("Vancouver, WA", "38900-53"))
    builders.wage(groups[-1], builders.state(), survey)
    builders.wage(groups[-1], yakima, survey)
    wages, _ = of(career)
    assert [row.name for row in wages.rows] == ["Washington", "Lewiston", "Yakima", "United States"]
    assert names_without_figures(wages) == ["Lewiston", "United States"]
    assert [reason.partition(":")[0] for reason in wages.reasons] == ["“not published”", "“–”"]


def test_release_that_is_not_current_shows_nothing(groups):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    builders.wage(groups[-1], builders.state(), builders.release("wages", builders.state(), is_current=False))
    assert of(career)[0].has_figures is False


def test_newest_of_two_current_sources_leads(groups):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    for year, median in ((2025, "50.00"), (2020, "20.00")):
        survey = builders.release("wages", builders.state(), published=f"{year}-05-01")
        builders.wage(groups[-1], builders.state(), survey, median=median)
    undated = builders.release("wages", builders.state())
    builders.wage(groups[-1], builders.state(), undated, median="10.00")
    wages, _ = of(career)
    assert cells(wages)[0][2][2] == "$50.00"


@pytest.mark.parametrize(
    ("status", "text", "word"),
    [
        (FigureStatus.WITHHELD, "withheld", "withheld"),
        (FigureStatus.HOURLY_ONLY, "by hour only", "by hour only"),
        (FigureStatus.ANNUAL_ONLY, "by year only", "by year only"),
        (FigureStatus.TOP_CODED, "$115.00 or more", "or more"),
    ],
)
def test_missing_figure_stands_as_words_and_is_explained(groups, status, text, word):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    survey = builders.release("wages", builders.state(), hourly_top_code=Decimal(115))
    builders.wage(groups[-1], builders.state(), survey, hourly_pct90_status=status)
    wages, _ = of(career)
    assert cells(wages)[0][2][4] == text
    assert [reason for reason in wages.reasons if f"“{word}”" in reason] != []


def test_top_code_of_the_month_is_worked_out_from_the_hour(groups):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    survey = builders.release("wages", builders.state(), hourly_top_code=Decimal(115))
    builders.wage(groups[-1], builders.state(), survey, hourly_pct90_status=FigureStatus.TOP_CODED)
    assert cells(of(career)[0])[1][2][4] == "$19,930 or more"


def test_column_that_no_source_publishes_is_left_out(groups):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    missing = {f"hourly_{name}_status": FigureStatus.NOT_IN_SOURCE for name in ("pct10", "pct90")}
    builders.wage(groups[-1], builders.state(), **missing)
    assert len(of(career)[0].columns) == 3


def test_outlook_sets_growth_beside_that_of_all_occupations_of_the_same_source(groups):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    everyone = builders.soc_group("00-0000", "All Occupations")
    forecast = builders.release("outlook", builders.state())
    builders.outlook(groups[-1], builders.state(), forecast, change="15.4")
    builders.outlook(everyone, builders.state(), forecast, change="7.2", base_employment=None, annual_openings=None)
    builders.outlook(everyone, builders.state(), builders.release("outlook", builders.state()), change="99.0")
    _, outlook = of(career)
    assert cells(outlook) == [("Washington", "", ["100", "15.4%", "7.2%", "10"])]
    assert outlook.leading()[0].growth_of_all == Decimal("7.2")


@pytest.mark.parametrize("area_count", [1, 3])
def test_tables_take_three_queries_however_many_areas(groups, area_count, django_assert_num_queries):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    areas = [builders.metro(f"Town {number}", f"4000{number}") for number in range(area_count)]
    survey = builders.release("wages", *areas)
    for area in areas:
        builders.wage(groups[-1], area, survey)
    career = type(career).objects.select_related("soc__parent__parent").get()
    with django_assert_num_queries(3):
        wages, _ = of(career)
        assert len(cells(wages)) == 3 * area_count
        assert len(wages.sources) == 1


def test_line_without_any_figure_is_said_once_by_its_most_telling_reason(groups):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    hourly = {f"hourly_{name}_status": FigureStatus.ANNUAL_ONLY for name in ("pct25", "median", "pct75")}
    published = {"annual_mean": 222340, "annual_mean_status": FigureStatus.PUBLISHED}
    builders.wage(groups[-1], builders.state(), median=None, **hourly, **published)
    lines = of(career)[0].rows[0].lines
    assert [(line.label, line.missing) for line in lines] == [
        ("Hourly", "By year only"),
        ("Monthly", "By year only"),
        ("Yearly", ""),
    ]
    assert lines[2].figures[-1].text == "$222,340"


@pytest.mark.parametrize("measure", ["wages", "outlook"])
def test_figure_that_no_page_shows_does_not_keep_the_larger_group_away(groups, measure):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    source = builders.release(measure, builders.state())
    unseen = {"employment" if measure == "wages" else "projected_employment": 900}
    unseen |= {f"{name}_status": FigureStatus.PUBLISHED for name in unseen}
    if measure == "wages":
        builders.wage(groups[-1], builders.state(), source, median=None, **unseen)
        builders.wage(groups[-2], builders.state(), source)
    else:
        nothing = {"base_employment": None, "annual_openings": None}
        builders.outlook(groups[-1], builders.state(), source, change=None, **nothing, **unseen)
        builders.outlook(groups[-2], builders.state(), source)
    table = of(career)[measure == "outlook"]
    assert [group.code for group in table.groups] == ["15-1250"]
    assert "(SOC 15-1250)" in table.state_sentence


def test_row_with_employment_alone_shows_no_table(groups):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    builders.wage(groups[-1], builders.state(), median=None, employment=900, employment_status=FigureStatus.PUBLISHED)
    assert of(career)[0].has_figures is False


def test_newer_source_without_a_figure_leaves_the_older_one_standing(groups):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    old = builders.release("wages", builders.state(), published="2022-05-01")
    new = builders.release("wages", builders.state(), published="2026-05-01")
    builders.wage(groups[-1], builders.state(), old, median="29.18")
    builders.wage(groups[-1], builders.state(), new, median=None, hourly_median_status=FigureStatus.WITHHELD)
    assert cells(of(career)[0])[0][2][2] == "$29.18"


def test_major_group_right_above_a_detailed_one_never_stands_in():
    major, detailed = builders.chain(("98-0000", "Major Things"), ("98-1011", "Testers"))
    career = builders.occupation("Testers", soc=detailed)
    builders.wage(major, builders.state())
    assert of(career)[0].has_figures is False


@pytest.mark.parametrize(
    ("years", "heading"),
    [
        ((2024, 2034), "Growth over ten years"),
        ((None, None), "Growth over ten years"),
        ((2024, 2026), "Growth over 2 years"),
    ],
)
def test_heading_says_how_far_a_forecast_looks(groups, years, heading):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    builders.outlook(groups[-1], builders.state(), base_year=years[0], projected_year=years[1])
    assert of(career)[1].columns[1] == f"{heading}: this career"


def test_way_openings_are_estimated_is_told_beside_the_source(groups):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    forecast = builders.release("outlook", builders.state())
    builders.outlook(groups[-1], builders.state(), forecast, openings_method="the state's own way")
    builders.outlook(groups[-1], builders.state(), forecast, openings_method="national rates", annual_openings=99)
    _, outlook = of(career)
    assert cells(outlook)[0][2][3] == "10"
    assert [source.openings_method for source in outlook.sources] == ["the state's own way"]


def test_where_every_group_withholds_the_reason_is_shown(groups):
    career = builders.occupation("Interface Designers", soc=groups[-1])
    for group in groups[1:]:
        for area in (builders.state(), builders.nation()):
            builders.wage(group, area, hourly_median_status=FigureStatus.WITHHELD, median=None)
    wages, _ = of(career)
    assert [(name, line) for name, label, line in cells(wages) if label == "Hourly"] == [
        ("Washington", ["withheld"]),
        ("United States", ["withheld"]),
    ]
    assert (wages.has_figures, wages.sentences) == (True, {})
