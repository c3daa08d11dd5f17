"""How documents of one kind rank."""

import pytest

from careers.search.documents import Document, Kind
from careers.search.index import Index

NURSES = Document(
    Kind.CAREER, 1, "registered-nurses", "Registered Nurses", ("Staff Nurse", "RN"), ("Nurse",), ("29-1141.00", "29-1141"),
    text="Assess patients and give care.",
)  # fmt: skip
POLICE = Document(
    Kind.CAREER, 2, "police", "Police Officers", ("Cop", "Patrol Officer"), ("Sheriff's Deputy",), ("33-3051.00", "33-3051"),
    text="Keep order and protect people.",
)  # fmt: skip
WELDERS = Document(
    Kind.CAREER, 3, "welders", "Welders and Cutters", ("Fabrication Welder",), ("Welder",), text="Join metal."
)
MACHINES = Document(Kind.CAREER, 4, "machines", "Welding Machine Operators", text="Run machines that join metal.")
HAIR = Document(Kind.CAREER, 5, "hair", "Hairdressers", ("Hair Stylist",), ("hairdresser",), text="Cut and color hair.")
CAREERS = [NURSES, POLICE, WELDERS, MACHINES, HAIR]
COLLEGE = Document(Kind.SCHOOL, 9, "seattle-central", "Seattle Central College", note="Seattle, WA", text="Seattle, WA")


@pytest.fixture(scope="module")
def index() -> Index:
    return Index({Kind.CAREER: CAREERS, Kind.SCHOOL: [COLLEGE], Kind.CLUSTER: []})


def found(index: Index, typed: str, kind: Kind = Kind.CAREER) -> list[Document]:
    return index.find(index.read(typed), kind).fitting()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("registered nurses", NURSES), ("RN", NURSES), ("rn", NURSES), ("Nurse (RN)", NURSES), ("nurse", NURSES),
        ("nursse", NURSES), ("cop", POLICE), ("COPS", POLICE), ("sheriffs deputy", POLICE), ("hair dresser", HAIR),
        ("hairdreser", HAIR), ("welder", WELDERS), ("welding", WELDERS), ("29-1141.00", NURSES), ("29-1141", NURSES),
        ("29114100", NURSES), ("color hair", HAIR),
    ],
)  # fmt: skip
def test_right_career_comes_first(index, typed, first):
    assert found(index, typed)[0] is first


def test_only_the_career_that_is_meant_fits(index):
    assert found(index, "nurse") == [NURSES]
    assert found(index, "weld metal") == [WELDERS, MACHINES]


def test_nonsense_fits_nothing_and_still_has_a_nearest(index):
    result = index.find(index.read("nurzzzery qwrtz"), Kind.CAREER)
    assert (result.fitting(), result.total) == ([], 0)
    assert result.nearest(3)[0] is NURSES


def test_whole_name_is_told_from_mere_words(index):
    called = {typed: index.shelves[Kind.CAREER].called(index.read(typed)) for typed in ("cop", "patrol people")}
    assert called == {"cop": [POLICE], "patrol people": []}


def test_words_that_tell_nothing_find_only_names(index):
    assert found(index, "the") == []
    assert found(index, "I want to color hair")[0] is HAIR


def test_kinds_are_searched_apart(index):
    assert found(index, "seattle college", Kind.SCHOOL) == [COLLEGE]
    assert found(index, "seattle college") == []
    assert found(index, "nurse", Kind.CLUSTER) == []


def test_total_counts_all_that_fit_beyond_the_limit(index):
    result = index.find(index.read("metal"), Kind.CAREER)
    assert (len(result.fitting(1)), result.total) == (1, 2)


@pytest.mark.parametrize(
    ("typed", "first"), [("hai", HAIR), ("weldi", MACHINES), ("staff", NURSES), ("seat", COLLEGE), ("pol", POLICE)]
)
def test_suggestion_begins_as_typed(index, typed, first):
    assert index.suggest(typed, index.shelves, 8)[0] is first


def test_suggestions_name_each_page_once(index):
    suggested = index.suggest("we", index.shelves, 8)
    assert sorted(one.pk for one in suggested) == sorted({one.pk for one in suggested})


def test_newer_index_knows_what_changed_and_the_older_stays_as_it_was(index):
    renamed = Document(Kind.CAREER, 2, "police", "Peace Keepers", ("Cop",))
    newer = Index({Kind.CAREER: [NURSES, renamed, HAIR], Kind.SCHOOL: [COLLEGE], Kind.CLUSTER: []}, before=index)
    assert found(newer, "peace keeper") == [renamed]
    assert found(newer, "cop") == [renamed]
    assert found(newer, "police officer") == []
    assert found(newer, "welder") == []
    assert found(index, "police officer")[0] is POLICE
    assert found(index, "welder")[0] is WELDERS


def test_newer_index_ranks_as_one_made_from_nothing():
    documents = {Kind.CAREER: CAREERS}
    grown = Index(documents, before=Index({Kind.CAREER: CAREERS[:2]}))
    fresh = Index(documents)
    for typed in ("nurse", "welding", "hair", "metal", "cop"):
        ranked = [found(one, typed) for one in (grown, fresh)]
        assert ranked[0] == ranked[1], typed


def test_empty_index_finds_nothing():
    empty = Index({Kind.CAREER: []})
    assert empty.find(empty.read("nurse"), Kind.CAREER).nearest(5) == []
    assert empty.suggest("nurse", empty.shelves, 8) == []
