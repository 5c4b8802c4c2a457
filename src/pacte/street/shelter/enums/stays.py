"""Words of a placement and of the stay that follows it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlacementOrigin(models.TextChoices):
    """How a household got its place."""

    ROUND = "round", _("Tour d’attribution")
    IMMEDIATE = "immediate", _("Danger immédiat")
    DIRECT = "direct", _("Attribution directe par la régulation")
    SITE = "site", _("Accueil direct par le site")


class PlacementState(models.TextChoices):
    """Where a placement stands."""

    OFFERED = "offered", _("Proposée au ménage")
    ACCEPTED = "accepted", _("Acceptée")
    ON_THE_WAY = "on_the_way", _("En route")
    PRESENT = "present", _("Présent")
    NO_SHOW = "no_show", _("Non présenté, place libérée")
    DECLINED = "declined", _("Refusée, place libérée")
    ENDED = "ended", _("Terminée")

    @property
    def tone(self) -> str:
        """The tone of its badge; the word stands beside it."""
        return {"present": "good", "accepted": "fair", "on_the_way": "fair", "no_show": "warn", "declined": "warn"}.get(
            self, ""
        )


HOLDING_STATES = (
    PlacementState.OFFERED, PlacementState.ACCEPTED, PlacementState.ON_THE_WAY, PlacementState.PRESENT,
)  # fmt: skip
"""States that keep their units: nobody else may be placed there."""


class Presence(models.TextChoices):
    """Whether a held unit was slept in, this night."""

    PRESENT = "present", _("Présent")
    ABSENT = "absent", _("Absent")


class StayEnd(models.TextChoices):
    """Why a stay ends. Nobody is put out without an orientation: the words say which."""

    OTHER_SHELTER = "other_shelter", _("Relais par une autre structure")
    HOUSED = "housed", _("Logement")
    SUPPORTED = "supported", _("Logement accompagné")
    OWN_CHOICE = "own_choice", _("Départ du ménage")
    HOSPITAL = "hospital", _("Hospitalisation")
    PRISON = "prison", _("Incarcération")
    LEFT_REGION = "left_region", _("Départ de la région")
    LOST = "lost", _("Perdu de vue")
    DEATH = "death", _("Décès")
    SITE_CLOSED = "site_closed", _("Fermeture du site, relogé ailleurs")
    NIGHT_OVER = "night_over", _("Fin d’une nuit sans suite")
    OTHER = "other", _("Autre")


class TransportKind(models.TextChoices):
    """How a household reaches the site."""

    OWN = "own", _("Par ses propres moyens")
    TICKET = "ticket", _("Ticket de transport")
    TEAM = "team", _("Équipe mobile")
    TAXI = "taxi", _("Taxi")
    MEDICAL = "medical", _("Transport sanitaire")
