"""Changes the public feels at once: status and address of a career or a collection, and which release of figures is shown."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from careers.models import Collection, DataRelease, Edition, Occupation, PreviousCollectionSlug, PreviousSlug


def refuse_taken_address(slug: str, career: Occupation) -> None:
    """Refuse the address that another career had before: old links to it lead there."""
    if (
        PreviousSlug.objects.filter(slug=slug, occupation__first_published_at__isnull=False)
        .exclude(occupation=career.pk)
        .exists()
    ):
        raise ValidationError(
            "Another career had this address before, and old links to it still lead there. Choose another."
        )


def refuse_hiding(status: str, career: Occupation) -> None:
    """Refuse to take a career off the site that was public: people have its address."""
    if career.first_published_at and status not in (Occupation.Status.PUBLISHED, Occupation.Status.RETIRED):
        raise ValidationError(
            "This career has been public, and people have its address. Keep it published, or retire it: the address then "
            "says so, or leads to the career that replaces it."
        )


@transaction.atomic
def save_career(career: Occupation, by: AbstractBaseUser | None) -> str:
    """Save a career, stamp a change of its status, and keep an address that was once public.

    Gives the address that was kept, or nothing.
    """
    before = (
        Occupation.objects.select_for_update().filter(pk=career.pk).only("slug", "status", "first_published_at").first()
    )
    if before is None or before.status != career.status:
        career.status_changed_at, career.status_changed_by = timezone.now(), by
    career.save()
    return _kept_address(career, before, PreviousSlug, "occupation")


def _kept_address(record: models.Model, before: models.Model | None, previous: type[models.Model], owner: str) -> str:
    """Keep the address a record had `before` it was saved, among its `previous` ones, if it was ever public.

    Gives that address, or nothing. `owner` names the record in a row of previous addresses.
    """
    if before is None or before.slug == record.slug:
        return ""
    # A record that takes back an address it had before needs no way from it.
    previous.objects.filter(**{owner: record}, slug=record.slug).delete()
    if not before.first_published_at:
        return ""
    previous.objects.get_or_create(slug=before.slug, defaults={owner: record})
    return before.slug


def refuse_taken_collection_address(slug: str, collection: Collection) -> None:
    """Refuse the address that another collection had before: old links to it lead there."""
    if PreviousCollectionSlug.objects.filter(slug=slug).exclude(collection=collection.pk).exists():
        raise ValidationError(
            "Another collection had this address before, and old links to it still lead there. Choose another."
        )


@transaction.atomic
def save_collection(collection: Collection, by: AbstractBaseUser | None) -> str:
    """Save a collection, stamp who did, and keep an address that was once public.

    Gives the address that was kept, or nothing.
    """
    before = Collection.objects.select_for_update().filter(pk=collection.pk).only("slug", "first_published_at").first()
    collection.updated_by = by
    collection.save()
    return _kept_address(collection, before, PreviousCollectionSlug, "collection")


@transaction.atomic
def make_current(release: DataRelease) -> None:
    """Show this release in public, and no other of the same source and dataset."""
    siblings = DataRelease.objects.filter(source=release.source, dataset=release.dataset)
    siblings.exclude(pk=release.pk).update(is_current=False)
    siblings.filter(pk=release.pk).update(is_current=True)
    Edition.objects.bump()
