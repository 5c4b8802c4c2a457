"""Vocabularies of the front desk: why one comes, what came of it, which language is needed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why somebody comes, in the words of whoever welcomes them. One is enough, and it may be "other"."""

    INFORMATION = "information", _("Un renseignement")
    RIGHTS = "rights", _("Mes droits")
    HOUSING = "housing", _("Logement")
    SHELTER = "shelter", _("Dormir ce soir")
    FOOD = "food", _("Manger")
    PAPERS = "papers", _("Papiers, adresse")
    HEALTH = "health", _("Santé")
    FAMILY = "family", _("Famille, enfants")
    WORK = "work", _("Travail")
    APPOINTMENT = "appointment", _("J’ai rendez-vous")
    OTHER = "other", _("Autre chose")


class VisitOutcome(models.TextChoices):
    """What came of the visit."""

    INFORMED = "informed", _("A eu sa réponse")
    MET = "met", _("A rencontré un professionnel")
    APPOINTMENT = "appointment", _("Rendez-vous pris")
    REFERRED = "referred", _("Orientée vers un partenaire")
    LEFT = "left", _("Repartie sans être reçue")
    EMERGENCY = "emergency", _("Confiée aux urgences ou au 115")


class Stage(models.TextChoices):
    """Where an arrival stands: derived from its moments, never set."""

    WAITING = "waiting", _("attend")
    RECEIVED = "received", _("est reçue")
    ENDED = "ended", _("terminée")
