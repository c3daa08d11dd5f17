"""Raises the edition with every change of what public pages show, and remembers rows that editors delete.

Bulk statements (`bulk_create`, `update`) send no signals; whoever uses them calls `Edition.objects.bump()` once.
"""

from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from careers.models import PUBLIC_MODELS, Edition, Imported, RemovedRow


def bump_edition(*, action: str = "post_save", **kwargs) -> None:
    """Receiver of every signal below; of the many-to-many ones only those sent after the change count."""
    if action.startswith("post_"):
        Edition.objects.bump()


def remember_removed(
    *, sender: type[Imported], instance: Imported, origin: models.Model | models.QuerySet, **kwargs
) -> None:
    """Receiver of the deletion of a row that came from a source. Rows that go with their owner are not meant."""
    meant = origin.model if isinstance(origin, models.QuerySet) else type(origin)
    if instance.source_key and meant is sender:
        RemovedRow.remember(instance)


def connect() -> None:
    for model in PUBLIC_MODELS:
        name = model.__name__
        post_save.connect(bump_edition, sender=model, dispatch_uid=f"edition_save_{name}")
        post_delete.connect(bump_edition, sender=model, dispatch_uid=f"edition_delete_{name}")
        if issubclass(model, Imported):
            pre_delete.connect(remember_removed, sender=model, dispatch_uid=f"removed_{name}")
        for field in model._meta.local_many_to_many:
            m2m_changed.connect(
                bump_edition, sender=field.remote_field.through, dispatch_uid=f"edition_{name}_{field.name}"
            )
    # Taking a mark away lets a row come back with the next import, which would else be taken for one without effect.
    post_delete.connect(bump_edition, sender=RemovedRow, dispatch_uid="edition_delete_RemovedRow")
