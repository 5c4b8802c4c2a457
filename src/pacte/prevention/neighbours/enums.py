"""Vocabularies of neighbour trouble, each value beside its words. A landlord reads few of them, on purpose."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class WeakSign(models.TextChoices):
    """What a landlord's team may see from the landing. Facts, never what it thinks of them."""

    CLOSED_SHUTTERS = "closed_shutters", _("Volets toujours fermés")
    INCOHERENT_TALK = "incoherent_talk", _("Paroles que l’on ne suit pas")
    NO_LONGER_OUT = "no_longer_out", _("Ne sort plus")
    NOISE = "noise", _("Bruit")
    SMELL = "smell", _("Odeurs")
    AGGRESSION = "aggression", _("Gestes ou paroles agressifs")
    ARREARS = "arrears", _("Loyers impayés")


class TenantToldHow(models.TextChoices):
    """How the tenant learned that a sheet is written."""

    MEETING = "meeting", _("De vive voix, en rendez-vous")
    AT_HOME = "at_home", _("De vive voix, chez elle ou lui")
    PHONE = "phone", _("Par téléphone")
    LETTER = "letter", _("Par lettre, avec la fiche")


class TenantConsent(models.TextChoices):
    """What the tenant answered when asked whether the team may come."""

    GIVEN = "given", _("Accord donné")
    REFUSED = "refused", _("Refus")
    NO_ANSWER = "no_answer", _("Demandé, sans réponse")


class TroubleDanger(models.TextChoices):
    """A danger for which the team is told before the tenant is. Without one, the signal waits."""

    FIRE_OR_GAS = "fire_or_gas", _("Risque de feu, de fuite de gaz ou d’eau")
    LIFE = "life", _("Une vie est en danger")
    DEPENDENT = "dependent", _("Une personne qui dépend d’une autre est en danger")
    VIOLENCE = "violence", _("Violences en cours")


class TroubleState(models.TextChoices):
    """Where a signal stands. The last three are all that the landlord is told, each with its date."""

    HELD = "held", _("En attente")
    RECEIVED = "received", _("Reçu par l’équipe")
    TAKEN = "taken", _("Pris en charge")
    CLOSED = "closed", _("Clos")


class TroubleHold(models.TextChoices):
    """Why a signal waits and is not handed to the team."""

    NOT_TOLD = "not_told", _("Le ou la locataire n’est pas encore informé·e")
    NOT_ASKED = "not_asked", _("Son accord n’a pas été demandé")
    REFUSED = "refused", _("Il ou elle ne souhaite pas que l’équipe vienne")


class TeamContactKind(models.TextChoices):
    """How the team tried to meet the tenant."""

    PHONE = "phone", _("Appel")
    LETTER = "letter", _("Lettre")
    THROUGH_LANDLORD = "through_landlord", _("Par le bailleur")
    MEETING = "meeting", _("Rendez-vous hors du logement")
    VISIT = "visit", _("Visite à domicile")


class TeamContactOutcome(models.TextChoices):
    """What came of it."""

    MET = "met", _("Rencontre")
    ABSENT = "absent", _("Personne")
    DOOR_CLOSED = "door_closed", _("Porte fermée")
    DECLINED = "declined", _("Ne souhaite pas parler")
    AGAIN = "again", _("Autre rendez-vous fixé")


class TeamProfession(models.TextChoices):
    """Who went."""

    PSYCHIATRIST = "psychiatrist", _("Psychiatre")
    NURSE = "nurse", _("Infirmier ou infirmière")
    SOCIAL_WORKER = "social_worker", _("Travail social")
    COORDINATOR = "coordinator", _("Coordination")


class TeamDecision(models.TextChoices):
    """What the team proposes. It says something of somebody's health: the landlord never reads it."""

    CARE = "care", _("Soins")
    SOCIAL = "social", _("Suivi social")
    REORIENTATION = "reorientation", _("Autre orientation")
    NOTHING = "nothing", _("Rien pour l’instant")


LANDLORD_STATES = (TroubleState.RECEIVED, TroubleState.TAKEN, TroubleState.CLOSED)
"""What a landlord is told once the signal is handed over: a status and a date, nothing else."""

WITH_THE_TEAM = (TroubleState.RECEIVED, TroubleState.TAKEN)
"""Signals that the team has to work on."""
