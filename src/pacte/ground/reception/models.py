"""A front desk, and who came to it. Nobody is asked for a name: an arrival is a ticket, a reason and three moments."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.crypto import seal, unseal
from pacte.ground.partners.models import Site
from pacte.ground.people.enums import Language
from pacte.ground.people.models import Person

from . import rules
from .enums import Reason, Stage, VisitOutcome


class FrontDeskQuerySet(models.QuerySet["FrontDesk"]):
    def open(self) -> FrontDeskQuerySet:
        """Desks that welcome people, of organisations that are active."""
        return self.filter(closed_on__isnull=True, site__organisation__is_active=True)


class FrontDesk(models.Model):
    """A place of a partner where whoever comes is welcomed, followed, referred. A place has one at most."""

    site = models.OneToOneField(Site, models.PROTECT, related_name="front_desk", verbose_name=_("lieu"))
    opened_on = models.DateField(_("ouvert le"), default=timezone.localdate)
    closed_on = models.DateField(_("fermé le"), null=True, blank=True)

    objects = FrontDeskQuerySet.as_manager()

    class Meta:
        verbose_name = _("guichet")
        verbose_name_plural = _("guichets")
        ordering = ["site__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")), name="desk_closed_after_opened"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def target(self) -> str:
        """How the journal names the desk."""
        return f"reception.FrontDesk:{self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def waiting(self) -> ArrivalQuerySet:
        """Those who were not called yet and have not left."""
        return self.filter(called_at__isnull=True, ended_at__isnull=True)

    def received(self) -> ArrivalQuerySet:
        """Those who are with somebody now."""
        return self.filter(called_at__isnull=False, ended_at__isnull=True)

    def unfinished(self) -> ArrivalQuerySet:
        """Those who wait or are received."""
        return self.filter(ended_at__isnull=True)

    def between(self, first: date, last: date) -> ArrivalQuerySet:
        """Those who came from one day to another, both included."""
        return self.filter(day__range=(first, last))

    def minors_incomplete(self) -> ArrivalQuerySet:
        """Minors alone whose entry does not say yet who takes over."""
        return self.unfinished().filter(is_minor_alone=True).filter(
            Q(duty_called_at__isnull=True) | Q(sealed_duty_contact="") | Q(sealed_named_adult="")
        )  # fmt: skip

    def in_order(self) -> ArrivalQuerySet:
        """In the order in which they are called: minors alone, then urgencies, then the first come (`rules`)."""
        return self.order_by("-is_minor_alone", "-is_urgent", "arrived_at", "number")


class Arrival(models.Model):
    """Somebody came. `number` is the ticket of that desk on that day: what is called out in the room.

    `person` is set only when a worker recognises somebody whose file they already see. For a minor alone, the duty
    contact and the named adult are sealed; the entry cannot be closed without them (here and in the database).
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    desk = models.ForeignKey(FrontDesk, models.PROTECT, related_name="arrivals")
    day = models.DateField(_("jour"), default=timezone.localdate)
    number = models.PositiveIntegerField(_("numéro"))
    reason = models.CharField(_("motif"), max_length=12, choices=Reason)
    arrived_at = models.DateTimeField(_("arrivée"), default=timezone.now)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    language = models.CharField(_("langue à interpréter"), max_length=5, choices=Language, blank=True)
    adults = models.PositiveSmallIntegerField(_("autres adultes"), default=0)
    children = models.PositiveSmallIntegerField(_("enfants"), default=0)
    is_minor_alone = models.BooleanField(_("mineur seul"), default=False)
    sealed_duty_contact = models.TextField(blank=True)
    duty_called_at = models.DateTimeField(_("heure de l’appel"), null=True, blank=True)
    sealed_named_adult = models.TextField(blank=True)
    called_at = models.DateTimeField(_("appelée à"), null=True, blank=True)
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    outcome = models.CharField(_("suite"), max_length=12, choices=VisitOutcome, blank=True)
    ended_at = models.DateTimeField(_("terminée à"), null=True, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    emptied_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        verbose_name = _("arrivée")
        verbose_name_plural = _("arrivées")
        constraints = [
            models.UniqueConstraint(fields=["desk", "day", "number"], name="ticket_once_a_day"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="") | Q(ended_at__isnull=False) & ~Q(outcome=""),
                name="arrival_ends_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(called_at__isnull=True) | Q(called_at__gte=F("arrived_at")), name="called_after_arrived"
            ),
            models.CheckConstraint(
                condition=Q(is_minor_alone=False) | Q(ended_at__isnull=True)
                | Q(duty_called_at__isnull=False)
                & (Q(emptied_at__isnull=False) | ~Q(sealed_duty_contact="") & ~Q(sealed_named_adult="")),
                name="minor_never_left_alone",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["desk", "day"], name="arrivals_of_a_day"),
            models.Index(fields=["desk", "ended_at"], name="arrivals_unfinished"),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names the arrival."""
        return f"reception.Arrival:{self.key}"

    @property
    def stage(self) -> Stage:
        """Where it stands, from its moments alone."""
        if self.ended_at is not None:
            return Stage.ENDED
        return Stage.WAITING if self.called_at is None else Stage.RECEIVED

    def waited(self, now: datetime | None = None) -> int:
        """Minutes waited: until the call, or the end of who left without it, or now."""
        until = self.called_at or self.ended_at or now or timezone.now()
        return rules.minutes_between(self.arrived_at, until)

    @property
    def may_be_reopened(self) -> bool:
        return self.ended_at is not None and rules.may_reopen(self.ended_at, timezone.now())

    @property
    def duty_contact(self) -> str:
        """The service that was called for a minor alone."""
        return unseal(self.sealed_duty_contact) if self.sealed_duty_contact else ""

    @duty_contact.setter
    def duty_contact(self, text: str) -> None:
        self.sealed_duty_contact = seal(text) if text else ""

    @property
    def named_adult(self) -> str:
        """The adult who takes over for a minor alone."""
        return unseal(self.sealed_named_adult) if self.sealed_named_adult else ""

    @named_adult.setter
    def named_adult(self, text: str) -> None:
        self.sealed_named_adult = seal(text) if text else ""

    @property
    def lacks(self) -> tuple[str, ...]:
        """What the entry of a minor alone still needs before it can be closed; nothing for anyone else."""
        if not self.is_minor_alone or self.emptied_at is not None:
            return ()
        return tuple(rules.missing_of_minor(self.duty_contact, self.duty_called_at, self.named_adult))
