"""Vocabularies of the directory, each value beside its words. Read by the public: plain words, no initials."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Want(models.TextChoices):
    """The six questions of the public home page: what one looks for before knowing what it is called."""

    EAT = "eat", _("Manger")
    SLEEP = "sleep", _("Dormir")
    WASH = "wash", _("Se laver")
    CARE = "care", _("Se soigner")
    RIGHTS = "rights", _("Mes droits")
    TALK = "talk", _("Parler à quelqu’un")


class Category(models.TextChoices):
    """What a service does."""

    MEAL = "meal", _("Repas servi")
    SOLIDARITY_RESTAURANT = "solidarity_restaurant", _("Restaurant solidaire")
    FOOD_DISTRIBUTION = "food_distribution", _("Distribution de nourriture")
    FOOD_PARCEL = "food_parcel", _("Colis alimentaire")
    SOLIDARITY_GROCERY = "solidarity_grocery", _("Épicerie solidaire")
    SHARED_KITCHEN = "shared_kitchen", _("Cuisine partagée")
    DRINKING_WATER = "drinking_water", _("Eau potable")
    SHELTER = "shelter", _("Hébergement")
    NIGHT_STOP = "night_stop", _("Halte de nuit")
    SHOWER = "shower", _("Douche")
    LAUNDRY = "laundry", _("Laverie")
    TOILETS = "toilets", _("Toilettes")
    HYGIENE_KIT = "hygiene_kit", _("Kit d’hygiène")
    CLOTHING = "clothing", _("Vêtements")
    LOCKER = "locker", _("Bagagerie")
    GENERAL_CARE = "general_care", _("Médecine générale")
    NURSING = "nursing", _("Soins infirmiers")
    DENTAL_CARE = "dental_care", _("Soins dentaires")
    MENTAL_HEALTH = "mental_health", _("Santé mentale")
    ADDICTION = "addiction", _("Addictions")
    WOMENS_HEALTH = "womens_health", _("Santé des femmes")
    ANIMAL_CARE = "animal_care", _("Soins aux animaux")
    SOCIAL_SUPPORT = "social_support", _("Accompagnement social")
    RIGHTS_HELP = "rights_help", _("Aide aux démarches")
    LEGAL_ADVICE = "legal_advice", _("Conseil juridique")
    MAIL_ADDRESS = "mail_address", _("Domiciliation : une adresse pour le courrier")
    DIGITAL_HELP = "digital_help", _("Aide numérique")
    DIGITAL_ACCESS = "digital_access", _("Ordinateur et internet")
    EMPLOYMENT = "employment", _("Emploi")
    HOUSING_ADVICE = "housing_advice", _("Conseil logement")
    FRENCH_LESSONS = "french_lessons", _("Cours de français")
    INTERPRETING = "interpreting", _("Interprétariat")
    DAY_CENTRE = "day_centre", _("Accueil de jour")
    FAMILY_DAY_CENTRE = "family_day_centre", _("Accueil de jour pour les familles")
    LISTENING = "listening", _("Écoute")
    CHILDREN = "children", _("Jeux et garde d’enfants")
    PARENTING = "parenting", _("Soutien aux parents")
    CULTURE = "culture", _("Culture et loisirs")
    VOLUNTEERING = "volunteering", _("S’engager")
    CHARGING = "charging", _("Recharger un téléphone")
    TRANSPORT = "transport", _("Transport")


WANTS: dict[str, tuple[Category, ...]] = {
    Want.EAT: (
        Category.MEAL, Category.FOOD_DISTRIBUTION, Category.SOLIDARITY_RESTAURANT, Category.FOOD_PARCEL,
        Category.SOLIDARITY_GROCERY, Category.SHARED_KITCHEN, Category.DRINKING_WATER,
    ),
    Want.SLEEP: (Category.SHELTER, Category.NIGHT_STOP),
    Want.WASH: (
        Category.SHOWER, Category.LAUNDRY, Category.TOILETS, Category.HYGIENE_KIT, Category.CLOTHING, Category.LOCKER,
    ),
    Want.CARE: (
        Category.GENERAL_CARE, Category.NURSING, Category.DENTAL_CARE, Category.MENTAL_HEALTH, Category.ADDICTION,
        Category.WOMENS_HEALTH, Category.ANIMAL_CARE,
    ),
    Want.RIGHTS: (
        Category.SOCIAL_SUPPORT, Category.RIGHTS_HELP, Category.LEGAL_ADVICE, Category.MAIL_ADDRESS,
        Category.DIGITAL_HELP, Category.DIGITAL_ACCESS, Category.EMPLOYMENT, Category.HOUSING_ADVICE,
        Category.FRENCH_LESSONS, Category.INTERPRETING,
    ),
    Want.TALK: (
        Category.DAY_CENTRE, Category.FAMILY_DAY_CENTRE, Category.LISTENING, Category.CHILDREN, Category.PARENTING,
        Category.CULTURE, Category.VOLUNTEERING,
    ),
}  # fmt: skip
"""What answers each question, what is most likely meant first. A category outside them is found by its name."""


class PlaceKind(models.TextChoices):
    """A place stands somewhere, or goes from stop to stop."""

    FIXED = "fixed", _("Lieu fixe")
    ITINERARY = "itinerary", _("Itinéraire : le service se déplace")


class PlaceStatus(models.TextChoices):
    """Whether the public sees it."""

    DRAFT = "draft", _("Brouillon")
    PUBLISHED = "published", _("Publiée")
    ARCHIVED = "archived", _("Archivée")


class Audience(models.TextChoices):
    """For whom a place or a service is. Said of a place, never kept of a person."""

    WOMEN = "women", _("Femmes")
    MEN = "men", _("Hommes")
    FAMILIES = "families", _("Familles avec enfants")
    COUPLES = "couples", _("Couples")
    ISOLATED = "isolated", _("Personnes seules")
    PREGNANT = "pregnant", _("Femmes enceintes")
    MINORS = "minors", _("Mineurs")
    YOUNG_ADULTS = "young_adults", _("Jeunes de 18 à 25 ans")
    SENIORS = "seniors", _("Personnes âgées")
    DISABLED = "disabled", _("Personnes handicapées")
    VIOLENCE = "violence", _("Victimes de violences")
    EXILED = "exiled", _("Personnes exilées")
    ADDICTION = "addiction", _("Personnes qui consomment des drogues ou de l’alcool")
    LGBT = "lgbt", _("Personnes LGBT+")
    PROSTITUTION = "prostitution", _("Personnes en situation de prostitution")
    FORMER_PRISONERS = "former_prisoners", _("Personnes sortant de prison")
    STUDENTS = "students", _("Étudiants")


class AudienceRule(models.TextChoices):
    """How far the audiences named bind."""

    EVERYONE = "everyone", _("Ouvert à tous")
    PREFERRED = "preferred", _("En priorité à ces publics")
    ONLY = "only", _("Réservé à ces publics")


class OpenState(models.TextChoices):
    """Where a place or a service stands at a moment, the first that holds."""

    OPEN = "open", _("Ouvert")
    PARTLY_OPEN = "partly_open", _("En partie ouvert")
    TEMPORARILY_CLOSED = "temporarily_closed", _("Fermé temporairement")
    CLOSED = "closed", _("Fermé")
    UNKNOWN = "unknown", _("Horaires à vérifier")


class Saturation(models.TextChoices):
    """How full it is, as those who are there say it."""

    LOW = "low", _("De la place")
    MODERATE = "moderate", _("Bientôt complet")
    HIGH = "high", _("Complet")


class PeriodKind(models.TextChoices):
    """What a dated period changes."""

    CLOSED = "closed", _("Fermeture")
    OTHER_HOURS = "other_hours", _("Autres horaires")
    NOTICE = "notice", _("Message seulement")


class PeriodReason(models.TextChoices):
    """Why the hours change."""

    HOLIDAYS = "holidays", _("Congés")
    SEASON = "season", _("Saison")
    WORKS = "works", _("Travaux")
    STAFF = "staff", _("Manque de personnel ou de bénévoles")
    EVENT = "event", _("Événement")
    WEATHER = "weather", _("Grand froid ou canicule")
    OTHER = "other", _("Autre")


class ProposalState(models.TextChoices):
    """What became of a change that waits for the directory's team."""

    WAITING = "waiting", _("En attente")
    PUBLISHED = "published", _("Publiée")
    RETURNED = "returned", _("Renvoyée")


class PlacePairState(models.TextChoices):
    """What a person decided of two entries that look alike."""

    PROPOSED = "proposed", _("À décider")
    SAME = "same", _("Le même lieu")
    DISTINCT = "distinct", _("Deux lieux")


class MergerState(models.TextChoices):
    """Where the regrouping of premises stands."""

    PLANNED = "planned", _("Prévu")
    WORKS = "works", _("En travaux")
    DONE = "done", _("Réalisé")
    ABANDONED = "abandoned", _("Abandonné")


class ExchangeFormat(models.TextChoices):
    """The shape of a file that gives places."""

    SOLIGUIDE = "soliguide", _("Soliguide (JSON)")
    DATA_INCLUSION = "data-inclusion", _("data·inclusion (JSON ou classeur)")
    HSDS = "hsds", _("HSDS 3.0, Open Referral (archive)")
    PLAIN = "plain", _("Tableur simple (CSV ou classeur)")


class ImportStage(models.TextChoices):
    """Where a file of places stands."""

    RECEIVED = "received", _("en cours de lecture")
    REHEARSED = "rehearsed", _("à confirmer")
    CONFIRMED = "confirmed", _("en cours d’écriture")
    DONE = "done", _("fait")
    REFUSED = "refused", _("refusé")
    GIVEN_UP = "given_up", _("abandonné")


class Likeness(models.TextChoices):
    """Why two entries may be one place."""

    NEAR = "near", _("à moins de 60 mètres")
    NAME = "name", _("noms semblables")
    TELEPHONE = "telephone", _("même téléphone")
    ADDRESS = "address", _("même adresse")


class RevealReason(models.TextChoices):
    """Why an address is confidential no more."""

    MOVED = "moved", _("Ce qui devait être protégé a déménagé")
    NO_LONGER = "no_longer", _("Le lieu n’accueille plus de personnes à protéger")
    MISTAKE = "mistake", _("C’était une erreur")
