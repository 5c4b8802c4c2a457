"""A stock of items and kits: how many each place holds, every movement, who asks for more."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.models import Place

from ..enums.stock import MovementKind, SupplyState

INCOMING = (MovementKind.RECEIPT, MovementKind.ASSEMBLED, MovementKind.ARRIVED)
OUTGOING = (MovementKind.USED, MovementKind.HANDED_OUT, MovementKind.SENT, MovementKind.LOST)


class Item(models.Model):
    """Something that is kept and given: a soap, or a kit made of such things. A kit's parts are its `recipe`."""

    name = models.CharField(_("nom"), max_length=120, unique=True)
    is_kit = models.BooleanField(_("kit assemblé"), default=False)
    is_active = models.BooleanField(_("proposé"), default=True)

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-is_kit", "name"]

    def __str__(self) -> str:
        return self.name


class KitPart(models.Model):
    """How many of an item one kit takes."""

    kit = models.ForeignKey(Item, models.CASCADE, related_name="recipe")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", verbose_name=_("article"))
    quantity = models.PositiveSmallIntegerField(_("nombre par kit"))

    class Meta:
        verbose_name = _("composition d’un kit")
        verbose_name_plural = _("compositions des kits")
        ordering = ["kit", "item__name"]
        constraints = [
            models.UniqueConstraint(fields=["kit", "item"], name="kit_part_once"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="kit_part_counts"),
            models.CheckConstraint(condition=~Q(kit=models.F("item")), name="kit_not_made_of_itself"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class StockLevel(models.Model):
    """How many of an item a place holds: the sum of its movements, never below zero (the database refuses it).

    At or below `alert_at`, the place's keepers are told; none means no alert.
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="stock")
    item = models.ForeignKey(Item, models.PROTECT, related_name="levels")
    quantity = models.PositiveIntegerField(_("en stock"), default=0)
    alert_at = models.PositiveIntegerField(_("prévenir à"), null=True, blank=True)

    class Meta:
        verbose_name = _("niveau de stock")
        verbose_name_plural = _("niveaux de stock")
        ordering = ["place", "item__name"]
        constraints = [
            models.UniqueConstraint(fields=["place", "item"], name="stock_level_once"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="stock_never_negative"),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def is_low(self) -> bool:
        return self.alert_at is not None and self.quantity <= self.alert_at


class StockMovement(models.Model):
    """One change of a level, appended and never edited: a mistake is corrected by a count.

    `change` is signed. Movements of one act (a kit and its parts, both ends of a transfer) share `act`, the
    identifier that the page or the device drew: sent twice, done once.
    """

    act = models.UUIDField(default=uuid.uuid4)
    place = models.ForeignKey(Place, models.PROTECT, related_name="stock_movements")
    item = models.ForeignKey(Item, models.PROTECT, related_name="movements")
    kind = models.CharField(_("mouvement"), max_length=12, choices=MovementKind)
    change = models.IntegerField(_("variation"))
    after = models.PositiveIntegerField(_("niveau ensuite"))
    at = models.DateTimeField(_("le"), default=timezone.now)
    reason = models.CharField(_("raison"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("mouvement de stock")
        verbose_name_plural = _("mouvements de stock")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["place", "at"], name="movements_of_a_place")]
        constraints = [
            models.UniqueConstraint(fields=["act", "place", "item", "kind"], name="movement_of_an_act_once"),
            models.CheckConstraint(
                condition=Q(kind__in=INCOMING, change__gt=0) | Q(kind__in=OUTGOING, change__lt=0)
                | Q(kind=MovementKind.COUNTED) & ~Q(change=0) & ~Q(reason=""),
                name="movement_goes_its_way",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)


class SupplyRequest(models.Model):
    """A place asks for so many of an item; the answer sends what could be, from the place that keeps the reserve."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="supply_requests")
    item = models.ForeignKey(Item, models.PROTECT, related_name="supply_requests", verbose_name=_("article"))
    quantity = models.PositiveIntegerField(_("nombre demandé"))
    granted = models.PositiveIntegerField(_("nombre accordé"), null=True, blank=True)
    state = models.CharField(_("état"), max_length=10, choices=SupplyState, default=SupplyState.WAITING)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("demande d’approvisionnement")
        verbose_name_plural = _("demandes d’approvisionnement")
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "item"], condition=Q(state=SupplyState.WAITING), name="supply_asked_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="supply_of_something"),
            models.CheckConstraint(
                condition=Q(granted__isnull=True) | Q(granted__lte=models.F("quantity")),
                name="supply_no_more_than_asked",
            ),
        ]

    def __str__(self) -> str:
        return str(self.key)
