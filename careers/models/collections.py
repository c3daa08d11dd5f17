"""Collections: lists of careers that staff keep, such as *Start without a degree*."""

import re
from functools import cached_property
from html import unescape

from django.conf import settings
from django.db import models
from django.db.models import Prefetch
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from careers.fields import ProseField, PublicCharField, sanitize_prose
from careers.models.occupation import Occupation

_PARAGRAPH_ENDS = re.compile(r"</(?:p|li|h[1-6])>|<br\b[^>]*>", re.IGNORECASE)
_SENTENCE = re.compile(r".*?\w{2}[”’\")]*[.!?]+[”’\")]*(?=\s|$)")
"""Up to the first end of a sentence. The point after a single letter (`e.g.`, `U.S.`) ends none."""


class CollectionQuerySet(models.QuerySet):
    def published(self) -> "CollectionQuerySet":
        """Collections the public may see."""
        return self.filter(is_published=True)

    def once_public(self) -> "CollectionQuerySet":
        """Those that are public or were: an address they had before still answers."""
        return self.filter(first_published_at__isnull=False)

    def in_order(self) -> "CollectionQuerySet":
        """As the home page shows them."""
        return self.order_by("position", Lower("title"), "pk")

    def with_careers(self) -> "CollectionQuerySet":
        """Each with its entries, as `entries_shown()` needs them: one query more, and one for each further step to a successor."""
        return self.prefetch_related(Prefetch("entries", CollectionEntry.objects.with_career()))

    def listed(self) -> "list[Collection]":
        """The published collections that hold a career the public may see, in their order. Two queries."""
        return [one for one in self.published().in_order().with_careers() if one.entries_shown]


class Collection(models.Model):
    """A list of careers that staff put together and keep, with a page of its own and a card on the home page."""

    title = PublicCharField(max_length=80, help_text="What these careers have in common: Start without a degree.")
    slug = models.SlugField(
        "address",
        max_length=100,
        unique=True,
        help_text="The last part of the page's address. The old one goes on answering when you change it.",
    )
    introduction = ProseField(
        help_text="Who this is for and what joins these careers. Its first sentence stands on the card."
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Smaller numbers come first. The home page has room for six."
    )
    is_published = models.BooleanField(
        "published", default=False,
        help_text="Only published collections are public. Switch off to take this one from every page without losing it: "
        "its address then says that it is no longer kept.",
    )  # fmt: skip
    first_published_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="From then on its address is kept, whatever becomes of it."
    )
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = CollectionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        if self.is_published and self.first_published_at is None:
            self.first_published_at = timezone.now()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("careers:collection_detail", args=[self.slug])

    @property
    def lead(self) -> str:
        """The first sentence of its introduction, without markup."""
        text = unescape(strip_tags(_PARAGRAPH_ENDS.sub("\n", sanitize_prose(self.introduction))))
        line = next((" ".join(line.split()) for line in text.splitlines() if line.strip()), "")
        sentence = _SENTENCE.match(line)
        return sentence[0] if sentence else line

    @cached_property
    def entries_shown(self) -> "list[CollectionEntry]":
        """Its entries as the public sees them: those without a public career are left out, and no career stands there twice.

        Of a collection `with_careers()`.
        """
        entries = [entry for entry in self.entries.all() if entry.career]
        own = {entry.career.pk for entry in entries if not entry.is_stand_in}
        shown: dict[int, CollectionEntry] = {}
        for entry in entries:
            if not (entry.is_stand_in and entry.career.pk in own):
                shown.setdefault(entry.career.pk, entry)
        return list(shown.values())


class CollectionEntryQuerySet(models.QuerySet):
    def with_career(self) -> "CollectionEntryQuerySet":
        """With as much of the career, and of the one that replaced it, as a list needs."""
        names = ("title", "slug", "status", "replaced_by")
        careers = ("occupation", "occupation__replaced_by")
        columns = [f"{career}__{name}" for career in careers for name in names]
        return self.select_related(*careers).only("collection", "position", "remark", *columns)


class CollectionEntry(models.Model):
    """That a career is in a collection, where in it, and why."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="entries")
    occupation = models.ForeignKey(
        Occupation, on_delete=models.CASCADE, related_name="collection_entries", verbose_name="career"
    )
    remark = PublicCharField(
        max_length=200, blank=True, help_text="Why this career is here, in a sentence. Shown below its card."
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = CollectionEntryQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "collection entries"
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "occupation"], name="careers_collectionentry_unique",
                violation_error_message="This collection already has this career.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.occupation)

    @cached_property
    def career(self) -> Occupation | None:
        """The career the public sees here: its own, or the one that stands in for a retired one; None if none is public."""
        is_public = self.occupation.status == Occupation.Status.PUBLISHED
        return self.occupation if is_public else self.occupation.successor()

    @property
    def is_stand_in(self) -> bool:
        return self.career is not None and self.career.pk != self.occupation_id


class PreviousCollectionSlug(models.Model):
    """An address a collection had before; it goes on answering for ever."""

    collection = models.ForeignKey(Collection, on_delete=models.CASCADE, related_name="previous_slugs")
    slug = models.SlugField("address", max_length=100, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["slug"]
        verbose_name = "previous address of a collection"
        verbose_name_plural = "previous addresses of collections"

    def __str__(self) -> str:
        return self.slug
