"""Kinds of territory."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TerritoryKind(models.TextChoices):
    CITY = "city", _("Ville")
    ARRONDISSEMENT = "arrondissement", _("Arrondissement")
    QUARTIER = "quartier", _("Quartier")
    DIRECTORATE = "directorate", _("Direction sociale de territoire")
    SECTOR = "sector", _("Secteur")
    GROUPING = "grouping", _("Ensemble de territoires")
