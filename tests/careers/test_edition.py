"""The edition rises with every public change, and with no other."""

import pytest
from django.db import transaction

from careers.models import (
    AlternateTitle,
    Edition,
    EditorialNote,
    ImportRun,
    Occupation,
    Resource,
    ResourceTopic,
    SearchMiss,
)
from tests import builders

pytestmark = pytest.mark.django_db


def test_saving_and_deleting_public_records_raises_the_edition():
    career = builders.occupation()
    for change in (
        career.save,
        lambda: AlternateTitle.objects.create(occupation=career, title="Other"),
        lambda: career.alternate_titles.get().delete(),
        lambda: career.pathways.add(builders.pathway()),
        career.pathways.clear,
        lambda: builders.wage(career.soc, builders.state()),
    ):
        before = Edition.objects.number()
        change()
        assert Edition.objects.number() > before


def test_staff_records_do_not_raise_the_edition():
    career = builders.occupation()
    resource = builders.resource()
    before = Edition.objects.number()
    EditorialNote.objects.create(target=career, text="Look again in May.")
    ImportRun.objects.create(files=[{"name": "wages.xlsx"}])
    SearchMiss.objects.create(query="space pirate")
    resource.link_checks.create(result=Resource.LinkState.OK)
    assert Edition.objects.number() == before


def test_change_taken_back_takes_its_edition_with_it():
    career = builders.occupation()
    before = Edition.objects.number()
    with transaction.atomic():
        career.save()
        assert Edition.objects.number() == before + 1
        transaction.set_rollback(True)
    assert Edition.objects.number() == before


def test_first_change_ever_makes_the_edition():
    Edition.objects.all().delete()
    assert Edition.objects.number() == 0
    ResourceTopic.objects.create(name="Money", slug="money")
    assert Edition.objects.number() == 1
    Occupation.objects.filter(pk=0).delete()
    assert Edition.objects.number() == 1
