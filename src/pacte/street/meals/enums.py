"""Vocabularies of food coordination, each value beside its words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.enums import Category
from pacte.ground.footfall.enums import CountKind


class Meal(models.TextChoices):
    """What is served, in the order of the day; a parcel is taken home."""

    BREAKFAST = "breakfast", _("Petit déjeuner")
    LUNCH = "lunch", _("Déjeuner")
    SNACK = "snack", _("Collation")
    DINNER = "dinner", _("Dîner")
    PARCEL = "parcel", _("Colis")


class Food(models.TextChoices):
    """What kind of food one gets."""

    HOT = "hot", _("Repas chaud")
    COLD = "cold", _("Repas froid")
    PARCEL = "parcel", _("Colis à emporter")


class Weekday(models.IntegerChoices):
    """Days of the week, numbered as Python does."""

    MONDAY = 0, _("Lundi")
    TUESDAY = 1, _("Mardi")
    WEDNESDAY = 2, _("Mercredi")
    THURSDAY = 3, _("Jeudi")
    FRIDAY = 4, _("Vendredi")
    SATURDAY = 5, _("Samedi")
    SUNDAY = 6, _("Dimanche")


class CardKind(models.TextChoices):
    """A card of a solidarity restaurant: a person's for a month, or anonymous for a day."""

    MONTHLY = "monthly", _("Carte mensuelle")
    DAY = "day", _("Bon pour un jour")


class CardEnd(models.TextChoices):
    """Why a card no longer serves before its last day."""

    LOST = "lost", _("Perdue ou volée")
    ENDED = "ended", _("Plus besoin")
    MISUSED = "misused", _("Émise par erreur")


MEAL_CATEGORIES = (Category.MEAL, Category.SOLIDARITY_RESTAURANT, Category.FOOD_DISTRIBUTION, Category.FOOD_PARCEL)
"""The directory's services at which meals are coordinated."""

COUNTED = {
    Meal.BREAKFAST: CountKind.BREAKFAST, Meal.LUNCH: CountKind.LUNCH,
    Meal.SNACK: CountKind.SNACK, Meal.DINNER: CountKind.DINNER,
}  # fmt: skip
"""What the counter of a place counts for each meal. Parcels are told by an entered total alone."""
