"""Cards of the solidarity restaurants. At the counter a card is a number: the restaurant learns no name."""

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

from ..enums import CardEnd, CardKind, Meal


class CardPolicy(models.Model):
    """How many cards an organisation may issue in a month, and how many meals a card opens each day.

    An absent quota is no limit. `is_sample` marks numbers that no text gives: the city sets its own.
    """

    valid_from = models.DateField(_("à partir du"), unique=True)
    monthly_quota = models.PositiveIntegerField(_("cartes mensuelles par mois"), null=True, blank=True)
    voucher_quota = models.PositiveIntegerField(_("bons par mois"), null=True, blank=True)
    meals_a_day = models.PositiveSmallIntegerField(_("repas par jour"), default=1)
    source = models.CharField(_("source"), max_length=200)
    is_sample = models.BooleanField(_("exemple"), default=False)

    class Meta:
        verbose_name = _("règle des cartes")
        verbose_name_plural = _("règles des cartes")
        ordering = ["-valid_from"]
        constraints = [models.CheckConstraint(condition=Q(meals_a_day__gte=1), name="card_opens_a_meal")]

    def __str__(self) -> str:
        return str(self.valid_from)


class CardQuerySet(models.QuerySet["Card"]):
    def active(self, on: date) -> CardQuerySet:
        """Cards that open a meal on this day."""
        return self.filter(ended_at__isnull=True, valid_from__lte=on, valid_until__gte=on)


class Card(models.Model):
    """A card or a voucher. A monthly card is a person's, a voucher nobody's; both days of validity are included."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("numéro"), max_length=12, unique=True)
    kind = models.CharField(_("nature"), max_length=8, choices=CardKind)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="meal_cards")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    issued_on = models.DateField(_("remise le"), default=timezone.localdate)
    valid_from = models.DateField(_("à partir du"))
    valid_until = models.DateField(_("jusqu’au"))
    meals_a_day = models.PositiveSmallIntegerField(_("repas par jour"), default=1)
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(_("fin"), max_length=8, choices=CardEnd, blank=True)
    replaces = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="replaced_by", editable=False
    )

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("carte de restaurant solidaire")
        verbose_name_plural = _("cartes de restaurant solidaire")
        ordering = ["-issued_on", "-pk"]
        indexes = [
            models.Index(fields=["organisation", "kind", "issued_on"], name="cards_by_month"),
            models.Index(fields=["person", "valid_until"], name="cards_of_a_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="card_ends_after_start"),
            models.CheckConstraint(
                condition=Q(kind=CardKind.MONTHLY) | Q(person__isnull=True), name="voucher_is_nobodys"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, end="") | Q(ended_at__isnull=False) & ~Q(end=""),
                name="card_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def target(self) -> str:
        """How the journal names the card."""
        return f"meals.Card:{self.key}"

    def opens(self, on: date) -> bool:
        """Whether it still serves on this day."""
        return self.ended_at is None and self.valid_from <= on <= self.valid_until


class CardUse(models.Model):
    """A card opened a meal: once per meal and day, whatever the restaurant."""

    card = models.ForeignKey(Card, models.CASCADE, related_name="uses")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    day = models.DateField(_("jour"), default=timezone.localdate)
    meal = models.CharField(_("repas"), max_length=10, choices=Meal)

    class Meta:
        verbose_name = _("passage avec une carte")
        verbose_name_plural = _("passages avec une carte")
        ordering = ["-day", "pk"]
        indexes = [models.Index(fields=["place", "day"], name="card_uses_of_a_day")]
        constraints = [models.UniqueConstraint(fields=["card", "day", "meal"], name="card_used_once_a_meal")]

    def __str__(self) -> str:
        return f"{self.card_id} {self.day} {self.meal}"
