"""A mail address at a place, its yearly terms, and what arrives at its box."""

from __future__ import annotations

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.models import Place
from pacte.ground.people.models import Person

from ..enums.mail import AddressEnd, AddressRefusal, AddressState, MailKind, ToldHow
from ..rules import mail as rules


class MailAddressQuerySet(models.QuerySet["MailAddress"]):
    def asked(self) -> MailAddressQuerySet:
        """Those that wait for a decision."""
        return self.filter(starts_on__isnull=True, refused_on__isnull=True, closed_on__isnull=True)

    def holding(self) -> MailAddressQuerySet:
        """Those that have a box: given, and not closed, even when the term is past."""
        return self.filter(starts_on__isnull=False, closed_on__isnull=True)

    def running(self, on: date) -> MailAddressQuerySet:
        """Those whose term contains this day."""
        alive = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
        return self.filter(alive, starts_on__lte=on, ends_on__gte=on)

    def open(self) -> MailAddressQuerySet:
        """Those that somebody still has to follow: asked or given."""
        return self.filter(refused_on__isnull=True, closed_on__isnull=True)

    def of_the_findable(self) -> MailAddressQuerySet:
        """Without restricted persons: what lists and counts may show to those who do not follow them."""
        return self.filter(Q(person__isnull=True) | Q(person__restricted_since__isnull=True))


class MailAddress(models.Model):
    """A person receives mail at a place (Code de l’action sociale et des familles, articles L264-1 and following).

    `box` is the number under which the desk knows it: unique at the place while the address holds. `ends_on` is the
    last day of the running term. `wants_messages`: the person asked to be told when mail waits.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("lieu"))
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    box = models.PositiveIntegerField(_("boîte"), null=True, blank=True)
    asked_on = models.DateField(_("demandée le"), default=timezone.localdate)
    starts_on = models.DateField(_("depuis le"), null=True, blank=True)
    ends_on = models.DateField(_("jusqu’au"), null=True, blank=True)
    refused_on = models.DateField(_("refusée le"), null=True, blank=True)
    refusal = models.CharField(_("raison du refus"), max_length=15, choices=AddressRefusal, blank=True)
    closed_on = models.DateField(_("close le"), null=True, blank=True)
    end_reason = models.CharField(_("raison de la fin"), max_length=12, choices=AddressEnd, blank=True)
    last_seen_on = models.DateField(_("dernier passage"), default=timezone.localdate)
    wants_messages = models.BooleanField(_("veut être prévenue du courrier"), default=False)
    reminded_on = models.DateField(_("terme rappelé le"), null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = MailAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("domiciliation")
        verbose_name_plural = _("domiciliations")
        ordering = ["place", "box", "pk"]
        indexes = [models.Index(fields=["place", "closed_on", "ends_on"], name="addresses_of_a_place")]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "box"], condition=Q(closed_on__isnull=True, box__isnull=False), name="one_box_each"
            ),
            models.UniqueConstraint(
                fields=["place", "person"],
                condition=Q(closed_on__isnull=True, refused_on__isnull=True, person__isnull=False),
                name="one_address_at_a_place",
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True, ends_on__isnull=True, box__isnull=True)
                | Q(starts_on__isnull=False, ends_on__gte=F("starts_on"), box__isnull=False, refused_on__isnull=True),
                name="address_given_whole",
            ),
            models.CheckConstraint(
                condition=Q(refused_on__isnull=True, refusal="") | Q(refused_on__isnull=False) & ~Q(refusal=""),
                name="address_refused_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, end_reason="") | Q(closed_on__isnull=False) & ~Q(end_reason=""),
                name="address_closed_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names the address."""
        return f"day_centres.MailAddress:{self.key}"

    @property
    def dates(self) -> rules.Dates:
        """The dates as the rules read them."""
        return rules.Dates(self.starts_on, self.ends_on, self.refused_on, self.closed_on, self.end_reason)

    def state_on(self, on: date, warning_days: int) -> AddressState:
        """Where it stands on this day."""
        return rules.state_of(self.dates, on, warning_days)


class MailTerm(models.Model):
    """One term of an address. `previous_end` is the last day of the term that this one renews.

    A term keeps its place, so that what the figures count stays when the person's address is taken away.
    """

    address = models.ForeignKey(MailAddress, models.SET_NULL, null=True, related_name="terms")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"))
    previous_end = models.DateField(null=True, blank=True)
    decided_on = models.DateField(_("décidé le"), default=timezone.localdate)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("période d’une domiciliation")
        verbose_name_plural = _("périodes des domiciliations")
        ordering = ["number", "pk"]
        indexes = [models.Index(fields=["decided_on", "place"], name="terms_decided")]
        constraints = [
            models.UniqueConstraint(
                fields=["address", "number"], condition=Q(address__isnull=False), name="term_numbered_once"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="term_in_order"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class MailNoticeQuerySet(models.QuerySet["MailNotice"]):
    def waiting(self) -> MailNoticeQuerySet:
        """What is still in its box."""
        return self.filter(handed_on__isnull=True, returned_on__isnull=True)


class MailNotice(models.Model):
    """So many pieces of one kind arrived at a box on a day. What they are and from whom is nobody's business."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    address = models.ForeignKey(MailAddress, models.SET_NULL, null=True, related_name="notices")
    kind = models.CharField(_("nature"), max_length=12, choices=MailKind, default=MailKind.LETTER)
    quantity = models.PositiveSmallIntegerField(_("nombre"), default=1)
    received_on = models.DateField(_("reçu le"), default=timezone.localdate)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    told_on = models.DateField(_("prévenue le"), null=True, blank=True)
    told_how = models.CharField(_("comment"), max_length=10, choices=ToldHow, blank=True)
    handed_on = models.DateField(_("remis le"), null=True, blank=True)
    returned_on = models.DateField(_("rendu à l’expéditeur le"), null=True, blank=True)

    objects = MailNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("courrier reçu")
        verbose_name_plural = _("courriers reçus")
        ordering = ["received_on", "pk"]
        indexes = [models.Index(fields=["place", "received_on"], name="mail_of_a_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(handed_on__isnull=True) | Q(returned_on__isnull=True), name="mail_handed_or_returned"
            ),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="mail_is_something"),
        ]

    def __str__(self) -> str:
        return str(self.key)
