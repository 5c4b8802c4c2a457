"""What a follow-up is made of: notes, needs, steps, documents, and edits held back by a conflict."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.crypto import seal, unseal
from pacte.ground.documents.models import Attachment

from ..enums import DocumentKind, Need, NoteAudience, StepKind, StepOutcome
from .files import File
from .persons import Person


class Note(models.Model):
    """What was seen, said or done, for an audience. A health note is sealed, and read by the health class alone."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(File, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    happened_on = models.DateField(_("date"), default=timezone.localdate)
    audience = models.CharField(_("pour"), max_length=15, choices=NoteAudience, default=NoteAudience.WORKERS)
    is_health = models.BooleanField(_("note de santé"), default=False)
    text = models.TextField(_("note"), blank=True)
    sealed_health = models.TextField(blank=True)
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["-happened_on", "-pk"]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def words(self) -> str:
        """The note in clear. Only `reads.sight` decides who is given it."""
        return unseal(self.sealed_health) if self.is_health and self.sealed_health else self.text

    @words.setter
    def words(self, text: str) -> None:
        self.text, self.sealed_health = ("", seal(text)) if self.is_health else (text, "")


class NeedLine(models.Model):
    """A need that the person expressed, and when it was provided."""

    file = models.ForeignKey(File, models.CASCADE, related_name="needs")
    need = models.CharField(_("besoin"), max_length=20, choices=Need)
    expressed_on = models.DateField(_("exprimé le"), null=True, blank=True)
    provided_on = models.DateField(_("couvert le"), null=True, blank=True)

    class Meta:
        verbose_name = _("besoin")
        verbose_name_plural = _("besoins")
        ordering = ["-expressed_on", "pk"]

    def __str__(self) -> str:
        return f"{self.file_id} · {self.need}"


class Step(models.Model):
    """Something planned in a file: an appointment, a deadline, a task."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey(File, models.CASCADE, related_name="steps")
    kind = models.CharField(_("nature"), max_length=15, choices=StepKind)
    title = models.CharField(_("objet"), max_length=200)
    due_at = models.DateTimeField(_("pour le"))
    for_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    outcome = models.CharField(_("issue"), max_length=10, choices=StepOutcome, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("étape prévue")
        verbose_name_plural = _("étapes prévues")
        ordering = ["due_at", "pk"]

    def __str__(self) -> str:
        return str(self.key)


class FileDocument(models.Model):
    """A document kept in a file. A summary made for one partner names the sharing under which it may be opened."""

    file = models.ForeignKey(File, models.CASCADE, related_name="documents")
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    kind = models.CharField(_("nature"), max_length=15, choices=DocumentKind)
    sharing = models.ForeignKey("people.Sharing", models.SET_NULL, null=True, blank=True, related_name="summaries")
    added_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("document d’un dossier")
        verbose_name_plural = _("documents des dossiers")
        ordering = ["-added_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.file_id} · {self.kind}"


class HeldEdit(models.Model):
    """What someone typed while another was saving: kept, sealed, until they have chosen. Nobody loses a word.

    `subject` says what was being changed ("person:<key>", "file:<key>", "note:<key>"); `sealed_values` is the form.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    subject = models.CharField(max_length=60)
    sealed_values = models.TextField()
    held_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("saisie en attente")
        verbose_name_plural = _("saisies en attente")

    def __str__(self) -> str:
        return str(self.key)
