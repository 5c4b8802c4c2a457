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


class Outcome(models.TextChoices):
    """What came of the visit."""

    INFORMED = "informed", _("A eu sa réponse")
    MET = "met", _("A rencontré un professionnel")
    APPOINTMENT = "appointment", _("Rendez-vous pris")
    REFERRED = "referred", _("Orientée vers un partenaire")
    LEFT = "left", _("Repartie sans être reçue")
    EMERGENCY = "emergency", _("Confiée aux urgences ou au 115")


class LanguageNeeded(models.TextChoices):
    """The language of an interpreter, when French is not enough. It says nothing of where somebody comes from."""

    SIGN = "fsl", _("Langue des signes")
    ENGLISH = "en", _("Anglais")
    ARABIC = "ar", _("Arabe")
    BAMBARA = "bm", _("Bambara")
    BENGALI = "bn", _("Bengali")
    CHINESE = "zh", _("Chinois")
    DARI = "fa", _("Dari, persan")
    SPANISH = "es", _("Espagnol")
    GEORGIAN = "ka", _("Géorgien")
    PASHTO = "ps", _("Pachto")
    PORTUGUESE = "pt", _("Portugais")
    ROMANIAN = "ro", _("Roumain")
    RUSSIAN = "ru", _("Russe")
    SONINKE = "snk", _("Soninké")
    SOMALI = "so", _("Somali")
    TAMIL = "ta", _("Tamoul")
    TIGRINYA = "ti", _("Tigrigna")
    UKRAINIAN = "uk", _("Ukrainien")
    OTHER = "other", _("Une autre langue")


class Stage(models.TextChoices):
    """Where an arrival stands: derived from its moments, never set."""

    WAITING = "waiting", _("attend")
    RECEIVED = "received", _("est reçue")
    ENDED = "ended", _("terminée")
