"""Words of an allocation: its policies, the hard rules that no policy breaks, the levels it decides by, in order."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Policy(models.TextChoices):
    """How open requests and free lots are brought together."""

    FIRST_COME = "first_come", _("Dans l’ordre d’arrivée")
    GREEDY = "greedy", _("Par priorité, demande par demande")
    OPTIMAL = "optimal", _("Tour d’ensemble")


class HardRule(models.TextChoices):
    """Why a lot cannot take a household. Held by every policy."""

    CLOSED = "closed", _("Fermé cette nuit")
    FULL = "full", _("Plus de place libre")
    TOO_LARGE = "too_large", _("Ménage trop nombreux pour ce lot")
    AGES = "ages", _("Âges hors de ceux du lot")
    AUDIENCE = "audience", _("Public que le lot n’accueille pas")
    STEP_FREE = "step_free", _("Accès de plain-pied nécessaire")
    ANIMALS = "animals", _("Animaux non acceptés")
    MINOR_ALONE = "minor_alone", _("Mineur seul : relève de la protection de l’enfance")
    EXCLUDED = "excluded", _("Site non proposé à ce ménage")


class AllocationLevel(models.TextChoices):
    """What an allocation decides by, strictly in this order; each level only chooses among the best of those before."""

    TIERS = "tiers", _("Ménages servis, priorité par priorité")
    WAITING = "waiting", _("Nuits d’attente des ménages servis")
    CONTINUITY = "continuity", _("Ménages qui gardent leur site")
    WASTED = "wasted", _("Lits perdus")
    DISTANCE = "distance", _("Distance, en centaines de mètres")
    LOTTERY = "lottery", _("Tirage au sort")


class TonightMode(models.TextChoices):
    """What a lot for women or men is, this night."""

    WOMEN = "women", _("Femmes cette nuit")
    MEN = "men", _("Hommes cette nuit")


class RoundState(models.TextChoices):
    """Where a round stands."""

    OPEN = "open", _("En cours de décision")
    CLOSED = "closed", _("Décidé")
    ABANDONED = "abandoned", _("Abandonné")


class RoundLineState(models.TextChoices):
    """What became of one proposal."""

    PROPOSED = "proposed", _("À décider")
    CONFIRMED = "confirmed", _("Confirmée")
    OVERRIDDEN = "overridden", _("Autre lot choisi")
    SET_ASIDE = "set_aside", _("Écartée")
    TAKEN = "taken", _("Lot pris entre-temps")
    UNSERVED = "unserved", _("Sans proposition")


class OverrideReason(models.TextChoices):
    """Why a regulator decides otherwise than the proposal."""

    KNOWLEDGE = "knowledge", _("Élément connu de la régulation")
    HOUSEHOLD_WISH = "household_wish", _("Souhait du ménage")
    SITE_KNOWLEDGE = "site_knowledge", _("Élément donné par le site")
    SAFETY = "safety", _("Sécurité du ménage")
    HEALTH = "health", _("Santé")
    LATE_ARRIVAL = "late_arrival", _("Arrivée impossible à temps")
    OTHER = "other", _("Autre raison, à préciser")
