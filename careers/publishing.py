"""Changes the public feels at once: a career's status and address, and which release of figures is shown."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from careers.models import DataRelease, Edition, Occupation, PreviousSlug


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
    if before is None or before.slug == career.slug:
        return ""
    # A career that takes back an address it had before needs no way from it.
    PreviousSlug.objects.filter(occupation=career, slug=career.slug).delete()
    if not before.first_published_at:
        return ""
    PreviousSlug.objects.get_or_create(slug=before.slug, defaults={"occupation": career})
    return before.slug


@transaction.atomic
def make_current(release: DataRelease) -> None:
    """Show this release in public, and no other of the same source and dataset."""
    siblings = DataRelease.objects.filter(source=release.source, dataset=release.dataset)
    siblings.exclude(pk=release.pk).update(is_current=False)
    siblings.filter(pk=release.pk).update(is_current=True)
    Edition.objects.bump()
