"""Who takes part: registrations, certificates of trainings, and the address of a personal calendar."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import Person

from ..enums import HOLDING, LIVE, RegistrationState
from .sessions import Session


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def holding(self) -> RegistrationQuerySet:
        """Those that have their seats."""
        return self.filter(state__in=HOLDING)

    def waiting(self) -> RegistrationQuerySet:
        """Those that wait for a seat, the first come first."""
        return self.filter(state=RegistrationState.WAITING).order_by("at", "pk")

    def live(self) -> RegistrationQuerySet:
        """Those that take their attendee's time: a seat, or a rank in the waiting list, of a session that is kept."""
        return self.filter(state__in=LIVE, session__cancelled_at__isnull=True)


class Registration(models.Model):
    """Seats in a session, for a holder of an account or for a person whom a professional registers.

    `seats` counts who comes along. `attendee_name` is what a holder of an account lets the organiser read,
    `organisation` that of the professional. Neither account nor person is left once the row was made anonymous: it
    counts seats and names nobody.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    session = models.ForeignKey(Session, models.CASCADE, related_name="registrations")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    attendee_name = models.CharField(_("nom donné à l’organisateur"), max_length=120, blank=True)
    seats = models.PositiveSmallIntegerField(_("places"), default=1)
    state = models.CharField(_("état"), max_length=10, choices=RegistrationState)
    at = models.DateTimeField(_("inscrite le"), default=timezone.now)
    promoted_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("inscription")
        verbose_name_plural = _("inscriptions")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["session", "state"], name="registrations_of_a_session")]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "account"], condition=~Q(state=RegistrationState.CANCELLED), name="account_once"
            ),
            models.UniqueConstraint(
                fields=["session", "person"], condition=~Q(state=RegistrationState.CANCELLED), name="person_once"
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=True) | Q(person__isnull=True), name="registration_of_one"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1), name="registration_has_a_seat"),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names the registration."""
        return f"agenda.Registration:{self.key}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_waiting(self) -> bool:
        return self.state == RegistrationState.WAITING


class Certificate(models.Model):
    """Somebody attended a training. What it prints is kept beside it, so that it is printed again byte for byte.

    `number` is drawn at random: whoever holds it may check the certificate, nobody can walk through them.
    """

    number = models.CharField(_("numéro"), max_length=20, unique=True)
    session = models.ForeignKey(Session, models.PROTECT, related_name="certificates")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    holder_name = models.CharField(_("nom"), max_length=120)
    title = models.CharField(_("formation"), max_length=160)
    organiser = models.CharField(_("organisée par"), max_length=160)
    day = models.DateField(_("jour"))
    minutes = models.PositiveIntegerField(_("durée (minutes)"))
    issued_at = models.DateTimeField(_("établie le"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True, blank=True)

    class Meta:
        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")
        ordering = ["-day", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "account"], condition=Q(withdrawn_at__isnull=True), name="certificate_once"
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def target(self) -> str:
        """How the journal names the certificate: without its number, which opens its page."""
        return f"agenda.Certificate:{self.pk}"

    @property
    def is_valid(self) -> bool:
        return self.withdrawn_at is None


class Feed(models.Model):
    """The secret address of somebody's calendar. Only its fingerprint is kept; withdrawing it deletes the row."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("adresse d’agenda")
        verbose_name_plural = _("adresses d’agenda")

    def __str__(self) -> str:
        return str(self.pk)
