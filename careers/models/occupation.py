"""The career itself and the lists of its page."""

import re
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from careers.codes import (
    DOT_FORMAT,
    DOT_MESSAGE,
    HOLLAND_FORMAT,
    HOLLAND_MESSAGE,
    HOLLAND_REPEATED,
    ONET_SOC_FORMAT,
    ONET_SOC_MESSAGE,
    SOC_FORMAT,
    EntryEducation,
    HollandInterest,
    JobTraining,
    JobZone,
    PriorExperience,
    SocLevel,
    is_part_of,
    validate_dot,
    validate_holland,
    validate_onet_soc,
)
from careers.fields import LinesField, ProseField, PublicCharField, PublicTextField
from careers.models.classification import CareerPathway, SocGroup
from careers.models.education import ProgramLink
from careers.models.imported import Imported
from careers.models.labor_market import DataRelease
from careers.models.resources import OccupationResource
from careers.wording import Wording, refuse_unknown_slots, slots_of


def refuse_code(slug: str) -> None:
    """Refuse an address that reads as a code: `/careers/17-3029/` leads to the careers of that code."""
    if re.fullmatch(SOC_FORMAT, slug):
        raise ValidationError("An address cannot be a SOC code. Make it of the title.")


class OccupationQuerySet(models.QuerySet):
    def published(self) -> "OccupationQuerySet":
        """Careers the public may see."""
        return self.filter(status=Occupation.Status.PUBLISHED)

    def once_public(self) -> "OccupationQuerySet":
        """Published careers and those retired since: an address they had before still answers."""
        return self.filter(
            status__in=(Occupation.Status.PUBLISHED, Occupation.Status.RETIRED), first_published_at__isnull=False
        )

    def coded(self, code: str) -> "OccupationQuerySet":
        """Careers that carry this SOC, O*NET-SOC or DOT code exactly."""
        return self.filter(self._code(code))

    @staticmethod
    def _code(code: str) -> Q:
        return Q(soc__code=code) | Q(onet_soc_code=code) | Q(dot_code=code)

    def lately_edited(self) -> "OccupationQuerySet":
        """Those that editors wrote, or changed after they were published, the latest first. A thousand that came in with an
        import, or as samples, are no news."""
        edited = Q(release=None) | Q(updated_at__gt=F("first_published_at") + timedelta(hours=1))
        return self.filter(edited).exclude(release__is_demo=True).order_by("-updated_at", "-pk")

    def by_title(self) -> "OccupationQuerySet":
        return self.order_by(Lower("title"), "pk")

    def with_page(self) -> "OccupationQuerySet":
        """Everything a career's own page shows except its figures: one query for the career, one for each list."""
        return self.select_related(
            "soc__parent__parent__parent", "release", "details_release", "education_release", "replaced_by"
        ).prefetch_related(
            Prefetch("pathways", CareerPathway.objects.select_related("cluster")),
            Prefetch("alternate_titles", AlternateTitle.objects.shown()),
            "tasks",
            "requirements",
            Prefetch(
                "related",
                RelatedOccupation.objects.filter(to_occupation__status=Occupation.Status.PUBLISHED).select_related(
                    "to_occupation"
                ),
            ),
            Prefetch("program_links", ProgramLink.objects.select_related("program", "release")),
            Prefetch(
                "resource_links",
                OccupationResource.objects.filter(resource__is_published=True).select_related("resource"),
            ),
            "wordings",
        )


class Occupation(Imported):
    """A career, such as *Manufacturing Production Technicians*: one page, one record.

    Most careers are an O*NET occupation; an agency may also keep careers of its own that no current O*NET release has.
    Wages and outlook are not kept here: they belong to the SOC group and are looked up through `soc`.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In review"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    # Identity
    title = PublicCharField(max_length=200, help_text="The workers, in the plural: Registered Nurses.")
    singular_title = PublicCharField(
        max_length=200, help_text="One worker, as inside a sentence: registered nurse. Fills the standing sentences."
    )
    title_in_text = PublicCharField(
        max_length=200, blank=True,
        help_text="The plural as inside a sentence, when the title in small letters will not do: high school teachers.",
    )  # fmt: skip
    slug = models.SlugField(
        "address",
        max_length=200,
        unique=True,
        validators=[refuse_code],
        help_text="The last part of the page's address. The old one goes on answering when you change it.",
    )

    # Publishing
    status = models.CharField(
        max_length=10, choices=Status, default=Status.DRAFT, help_text="Only published careers are public."
    )
    status_changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    status_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    first_published_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="From then on its address is kept, whatever becomes of it."
    )
    replaced_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaces",
        help_text="Of a retired career: where its old address now leads.",
    )  # fmt: skip
    review_due = models.DateField(null=True, blank=True, help_text="When somebody should read it again.")
    release = models.ForeignKey(
        DataRelease, on_delete=models.SET_NULL, null=True, blank=True, related_name="occupations", verbose_name="source",
        help_text="The release this record came from. Empty: written here.",
    )  # fmt: skip
    details_release = models.ForeignKey(
        DataRelease, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False,
        help_text="The release its tasks, ratings and other names came from, when that is another.",
    )  # fmt: skip
    education_release = models.ForeignKey(
        DataRelease, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False,
        help_text="The release its typical education came from.",
    )  # fmt: skip
    updated_at = models.DateTimeField(auto_now=True)

    # Codes
    soc = models.ForeignKey(
        SocGroup, on_delete=models.PROTECT, related_name="occupations", verbose_name="SOC group",
        limit_choices_to={"level__in": (SocLevel.DETAILED, SocLevel.BROAD, SocLevel.MINOR)},
        help_text="The group its wages and outlook come from: the detailed occupation, unless there is none. Where it has "
        "no figures, the groups above it stand in; groups below it never do.",
    )  # fmt: skip
    onet_soc_code = models.CharField(
        "O*NET-SOC code", max_length=10, blank=True, validators=[validate_onet_soc],
        help_text="Like 17-3029.09, from onetonline.org. Empty for a career O*NET does not have.",
    )  # fmt: skip
    dot_code = models.CharField(
        "DOT code", max_length=11, blank=True, validators=[validate_dot],
        help_text="Like 652.382-010, from the Dictionary of Occupational Titles of 1991.",
    )  # fmt: skip
    pathways = models.ManyToManyField(
        CareerPathway, blank=True, related_name="occupations", verbose_name="career pathways"
    )
    job_zone = models.PositiveSmallIntegerField(choices=JobZone, null=True, blank=True)
    holland_code = models.CharField(
        max_length=3, blank=True, validators=[validate_holland],
        help_text="One to three interests, strongest first: RIC. Letters: Realistic, Investigative, Artistic, Social, Enterprising, Conventional.",
    )  # fmt: skip
    interest_realistic = models.DecimalField("realistic", max_digits=4, decimal_places=2, null=True, blank=True)
    interest_investigative = models.DecimalField("investigative", max_digits=4, decimal_places=2, null=True, blank=True)
    interest_artistic = models.DecimalField("artistic", max_digits=4, decimal_places=2, null=True, blank=True)
    interest_social = models.DecimalField("social", max_digits=4, decimal_places=2, null=True, blank=True)
    interest_enterprising = models.DecimalField("enterprising", max_digits=4, decimal_places=2, null=True, blank=True)
    interest_conventional = models.DecimalField("conventional", max_digits=4, decimal_places=2, null=True, blank=True)

    # What it takes to get in
    entry_education = models.CharField("typical education", max_length=12, choices=EntryEducation, blank=True)
    prior_experience = models.CharField("experience before", max_length=8, choices=PriorExperience, blank=True)
    job_training = models.CharField("training on the job", max_length=14, choices=JobTraining, blank=True)

    # The page, in its order
    at_a_glance = LinesField(
        blank=True, help_text="Five phrases, one a line, each completing “They …”: work with their hands."
    )
    summary = ProseField(blank=True, help_text="One sentence that says it all, then a few short paragraphs.")
    preparation = LinesField(
        blank=True,
        help_text="One a line, verb first, completing “Before their first day, … usually:”: finish a one-year certificate.",
    )
    education_after_high_school = ProseField(blank=True)
    work_experience = ProseField(blank=True)
    on_the_job_training = ProseField("on-the-job training", blank=True)
    high_school_courses = ProseField(
        "helpful high school courses",
        blank=True,
        help_text="Which math, science and other courses help in this career.",
    )
    electives = LinesField(blank=True, help_text="One course a line.")
    hiring = ProseField("what employers look for", blank=True)
    costs_to_workers = ProseField(blank=True)
    licensing = ProseField("certification or licensing", blank=True)
    pay_notes = ProseField("what pay depends on", blank=True)
    benefits = ProseField(blank=True)
    regional_outlook = ProseField(blank=True)
    major_employers = LinesField(blank=True, help_text="One kind of employer a line.")
    national_outlook = ProseField(blank=True)

    objects = OccupationQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        verbose_name = "career"
        constraints = [
            models.CheckConstraint(
                condition=Q(onet_soc_code="") | Q(onet_soc_code__regex=ONET_SOC_FORMAT),
                name="careers_occupation_onet_soc_format", violation_error_message=ONET_SOC_MESSAGE,
            ),
            models.UniqueConstraint(
                fields=["onet_soc_code"], condition=~Q(onet_soc_code=""), name="careers_occupation_onet_soc_unique",
                violation_error_message="Another career already carries this O*NET-SOC code.",
            ),
            models.CheckConstraint(
                condition=Q(dot_code="") | Q(dot_code__regex=DOT_FORMAT),
                name="careers_occupation_dot_format", violation_error_message=DOT_MESSAGE,
            ),
            models.CheckConstraint(
                condition=Q(holland_code="") | (Q(holland_code__regex=HOLLAND_FORMAT) & ~Q(holland_code__regex=HOLLAND_REPEATED)),
                name="careers_occupation_holland_format", violation_error_message=HOLLAND_MESSAGE,
            ),
            models.CheckConstraint(
                condition=Q(replaced_by=None) | Q(status="retired"), name="careers_occupation_replaced_is_retired",
                violation_error_message="Only a retired career is replaced by another.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["status", "title"], name="careers_occupation_listed")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        if self.status == self.Status.PUBLISHED and self.first_published_at is None:
            self.first_published_at = timezone.now()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("careers:occupation_detail", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        if self.replaced_by_id and self.replaced_by_id == self.pk:
            raise ValidationError({"replaced_by": "A career cannot be replaced by itself."})
        if self.replaced_by_id and self.status != self.Status.RETIRED:
            raise ValidationError(
                {"replaced_by": "Only a retired career is replaced by another. Retire it, or empty this field."}
            )

    def successor(self) -> "Occupation | None":
        """The published career that stands in for this retired one, through others retired since; none if none is left.

        One query for each step.
        """
        seen = {self.pk}
        career = self.replaced_by
        while career and career.pk not in seen:
            if career.status == self.Status.PUBLISHED:
                return career
            seen.add(career.pk)
            career = career.replaced_by
        return None

    @property
    def plural(self) -> str:
        """The title as inside a sentence; words with two capitals, such as EMTs, keep them."""
        return self.title_in_text or " ".join(
            word if sum(letter.isupper() for letter in word) > 1 else word.lower() for word in self.title.split()
        )

    @property
    def is_part_of_soc(self) -> bool:
        """Whether its SOC group is broader than the career itself, so that the group's figures are a stand-in."""
        return is_part_of(self.soc.title, self.title, self.onet_soc_code)

    @property
    def interests(self) -> list[HollandInterest]:
        """Its interests, strongest first."""
        return [HollandInterest(letter) for letter in self.holland_code]


class AlternateTitleQuerySet(models.QuerySet):
    def shown(self) -> "AlternateTitleQuerySet":
        """The names a page shows; the rest only help people find the career."""
        return self.filter(search_only=False)


class AlternateTitle(Imported):
    """Another name people use for a career: *RN*, *Staff Nurse*; or a word they type: *nursing*."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="alternate_titles")
    title = PublicCharField(max_length=200)
    search_only = models.BooleanField(
        default=False, help_text="Found by, but not shown: slang, subjects, frequent misspellings."
    )
    short_title = PublicCharField(max_length=60, blank=True, help_text="The same in short, when people say that: CEO.")
    position = models.PositiveSmallIntegerField(default=0)

    objects = AlternateTitleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]
        constraints = [
            # O*NET lists a few names twice, with a short form and without; editors are refused that in the form.
            models.UniqueConstraint(
                fields=["occupation", "title", "short_title"], name="careers_alternatetitle_unique",
                violation_error_message="This career already has this name.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse a name the career has already, be it with other capitals; one that stood there before may stay."""
        others = AlternateTitle.objects.filter(occupation_id=self.occupation_id)
        if others.filter(pk=self.pk, title=self.title).exists():
            return
        if self.occupation_id and others.filter(title__iexact=self.title).exclude(pk=self.pk).exists():
            raise ValidationError({"title": "This career already has this name."})


class Task(Imported):
    """Something the workers do: specific to this career, or an activity common to many."""

    class Kind(models.TextChoices):
        SPECIFIC = "specific", "Task of this career"
        COMMON = "common", "Common work activity"

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.SPECIFIC)
    statement = PublicTextField(help_text="Verb first: Calibrate equipment so that it runs safely.")
    is_core = models.BooleanField(
        "core task",
        null=True,
        blank=True,
        help_text="O*NET's word for tasks that most of the workers do and find important.",
    )
    importance = models.DecimalField(
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="O*NET's rating from 1 to 5, when it comes from there.",
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["kind", "position", "pk"]

    def __str__(self) -> str:
        return self.statement


class WorkRequirement(Imported):
    """One thing the work asks of people, in one of the groups of the page."""

    class Group(models.TextChoices):
        INTERPERSONAL = "interpersonal", "Working with others"
        PHYSICAL_CONDITIONS = "physical_conditions", "Places and hazards"
        PERFORMANCE = "performance", "Pace and care"
        FREQUENT = "frequent", "Done often"
        IMPORTANT = "important", "Important to be able to do"
        NECESSARY = "necessary", "Less important, still needed"
        COMMUNICATE = "communicate", "Communicate"
        REASON = "reason", "Reason and solve problems"
        MANAGE = "manage", "Manage time, money and themselves"
        PEOPLE = "people", "Work with people"
        THINGS = "things", "Work with things"
        PERCEIVE = "perceive", "See, hear and picture"
        KNOW = "know", "Know about"
        TECHNOLOGY = "technology", "Work with software and devices"

    CONDITIONS = (Group.INTERPERSONAL, Group.PHYSICAL_CONDITIONS, Group.PERFORMANCE)
    DEMANDS = (Group.FREQUENT, Group.IMPORTANT, Group.NECESSARY)
    SKILLS = (Group.COMMUNICATE, Group.REASON, Group.MANAGE, Group.PEOPLE, Group.THINGS, Group.PERCEIVE, Group.KNOW,
              Group.TECHNOLOGY)  # fmt: skip

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="requirements")
    group = models.CharField(max_length=20, choices=Group)
    text = PublicTextField(help_text="Verb first, completing the group's lead-in: stand for long periods.")
    importance = models.DecimalField(
        max_digits=4, decimal_places=2, null=True, blank=True, help_text="O*NET's rating, when it comes from there."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class RelatedOccupation(Imported):
    """That a career's page points to another."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="related")
    to_occupation = models.ForeignKey(
        Occupation, on_delete=models.CASCADE, related_name="related_from", verbose_name="related career"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "to_occupation__title"]
        verbose_name = "related career"
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "to_occupation"], name="careers_relatedoccupation_unique",
                violation_error_message="This career already lists that one.",
            ),
            models.CheckConstraint(
                condition=~Q(occupation=models.F("to_occupation")), name="careers_relatedoccupation_not_itself",
                violation_error_message="A career is not related to itself.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.to_occupation)


class OccupationWording(models.Model):
    """A standing or proxy sentence that one career says in its own way, or leaves out."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="wordings")
    key = models.CharField("sentence", max_length=40, choices=Wording)
    text = PublicTextField(
        blank=True, validators=[refuse_unknown_slots],
        help_text="Slots: {plural}, {singular}, {Plural}, {Singular}, and in sentences about a larger group {group} and {code}.",
    )  # fmt: skip
    is_off = models.BooleanField(
        "leave out", default=False,
        help_text="Leaves the sentence out. For a sentence about a larger group, the group's figures are left out with it.",
    )  # fmt: skip

    class Meta:
        ordering = ["key"]
        verbose_name = "standing sentence"
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "key"], name="careers_occupationwording_unique",
                violation_error_message="This career already has its own wording of this sentence.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.get_key_display()

    def clean(self) -> None:
        if not self.text and not self.is_off:
            raise ValidationError({"text": "Write the sentence, or tick “leave out”."})
        if not self.key.startswith("proxy_") and {"group", "code"} & set(slots_of(self.text)):
            raise ValidationError({"text": "{group} and {code} stand only in the sentences about a larger group."})


class PreviousSlug(models.Model):
    """An address a career had before; it goes on answering for ever."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="previous_slugs")
    slug = models.SlugField("address", max_length=200, unique=True, validators=[refuse_code])
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = "previous address"
        verbose_name_plural = "previous addresses"

    def __str__(self) -> str:
        return self.slug

    def clean(self) -> None:
        if Occupation.objects.filter(slug=self.slug).exists():
            raise ValidationError(
                {"slug": "A career has this address today. Only an address that no career has now can be an old one."}
            )
