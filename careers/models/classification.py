"""The lists that careers and figures hang on: SOC groups, career clusters, pathways and areas."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, FilteredRelation, Q
from django.urls import reverse

from careers.codes import (
    COMBINATIONS,
    SOC_FORMAT,
    SOC_MESSAGE,
    AreaKind,
    ClusterLook,
    ClusterScheme,
    SocEdition,
    SocLevel,
    validate_soc,
)
from careers.fields import ProseField, PublicCharField, PublicTextField
from careers.models.imported import Imported


class SocGroup(Imported):
    """A group of the Standard Occupational Classification, in one of its editions.

    Editions are kept apart because codes change their meaning: 17-3029 is "Engineering Technicians, Except Drafters, All
    Other" in 2010 and "Engineering Technologists and Technicians, Except Drafters, All Other" in 2018.
    """

    edition = models.PositiveSmallIntegerField(choices=SocEdition, help_text="The revision this code belongs to.")
    code = models.CharField(
        max_length=7, validators=[validate_soc], help_text="Like 17-3029. See the SOC manual at bls.gov/soc."
    )
    title = PublicCharField(max_length=200)
    level = models.CharField(max_length=8, choices=SocLevel)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children",
        help_text="The next larger group. When a group has no figures, its parents may stand in, and the page says so.",
    )  # fmt: skip
    definition = PublicTextField(blank=True)

    class Meta:
        ordering = ["-edition", "code"]
        verbose_name = "SOC group"
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"], name="careers_socgroup_unique",
                violation_error_message="This edition of the SOC already has a group with this code.",
            ),
            models.CheckConstraint(
                condition=~Q(parent=F("pk")), name="careers_socgroup_not_its_own_parent",
                violation_error_message="A group is not its own parent.",
            ),
            models.CheckConstraint(
                condition=Q(code__regex=SOC_FORMAT), name="careers_socgroup_code_format",
                violation_error_message=SOC_MESSAGE,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} {self.title} ({self.get_level_display().lower()}, {self.edition})"

    def clean(self) -> None:
        if (
            self.level in SocLevel.values
            and re.fullmatch(SOC_FORMAT, self.code)
            and self.level != SocLevel.of(self.code)
        ):
            raise ValidationError(
                {"level": f"By its zeros, {self.code} is of the level “{SocLevel.of(self.code).label}”."}
            )
        if self.parent_id is None or self.level not in SocLevel.values:
            return
        if self.parent.edition != self.edition:
            raise ValidationError(
                {
                    "parent": f"The larger group is of {self.parent.get_edition_display()}. Choose one of the same edition."
                }
            )
        combines = self.code in COMBINATIONS and self.parent.level == SocLevel.BROAD
        if not combines and SocLevel(self.parent.level).rank >= SocLevel(self.level).rank:
            raise ValidationError(
                {
                    "parent": "The group above must be of a larger level: major above minor, minor above broad, broad above detailed."
                }
            )


class CareerClusterQuerySet(models.QuerySet):
    def with_career_count(self) -> "CareerClusterQuerySet":
        """Each with the number of its published careers as `career_count`."""
        published = Q(pathways__occupations__status="published")
        return self.annotate(career_count=Count("pathways__occupations", filter=published, distinct=True))


class CareerCluster(Imported):
    """One of the broad families careers are sorted into, such as Manufacturing or Health Science."""

    scheme = models.CharField(max_length=4, choices=ClusterScheme, default=ClusterScheme.CLUSTERS_2002)
    name = PublicCharField(max_length=100)
    slug = models.SlugField(max_length=100, unique=True, help_text="Part of the address; keep it once published.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller numbers come first.")
    look = models.CharField(
        "icon and color", max_length=20, choices=ClusterLook, default=ClusterLook.COMPASS,
        help_text="Marks the cluster's card, its page and its careers.",
    )  # fmt: skip
    introduction = ProseField(blank=True, help_text="Shown at the head of the cluster's page.")

    objects = CareerClusterQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "name"], name="careers_careercluster_unique",
                violation_error_message="This scheme already has a cluster of this name.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("careers:cluster_detail", args=[self.slug])


class CareerPathway(Imported):
    """A part of a cluster whose careers share much of their training, such as Production within Manufacturing."""

    cluster = models.ForeignKey(CareerCluster, on_delete=models.CASCADE, related_name="pathways")
    name = PublicCharField(max_length=120)
    slug = models.SlugField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller numbers come first.")

    class Meta:
        ordering = ["cluster__position", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "slug"], name="careers_careerpathway_unique",
                violation_error_message="This cluster already has a pathway with this address.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.cluster}: {self.name}"


class AreaQuerySet(models.QuerySet):
    def around(self, state: str) -> "AreaQuerySet":
        """The areas a page of this portal speaks of: the nation, the state (`WA`), and the areas within the state."""
        return self.filter(
            Q(kind=AreaKind.NATION)
            | Q(kind=AreaKind.STATE, abbreviation=state)
            | Q(parent__kind=AreaKind.STATE, parent__abbreviation=state)
        )

    def with_releases(self, *datasets: str) -> "AreaQuerySet":
        """Each area once for every current release that covers it, the release's id as `release_id`; once with None else.

        A release covers an area when it gives figures for any group there, so that a page can tell "nothing published
        for this group here" from "this source does not speak of this area".
        """
        covering = FilteredRelation("releases", condition=Q(releases__is_current=True, releases__dataset__in=datasets))
        return self.annotate(covering=covering).annotate(release_id=F("covering__id"))


class Area(Imported):
    """A place that figures are published for.

    The code is the official one, so that it may stand in addresses for ever: `US`; a state's FIPS code (`53`); a
    metropolitan area's CBSA code (`42660`); a nonmetropolitan area's OEWS code (`5300006`); a county's FIPS code
    (`53033`); and for a group of counties the state's code and the workforce area's number (`53-05`).
    """

    code = models.CharField(
        max_length=12, unique=True,
        help_text="US, a state's FIPS code (53), a metropolitan area's CBSA code (42660), or a workforce area (53-05).",
    )  # fmt: skip
    kind = models.CharField(max_length=12, choices=AreaKind)
    name = PublicCharField(max_length=200, help_text="As the agency writes it: Seattle-Tacoma-Bellevue, WA.")
    abbreviation = models.CharField(max_length=2, blank=True, help_text="Of a state: WA.")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=AreaKind.NATION, parent=None) | ~Q(kind=AreaKind.NATION), name="careers_area_nation_is_top",
                violation_error_message="The nation has no larger area above it.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """The name without the states behind the comma: `Lewiston` of `Lewiston, ID-WA`.

        Groups of counties are lists with commas and stay whole.
        """
        return self.name if self.kind == AreaKind.COUNTY_GROUP else self.name.partition(",")[0]
