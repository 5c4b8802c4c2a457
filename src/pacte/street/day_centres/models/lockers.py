"""Lockers of a place, who has one for a time, who waits for one. A card, never a key; luggage is never searched."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.models import Place
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import Person

from ..enums.lockers import Lateness, LoanEnd, LockerState, WaitOutcome
from ..rules import lockers as rules
from .policy import CentrePolicy

CARD_LETTERS = 20


class LockerSet(models.Model):
    """The lockers of one place, handed out together: one waiting list, one lock for whoever gives one."""

    place = models.OneToOneField(Place, models.PROTECT, related_name="+", verbose_name=_("lieu"))
    opened_on = models.DateField(_("ouverte le"), default=timezone.localdate)

    class Meta:
        verbose_name = _("bagagerie")
        verbose_name_plural = _("bagageries")

    def __str__(self) -> str:
        return str(self.pk)


class LockerQuerySet(models.QuerySet["Locker"]):
    def free(self) -> LockerQuerySet:
        """In service, with nobody's luggage in it and offered to nobody."""
        taken = Loan.objects.running().filter(locker=models.OuterRef("pk"))
        offered = Waiting.objects.offered().filter(locker=models.OuterRef("pk"))
        return self.filter(~models.Exists(taken), ~models.Exists(offered), state=LockerState.IN_SERVICE)


class Locker(models.Model):
    """One locker, known by its number at the place."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    set = models.ForeignKey(LockerSet, models.CASCADE, related_name="lockers")
    number = models.PositiveIntegerField(_("numéro"))
    state = models.CharField(_("état"), max_length=12, choices=LockerState, default=LockerState.IN_SERVICE)

    objects = LockerQuerySet.as_manager()

    class Meta:
        verbose_name = _("casier")
        verbose_name_plural = _("casiers")
        ordering = ["set", "number"]
        constraints = [models.UniqueConstraint(fields=["set", "number"], name="locker_number_once")]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def target(self) -> str:
        """How the journal names the locker."""
        return f"day_centres.Locker:{self.key}"


class Held(models.Model):
    """Who holds or waits: a person whom the giver sees, or a card number that says nobody. By referral."""

    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    card = models.CharField(_("carte"), max_length=CARD_LETTERS, blank=True)
    referred_by = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("orientée par")
    )

    class Meta:
        abstract = True


class LoanQuerySet(models.QuerySet["Loan"]):
    def running(self) -> LoanQuerySet:
        """Lockers that hold somebody's luggage, whatever their term."""
        return self.filter(ended_on__isnull=True)

    def overdue(self, on: date) -> LoanQuerySet:
        """Running past their term."""
        return self.running().filter(ends_on__lt=on)


class Loan(Held):
    """A locker lent between two days, the last one included; renewed as often as the city says."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    locker = models.ForeignKey(Locker, models.PROTECT, related_name="loans")
    starts_on = models.DateField(_("depuis le"), default=timezone.localdate)
    ends_on = models.DateField(_("jusqu’au"))
    renewals = models.PositiveSmallIntegerField(_("renouvellements"), default=0)
    lent_at = models.DateTimeField(_("prêté à"), default=timezone.now)
    lent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_on = models.DateField(_("fini le"), null=True, blank=True)
    end_reason = models.CharField(_("fin"), max_length=12, choices=LoanEnd, blank=True)
    reminded_on = models.DateField(_("terme rappelé le"), null=True, blank=True)

    objects = LoanQuerySet.as_manager()

    class Meta:
        verbose_name = _("prêt de casier")
        verbose_name_plural = _("prêts de casier")
        ordering = ["ends_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["locker"], condition=Q(ended_on__isnull=True), name="locker_lent_once"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_on__isnull=True, person__isnull=False), name="one_locker_each"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=False) | Q(person__isnull=False) | ~Q(card=""), name="loan_to_somebody"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="loan_in_order"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="") | Q(ended_on__isnull=False) & ~Q(end_reason=""),
                name="loan_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names the loan."""
        return f"day_centres.Loan:{self.key}"

    def lateness(self, on: date, policy: CentrePolicy) -> Lateness:
        """How far it is from its term."""
        return rules.lateness(
            self.ends_on, on, warning=policy.locker_warning_days, grace=policy.grace_days, luggage=policy.luggage_days
        )


class WaitingQuerySet(models.QuerySet["Waiting"]):
    def open(self) -> WaitingQuerySet:
        """Those who wait, with or without an offer."""
        return self.filter(closed_at__isnull=True)

    def offered(self) -> WaitingQuerySet:
        """Those for whom a locker is kept."""
        return self.open().filter(locker__isnull=False)

    def in_turn(self) -> WaitingQuerySet:
        """In the order in which they are served (`rules.in_turn`)."""
        return self.order_by("missed", "number")

    def of_the_findable(self) -> WaitingQuerySet:
        """Without restricted persons: what lists and counts may show to those who do not follow them."""
        return self.filter(Q(person__isnull=True) | Q(person__restricted_since__isnull=True))


class Waiting(Held):
    """Somebody waits for a locker of this place, in order of arrival. `locker` is kept for them `offer_until` that day.

    An offer that passes without an answer sends them behind those who missed none, and off the list after some.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    set = models.ForeignKey(LockerSet, models.CASCADE, related_name="waits")
    number = models.PositiveIntegerField(_("numéro"))
    asked_at = models.DateTimeField(_("demandé le"), default=timezone.now)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    locker = models.ForeignKey(Locker, models.SET_NULL, null=True, blank=True, related_name="offers")
    offer_until = models.DateField(_("gardé jusqu’au"), null=True, blank=True)
    missed = models.PositiveSmallIntegerField(_("offres passées"), default=0)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(_("suite"), max_length=10, choices=WaitOutcome, blank=True)

    objects = WaitingQuerySet.as_manager()

    class Meta:
        verbose_name = _("attente d’un casier")
        verbose_name_plural = _("attentes d’un casier")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["set", "number"], name="wait_numbered_once"),
            models.UniqueConstraint(
                fields=["locker"], condition=Q(closed_at__isnull=True, locker__isnull=False), name="offered_once"
            ),
            models.UniqueConstraint(
                fields=["set", "person"], condition=Q(closed_at__isnull=True, person__isnull=False), name="waits_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, outcome="") | Q(closed_at__isnull=False) & ~Q(outcome=""),
                name="wait_ends_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False)
                | Q(locker__isnull=True, offer_until__isnull=True)
                | Q(locker__isnull=False, offer_until__isnull=False),
                name="offer_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names the wait."""
        return f"day_centres.Waiting:{self.key}"
