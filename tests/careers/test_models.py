"""Constraints, each twice: the sentence a person meets, and the table's own refusal. And what querysets promise."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from careers.codes import FigureStatus
from careers.models import (
    AlternateTitle,
    Area,
    DataRelease,
    LinkCheck,
    Occupation,
    OccupationWording,
    PreviousSlug,
    ProgramOffering,
    RelatedOccupation,
    Resource,
    School,
    WageStat,
)
from tests import builders

pytestmark = pytest.mark.django_db


def sentence(record) -> list[str]:
    """What `full_clean` says of a record."""
    with pytest.raises(ValidationError) as refusal:
        record.full_clean()
    return refusal.value.messages


def refused_by_table(change) -> bool:
    """Whether the database itself refuses a change that went past every form."""
    try:
        with transaction.atomic():
            change()
    except IntegrityError:
        return True
    return False


@pytest.mark.parametrize(
    ("field", "wrong", "right", "said"),
    [
        ("onet_soc_code", "17-3029.9", "17-3029.09", "An O*NET-SOC code is"),
        ("dot_code", "652382010", "652.382-010", "A DOT code is"),
        ("holland_code", "RR", "RIC", "A Holland code is"),
    ],
)
def test_occupation_code_of_the_wrong_form_is_refused(field, wrong, right, said):
    career = builders.occupation()
    setattr(career, field, wrong)
    assert [message[: len(said)] for message in sentence(career)] == [said]
    assert refused_by_table(lambda: Occupation.objects.filter(pk=career.pk).update(**{field: wrong}))
    setattr(career, field, right)
    career.full_clean()
    assert Occupation.objects.filter(pk=career.pk).update(**{field: right}) == 1


def test_onet_soc_code_of_another_career_is_refused_and_none_is_free():
    builders.occupation(onet_soc_code="17-3029.09")
    other = builders.occupation(onet_soc_code="")
    assert builders.occupation(onet_soc_code="").pk
    other.onet_soc_code = "17-3029.09"
    assert sentence(other) == ["Another career already carries this O*NET-SOC code."]
    assert refused_by_table(lambda: Occupation.objects.filter(pk=other.pk).update(onet_soc_code="17-3029.09"))


def test_soc_code_of_the_wrong_form_is_refused():
    group = builders.soc_group("17-3029")
    group.code = "173029"
    assert sentence(group) == ["A SOC code is two digits, a hyphen and four digits, like 17-3029."]
    assert refused_by_table(lambda: type(group).objects.filter(pk=group.pk).update(code="173029"))


def test_soc_code_may_stand_once_in_each_edition():
    group = builders.soc_group("17-3029", edition=2018)
    assert builders.soc_group("17-3029", edition=2010).pk != group.pk
    again = type(group)(edition=2018, code="17-3029", title="Again", level="detailed")
    assert sentence(again) == ["This edition of the SOC already has a group with this code."]
    assert refused_by_table(again.save)


def test_cip_code_of_the_wrong_form_is_refused():
    program = builders.program("15.0613")
    program.cip_code = "15.061"
    assert sentence(program) == ["A CIP code is a family, series or program of study: 15, 15.06 or 15.0613."]
    assert refused_by_table(lambda: type(program).objects.filter(pk=program.pk).update(cip_code="15.061"))


@pytest.mark.parametrize(
    ("lower", "higher"), [("pct10", "pct25"), ("pct25", "median"), ("median", "pct75"), ("pct10", "pct90")]
)
@pytest.mark.parametrize("period", ["hourly", "annual"])
def test_percentiles_out_of_order_are_refused_at_the_higher_one(period, lower, higher):
    row = builders.wage(builders.soc_group(), builders.state(), median=None)
    figures = {f"{period}_{lower}": Decimal(30), f"{period}_{higher}": Decimal(20)}
    figures |= {f"{name}_status": FigureStatus.PUBLISHED for name in figures}
    for name, value in figures.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert list(refusal.value.message_dict) == [f"{period}_{higher}"]
    assert refusal.value.messages[0].endswith("Percentiles must rise.")
    assert refused_by_table(lambda: WageStat.objects.filter(pk=row.pk).update(**figures))
    equal = figures | {f"{period}_{lower}": Decimal(20)}
    assert WageStat.objects.filter(pk=row.pk).update(**equal) == 1


def test_figure_without_a_reason_for_its_absence_is_refused():
    row = builders.wage(builders.soc_group(), builders.state())
    row.hourly_median = None
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert list(refusal.value.message_dict) == ["hourly_median"]
    assert refused_by_table(lambda: WageStat.objects.filter(pk=row.pk).update(hourly_median=None))
    row.hourly_median_status = FigureStatus.WITHHELD
    row.full_clean()
    row.save()


def test_figure_beside_a_reason_for_its_absence_is_refused():
    row = builders.wage(builders.soc_group(), builders.state())
    row.hourly_median_status = FigureStatus.WITHHELD
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert list(refusal.value.message_dict) == ["hourly_median"]
    assert refused_by_table(lambda: WageStat.objects.filter(pk=row.pk).update(hourly_median_status="withheld"))


def test_one_wage_row_for_each_group_area_and_release():
    row = builders.wage(builders.soc_group(), builders.state())
    again = WageStat(soc=row.soc, area=row.area, release=row.release)
    assert sentence(again) == ["This release already has a wage row for this group and area."]
    assert refused_by_table(again.save)
    assert builders.wage(row.soc, row.area, builders.release()).pk
    assert builders.wage(row.soc, builders.metro(), row.release).pk


def test_outlook_years_must_follow_one_another():
    row = builders.outlook(builders.soc_group(), builders.state(), base_year=2024, projected_year=2034)
    row.projected_year = 2024
    assert sentence(row) == ["The projected year must be after the base year."]
    assert refused_by_table(row.save)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://example.org", "//example.org", "mailto:a@b.c"]
)
def test_resource_address_that_is_no_web_address_is_refused(url):
    resource = builders.resource()
    resource.url = url
    assert sentence(resource)[0] == "Enter a web address that starts with https:// or http://."
    assert refused_by_table(lambda: Resource.objects.filter(pk=resource.pk).update(url=url))


def test_one_release_of_a_source_and_dataset_is_current():
    current = builders.release("wages", source="BLS")
    older = DataRelease(source="BLS", dataset="wages", title="Survey", reference_period="May 2023")
    assert sentence(older) == ["Another release of this source and dataset is current. Switch that one off first."]
    assert refused_by_table(older.save)
    older.is_current = False
    older.full_clean()
    older.save()
    assert list(DataRelease.objects.current()) == [current]


def test_only_a_retired_career_is_replaced():
    career, other = builders.occupation(), builders.occupation()
    career.replaced_by = other
    assert sentence(career) == ["Only a retired career is replaced by another. Retire it, or empty this field."]
    assert refused_by_table(career.save)
    career.status = Occupation.Status.RETIRED
    career.full_clean()
    career.save()


def test_career_is_not_related_to_itself_or_twice_to_another():
    career, other = builders.occupation(), builders.occupation()
    link = RelatedOccupation.objects.create(occupation=career, to_occupation=other)
    link.to_occupation = career
    assert sentence(link) == ["A career is not related to itself."]
    assert refused_by_table(link.save)
    again = RelatedOccupation(occupation=career, to_occupation=other)
    assert sentence(again) == ["This career already lists that one."]
    assert refused_by_table(again.save)


def test_alternate_title_twice_is_refused_whatever_its_case():
    career = builders.occupation()
    AlternateTitle.objects.create(occupation=career, title="Staff Nurse")
    again = AlternateTitle(occupation=career, title="staff nurse")
    assert sentence(again) == ["This career already has this name."]
    assert refused_by_table(AlternateTitle(occupation=career, title="Staff Nurse").save)
    assert AlternateTitle.objects.create(occupation=builders.occupation(), title="Staff Nurse").pk


def test_wording_that_says_nothing_is_refused():
    career = builders.occupation()
    assert sentence(OccupationWording(occupation=career, key="tasks")) == ["Write the sentence, or tick “leave out”."]
    OccupationWording(occupation=career, key="tasks", is_off=True).full_clean()


def test_nation_has_nothing_above_it():
    nation = builders.nation()
    nation.parent = builders.state()
    assert sentence(nation) == ["The nation has no larger area above it."]
    assert refused_by_table(nation.save)


@pytest.mark.parametrize("status", Occupation.Status)
def test_published_holds_published_careers_alone(status):
    career = builders.occupation(status=status)
    assert list(Occupation.objects.published()) == ([career] if status == "published" else [])


@pytest.mark.parametrize(
    ("title", "in_text", "plural"),
    [
        ("Registered Nurses", "", "registered nurses"),
        ("EMTs and Paramedics", "", "EMTs and paramedics"),
        ("Secondary School Teachers, Except Special Education", "high school teachers", "high school teachers"),
    ],
)
def test_plural_reads_well_inside_a_sentence(title, in_text, plural):
    assert Occupation(title=title, title_in_text=in_text).plural == plural


@pytest.mark.parametrize(
    ("title", "onet_soc_code", "is_part"),
    [
        ("Web and Digital Interface Designers", "15-1255.00", False),
        ("Video Game Designers", "15-1255.01", True),
        ("Web and Digital Interface Designers", "15-1255.01", True),
        ("Interface Artists", "15-1255.00", True),
        ("Web and Digital Interface Designers", "", False),
    ],
)
def test_career_is_part_of_its_group_by_suffix_or_by_title(title, onet_soc_code, is_part):
    group = builders.soc_group("15-1255", "Web and Digital Interface Designers")
    assert Occupation(title=title, onet_soc_code=onet_soc_code, soc=group).is_part_of_soc is is_part


def test_areas_around_a_state_are_the_nation_the_state_and_its_parts():
    nation, state, yakima = builders.nation(), builders.state(), builders.metro()
    oregon = builders.state("Oregon", "OR", "41")
    builders.metro("Salem, OR", "41420", oregon)
    assert set(Area.objects.around("WA")) == {nation, state, yakima}


@pytest.mark.parametrize(
    ("kind", "name", "short"),
    [
        ("metro", "Lewiston, ID-WA", "Lewiston"),
        ("state", "Washington", "Washington"),
        ("county_group", "Adams, Chelan, and Douglas Counties", "Adams, Chelan, and Douglas Counties"),
    ],
)
def test_short_name_drops_the_states_behind_the_comma(kind, name, short):
    assert Area(kind=kind, name=name).short_name == short


@pytest.mark.parametrize(
    ("code", "edition", "said"),
    [
        ("17-3029", 2018, "The group above must be of a larger level"),
        ("17-3020", 2018, "The group above must be of a larger level"),
        ("17-3000", 2010, "The larger group is of SOC 2010."),
    ],
)
def test_group_above_another_is_larger_and_of_the_same_edition(code, edition, said):
    group = builders.soc_group("17-3020", level="broad")
    group.parent = builders.soc_group(code, edition=edition)
    assert [message[: len(said)] for message in sentence(group)] == [said]
    group.parent = builders.soc_group("17-3000")
    group.full_clean()


def test_group_is_not_its_own_parent():
    group = builders.soc_group("17-3020")
    assert refused_by_table(lambda: type(group).objects.filter(pk=group.pk).update(parent=group))


@pytest.mark.parametrize("model", [DataRelease, School, ProgramOffering, LinkCheck])
def test_every_web_address_is_one_in_the_table_too(model):
    record = {
        DataRelease: builders.release,
        School: builders.school,
        ProgramOffering: builders.offering,
        LinkCheck: lambda: LinkCheck.objects.create(resource=builders.resource(), result="ok"),
    }[model]()
    field = "final_url" if model is LinkCheck else "url"
    assert refused_by_table(lambda: model.objects.filter(pk=record.pk).update(**{field: "javascript:alert(1)"}))
    assert model.objects.filter(pk=record.pk).update(**{field: "https://example.org/"}) == 1


def test_scheme_of_a_web_address_is_written_small():
    resource = builders.resource()
    resource.url = "HTTPS://Example.org/A"
    resource.full_clean()
    assert resource.url == "https://Example.org/A"


def test_successor_is_the_published_career_at_the_end_of_the_way():
    last = builders.occupation("Last")
    middle = builders.occupation("Middle", status="retired", replaced_by=last)
    first = builders.occupation("First", status="retired", replaced_by=middle)
    assert first.successor() == last
    Occupation.objects.filter(pk=last.pk).update(status="retired", replaced_by=first)
    assert Occupation.objects.get(pk=first.pk).successor() is None


def test_career_is_first_published_once():
    career = builders.occupation(status="draft")
    assert career.first_published_at is None
    career.status = "published"
    career.save()
    first = career.first_published_at
    career.save()
    assert first is not None
    assert career.first_published_at == first


@pytest.mark.parametrize(
    ("name", "typed", "wrong", "said"),
    [
        (
            "pct25",
            9999,
            "pct25",
            "The 25th percentile (9999) is higher than the median (20.00). Percentiles must rise.",
        ),
        ("pct75", 1, "pct75", "The 75th percentile (1) is lower than the median (20.00). Percentiles must rise."),
        (
            "pct10",
            20,
            "pct25",
            "The 25th percentile (19.00) is lower than the 10th percentile (20). Percentiles must rise.",
        ),
    ],
)
def test_percentile_that_breaks_the_order_is_the_one_that_is_told(name, typed, wrong, said):
    row = builders.wage(builders.soc_group(), builders.state())
    setattr(row, f"hourly_{name}", Decimal(typed))
    assert row.disordered({}) == {f"hourly_{wrong}": said}


def test_percentiles_that_rise_or_stay_are_in_order():
    row = builders.wage(builders.soc_group(), builders.state())
    row.hourly_pct10 = Decimal(19)
    assert row.disordered({}) == {}


def test_level_of_a_group_is_that_of_its_code():
    group = builders.soc_group("11-1011", level="major")
    assert sentence(group) == ["By its zeros, 11-1011 is of the level “Detailed occupation”."]
    group.level = "detailed"
    group.full_clean()


@pytest.mark.parametrize(("key", "refused"), [("tasks", True), ("proxy_wages_state", False)])
def test_group_is_a_slot_of_the_sentences_about_a_larger_group_alone(key, refused):
    wording = OccupationWording(occupation=builders.occupation(), key=key, text="Within {group} ({code}) {plural}:")
    if refused:
        assert sentence(wording) == ["{group} and {code} stand only in the sentences about a larger group."]
    else:
        wording.full_clean()


def test_former_address_cannot_read_as_a_code():
    previous = PreviousSlug(occupation=builders.occupation(), slug="17-3029")
    assert sentence(previous) == ["An address cannot be a SOC code. Make it of the title."]
