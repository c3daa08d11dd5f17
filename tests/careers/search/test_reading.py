"""What a query is read as."""

import pytest

from careers.search.reading import LONGEST_QUERY, MOST_WORDS, Vocabulary, synonyms
from careers.search.text import fold


@pytest.fixture
def vocabulary() -> Vocabulary:
    names = [
        "registered nurses",
        "nurse practitioners",
        "lawyers",
        "floor layers",
        "computer programmers",
        "programmer",
    ]
    return Vocabulary([*names, *["layers"] * 3])


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("nurse", "nurse"),
        ("regsitered nurses", "registered nurses"),
        ("programer", "programmer"),
        ("lawers", "lawyers"),
        ("computter", "computer"),
        ("conputer", "computer"),
        ("xylophone", "xylophone"),
        ("", ""),
    ],
)
def test_slip_of_the_keyboard_is_put_right(vocabulary, typed, read):
    assert vocabulary.read(typed).words == read


def test_reading_says_what_it_corrected_and_only_that(vocabulary):
    assert vocabulary.read("programer").corrected == "programmer"
    assert vocabulary.read("programmer").corrected == ""
    assert vocabulary.read("Nurse, Registered").corrected == ""


def test_correction_is_spelled_as_people_spell_it():
    vocabulary = Vocabulary(["she repairer", "erospace engineer"], {"she": "shoe", "erospace": "aerospace"})
    assert vocabulary.read("shoe reparer").corrected == "shoe repairer"
    assert vocabulary.read("aerospce engineer").corrected == "aerospace engineer"
    assert vocabulary.read("Aerospace engineer").corrected == ""


def test_words_that_tell_nothing_do_not_count_beside_others(vocabulary):
    assert [word.text for word in vocabulary.read("I want to become a nurse").telling] == ["nurse"]
    assert vocabulary.read("the").telling == []


def test_short_words_are_taken_as_typed(vocabulary):
    assert vocabulary.read("nur").words == "nur"


def test_beginning_of_a_longer_word_is_no_slip(vocabulary):
    assert vocabulary.read("nurs").words == "nurs"
    vocabulary = Vocabulary(["cop", "computer", "registered", "nurse", "nursery"])
    assert vocabulary.read("comp", is_name=lambda words: words == "cop").words == "comp"
    assert (
        vocabulary.read("registered nurs", is_name=lambda words: words == "registered nurse").words
        == "registered nurse"
    )


def test_correction_that_makes_a_name_is_preferred():
    vocabulary = Vocabulary(["barber", "barker", "barker"])
    assert vocabulary.read("barxer").words == "barker"
    assert vocabulary.read("barxer", is_name=lambda words: words == "barber").words == "barber"


def test_slip_in_the_lists_themselves_is_no_correction():
    vocabulary = Vocabulary(["welder"] * 40 + ["weldr"])
    assert vocabulary.corrections("weldre") == ["welder"]


def test_beginning_of_a_word_stands_for_the_words_that_begin_so(vocabulary):
    [word] = vocabulary.read("pract").parts
    assert word.stems == ("practition",)


def test_synonyms_come_with_the_word(vocabulary):
    [word] = vocabulary.read("physiotherapist").parts
    assert word.synonyms == ("physical therapist",)
    assert list(vocabulary.read("cop").synonymous_names()) == ["police officer"]
    assert list(vocabulary.read("welding").synonymous_names()) == ["welder", "weld"]


def test_query_is_cut_to_what_any_name_has(vocabulary):
    assert len(vocabulary.read("ab " * 5000).parts) == MOST_WORDS
    assert len(vocabulary.read("a" * 10_000).words) == LONGEST_QUERY


def test_list_of_synonyms_is_in_order():
    for word, others in synonyms().items():
        assert fold(word) == word
        assert word not in others, f"{word} is its own synonym"
        assert all(others), f"a synonym of {word} is empty"
