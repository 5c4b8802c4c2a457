"""Vocabularies of mail addresses: why one is refused or ends, what arrives, how a person was told."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AddressState(models.TextChoices):
    """Where an address stands: derived from its dates, never set."""

    ASKED = "asked", _("Demandée")
    ACTIVE = "active", _("En cours")
    ENDING_SOON = "ending_soon", _("Bientôt à terme")
    ENDED = "ended", _("Terme passé")
    REFUSED = "refused", _("Refusée")
    ENDED_EARLY = "ended_early", _("Terminée avant son terme")
    CLOSED = "closed", _("Close")


RUNNING = frozenset({AddressState.ACTIVE, AddressState.ENDING_SOON})
"""States in which mail is received and the person may show the address."""


class AddressRefusal(models.TextChoices):
    """Why an address is not given. The person is told, and told where else to ask."""

    NO_PLACE_LEFT = "no_place_left", _("Plus de boîte libre ici")
    HAS_ANOTHER = "has_another", _("A déjà une adresse ailleurs")
    OTHER_AUDIENCE = "other_audience", _("Ce lieu accueille un autre public")
    DID_NOT_COME = "did_not_come", _("N’est pas venue à l’entretien")
    OTHER = "other", _("Autre raison, dite à la personne")


class AddressEnd(models.TextChoices):
    """Why an address ends."""

    TERM = "term", _("Terme passé, sans renouvellement")
    OWN_ADDRESS = "own_address", _("A une adresse à elle")
    ELSEWHERE = "elsewhere", _("Adresse prise ailleurs")
    ASKED = "asked", _("À sa demande")
    NO_NEWS = "no_news", _("Sans nouvelles, après avoir tenté de la joindre")
    DECEASED = "deceased", _("Décès")
    OTHER = "other", _("Autre raison, dite à la personne")


class MailKind(models.TextChoices):
    """What arrived. Never from whom."""

    LETTER = "letter", _("Lettre")
    REGISTERED = "registered", _("Lettre recommandée (avis)")
    PARCEL = "parcel", _("Colis")


class ToldHow(models.TextChoices):
    """How the person learnt that mail waits."""

    MESSAGE = "message", _("Par message")
    RELAY = "relay", _("Par son relais")
    IN_PERSON = "in_person", _("De vive voix")
