"""The O*NET database, in its text and in its Excel layout: the careers themselves and most of what their pages list.

Columns are found by name, so that the two layouts, and releases with more columns, are one. A missing value is `n/a` in text
files and an empty cell in workbooks. Which release a file is of stands only in the Read Me of its folder.

Ratings count where O*NET lets them: an estimate it recommends to suppress is left out, and so is an element whose level it
calls not relevant. What the ratings become, and from which value on, stands in the constants below; the sentences are ours
(`onet_phrases`).
"""

import datetime
import re
from collections import Counter, defaultdict
from decimal import Decimal
from functools import partial
from html import escape

from careers.codes import HollandInterest, JobZone, is_whole_soc, soc_of
from careers.importers import cells, lists
from careers.importers.groups import soc_group
from careers.importers.naming import singular
from careers.importers.onet_phrases import ABILITIES, EDUCATION, KNOWLEDGE, SKILLS, WORK_CONTEXT
from careers.importers.plan import Ledger, Plan
from careers.importers.source import Importer, Vintage, of_layout
from careers.importers.tables import Layout, Row, Table
from careers.models import (
    DataRelease,
    Dataset,
    Occupation,
    Task,
    WorkRequirement,
)

IMPORTANT = Decimal(3)
"""From this rating on, of 1 to 5, something is listed: O*NET's own word for 3 is "important"."""
NECESSARY = Decimal(2)
"""From this rating on a physical demand is listed as less important and still needed."""
USUAL = Decimal(4)
"""From this rating on a circumstance of the work is listed: most of the time, or every week."""
MOST_ACTIVITIES, MOST_SOFTWARE, MOST_EXAMPLES, NAMES_SHOWN = 12, 8, 3, 6
MAJORITY, MOST_ANSWERS = 50, 3
"""Answers on schooling and training are told until they speak for this share of the workers, and at most so many."""

CODE = r"o\*net-soc code"
_rating = {"code": CODE, "element": "element id", "scale": "scale id", "value": "data value"}
_quality = {"suppress": "recommend suppress", "irrelevant": "not relevant", "category": "category"}

READ_ME = Layout("Read Me of a release", {"release": r"o\*net \d+\.\d+ database"})
OCCUPATIONS = Layout("occupations", {"code": CODE, "title": "title", "description": "description"})
ALTERNATE_TITLES = Layout(
    "alternate titles", {"code": CODE, "title": "alternate title", "short": "short title", "sources": r"source\(s\)"}
)
REPORTED_TITLES = Layout(
    "sample of reported titles",
    {"code": CODE, "title": "reported job title", "shown": r"shown in my next move.*"},
)
TASKS = Layout("task statements", {"code": CODE, "id": "task id", "task": "task", "type": "task type"})
TASK_RATINGS = Layout(
    "task ratings",
    {"code": CODE, "id": "task id", "scale": "scale id", "value": "data value"},
    {"suppress": "recommend suppress"},
)
JOB_ZONES = Layout("job zones", {"code": CODE, "zone": "job zone"})
INTERESTS = Layout("interests", _rating, begins={"element": r"1\.B\.1"})
SKILL_RATINGS = Layout("skills", _rating, _quality, begins={"element": r"2\.[AB]\."})
KNOWLEDGE_RATINGS = Layout("knowledge", _rating, _quality, begins={"element": r"2\.C\."})
ABILITY_RATINGS = Layout("abilities", _rating, _quality, begins={"element": r"1\.A\."})
ACTIVITY_RATINGS = Layout("work activities", _rating, _quality, begins={"element": r"4\.A\."})
CONTEXT_RATINGS = Layout("work context", _rating, _quality, begins={"element": r"4\.C\."})
EDUCATION_RATINGS = Layout(
    "education, training and experience",
    _rating | {"category": "category"},
    _quality,
    begins={"element": r"[23]\.[AD]"},
)
RELATED = Layout(
    "related occupations", {"code": CODE, "related": r"related o\*net-soc code", "index": "index"},
    {"tier": "relatedness tier"},
)  # fmt: skip
TECHNOLOGY = Layout(
    "technology skills",
    {"code": CODE, "example": "example", "id": "commodity code", "kind": "commodity title", "hot": "hot technology"},
    {"demand": "in demand"},
)
TASKS_TO_ACTIVITIES = Layout(
    "tasks to detailed work activities", {"code": CODE, "task": "task id", "activity": "dwa id"}, {"title": "dwa title"}
)
ACTIVITIES = Layout(
    "detailed work activities",
    {"element": "element id", "broader": "iwa id", "activity": "dwa id", "title": "dwa title"},
)

ASIDE = (
    Layout("work values", _rating, begins={"element": r"1\.B\.2"}, why_aside="work values have no place on a career's page."),
    Layout("work styles", _rating, begins={"element": r"1\.[CD]"}, why_aside="work styles have no place on a career's page."),
    Layout(
        "tools used", {"code": CODE, "example": "example", "id": "commodity code", "kind": "commodity title"},
        why_aside="tools have no place on a career's page.",
    ),
    Layout(
        "emerging tasks", {"code": CODE, "task": "task", "category": "category"},
        why_aside="O*NET has not yet taken these tasks into its list.",
    ),
    Layout(
        "occupation level metadata", {"code": CODE, "item": "item", "response": "response"},
        why_aside="it says how O*NET asked, not what the workers do.",
    ),
    Layout(
        "intermediate work activities", {"element": "element id", "broader": "iwa id", "title": "iwa title"},
        why_aside="pages list detailed activities, which the reference of those names.",
    ),
    *(
        Layout(f"O*NET reference, {name}", columns, why_aside="a reference that the pages have their own words for.")
        for name, columns in {
            "categories": {"scale": "scale id", "category": "category", "description": "category description"},
            "content model": {"element": "element id", "name": "element name", "description": "description"},
            "scales": {"scale": "scale id", "minimum": "minimum", "maximum": "maximum"},
            "job zones": {"zone": "job zone", "name": "name", "range": "svp range"},
            "level anchors": {"element": "element id", "anchor": "anchor value"},
            "survey booklets": {"element": "element id", "item": "survey item number"},
            "commodities": {"code": "commodity code", "class": "class code", "family": "family code"},
            "interests": {"element": "element id", "keyword": "keyword|interest type"},
            "basic interests": {"basic": "basic interests element id", "riasec": "riasec element id"},
            "abilities": {"from": "(abilities|skills) element id", "to": "work (activities|context) element id"},
        }.items()
    ),
)  # fmt: skip

REQUIREMENTS = {
    SKILL_RATINGS: SKILLS,
    KNOWLEDGE_RATINGS: {key: (WorkRequirement.Group.KNOW, text) for key, text in KNOWLEDGE.items()},
    ABILITY_RATINGS: ABILITIES,
    CONTEXT_RATINGS: WORK_CONTEXT,
}
"""Which ratings become requirements, and by element the group and the words of each."""

INTEREST_FIELDS = {
    f"1.B.1.{letter}": f"interest_{interest.name.lower()}"
    for letter, interest in zip("abcdef", HollandInterest, strict=True)
}
HIGH_POINTS = {"1.B.1.g": 0, "1.B.1.h": 1, "1.B.1.i": 2}
"""The elements that name the first, second and third interest of an occupation."""

SCALES = ("RL", "RW", "PT", "OJ")
"""Schooling, experience in related work, training at the workplace and on the job: shares of workers, in percent."""

Values = dict[str, dict[str, object]]
"""By O*NET-SOC code: what the files say of the fields of a career."""


class Onet(Importer):
    name = "O*NET database"
    source = "National Center for O*NET Development"
    dataset = Dataset.OCCUPATIONS
    title = "O*NET Database"
    url = "https://www.onetcenter.org/database.html"
    layouts = (
        READ_ME, OCCUPATIONS, ALTERNATE_TITLES, REPORTED_TITLES, TASKS, TASK_RATINGS, INTERESTS, SKILL_RATINGS, KNOWLEDGE_RATINGS,
        ABILITY_RATINGS, ACTIVITY_RATINGS, CONTEXT_RATINGS, EDUCATION_RATINGS, JOB_ZONES, RELATED, TECHNOLOGY,
        TASKS_TO_ACTIVITIES, ACTIVITIES,
    )  # fmt: skip

    def vintages(self, files: list[list[Table]]) -> list[Vintage]:
        """By the Read Me in the same folder, or by the only one there is; without one by the newest date in the rows."""
        said = {tables[0].path.parent: _read_me(tables[0]) for tables in files if tables[0].layout is READ_ME}
        only = next(iter(said.values())) if len(said) == 1 else None
        dated = {
            tables[0].path.parent: [other for other in files if other[0].path.parent == tables[0].path.parent]
            for tables in files
        }
        unnamed = {folder: _by_dates(group) for folder, group in dated.items() if folder not in said and not only}
        return [said.get(tables[0].path.parent) or only or unnamed[tables[0].path.parent] for tables in files]

    def plan(self, tables: list[Table], release: DataRelease, plan: Plan) -> None:
        careers = lists.careers(plan)
        _careers(tables, careers, release, plan)
        for layouts, step in (
            ((ALTERNATE_TITLES,), _alternate_titles),
            ((TASKS,), _tasks),
            ((TASKS_TO_ACTIVITIES,), _activities),
            ((*REQUIREMENTS, TECHNOLOGY), _requirements),
            ((RELATED,), _related),
        ):
            if of_layout(tables, *layouts):
                step(tables, careers, plan)
        official = Occupation.objects.exclude(source_key="").exclude(source_key__startswith="csv:")
        plan.credit(official, "details_release", release)
        plan.credit(
            official.filter(release__source=release.source, release__dataset=release.dataset), "release", release
        )


def _read_me(table: Table) -> Vintage:
    """`O*NET 29.3 Database`, and below it `May 2025 Release`."""
    number = re.search(r"[\d.]+", table.heading("release"))[0]
    month = re.search(r"([A-Z][a-z]+) (\d{4})", table.first().text("release") if table.first() else "")
    as_of = datetime.datetime.strptime(f"1 {month[0]}", "%d %B %Y").date() if month else None  # noqa: DTZ007 - a day has no zone
    return _vintage(number, month[0] if month else "", as_of)


def _vintage(number: str, month: str, as_of: datetime.date | None) -> Vintage:
    credit = (
        f"CC BY 4.0. Includes information from the O*NET {number} Database by the U.S. Department of Labor, Employment and "
        "Training Administration (USDOL/ETA). O*NET® is a trademark of USDOL/ETA."
    ).replace("O*NET  ", "O*NET ")
    remarks = (
        "Titles, descriptions and tasks are O*NET's. Requirements and preparation are sentences of this portal about O*NET's "
        "ratings; USDOL/ETA has not approved, endorsed or tested them."
    )
    period = ", ".join(part for part in (number, month) if part)
    return Vintage(period or "release not stated", as_of, extra=(("licence", credit), ("remarks", remarks)))


def _by_dates(files: list[list[Table]]) -> Vintage:
    return _vintage("", "", None)


# Careers -------------------------------------------------------------------------------------------------------------


def _careers(tables: list[Table], careers: Ledger, release: DataRelease, plan: Plan) -> None:
    """Gather what all files say of a career's fields, then hand it over once."""
    values: Values = defaultdict(dict)
    titles: dict[str, str] = {}

    def occupation(row: Row) -> None:
        code = row.read("code", cells.onet_soc_code)
        title, description = row.text("title"), row.text("description")
        if not title:
            raise row.refusal("title", "is empty")
        titles[code] = title
        values[code] |= {"title": title, "summary": f"<p>{escape(description, quote=False)}</p>" if description else ""}

    handlers = {OCCUPATIONS: occupation, JOB_ZONES: partial(_job_zone, values), INTERESTS: partial(_interest, values)}
    for table in of_layout(tables, *handlers):
        plan.each(table, careers, handlers[table.layout])
    for table in of_layout(tables, EDUCATION_RATINGS):
        _education(table, values, careers, plan)
    for code, said in values.items():
        if careers.find_by(code) is not None:
            careers.put(code, _settled(said), new={"onet_soc_code": code})
        elif code in titles:
            careers.put(code, _settled(said), new=_start(code, titles[code], plan) | {"release": release})
        else:
            plan.remark(f"O*NET: {code} has ratings but no title here. Import the file of occupations too.")
    if titles:
        careers.close(lambda career: bool(re.fullmatch(r"\d{2}-\d{4}\.\d{2}", career.source_key)))


def _start(code: str, title: str, plan: Plan) -> dict[str, object]:
    """What a new career starts with; all of it is the editors' from then on."""
    return {
        "onet_soc_code": code,
        "slug": plan.slug(Occupation, title, code),
        "singular_title": singular(title),
        "soc": soc_group(plan, soc_of(code), title if is_whole_soc(code) else ""),
    }


def _settled(said: dict[str, object]) -> dict[str, object]:
    """With the interests, which come one by one and in any order, as one Holland code."""
    places = said.get("holland_code")
    return said | ({"holland_code": "".join(places[place] for place in sorted(places))} if places else {})


def _job_zone(values: Values, row: Row) -> None:
    zone = int(row.read("zone", cells.number))
    if zone not in JobZone.values:
        raise row.refusal("zone", "is no job zone; they go from 1 to 5")
    values[row.read("code", cells.onet_soc_code)]["job_zone"] = zone


def _interest(values: Values, row: Row) -> None:
    """A score from 1 to 7 of one interest, or which interest comes first, second or third (1 to 6; 0 for none)."""
    code, element = row.read("code", cells.onet_soc_code), row.text("element")
    value = row.read("value", cells.number)
    if element in INTEREST_FIELDS and row.text("scale") == "OI":
        values[code][INTEREST_FIELDS[element]] = value.quantize(Decimal("0.01"))
    elif element in HIGH_POINTS and value:
        if not 1 <= value <= len(HollandInterest):
            raise row.refusal("value", "is no interest; they go from 1 to 6")
        letter = list(HollandInterest)[int(value) - 1].value
        values[code].setdefault("holland_code", {})[HIGH_POINTS[element]] = letter


def _education(table: Table, values: Values, careers: Ledger, plan: Plan) -> None:
    """What most workers answered on schooling and experience, and on training after they were hired."""
    answers: dict[tuple[str, str], dict[int, Decimal]] = defaultdict(dict)

    def answer(row: Row) -> None:
        scale = row.text("scale")
        if scale in SCALES and row.text("suppress") != "Y":
            code = row.read("code", cells.onet_soc_code)
            answers[code, scale][int(row.read("category", cells.number))] = row.read("value", cells.number)

    plan.each(table, careers, answer)
    for code in dict.fromkeys(code for code, _ in answers):
        before = [_answers(answers, code, scale) for scale in ("RL", "RW")]
        after = [_answers(answers, code, scale) for scale in ("PT", "OJ")]
        values[code]["preparation"] = "\n".join(line for line in before if line)
        said = "; they also ".join(line for line in after if line)
        values[code]["on_the_job_training"] = (
            f"<p>What workers say: after being hired, they {said}.</p>" if said else ""
        )


def _answers(answers: dict[tuple[str, str], dict[int, Decimal]], code: str, scale: str) -> str:
    """The most common answer, with how many of a hundred gave it; where fewer than half did, the next ones too.

    Nothing where most said that none is needed.
    """
    shares = answers.get((code, scale), {})
    ranked = sorted(shares, key=lambda number: (-shares[number], number))
    said, together = [], Decimal(0)
    for category in ranked[:MOST_ANSWERS]:
        if together >= MAJORITY or shares[category] < 1:
            break
        together += shares[category]
        phrase = EDUCATION.get((scale, category), "") or ("need none" if said else "")
        if not phrase:
            return ""
        said.append(
            f"{phrase} ({shares[category]:.0f} of 100 workers say so)"
            if not said
            else f"{phrase} ({shares[category]:.0f})"
        )
    return ", or ".join(said)


# Names ---------------------------------------------------------------------------------------------------------------


def _alternate_titles(tables: list[Table], careers: Ledger, plan: Plan) -> None:
    """All names find a career; those of the sample of reported titles are shown, first what My Next Move shows."""
    ledger = lists.alternate_titles(plan)
    reported: dict[tuple[str, str], int] = {}

    def report(row: Row) -> None:
        code = row.read("code", cells.onet_soc_code)
        reported[code, row.text("title").casefold()] = 1 if row.text("shown") == "Y" else 2

    for table in of_layout(tables, REPORTED_TITLES):
        plan.each(table, ledger, report)
    sampled = {code for code, _ in reported}
    count: Counter[str] = Counter()
    again: Counter[tuple[str, str]] = Counter()
    spoken_of: set[int | None] = set()

    def title(row: Row) -> None:
        code, words = row.read("code", cells.onet_soc_code), row.text("title")
        career = _career(row, code, careers)
        spoken_of.add(career.pk)
        if not words:
            raise row.refusal("title", "is empty")
        short = "" if row.is_missing("short") else row.text("short")
        count[code] += 1
        # A few titles stand twice, with a short form and without: one of the two is shown.
        again[code, words] += 1
        place = reported.get((code, words.casefold()), 3)
        shown = (place < 3 if code in sampled else count[code] <= NAMES_SHOWN) and again[code, words] == 1
        values: dict[str, object] = {"title": words, "short_title": short}
        manner = {"search_only": not shown, "position": place}
        key = words if again[code, words] == 1 else f"{words} ({again[code, words]})"
        if reported:
            ledger.put(key, values | manner, owner=career)
        else:
            ledger.put(key, values, owner=career, new=manner)

    for table in of_layout(tables, ALTERNATE_TITLES):
        plan.each(table, ledger, title)
    ledger.close(lambda other: other.occupation_id in spoken_of)


def _career(row: Row, code: str, careers: Ledger) -> Occupation:
    career = careers.find_by(code)
    if career is None:
        raise row.refusal("code", "is an occupation that is not known here; import O*NET's occupations file first")
    return career


# What they do --------------------------------------------------------------------------------------------------------


def _tasks(tables: list[Table], careers: Ledger, plan: Plan) -> None:
    """Core tasks first, then supplemental ones; by importance where the ratings are given, else in O*NET's order."""
    ledger = lists.tasks(plan)
    importance: dict[str, Decimal] = {}

    def rating(row: Row) -> None:
        if row.text("scale") == "IM" and row.text("suppress") != "Y":
            importance[row.text("id")] = row.read("value", cells.number).quantize(Decimal("0.01"))

    for table in of_layout(tables, TASK_RATINGS):
        plan.each(table, ledger, rating)

    def task(row: Row) -> None:
        career = _career(row, row.read("code", cells.onet_soc_code), careers)
        identity, statement = row.text("id"), row.text("task")
        if not identity.isdigit():
            raise row.refusal("id", "is no task number")
        if not statement:
            raise row.refusal("task", "is empty")
        kind = row.text("type").lower()
        tier = {"core": 1, "supplemental": 2}.get(kind, 3)
        rated = importance.get(identity)
        place = 1000 * tier + (int((5 - rated) * 100) if rated is not None else 500)
        values = {"statement": statement, "is_core": {1: True, 2: False}.get(tier), "position": place}
        if importance:
            values["importance"] = rated
        ledger.put(identity, values, owner=career, new={"kind": Task.Kind.SPECIFIC})

    for table in of_layout(tables, TASKS):
        plan.each(table, ledger, task)
    ledger.close()


def _activities(tables: list[Table], careers: Ledger, plan: Plan) -> None:
    """Detailed work activities are the tasks a career shares with others. Each belongs to a general activity, whose rating
    for the career orders them; without ratings, the activity that most of its tasks are of comes first."""
    ledger = lists.common_activities(plan)
    titles: dict[str, str] = {}
    linked: dict[str, Counter[str]] = defaultdict(Counter)
    importance = _ratings(of_layout(tables, ACTIVITY_RATINGS), "IM", ledger, plan)

    def reference(row: Row) -> None:
        titles[row.text("activity")] = row.text("title")

    def link(row: Row) -> None:
        code, activity = row.read("code", cells.onet_soc_code), row.text("activity")
        _career(row, code, careers)
        if title := row.text("title"):
            titles.setdefault(activity, title)
        linked[code][activity] += 1

    for table in of_layout(tables, ACTIVITIES):
        plan.each(table, ledger, reference)
    for table in of_layout(tables, TASKS_TO_ACTIVITIES):
        plan.each(table, ledger, link)
    unnamed = 0
    for code, activities in linked.items():
        named = [activity for activity in activities if titles.get(activity)]
        unnamed += len(activities) - len(named)
        rated = {activity: importance.get((code, _general(activity))) for activity in named}
        named.sort(key=lambda activity: (-(rated[activity] or 0), -activities[activity]))
        for place, activity in enumerate(named[:MOST_ACTIVITIES], 1):
            values = {"statement": titles[activity], "importance": rated[activity], "position": place}
            ledger.put(activity, values, owner=careers.find_by(code), new={"kind": Task.Kind.COMMON})
    if unnamed:
        plan.remark(f"O*NET: {unnamed:,} activities have no title in these files. Import its DWA Reference too.")
    ledger.close()


def _general(activity: str) -> str:
    """The general work activity above a detailed one: `4.A.1.a.1` of `4.A.1.a.1.I01.D01`."""
    return activity.partition(".I")[0]


def _ratings(tables: list[Table], scale: str, ledger: Ledger, plan: Plan) -> dict[tuple[str, str], Decimal]:
    """By career and element the rating on a scale, as far as O*NET stands behind it."""
    ratings: dict[tuple[str, str], Decimal] = {}
    irrelevant: set[tuple[str, str]] = set()

    def rating(row: Row) -> None:
        key = row.read("code", cells.onet_soc_code), row.text("element")
        if row.text("irrelevant") == "Y":
            irrelevant.add(key)
        if row.text("scale") == scale and row.text("suppress") != "Y" and not row.is_missing("value"):
            ratings[key] = row.read("value", cells.number).quantize(Decimal("0.01"))

    for table in tables:
        plan.each(table, ledger, rating)
    return {key: value for key, value in ratings.items() if key not in irrelevant}


# What it asks --------------------------------------------------------------------------------------------------------


def _requirements(tables: list[Table], careers: Ledger, plan: Plan) -> None:
    """Skills, knowledge, abilities, circumstances and software, each list closed only when its file was given."""
    ledger = lists.requirements(plan)
    given: list[str] = []
    for layout, phrases in REQUIREMENTS.items():
        if not (files := of_layout(tables, layout)):
            continue
        given += phrases
        ratings = _ratings(files, "CX" if layout is CONTEXT_RATINGS else "IM", ledger, plan)
        for (code, element), value in ratings.items():
            group = _group(phrases[element][0], layout, value) if element in phrases else None
            career = careers.find_by(code)
            if group and career is not None:
                place = int((5 - min(value, Decimal(5))) * 100)
                values = {"group": group, "text": phrases[element][1], "importance": value, "position": place}
                ledger.put(element, values, owner=career)
    if software := of_layout(tables, TECHNOLOGY):
        _software(software, careers, ledger, plan)
    elements = set(given)
    ledger.close(
        lambda row: row.source_key in elements or (bool(software) and row.source_key.startswith("technology:"))
    )


def _group(group: str, layout: Layout, value: Decimal) -> str | None:
    """The group an element is listed in at this rating; none when it is rated too low."""
    if group != "physical":
        return group if value >= (USUAL if layout is CONTEXT_RATINGS else IMPORTANT) else None
    if layout is CONTEXT_RATINGS:
        return WorkRequirement.Group.FREQUENT if value >= IMPORTANT else None
    if value >= IMPORTANT:
        return WorkRequirement.Group.IMPORTANT
    return WorkRequirement.Group.NECESSARY if value >= NECESSARY else None


def _software(tables: list[Table], careers: Ledger, ledger: Ledger, plan: Plan) -> None:
    """Kinds of software and devices, those that employers ask for most first, each with a few products as examples."""
    used: dict[str, dict[str, list[tuple[int, str]]]] = defaultdict(lambda: defaultdict(list))
    names: dict[str, str] = {}

    def product(row: Row) -> None:
        code, kind = row.read("code", cells.onet_soc_code), row.text("id")
        _career(row, code, careers)
        if not kind or not row.text("example"):
            raise row.refusal("example", "is a line without a product and its kind")
        names[kind] = row.text("kind")
        wanted = 2 * (row.text("demand") == "Y") + (row.text("hot") == "Y")
        used[code][kind].append((-wanted, row.text("example")))

    for table in tables:
        plan.each(table, ledger, product)
    for code, kinds in used.items():
        ranked = sorted(
            kinds, key=lambda kind: (sum(wanted for wanted, _ in kinds[kind]), -len(kinds[kind]), names[kind])
        )
        for place, kind in enumerate(ranked[:MOST_SOFTWARE], 1):
            examples = ", ".join(example for _, example in sorted(kinds[kind])[:MOST_EXAMPLES])
            text = f"use {_small(names[kind])}, such as {examples}"
            values = {"group": WorkRequirement.Group.TECHNOLOGY, "text": text, "position": place}
            ledger.put(f"technology:{kind}", values, owner=careers.find_by(code))


def _small(name: str) -> str:
    """`data base user interface software` of `Data base user interface software`; `CAD software` stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


# Others like it ------------------------------------------------------------------------------------------------------


def _related(tables: list[Table], careers: Ledger, plan: Plan) -> None:
    ledger = lists.related(plan)

    def related(row: Row) -> None:
        career = _career(row, row.read("code", cells.onet_soc_code), careers)
        code = row.read("related", cells.onet_soc_code)
        other = careers.find_by(code)
        if other is None:
            raise row.refusal("related", "is an occupation that is not known here")
        if other is career:
            raise row.refusal("related", "is the occupation itself")
        values = {"position": int(row.read("index", cells.number))}
        ledger.put(code, values, owner=career, new={"to_occupation": other})

    for table in of_layout(tables, RELATED):
        plan.each(table, ledger, related)
    ledger.close()


IMPORTER = Onet()
