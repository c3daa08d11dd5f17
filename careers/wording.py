"""The sentences that stand on every career's page, with slots for its name.

A career may say any of them in its own way or leave it out (`OccupationWording`). Slots: `{plural}` and `{singular}` as
inside a sentence, `{Plural}` and `{Singular}` at its start; the sentences about a larger group also `{group}` and `{code}`.
"""

import string

from django.core.exceptions import ValidationError
from django.db import models

SLOTS = ("plural", "singular", "Plural", "Singular", "group", "code")


class Wording(models.TextChoices):
    """Every standing sentence; the label tells editors where it stands."""

    AT_A_GLANCE = "at_a_glance", "Before the phrases at a glance"
    RELATED = "related", "Before the related careers"
    TASKS = "tasks", "Before the task list"
    COMMON_ACTIVITIES = "common_activities", "Before the common work activities"
    WORKING_CONDITIONS = "working_conditions", "Before the working conditions"
    FREQUENT = "frequent", "Before the physical demands met often"
    IMPORTANT = "important", "Before the important physical demands"
    NECESSARY = "necessary", "Before the physical demands met less often"
    SKILLS = "skills", "Before the skills and abilities"
    PROGRAMS = "programs", "Before the programs of study"
    PREPARATION = "preparation", "Before the list of preparation"
    HIGH_SCHOOL = "high_school", "At the head of the high school courses"
    ADVANCED_COURSES = "advanced_courses", "About advanced high school courses"
    ELECTIVES = "electives", "Before the electives"
    HIGH_SCHOOL_PLAN = "high_school_plan", "After the electives: making a plan"
    WORK_BASED_LEARNING = "work_based_learning", "After the electives: learning at work"
    ACTIVITIES = "activities", "After the electives: clubs and volunteering"
    OUTLOOK_TABLE = "outlook_table", "Before the outlook table"
    EMPLOYERS = "employers", "Before the major employers"
    PROXY_WAGES_STATE = "proxy_wages_state", "Wages in the state are those of a larger group"
    PROXY_WAGES_NATION = "proxy_wages_nation", "National wages are those of a larger group"
    PROXY_OUTLOOK_STATE = "proxy_outlook_state", "Outlook in the state is that of a larger group"
    PROXY_OUTLOOK_NATION = "proxy_outlook_nation", "National outlook is that of a larger group"

    @property
    def default(self) -> str:
        """The sentence as it stands when a career says nothing else."""
        return _DEFAULTS[self]


_DEFAULTS = {
    Wording.AT_A_GLANCE: "{Plural}:",
    Wording.RELATED: "People who think about becoming {plural} also look at:",
    Wording.TASKS: "What {plural} do, most central first:",
    Wording.COMMON_ACTIVITIES: "{Plural} share these activities with many other careers:",
    Wording.WORKING_CONDITIONS: "In a usual week, {plural}:",
    Wording.FREQUENT: "{Plural} often:",
    Wording.IMPORTANT: "The work goes well when {plural} can:",
    Wording.NECESSARY: "Now and then {plural} also have to:",
    Wording.SKILLS: "To do well, {plural} need to:",
    Wording.PROGRAMS: "Programs of study that lead toward this career or its cluster:",
    Wording.PREPARATION: "Before their first day, {plural} usually:",
    Wording.HIGH_SCHOOL: (
        "Choose high school classes that leave every door open. What a college asks for can be more than what your state "
        "asks for to graduate, so check both lists early."
    ),
    Wording.ADVANCED_COURSES: (
        "If your school has Advanced Placement (AP), International Baccalaureate (IB) or dual-credit classes, think about "
        "taking some. Good results can count as college credit and make an application stronger."
    ),
    Wording.ELECTIVES: "Electives that fit this career:",
    Wording.HIGH_SCHOOL_PLAN: "Use this list to build your high school plan, and talk it over with a counselor or with your family.",
    Wording.WORK_BASED_LEARNING: (
        "Ask a teacher or counselor how you can learn at real workplaces near you: visits, a day at somebody's side, an "
        "internship or a part-time job. Seeing the work tells you more than reading about it."
    ),
    Wording.ACTIVITIES: (
        "Clubs, hobbies and volunteering count too. They show you what you enjoy, and whom you like to spend a day with."
    ),
    Wording.OUTLOOK_TABLE: (
        "How many people work in this career in each region, how that number is expected to change, and how many jobs open up in a year:"
    ),
    Wording.EMPLOYERS: "{Plural} mostly work for:",
    Wording.PROXY_WAGES_STATE: (
        "No wages are published in this state for {plural} alone. These are the wages of the larger group they belong to, {group} (SOC {code})."
    ),
    Wording.PROXY_WAGES_NATION: (
        "The national wages, too, are not for {plural} alone but for the larger group {group} (SOC {code})."
    ),
    Wording.PROXY_OUTLOOK_STATE: (
        "No outlook is published in this state for {plural} alone. The figures are those of the larger group they belong to, {group} (SOC {code})."
    ),
    Wording.PROXY_OUTLOOK_NATION: (
        "The national figures are not for {plural} alone but for the larger group {group} (SOC {code})."
    ),
}


def slots_of(text: str) -> list[str]:
    """The slots of a sentence, as written between their braces; none of one with a brace left open."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return []
    return [
        name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
        for _, name, form, conversion in parts
        if name is not None
    ]


def refuse_unknown_slots(text: str) -> None:
    """Refuse a sentence with a slot nobody fills, or with a brace left open."""
    try:
        list(string.Formatter().parse(text))
    except ValueError:
        raise ValidationError("A brace { or } stands alone. Slots are written like {plural}.") from None
    for slot in slots_of(text):
        if slot not in SLOTS:
            raise ValidationError(
                "There is no slot {%(slot)s}. Choose from {plural}, {singular}, {Plural}, {Singular}, {group} and {code}.",
                params={"slot": slot},
            )


class Sentences:
    """The standing sentences of one career, slots filled: its own wording where it has one, the default elsewhere."""

    def __init__(self, plural: str, singular: str, own: dict[str, str | None]):
        """`plural` and `singular` as inside a sentence; `own` maps keys to texts, and to None where one is left out."""
        self._slots = {
            "plural": plural,
            "singular": singular,
            "Plural": plural[:1].upper() + plural[1:],
            "Singular": singular[:1].upper() + singular[1:],
        }
        self._own = own

    def say(self, key: Wording, *, group: str = "", code: str = "") -> str | None:
        """The sentence, or None where the career leaves it out."""
        text = self._own.get(key, key.default)
        return text and text.format(**self._slots, group=group, code=code)
