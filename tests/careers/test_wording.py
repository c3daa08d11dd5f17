"""The standing sentences."""

import pytest
from django.core.exceptions import ValidationError

from careers.wording import Sentences, Wording, refuse_unknown_slots


@pytest.mark.parametrize("key", Wording)
def test_every_default_fills_without_a_slot_left(key):
    said = Sentences("dental hygienists", "dental hygienist", {}).say(key, group="Hygienists", code="29-1292")
    assert "{" not in said
    assert refuse_unknown_slots(key.default) is None


def test_own_wording_replaces_the_default_and_fills_its_slots():
    sentences = Sentences("welders", "welder", {"tasks": "One {singular}, many {plural}. {Plural}! {Singular}!"})
    assert sentences.say(Wording.TASKS) == "One welder, many welders. Welders! Welder!"
    assert sentences.say(Wording.SKILLS) == "To do well, welders need to:"


def test_sentence_left_out_is_none():
    assert Sentences("welders", "welder", {"tasks": None}).say(Wording.TASKS) is None


@pytest.mark.parametrize(
    "text", ["{salary}", "{plural", "plural}", "{}", "{0}", "{plural.__class__}", "{plural!r:{x}}"]
)
def test_slot_nobody_fills_is_refused(text):
    with pytest.raises(ValidationError):
        refuse_unknown_slots(text)
