"""Attachments that nothing holds any more."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, ForeignObjectRel, OuterRef, QuerySet

from .models import Attachment


def orphans(before: datetime) -> QuerySet[Attachment]:
    """Attachments added before this moment to which no row of any room points."""
    found = Attachment.objects.filter(added_at__lt=before)
    for relation in Attachment._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            pointing = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
            found = found.filter(~Exists(pointing))
    return found
