"""What is counted at a place. People are counted, never named; a meal or a kit is counted as such."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CountKind(models.TextChoices):
    """What one touch of a counter adds one to."""

    VISIT = "visit", _("Passage")
    SHOWER = "shower", _("Douche")
    LAUNDRY = "laundry", _("Laverie")
    CARE = "care", _("Soin")
    CHILD = "child", _("Enfant accueilli")
    PARENTING = "parenting", _("Atelier parents-enfants")
    CASEWORK = "casework", _("Aide aux démarches")
    DIGITAL_HELP = "digital_help", _("Aide numérique")
    DIGITAL_ACCESS = "digital_access", _("Ordinateur prêté sur place")
    LOCKER = "locker", _("Casier ouvert")
    KITCHEN = "kitchen", _("Cuisine partagée")
    CULTURE = "culture", _("Activité")
    BREAKFAST = "breakfast", _("Petit déjeuner servi")
    LUNCH = "lunch", _("Déjeuner servi")
    SNACK = "snack", _("Collation servie")
    DINNER = "dinner", _("Dîner servi")


MEALS = (CountKind.BREAKFAST, CountKind.LUNCH, CountKind.SNACK, CountKind.DINNER)
"""Portions served, meal by meal."""

AT_A_STOP = (CountKind.VISIT, CountKind.CASEWORK, CountKind.DIGITAL_HELP)
"""What the mobile town hall counts at each stop: who came, and what for."""
