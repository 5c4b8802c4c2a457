"""Buildings of the city between two uses: dates, agreement, steps, places they will give."""

from __future__ import annotations

import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pacte.ground.partners.models import Agreement, Organisation
from pacte.ground.territory.models import Territory

from ..enums.stock import BuildingStage, ConversionKind


class CityBuilding(models.Model):
    """A building that stands empty between two uses. `free_until` is the last day before it goes back."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("nom"), max_length=160)
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    territory = models.ForeignKey(
        Territory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("territoire")
    )
    owner = models.CharField(_("propriétaire"), max_length=160, blank=True)
    former_use = models.CharField(_("ancien usage"), max_length=160, blank=True)
    next_use = models.CharField(_("usage à venir"), max_length=160, blank=True)
    floor_area = models.PositiveIntegerField(_("surface (m²)"), null=True, blank=True)
    places_planned = models.PositiveIntegerField(
        _("places prévues"), null=True, blank=True, validators=[MaxValueValidator(5000)]
    )
    free_from = models.DateField(_("libre à partir du"), null=True, blank=True)
    free_until = models.DateField(_("à rendre après le"), null=True, blank=True)
    stage = models.CharField(_("étape"), max_length=12, choices=BuildingStage, default=BuildingStage.SPOTTED)
    operator = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("gestionnaire")
    )
    agreement = models.ForeignKey(
        Agreement, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("convention")
    )
    words = models.TextField(_("notes"), blank=True)
    reminded_on = models.DateField(_("fin rappelée le"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("bâtiment de la Ville")
        verbose_name_plural = _("bâtiments de la Ville")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(free_from__isnull=True) | Q(free_until__isnull=True) | Q(free_until__gte=F("free_from")),
                name="building_free_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def target(self) -> str:
        """How the journal names the building."""
        return f"shelter.CityBuilding:{self.key}"


class ConversionStep(models.Model):
    """A step of a building's conversion, planned for a day, done on another."""

    building = models.ForeignKey(CityBuilding, models.CASCADE, related_name="steps")
    kind = models.CharField(_("étape"), max_length=12, choices=ConversionKind)
    planned_on = models.DateField(_("prévue le"), null=True, blank=True)
    done_on = models.DateField(_("faite le"), null=True, blank=True)

    class Meta:
        verbose_name = _("étape d’aménagement")
        verbose_name_plural = _("étapes d’aménagement")
        ordering = ["planned_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["building", "kind"], name="conversion_step_once")]

    def __str__(self) -> str:
        return f"{self.building_id} · {self.kind}"
