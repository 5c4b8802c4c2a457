"""Vocabularies of young adults and of the platform, each value beside its words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanDomain(models.TextChoices):
    """What a plan towards autonomy speaks of (CASF L222-5-1). Health is read by those who read health data."""

    HOUSING = "housing", _("Logement")
    TRAINING = "training", _("Formation, études")
    EMPLOYMENT = "employment", _("Emploi")
    RESOURCES = "resources", _("Ressources, budget")
    RIGHTS = "rights", _("Droits et démarches")
    TIES = "ties", _("Proches, liens")
    HEALTH = "health", _("Santé")


class ContractKind(models.TextChoices):
    """How a contract comes about."""

    FIRST = "first", _("Premier contrat")
    RENEWAL = "renewal", _("Renouvellement")
    RETURN = "return", _("Après un retour")


class ContractRefusalGround(models.TextChoices):
    """What the service says when it refuses. The reason is written to the young person, with how to appeal."""

    RESOURCES = "resources", _("Ressources jugées suffisantes")
    FAMILY = "family", _("Soutien familial jugé suffisant")
    NEVER_IN_CARE = "never_in_care", _("Pas confié·e avant 18 ans")
    OVER_21 = "over_21", _("21 ans ou plus")
    PLAN = "plan", _("Projet jugé insuffisant")
    OTHER = "other", _("Autre motif, écrit à la personne")


LEGAL_GROUNDS = frozenset({
    ContractRefusalGround.RESOURCES, ContractRefusalGround.FAMILY, ContractRefusalGround.NEVER_IN_CARE,
    ContractRefusalGround.OVER_21,
})  # fmt: skip
"""Grounds that the law of 7 February 2022 names; any other is warned of."""


class AppealKind(models.TextChoices):
    """Before whom a refusal is disputed."""

    ADMINISTRATIVE = "administrative", _("Recours auprès du service")
    COURT = "court", _("Tribunal administratif")
    URGENT = "urgent", _("Référé, en urgence")


class AppealOutcome(models.TextChoices):
    """What came of it."""

    CONTRACT_ORDERED = "contract_ordered", _("Contrat à établir")
    REVIEW_ORDERED = "review_ordered", _("Demande à réexaminer")
    REJECTED = "rejected", _("Recours rejeté")
    WITHDRAWN = "withdrawn", _("Recours retiré")


class WorkshopKind(models.TextChoices):
    """What the platform's workshops are about."""

    SKILLS = "skills", _("Dire ce que l’on sait faire")
    INTERVIEW = "interview", _("Préparer un entretien")
    TRADES = "trades", _("Découvrir des métiers")
    DIGITAL = "digital", _("Démarches en ligne")
    BUDGET = "budget", _("Budget et logement")
    CULTURE = "culture", _("Sport, culture, confiance")


class PlatformExit(models.TextChoices):
    """How one leaves the platform, by class."""

    EMPLOYMENT = "employment", _("Emploi")
    TRAINING = "training", _("Formation")
    CEJ = "cej", _("Contrat d’engagement jeune")
    YOUTH_GUARANTEE = "youth_guarantee", _("Garantie jeunes (jusqu’au 28 février 2022)")
    SCHOOL = "school", _("Retour à l’école")
    OTHER = "other", _("Autre sortie")


POSITIVE_EXITS = (
    PlatformExit.EMPLOYMENT, PlatformExit.TRAINING, PlatformExit.CEJ, PlatformExit.YOUTH_GUARANTEE, PlatformExit.SCHOOL,
)  # fmt: skip
"""Exits that the platform counts as positive: the choice is written beside the figure."""
