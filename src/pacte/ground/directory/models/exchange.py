"""A file of places that somebody handed in: what it would change, what is wrong in it, what became of it."""

from __future__ import annotations

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..enums import ExchangeFormat, ImportStage


class DirectoryImport(models.Model):
    """One file: received, rehearsed, then confirmed and written, or refused.

    The file itself lies in the data folder under `key` until it is written or given up, then is deleted. `faults` are
    [where, what, remedy], `preview` what would change, both in the language of whoever handed the file in. Neither
    holds an address: a source may not know that a place has become confidential.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    source = models.SlugField(_("source"), max_length=60)
    format = models.CharField(_("format"), max_length=20, choices=ExchangeFormat)
    suffix = models.CharField(max_length=8, editable=False)
    stage = models.CharField(_("état"), max_length=12, choices=ImportStage, default=ImportStage.RECEIVED)
    keep_valid = models.BooleanField(_("garder les lignes justes"), default=False)
    file_sha256 = models.CharField(max_length=64)
    created = models.PositiveIntegerField(_("fiches créées"), default=0)
    changed = models.PositiveIntegerField(_("fiches changées"), default=0)
    unchanged = models.PositiveIntegerField(_("fiches inchangées"), default=0)
    left_out = models.PositiveIntegerField(_("fiches laissées de côté"), default=0)
    faults = models.JSONField(_("erreurs"), default=list, blank=True)
    preview = models.JSONField(_("ce qui change"), default=dict, blank=True)
    job_key = models.UUIDField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("import de lieux")
        verbose_name_plural = _("imports de lieux")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def path(self) -> Path:
        """Where the file waits: the opaque key and the kind of file, never what its sender called it."""
        return Path(settings.MEDIA_ROOT) / "directory-imports" / f"{self.key.hex}{self.suffix}"
