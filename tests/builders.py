"""Builders for records: each takes what a test is about and fills in the rest with something plausible."""

from decimal import Decimal
from itertools import count

from django.utils import timezone
from django.utils.text import slugify

from careers.codes import AreaKind, AwardLevel, FigureStatus, SocEdition, SocLevel
from careers.interests import INTEREST_COLUMNS
from careers.models import (
    PERCENTILES,
    Area,
    CareerCluster,
    CareerPathway,
    Collection,
    DataRelease,
    EducationProgram,
    Occupation,
    OutlookStat,
    ProgramLink,
    ProgramOffering,
    Resource,
    School,
    SocGroup,
    WageStat,
)

_numbers = count(1)


def soc_group(code: str = "17-3029", title: str = "Engineering Technicians, All Other", **values) -> SocGroup:
    values = {"edition": SocEdition.SOC_2018, "title": title, "level": SocLevel.of(code), **values}
    return SocGroup.objects.get_or_create(edition=values.pop("edition"), code=code, defaults=values)[0]


def chain(*codes_and_titles: tuple[str, str]) -> list[SocGroup]:
    """Groups from the largest to the smallest, each the parent of the next."""
    groups: list[SocGroup] = []
    for code, title in codes_and_titles:
        groups.append(soc_group(code, title, parent=groups[-1] if groups else None))
    return groups


def occupation(title: str = "", **values) -> Occupation:
    """A published career; its SOC group carries the same title, so that its figures are its own."""
    title = title or f"Career {next(_numbers)}"
    if "soc" not in values:
        values["soc"] = soc_group(f"99-{next(_numbers):04}", title)
    values = {
        "singular_title": title.lower().removesuffix("s"),
        "slug": slugify(title),
        "status": "published",
        **values,
    }
    if values["status"] == Occupation.Status.RETIRED:
        values.setdefault("first_published_at", timezone.now())
    return Occupation.objects.create(title=title, **values)


def rated(*scores: float) -> dict:
    """Scores for the six interests, Realistic first, as values of a career."""
    return dict(zip(INTEREST_COLUMNS, scores, strict=True))


def cluster(name: str = "Manufacturing", **values) -> CareerCluster:
    return CareerCluster.objects.get_or_create(slug=slugify(name), defaults={"name": name, **values})[0]


def pathway(name: str = "Production", **values) -> CareerPathway:
    values.setdefault("cluster", cluster())
    return CareerPathway.objects.get_or_create(slug=slugify(name), cluster=values["cluster"], defaults={"name": name})[
        0
    ]


def collection(title: str = "", *careers: Occupation, **values) -> Collection:
    """A published collection of these careers, in their order."""
    title = title or f"Collection {next(_numbers)}"
    values = {"slug": slugify(title), "introduction": "<p>They go together.</p>", "is_published": True, **values}
    made = Collection.objects.create(title=title, **values)
    for position, career in enumerate(careers, 1):
        made.entries.create(occupation=career, position=position)
    return made


def nation() -> Area:
    return Area.objects.get_or_create(code="US", defaults={"kind": AreaKind.NATION, "name": "United States"})[0]


def state(name: str = "Washington", abbreviation: str = "WA", code: str = "53") -> Area:
    values = {"kind": AreaKind.STATE, "name": name, "abbreviation": abbreviation, "parent": nation()}
    return Area.objects.get_or_create(code=code, defaults=values)[0]


def metro(name: str = "Yakima, WA", code: str = "49420", parent: Area | None = None) -> Area:
    values = {"kind": AreaKind.METRO, "name": name, "parent": parent or state()}
    return Area.objects.get_or_create(code=code, defaults=values)[0]


def release(dataset: str = "wages", *areas: Area, **values) -> DataRelease:
    """A current release of a source of its own that covers these areas."""
    values = {
        "source": f"Agency {next(_numbers)}", "title": "Survey", "reference_period": "May 2024", "dataset": dataset, **values
    }  # fmt: skip
    made = DataRelease.objects.create(**values)
    made.areas.set(areas)
    return made


def wage(
    soc: SocGroup, area: Area, of_release: DataRelease | None = None, median: str | None = "20.00", **values
) -> WageStat:
    """A wage row with five hourly percentiles around the median; what `values` names by status is empty."""
    figures: dict = {}
    if median is not None:
        for offset, name in enumerate(PERCENTILES, start=-2):
            figures |= {f"hourly_{name}": Decimal(median) + offset, f"hourly_{name}_status": FigureStatus.PUBLISHED}
    figures |= values
    for name in [name for name in values if name.endswith("_status") and values[name] != FigureStatus.PUBLISHED]:
        figures[name.removesuffix("_status")] = None
    return WageStat.objects.create(soc=soc, area=area, release=of_release or release("wages", area), **figures)


def outlook(
    soc: SocGroup, area: Area, of_release: DataRelease | None = None, change: str | None = "5.0", **values
) -> OutlookStat:
    figures: dict = {
        "base_employment": 100,
        "percent_change": change and Decimal(change),
        "annual_openings": 10,
        **values,
    }
    for name in ("base_employment", "percent_change", "annual_openings"):
        default = FigureStatus.NOT_PUBLISHED if figures[name] is None else FigureStatus.PUBLISHED
        figures.setdefault(f"{name}_status", default)
    return OutlookStat.objects.create(soc=soc, area=area, release=of_release or release("outlook", area), **figures)


def program(
    cip_code: str = "15.0613", name: str = "Manufacturing Engineering Technology", **values
) -> EducationProgram:
    return EducationProgram.objects.get_or_create(cip_code=cip_code, defaults={"name": name, **values})[0]


def leads_to(program: EducationProgram, *careers: Occupation, kind: str = "direct", **values) -> None:
    """Link a program to careers."""
    for career in careers:
        ProgramLink.objects.create(program=program, occupation=career, kind=kind, **values)


def school(name: str = "Example College", **values) -> School:
    return School.objects.create(name=name, **{"slug": slugify(name), **values})


def offering(**values) -> ProgramOffering:
    for name, build in (("program", program), ("school", school)):
        if name not in values:
            values[name] = build()
    return ProgramOffering.objects.create(**{"award_level": AwardLevel.ASSOCIATE, **values})


def resource(name: str = "", **values) -> Resource:
    name = name or f"Resource {next(_numbers)}"
    values = {"slug": slugify(name), "url": f"https://{slugify(name)}.example.org/", **values}
    return Resource.objects.create(name=name, **values)
