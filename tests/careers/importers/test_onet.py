"""O*NET's files in small, in both layouts: what becomes of each, and what O*NET does not stand behind."""

from decimal import Decimal

import pytest

from careers.importers.run import Options, carry_out, preview
from careers.models import Occupation

pytestmark = pytest.mark.django_db

CODE = "51-4121.00"
OCCUPATIONS = (
    "O*NET-SOC Code\tTitle\tDescription\n51-4121.00\tWelders\tJoin metal.\n51-4122.00\tCutters\tCut <metal> & more.\n"
)
RATING = "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tN\tRecommend Suppress\tNot Relevant\tDate\tDomain Source\n"


@pytest.fixture
def imported(tmp_path):
    """Import these files beside the two occupations; gives the first."""

    def run(**files: str) -> Occupation:
        for name, content in {"occupations": OCCUPATIONS, **files}.items():
            (tmp_path / f"{name}.txt").write_text(content)
        carry_out(preview([tmp_path], Options()), Options())
        return Occupation.objects.get(onet_soc_code=CODE)

    return run


def rating(element: str, value: str, scale: str = "IM", suppress: str = "N", irrelevant: str = "n/a") -> str:
    return f"{CODE}\t{element}\tName\t{scale}\t{value}\t20\t{suppress}\t{irrelevant}\t05/2025\tIncumbent\n"


def requirements(career: Occupation) -> dict[str, str]:
    return dict(career.requirements.order_by("position", "pk").values_list("source_key", "group"))


def test_description_is_text_and_not_markup(imported):
    imported()
    assert Occupation.objects.get(onet_soc_code="51-4122.00").summary == "<p>Cut &lt;metal&gt; &amp; more.</p>"


def test_job_zone_and_interests(imported):
    interests = "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tData Value\tDate\tDomain Source\n"
    scores = [
        ("1.B.1.a", "OI", "6.33"),
        ("1.B.1.f", "OI", "4.00"),
        ("1.B.1.h", "IH", "6.00"),
        ("1.B.1.g", "IH", "1.00"),
        ("1.B.1.i", "IH", "0.00"),
    ]
    interests += "".join(
        f"{CODE}\t{element}\tName\t{scale}\t{value}\t05/2025\tAnalyst\n" for element, scale, value in scores
    )
    career = imported(
        interests=interests, zones=f"O*NET-SOC Code\tJob Zone\tDate\tDomain Source\n{CODE}\t2\t05/2025\tAnalyst\n"
    )
    assert (career.job_zone, career.holland_code, career.interest_realistic, career.interest_conventional) == (
        2, "RC", Decimal("6.33"), Decimal("4.00")
    )  # fmt: skip
    assert Occupation.objects.get(onet_soc_code="51-4122.00").job_zone is None


def test_skills_are_listed_when_they_are_important_and_onet_stands_behind_the_rating(imported):
    career = imported(
        skills=RATING
        + rating("2.A.1.a", "4.12")
        + rating("2.A.1.b", "3.00")
        + rating("2.A.1.c", "2.99")
        + rating("2.A.1.d", "4.00", suppress="Y")
        + rating("2.A.1.e", "4.00")
        + rating("2.A.1.e", "0.50", scale="LV", irrelevant="Y")
        + rating("2.A.1.f", "4.00")
        + rating("2.A.1.f", "3.50", scale="LV", irrelevant="N")
    )
    assert requirements(career) == {"2.A.1.a": "communicate", "2.A.1.f": "reason", "2.A.1.b": "communicate"}
    assert career.requirements.get(source_key="2.A.1.a").importance == Decimal("4.12")


def test_physical_abilities_fall_into_tiers_and_context_into_its_groups(imported):
    context = RATING.replace("\tScale ID\t", "\tScale ID\tCategory\t")

    def average(element: str, value: str, scale: str = "CX", category: str = "n/a") -> str:
        return f"{CODE}\t{element}\tName\t{scale}\t{category}\t{value}\t20\tN\tn/a\t05/2025\tIncumbent\n"

    career = imported(
        abilities=RATING
        + rating("1.A.3.a.1", "3.10")
        + rating("1.A.3.b.1", "2.50")
        + rating("1.A.2.a.1", "1.90")
        + rating("1.A.4.a.1", "3.50"),
        context=context
        + average("4.C.2.a.1.a", "4.50")
        + average("4.C.1.a.4", "3.90")
        + average("4.C.2.d.1.b", "3.20")
        + average("4.C.2.d.1.a", "2.00")
        + average("4.C.2.a.1.c", "90.0", scale="CXP", category="5"),
    )
    assert requirements(career) == {
        "4.C.2.a.1.a": "physical_conditions", "1.A.4.a.1": "perceive", "4.C.2.d.1.b": "frequent", "1.A.3.a.1": "important",
        "1.A.3.b.1": "necessary",
    }  # fmt: skip


def test_knowledge_has_a_group_of_its_own(imported):
    assert requirements(imported(knowledge=RATING + rating("2.C.3.d", "4.2"))) == {"2.C.3.d": "know"}


def test_detailed_activities_come_in_the_order_of_the_general_ones_ratings(imported):
    tasks = f"O*NET-SOC Code\tTask ID\tTask\tTask Type\n{CODE}\t1\tWeld.\tCore\n{CODE}\t2\tTalk.\tCore\n{CODE}\t3\tPlan.\tCore\n"
    links = f"O*NET-SOC Code\tTask ID\tDWA ID\tDate\tDomain Source\n{CODE}\t1\t4.A.1.a.1.I01.D01\t01/2020\tAnalyst\n"
    links += f"{CODE}\t2\t4.A.2.a.1.I01.D02\t01/2020\tAnalyst\n{CODE}\t3\t4.A.1.a.1.I01.D01\t01/2020\tAnalyst\n"
    links += f"{CODE}\t3\t4.A.9.a.1.I01.D09\t01/2020\tAnalyst\n"
    titles = "Element ID\tIWA ID\tDWA ID\tDWA Title\n4.A.1.a.1\t4.A.1.a.1.I01\t4.A.1.a.1.I01.D01\tRead plans.\n"
    titles += "4.A.2.a.1\t4.A.2.a.1.I01\t4.A.2.a.1.I01.D02\tJudge parts.\n"
    career = imported(tasks=tasks, links=links, titles=titles)
    assert list(career.tasks.filter(kind="common").values_list("statement", "importance")) == [
        ("Read plans.", None),
        ("Judge parts.", None),
    ]
    career = imported(
        tasks=tasks,
        links=links,
        titles=titles,
        activities=RATING + rating("4.A.1.a.1", "2.5") + rating("4.A.2.a.1", "4.5"),
    )
    assert list(career.tasks.filter(kind="common").values_list("statement", "importance")) == [
        ("Judge parts.", Decimal("4.50")), ("Read plans.", Decimal("2.50"))
    ]  # fmt: skip


def test_tasks_are_ordered_by_their_ratings_when_those_are_given(imported):
    tasks = f"O*NET-SOC Code\tTask ID\tTask\tTask Type\n{CODE}\t1\tSweep.\tCore\n{CODE}\t2\tWeld.\tCore\n{CODE}\t3\tRead.\tSupplemental\n"
    ratings = "O*NET-SOC Code\tTask ID\tScale ID\tCategory\tData Value\tN\tRecommend Suppress\tDate\tDomain Source\n"
    ratings += "".join(
        f"{CODE}\t{number}\tIM\tn/a\t{value}\t20\t{suppress}\t05/2025\tIncumbent\n"
        for number, value, suppress in ((1, "3.00", "N"), (2, "4.50", "N"), (3, "5.00", "Y"))
    )
    career = imported(tasks=tasks, ratings=ratings)
    assert list(career.tasks.values_list("statement", "importance")) == [
        ("Weld.", Decimal("4.50")), ("Sweep.", Decimal("3.00")), ("Read.", None)
    ]  # fmt: skip


def test_software_is_listed_by_kind_with_what_employers_want_first(imported):
    head = "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n"
    rows = [
        ("Odd CAD", "1", "N", "N"),
        ("AutoCAD", "1", "Y", "Y"),
        ("Excel", "2", "Y", "N"),
        ("SketchUp", "1", "Y", "N"),
        ("Tiny CAD", "1", "N", "N"),
    ]
    names = {"1": "Computer aided design CAD software", "2": "Spreadsheet software"}
    content = "".join(f"{CODE}\t{name}\t{kind}\t{names[kind]}\t{hot}\t{demand}\n" for name, kind, hot, demand in rows)
    career = imported(technology=head + content)
    assert list(career.requirements.values_list("group", "text")) == [
        ("technology", "use computer aided design CAD software, such as AutoCAD, SketchUp, Odd CAD"),
        ("technology", "use spreadsheet software, such as Excel"),
    ]


def test_preparation_is_what_most_workers_answered(imported):
    head = "O*NET-SOC Code\tElement ID\tElement Name\tScale ID\tCategory\tData Value\tN\tRecommend Suppress\tDate\tDomain Source\n"

    def answer(element: str, scale: str, category: int, share: str, suppress: str = "N") -> str:
        return f"{CODE}\t{element}\tName\t{scale}\t{category}\t{share}\t20\t{suppress}\t05/2025\tIncumbent\n"

    career = imported(
        education=head
        + answer("2.D.1", "RL", 2, "41.40")
        + answer("2.D.1", "RL", 6, "30.00")
        + answer("2.D.1", "RL", 5, "9.00")
        + answer("2.D.1", "RL", 8, "99.00", suppress="Y")
        + answer("3.A.1", "RW", 1, "80.00")
        + answer("3.A.2", "PT", 2, "51.00")
        + answer("3.A.3", "OJ", 3, "55.00")
    )
    assert career.preparation == (
        "finish high school or earn a GED (41 of 100 workers say so), or earn a four-year college degree (30)"
    )
    assert career.on_the_job_training == (
        "<p>What workers say: after being hired, they take courses at the workplace for up to a month (51 of 100 workers say "
        "so); they also train on the job for one to three months (55 of 100 workers say so).</p>"
    )


def test_related_careers_keep_onets_order(imported):
    head = "O*NET-SOC Code\tRelated O*NET-SOC Code\tRelatedness Tier\tIndex\n"
    career = imported(related=f"{head}{CODE}\t51-4122.00\tPrimary-Short\t1\n51-4122.00\t{CODE}\tSupplemental\t11\n")
    assert list(career.related.values_list("to_occupation__onet_soc_code", "position")) == [("51-4122.00", 1)]


def test_group_is_made_of_the_title_where_the_soc_was_not_imported(imported):
    career = imported()
    assert (career.soc.code, career.soc.title, career.soc.level) == ("51-4121", "Welders", "detailed")
