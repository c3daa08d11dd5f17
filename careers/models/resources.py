"""The directory of pages elsewhere, and the record of whether they still answer."""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Case, Prefetch, When
from django.db.models.functions import Lower
from django.utils import timezone

from careers.fields import PublicCharField, PublicTextField, WebAddressField, is_pdf_address, web_address_constraint
from careers.models.classification import Area, CareerCluster
from careers.models.imported import Imported


class ResourceTopic(models.Model):
    """What a resource helps with, such as paying for training."""

    name = PublicCharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller numbers come first.")

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class ResourceQuerySet(models.QuerySet):
    def published(self) -> "ResourceQuerySet":
        """Resources that public pages list."""
        return self.filter(is_published=True)

    def in_directory(self) -> "ResourceQuerySet":
        """By kind and name, broken links last, each with the published careers that list it: one query more."""
        is_broken = Case(When(link_state=Resource.LinkState.BROKEN, then=1), default=0)
        links = OccupationResource.objects.filter(occupation__status="published").select_related("occupation")
        careers = links.only("resource", "occupation__title", "occupation__slug").order_by("occupation__title")
        return self.order_by(is_broken, "kind", Lower("name"), "pk").prefetch_related(
            Prefetch("occupation_links", careers)
        )


class Resource(Imported):
    """An organisation or a page elsewhere that helps people with a career."""

    class Kind(models.TextChoices):
        ASSOCIATION = "association", "Association"
        GOVERNMENT = "government", "Government"
        WEBSITE = "website", "Website"
        ARTICLE = "article", "Article"
        VIDEO = "video", "Video"
        PDF = "pdf", "PDF document"

        @property
        def heading(self) -> str:
            """The label over several of them."""
            return {"government": "Government"}.get(self.value, f"{self.label}s")

    class Audience(models.TextChoices):
        EVERYONE = "everyone", "Everyone"
        STUDENTS = "students", "Students"
        COUNSELORS = "counselors", "Counselors and teachers"
        FAMILIES = "families", "Families"

    class LinkState(models.TextChoices):
        UNCHECKED = "unchecked", "Not checked yet"
        OK = "ok", "Answers"
        REDIRECTED = "redirected", "Moved to another address"
        BROKEN = "broken", "Broken"

    name = PublicCharField(max_length=200)
    slug = models.SlugField(max_length=200, unique=True)
    subtitle = PublicCharField(
        max_length=200, blank=True, help_text="A second line: the title of the article, the body behind the site."
    )
    address = PublicTextField(blank=True, help_text="Postal address, a line each.")
    url = WebAddressField("web address")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ASSOCIATION)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.EVERYONE)
    topics = models.ManyToManyField(ResourceTopic, blank=True, related_name="resources")
    clusters = models.ManyToManyField(
        CareerCluster, blank=True, related_name="resources", help_text="Empty when it serves every cluster."
    )
    area = models.ForeignKey(
        Area, on_delete=models.SET_NULL, null=True, blank=True, verbose_name="state",
        limit_choices_to={"kind": "state"}, help_text="Empty when it serves the whole country.",
    )  # fmt: skip
    is_published = models.BooleanField(
        default=True, help_text="Switch off to take it from every page without losing it."
    )
    link_state = models.CharField(max_length=12, choices=LinkState, default=LinkState.UNCHECKED)
    link_checked_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            web_address_constraint("careers_resource_url_is_web"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.subtitle}" if self.subtitle else self.name

    @property
    def is_broken(self) -> bool:
        return self.link_state == self.LinkState.BROKEN

    @property
    def host(self) -> str:
        """Where its link leads, for people who look before they follow: `aws.org`."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    @property
    def is_pdf(self) -> bool:
        return self.kind == self.Kind.PDF or is_pdf_address(self.url)


class LinkCheck(models.Model):
    """One look at a resource's address, by the checker or by a person."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="link_checks")
    checked_at = models.DateTimeField(default=timezone.now)
    result = models.CharField(max_length=12, choices=Resource.LinkState)
    http_status = models.PositiveSmallIntegerField("HTTP status", null=True, blank=True)
    final_url = WebAddressField("address it led to", blank=True)
    checked_by = models.CharField(max_length=40, blank=True, help_text="Initials of a person; empty for the checker.")
    remark = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-checked_at"]
        constraints = [web_address_constraint("careers_linkcheck_url_is_web", "final_url")]

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d}: {self.get_result_display()}"


class OccupationResource(Imported):
    """That a resource is listed on a career's page, and where in the list."""

    occupation = models.ForeignKey("careers.Occupation", on_delete=models.CASCADE, related_name="resource_links")
    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="occupation_links")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "resource__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "resource"], name="careers_occupationresource_unique",
                violation_error_message="This career already lists this resource.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.resource)
