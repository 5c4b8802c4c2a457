"""The file: an organisation follows a person; and who, in that organisation, does."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from ..enums import CareNeed, ClosingReason, Housing, Purpose, WorkerEnd
from ..rules.sight import HANDOVER_DAYS
from .persons import Person


class FileQuerySet(models.QuerySet["File"]):
    def open(self) -> FileQuerySet:
        """Follow-ups that go on."""
        return self.filter(closed_on__isnull=True)


class File(models.Model):
    """An organisation follows a person: since when, why, until when. What it learns there is the organisation's own.

    `territory` is that of the team (none: the whole organisation). `version` grows at each change of what the file
    says itself, so that two workers writing at once are told.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="files")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    territory = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="+")
    purpose = models.CharField(_("objet du suivi"), max_length=20, choices=Purpose)
    opened_on = models.DateField(_("ouvert le"), default=timezone.localdate)
    closed_on = models.DateField(_("fermé le"), null=True, blank=True)
    closing_reason = models.CharField(_("motif de fin"), max_length=20, choices=ClosingReason, blank=True)
    housing = models.CharField(_("lieu de vie"), max_length=20, choices=Housing, blank=True)
    care_need = models.CharField(_("besoin de soins"), max_length=10, choices=CareNeed, blank=True)
    reduced_mobility = models.BooleanField(_("mobilité réduite"), default=False)
    has_animal = models.BooleanField(_("avec un animal"), default=False)
    summary = models.TextField(_("situation en quelques mots"), blank=True)
    last_news_at = models.DateTimeField(_("dernières nouvelles"), default=timezone.now)
    archived_at = models.DateTimeField(_("archivé le"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = FileQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"], condition=Q(closed_on__isnull=True), name="one_open_file"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="file_closed_after_opened"
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names the file."""
        return f"people.File:{self.key}"

    @property
    def is_open(self) -> bool:
        return self.closed_on is None and self.archived_at is None

    @property
    def lead(self) -> FileWorker | None:
        """The worker in charge now, if there is one."""
        return next((worker for worker in self.workers.all() if worker.is_lead and worker.until is None), None)


class FileWorkerQuerySet(models.QuerySet["FileWorker"]):
    def current(self) -> FileWorkerQuerySet:
        """Those who follow the file now."""
        return self.filter(until__isnull=True)

    def just_handed_over(self, at: datetime | None = None) -> FileWorkerQuerySet:
        """Those who handed the file over less than thirty days ago: they still read."""
        since = (at or timezone.now()) - timedelta(days=HANDOVER_DAYS)
        return self.filter(end=WorkerEnd.HANDOVER, until__gte=since)


class FileWorker(models.Model):
    """A worker follows a file between two moments; one leads."""

    file = models.ForeignKey(File, models.CASCADE, related_name="workers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    is_lead = models.BooleanField(_("en charge"), default=False)
    since = models.DateTimeField(_("depuis"), default=timezone.now)
    until = models.DateTimeField(_("jusqu’à"), null=True, blank=True)
    end = models.CharField(_("fin"), max_length=20, choices=WorkerEnd, blank=True)

    objects = FileWorkerQuerySet.as_manager()

    class Meta:
        verbose_name = _("professionnel d’un dossier")
        verbose_name_plural = _("professionnels des dossiers")
        constraints = [
            models.UniqueConstraint(
                fields=["file", "user"], condition=Q(until__isnull=True), name="worker_once_on_a_file"
            ),
            models.UniqueConstraint(
                fields=["file"], condition=Q(until__isnull=True, is_lead=True), name="one_lead_worker"
            ),
        ]
        indexes = [models.Index(fields=["user", "until"], name="files_of_a_worker")]

    def __str__(self) -> str:
        return f"{self.file_id} · {self.user_id}"
