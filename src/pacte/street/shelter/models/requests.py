"""Calls and requests of a night. A call is not a request, a request not a household-night, a household not a person."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Organisation
from pacte.ground.people.enums import CareNeed, Gender
from pacte.ground.people.models import File, Household, Person
from pacte.ground.referrals.models import Referral
from pacte.ground.territory.models import Territory

from ..enums.requests import (
    LIVE_STATES,
    OPEN_STATES,
    CallerKind,
    CallOutcome,
    DangerReason,
    HouseholdKind,
    RequestEventKind,
    RequestSource,
    ShelterRequestState,
    UnmetReason,
)
from .priorities import PriorityGrid
from .stock import Lot, ShelterSite


class ShelterRequestQuerySet(models.QuerySet["ShelterRequest"]):
    def of_night(self, night: date) -> ShelterRequestQuerySet:
        return self.filter(night=night)

    def waiting(self) -> ShelterRequestQuerySet:
        """Without a place yet, and not given up."""
        return self.filter(state__in=OPEN_STATES)

    def live(self) -> ShelterRequestQuerySet:
        """Those that a repeated call of the same night is about."""
        return self.filter(state__in=LIVE_STATES)

    def in_the_open(self) -> ShelterRequestQuerySet:
        """Without restricted persons, who are in no count shown to others."""
        hidden = RequestMember.objects.filter(person__restricted_since__isnull=False).values("request")
        return self.exclude(pk__in=hidden).filter(Q(file__isnull=True) | Q(file__person__restricted_since__isnull=True))


class ShelterRequest(models.Model):
    """A household asks for one night. `number` is its name within the night ("D-012"): no page needs another.

    `latitude` and `longitude` are rounded to two decimals (about a kilometre): enough for a distance, not for a
    sleeping place. `waiting_nights`: nights in a row, before this one, on which the household asked and had nothing.
    `parts`: how the household agrees to be split, as lists of member positions. `criteria`: codes of the grid that
    somebody stated; `tier` and `tier_reason` follow from the grid. `external_id` is the State's own identifier;
    `imported` holds prints (no value) of what its file last said of each field, and of what was kept.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    night = models.DateField(_("nuit du"))
    number = models.PositiveIntegerField(_("numéro"))
    state = models.CharField(
        _("état"), max_length=12, choices=ShelterRequestState, default=ShelterRequestState.RECEIVED
    )
    source = models.CharField(_("origine"), max_length=15, choices=RequestSource, default=RequestSource.CALL)
    kind = models.CharField(_("ménage"), max_length=22, choices=HouseholdKind, blank=True)
    size = models.PositiveSmallIntegerField(_("personnes"), default=0)
    file = models.ForeignKey(File, models.SET_NULL, null=True, blank=True, related_name="+")
    household = models.ForeignKey(Household, models.SET_NULL, null=True, blank=True, related_name="+")
    referral = models.OneToOneField(Referral, models.SET_NULL, null=True, blank=True, related_name="+")
    from_organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("arrondissement")
    )
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    previous_site = models.ForeignKey(
        ShelterSite, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("site d’avant")
    )
    needs_step_free = models.BooleanField(_("besoin de plain-pied"), default=False)
    animals = models.PositiveSmallIntegerField(_("animaux"), default=0)
    care_need = models.CharField(_("soins"), max_length=10, choices=CareNeed, blank=True)
    criteria = models.JSONField(_("critères de priorité"), default=list, blank=True)
    danger = models.CharField(_("danger immédiat"), max_length=10, choices=DangerReason, blank=True)
    parts = models.JSONField(_("séparation acceptée"), default=list, blank=True)
    grid = models.ForeignKey(PriorityGrid, models.PROTECT, null=True, blank=True, related_name="+")
    tier = models.PositiveSmallIntegerField(_("priorité"), null=True, blank=True)
    tier_reason = models.SlugField(_("raison de la priorité"), max_length=60, blank=True)
    waiting_nights = models.PositiveSmallIntegerField(_("nuits sans place"), default=0)
    sealed_way = models.TextField(blank=True)
    has_relay = models.BooleanField(_("par un relais"), default=False)
    sealed_words = models.TextField(blank=True)
    external_id = models.CharField(_("identifiant SI-SIAO"), max_length=60, blank=True)
    imported = models.JSONField(default=dict, blank=True, editable=False)
    unmet_reason = models.CharField(_("raison"), max_length=22, choices=UnmetReason, blank=True)
    received_at = models.DateTimeField(_("reçue à"), default=timezone.now)
    answered_at = models.DateTimeField(_("répondue à"), null=True, blank=True)
    closed_at = models.DateTimeField(_("close à"), null=True, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ShelterRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("demande d’hébergement")
        verbose_name_plural = _("demandes d’hébergement")
        ordering = ["night", "number"]
        constraints = [
            models.UniqueConstraint(fields=["night", "number"], name="request_number_once_a_night"),
            models.UniqueConstraint(
                fields=["external_id", "night"], condition=~Q(external_id=""), name="external_request_once_a_night"
            ),
            models.CheckConstraint(
                condition=~Q(state="unmet") | ~Q(unmet_reason=""), name="unmet_request_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["night", "state"], name="requests_of_a_night"),
            models.Index(fields=["household", "night"], name="requests_of_a_household"),
            models.Index(fields=["file", "night"], name="requests_of_a_file"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How pages name it: no name of a person."""
        return f"D-{self.number:03}"

    @property
    def target(self) -> str:
        """How the journal names it."""
        return f"shelter.ShelterRequest:{self.key}"

    @property
    def is_minor_alone(self) -> bool:
        """Is, or says to be, a minor without an adult: never placed here."""
        return self.kind == HouseholdKind.MINOR_ALONE


class RequestMember(models.Model):
    """Somebody of the household that asks: an age in years when said, a gender as stated, a person when known."""

    request = models.ForeignKey(ShelterRequest, models.CASCADE, related_name="members")
    position = models.PositiveSmallIntegerField(_("rang"))
    age = models.PositiveSmallIntegerField(_("âge"), null=True, blank=True)
    gender = models.CharField(_("genre"), max_length=10, choices=Gender, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    says_minor = models.BooleanField(_("dit être mineur"), default=False)

    class Meta:
        verbose_name = _("membre d’une demande")
        verbose_name_plural = _("membres de demandes")
        ordering = ["request", "position"]
        constraints = [
            models.UniqueConstraint(fields=["request", "position"], name="request_position_once"),
            models.CheckConstraint(condition=Q(age__isnull=True) | Q(age__lte=120), name="request_member_age"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} · {self.position}"


class SiteExclusion(models.Model):
    """A site that is not offered to this household tonight. Nobody is told why."""

    request = models.ForeignKey(ShelterRequest, models.CASCADE, related_name="exclusions")
    site = models.ForeignKey(ShelterSite, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("site non proposé")
        verbose_name_plural = _("sites non proposés")
        constraints = [models.UniqueConstraint(fields=["request", "site"], name="site_excluded_once")]

    def __str__(self) -> str:
        return str(self.pk)


class Call(models.Model):
    """A call to the line, answered or not. Several may be about one request."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    night = models.DateField(_("nuit du"))
    at = models.DateTimeField(_("à"), default=timezone.now)
    caller = models.CharField(_("appelant"), max_length=15, choices=CallerKind, default=CallerKind.HOUSEHOLD)
    outcome = models.CharField(_("suite"), max_length=15, choices=CallOutcome)
    seconds_waited = models.PositiveIntegerField(_("attente (secondes)"), null=True, blank=True)
    request = models.ForeignKey(ShelterRequest, models.SET_NULL, null=True, blank=True, related_name="calls")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("appel au 115")
        verbose_name_plural = _("appels au 115")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["night", "outcome"], name="calls_of_a_night")]

    def __str__(self) -> str:
        return str(self.key)


class RequestEvent(models.Model):
    """Something that happened to a request. Appended, never changed. `reason` is a code of its kind."""

    request = models.ForeignKey(ShelterRequest, models.CASCADE, related_name="events")
    kind = models.CharField(_("événement"), max_length=18, choices=RequestEventKind)
    at = models.DateTimeField(_("le"), default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(_("raison"), max_length=40, blank=True)
    lot = models.ForeignKey(Lot, models.SET_NULL, null=True, blank=True, related_name="+")
    sealed_words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("événement d’une demande")
        verbose_name_plural = _("événements des demandes")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["household_refused", "site_refused", "unmet"]) | ~Q(reason=""),
                name="request_refused_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} · {self.kind}"
