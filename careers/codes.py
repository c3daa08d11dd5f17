"""The codes and fixed lists of the field: their formats, how to read them, what their values mean.

Imports nothing of ours, so every other module may import it.
"""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import slugify

# Formats -------------------------------------------------------------------------------------------------------------
# Each is one regular expression, used by the field's validator (a sentence for the editor) and by the table's CHECK
# constraint (iron for everything else). Both databases read them, so they keep to the common subset; \Z and not $, which lets a
# line break through at the end.

SOC_FORMAT = r"^[0-9]{2}-[0-9]{4}\Z"
ONET_SOC_FORMAT = r"^[0-9]{2}-[0-9]{4}[.][0-9]{2}\Z"
DOT_FORMAT = r"^[0-9]{3}[.][0-9]{3}-[0-9]{3}\Z"
CIP_FORMAT = r"^[0-9]{2}([.][0-9]{2}([0-9]{2})?)?\Z"
HOLLAND_FORMAT = r"^[RIASEC]{1,3}\Z"
HOLLAND_REPEATED = r"R.*R|I.*I|A.*A|S.*S|E.*E|C.*C"

SOC_MESSAGE = "A SOC code is two digits, a hyphen and four digits, like 17-3029."
ONET_SOC_MESSAGE = "An O*NET-SOC code is a SOC code, a point and two digits, like 17-3029.09."
DOT_MESSAGE = "A DOT code is nine digits, written like 652.382-010."
CIP_MESSAGE = "A CIP code is a family, series or program of study: 15, 15.06 or 15.0613."
HOLLAND_MESSAGE = (
    "A Holland code is one to three different letters out of R, I, A, S, E and C, strongest first, like RIC."
)

validate_soc = RegexValidator(SOC_FORMAT, SOC_MESSAGE)
validate_onet_soc = RegexValidator(ONET_SOC_FORMAT, ONET_SOC_MESSAGE)
validate_dot = RegexValidator(DOT_FORMAT, DOT_MESSAGE)
validate_cip = RegexValidator(CIP_FORMAT, CIP_MESSAGE)


def validate_holland(value: str) -> None:
    """Refuse anything but one to three different letters of RIASEC."""
    if not re.fullmatch(HOLLAND_FORMAT, value) or re.search(HOLLAND_REPEATED, value):
        raise ValidationError(HOLLAND_MESSAGE)


def soc_of(onet_soc_code: str) -> str:
    """The SOC code inside an O*NET-SOC code: `17-3029` of `17-3029.09`."""
    return onet_soc_code[:7]


def cip_code_of(words: str) -> str:
    """The CIP code that somebody wrote with or without its point: `15.0613` of `150613`. Empty for anything else."""
    if re.fullmatch(r"[0-9]{4}([0-9]{2})?", words):
        words = f"{words[:2]}.{words[2:]}"
    return words if re.fullmatch(CIP_FORMAT, words) else ""


def cip_family_of(cip_code: str) -> str:
    """The family a program of study belongs to: `15` of `15.0613`."""
    return cip_code[:2]


def cip_series_of(cip_code: str) -> str:
    """The series it belongs to within its family: `15.06` of `15.0613`."""
    return cip_code[:5]


def is_whole_soc(onet_soc_code: str) -> bool:
    """Whether the O*NET occupation is its SOC occupation and not a part of it: `.00` is, `.01` and up are not."""
    return onet_soc_code.endswith(".00")


def is_part_of(group_title: str, title: str, onet_soc_code: str) -> bool:
    """Whether the SOC group of a career is broader than the career itself.

    It is when O*NET cuts the group up (a suffix other than .00), or when the career goes by another title.
    """
    if onet_soc_code and not is_whole_soc(onet_soc_code):
        return True
    return slugify(title) != slugify(group_title)


# Classification ------------------------------------------------------------------------------------------------------


class SocEdition(models.IntegerChoices):
    """The revision of the Standard Occupational Classification a code belongs to; codes change between them."""

    SOC_2010 = 2010, "SOC 2010"
    SOC_2018 = 2018, "SOC 2018"


class SocLevel(models.TextChoices):
    TOTAL = "total", "All occupations"
    MAJOR = "major", "Major group"
    MINOR = "minor", "Minor group"
    BROAD = "broad", "Broad group"
    DETAILED = "detailed", "Detailed occupation"

    @classmethod
    def of(cls, code: str) -> "SocLevel":
        """The level a SOC code says it has by its zeros: `17-0000` major, `17-3000` minor, `17-3020` broad.

        A few 2018 minor groups end in two zeros only (`15-1200`, `31-1100`, `51-5100`).
        """
        if code == ALL_OCCUPATIONS:
            return cls.TOTAL
        if code.endswith("0000"):
            return cls.MAJOR
        if code.endswith("00"):
            return cls.MINOR
        if code.endswith("0") or code in COMBINATIONS:
            return cls.BROAD
        return cls.DETAILED

    @property
    def rank(self) -> int:
        """0 for all occupations, 4 for a detailed one."""
        return list(SocLevel).index(self)


ALL_OCCUPATIONS = "00-0000"
"""The line of every wage and projection table that stands for all occupations together."""


COMBINATIONS = {
    "21-1018": ("21-1011", "21-1014"),
    "25-2052": ("25-2055", "25-2056"),
    "25-9045": ("25-9042", "25-9043", "25-9049"),
    "51-2028": ("51-2022", "51-2023"),
    "53-1047": ("53-1042", "53-1043", "53-1044", "53-1049"),
}
"""Codes of the wage survey and the projections that are not in the SOC of 2018, and the detailed occupations each combines, by
BLS's crosswalk of estimates codes. Each stands between those occupations and their broad group."""


class ClusterScheme(models.TextChoices):
    """The framework of career clusters; states adopt the newer one at their own pace."""

    CLUSTERS_2002 = "2002", "National Career Clusters (16 clusters, 2002)"
    CLUSTERS_2024 = "2024", "National Career Clusters Framework (14 clusters, 2024)"


CLUSTERS_2002 = (
    "Agriculture, Food & Natural Resources", "Architecture & Construction", "Arts, A/V Technology & Communications",
    "Business Management & Administration", "Education & Training", "Finance", "Government & Public Administration",
    "Health Science", "Hospitality & Tourism", "Human Services", "Information Technology",
    "Law, Public Safety, Corrections & Security", "Manufacturing", "Marketing",
    "Science, Technology, Engineering & Mathematics", "Transportation, Distribution & Logistics",
)  # fmt: skip
"""The sixteen clusters by their official names, in their order; the crosswalk of 2007 writes some of them otherwise."""


class ClusterLook(models.TextChoices):
    """The icon and the colour of a cluster. The value names the icon; `careers/palette.py` has the colours."""

    SPROUT = "sprout", "Sprout, leaf green"
    HARD_HAT = "hard-hat", "Hard hat, amber"
    PALETTE = "palette", "Palette, orchid"
    BRIEFCASE = "briefcase-business", "Briefcase, blue"
    CAP = "graduation-cap", "Graduation cap, ochre"
    COINS = "coins", "Coins, green"
    LANDMARK = "landmark", "Town hall, indigo"
    HEART = "heart-pulse", "Heart with pulse, red"
    FORK = "utensils", "Fork and knife, orange"
    HAND = "hand-heart", "Hand with heart, rose"
    LAPTOP = "laptop", "Laptop, sky blue"
    SHIELD = "shield", "Shield, slate"
    FACTORY = "factory", "Factory, teal"
    MEGAPHONE = "megaphone", "Megaphone, purple"
    FLASK = "flask-conical", "Flask, violet"
    TRUCK = "truck", "Truck, brown"
    COMPASS = "compass", "Compass, grey"


CLUSTER_LOOKS = dict(zip(CLUSTERS_2002, ClusterLook, strict=False)) | {
    "Advanced Manufacturing": ClusterLook.FACTORY,
    "Agriculture": ClusterLook.SPROUT,
    "Arts, Entertainment, & Design": ClusterLook.PALETTE,
    "Construction": ClusterLook.HARD_HAT,
    "Digital Technology": ClusterLook.LAPTOP,
    "Education": ClusterLook.CAP,
    "Energy & Natural Resources": ClusterLook.COINS,
    "Financial Services": ClusterLook.LANDMARK,
    "Healthcare & Human Services": ClusterLook.HEART,
    "Hospitality, Events, & Tourism": ClusterLook.FORK,
    "Management & Entrepreneurship": ClusterLook.BRIEFCASE,
    "Marketing & Sales": ClusterLook.MEGAPHONE,
    "Public Service & Safety": ClusterLook.SHIELD,
    "Supply Chain & Transportation": ClusterLook.TRUCK,
}
"""What clusters look like until an editor chooses otherwise, by the official names of 2002 and of 2024."""


class AreaKind(models.TextChoices):
    NATION = "nation", "Nation"
    STATE = "state", "State or territory"
    METRO = "metro", "Metropolitan area"
    NONMETRO = "nonmetro", "Nonmetropolitan area"
    COUNTY_GROUP = "county_group", "Group of counties"
    COUNTY = "county", "County"


AREA_FORMAT = r"^[0-9A-Z-]{2,12}\Z"

NATION = "US"
"""The code of the area that is the whole country."""

STATES = {
    "01": ("AL", "Alabama"),
    "02": ("AK", "Alaska"),
    "04": ("AZ", "Arizona"),
    "05": ("AR", "Arkansas"),
    "06": ("CA", "California"),
    "08": ("CO", "Colorado"),
    "09": ("CT", "Connecticut"),
    "10": ("DE", "Delaware"),
    "11": ("DC", "District of Columbia"),
    "12": ("FL", "Florida"),
    "13": ("GA", "Georgia"),
    "15": ("HI", "Hawaii"),
    "16": ("ID", "Idaho"),
    "17": ("IL", "Illinois"),
    "18": ("IN", "Indiana"),
    "19": ("IA", "Iowa"),
    "20": ("KS", "Kansas"),
    "21": ("KY", "Kentucky"),
    "22": ("LA", "Louisiana"),
    "23": ("ME", "Maine"),
    "24": ("MD", "Maryland"),
    "25": ("MA", "Massachusetts"),
    "26": ("MI", "Michigan"),
    "27": ("MN", "Minnesota"),
    "28": ("MS", "Mississippi"),
    "29": ("MO", "Missouri"),
    "30": ("MT", "Montana"),
    "31": ("NE", "Nebraska"),
    "32": ("NV", "Nevada"),
    "33": ("NH", "New Hampshire"),
    "34": ("NJ", "New Jersey"),
    "35": ("NM", "New Mexico"),
    "36": ("NY", "New York"),
    "37": ("NC", "North Carolina"),
    "38": ("ND", "North Dakota"),
    "39": ("OH", "Ohio"),
    "40": ("OK", "Oklahoma"),
    "41": ("OR", "Oregon"),
    "42": ("PA", "Pennsylvania"),
    "44": ("RI", "Rhode Island"),
    "45": ("SC", "South Carolina"),
    "46": ("SD", "South Dakota"),
    "47": ("TN", "Tennessee"),
    "48": ("TX", "Texas"),
    "49": ("UT", "Utah"),
    "50": ("VT", "Vermont"),
    "51": ("VA", "Virginia"),
    "53": ("WA", "Washington"),
    "54": ("WV", "West Virginia"),
    "55": ("WI", "Wisconsin"),
    "56": ("WY", "Wyoming"),
    "60": ("AS", "American Samoa"),
    "66": ("GU", "Guam"),
    "69": ("MP", "Northern Mariana Islands"),
    "72": ("PR", "Puerto Rico"),
    "78": ("VI", "Virgin Islands"),
}
"""States and territories by FIPS code: postal abbreviation and name."""

# Schools of the three freely associated states are in the national directory, without figures of their own.
STATE_NAMES = dict(STATES.values()) | {"FM": "Micronesia", "MH": "Marshall Islands", "PW": "Palau"}
"""Where a school may be, by postal abbreviation, the states first and by name."""


def states_led_by(first: str) -> dict[str, str]:
    """The same with one state before the others: an agency's own is what most of its visitors look for."""
    return {first: STATE_NAMES[first]} | STATE_NAMES if first in STATE_NAMES else STATE_NAMES


# What a career asks for ----------------------------------------------------------------------------------------------


class JobZone(models.IntegerChoices):
    """O*NET's five steps of preparation."""

    LITTLE = 1, "Little or no preparation"
    SOME = 2, "Some preparation"
    MEDIUM = 3, "Medium preparation"
    CONSIDERABLE = 4, "Considerable preparation"
    EXTENSIVE = 5, "Extensive preparation"

    @property
    def meaning(self) -> str:
        """What a person does before they work on their own."""
        return _ZONE_MEANINGS[self.value]


_ZONE_MEANINGS = {
    1: "A few days to a few months of showing and trying. Some jobs ask for a high school diploma.",
    2: "Mostly a high school diploma, then up to a year beside people who know the work.",
    3: "A program after high school, an apprenticeship or a two-year degree: one or two years.",
    4: "Mostly a four-year degree, then several years of work in the field.",
    5: "Mostly graduate school, then long experience.",
}


class EntryEducation(models.TextChoices):
    """The education that usually gets a person in, in the eight steps of the national projections."""

    NONE = "none", "No formal education needed"
    HIGH_SCHOOL = "high_school", "High school diploma or equivalent"
    SOME_COLLEGE = "some_college", "Some college, no degree"
    CERTIFICATE = "certificate", "Certificate after high school"
    ASSOCIATE = "associate", "Two-year (associate) degree"
    BACHELOR = "bachelor", "Four-year (bachelor's) degree"
    MASTER = "master", "Master's degree"
    DOCTORAL = "doctoral", "Doctoral or professional degree"


class PriorExperience(models.TextChoices):
    """Work in a related occupation that employers ask for before this one."""

    NONE = "none", "None"
    UNDER_5 = "under_5", "Less than five years"
    OVER_5 = "over_5", "Five years or more"


class JobTraining(models.TextChoices):
    """Training after being hired that it takes to do the work well."""

    NONE = "none", "None"
    SHORT = "short", "Up to a month on the job"
    MODERATE = "moderate", "One month to a year on the job"
    LONG = "long", "More than a year on the job"
    APPRENTICESHIP = "apprenticeship", "Apprenticeship"
    INTERNSHIP = "internship", "Internship or residency"


class HollandInterest(models.TextChoices):
    """The six interests of John Holland, in their fixed order."""

    REALISTIC = "R", "Realistic"
    INVESTIGATIVE = "I", "Investigative"
    ARTISTIC = "A", "Artistic"
    SOCIAL = "S", "Social"
    ENTERPRISING = "E", "Enterprising"
    CONVENTIONAL = "C", "Conventional"

    @property
    def meaning(self) -> str:
        """What a person with this interest likes to do, to follow "likes to"."""
        return _INTEREST_MEANINGS[self.value]

    @property
    def description(self) -> str:
        """What such a person enjoys, to a young reader."""
        return _INTEREST_DESCRIPTIONS[self.value]

    @property
    def to_try(self) -> str:
        """Where to try it out at school or at home, to follow "Try it:"."""
        return _INTEREST_TRIES[self.value]


_INTEREST_MEANINGS = {
    "R": "make, fix and handle real things, often outdoors or with tools",
    "I": "find out how things work and solve problems with ideas",
    "A": "create, design and say things in a way of their own",
    "S": "help, teach and look after people",
    "E": "lead, start things and persuade people",
    "C": "keep things in order and follow clear steps",
}

_INTEREST_DESCRIPTIONS = {
    "R": "You enjoy work that you can see and touch: tools, machines, plants, animals, buildings. You learn best by doing, and "
    "at the end of the day you like to see what you made or fixed.",
    "I": "You ask why, and you do not let go until you know. You enjoy watching closely, reading, testing ideas and working "
    "through hard questions, often on your own.",
    "A": "You enjoy making something that was not there before, with words, pictures, sounds, movement or things. You like to "
    "decide how it turns out, and you do not need a plan for every step.",
    "S": "You notice how people feel, and you enjoy it when they learn, get well or get on with each other because of you. You "
    "like to work with others and to talk things over.",
    "E": "You enjoy getting things going. You like to decide, to speak up and to win people over, and you do not mind a risk or a "
    "goal that is hard to reach.",
    "C": "You enjoy it when things are right, complete and in their place. You are careful with details, numbers and dates, "
    "and others can rely on what you hand in.",
}

_INTEREST_TRIES = {
    "R": "a shop or agriculture class, a garden, a team that builds something.",
    "I": "a science fair, a math or coding club, a question of your own that you look into.",
    "A": "the band, the theater, the school paper, a sketchbook.",
    "S": "tutoring, coaching younger children, volunteering in your neighborhood.",
    "E": "the student council, a debate, a sale for a good cause.",
    "C": "keeping the accounts of a club, helping in the library or an office, planning an event.",
}


class AwardLevel(models.TextChoices):
    """What a program of study ends with."""

    SHORT_CERTIFICATE = "certificate_short", "Certificate, less than one year"
    CERTIFICATE = "certificate", "Certificate, one year or more"
    ASSOCIATE = "associate", "Associate degree"
    BACHELOR = "bachelor", "Bachelor's degree"
    POST_BACHELOR = "post_bachelor", "Certificate after a bachelor's degree"
    MASTER = "master", "Master's degree"
    DOCTORAL = "doctoral", "Doctoral or professional degree"
    APPRENTICESHIP = "apprenticeship", "Registered apprenticeship"


# Figures -------------------------------------------------------------------------------------------------------------


class FigureStatus(models.TextChoices):
    """Why a figure is there or is not. A missing number always has one of the reasons."""

    PUBLISHED = "published", "Published"
    TOP_CODED = "top_coded", "At or above the highest wage the source prints"
    WITHHELD = "withheld", "Withheld by the source"
    NOT_PUBLISHED = "not_published", "Not published for this area"
    NOT_IN_SOURCE = "not_in_source", "Not part of this source"
    ANNUAL_ONLY = "annual_only", "Published by the year only"
    HOURLY_ONLY = "hourly_only", "Published by the hour only"


class Measure(models.TextChoices):
    """What a release of statistics measures."""

    WAGES = "wages", "Wages"
    OUTLOOK = "outlook", "Employment and outlook"


_ABOUT = Decimal("0.5")
"""Growth that is less than so many points apart counts as equal."""


class OutlookWord(models.TextChoices):
    """Expected growth in a word, beside the growth of all occupations in the same place and source."""

    FASTER = "faster", "Grows faster than all careers"
    AS_FAST = "as_fast", "Grows about as fast as all careers"
    SLOWER = "slower", "Grows slower than all careers"
    GROWS = "grows", "Grows"
    SHRINKS = "shrinks", "Stays the same or shrinks"
    NOT_PUBLISHED = "not_published", "Growth not published"

    @classmethod
    def of(cls, change: Decimal | None, of_all: Decimal | None) -> "OutlookWord":
        """The word for a growth in percent; `of_all` is None where that of all occupations is not known."""
        if change is None:
            return cls.NOT_PUBLISHED
        if change <= 0:
            return cls.SHRINKS
        if of_all is None:
            return cls.GROWS
        if abs(change - of_all) < _ABOUT:
            return cls.AS_FAST
        return cls.FASTER if change > of_all else cls.SLOWER


class PayPeriod(models.TextChoices):
    """The time a wage is for."""

    HOUR = "hour", "an hour"
    MONTH = "month", "a month"
    YEAR = "year", "a year"


class AreaLevel(models.TextChoices):
    """The two levels the proxy rule speaks about: the state with its areas, and the nation."""

    STATE = "state", "State and its areas"
    NATION = "nation", "United States"
