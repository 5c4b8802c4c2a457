"""What a lot was, one night: kept as it stood, so that no figure of the past needs replaying."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..enums.stock import OverReason
from .stock import Lot


class LotNight(models.Model):
    """A lot's night. Units: `capacity`, `closed`, `declared_free` (none: the site said nothing), `attributed`.

    Persons who slept there, without a name: `women`, `men`, `children`, `others` (gender other or not said); none
    until somebody counted. A missing count is never a zero. `over_reason`: why more people slept there than it has
    places. `frozen_at`: the snapshot of the night was taken.
    """

    lot = models.ForeignKey(Lot, models.CASCADE, related_name="nights")
    night = models.DateField(_("nuit du"))
    capacity = models.PositiveIntegerField(_("capacité (unités)"), default=0)
    places = models.PositiveIntegerField(_("capacité (places)"), default=0)
    closed = models.PositiveIntegerField(_("fermées"), default=0)
    declared_free = models.PositiveIntegerField(_("déclarées libres"), null=True, blank=True)
    attributed = models.PositiveIntegerField(_("attribuées"), default=0)
    absent = models.PositiveIntegerField(_("absences"), default=0)
    women = models.PositiveIntegerField(_("femmes"), null=True, blank=True)
    men = models.PositiveIntegerField(_("hommes"), null=True, blank=True)
    children = models.PositiveIntegerField(_("enfants"), null=True, blank=True)
    others = models.PositiveIntegerField(_("autre ou non dit"), null=True, blank=True)
    over_reason = models.CharField(_("plus de personnes que de places"), max_length=12, choices=OverReason, blank=True)
    cost = models.DecimalField(_("coût (€)"), max_digits=10, decimal_places=2, null=True, blank=True)
    counted_at = models.DateTimeField(_("comptée à"), null=True, blank=True)
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    frozen_at = models.DateTimeField(_("figée à"), null=True, blank=True)

    class Meta:
        verbose_name = _("nuit d’un lot")
        verbose_name_plural = _("nuits des lots")
        ordering = ["-night", "lot"]
        constraints = [
            models.UniqueConstraint(fields=["lot", "night"], name="lot_night_once"),
            models.CheckConstraint(condition=Q(closed__lte=F("capacity")), name="lot_night_closed_within_capacity"),
        ]
        indexes = [models.Index(fields=["night"], name="lots_of_a_night")]

    def __str__(self) -> str:
        return f"{self.lot_id} · {self.night}"

    @property
    def persons(self) -> int | None:
        """Persons counted, none when nobody counted."""
        counts = [self.women, self.men, self.children, self.others]
        return None if self.counted_at is None else sum(count or 0 for count in counts)
