"""A career's page as an ordered list of sections and parts.

The page and its table of contents are both made from this list, so that a part with nothing to say is left out of both.
Section and part ids are addresses people link to (`#wages`): they never change.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from careers.codes import JobTraining, JobZone, PriorExperience, SocEdition
from careers.fields import items
from careers.figures import Table
from careers.folding import Folded
from careers.models import Occupation, ProgramLinkKind, Task, WorkRequirement
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
class RecordList(Folded):
    """A list of records, such as programs of study, under its heading."""

    heading: str = ""


def sections(occupation: Occupation, sentences: Sentences, wages: Table, outlook: Table) -> list[Section]:
    """The sections of a career that have something to say, in the order of the page. No queries of its own."""
    page = _Page(occupation, sentences)
    return [
        section
        for section in (
            Section(
                "at-a-glance", "At a glance", page.lines("at-a-glance", "", occupation.at_a_glance, Wording.AT_A_GLANCE)
            ),
            Section("summary", "Career summary", page.prose("summary", "", occupation.summary)),
            Section("related-careers", "Related careers", page.related()),
            Section("job-duties", "Job duties", page.tasks()),
            Section("work-requirements", "Work requirements", page.requirements()),
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
                    Part("wages", "Wages", "wages", {"table": wages, "notes": occupation.pay_notes}),
                    *page.prose("benefits", "Benefits", occupation.benefits),
                ],
            ),
            Section("employment-and-outlook", "Employment and outlook", page.outlook(outlook)),
            Section("other-resources", "Other resources", page.resources()),
            Section("codes", "Codes", page.codes()),
            Section("sources", "Sources", page.credits(wages, outlook)),
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

    def related(self) -> list[Part]:
        pathways, related = (
            self.occupation.pathways.all(),
            [link.to_occupation for link in self.occupation.related.all()],
        )
        if not pathways and not related:
            return []
        clusters = list({pathway.cluster_id: pathway.cluster for pathway in pathways}.values())
        content = {"clusters": clusters, "careers": RecordList(related), "lead": self.say(Wording.RELATED)}
        return [Part("related", "", "related", content)]

    def tasks(self) -> list[Part]:
        parts = []
        for address, title, kind, lead in (
            ("task-list", "Task list", Task.Kind.SPECIFIC, Wording.TASKS),
            ("common-work-activities", "Common work activities", Task.Kind.COMMON, Wording.COMMON_ACTIVITIES),
        ):
            if statements := [task.statement for task in self.occupation.tasks.all() if task.kind == kind]:
                parts.append(Part(address, title, "lists", [ItemList(statements, self.say(lead))]))
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
                ItemList(in_group[group], heading=group.label)
                if lead
                else ItemList(in_group[group], self.say(Wording(group.value)))
                for group in groups
                if group in in_group
            ]
            if lists:
                if lead:
                    lists.insert(0, ItemList([], self.say(lead)))
                parts.append(Part(address, title, "lists", lists))
        return parts

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
        regional = {"prose": occupation.regional_outlook, "lead": self.say(Wording.OUTLOOK_TABLE), "table": table}
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
        }
        return [Part("career-codes", "", "codes", content)]

    def credits(self, wages: Table, outlook: Table) -> list[Part]:
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
                        *(source.release for table in (wages, outlook) for source in table.sources),
                    ]
                )
                if release
            ]
        }
        return [Part("credits", "", "credits", content)] if content["releases"] else []
