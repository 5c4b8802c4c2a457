"""Vocabularies of schemes, cases and early signals, each value beside its words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionState(models.TextChoices):
    """A version is written, then published; a later one replaces it, running cases keep theirs."""

    DRAFT = "draft", _("Brouillon")
    PUBLISHED = "published", _("Publiée")
    RETIRED = "retired", _("Retirée")


class CaseEventKind(models.TextChoices):
    """What an event of a case says. The first ten are `rules.story.EventKind`, folded; others say who does what."""

    HAPPENED = "happened", _("Fait")
    PLANNED = "planned", _("Prévu")
    FACT = "fact", _("Précisé")
    PAUSED = "paused", _("Délai suspendu")
    RESUMED = "resumed", _("Délai repris")
    CLOSED = "closed", _("Parcours terminé")
    REOPENED = "reopened", _("Parcours repris")
    ASKED = "asked", _("Document demandé")
    GIVEN = "given", _("Document reçu")
    CORRECTED = "corrected", _("Corrigé")
    ASSIGNED = "assigned", _("Confié")
    MOVED = "moved", _("Passé à une autre version")
    NOTED = "noted", _("Noté")


class ClockHold(models.TextChoices):
    """Where a clock of a case stands whatever the day; running, soon and overdue follow from its term."""

    LIVE = "live", _("Court")
    ENDED = "ended", _("Terminé")
    CANCELLED = "cancelled", _("Annulé")
    SUSPENDED = "suspended", _("Suspendu")


class CorrectionReason(models.TextChoices):
    """Why an event is corrected. It stays in the story, struck through."""

    WRONG_DATE = "wrong_date", _("La date était fausse")
    WRONG_STEP = "wrong_step", _("Ce n’était pas cet acte")
    NOT_HAPPENED = "not_happened", _("Cela n’a pas eu lieu")
    WRONG_VALUE = "wrong_value", _("La précision était fausse")
    WRONG_CASE = "wrong_case", _("Cela concernait un autre parcours")


class PauseReason(models.TextChoices):
    """Why a clock is suspended by hand."""

    AUTHORITY_NOT_TOLD = "authority_not_told", _("L’autorité n’a pas été informée")
    JUDGE = "judge", _("Décision du juge")
    AGREEMENT = "agreement", _("Accord entre les parties")
    HOSPITAL = "hospital", _("Hospitalisation")
    OTHER = "other_reason", _("Autre raison")


class ReminderStep(models.TextChoices):
    """What was sent about a clock, once each."""

    AHEAD = "ahead", _("Avant l’échéance")
    AFTER = "after", _("Après l’échéance")


class ReminderRhythm(models.TextChoices):
    """How a worker is reminded by mail of the terms of the cases in their charge."""

    NONE = "none", _("Aucun courriel : je lis ma journée")
    DIGEST = "digest", _("Un seul courriel par jour, s’il y a lieu")
    EACH = "each", _("Un courriel par échéance")


class LegalPeriodKind(models.TextChoices):
    """Dated periods out of which a term is moved."""

    WINTER_TRUCE = "winter_truce", _("Trêve hivernale")


class SignalKind(models.TextChoices):
    """What early signals say: something may break soon."""

    ARREARS = "arrears", _("Impayé de loyer")
    DEBT = "debt", _("Dettes, surendettement")
    SCHOOL_DROPOUT = "school_dropout", _("Décrochage scolaire")
    FAMILY_VIOLENCE = "family_violence", _("Violences dans la famille")
    PSYCHIC_SUFFERING = "psychic_suffering", _("Souffrance psychique")
    LEAVING_CARE = "leaving_care", _("Sortie de l’aide sociale à l’enfance")
    LEAVING_PRISON = "leaving_prison", _("Sortie de prison")
    LEAVING_HOSPITAL = "leaving_hospital", _("Sortie d’hôpital")


class SignalSource(models.TextChoices):
    """Who gave the signal."""

    LANDLORD = "landlord", _("Bailleur")
    HOUSING_AID_OFFICE = "housing_aid_office", _("Organisme qui verse l’aide au logement")
    TENANT = "tenant", _("La personne elle-même")
    SCHOOL = "school", _("Établissement scolaire")
    HOSPITAL = "hospital", _("Hôpital")
    PRISON = "prison", _("Service pénitentiaire")
    CHILD_WELFARE = "child_welfare", _("Aide sociale à l’enfance")
    SOCIAL_SERVICE = "social_service", _("Service social")
    ASSOCIATION = "association", _("Association")
    ENERGY_SUPPLIER = "energy_supplier", _("Fournisseur d’énergie")


class SignalState(models.TextChoices):
    """One entry, one answer."""

    WAITING = "waiting", _("À traiter")
    OPENED = "opened", _("Parcours ouvert")
    CLOSED = "closed", _("Sans suite")


class SignalClosing(models.TextChoices):
    """Why a signal is closed without a pathway."""

    ALREADY_FOLLOWED = "already_followed", _("Suivi déjà en cours")
    NO_CONTACT = "no_contact", _("Personne injoignable après plusieurs essais")
    REFUSED = "refused", _("La personne ne souhaite pas d’aide")
    SOLVED = "solved", _("La difficulté est réglée")
    OTHER_TERRITORY = "other_territory", _("Hors du territoire, transmis")
    DUPLICATE = "duplicate", _("Déjà signalé")
    MISTAKE = "mistake", _("Signalé par erreur")


HEALTH_SIGNALS = frozenset({SignalKind.PSYCHIC_SUFFERING, SignalKind.LEAVING_HOSPITAL})
"""Signals whose kind alone says something of somebody's health."""

SEVERE_SIGNALS = frozenset({SignalKind.FAMILY_VIOLENCE})
"""Signals that say that somebody is in danger: shown first, never told to a relative."""
