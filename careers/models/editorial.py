"""What only staff see: notes, import runs and missed searches. No public query touches these tables."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone


class EditorialNote(models.Model):
    """A note of a member of staff on any record: never shown in public, never deleted with a change of the text."""

    class Kind(models.TextChoices):
        NOTE = "note", "Note"
        LINK_CHECK = "link_check", "Link checked"
        CHANGE = "change", "What was changed and why"
        WITHDRAWN = "withdrawn", "Text taken off the page"

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey("content_type", "object_id")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.NOTE)
    section = models.CharField(max_length=60, blank=True, help_text="The part of the page it is about, if one.")
    text = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False
    )
    author_name = models.CharField(
        max_length=150, blank=True, editable=False,
        help_text="Who wrote it, when that person has no account here: initials taken over from an older system.",
    )  # fmt: skip
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["content_type", "object_id"], name="careers_note_target")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.created_at:%Y-%m-%d}, {self.author or self.author_name or 'unknown'}"


class ImportRun(models.Model):
    """One import of official files: what came in, who started it, what it did."""

    class State(models.TextChoices):
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed, nothing was changed"

    files = models.JSONField(
        default=list, help_text="Name, SHA-256, what each was taken for, and why, if it was left aside."
    )
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    options = models.JSONField(default=dict, blank=True, help_text="What was asked for besides the files.")
    inputs = models.CharField(
        max_length=64, blank=True, editable=False,
        help_text="Stands for the files, what was asked for, and the importers: the same again can change nothing.",
    )  # fmt: skip
    edition = models.PositiveBigIntegerField(
        null=True, blank=True, editable=False, help_text="The edition of the public content when it was done."
    )
    counts = models.JSONField(default=dict, blank=True, help_text="By list: added, changed, and so on.")
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField("kept as edited", default=0)
    gone = models.PositiveIntegerField("no longer in the source", default=0)
    rejected = models.PositiveIntegerField(default=0)
    errors = models.JSONField(default=list, blank=True, help_text="The rows that were not taken, with the reason.")
    differences = models.JSONField(default=list, blank=True, help_text="What editors wrote otherwise than the source.")
    failure = models.TextField(blank=True, help_text="Why nothing was changed.")

    class Meta:
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"Import of {self.started_at:%Y-%m-%d %H:%M}"


class SearchMiss(models.Model):
    """A search that found nothing, counted. Nothing about who asked, from where, or when each time."""

    query = models.CharField(max_length=100, unique=True, help_text="Normalised: lower case, spaces folded.")
    count = models.PositiveIntegerField(default=1)
    last_seen = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["-count", "query"]
        verbose_name_plural = "search misses"

    def __str__(self) -> str:
        return self.query
