"""Channels and states of a message."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    MAIL = "mail", _("courriel")
    SMS = "sms", _("SMS")
    LETTER = "letter", _("courrier")


class MessageState(models.TextChoices):
    """Where a message stands. `kept`: no way out is set up for its channel, it waits in the outbox."""

    QUEUED = "queued", _("à envoyer")
    HELD = "held", _("retenu jusqu’à une heure sûre")
    SENDING = "sending", _("en cours d’envoi")
    SENT = "sent", _("envoyé")
    KEPT = "kept", _("gardé, aucun envoi configuré")
    REFUSED = "refused", _("refusé par la personne")
    FAILED = "failed", _("échoué")


WAITING = frozenset({MessageState.QUEUED, MessageState.HELD})
"""States from which a message may still leave."""
