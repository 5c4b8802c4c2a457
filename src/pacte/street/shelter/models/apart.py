"""Two persons who are never placed on one site. No explanation, no log and no other page tells of it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.people.models import Person


class KeptApart(models.Model):
    """`person` is never on the same site as `other`, and the other way round. Only who follows `person` reads it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    other = models.ForeignKey(Person, models.CASCADE, related_name="+")
    set_at = models.DateTimeField(_("depuis"), default=timezone.now)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(_("jusqu’à"), null=True, blank=True)

    class Meta:
        verbose_name = _("jamais sur le même site")
        verbose_name_plural = _("jamais sur le même site")
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("other")), name="apart_from_someone_else"),
            models.UniqueConstraint(
                fields=["person", "other"], condition=Q(ended_at__isnull=True), name="kept_apart_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)
