"""Vocabularies of lockers: their state, how a loan ends, how late it is, what became of a wait."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LockerState(models.TextChoices):
    """Whether a locker can be given."""

    IN_SERVICE = "in_service", _("En service")
    OUT_OF_ORDER = "out_of_order", _("Hors service")


class LoanEnd(models.TextChoices):
    """Why a loan ends. Luggage is never searched: what is left behind is put aside closed."""

    RETURNED = "returned", _("Rendu")
    HOUSED = "housed", _("A un logement ou une place")
    MOVED = "moved", _("Un autre casier lui a été donné")
    PUT_ASIDE = "put_aside", _("Pas revenue : affaires mises de côté, sans être ouvertes")
    OTHER = "other", _("Autre")


class Lateness(models.TextChoices):
    """How far a loan is from its term. Each step leaves time to come back."""

    RUNNING = "running", _("En cours")
    SOON = "soon", _("Terme proche")
    GRACE = "grace", _("Terme passé : on en parle")
    LATE = "late", _("En retard : on cherche à joindre")
    MAY_PUT_ASIDE = "may_put_aside", _("Affaires à mettre de côté")


class WaitOutcome(models.TextChoices):
    """How a wait ended."""

    TAKEN = "taken", _("Casier pris")
    MISSED = "missed", _("Offres passées sans réponse")
    WITHDRAWN = "withdrawn", _("Retirée de la liste")
