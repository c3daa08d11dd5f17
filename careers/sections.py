"""A career's page as an ordered list of sections and parts.

The page and its table of contents are both made from this list, so that a part with nothing to say is left out of both.
Section and part ids are addresses people link to (`#wages`): they never change.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from django.urls import reverse

from careers.cards import Card, sources
from careers.codes import JobTraining, JobZone, PayPeriod, PriorExperience, SocEdition
from careers.fields import items
from careers.figures import Table
from careers.folding import Folded
from careers.glossary import explain
from careers.models import Occupation, ProgramLinkKind, Task, WorkRequirement
from careers.next_steps import NextSteps
from careers.pictures import growth, interest_picture, jobs, pay_ranges
from careers.wording import Sentences, Wording


@dataclass(frozen=True)
class Part:
    """One subsection: its address, its heading (none when the section's own will do), its template, its content."""

    id: str
    title: str
    template: str
    content: Any

    @property
    def path(self) -> str:
        return f"careers/parts/{self.template}.html"


@dataclass(frozen=True)
class Section:
    """One section of the page and of its contents."""

    id: str
    title: str
    parts: list[Part]

    @property
    def has_titled_parts(self) -> bool:
        return any(part.title for part in self.parts)


@dataclass(frozen=True)
class ItemList(Folded):
    """A lead-in sentence and the list it introduces; either may stand without a heading."""

    lead: str | None = None
    heading: str = ""


@dataclass(frozen=True)
class TaskList(ItemList):
    """Whole sentences, of which fewer can be taken in at once."""

    LONG: ClassVar = 10
    SHOWN: ClassVar = 8


@dataclass(frozen=True)
class Block(ItemList):
    """A short list in a block beside others."""

    LONG: ClassVar = 8
    SHOWN: ClassVar = 6


@dataclass(frozen=True)
class CardList(Folded):
    """Careers with their figures, which take more room than a name."""

    LONG: ClassVar = 8
    SHOWN: ClassVar = 6


@dataclass(frozen=True)
class RecordList(Folded):
    """A list of records, such as programs of study, under its heading."""

    heading: str = ""


@dataclass(frozen=True)
class Shown:
    """What the page shows beside the record itself."""

    wages: Table
    outlook: Table
    period: PayPeriod
    """The period that pay is drawn by."""
    periods: list
    """A link for each period (`filters.career_page.PeriodLink`)."""
    related: list[Card]
    next_steps: NextSteps


def sections(occupation: Occupation, sentences: Sentences, shown: Shown) -> list[Section]:
    """The sections of a career that have something to say, in the order of the page. No queries of its own."""
    page = _Page(occupation, sentences)
    return [
        section
        for section in (
            Section(
                "at-a-glance", "At a glance", page.lines("at-a-glance", "", occupation.at_a_glance, Wording.AT_A_GLANCE)
            ),
            Section("summary", "Career summary", page.prose("summary", "", occupation.summary)),
            Section("related-careers", "Related careers", page.related(shown.related)),
            Section("job-duties", "Job duties", page.tasks()),
            Section("work-requirements", "Work requirements", page.requirements()),
            Section("interests", "Interests", page.interests()),
            Section("education-and-training", "Education and training", page.education()),
            Section(
                "things-to-know",
                "Things to know",
                [
                    *page.prose("hiring", "What employers look for", occupation.hiring),
                    *page.prose("costs-to-workers", "Costs to workers", occupation.costs_to_workers),
                    *page.prose("licensing", "Certification or licensing", occupation.licensing),
                ],
            ),
            Section(
                "wages-and-benefits",
                "Wages and benefits",
                [
                    page.wages(shown),
                    *page.prose("benefits", "Benefits", occupation.benefits),
                ],
            ),
            Section("employment-and-outlook", "Employment and outlook", page.outlook(shown.outlook)),
            Section("what-next", "What next", page.next_steps(shown.next_steps)),
            Section("other-resources", "Other resources", page.resources()),
            Section("codes", "Codes", page.codes()),
            Section("sources", "Sources", page.credits(shown)),
        )
        if section.parts
    ]


def onet_url(occupation: Occupation) -> str:
    """The career at O*NET OnLine; O*NET's front page for codes of older editions, whose pages are gone."""
    if occupation.onet_soc_code and occupation.soc.edition == SocEdition.SOC_2018:
        return f"https://www.onetonline.org/link/summary/{occupation.onet_soc_code}"
    return "https://www.onetonline.org/"


class _Page:
    """Makes the parts of one career; each method gives a list, empty when there is nothing to show."""

    def __init__(self, occupation: Occupation, sentences: Sentences):
        self.occupation = occupation
        self.say = sentences.say

    def prose(self, id: str, title: str, html: str) -> list[Part]:
        return [Part(id, title, "prose", html)] if html else []

    def experience(self) -> str:
        """What is usual before, in the words of the national projections; nothing where nobody said."""
        if self.occupation.prior_experience == PriorExperience.NONE:
            return "Employers usually ask for no experience in a related job."
        usual = self.occupation.get_prior_experience_display()
        return f"Employers usually ask for experience in a related job: {usual.lower()}." if usual else ""

    def training(self) -> str:
        if self.occupation.job_training == JobTraining.NONE:
            return "Usually no long training follows."
        usual = self.occupation.get_job_training_display()
        return f"Usual training: {usual.lower()}." if usual else ""

    def with_usual(self, id: str, title: str, html: str, usual: str) -> list[Part]:
        """Prose, after a sentence on what is usual."""
        return [Part(id, title, "usual", {"usual": usual, "prose": html})] if html or usual else []

    def lines(self, id: str, title: str, text: str, lead: Wording | None = None) -> list[Part]:
        texts = items(text)
        return [Part(id, title, "lists", [ItemList(texts, self.say(lead) if lead else None)])] if texts else []

    def related(self, related: list[Card]) -> list[Part]:
        clusters = list({pathway.cluster_id: pathway.cluster for pathway in self.occupation.pathways.all()}.values())
        if not clusters and not related:
            return []
        content = {
            "clusters": clusters,
            "careers": CardList(related),
            "lead": self.say(Wording.RELATED),
            "sources": sources(related),
        }
        return [Part("related", "", "related", content)]

    def tasks(self) -> list[Part]:
        parts = []
        for address, title, kind, lead in (
            ("task-list", "Task list", Task.Kind.SPECIFIC, Wording.TASKS),
            ("common-work-activities", "Common work activities", Task.Kind.COMMON, Wording.COMMON_ACTIVITIES),
        ):
            if statements := [task.statement for task in self.occupation.tasks.all() if task.kind == kind]:
                parts.append(Part(address, title, "lists", [TaskList(statements, self.say(lead))]))
        return parts

    def requirements(self) -> list[Part]:
        in_group = {
            group: [requirement.text for requirement in requirements]
            for group, requirements in groupby(
                sorted(self.occupation.requirements.all(), key=lambda requirement: requirement.group),
                key=lambda requirement: requirement.group,
            )
        }
        parts = []
        for address, title, groups, lead in (
            ("working-conditions", "Working conditions", WorkRequirement.CONDITIONS, Wording.WORKING_CONDITIONS),
            ("physical-demands", "Physical demands", WorkRequirement.DEMANDS, None),
            ("skills-and-abilities", "Skills and abilities", WorkRequirement.SKILLS, Wording.SKILLS),
        ):
            lists = [
                # The three tiers of physical demands each have a sentence of their own instead of a heading.
                Block(in_group[group], heading=group.label)
                if lead
                else Block(in_group[group], self.say(Wording(group.value)))
                for group in groups
                if group in in_group
            ]
            if lists:
                content = {"lead": self.say(lead) if lead else None, "blocks": lists}
                parts.append(Part(address, title, "blocks", content))
        return parts

    def interests(self) -> list[Part]:
        occupation = self.occupation
        picture = interest_picture(occupation)
        if not occupation.interests and not picture:
            return []
        code = occupation.holland_code
        content = {
            "plural": occupation.plural,
            "code": code,
            "letters": occupation.interests,
            "picture": picture,
            "like_it": reverse("careers:interests", query={"code": code}) if code else "",
            # Only a release of O*NET gives the six scores; an editor may write them down as well.
            "release": occupation.details_release or occupation.release,
            "terms": explain("interests", "holland-code"),
        }
        return [Part("interest-profile", "", "interests", content)]

    def wages(self, shown: Shown) -> Part:
        content = {
            "table": shown.wages,
            "notes": self.occupation.pay_notes,
            "pay": pay_ranges(shown.wages, shown.period),
            "periods": shown.periods,
            "terms": explain("median", "percentile", "pay-period"),
        }
        return Part("wages", "Wages", "wages", content)

    def education(self) -> list[Part]:
        occupation = self.occupation
        return [
            *self.programs(),
            *self.lines("preparation", "Preparation", occupation.preparation, Wording.PREPARATION),
            *self.prose(
                "education-after-high-school", "Education after high school", occupation.education_after_high_school
            ),
            *self.with_usual("work-experience", "Work experience", occupation.work_experience, self.experience()),
            *self.with_usual(
                "on-the-job-training", "On-the-job training", occupation.on_the_job_training, self.training()
            ),
            *self.high_school(),
        ]

    def programs(self) -> list[Part]:
        links = self.occupation.program_links.all()
        lists = [
            RecordList([link.program for link in links if link.kind == kind], heading)
            for kind, heading in (
                (ProgramLinkKind.DIRECT, "Programs directly related to this career"),
                (ProgramLinkKind.CONSIDER, "Other programs to consider"),
            )
        ]
        lists = [programs for programs in lists if programs.items]
        if not lists:
            return []
        return [
            Part(
                "educational-programs",
                "Educational programs",
                "programs",
                {"lead": self.say(Wording.PROGRAMS), "lists": lists},
            )
        ]

    def high_school(self) -> list[Part]:
        occupation = self.occupation
        if not occupation.high_school_courses and not occupation.electives:
            return []
        content = {
            "before": [sentence for key in (Wording.HIGH_SCHOOL,) if (sentence := self.say(key))],
            "courses": occupation.high_school_courses,
            "advanced": self.say(Wording.ADVANCED_COURSES),
            "electives": [ItemList(items(occupation.electives), self.say(Wording.ELECTIVES))]
            if occupation.electives
            else [],
            "after": [
                sentence
                for key in (Wording.HIGH_SCHOOL_PLAN, Wording.WORK_BASED_LEARNING, Wording.ACTIVITIES)
                if (sentence := self.say(key))
            ],
        }
        return [Part("high-school-courses", "Helpful high school courses", "high_school", content)]

    def outlook(self, table: Table) -> list[Part]:
        occupation = self.occupation
        regional = {
            "prose": occupation.regional_outlook,
            "lead": self.say(Wording.OUTLOOK_TABLE),
            "table": table,
            "growth": growth(table),
            "jobs": jobs(table),
            "terms": explain("growth", "openings", "projection"),
        }
        return [
            Part("regional-outlook", "Regional outlook", "outlook", regional),
            *self.lines("national-employment", "National employment", occupation.major_employers, Wording.EMPLOYERS),
            *self.national_outlook(table),
        ]

    def national_outlook(self, table: Table) -> list[Part]:
        if not self.occupation.national_outlook and not table.nation_sentence:
            return []
        content = {"prose": self.occupation.national_outlook, "sentence": table.nation_sentence}
        return [Part("national-outlook", "National outlook", "national_outlook", content)]

    def next_steps(self, steps: NextSteps) -> list[Part]:
        return [Part("next-steps", "", "next_steps", steps)] if steps.has_any else []

    def resources(self) -> list[Part]:
        resources = [link.resource for link in self.occupation.resource_links.all()]
        return [Part("resources", "", "resources", resources)] if resources else []

    def codes(self) -> list[Part]:
        occupation = self.occupation
        pathways = occupation.pathways.all()
        content = {
            "clusters": list({pathway.cluster_id: pathway.cluster for pathway in pathways}.values()),
            "pathways": pathways,
            "soc": occupation.soc,
            "onet_soc_code": occupation.onet_soc_code,
            "onet_url": onet_url(occupation),
            "job_zone": JobZone(occupation.job_zone) if occupation.job_zone else None,
            "dot_code": occupation.dot_code,
            "holland_code": occupation.holland_code,
            "interests": occupation.interests,
            "terms": explain("soc", "onet", "job-zone", "dot", "holland-code"),
        }
        return [Part("career-codes", "", "codes", content)]

    def credits(self, shown: Shown) -> list[Part]:
        """Every release that the page shows something of, each once, with the licence it came under."""
        occupation = self.occupation
        content = {
            "releases": [
                release
                for release in dict.fromkeys(
                    [
                        occupation.release,
                        occupation.details_release,
                        occupation.education_release,
                        *(link.release for link in occupation.program_links.all()),
                        *(source.release for table in (shown.wages, shown.outlook) for source in table.sources),
                        *(source.release for source in sources(shown.related)),
                    ]
                )
                if release
            ]
        }
        return [Part("credits", "", "credits", content)] if content["releases"] else []
