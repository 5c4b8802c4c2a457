"""Files of the State's system (EXPLOC): the mapping of their columns, saved once, and what each import did."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation


class ExplocMapping(models.Model):
    """How an organisation's files are read: which column is which field, which of their words is which of ours."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    name = models.CharField(_("nom"), max_length=80)
    columns = models.JSONField(_("colonnes"), default=dict)
    words = models.JSONField(_("mots"), default=dict)
    is_sample = models.BooleanField(_("exemple"), default=False)
    saved_at = models.DateTimeField(_("enregistrée le"), default=timezone.now)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("correspondance EXPLOC")
        verbose_name_plural = _("correspondances EXPLOC")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="exploc_mapping_named_once")]

    def __str__(self) -> str:
        return self.name


class ExplocImport(models.Model):
    """One file read through a mapping, and what it did. The file itself is not kept."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mapping = models.ForeignKey(ExplocMapping, models.CASCADE, related_name="imports")
    at = models.DateTimeField(_("le"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    rows = models.PositiveIntegerField(_("lignes"), default=0)
    created = models.PositiveIntegerField(_("créées"), default=0)
    changed = models.PositiveIntegerField(_("modifiées"), default=0)
    unchanged = models.PositiveIntegerField(_("identiques"), default=0)
    refused = models.PositiveIntegerField(_("refusées"), default=0)
    faults = models.JSONField(_("défauts"), default=list)

    class Meta:
        verbose_name = _("import EXPLOC")
        verbose_name_plural = _("imports EXPLOC")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return str(self.key)
