"""The statements of the interest quiz, and answers as they stand in an address."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careers.codes import HollandInterest
from careers.quiz import HIGHEST, PARTS, STATEMENTS, Answers, is_whole


def test_every_part_has_one_statement_of_each_interest():
    assert [len(part) for part in PARTS] == [6] * 5
    assert [{statement.interest for statement in part} for part in PARTS] == [set(HollandInterest)] * 5


def test_statements_are_numbered_all_different_and_mixed():
    assert [statement.number for statement in STATEMENTS] == list(range(1, 31))
    assert len({statement.text for statement in STATEMENTS}) == 30
    assert len({"".join(statement.interest for statement in part) for part in PARTS}) == 5
    letters = [statement.interest for statement in STATEMENTS]
    assert [place for place in range(29) if letters[place] == letters[place + 1]] == []


def test_addresses_of_answers_keep_their_meaning():
    """Links with answers are shared: the interest that each place stands for is for ever."""
    assert "".join(statement.interest for statement in STATEMENTS) == "RSICAEACERISIESACRCRASEIEIRCSA"


@pytest.mark.parametrize("letter", HollandInterest.values)
def test_liking_everything_of_one_interest_gives_it_the_highest_score_alone(letter):
    answers = Answers.read("".join("2" if statement.interest == letter else "0" for statement in STATEMENTS))
    assert answers.scores == {interest: HIGHEST if interest == letter else 0 for interest in HollandInterest}


@given(st.text(alphabet="012-", min_size=30, max_size=30))
def test_answers_read_and_written_are_the_same(written):
    answers = Answers.read(written)
    assert str(answers) == written
    assert [statement.number for statement in answers.missing] == [
        place for place, character in enumerate(written, start=1) if character == "-"
    ]
    assert sum(answers.scores.values()) == Counter(written)["1"] + 2 * Counter(written)["2"]


@given(st.text())
def test_whatever_an_address_holds_is_thirty_answers(written):
    read = str(Answers.read(written))
    assert is_whole(read)
    assert is_whole(written) == (read == written)


@pytest.mark.parametrize("written", ["", "210", "2" * 31, "2" * 29 + "3", "²" * 30, "2" * 30 + "\n", "２" * 30])
def test_anything_but_thirty_answers_is_not_whole(written):
    assert not is_whole(written)


def test_form_without_a_statement_sends_no_answers():
    assert Answers.sent({"area": "53"}) is None
    assert str(Answers.sent({"s1": "2", "s30": "0", "s2": "9", "s3": "x"})) == "2" + "-" * 28 + "0"
