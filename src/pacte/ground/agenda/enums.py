"""Vocabularies of the agenda."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SessionKind(models.TextChoices):
    """What a session is for."""

    DROP_IN = "drop_in", _("Permanence")
    APPOINTMENT = "appointment", _("Rendez-vous")
    INFORMATION = "information", _("Réunion d’information")
    TRAINING = "training", _("Formation")
    WORKSHOP = "workshop", _("Atelier")
    CULTURE = "culture", _("Activité culturelle")
    PARENTING = "parenting", _("Atelier parents-enfants")
    MOBILE_STOP = "mobile_stop", _("Arrêt d’un service mobile")
    COORDINATION = "coordination", _("Réunion de coordination")
    VOLUNTEER_SHIFT = "volunteer_shift", _("Mission bénévole")


class RegistrationMode(models.TextChoices):
    """Who may take a place."""

    FREE = "free", _("Sans inscription")
    ACCOUNT = "account", _("Avec un compte")
    PROFESSIONAL = "professional", _("Par un professionnel")
    BOTH = "both", _("Avec un compte ou par un professionnel")


class RegistrationState(models.TextChoices):
    """Where a registration stands."""

    REGISTERED = "registered", _("Inscrite")
    WAITING = "waiting", _("En liste d’attente")
    CANCELLED = "cancelled", _("Annulée")
    ATTENDED = "attended", _("Présente")
    ABSENT = "absent", _("Absente")


HOLDING = (RegistrationState.REGISTERED, RegistrationState.ATTENDED, RegistrationState.ABSENT)
"""States in which a registration holds its seats."""

LIVE = (RegistrationState.REGISTERED, RegistrationState.WAITING)
"""States in which a registration still takes its attendee's time: nobody has two of them at the same hour."""


class Frequency(models.TextChoices):
    """How often a session comes back."""

    WEEKLY = "weekly", _("Chaque semaine")
    FORTNIGHTLY = "fortnightly", _("Une semaine sur deux")
    MONTHLY = "monthly", _("Chaque mois, le même jour de la semaine (2e mardi, par exemple)")


class Span(models.TextChoices):
    """Which sessions of a series a change touches."""

    ONE = "one", _("Cette séance seulement")
    FOLLOWING = "following", _("Cette séance et toutes les suivantes")
