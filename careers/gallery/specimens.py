"""Something to fill each component with: made up, and never saved. Each function is named after its component."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from careers.cards import Card, FigureLine
from careers.codes import (
    AreaKind,
    ClusterLook,
    EntryEducation,
    FigureStatus,
    HollandInterest,
    JobZone,
    SocEdition,
)
from careers.comparison import Cell, Row, RowGroup
from careers.extending import Offer, Offers
from careers.facts import Fact
from careers.figures import AreaRow, Figure, Line, Source, Table
from careers.filters import ComparisonFilter, InterestFilter, OccupationFilter
from careers.filters.compare import Step as ComparisonStep
from careers.folding import Folded
from careers.gathering import Choice, Chosen
from careers.glossary import explain
from careers.hexagon import hexagon as drawn_hexagon
from careers.in_common import InCommon, Item, Shared
from careers.models import (
    Area,
    CareerCluster,
    CareerPathway,
    Collection,
    CollectionEntry,
    DataRelease,
    EducationProgram,
    Occupation,
    Resource,
    School,
    SocGroup,
    WageStat,
)
from careers.overview import Career, Overview
from careers.pictures import Growth, GrowthBar, GrowthOfArea, Jobs, JobsBar, LeftOut, PayBar
from careers.quiz import HIGHEST, Answers, questions
from careers.scale import scale_to
from careers.search import search
from careers.search.documents import Document, Kind
from careers.search.results import Piece, Result
from careers.sections import Part, Section
from careers.sharing import CareerEntry, ProgramEntry, ResourceEntry, SharedList
from careers.shortlists import MOST
from careers.steps import Step, Steps
from careers.study import Course, FewCareers, ProgramRow, SchoolRow

States = list[tuple[str, dict[str, Any]]]
"""What is special about each specimen, and what its template is given."""

SPECIMENS: dict[str, Callable[[HttpRequest], States]] = {}
"""By the name of the component, what makes its specimens for a request."""


def specimens(function: Callable[[HttpRequest], States]) -> Callable[[HttpRequest], States]:
    """Marks a function that makes the specimens of the component it is named after; a `_` keeps it off a word of Python's."""
    SPECIMENS[function.__name__.rstrip("_")] = function
    return function


# What the specimens are made of ----------------------------------------------------------------------------------------

NATION = Area(pk=1, code="US", kind=AreaKind.NATION, name="United States")
STATE = Area(pk=2, code="53", kind=AreaKind.STATE, name="Washington", parent=NATION)
METRO = Area(pk=3, code="49420", kind=AreaKind.METRO, name="Yakima, WA", parent=STATE)
RELEASE = DataRelease(
    pk=1, source="Sample Statistics Office", dataset="wages", title="Sample Wages", reference_period="May 2024",
    retrieved=timezone.localdate(), licence="Public domain", url="https://www.example.org/wages",
)  # fmt: skip
GROUP = SocGroup(pk=1, edition=SocEdition.SOC_2018, code="51-4041", title="Machinists")
LONG_TITLE = "Secretaries and Administrative Assistants, Except Legal, Medical, and Executive"
STAND_IN = "Engineering Technologists and Technicians, Except Drafters, All Other"


def _career(title: str = "Machinists", zone: int | None = 3) -> Occupation:
    return Occupation(
        pk=1, title=title, singular_title=title.lower(), slug="sample", soc=GROUP, job_zone=zone,
        entry_education=EntryEducation.HIGH_SCHOOL, status=Occupation.Status.PUBLISHED,
    )  # fmt: skip


def _listed(title: str = "Machinists") -> Career:
    return Career(1, title, "sample", "51-4041.00", 1, title, EntryEducation.HIGH_SCHOOL, 3, "RCI", ClusterLook.FACTORY)


def _card(title: str = "Machinists", look: ClusterLook = ClusterLook.FACTORY, **values) -> Card:
    pay = FigureLine("$28.86 an hour", "Washington", release=RELEASE)
    outlook = FigureLine(
        "Grows slower than all careers (0.5% against 3.1%), about 34,200 openings a year", "United States"
    )
    return Card(
        title, "sample", EntryEducation.HIGH_SCHOOL.label, **({"pay": pay, "outlook": outlook, "look": look} | values)
    )


def _list_filter(request: HttpRequest, address: str) -> OccupationFilter:
    return OccupationFilter(QueryDict(address), queryset=Occupation.objects.none(), request=request)


def _program(name: str = "Machine Shop Technology/Assistant") -> EducationProgram:
    return EducationProgram(pk=1, cip_code="48.0503", name=name)


def _resource(state: str = Resource.LinkState.OK, **values) -> Resource:
    given = {
        "name": "Sample Machinists' Association", "kind": Resource.Kind.ASSOCIATION, "url": "https://www.example.org/",
        "link_state": state, "link_checked_at": timezone.now(),
    }  # fmt: skip
    return Resource(pk=0, **(given | values))


def _school(name: str = "Sample Technical College") -> School:
    return School(pk=1, name=name, slug="sample", city="Yakima", state="WA", control=School.Control.PUBLIC)


COURSE = Course("Certificate, 9 months, $4,210 for the whole program", "https://www.example.org/course", "")
TOLD = Course("Associate degree", "", "Two years in the shop and in class, with a summer at work.")


# Lists and filters -----------------------------------------------------------------------------------------------------


@specimens
def area_chooser(request: HttpRequest) -> States:
    return [("", {"filter": _list_filter(request, ""), "path": request.path})]


@specimens
def select(request: HttpRequest) -> States:
    return [("", {"select": _list_filter(request, "sort=pay").selects["sort"], "id": "sort"})]


@specimens
def words_field(request: HttpRequest) -> States:
    return [("with words", {"filter": _list_filter(request, "q=welder"), "placeholder": "A job or a word for it"})]


@specimens
def search_form(request: HttpRequest) -> States:
    sizes = {"": "as on a page", "search--small": "at the head", "search--large": "on the home page"}
    return [
        (state, {"id": f"sample-{place}", "label": "Find a career", "value": "", "modifier": modifier})
        for place, (modifier, state) in enumerate(sizes.items())
    ]


@specimens
def facets(request: HttpRequest) -> States:
    return [("one choice made", {"filter": _list_filter(request, "education=bachelor")})]


@specimens
def chips(request: HttpRequest) -> States:
    return [("three chosen", {"filter": _list_filter(request, "education=bachelor&education=none&pay_min=20")})]


@specimens
def ignored(request: HttpRequest) -> States:
    return [("two values nobody knows", {"filter": _list_filter(request, "education=gone&pay_min=lots")})]


@specimens
def result_count(request: HttpRequest) -> States:
    addresses = {"all": "", "some": "education=bachelor", "none": "pay_min=999999"}
    return [(state, {"filter": _list_filter(request, address)}) for state, address in addresses.items()]


@specimens
def pagination(request: HttpRequest) -> States:
    return [("second page, where the portal has careers for two", {"filter": _list_filter(request, "page=2")})]


@specimens
def remembered_area(request: HttpRequest) -> States:
    return [("hidden until area.js has something to say", {})]


# Careers ---------------------------------------------------------------------------------------------------------------


@specimens
def career_card(request: HttpRequest) -> States:
    missing = {"pay": FigureLine("Pay withheld"), "outlook": FigureLine("Outlook not published"), "look": None}
    larger = {
        "pay": FigureLine("$34.10 an hour", "Washington", STAND_IN, RELEASE),
        "outlook": FigureLine("Outlook not published"),
    }
    return [
        ("whole", {"card": _card()}),
        ("a long title, in a list by fit", {"card": _card(LONG_TITLE, ClusterLook.BRIEFCASE, fit="Fits your interests very well")}),
        ("without figures, without a cluster", {"card": _card("Poets", **missing)}),
        ("a larger group stands in", {"card": _card("Robotics Technicians", ClusterLook.FLASK, **larger)}),
    ]  # fmt: skip


@specimens
def career_link(request: HttpRequest) -> States:
    unrated = _career(LONG_TITLE)
    unrated.entry_education = ""
    return [("", {"occupation": _career()}), ("usual way in not known", {"occupation": unrated})]


@specimens
def career_links(request: HttpRequest) -> States:
    return [
        ("three", {"list": Folded([_career("Bakers"), _career("Machinists"), _career(LONG_TITLE)])}),
        ("more than fifteen fold", {"list": Folded([_career(f"Career {number}") for number in range(1, 19)])}),
    ]


@specimens
def cluster_card(request: HttpRequest) -> States:
    states = []
    for look in ClusterLook:
        cluster = CareerCluster(pk=1, name=look.label, slug="sample", look=look)
        cluster.career_count = 1 if look is ClusterLook.COMPASS else 118
        states.append((look.value, {"cluster": cluster}))
    return states


def _collection(title: str, lead: str, careers: int) -> Collection:
    collection = Collection(pk=1, title=title, slug="sample", introduction=f"<p>{lead}</p>")
    collection.entries_shown = [CollectionEntry() for _ in range(careers)]
    return collection


SHORT = _collection("Work outdoors", "Weather is part of the job.", 1)
LONG = _collection(
    "Build and repair things that other people rely on every single day of the year",
    "These careers are for people who like to see at the end of the day what they made, who do not mind noise, dust and early "
    "mornings, and who want to know how things hold together.", 12,
)  # fmt: skip


@specimens
def collection_card(request: HttpRequest) -> States:
    return [("", {"collection": SHORT}), ("with much to say", {"collection": LONG})]


@specimens
def collection_cards(request: HttpRequest) -> States:
    return [("", {"collections": [SHORT, LONG]})]


@specimens
def steps(request: HttpRequest) -> States:
    flight = [
        Step([_career(f"Career {number}{zone.value}") for number in range(1, zone.value * 3)], zone) for zone in JobZone
    ]
    pathway = CareerPathway(pk=1, name="Production", slug="production")
    return [
        ("five steps, the last ones folded", {"drawn": Steps(pathway, flight, [])}),
        ("two steps and careers nobody rated", {"drawn": Steps(pathway, flight[1:3], [_career("Poets", None)])}),
    ]


@specimens
def compare_link(request: HttpRequest) -> States:
    return [("", {"title": "Machinists", "slug": "machinists"})]


@specimens
def compare_tray(request: HttpRequest) -> States:
    return [("hidden until compare.js has something to hold", {})]


@specimens
def gather(request: HttpRequest) -> States:
    return [("", {"title": "Machinists", "slug": "machinists"})]


# The page of a career --------------------------------------------------------------------------------------------------


@specimens
def contents(request: HttpRequest) -> States:
    parts = [Part("tasks", "Task list", "lists", []), Part("activities", "Common work activities", "lists", [])]
    return [("", {"sections": [Section("summary", "Career summary", []), Section("job-duties", "Job duties", parts)]})]


@specimens
def fact(request: HttpRequest) -> States:
    source = "Half earn less. Washington, period: 2022. Source: Sample Statistics Office."
    return [
        ("a figure with its source", {"fact": Fact("Middle pay", "$28.86 an hour", source, "wages")}),
        (
            "not published",
            {"fact": Fact("Middle pay", "Withheld", "The source gives no figure for so few people.", "wages")},
        ),
        ("explained on request", {"fact": Fact("Outlook", "Grows by 3%", source, "wages", terms=explain("growth"))}),
        ("with a way on", {"fact": Fact("Interests", "Realistic, Conventional", "", "codes", "/careers/?interest=R")}),
    ]


def _line(label: str, *figures: str) -> Line:
    return Line(label, [Figure(text) for text in figures])


def _table(rows: list[AreaRow]) -> Table:
    return Table(
        "Wages", "Area and pay period", ["1 in 4 earns less than", "Half earn less than (median)"], rows, {}, METRO
    )


@specimens
def figure_table(request: HttpRequest) -> States:
    stat = WageStat(pk=1, soc=GROUP, area=STATE, release=RELEASE, hourly_median=Decimal("28.86"))
    withheld = Figure("withheld", FigureStatus.WITHHELD)
    rows = [
        AreaRow(METRO, stat, [Line("Hourly", [withheld, Figure("$27.10")])], is_chosen=True),
        AreaRow(STATE, stat, [_line("Hourly", "$23.02", "$28.86"), _line("Yearly", "$47,880", "$60,030")]),
        AreaRow(NATION, None, []),
    ]
    return [
        ("an area chosen, a figure withheld, an area without figures", {"table": _table(rows)}),
        ("no figures at all", {"table": _table([])}),
    ]


@specimens
def range_picture(request: HttpRequest) -> States:
    scale = scale_to(60)
    place = scale.place
    whole = PayBar(
        "Yakima", "$28.86", "$23.02 to $34.10", place(23), place(11), place(29), (place(18), place(41)), is_chosen=True
    )
    no_ends = PayBar("Washington", "$30.02", "$24.10 to $36.40", place(24), place(12), place(30), None)
    few = {"bars": [whole, no_ends], "scale": scale, "modifier": ""}
    return [
        ("a whole range, and one without its ends", few),
        ("for many areas", few | {"modifier": "ranges--small"}),
        ("for careers side by side", few | {"modifier": "ranges--careers"}),
    ]


@specimens
def range_key(request: HttpRequest) -> States:
    return [
        ("boxes alone", {"has_lines": False, "is_open": False}),
        ("lines, and pay above what is printed", {"has_lines": True, "is_open": True}),
    ]


@specimens
def growth_picture(request: HttpRequest) -> States:
    bars = [
        GrowthBar("This career", "-4.0%", "0", "40.0", is_own=True),
        GrowthBar("All careers", "3.1%", "40.0", "31.0", is_own=False),
    ]
    shrinking = GrowthOfArea("Washington", "2024 to 2034", "Shrinks (all careers grow by 3.1%)", bars)
    return [
        (
            "a career that shrinks, and an area left out",
            {"growth": Growth("40.0", [shrinking], [LeftOut("Yakima", "not published")])},
        )
    ]


@specimens
def jobs_picture(request: HttpRequest) -> States:
    bars = [JobsBar("2024", "299,600", "98.0"), JobsBar("2034", "305,700", "100")]
    return [
        ("both ends of the forecast", {"jobs": Jobs("the United States", "34,200", "299,600", "2024", bars)}),
        ("the first alone, without openings", {"jobs": Jobs("Washington", "", "5,120", "2022", [])}),
    ]


@specimens
def related_career(request: HttpRequest) -> States:
    return [
        ("", {"card": _card()}),
        ("pay not published", {"card": _card("Poets", pay=FigureLine("Pay not published"))}),
    ]


@specimens
def term(request: HttpRequest) -> States:
    [median] = explain("median")
    return [("", {"term": median})]


@specimens
def source_notes(request: HttpRequest) -> States:
    return [("", {"sources": [Source(RELEASE, "Washington and its areas")]})]


@specimens
def sources(request: HttpRequest) -> States:
    return [("", {"releases": [RELEASE]})]


@specimens
def credits_(request: HttpRequest) -> States:
    return [("", {"releases": [RELEASE]})]


@specimens
def hexagon(request: HttpRequest) -> States:
    scores = dict(zip(HollandInterest, (9, 6, 2, 4, 7, 5), strict=True))
    return [("", {"hexagon": drawn_hexagon(scores, HIGHEST)})]


# Side by side ----------------------------------------------------------------------------------------------------------


class _Comparison:
    """As much of a comparison as its table asks for."""

    def __init__(self) -> None:
        self.careers = [_listed(), _listed(LONG_TITLE)]
        self.width = 3
        same = Row("Usual way in", self.careers, [Cell(["High school diploma or equivalent"])] * 2)
        pay = Row(
            "Middle pay",
            self.careers,
            [Cell(["$28.86 an hour"], "Washington", mark="Most"), Cell(["Withheld"], is_missing=True)],
        )
        self.groups = [RowGroup("The work", [same]), RowGroup("Pay", [pay])]


@specimens
def comparison_table(request: HttpRequest) -> States:
    steps = [ComparisonStep(career.title, career.slug, "/compare/") for career in (_listed(), _listed(LONG_TITLE))]
    return [("a row alike, a row with a figure missing", {"comparison": _Comparison(), "steps": steps})]


@specimens
def comparison_choice(request: HttpRequest) -> States:
    steps = [ComparisonStep("Bakers", "bakers", "/compare/")]
    begun, typed = (
        ComparisonFilter(QueryDict(address), queryset=Area.objects.none(), request=request)
        for address in ("", "q=qqqq")
    )
    return [
        ("related careers at hand", {"filter": begun, "related": steps}),
        ("nothing fits", {"filter": typed, "related": []}),
    ]


@specimens
def comparison_steps(request: HttpRequest) -> States:
    return [
        (
            "",
            {"steps": [ComparisonStep("Bakers", "bakers", "/compare/"), ComparisonStep("Poets", "poets", "/compare/")]},
        )
    ]


@specimens
def in_common(request: HttpRequest) -> States:
    both = Shared("Both", Folded([Item("Read blueprints"), Item("Machine Shop Technology", "/programs/48.0503/")]))
    return [("", {"kind": InCommon("activities", "Work activities", [both])})]


# Lists to share --------------------------------------------------------------------------------------------------------


PAGE = "https://careers.example.org/careers/sample/"


@specimens
def list_entry(request: HttpRequest) -> States:
    career, retired, successor = _career(), _career("Lamplighters"), _career("Street Light Repairers")
    retired.status = Occupation.Status.RETIRED
    return [
        ("a career", {"entry": CareerEntry("/list/", "/list/", career, _card(), None, "", PAGE)}),
        (
            "retired, with one that replaces it",
            {"entry": CareerEntry("/list/", "", retired, None, successor, "/list/", PAGE)},
        ),
        ("retired for good", {"entry": CareerEntry("/list/", "", retired, None, None, "", PAGE)}),
    ]


@specimens
def list_program(request: HttpRequest) -> States:
    facts = [Fact("Ends with", "Certificate", "", ""), Fact("Offered by", "3 schools in Washington", "", "")]
    return [
        ("offered", {"entry": ProgramEntry("/list/", "/list/", _program(), facts, PAGE)}),
        ("offered by no school we know", {"entry": ProgramEntry("/list/", "", _program(), [], PAGE)}),
    ]


@specimens
def list_resource(request: HttpRequest) -> States:
    return [
        ("", {"entry": ResourceEntry("/list/", "/list/", _resource())}),
        ("its link is broken", {"entry": ResourceEntry("/list/", "", _resource(Resource.LinkState.BROKEN))}),
    ]


@specimens
def entry_changes(request: HttpRequest) -> States:
    return [
        ("first of its kind", {"entry": ResourceEntry("/list/", "", _resource()), "title": "Machinists"}),
        ("further down", {"entry": ResourceEntry("/list/", "/list/", _resource()), "title": "Machinists"}),
    ]


@specimens
def left_out(request: HttpRequest) -> States:
    given = {"noun": "career", "nouns": "careers", "by": "address", "most": MOST, "is_short": False}
    choice = Choice([], ["lamplighters"], ["bakers", "poets"], ["gone-since"])
    return [("by address", {"choice": choice, **given}), ("by code", {"choice": choice, **given, "is_short": True})]


@specimens
def list_finder(request: HttpRequest) -> States:
    held = Chosen(Choice([_career()], [], []), Choice([], [], []), Choice([], [], []))
    listed = SharedList(held, {}, Overview([], [], None), state="WA", fields={}, absolute=request.build_absolute_uri)
    found = search("machinist")
    offered = [
        Offer(_found(Kind.CAREER, "Machinists"), "", is_listed=True),
        Offer(_found(Kind.CAREER, "Tool and Die Makers", note="Certificate"), "/list/", is_listed=False),
        Offer(_found(Kind.CAREER, "Welders"), "", is_listed=False),
    ]
    return [
        ("nothing typed", {"list": listed, "typed": "", "results": None, "offers": []}),
        (
            "something found",
            {"list": listed, "typed": "machinist", "results": found, "offers": [Offers("Careers", offered)]},
        ),
        ("nothing found", {"list": listed, "typed": "qqqq", "results": found, "offers": []}),
    ]


# What a search found ---------------------------------------------------------------------------------------------------


def _found(kind: Kind, title: str, also: str = "", **values) -> Result:
    pieces = [Piece(title[:4], is_match=True), Piece(title[4:], is_match=False)]
    return Result(Document(kind, 1, "sample", title, **values), pieces, [Piece(also, is_match=True)] if also else [])


@specimens
def pieces(request: HttpRequest) -> States:
    return [("", {"pieces": [Piece("Weld", is_match=True), Piece("ers", is_match=False)]})]


@specimens
def result(request: HttpRequest) -> States:
    return [
        (
            "a career by another name",
            {"result": _found(Kind.CAREER, "Police Officers", "cop", note="High school diploma")},
        ),
        ("a school", {"result": _found(Kind.SCHOOL, "Sample College", note="Yakima, WA")}),
        ("elsewhere, known not to work", {"result": _found(Kind.RESOURCE, "Sample Association", is_broken=True)}),
    ]


@specimens
def nearest(request: HttpRequest) -> States:
    return [("", {"nearest": [_found(Kind.CAREER, "Astronomers"), _found(Kind.CAREER, "Actors")]})]


# Programs, schools, resources ------------------------------------------------------------------------------------------


@specimens
def program_links(request: HttpRequest) -> States:
    return [("", {"list": Folded([_program(), _program("Welding Technology/Welder")])})]


@specimens
def program_row(request: HttpRequest) -> States:
    few = FewCareers([_career("Machinists"), _career("Welders")])
    return [
        ("in the list of all", {"row": ProgramRow(_program(), few, [])}),
        ("in the list of a school", {"row": ProgramRow(_program(), few, [COURSE, TOLD])}),
    ]


@specimens
def course(request: HttpRequest) -> States:
    return [("with a page elsewhere", {"course": COURSE}), ("with a description", {"course": TOLD})]


@specimens
def schools_by_state(request: HttpRequest) -> States:
    return [
        (
            "",
            {"states": [("Washington", [SchoolRow(_school(), [COURSE]), SchoolRow(_school("Sample University"), [])])]},
        )
    ]


@specimens
def resource(request: HttpRequest) -> States:
    broken, pdf = (
        _resource(Resource.LinkState.BROKEN),
        _resource(name="A guide", url="https://www.example.org/guide.pdf"),
    )
    return [("", {"resource": _resource()}), ("its link is broken", {"resource": broken}), ("a PDF", {"resource": pdf})]


@specimens
def resource_directory(request: HttpRequest) -> States:
    states = (
        Resource.LinkState.OK,
        Resource.LinkState.REDIRECTED,
        Resource.LinkState.UNCHECKED,
        Resource.LinkState.BROKEN,
    )
    return [("by the state of the link", {"resources": [_resource(state) for state in states]})]


# The quiz --------------------------------------------------------------------------------------------------------------


@specimens
def faces(request: HttpRequest) -> States:
    return [("drawn unseen, for the questions below it", {})]


@specimens
def question(request: HttpRequest) -> States:
    answered, *_, still_open = questions(Answers.read("2-"))[0]
    return [
        ("answered", {"question": answered, "is_marked": False}),
        ("still open", {"question": still_open, "is_marked": True}),
    ]


@specimens
def unused_code(request: HttpRequest) -> States:
    some = InterestFilter(QueryDict("a=210-&code=RIC"), queryset=Occupation.objects.none(), request=request)
    return [("answers and a code in one address", {"filter": some})]


@specimens
def code_form(request: HttpRequest) -> States:
    return [("", {"kept": [], "path": request.path})]


# At the foot of pages --------------------------------------------------------------------------------------------------


@specimens
def preview_tags(request: HttpRequest) -> States:
    given = {
        "page_title": "Machinists", "page_description": "What machinists do, and what it pays.", "page_address": "/careers/machinists/",
        "preview_title": "", "preview_kind": "article", "preview_picture": "/card.png", "preview_picture_words": "Machinists",
    }  # fmt: skip
    return [("seen by machines alone", given)]


@specimens
def useful(request: HttpRequest) -> States:
    return [("not answered", {})]
