"""Kinds of organisation, roles of their members, states of an agreement."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    CITY = "city", _("Ville")
    STATE = "state", _("Service de l’État")
    PUBLIC_BODY = "public_body", _("Établissement public")
    ASSOCIATION = "association", _("Association")
    LANDLORD = "landlord", _("Bailleur")
    COMPANY = "company", _("Entreprise")
    HEALTH = "health", _("Établissement de santé")


class Role(models.TextChoices):
    """What a member of an organisation comes to do. A role opens nothing by itself: predicates read it."""

    PLATFORM_ADMIN = "platform_admin", _("Administration de la plateforme")
    PACT_TEAM = "pact_team", _("Équipe du Pacte")
    DATA_PROTECTION = "data_protection", _("Protection des données")
    ORGANISATION_ADMIN = "organisation_admin", _("Référence de l’organisation")
    CONTRIBUTOR = "contributor", _("Contribution aux chiffres")
    READER = "reader", _("Lecture")
    SOCIAL_WORKER = "social_worker", _("Travail social")
    REGULATOR = "regulator", _("Régulation du 115")
    OUTREACH_WORKER = "outreach_worker", _("Maraude")
    SITE_MANAGER = "site_manager", _("Gestion d’un lieu d’accueil")
    COUNT_TEAM = "count_team", _("Préparation de la Nuit de la Solidarité")
    VOLUNTEER = "volunteer", _("Bénévolat")
    LANDLORD = "landlord", _("Bailleur, conseil social")
    COMMITTEE = "committee", _("Commissions et décisions")


SECOND_FACTOR_ROLES = frozenset(
    {Role.PLATFORM_ADMIN, Role.PACT_TEAM, Role.DATA_PROTECTION, Role.ORGANISATION_ADMIN, Role.REGULATOR, Role.COMMITTEE}
)
"""Roles whose holders may not go on without a second factor, unless the city's settings name others."""


class AgreementPhase(models.TextChoices):
    """Derived from the dates, never set."""

    TO_COME = "to_come", _("à venir")
    IN_FORCE = "in_force", _("en vigueur")
    ENDED = "ended", _("terminée")
