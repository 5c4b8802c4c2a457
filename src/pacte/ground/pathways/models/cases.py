"""Cases: dated events, appended and never edited, and what they fold to."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.documents.models import Attachment
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import File, Household
from pacte.ground.referrals.models import Referral
from pacte.ground.territory.models import Territory

from ..enums import CaseEventKind, ClockHold, CorrectionReason, PauseReason, ReminderStep
from .schemes import PathwayScheme, SchemeVersion


class CaseQuerySet(models.QuerySet["Case"]):
    def running(self) -> CaseQuerySet:
        """Not ended yet."""
        return self.filter(closed_on__isnull=True)

    def of_scheme(self, key: str) -> CaseQuerySet:
        return self.filter(scheme__key=key)

    def in_the_open(self) -> CaseQuerySet:
        """Without restricted persons, who are in no list nor count shown to others."""
        return self.filter(Q(file__isnull=True) | Q(file__person__restricted_since__isnull=True))


class Case(models.Model):
    """A person's way through a scheme. `number` is its name: pages say "P-000123" where a name has no place.

    `file` is the follow-up it belongs to, and with it who may see it (none once the person is anonymised). `stage`,
    `outcome`, `closed_on` and `next_due_on` are what the events fold to, kept for lists; `events_count` is the rank
    of the last event. `lead` is the worker in charge.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(_("numéro"), unique=True)
    scheme = models.ForeignKey(PathwayScheme, models.PROTECT, related_name="cases")
    version = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="cases")
    file = models.ForeignKey(File, models.SET_NULL, null=True, blank=True, related_name="cases")
    household = models.ForeignKey(Household, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    territory = models.ForeignKey(Territory, models.PROTECT, null=True, blank=True, related_name="+")
    lead = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    opened_on = models.DateField(_("ouvert le"), default=timezone.localdate)
    closed_on = models.DateField(_("terminé le"), null=True, blank=True)
    outcome = models.SlugField(_("issue"), max_length=60, blank=True)
    stage = models.SlugField(_("étape"), max_length=60, blank=True)
    next_due_on = models.DateField(_("prochaine échéance"), null=True, blank=True)
    events_count = models.PositiveIntegerField(default=0)
    folded_at = models.DateTimeField(null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("parcours")
        verbose_name_plural = _("parcours")
        ordering = ["number"]
        indexes = [
            models.Index(fields=["scheme", "opened_on"], name="cases_of_a_scheme"),
            models.Index(fields=["lead", "next_due_on"], condition=Q(closed_on__isnull=True), name="cases_of_a_lead"),
            models.Index(fields=["organisation", "closed_on"], name="cases_of_an_organisation"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How pages name it where no name has a place."""
        return f"P-{self.number:06}"

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"pathways.Case:{self.key}"

    @property
    def is_running(self) -> bool:
        return self.closed_on is None


class CaseEvent(models.Model):
    """One event of a case (see rules/story.py). Appended under the case's lock; `rank` grows by one each time.

    `what` is a step, a fact, a clock, an outcome or a document; `value` is a fact's. A correction has a `target` and,
    unless it voids it, the replacement's own `what`, `on` and `value`, with `replaces` its kind. `sealed_words` is what
    the worker wrote, read by those who read the file's notes.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="events")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    rank = models.PositiveIntegerField()
    kind = models.CharField(_("nature"), max_length=12, choices=CaseEventKind)
    what = models.SlugField(_("objet"), max_length=60, blank=True)
    on = models.DateField(_("date"), null=True, blank=True)
    value = models.JSONField(_("valeur"), null=True, blank=True)
    fulfils = models.UUIDField(null=True, blank=True)
    target_event = models.UUIDField(null=True, blank=True)
    replaces = models.CharField(max_length=12, choices=CaseEventKind, blank=True)
    reason = models.CharField(
        _("raison"), max_length=20, blank=True,
        choices=[*CorrectionReason.choices, *PauseReason.choices],
    )  # fmt: skip
    sealed_words = models.TextField(blank=True)
    at = models.DateTimeField(_("noté le"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("événement d’un parcours")
        verbose_name_plural = _("événements de parcours")
        ordering = ["case", "rank"]
        constraints = [models.UniqueConstraint(fields=["case", "rank"], name="case_event_rank_once")]
        indexes = [models.Index(fields=["kind", "what", "on"], name="case_events_of_a_kind")]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.rank} · {self.kind}"


class CaseClockQuerySet(models.QuerySet["CaseClock"]):
    def live(self) -> CaseClockQuerySet:
        """Clocks that nothing ended, suspended ones left out."""
        return self.filter(hold=ClockHold.LIVE)

    def due_by(self, day: date) -> CaseClockQuerySet:
        return self.live().filter(due_on__lte=day)


class CaseClock(models.Model):
    """A clock of a case as its last folding left it: written by the folding alone, for lists and reminders.

    `clock` names it in the case's version. `soon_on` is the day from which it is said to be near. A clock "at least"
    (`is_minimum`) is never overdue. `is_undetermined`: what picks its length is
    not known, `due_on` is the earliest.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="clocks")
    clock = models.SlugField(max_length=60)
    occurrence = models.PositiveSmallIntegerField(default=0)
    hold = models.CharField(max_length=10, choices=ClockHold, default=ClockHold.LIVE)
    started_on = models.DateField(_("depuis"))
    due_on = models.DateField(_("échéance"), null=True, blank=True)
    soon_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    is_minimum = models.BooleanField(default=False)
    is_undetermined = models.BooleanField(default=False)
    on_plan = models.BooleanField(default=False)

    objects = CaseClockQuerySet.as_manager()

    class Meta:
        verbose_name = _("délai d’un parcours")
        verbose_name_plural = _("délais de parcours")
        constraints = [models.UniqueConstraint(fields=["case", "clock", "occurrence"], name="case_clock_once")]
        indexes = [models.Index(fields=["due_on"], condition=Q(hold="live"), name="live_clocks_by_term")]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.clock}"


class CaseDocument(models.Model):
    """A document that a step asks for, and the file received, if one was kept."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="documents")
    document = models.SlugField(max_length=60)
    attachment = models.ForeignKey(Attachment, models.SET_NULL, null=True, blank=True, related_name="+")
    received_at = models.DateTimeField(default=timezone.now)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("document d’un parcours")
        verbose_name_plural = _("documents de parcours")

    def __str__(self) -> str:
        return f"{self.case_id} · {self.document}"


class CaseReferral(models.Model):
    """A referral that belongs to a case: it opened it, or was sent from it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="referrals")
    referral = models.OneToOneField(Referral, models.CASCADE, related_name="+")
    opened_it = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("orientation d’un parcours")
        verbose_name_plural = _("orientations de parcours")

    def __str__(self) -> str:
        return f"{self.case_id} · {self.referral_id}"


class CaseReminder(models.Model):
    """A reminder sent to a worker about a clock, so that none is sent twice. A term that moves is reminded again."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reminders")
    clock = models.SlugField(max_length=60)
    occurrence = models.PositiveSmallIntegerField(default=0)
    due_on = models.DateField()
    days = models.SmallIntegerField()
    step = models.CharField(max_length=10, choices=ReminderStep)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("rappel d’un parcours")
        verbose_name_plural = _("rappels de parcours")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "clock", "occurrence", "due_on", "days", "user"], name="case_reminder_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.clock} · {self.days}"
