"""Vocabularies of persons, files and sharing, each value beside its words."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class Gender(models.TextChoices):
    """As the person says it; nobody is asked to say."""

    WOMAN = "woman", _("Femme")
    MAN = "man", _("Homme")
    OTHER = "other", _("Autre")


class BirthPrecision(models.TextChoices):
    """How much of the birth is known. A default date (1 January) is a year, not a day."""

    DATE = "date", _("Date exacte")
    YEAR = "year", _("Année exacte")
    ABOUT = "about", _("Année approximative")


class NameKind(models.TextChoices):
    """Other names under which a person is known."""

    NICKNAME = "nickname", _("Surnom")
    BIRTH = "birth", _("Nom de naissance")
    USUAL = "usual", _("Nom d’usage")
    SPELLING = "spelling", _("Autre écriture")


class TieKind(models.TextChoices):
    """What the first person is to the second."""

    PARENT = "parent", _("Parent de")
    PARTNER = "partner", _("En couple avec")
    SIBLING = "sibling", _("Frère ou sœur de")
    GUARDIAN = "guardian", _("Responsable légal de")
    TRUSTED = "trusted", _("Personne de confiance de")
    RELATIVE = "relative", _("Autre proche de")


class HouseholdRole(models.TextChoices):
    """Place in a household."""

    ADULT = "adult", _("Adulte")
    CHILD = "child", _("Enfant")


class RestrictionReason(models.TextChoices):
    """Why a person is hidden from everyone but those who follow them."""

    VIOLENCE = "violence", _("Victime de violences")
    PROTECTED_CHILD = "protected_child", _("Enfant protégé")
    OTHER_DANGER = "other_danger", _("Autre danger")


class Purpose(models.TextChoices):
    """Why an organisation follows a person."""

    WELCOME = "welcome", _("Premier accueil")
    SUPPORT = "support", _("Accompagnement social global")
    STREET = "street", _("Suivi par la maraude")
    SHELTER = "shelter", _("Hébergement")
    HOUSING = "housing", _("Logement")
    RIGHTS = "rights", _("Accès aux droits")
    HEALTH = "health", _("Santé")
    EMPLOYMENT = "employment", _("Emploi et insertion")
    PREVENTION = "prevention", _("Prévention de la perte du logement")
    FAMILY = "family", _("Soutien à la famille")


class ClosingReason(models.TextChoices):
    """Why a follow-up ends."""

    RELAY = "relay", _("Relais pris par une autre structure")
    HOUSED = "housed", _("Hébergement ou logement trouvé")
    OWN_WISH = "own_wish", _("À la demande de la personne")
    MOVED = "moved", _("Départ de la région")
    LOST_CONTACT = "lost_contact", _("Perte de contact")
    HOSPITAL = "hospital", _("Hospitalisation longue")
    PRISON = "prison", _("Incarcération")
    DEATH = "death", _("Décès")
    OTHER = "other", _("Autre")


class WorkerEnd(models.TextChoices):
    """Why a worker stops following a file. A handover alone leaves a read-only month."""

    HANDOVER = "handover", _("Passation")
    DEPARTURE = "departure", _("Départ de l’organisation")
    OBJECTION = "objection", _("Opposition de la personne")
    RESTRICTION = "restriction", _("Mise à l’abri des données")


class Housing(models.TextChoices):
    """Where the person lives, coarse enough to be asked by anyone."""

    STREET = "street", _("À la rue")
    MAKESHIFT = "makeshift", _("Abri de fortune, voiture, campement")
    SHELTER = "shelter", _("Hébergement d’urgence")
    HOTEL = "hotel", _("Hôtel")
    HOSTED = "hosted", _("Hébergement par un tiers")
    SUPPORTED = "supported", _("Logement accompagné")
    AT_RISK = "at_risk", _("Logement menacé")
    HOME = "home", _("Logement")
    INSTITUTION = "institution", _("Institution")


class CareNeed(models.TextChoices):
    """Need of care in three levels, for orientation; details belong to carers."""

    NONE = "none", _("Pas de besoin particulier")
    SOME = "some", _("Soins à prévoir")
    PRESSING = "pressing", _("Soins pressants")


class Need(models.TextChoices):
    """Needs, in two lists: what is expressed, and what is provided."""

    SHELTER = "shelter", _("Hébergement")
    FOOD = "food", _("Alimentation")
    WATER = "water", _("Eau")
    HYGIENE = "hygiene", _("Hygiène, douche")
    CLOTHES = "clothes", _("Vêtements, duvet")
    CARE = "care", _("Soins")
    MENTAL_HEALTH = "mental_health", _("Santé psychique")
    ADDICTION = "addiction", _("Addictologie")
    ADDRESS = "address", _("Domiciliation")
    RIGHTS = "rights", _("Papiers, droits")
    WORK = "work", _("Emploi")
    HOME = "home", _("Logement")
    ANIMAL = "animal", _("Animal")
    LUGGAGE = "luggage", _("Bagagerie")
    CHARGING = "charging", _("Recharge du téléphone")
    LISTENING = "listening", _("Écoute")
    INTERPRETER = "interpreter", _("Interprète")
    SAFETY = "safety", _("Sécurité, violences")
    TRANSPORT = "transport", _("Transport")


class NoteAudience(models.TextChoices):
    """Who may read a note, from the fewest to the most."""

    WORKERS = "workers", _("Les professionnels du dossier")
    ORGANISATION = "organisation", _("Les partages complets aussi")
    PARTNERS = "partners", _("Tous les partenaires du suivi")


class StepKind(models.TextChoices):
    """What is planned in a file."""

    APPOINTMENT = "appointment", _("Rendez-vous")
    DEADLINE = "deadline", _("Échéance")
    TASK = "task", _("À faire")


class StepOutcome(models.TextChoices):
    """What came of it."""

    DONE = "done", _("Fait")
    MISSED = "missed", _("La personne n’est pas venue")
    CANCELLED = "cancelled", _("Annulé")


class DocumentKind(models.TextChoices):
    """What a document of a file is about; health documents follow the health class."""

    IDENTITY = "identity", _("Identité")
    RESOURCES = "resources", _("Ressources")
    HOUSING = "housing", _("Logement")
    RIGHTS = "rights", _("Droits")
    HEALTH = "health", _("Santé")
    SUMMARY = "summary", _("Fiche de liaison")
    OTHER = "other", _("Autre")


class SharingLevel(models.TextChoices):
    """How much of a file a sharing opens."""

    EXISTENCE = "existence", _("Son existence")
    FOLLOW_UP = "follow_up", _("Le suivi")
    FULL = "full", _("Le dossier complet")

    @property
    def rank(self) -> int:
        """1 for the least."""
        return list(SharingLevel).index(self) + 1


class GivenBy(models.TextChoices):
    """On what a sharing stands."""

    PERSON = "person", _("L’accord de la personne")
    BASIS = "basis", _("Une base prévue")


class How(models.TextChoices):
    """How the person said yes, or no longer."""

    ORAL = "oral", _("De vive voix")
    WRITTEN = "written", _("Par écrit")
    INTERPRETER = "interpreter", _("Avec un interprète")
    REPRESENTATIVE = "representative", _("Par la personne qui la représente légalement")


class SharingEnd(models.TextChoices):
    """Why a sharing stopped."""

    WITHDRAWN = "withdrawn", _("Retiré par la personne")
    ENDED = "ended", _("N’est plus utile")
    RESTRICTED = "restricted", _("Mise à l’abri des données")
    DECLINED = "declined", _("Orientation sans suite")
    REPLACED = "replaced", _("Remplacé par un autre partage")


class DataClass(models.TextChoices):
    """Classes of a person's data, under the codes of `declarations.privacy.FieldClass`, in the field's words."""

    IDENTITY = "identity", _("Identité")
    CONTACT = "contact", _("Coordonnées")
    FREE_TEXT = "free_text", _("Notes et étapes")
    SITUATION = "situation", _("Situation")
    HEALTH = "health", _("Santé")
    PROTECTED_ADDRESS = "protected_address", _("Adresse protégée")

    @classmethod
    def words(cls, values: Iterable[str]) -> list[str]:
        """The words of some classes, from the least to the most protected."""
        held = set(values)
        return [str(each.label) for each in cls if each.value in held]


class RuleKind(models.TextChoices):
    """Lists that act once a named authority has adopted them."""

    FIELD_CLASSES = "field_classes", _("Classes de données par rôle")
    SHARING_BASES = "sharing_bases", _("Bases de partage")


class ExceptionalKind(models.TextChoices):
    """Ways to a person outside follow-up and sharing."""

    BREAK_GLASS = "break_glass", _("Accès en urgence")
    DESK = "desk", _("Demande instruite par la protection des données")


class BreakGlassReason(models.TextChoices):
    """Why a file is opened without follow-up or sharing."""

    DANGER = "danger", _("Danger pour la vie")
    MEDICAL = "medical", _("Urgence médicale")
    CHILD = "child", _("Enfant en danger")
    NO_WORKER = "no_worker", _("Personne à joindre, aucun professionnel disponible")


class ReviewFinding(models.TextChoices):
    """What the data protection officer concluded of an access in urgency."""

    JUSTIFIED = "justified", _("Justifié")
    TO_DISCUSS = "to_discuss", _("À reprendre avec l’équipe")
    UNJUSTIFIED = "unjustified", _("Injustifié")


class PairState(models.TextChoices):
    """What was decided of two records that look alike."""

    PROPOSED = "proposed", _("À décider")
    LINKED = "linked", _("Même personne")
    DIFFERENT = "different", _("Deux personnes")
    SPLIT = "split", _("Séparées après avoir été liées")


class Language(models.TextChoices):
    """Languages most often spoken in welcome services, by their ISO 639 code; any other code may be kept."""

    FRENCH = "fr", _("Français")
    ENGLISH = "en", _("Anglais")
    ARABIC = "ar", _("Arabe")
    SPANISH = "es", _("Espagnol")
    PORTUGUESE = "pt", _("Portugais")
    ROMANIAN = "ro", _("Roumain")
    RUSSIAN = "ru", _("Russe")
    UKRAINIAN = "uk", _("Ukrainien")
    POLISH = "pl", _("Polonais")
    BULGARIAN = "bg", _("Bulgare")
    ROMANI = "rom", _("Romani")
    ALBANIAN = "sq", _("Albanais")
    GEORGIAN = "ka", _("Géorgien")
    ARMENIAN = "hy", _("Arménien")
    TURKISH = "tr", _("Turc")
    KURDISH = "ku", _("Kurde")
    PERSIAN = "fa", _("Persan, dari")
    PASHTO = "ps", _("Pachto")
    URDU = "ur", _("Ourdou")
    PUNJABI = "pa", _("Pendjabi")
    BENGALI = "bn", _("Bengali")
    TAMIL = "ta", _("Tamoul")
    TIBETAN = "bo", _("Tibétain")
    CHINESE = "zh", _("Chinois")
    BERBER = "ber", _("Berbère")
    WOLOF = "wo", _("Wolof")
    FULAH = "ff", _("Peul")
    BAMBARA = "bm", _("Bambara")
    SONINKE = "snk", _("Soninké")
    LINGALA = "ln", _("Lingala")
    AMHARIC = "am", _("Amharique")
    TIGRINYA = "ti", _("Tigrigna")
    SOMALI = "so", _("Somali")
    SIGN = "fsl", _("Langue des signes française")
