"""Vocabularies of the scoring of social housing requests, of homes offered, and of safe places."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RubricAdding(models.TextChoices):
    """How the criteria of a rubric add up."""

    BEST = "best", _("Le meilleur critère compte seul")
    SUM = "sum", _("Les critères s’additionnent")


class GridMeasure(models.TextChoices):
    """What a criterion reads in the request when nobody has to state it; a range says for which values."""

    EFFORT_RATE = "effort_rate", _("Part des ressources qui va au loyer actuel (%)")
    PERSONS_PER_ROOM = "persons_per_room", _("Personnes par pièce")
    MONTHS_WAITED = "months_waited", _("Mois depuis la demande")


class EvidenceKind(models.TextChoices):
    """Papers that show that a criterion holds. The worker sees them; no copy is kept here."""

    PROTECTION_ORDER = "protection_order", _("Ordonnance de protection")
    COMPLAINT = "complaint", _("Dépôt de plainte")
    ASSOCIATION_ATTESTATION = "association_attestation", _("Attestation d’une association spécialisée")
    SHELTER_ATTESTATION = "shelter_attestation", _("Attestation d’hébergement ou de domiciliation")
    DISABILITY_NOTICE = "disability_notice", _("Notification de la maison du handicap")
    JUDGMENT = "judgment", _("Jugement ou commandement")
    INSPECTION_REPORT = "inspection_report", _("Constat de logement indigne")
    LEASE = "lease", _("Bail et quittances")
    RESOURCES = "resources", _("Justificatifs de ressources")
    HOST_ATTESTATION = "host_attestation", _("Attestation de la personne qui héberge")
    RIGHT_DECISION = "right_decision", _("Décision de la commission du droit au logement opposable")
    WORK_CONTRACT = "work_contract", _("Contrat de travail")


VIOLENCE_EVIDENCE = frozenset(
    {EvidenceKind.PROTECTION_ORDER, EvidenceKind.COMPLAINT, EvidenceKind.ASSOCIATION_ATTESTATION}
)
"""Any one of these shows violence; none of them is asked twice, and none leaves the file."""


class RequestRoute(models.TextChoices):
    """By which way the request goes. Only the first is scored: the others follow rules of their own."""

    SCORED = "scored", _("Cotation")
    COLLECTIVE_AGREEMENT = "collective_agreement", _("Accord collectif")
    BY_RIGHT = "by_right", _("Relogement de droit")
    TEMPORARY = "temporary", _("Logement temporaire")
    TRANSFER = "transfer", _("Changement de logement chez le même bailleur")


class DwellingQuota(models.TextChoices):
    """Who holds the reservation on a home."""

    CITY = "city", _("Contingent de la Ville")
    STATE = "state", _("Contingent de l’État")
    LANDLORD = "landlord", _("Contingent du bailleur")
    EMPLOYERS = "employers", _("Contingent des employeurs")


class FitReason(models.TextChoices):
    """Why a home does not fit a household. A fact of the home and of the request, never a judgement."""

    TOO_SMALL = "too_small", _("Trop petit pour le ménage")
    TOO_LARGE = "too_large", _("Trop grand pour le ménage")
    OVER_CEILING = "over_ceiling", _("Ressources au-dessus du plafond")
    RENT_TOO_HIGH = "rent_too_high", _("Loyer trop élevé pour les ressources")
    NOT_ACCESSIBLE = "not_accessible", _("Logement non adapté au handicap")
    RESOURCES_UNKNOWN = "resources_unknown", _("Ressources non précisées")


class LineStanding(models.TextChoices):
    """How a line enters the score."""

    PROVEN = "proven", _("Compté, justifié")
    TO_JUSTIFY = "to_justify", _("Compté, à justifier")
    NOT_BEST = "not_best", _("Non compté : un autre critère de la rubrique vaut davantage")
    LOWERED = "lowered", _("Baissé après le refus d’un logement adapté")


class CandidateState(models.TextChoices):
    """Where a household stands for a home: derived from its dates."""

    ON_SHEET = "on_sheet", _("Sur la fiche")
    RANKED = "ranked", _("Classé par la commission")
    PASSED_OVER = "passed_over", _("Non retenu par la commission")
    PROPOSED = "proposed", _("Logement proposé")
    VISITED = "visited", _("Logement visité")
    ALLOCATED = "allocated", _("Logement attribué")
    DECLINED = "declined", _("Refusé par le ménage")
    LEASED = "leased", _("Bail signé")


class HomeDecline(models.TextChoices):
    """Why a household declines a home. Coded, so that nobody writes what the refusal reveals."""

    TOO_SMALL = "too_small", _("Le logement est trop petit")
    TOO_DEAR = "too_dear", _("Le loyer est trop élevé")
    FAR_FROM_WORK = "far_from_work", _("Trop loin du travail ou de l’école")
    NOT_ACCESSIBLE = "not_accessible", _("Le logement n’est pas accessible")
    SAFETY = "safety", _("Le quartier ne met pas en sécurité")
    CONDITION = "condition", _("L’état du logement")
    FOUND_ELSEWHERE = "found_elsewhere", _("Autre logement trouvé")
    NO_ANSWER = "no_answer", _("Sans réponse du ménage")
    OTHER = "other_decline", _("Autre raison")


FITTING_DECLINES = frozenset(
    {HomeDecline.FAR_FROM_WORK, HomeDecline.CONDITION, HomeDecline.NO_ANSWER, HomeDecline.OTHER}
)
"""Refusals of a home that fitted: they lower a score only when the grid says so. Safety never does."""


class SafePlaceEnd(models.TextChoices):
    """How a stay in a safe place ends."""

    HOME = "home", _("Vers un logement")
    OTHER_PLACE = "other_place", _("Vers un autre lieu protégé")
    RELATIVES = "relatives", _("Chez des proches")
    OWN_WISH = "own_wish", _("À sa demande")
    UNKNOWN = "unknown", _("Non précisé")
