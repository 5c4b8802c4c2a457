"""Vocabulary of the stock."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MovementKind(models.TextChoices):
    """Why a stock changed."""

    RECEIPT = "receipt", _("Réception")
    ASSEMBLED = "assembled", _("Kit assemblé")
    USED = "used", _("Pris pour un kit")
    HANDED_OUT = "handed_out", _("Remis à une personne")
    SENT = "sent", _("Envoyé à un autre lieu")
    ARRIVED = "arrived", _("Reçu d’un autre lieu")
    LOST = "lost", _("Perdu ou périmé")
    COUNTED = "counted", _("Inventaire")


class SupplyState(models.TextChoices):
    """What became of a place's request for supplies."""

    WAITING = "waiting", _("En attente")
    SENT = "sent", _("Envoyée")
    REFUSED = "refused", _("Sans suite")
    WITHDRAWN = "withdrawn", _("Retirée")
