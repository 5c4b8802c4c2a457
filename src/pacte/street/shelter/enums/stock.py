"""What a city has to offer for a night: kinds of site, kinds of lot, who they take, why they close."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SiteKind(models.TextChoices):
    """What a site is, in the field's own terms."""

    EMERGENCY = "emergency", _("Centre d’hébergement d’urgence (CHU)")
    REINTEGRATION = "reintegration", _("Centre d’hébergement et de réinsertion sociale (CHRS)")
    STABILISATION = "stabilisation", _("Centre de stabilisation")
    NIGHT_STOP = "night_stop", _("Halte de nuit")
    WOMEN_STOP = "women_stop", _("Halte pour femmes")
    FAMILY_REFUGE = "family_refuge", _("Lieu de mise à l’abri des familles")
    HOTEL = "hotel", _("Hôtel (nuitées)")
    WINTER = "winter", _("Site hivernal ou de grand froid")
    MATERNITY = "maternity", _("Sas maternité")
    MEDICAL = "medical", _("Lits halte soins santé (LHSS)")
    VIOLENCE_REFUGE = "violence_refuge", _("Mise à l’abri de victimes de violences")
    MEANWHILE = "meanwhile", _("Bâtiment en occupation intercalaire")


class LotKind(models.TextChoices):
    """How a lot is taken: a room by one household, a bed or a chair by one person."""

    ROOM = "room", _("Chambres")
    BEDS = "beds", _("Lits")
    CHAIRS = "chairs", _("Fauteuils, sans lit")


class LotAudience(models.TextChoices):
    """Whom a lot takes. Gender is as the person states it; a child is under eighteen."""

    ANYONE = "anyone", _("Tous publics")
    ADULTS = "adults", _("Adultes, femmes et hommes")
    WOMEN = "women", _("Femmes")
    MEN = "men", _("Hommes")
    WOMEN_OR_MEN = "women_or_men", _("Femmes ou hommes, selon la nuit")
    COUPLES = "couples", _("Couples sans enfant")
    WOMEN_WITH_CHILDREN = "women_with_children", _("Femmes avec enfants")
    FAMILIES = "families", _("Familles")


class ClosureReason(models.TextChoices):
    """Why places are out of use for some nights."""

    WORKS = "works", _("Travaux")
    PESTS = "pests", _("Traitement contre les nuisibles")
    DAMAGE = "damage", _("Dégât, panne")
    STAFFING = "staffing", _("Équipe incomplète")
    HEALTH = "health", _("Raison sanitaire")
    BETWEEN_STAYS = "between_stays", _("Remise en état entre deux séjours")
    SEASON = "season", _("Fin de saison ou de convention")
    OTHER = "other", _("Autre raison")


class DeclaredBy(models.TextChoices):
    """How a site said what it has free."""

    PAGE = "page", _("Page du site")
    LINK = "link", _("Lien du soir")
    REGULATION = "regulation", _("Par téléphone, saisi par la régulation")


class OverReason(models.TextChoices):
    """Why more people slept in a lot than it has places: it happens, and is then said rather than hidden."""

    EXTRA_BED = "extra_bed", _("Lit d’appoint")
    BABY = "baby", _("Bébé dans le lit de ses parents")
    COLD = "cold", _("Grand froid, mise à l’abri décidée")
    UNEXPECTED = "unexpected", _("Arrivée imprévue dans la nuit")
    OTHER = "other", _("Autre raison")


class Scheme(models.TextChoices):
    """The pact's scheme that a site belongs to, by the code that the pact's list gives it."""

    SHELTER = "shelter", _("Hébergement d’urgence")
    COLD_PLAN = "cold_plan", _("Plan grand froid")
    NIGHT_STOPS = "night_stops", _("Haltes de nuit")
    WOMEN_NETWORK = "women_network", _("Réseau des lieux pour femmes")
    FAMILY_REFUGES = "family_refuges", _("Mise à l’abri des familles")
    CITY_BUILDINGS = "city_buildings", _("Bâtiments de la Ville")


class BuildingStage(models.TextChoices):
    """Where a building of the city stands between two uses."""

    SPOTTED = "spotted", _("Repéré")
    VISITED = "visited", _("Visité")
    AGREED = "agreed", _("Convention signée")
    CONVERTING = "converting", _("En travaux")
    OPEN = "open", _("Ouvert")
    RETURNED = "returned", _("Rendu à la Ville")
    SET_ASIDE = "set_aside", _("Écarté")


class ConversionKind(models.TextChoices):
    """A step on the way from an empty building to a shelter."""

    VISIT = "visit", _("Visite technique")
    SAFETY = "safety", _("Avis de la commission de sécurité")
    AGREEMENT = "agreement", _("Signature de la convention")
    WORKS = "works", _("Travaux")
    FITTING = "fitting", _("Équipement et mobilier")
    OPENING = "opening", _("Ouverture")
    CLOSING = "closing", _("Fermeture et relogement")
    RETURN = "return", _("Restitution")
