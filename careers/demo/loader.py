"""Loads the demo: the files beside this module, into the database.

What is there already is left alone, whoever made it: a record is only ever added, never changed. Running it again adds what
was missing. Every text passes the same checks as in the admin.
"""

import csv
import datetime
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.html import linebreaks
from django.utils.text import slugify

from careers.codes import CLUSTER_LOOKS, ClusterScheme, FigureStatus, SocEdition, soc_of
from careers.models import (
    AlternateTitle,
    Area,
    CareerCluster,
    CareerPathway,
    Collection,
    CollectionEntry,
    DataRelease,
    Edition,
    EditorialNote,
    EducationProgram,
    LinkCheck,
    Occupation,
    OccupationResource,
    OccupationWording,
    OutlookStat,
    PreviousSlug,
    ProgramLink,
    ProgramLinkKind,
    ProgramOffering,
    RelatedOccupation,
    Resource,
    ResourceTopic,
    School,
    SocGroup,
    Task,
    WageStat,
    WorkRequirement,
    as_said,
)

HERE = Path(__file__).resolve().parent

PROSE = {
    "education": ("education_after_high_school", "work_experience", "on_the_job_training", "high_school_courses"),
    "things_to_know": ("hiring", "costs", "licensing"),
    "pay": ("notes", "benefits"),
    "outlook": ("regional", "national"),
}
FIELD_OF = {
    "costs": "costs_to_workers",
    "notes": "pay_notes",
    "regional": "regional_outlook",
    "national": "national_outlook",
}
"""Where a key of a career's file goes by a longer name in the model."""

REQUIREMENTS = {
    "working_conditions": {
        "interpersonal": "interpersonal",
        "physical": "physical_conditions",
        "performance": "performance",
    },
    "physical_demands": {"frequently": "frequent", "important": "important", "necessary": "necessary"},
    "skills": {key: key for key in ("communicate", "reason", "manage", "people", "things", "perceive")},
}


def load() -> Counter:
    """Add whatever of the demo is missing, in one transaction. How many records were added, by the model's plural name."""
    with transaction.atomic():
        loader = _Loader()
        loader.load()
        if loader.added:
            Edition.objects.bump()
    return loader.added


def figures(name: str) -> list[dict[str, str]]:
    with (HERE / "figures" / f"{name}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def toml(name: str) -> dict:
    return tomllib.loads((HERE / f"{name}.toml").read_text())


def careers() -> dict[str, dict]:
    """The content of each career, by slug."""
    return {path.stem: tomllib.loads(path.read_text()) for path in sorted((HERE / "careers").glob("*.toml"))}


class _Loader:
    def __init__(self) -> None:
        self.added: Counter = Counter()

    def load(self) -> None:
        self.areas = {row["code"]: self.area(row) for row in figures("areas")}
        self.groups = self.soc_groups()
        self.clusters, self.pathways = self.clusters_and_pathways()
        self.releases, new_releases = self.data_releases()
        self.figures_of(new_releases)
        self.programs = {
            row["cip_code"]: self.add(EducationProgram, {"cip_code": row["cip_code"]}, {"name": row["name"]})
            for row in figures("programs")
        }
        self.schools()
        self.resources = self.resource_directory()
        self.ratings = {row["onet_soc_code"]: row for row in figures("onet")}
        content = careers()
        new = {
            slug: self.occupation(slug, career) for slug, career in content.items() if not self.is_there(slug, career)
        }
        for slug, occupation in new.items():
            self.lists_of(occupation, content[slug])
        self.collections()
        self.notes(new)

    # Adding -----------------------------------------------------------------------------------------------------------

    def add(self, model: type[models.Model], key: dict, values: dict) -> models.Model:
        """The record with this key; a new one, checked as in the admin, when there is none."""
        if existing := model.objects.filter(**key).first():
            return existing
        record = model(**key, **values)
        record.full_clean()
        record.save()
        self.count(model, 1)
        return record

    def add_all(self, records: list[models.Model]) -> None:
        """New records of one model at once. Their fields are checked one by one, their relations by the database."""
        for record in records:
            record.full_clean(validate_unique=False, validate_constraints=False, exclude=_relations(record))
        if records:
            type(records[0]).objects.bulk_create(records)
            self.count(type(records[0]), len(records))

    def count(self, model: type[models.Model], number: int) -> None:
        self.added[str(model._meta.verbose_name_plural)] += number

    # Classification ---------------------------------------------------------------------------------------------------

    def area(self, row: dict[str, str]) -> Area:
        parent = Area.objects.filter(code=row["parent"]).first()
        values = {"kind": row["kind"], "name": row["name"], "abbreviation": row["abbreviation"], "parent": parent}
        return self.add(Area, {"code": row["code"]}, values)

    def soc_groups(self) -> dict[tuple[int, str], SocGroup]:
        groups: dict[tuple[int, str], SocGroup] = {}
        for row in figures("soc_groups"):
            edition = int(row["edition"])
            values = {"title": row["title"], "level": row["level"], "parent": groups.get((edition, row["parent"]))}
            groups[edition, row["code"]] = self.add(SocGroup, {"edition": edition, "code": row["code"]}, values)
        return groups

    def clusters_and_pathways(self) -> tuple[dict[str, CareerCluster], dict[tuple[str, str], CareerPathway]]:
        clusters: dict[str, CareerCluster] = {}
        pathways: dict[tuple[str, str], CareerPathway] = {}
        for row in figures("pathways"):
            slug = slugify(row["cluster"].replace("/", ""))
            if slug not in clusters:
                values = {
                    "scheme": ClusterScheme.CLUSTERS_2002,
                    "name": row["cluster"],
                    "position": len(clusters) + 1,
                    "look": CLUSTER_LOOKS[row["cluster"]],
                }
                clusters[slug] = self.add(CareerCluster, {"slug": slug}, values)
            if row["name"]:
                key = {"cluster": clusters[slug], "slug": slugify(row["name"].replace("/", " "))}
                pathways[slug, row["name"]] = self.add(
                    CareerPathway, key, {"name": row["name"], "position": int(row["position"])}
                )
        return clusters, pathways

    # Figures ----------------------------------------------------------------------------------------------------------

    def data_releases(self) -> tuple[dict[str, DataRelease], set[str]]:
        """All releases by key, and the keys of those that are new."""
        releases, new = {}, set()
        for key, row in toml("releases").items():
            identity = {name: row[name] for name in ("source", "dataset", "title", "reference_period")}
            values = {name: value for name, value in row.items() if name not in identity}
            before = self.added["data releases"]
            has_current = DataRelease.objects.current().filter(source=row["source"], dataset=row["dataset"]).exists()
            releases[key] = self.add(DataRelease, identity, {**values, "is_demo": True, "is_current": not has_current})
            if self.added["data releases"] > before:
                new.add(key)
        return releases, new

    def figures_of(self, releases: set[str]) -> None:
        """Wages and outlook of the releases that are new; each release also learns which areas it covers."""
        for name, model in (("wages", WageStat), ("outlook", OutlookStat)):
            rows = [row for row in figures(name) if row["release"] in releases]
            self.add_all([self.stat(model, row) for row in rows])
            for key in {row["release"] for row in rows}:
                codes = {row["area"] for row in rows if row["release"] == key}
                if key == "seed-outlook":
                    codes |= {code for code, area in self.areas.items() if area.kind == "county_group"}
                self.releases[key].areas.add(*(self.areas[code] for code in codes))

    def stat(self, model: type[WageStat | OutlookStat], row: dict[str, str]) -> WageStat | OutlookStat:
        stat = model(
            release=self.releases[row["release"]],
            area=self.areas[row["area"]],
            soc=self.groups[int(row["edition"]), row["soc"]],
        )
        for name in model.FIGURES:
            cell = row[name]
            missing = cell in FigureStatus.values
            setattr(stat, name, None if missing else Decimal(cell))
            setattr(stat, f"{name}_status", cell if missing else FigureStatus.PUBLISHED)
        for name in ("base_year", "projected_year"):
            if row.get(name):
                setattr(stat, name, int(row[name]))
        return stat

    # Schools ----------------------------------------------------------------------------------------------------------

    def schools(self) -> None:
        """Schools that are missing, each with what it offers. Two of one name have their city in the address."""
        known = dict(School.objects.values_list("slug", "unit_id"))
        new: dict[str, School] = {}
        for row in figures("schools"):
            slugs = (slugify(row["name"]), slugify(f"{row['name']} {row['city']}"))
            slug = next((slug for slug in slugs if slug not in known), None)
            if slug and row["unit_id"] not in known.values():
                known[slug] = row["unit_id"]
                new[row["unit_id"]] = self.add(School, {"slug": slug}, row)
        self.add_all([self.offering(new[row["unit_id"]], row) for row in figures("offerings") if row["unit_id"] in new])

    def offering(self, school: School, row: dict[str, str]) -> ProgramOffering:
        """Marked as the import of IPEDS marks its own, so that it finds this one again instead of adding another."""
        said = {"length": row["length"], "cost": Decimal(row["cost"])}
        return ProgramOffering(
            school=school,
            program=self.programs[row["cip_code"]],
            release=self.releases["schools"],
            source_key=f"ipeds:{row['cip_code']}",
            official={name: as_said(value) for name, value in said.items()},
            **said,
        )

    # Resources --------------------------------------------------------------------------------------------------------

    def resource_directory(self) -> dict[str, Resource]:
        resources = {}
        for slug, row in toml("resources").items():
            topics, clusters = row.pop("topics"), row.pop("clusters")
            before = self.added["resources"]
            resources[slug] = self.add(Resource, {"slug": slug}, row)
            if self.added["resources"] > before:
                resources[slug].topics.set(
                    [self.add(ResourceTopic, {"slug": slugify(name)}, {"name": name}) for name in topics]
                )
                resources[slug].clusters.set([self.clusters[cluster] for cluster in clusters])
        return resources

    # Careers ----------------------------------------------------------------------------------------------------------

    def occupation(self, slug: str, career: dict) -> Occupation:
        codes = career.get("codes", {})
        rating = self.ratings[career["onet_soc_code"]]
        values = {
            "title": career["title"],
            "singular_title": career["singular"],
            "title_in_text": career["title_in_text"],
            "status": Occupation.Status.PUBLISHED,
            "status_changed_at": timezone.now(),
            "release": self.releases["career-content"],
            "soc": self.groups[codes.get("soc_edition", SocEdition.SOC_2018), soc_of(career["onet_soc_code"])],
            "onet_soc_code": career["onet_soc_code"],
            "job_zone": int(rating["job_zone"] or codes["job_zone"]),
            "holland_code": rating["holland_code"] or codes["holland_code"],
            "entry_education": career["entry_education"],
            "prior_experience": career["work_experience_needed"],
            "job_training": career["on_the_job"],
            "summary": linebreaks(career["summary"].strip()),
            "at_a_glance": "\n".join(career["at_a_glance"]),
            "preparation": "\n".join(career["education"]["preparation"]),
            "electives": "\n".join(career["education"]["electives"]),
            "major_employers": "\n".join(career["outlook"]["major_employers"]),
        }
        values |= {
            f"interest_{name}": Decimal(rating[name]) if rating[name] else None
            for name in ("realistic", "investigative", "artistic", "social", "enterprising", "conventional")
        }
        values |= {
            FIELD_OF.get(key, key): linebreaks(career[section][key].strip())
            for section, keys in PROSE.items()
            for key in keys
        }
        occupation = self.add(Occupation, {"slug": slug}, values)
        occupation.pathways.add(self.pathways[career["cluster"], career["pathway"]])
        return occupation

    def is_there(self, slug: str, career: dict) -> bool:
        """Whether a career of this address, present or former, or of this O*NET code is there, whoever made it."""
        same = Q(slug=slug) | Q(previous_slugs__slug=slug) | Q(onet_soc_code=career["onet_soc_code"])
        return Occupation.objects.filter(same).exists()

    def lists_of(self, occupation: Occupation, career: dict) -> None:
        """Everything that hangs on a new career. Every career exists by now, so they may point to one another."""
        links = career["links"]
        self.add_all(
            [
                AlternateTitle(occupation=occupation, title=title, search_only=search_only, position=position)
                for search_only, key in ((False, "alternate_titles"), (True, "search_titles"))
                for position, title in enumerate(career[key], 1)
            ]
        )
        self.add_all(
            [
                Task(occupation=occupation, kind=kind, statement=statement, position=position)
                for kind, key in ((Task.Kind.SPECIFIC, "tasks"), (Task.Kind.COMMON, "common_activities"))
                for position, statement in enumerate(career[key], 1)
            ]
        )
        self.add_all(
            [
                WorkRequirement(occupation=occupation, group=group, text=text, position=position)
                for section, groups in REQUIREMENTS.items()
                for key, group in groups.items()
                for position, text in enumerate(career[section][key], 1)
            ]
        )
        related = {other.slug: other for other in Occupation.objects.filter(slug__in=links["related"])}
        self.add_all(
            [
                RelatedOccupation(occupation=occupation, to_occupation=related[slug], position=position)
                for position, slug in enumerate(links["related"], 1)
                if slug in related
            ]
        )
        self.add_all(
            [
                ProgramLink(occupation=occupation, program=self.programs[code], kind=kind, position=position)
                for kind, key in (
                    (ProgramLinkKind.DIRECT, "programs_direct"),
                    (ProgramLinkKind.CONSIDER, "programs_consider"),
                )
                for position, code in enumerate(links[key], 1)
            ]
        )
        self.add_all(
            [
                OccupationResource(occupation=occupation, resource=self.resources[slug], position=position)
                for position, slug in enumerate(links["resources"], 1)
            ]
        )
        self.add_all(
            [
                OccupationWording(occupation=occupation, key=key, text=text)
                for key, text in career.get("wording", {}).items()
            ]
        )

    def collections(self) -> None:
        """Collections that are missing, with those of their careers that are here, be it at another address by now."""
        for place, (slug, row) in enumerate(toml("collections").items(), 1):
            if Collection.objects.filter(Q(slug=slug) | Q(previous_slugs__slug=slug)).exists():
                continue
            introduction = linebreaks(row["introduction"].strip())
            values = {"title": row["title"], "introduction": introduction, "position": place, "is_published": True}
            collection = self.add(Collection, {"slug": slug}, values)
            slugs = [line["slug"] for line in row["careers"]]
            here = dict(PreviousSlug.objects.filter(slug__in=slugs).values_list("slug", "occupation"))
            here |= dict(Occupation.objects.filter(slug__in=slugs).values_list("slug", "pk"))
            self.add_all(
                [
                    CollectionEntry(
                        collection=collection,
                        occupation_id=here[line["slug"]],
                        remark=line.get("remark", ""),
                        position=position,
                    )
                    for position, line in enumerate(row["careers"], 1)
                    if line["slug"] in here
                ]
            )

    def notes(self, new: dict[str, Occupation]) -> None:
        """The editorial notes of new careers, and the link checks that came with them."""
        content = toml("notes")
        self.add_all(
            [
                EditorialNote(
                    content_type=ContentType.objects.get_for_model(Occupation),
                    object_id=new[note["career"]].pk,
                    kind=note["kind"],
                    section=note["section"],
                    text=note["text"],
                    author_name=note["author"],
                    created_at=_noon(note["date"]),
                )
                for note in content["notes"]
                if note["career"] in new
            ]
        )
        for check in content["link_checks"]:
            key = {"resource": self.resources[check["resource"]], "checked_at": _noon(check["date"])}
            self.add(LinkCheck, key, {"result": Resource.LinkState.OK, "checked_by": check["checked_by"]})


def _relations(record: models.Model) -> set[str]:
    return {field.name for field in record._meta.fields if field.is_relation}


def _noon(day: datetime.date) -> datetime.datetime:
    """A time for something of which only the day is known."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
