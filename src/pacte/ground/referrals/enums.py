"""Vocabularies of referrals, each value beside its words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    """For whom a partner is asked."""

    PERSON = "person", _("Une personne")
    HOUSEHOLD = "household", _("Un ménage")
    ANONYMOUS = "anonymous", _("Demande sans nom")


class ReferralUrgency(models.TextChoices):
    """How pressing it is for the person, the most pressing first. It orders the list; the kind of service dates it."""

    NOW = "now", _("Aujourd’hui même")
    WEEK = "week", _("Dans la semaine")
    USUAL = "usual", _("Sans urgence particulière")


class ReferralEventKind(models.TextChoices):
    """What happens to a referral. Its state follows from these; nobody sets it."""

    ACCEPTED = "accepted", _("Acceptée")
    DECLINED = "declined", _("Déclinée")
    REDIRECTED = "redirected", _("Autre service proposé")
    WITHDRAWN = "withdrawn", _("Retirée par qui l’avait envoyée")
    DONE = "done", _("Aboutie")
    NO_SHOW = "no_show", _("La personne n’est pas venue")
    REMINDED = "reminded", _("Rappelée au service")
    NOTED = "noted", _("Lue par qui l’avait envoyée")


ANSWERS = (ReferralEventKind.ACCEPTED, ReferralEventKind.DECLINED, ReferralEventKind.REDIRECTED)
"""What the service answers."""
CLOSING = (*ANSWERS, ReferralEventKind.WITHDRAWN)
"""What ends the waiting: one of these at most for a referral."""
OUTCOMES = (ReferralEventKind.DONE, ReferralEventKind.NO_SHOW)
"""What came of an accepted referral: one of these at most."""
NEWS = (*ANSWERS, *OUTCOMES)
"""What the sender is to read."""


class ReferralState(models.TextChoices):
    """Where a referral stands, derived from its events."""

    WAITING = "waiting", _("En attente de réponse")
    ACCEPTED = "accepted", _("Acceptée")
    DECLINED = "declined", _("Déclinée")
    REDIRECTED = "redirected", _("Autre service proposé")
    WITHDRAWN = "withdrawn", _("Retirée")
    DONE = "done", _("Aboutie")
    NO_SHOW = "no_show", _("La personne n’est pas venue")

    @property
    def tone(self) -> str:
        """The tone of its badge; the word stands beside it."""
        return TONES[self]


TONES = {
    ReferralState.WAITING: "fair", ReferralState.ACCEPTED: "good", ReferralState.DECLINED: "bad",
    ReferralState.REDIRECTED: "warn", ReferralState.WITHDRAWN: "", ReferralState.DONE: "good",
    ReferralState.NO_SHOW: "warn",
}  # fmt: skip


class DeclineReason(models.TextChoices):
    """Why a service cannot answer the need. It speaks of the service and the need, never of a fault of the person."""

    FULL = "full", _("Aucune place en ce moment")
    NOT_FITTING = "not_fitting", _("Besoin auquel le service ne répond pas")
    CONDITIONS = "conditions", _("Conditions d’accueil non réunies")
    TERRITORY = "territory", _("Hors du territoire du service")
    ALREADY_HERE = "already_here", _("Personne déjà accompagnée ici")
    OWN_WISH = "own_wish", _("La personne ne le souhaite pas")
    UNREACHABLE = "unreachable", _("Personne injoignable")
    INCOMPLETE = "incomplete", _("Éléments insuffisants pour répondre")
    OTHER = "other", _("Autre raison")
