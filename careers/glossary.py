"""The terms of the field, each in a sentence or two of plain words.

A page shows a term where it is used (`components/term.html`); `/about/terms/` lists them all. A key is the address people link to
(`/about/terms/#median`): it never changes.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A term and what it means; `key` is its place on the page of all terms."""

    key: str
    name: str
    meaning: str


GROUPS: tuple[tuple[str, tuple[Term, ...]], ...] = (
    (
        "Pay",
        (
            Term(
                "median",
                "Middle pay (median)",
                "Line up everybody who does this work by what they earn. The person in the middle earns the middle pay: half "
                "earn less and half earn more. People who are new to the work mostly start below it.",
            ),
            Term(
                "percentile",
                "Pay range (percentiles)",
                "Percentiles say how pay is spread. One in ten earns less than the 10th percentile, one in four less than the "
                "25th, three in four less than the 75th, and nine in ten less than the 90th.",
            ),
            Term(
                "average",
                "Average pay (mean)",
                "All pay added up and shared out evenly. A few very high earners pull the average up, so the middle pay tells "
                "you more about what most people get.",
            ),
            Term(
                "pay-period",
                "By the hour, month and year",
                "Pay by the hour and by the year is shown as the source publishes it. Pay by the month is pay by the hour times "
                "173.3, the hours of an average month of full-time work.",
            ),
            Term(
                "top-coded",
                "“Or more”",
                "The survey prints no wage above a limit. Where pay is higher, you see the limit and the words “or more”.",
            ),
            Term(
                "withheld",
                "Withheld",
                "The source knows a figure but does not print it. Mostly too few employers answered, and a number could give "
                "one of them away.",
            ),
        ),
    ),
    (
        "Outlook",
        (
            Term(
                "growth",
                "Growth",
                "How much the number of jobs is expected to change over the whole forecast, usually ten years. “Faster” and "
                "“slower” compare it with all careers together in the same place, by the same source.",
            ),
            Term(
                "openings",
                "Job openings a year",
                "How many jobs are expected to open up in a usual year: new jobs, and jobs of people who retire or change to "
                "other work. Most openings come from people who leave, so a career that shrinks still has some.",
            ),
            Term(
                "projection",
                "Projection and its period",
                "A projection is a careful forecast, not a promise. Its period is the year it starts from and the year it looks "
                "ahead to, such as 2024 to 2034.",
            ),
        ),
    ),
    (
        "Getting in",
        (
            Term(
                "entry-education",
                "Usual way in",
                "The education most people have when they start in this career. It is what is usual, not a rule: some get in "
                "with less, and some employers ask for more.",
            ),
            Term(
                "job-zone",
                "Job zone",
                "Five steps that sort careers by how much preparation they take: school, training and experience together. Zone "
                "1 takes days or weeks, zone 5 many years.",
            ),
            Term(
                "cip",
                "CIP code",
                "The number of a program of study. Schools call the same program by many names; the number (Classification of "
                "Instructional Programs) tells which ones are alike.",
            ),
            Term(
                "award",
                "Award",
                "What you hold in your hand at the end of a program: a certificate, a two-year (associate) degree, a four-year "
                "(bachelor's) degree, or more.",
            ),
        ),
    ),
    (
        "Interests",
        (
            Term(
                "interests",
                "The six interests",
                "The psychologist John Holland sorted what people like to do into six kinds: Realistic, Investigative, Artistic, "
                "Social, Enterprising and Conventional. Most people and most careers are a mix of two or three.",
            ),
            Term(
                "holland-code",
                "Holland code",
                "The first letters of up to three interests, the strongest first. RIC stands for Realistic, then Investigative, "
                "then Conventional.",
            ),
        ),
    ),
    (
        "Careers and their codes",
        (
            Term(
                "soc",
                "SOC code",
                "The number the federal government gives each kind of work (Standard Occupational Classification), such as "
                "29-1141. Wages and outlook are counted by it.",
            ),
            Term(
                "larger-group",
                "Larger group",
                "Some careers are too small to be counted alone, so they are counted together with others like them. When a "
                "figure is that of such a group, the page says so and names the group.",
            ),
            Term(
                "onet",
                "O*NET",
                "The national database of what people do at work, kept for the U.S. Department of Labor. It describes about a "
                "thousand kinds of work by tasks, skills and interests.",
            ),
            Term(
                "dot",
                "DOT code",
                "A nine-digit number from the Dictionary of Occupational Titles, last revised in 1991. O*NET replaced it; some "
                "schools and agencies still use it.",
            ),
            Term(
                "cluster",
                "Career cluster and pathway",
                "A cluster is a family of careers that share knowledge and skills, such as Health Science. A pathway is a "
                "smaller group within it whose careers start from the same classes.",
            ),
        ),
    ),
    (
        "Places",
        (
            Term(
                "metropolitan-area",
                "Metropolitan area",
                "A city with the towns and counties around it that many people commute from. Some reach across a state border.",
            ),
            Term(
                "nonmetropolitan-area",
                "Nonmetropolitan area",
                "A part of a state outside every metropolitan area: small towns and countryside, counted together.",
            ),
            Term(
                "not-published",
                "Not published",
                "A source gives no figure for this career in this place. Small places often have too few workers to be "
                "counted. It does not mean that nobody does the work there.",
            ),
        ),
    ),
)
"""All terms under their headings, in the order of the page."""

TERMS = {term.key: term for _, terms in GROUPS for term in terms}


def explain(*keys: str) -> tuple[Term, ...]:
    """The terms of these keys, in this order."""
    return tuple(TERMS[key] for key in keys)
