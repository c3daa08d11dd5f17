"""How words are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.search.text import compact, fold, grams, in_brackets, stems


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Registered Nurses", "registered nurses"),
        ("  café,   R.N. ", "cafe r n"),
        ("Theatre Organisers", "theater organizers"),
        ("paediatric programmes", "pediatric programs"),
        ("Labour coloured honour", "labor colored honor"),
        ("17-2141.00", "17 2141 00"),
        ("ﬁreﬁghter ①", "firefighter 1"),
        ("C++ & C#", "c c"),
        ("看護師", "看護師"),
        ("!?*", ""),
    ],
)
def test_fold_leaves_small_words_in_one_spelling(typed, folded):
    assert fold(typed) == folded


def test_words_run_together_or_apart_are_the_same_name():
    assert compact("Hair dresser") == compact("hairdresser") == "hairdresser"
    assert compact("counsellor") == compact("Counselor")
    assert compact("15.0613") == compact("150613")


def test_endings_share_a_stem():
    assert stems("welding Welders weld") == ["weld", "weld", "weld"]
    assert stems("water") == ["water"]
    assert stems("nurses") == stems("nurse")
    assert stems("drilling") == stems("drill")


def test_grams_know_where_a_word_begins_and_ends():
    assert grams("it", 3, 4) == [" it", "it ", " it "]
    assert " it " not in grams("writer", 3, 4)
    assert grams("", 3, 4) == []


def test_brackets_part_a_name():
    assert [part.strip() for part in in_brackets("Nurse (RN)")] == ["Nurse", "RN"]
    assert in_brackets("Nurse") == ()
    assert [part.strip() for part in in_brackets("Nurse (RN")] == ["Nurse", "RN"]


@given(st.text())
def test_any_text_folds_into_words_with_one_space_between(words):
    folded = fold(words)
    assert folded == " ".join(folded.split())
    assert folded == folded.casefold()


@given(st.text(max_size=60))
def test_any_text_has_stems_and_grams(words):
    assert len(stems(words)) == len(fold(words).split())
    assert all(len(gram) == 3 for gram in grams(fold(words), 3, 3))
