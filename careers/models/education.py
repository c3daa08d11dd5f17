"""Programs of study, the schools, and which school offers which program."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from careers.codes import CIP_FORMAT, CIP_MESSAGE, AwardLevel, validate_cip
from careers.fields import LinesField, PublicCharField, PublicTextField, WebAddressField, web_address_constraint
from careers.models.classification import Area, SocGroup
from careers.models.imported import Imported
from careers.models.labor_market import DataRelease


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

    class Meta:
        ordering = ["name"]
        constraints = [web_address_constraint("careers_school_url_is_web")]

    def __str__(self) -> str:
        return self.name


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


class ProgramLink(Imported):
    """That a program of study leads to a career, and how straight."""

    occupation = models.ForeignKey("careers.Occupation", on_delete=models.CASCADE, related_name="program_links")
    program = models.ForeignKey(EducationProgram, on_delete=models.CASCADE, related_name="program_links")
    kind = models.CharField(max_length=8, choices=ProgramLinkKind, default=ProgramLinkKind.DIRECT)
    release = models.ForeignKey(
        DataRelease, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    position = models.PositiveSmallIntegerField(default=0)

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
