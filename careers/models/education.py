"""Programs of study, the schools, and which school offers which program."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, Count, Prefetch, Q, Value, When
from django.db.models.functions import Length, Lower
from django.urls import reverse

from careers.codes import (
    CIP_FORMAT,
    CIP_MESSAGE,
    STATE_NAMES,
    AwardLevel,
    cip_family_of,
    cip_series_of,
    states_led_by,
    validate_cip,
)
from careers.fields import LinesField, PublicCharField, PublicTextField, WebAddressField, items, web_address_constraint
from careers.models.classification import Area, SocGroup
from careers.models.imported import Imported
from careers.models.labor_market import DataRelease


class EducationProgramQuerySet(models.QuerySet):
    def of_study(self) -> "EducationProgramQuerySet":
        """Programs that a school can teach (`15.0613`), without the families and series that sort them.

        The classification keeps some codes free; they are called "Reserved".
        """
        return self._of_length(7).exclude(name="Reserved")

    def families(self) -> "EducationProgramQuerySet":
        """The broadest groups of programs (`15`), by code."""
        return self._of_length(2).order_by("cip_code")

    def _of_length(self, length: int) -> "EducationProgramQuerySet":
        return self.alias(length=Length("cip_code")).filter(length=length)

    def around(self, program: "EducationProgram") -> "EducationProgramQuerySet":
        """The family of a program, its series and the programs of that series, itself among them, by name."""
        group = Q(cip_code=program.family_code) | Q(cip_code__startswith=program.series_code)
        return self.filter(group).exclude(name="Reserved").only("cip_code", "name").by_name()

    def by_name(self) -> "EducationProgramQuerySet":
        return self.order_by(Lower("name"), "pk")

    def with_careers(self) -> "EducationProgramQuerySet":
        """Each with its links to published careers: one query more."""
        return self.prefetch_related(Prefetch("program_links", ProgramLink.objects.public()))


class EducationProgram(Imported):
    """A program of study of the Classification of Instructional Programs, such as 15.0613 Manufacturing Engineering
    Technology/Technician. Schools offer it under names of their own."""

    cip_code = models.CharField(
        "CIP code", max_length=7, unique=True, validators=[validate_cip],
        help_text="Like 15.0613, from the CIP 2020 list at nces.ed.gov/ipeds/cipcode.",
    )  # fmt: skip
    name = PublicCharField(max_length=200)
    description = PublicTextField(blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = EducationProgramQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cip_code__regex=CIP_FORMAT), name="careers_educationprogram_cip_format",
                violation_error_message=CIP_MESSAGE,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} ({self.cip_code})"

    def get_absolute_url(self) -> str:
        return self.address_of(self.cip_code)

    @staticmethod
    def address_of(cip_code: str) -> str:
        """The page of a program of study; of a family or a series the list of its programs."""
        match len(cip_code):
            case 2:
                return reverse("careers:program_list", query={"family": cip_code})
            case 5:
                return reverse("careers:program_list", query={"q": cip_code})
        return reverse("careers:program_detail", args=[cip_code])

    @property
    def family_code(self) -> str:
        """`15` of 15.0613."""
        return cip_family_of(self.cip_code)

    @property
    def series_code(self) -> str:
        """`15.06` of 15.0613."""
        return cip_series_of(self.cip_code)


class ProgramAward(models.Model):
    """A level that a program of study can end with."""

    program = models.ForeignKey(EducationProgram, on_delete=models.CASCADE, related_name="awards")
    level = models.CharField(max_length=20, choices=AwardLevel)

    class Meta:
        ordering = ["program", "level"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "level"], name="careers_programaward_unique",
                violation_error_message="This program already has this level.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.get_level_display()


class SchoolQuerySet(models.QuerySet):
    def listed(self) -> "SchoolQuerySet":
        """Schools that lists show. Closed ones keep their own page alone."""
        return self.filter(is_open=True)

    def offering(self, program: EducationProgram) -> "SchoolQuerySet":
        """Schools that offer a program, each once, with what it offers of it as `courses`: one query more."""
        offerings = ProgramOffering.objects.filter(program=program)
        courses = Prefetch("offerings", offerings.select_related("release").order_by("name", "pk"), to_attr="courses")
        return self.filter(pk__in=offerings.values("school")).prefetch_related(courses)

    def with_programs(self) -> "SchoolQuerySet":
        """Each with what it offers, by program, and the careers that leads to: two queries more."""
        offerings = ProgramOffering.objects.select_related("program", "release").order_by(
            Lower("program__name"), "program", "name", "pk"
        )
        careers = Prefetch("program__program_links", ProgramLink.objects.public())
        return self.prefetch_related(Prefetch("offerings", offerings.prefetch_related(careers)))

    def by_state(self, first: str) -> "SchoolQuerySet":
        """By state and name, the state `first` (`WA`) before the others, schools of unknown place last."""
        places = [When(state=state, then=Value(place)) for place, state in enumerate(states_led_by(first))]
        place = Case(*places, default=Value(len(places)))
        return self.order_by(place, "state", Lower("name"), "pk")


class School(Imported):
    """A college, university, training centre or apprenticeship sponsor."""

    class Control(models.TextChoices):
        PUBLIC = "public", "Public"
        NONPROFIT = "nonprofit", "Private, not for profit"
        FOR_PROFIT = "for_profit", "Private, for profit"

    name = PublicCharField(max_length=200)
    slug = models.SlugField(max_length=200, unique=True, help_text="Part of the address; keep it once published.")
    other_names = LinesField(blank=True, help_text="One a line.")
    unit_id = models.CharField(
        "IPEDS unit ID", max_length=10, unique=True, null=True, blank=True,
        help_text="The school's number at nces.ed.gov/collegenavigator, when it has one.",
    )  # fmt: skip
    control = models.CharField(max_length=10, choices=Control, blank=True)
    street = PublicCharField(max_length=200, blank=True)
    city = PublicCharField(max_length=100, blank=True)
    state = models.CharField(max_length=2, blank=True, help_text="Postal code: WA.")
    zip_code = models.CharField("ZIP code", max_length=10, blank=True)
    area = models.ForeignKey(
        Area, on_delete=models.SET_NULL, null=True, blank=True, help_text="The metropolitan area or county it is in."
    )
    url = WebAddressField("web address", blank=True)
    is_open = models.BooleanField(
        default=True, help_text="Closed schools are kept for old links and left out of lists."
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [web_address_constraint("careers_school_url_is_web")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("careers:school_detail", args=[self.slug])

    @property
    def other_name_list(self) -> list[str]:
        return items(self.other_names)

    @property
    def state_name(self) -> str:
        """`Washington` of `WA`; the letters themselves where nobody knows them, nothing where nobody gave any."""
        return STATE_NAMES.get(self.state, self.state)

    @property
    def place(self) -> str:
        """`Yakima, WA`, or as much of it as is known."""
        return ", ".join(part for part in (self.city, self.state) if part)

    @property
    def navigator_url(self) -> str:
        """Its page at the national College Navigator, where it has a number there."""
        return f"https://nces.ed.gov/collegenavigator/?id={self.unit_id}" if self.unit_id else ""


class ProgramOfferingQuerySet(models.QuerySet):
    def listed(self) -> "ProgramOfferingQuerySet":
        """What open schools offer."""
        return self.filter(school__is_open=True)

    def levels(self) -> models.QuerySet:
        """Pairs of a program's key and a level that schools offer it at, each once."""
        return self.order_by().values_list("program", "award_level").distinct()

    def releases(self) -> models.QuerySet[DataRelease]:
        """The releases that say so, each once."""
        return DataRelease.objects.filter(pk__in=self.order_by().values("release")).order_by("source", "title", "pk")

    def by_program_and_state(self) -> models.QuerySet:
        """A program's key, a state's letters, and how many schools there offer the program."""
        return self.order_by().values_list("program", "school__state").annotate(Count("school", distinct=True))


class ProgramOffering(Imported):
    """One program at one school."""

    program = models.ForeignKey(EducationProgram, on_delete=models.CASCADE, related_name="offerings")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="offerings")
    name = PublicCharField(max_length=200, blank=True, help_text="What the school calls it, when it differs.")
    award_level = models.CharField(max_length=20, choices=AwardLevel, blank=True)
    length = PublicCharField(max_length=100, blank=True, help_text="As the school says it: 4 quarters, 900 hours.")
    cost = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)],
        help_text="Tuition and required fees for the whole program, in dollars, as published.",
    )  # fmt: skip
    url = WebAddressField("web address", blank=True)
    description = PublicTextField(blank=True)
    release = models.ForeignKey(
        DataRelease, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="source",
        help_text="The release this record came from. Empty: written here.",
    )  # fmt: skip

    objects = ProgramOfferingQuerySet.as_manager()

    class Meta:
        ordering = ["school__name", "program__name"]
        constraints = [
            web_address_constraint("careers_programoffering_url_is_web"),
            # A state's list may have one program twice under one name, by day and in the evening.
            models.UniqueConstraint(
                fields=["program", "school", "name", "award_level", "source_key"], name="careers_programoffering_unique",
                violation_error_message="This school already offers this program under this name and level.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name or self.program.name}, {self.school}"


class CipSocPair(Imported):
    """That graduates of a program may work in a SOC group, by the CIP–SOC crosswalk. Careers learn their programs from it."""

    program = models.ForeignKey(EducationProgram, on_delete=models.CASCADE, related_name="soc_pairs")
    soc = models.ForeignKey(SocGroup, on_delete=models.CASCADE, related_name="cip_pairs", verbose_name="SOC group")

    class Meta:
        ordering = ["soc__code", "program__cip_code"]
        verbose_name = "CIP–SOC pair"
        constraints = [
            models.UniqueConstraint(
                fields=["program", "soc"], name="careers_cipsocpair_unique",
                violation_error_message="This pair is there already.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.program.cip_code} – {self.soc.code}"


class ProgramLinkKind(models.TextChoices):
    DIRECT = "direct", "Directly related"
    CONSIDER = "consider", "To consider"


class ProgramLinkQuerySet(models.QuerySet):
    def public(self) -> "ProgramLinkQuerySet":
        """Links to published careers, with what a list of careers shows of them; direct ones first, then by title."""
        careers = self.filter(occupation__status="published").select_related("occupation", "release")
        shown = ("occupation__title", "occupation__slug", "occupation__entry_education")
        # A career's record is long, and a school's page names hundreds.
        return careers.only("kind", "program", "release", *shown).order_by("-kind", "occupation__title", "pk")


class ProgramLink(Imported):
    """That a program of study leads to a career, and how straight."""

    occupation = models.ForeignKey("careers.Occupation", on_delete=models.CASCADE, related_name="program_links")
    program = models.ForeignKey(EducationProgram, on_delete=models.CASCADE, related_name="program_links")
    kind = models.CharField(max_length=8, choices=ProgramLinkKind, default=ProgramLinkKind.DIRECT)
    release = models.ForeignKey(
        DataRelease, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = ProgramLinkQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "position", "program__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "program"], name="careers_programlink_unique",
                violation_error_message="This career already lists this program.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.program} ({self.get_kind_display()})"
