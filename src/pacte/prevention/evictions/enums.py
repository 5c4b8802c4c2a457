"""Words of an eviction: its grounds and landlords, who reports a debt, the commission's answers, figures by stage."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

SCHEME = "evictions"
"""The key of the scheme whose cases this room keeps."""


class LandlordKind(models.TextChoices):
    """Who lets the home. The first two are legal persons."""

    SOCIAL = "social", _("Bailleur social")
    COMPANY = "company", _("Autre personne morale")
    PRIVATE = "private", _("Particulier")


class EvictionGround(models.TextChoices):
    """Why the landlord acts. The diagnosis for the judge exists for arrears alone."""

    ARREARS = "arrears", _("Impayé de loyer ou de charges")
    NO_TITLE = "no_title", _("Occupation sans titre")
    NOTICE = "notice", _("Congé du bailleur")
    TROUBLE = "trouble", _("Troubles de voisinage")
    OTHER = "other_ground", _("Autre motif")


class DebtSource(models.TextChoices):
    """Who gave the amount of a debt on a day. The rows of two sources are never added up."""

    LANDLORD = "landlord", _("Bailleur")
    HOUSING_AID_OFFICE = "housing_aid_office", _("Organisme qui verse l’aide au logement")
    TENANT = "tenant", _("La personne elle-même")
    BAILIFF = "bailiff", _("Commissaire de justice")
    JUDGE = "judge", _("Décision du juge")
    WORKER = "worker", _("Travail social")
    STATE_FILE = "state_file", _("Fichier EXPLOC")


class Referrer(models.TextChoices):
    """Who brings a case to the commission: any member, the landlord or the tenant may (L. 90-449, art. 7-2)."""

    BAILIFF = "bailiff", _("Commissaire de justice")
    LANDLORD = "landlord", _("Bailleur")
    TENANT = "tenant", _("La personne elle-même")
    MEMBER = "member", _("Membre de la commission")
    PREFECT = "prefect", _("Préfecture")


class CommissionMember(models.TextChoices):
    """To which member each reported case of arrears is assigned (L. 2023-668, art. 12)."""

    SOCIAL_SERVICES = "social_services", _("Services sociaux")
    HOUSING_FUND = "housing_fund", _("Fonds de solidarité pour le logement")
    DEBT_RELIEF = "debt_relief", _("Banque de France (surendettement)")


class CommissionAnswerKind(models.TextChoices):
    """What the commission says. It advises and recommends; since 2023 it also decides on the housing aid."""

    OPINION = "opinion", _("Avis")
    RECOMMENDATION = "recommendation", _("Recommandation")
    AID_MAINTAINED = "aid_maintained", _("Décision : aide au logement maintenue")
    AID_SUSPENDED = "aid_suspended", _("Décision : aide au logement suspendue")


AID_DECISIONS = frozenset({CommissionAnswerKind.AID_MAINTAINED, CommissionAnswerKind.AID_SUSPENDED})


class AnswerRecipient(models.TextChoices):
    """To whom an answer of the commission goes."""

    JUDGE = "judge", _("Le juge")
    PREFECT = "prefect", _("Le préfet")
    HOUSING_AID_OFFICE = "housing_aid_office", _("L’organisme qui verse l’aide au logement")
    HOUSING_FUND = "housing_fund", _("Le fonds de solidarité pour le logement")
    LANDLORD = "landlord", _("Le bailleur")
    TENANT = "tenant", _("La personne")


class DiagnosisState(models.TextChoices):
    """Where the social and financial diagnosis stands. A person who does not answer has refused nothing."""

    OFFERED = "offered", _("Proposé")
    HELD = "held", _("Entretien fait")
    REFUSED = "refused", _("Refusé par la personne")
    NO_ANSWER = "no_answer", _("Sans réponse")


class OfferWay(models.TextChoices):
    """How an interview is offered to the household."""

    LETTER = "letter", _("Par courrier")
    CALL = "call", _("Par téléphone")
    VISIT = "visit", _("Par une visite à domicile")
    MESSAGE = "message", _("Par message")


class HomeWish(models.TextChoices):
    """What the household wishes for its home."""

    STAY = "stay", _("Rester dans le logement")
    SMALLER = "smaller", _("Un logement moins cher")
    LEAVE = "leave", _("Partir, avec une solution")
    UNDECIDED = "undecided", _("Ne sait pas encore")


class FigureStage(models.TextChoices):
    """What a yearly figure counts, in the order of the procedure. Two stages are never added up."""

    SIGNALS = "signals", _("Impayés signalés")
    ORDERS = "payment_orders", _("Commandements de payer")
    SUMMONS = "summons", _("Assignations")
    JUDGMENTS = "judgments", _("Jugements d’expulsion")
    QUIT_ORDERS = "quit_orders", _("Commandements de quitter les lieux")
    POLICE_ASKED = "police_requested", _("Demandes de concours de la force publique")
    POLICE_GRANTED = "police_granted", _("Concours accordés")
    EVICTED = "evicted", _("Expulsions avec la force publique")


class FigureSource(models.TextChoices):
    """Who gave a yearly figure. What each of them sees differs: a figure is never read without it."""

    POLICE = "police", _("Préfecture de police")
    PREFECTURE = "prefecture", _("Préfecture de région")
    COURTS = "courts", _("Tribunaux")
    CITY = "city", _("Ville")
    AID_OFFICE = "aid_office", _("Organisme qui verse l’aide au logement")
    SIGNATORIES = "signatories", _("Signataires de la charte")
