"""The journal: who did what to what, by opaque keys, and the seals that show whether anyone rewrote it.

Lines are added, never changed nor deleted; only the retention takes away whole sealed segments.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .rules import Line


class AppendOnlyError(TypeError):
    """Someone tried to rewrite the journal."""

    def __init__(self) -> None:
        super().__init__("the journal is append-only: add a line that corrects, never change one")


class EntryQuerySet(models.QuerySet["Entry"]):
    """Lines of the journal. Whatever would change or delete one is refused."""

    def between(self, start: datetime | None, end: datetime | None) -> EntryQuerySet:
        """Lines written from `start` on and before `end`; None leaves that side open."""
        after = Q(at__gte=start) if start else Q()
        return self.filter(after & (Q(at__lt=end) if end else Q()))

    def unsealed(self) -> EntryQuerySet:
        """Lines added after the last seal, in the order of their numbers."""
        last = Segment.objects.aggregate(last=models.Max("last_row"))["last"] or 0
        return self.filter(pk__gt=last).order_by("pk")

    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError

    def delete(self) -> NoReturn:
        raise AppendOnlyError

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError

    def update_or_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("update_conflicts"):
            raise AppendOnlyError
        return super().bulk_create(objs, *args, **kwargs)


class Entry(models.Model):
    """One act: `actor_key` is the user's opaque identifier (none for the machine or someone not signed in),
    `action` a dotted verb, `target` an opaque reference, `detail` codes and identifiers only."""

    at = models.DateTimeField(_("moment"), default=timezone.now, editable=False, db_index=True)
    actor_key = models.UUIDField(_("auteur (clé)"), null=True, blank=True, db_index=True)
    action = models.CharField(_("acte"), max_length=80, db_index=True)
    target = models.CharField(_("objet"), max_length=160, blank=True, db_index=True)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    detail = models.JSONField(_("précisions"), default=dict, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("ligne du journal")
        verbose_name_plural = _("lignes du journal")
        ordering = ["-pk"]
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.action} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError

    def line(self) -> Line:
        """The line as it is hashed."""
        actor = str(self.actor_key) if self.actor_key else ""
        return Line(self.pk, self.at, actor, self.action, self.target, self.organisation, self.detail)


class Segment(models.Model):
    """A sealed stretch of the journal: its first and last numbers, how many lines, their hash, and its link.

    The link ties it to the segment before. It stays as a checkpoint when its lines are purged.
    """

    first_row = models.BigIntegerField(_("première ligne"), unique=True)
    last_row = models.BigIntegerField(_("dernière ligne"), unique=True)
    count = models.PositiveIntegerField(_("nombre de lignes"))
    starts_at = models.DateTimeField(_("du"))
    ends_at = models.DateTimeField(_("au"))
    lines_sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(_("sceau"), max_length=64, unique=True)
    sealed_at = models.DateTimeField(_("scellé le"))
    purged_at = models.DateTimeField(_("purgé le"), null=True, blank=True)

    class Meta:
        verbose_name = _("segment scellé du journal")
        verbose_name_plural = _("segments scellés du journal")
        ordering = ["first_row"]

    def __str__(self) -> str:
        return f"{self.first_row}-{self.last_row}"
