"""The demo, above all its first career: every figure of the page it was taken from stands on ours."""

import re

import pytest
from django.db.models import Count

from careers.demo.loader import careers, load
from careers.models import (
    CareerCluster,
    DataRelease,
    EditorialNote,
    LinkCheck,
    Occupation,
    ProgramOffering,
    Resource,
    School,
    Task,
)
from tests import html, official
from tests.careers.test_occupation_page import SECTIONS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

SEED = "/careers/manufacturing-production-technicians/"

# The seed page's own numbers, typed off here so that the test does not read what the loader read.
WAGES = """
Washington | 21.22 27.39 36.79 44.63 48.71 | 3,677 4,747 6,376 7,734 8,441 | 44,130 56,970 76,530 92,830 101,310
Bellingham | 21.89 26.48 35.31 39.86 45.85 | 3,794 4,589 6,119 6,908 7,946 | 45,538 55,083 73,445 82,918 95,376
Bremerton-Silverdale | 33.10 37.88 42.81 46.71 50.61 | 5,736 6,565 7,419 8,095 8,771 | 68,841 78,790 89,057 97,153 105,253
Kennewick-Richland | 19.93 22.85 30.44 37.99 45.16 | 3,454 3,960 5,275 6,584 7,826 | 41,464 47,533 63,311 79,013 93,928
Mount Vernon-Anacortes | 17.08 19.23 34.14 38.60 44.46 | 2,960 3,333 5,916 6,689 7,705 | 35,539 39,991 71,024 80,296 92,474
Seattle-Tacoma-Bellevue | 20.64 24.52 30.21 40.96 49.63 | 3,577 4,249 5,235 7,098 8,601 | 42,929 50,993 62,825 85,207 103,236
Spokane-Spokane Valley | 14.66 18.58 24.01 32.94 38.28 | 2,541 3,220 4,161 5,709 6,634 | 30,502 38,651 49,945 68,513 79,616
Vancouver | 18.23 22.23 27.51 33.23 41.35 | 3,159 3,852 4,767 5,759 7,166 | 37,919 46,235 57,219 69,122 85,996
Yakima | 12.14 15.59 19.92 26.62 29.14 | 2,104 2,702 3,452 4,613 5,050 | 25,237 32,419 41,432 55,360 60,608
United States | 17.36 22.84 30.38 38.79 47.46 | 3,008 3,958 5,265 6,722 8,225 | 36,120 47,500 63,200 80,670 98,720
"""
OUTLOOK = """
Washington | 2,615 7.2% 16.1% 267
Adams, Chelan, Douglas, Grant, and Okanogan Counties | 34 0.0% 13.4% 3
Asotin, Columbia, Ferry, Garfield, Lincoln, Pend Oreille, Stevens, Walla Walla, and Whitman Counties | 75 5.3% 8.6% 7
Benton and Franklin Counties | 140 -2.1% 15.0% 11
Clallam, Jefferson, and Kitsap Counties | 1,112 1.6% 11.9% 99
Clark, Cowlitz, and Wahkiakum Counties | 76 7.9% 15.2% 8
Island, San Juan, Skagit, and Whatcom Counties | 77 11.7% 14.6% 8
King County | 637 15.4% 19.6% 78
Kittitas, Klickitat, Skamania, and Yakima Counties | 20 5.0% 13.8% 2
Pierce County | 164 23.8% 15.2% 24
Snohomish County | 133 6.0% 12.4% 13
Spokane County | 86 2.3% 13.9% 8
United States | 87,100 2.6% 5.2% 8,800
"""


def page(visitor, url: str = SEED) -> str:
    return visitor.get(url).content.decode()


def test_seed_page_shows_its_150_wage_figures(visitor):
    table = html.tables(page(visitor))[0]
    expected = []
    for line in WAGES.strip().splitlines():
        area, *periods = line.split(" | ")
        expected.append([area])
        for label, figures in zip(("Hourly", "Monthly", "Yearly"), periods, strict=True):
            expected.append([label, *(f"${figure}" for figure in figures.split())])
    assert table["caption"] == "Engineering Technicians, Except Drafters, All Other (SOC 17-3029)"
    assert table["rows"][1:] == expected
    assert sum(cell.startswith("$") for row in table["rows"] for cell in row) == 150


def test_seed_page_shows_its_outlook_table_and_the_area_it_left_out(visitor):
    table = html.tables(page(visitor))[1]
    expected = []
    for line in OUTLOOK.strip().splitlines():
        area, figures = line.split(" | ")
        expected.append([area, *figures.replace("-", "\u2212").split()])
    left_out = ["Grays Harbor, Lewis, Mason, Pacific, and Thurston Counties", "Not published for this area"]
    assert table["caption"] == "Engineering Technicians, Except Drafters, All Other (SOC 17-3029)"
    assert [row for row in table["rows"][1:] if row != left_out] == expected
    assert left_out in table["rows"]


def test_seed_page_says_in_words_that_a_larger_group_stands_in(visitor):
    words = html.text(page(visitor))
    assert "Nobody publishes wages in this state for manufacturing production technicians alone." in words
    assert "The national wages below are not for manufacturing production technicians alone either." in words
    assert "No outlook is published in this state for manufacturing production technicians alone." in words
    assert "The national figures count all other engineering technicians (SOC 17-3029) together" in words


def test_seed_page_lists_its_ten_resources_with_their_addresses(visitor):
    names = list(
        Occupation.objects.get(slug="manufacturing-production-technicians").resource_links.values_list(
            "resource__name", flat=True
        )
    )
    words = html.text(page(visitor))
    assert len(names) == 10
    assert [name for name in names if f"{name} (external link)" not in words] == []
    addresses = [
        "7901 Westpark Drive McLean, VA 22102", "You're a what? Robotics Technician", "National Academy of Engineering",
        "901 N Washington St. Suite 600 Alexandria, VA 22314", "900 Victors Way, Suite 140 Ann Arbor, MI 48108",
        "1357 Rockside Road Cleveland, OH 44134", "6363 Oak Tree Boulevard Independence, OH 44131",
        "1904 Association Drive Reston, VA 20191-1540", "PO Box 1170 Renton, WA 98057",
    ]  # fmt: skip
    assert [address for address in addresses if address not in words] == []


def test_seed_notes_are_editorial_notes_and_link_checks():
    career = Occupation.objects.get(slug="manufacturing-production-technicians")
    notes = EditorialNote.objects.filter(object_id=career.pk, author_name="cj").order_by("kind")
    assert list(notes.values_list("kind", flat=True)) == ["change", "link_check", "withdrawn"]
    checks = LinkCheck.objects.filter(resource__name="Manufacturing Skill Standards Council").order_by("checked_at")
    assert [check.checked_at.date().isoformat() for check in checks] == ["2016-11-29", "2019-04-10"]


def test_demo_covers_every_cluster_with_whole_careers():
    counts = CareerCluster.objects.with_career_count().values_list("career_count", flat=True)
    assert (len(counts), min(counts) >= 1) == (16, True)
    assert Occupation.objects.published().count() == 49
    for career in Occupation.objects.prefetch_related(
        "tasks", "resource_links", "related", "program_links", "pathways"
    ):
        tasks = [task for task in career.tasks.all() if task.kind == Task.Kind.SPECIFIC]
        assert 6 <= len(tasks) <= 10, career
        assert career.resource_links.count() >= 2, career
        assert career.related.all(), career
        assert career.program_links.all(), career
        assert career.holland_code, career
        assert career.job_zone, career


def test_every_demo_page_shows_wages_and_outlook_or_says_why_not(visitor):
    for career in Occupation.objects.published():
        tables = html.tables(page(visitor, career.get_absolute_url()))
        assert len(tables) == 2, career
        # A figure, or words in its place: never an empty cell.
        assert [cell for table in tables for row in table["rows"] for cell in row if not cell] == [], career


def test_demo_has_washingtons_schools_and_what_they_charge_for_programs_of_its_careers(visitor):
    assert list(School.objects.listed().values_list("state").annotate(Count("pk"))) == [("WA", 100)]
    offerings = ProgramOffering.objects.all()
    assert (offerings.count(), offerings.filter(cost=None).count()) == (56, 0)
    assert [offering for offering in offerings if not offering.program.program_links.exists()] == []
    words = html.text(page(visitor, "/programs/12.0401/"))
    assert "Offered by 19 schools in Washington" in words


def test_loading_again_adds_nothing():
    assert load() == {}


def test_loading_again_keeps_what_an_editor_changed_and_adds_what_is_missing():
    career = Occupation.objects.get(slug="registered-nurses")
    career.summary = "<p>Ours.</p>"
    career.save()
    career.tasks.all().delete()
    Resource.objects.filter(slug="washington-business-week").update(name="Renamed")
    Occupation.objects.filter(slug="machinists").delete()
    added = load()
    career.refresh_from_db()
    assert career.summary == "<p>Ours.</p>"
    assert career.tasks.count() == 0
    assert Resource.objects.get(slug="washington-business-week").name == "Renamed"
    assert added["careers"] == 1
    assert Occupation.objects.published().count() == 49


def test_demo_is_marked_as_such_on_the_page_about_data(visitor):
    words = html.text(page(visitor, "/about/data/"))
    assert "This portal still shows sample data." in words
    assert words.count("sample data Source") == DataRelease.objects.count()


@official.needed
def test_no_sentence_of_the_seed_page_stands_in_the_demo():
    def runs(words: str) -> set[str]:
        found = re.findall(r"[a-z']+", words.lower())
        return {" ".join(found[i : i + 7]) for i in range(len(found) - 6)}

    seed = next((official.FOLDER / "seed").glob("*.txt")).read_text()
    of_seed = set().union(*(runs(line) for line in seed.splitlines()))
    prose = [
        text
        for career in careers().values()
        for key, value in career.items()
        if key != "links"
        for text in _texts(value)
    ]
    assert sorted(set().union(*map(runs, prose)) & of_seed) == []


def _texts(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for item in value for text in _texts(item)] if isinstance(value, list) else []


def test_full_career_has_every_section_in_the_order_of_the_page(visitor):
    content = page(visitor)
    assert [address for address in html.ids(content) if address in SECTIONS] == SECTIONS


def test_contents_link_every_section_and_part_once_in_each_form(visitor):
    content = page(visitor)
    linked = re.findall(r'<li>\s*<a href="#([a-z-]+)">', content)
    assert linked == SECTIONS * 2
