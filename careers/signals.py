"""Raises the edition with every change of what public pages show.

Bulk statements (`bulk_create`, `update`) send no signals; whoever uses them calls `Edition.objects.bump()` once.
"""

from django.db.models.signals import m2m_changed, post_delete, post_save

from careers.models import PUBLIC_MODELS, Edition


def bump_edition(*, action: str = "post_save", **kwargs) -> None:
    """Receiver of every signal below; of the many-to-many ones only those sent after the change count."""
    if action.startswith("post_"):
        Edition.objects.bump()


def connect() -> None:
    for model in PUBLIC_MODELS:
        post_save.connect(bump_edition, sender=model, dispatch_uid=f"edition_save_{model.__name__}")
        post_delete.connect(bump_edition, sender=model, dispatch_uid=f"edition_delete_{model.__name__}")
        for field in model._meta.local_many_to_many:
            m2m_changed.connect(
                bump_edition, sender=field.remote_field.through, dispatch_uid=f"edition_{model.__name__}_{field.name}"
            )
