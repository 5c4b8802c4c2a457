"""Words of a request for tonight: where it comes from, who asks, where it stands, why it was not met."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class HouseholdKind(models.TextChoices):
    """The 115's kinds of household, derived from the composition, never typed."""

    SINGLE_MAN = "single_man", _("Homme seul")
    SINGLE_WOMAN = "single_woman", _("Femme seule")
    SINGLE_OTHER = "single_other", _("Personne seule, genre autre ou non dit")
    COUPLE = "couple", _("Couple sans enfant")
    WOMAN_WITH_CHILDREN = "woman_with_children", _("Femme seule avec enfants")
    MAN_WITH_CHILDREN = "man_with_children", _("Homme seul avec enfants")
    COUPLE_WITH_CHILDREN = "couple_with_children", _("Couple avec enfants")
    ADULTS = "adults", _("Groupe d’adultes sans enfant")
    GROUP_WITH_CHILDREN = "group_with_children", _("Groupe avec enfants")
    MINOR_ALONE = "minor_alone", _("Mineur seul")


class RequestSource(models.TextChoices):
    """Through whom a request reaches the queue."""

    CALL = "call", _("Appel au 115")
    OUTREACH = "outreach", _("Maraude")
    DAY_CENTRE = "day_centre", _("Accueil de jour")
    SOCIAL_WORKER = "social_worker", _("Travail social")
    HOSPITAL = "hospital", _("Hôpital")
    POLICE = "police", _("Police, pompiers")
    SITE = "site", _("Site d’hébergement")
    IMPORT = "import", _("Fichier SI-SIAO")


class CallerKind(models.TextChoices):
    """Who is on the line. A call is not yet a request."""

    HOUSEHOLD = "household", _("Le ménage lui-même")
    RELAY = "relay", _("Un relais pour un ménage sans téléphone")
    PROFESSIONAL = "professional", _("Un professionnel")
    HOSPITAL = "hospital", _("Un hôpital")
    POLICE = "police", _("Police, pompiers")
    RESIDENT = "resident", _("Un riverain, un passant")


class CallOutcome(models.TextChoices):
    """What came of a call."""

    REQUEST = "request", _("Demande d’hébergement")
    SAME_REQUEST = "same_request", _("Rappel pour une demande déjà ouverte cette nuit")
    INFORMATION = "information", _("Information, orientation sans hébergement")
    SIGNAL = "signal", _("Signalement d’une personne à la rue")
    INTERRUPTED = "interrupted", _("Appel interrompu")
    UNANSWERED = "unanswered", _("Appel non décroché")


class ShelterRequestState(models.TextChoices):
    """Where a request stands."""

    RECEIVED = "received", _("Reçue")
    QUALIFIED = "qualified", _("Qualifiée")
    OFFERED = "offered", _("Place proposée")
    PLACED = "placed", _("Place acceptée")
    ARRIVED = "arrived", _("Arrivée")
    UNMET = "unmet", _("Non pourvue")
    HANDED_OVER = "handed_over", _("Remise à la protection de l’enfance")
    CANCELLED = "cancelled", _("Annulée")

    @property
    def tone(self) -> str:
        """The tone of its badge; the word stands beside it."""
        return {"offered": "fair", "placed": "good", "arrived": "good", "unmet": "bad", "qualified": "warn"}.get(
            self, ""
        )


OPEN_STATES = (ShelterRequestState.RECEIVED, ShelterRequestState.QUALIFIED)
"""Requests that wait for a place: a round takes the qualified ones."""
LIVE_STATES = (*OPEN_STATES, ShelterRequestState.OFFERED, ShelterRequestState.PLACED, ShelterRequestState.ARRIVED)
"""Requests that a repeated call of the same night is about."""


class UnmetReason(models.TextChoices):
    """Why a request of the night was not met. A household's refusal is apart from a site's; neither is a fault."""

    NO_PLACE = "no_place", _("Absence de place")
    COMPOSITION = "composition", _("Pas de place pour cette composition")
    GENDER = "gender", _("Pas de place pour ce public")
    STEP_FREE = "step_free", _("Pas de place de plain-pied")
    ANIMAL = "animal", _("Pas de place avec animal")
    AGE = "age", _("Pas de place pour cet âge")
    HOUSEHOLD_TOO_FAR = "household_too_far", _("Refus du ménage : trop loin")
    HOUSEHOLD_DURATION = "household_duration", _("Refus du ménage : durée")
    HOUSEHOLD_CONDITIONS = "household_conditions", _("Refus du ménage : conditions d’accueil")
    HOUSEHOLD_SPLIT = "household_split", _("Refus du ménage : séparation")
    HOUSEHOLD_ANIMAL = "household_animal", _("Refus du ménage : animal")
    SITE_BEHAVIOUR = "site_behaviour", _("Refus du site : comportement")
    SITE_FULL = "site_full", _("Refus du site : complet")
    SITE_PROJECT = "site_project", _("Refus du site : hors de son projet")
    UNREACHABLE = "unreachable", _("Ménage injoignable")
    NO_SHOW = "no_show", _("Ménage non présenté")
    INTERRUPTED = "interrupted", _("Appel interrompu")
    OTHER_WAY = "other_way", _("Orienté autrement (hôpital, commissariat)")
    STAY_ENDED = "stay_ended", _("Fin de prise en charge")
    HANDED_OVER = "handed_over", _("Mineur : remis à la protection de l’enfance")


HOUSEHOLD_REFUSALS = tuple(reason for reason in UnmetReason if reason.startswith("household_"))
SITE_REFUSALS = tuple(reason for reason in UnmetReason if reason.startswith("site_"))


class RequestEventKind(models.TextChoices):
    """What happens to a request. Appended, never changed."""

    RECEIVED = "received", _("Reçue")
    CALLED_AGAIN = "called_again", _("Rappel du ménage")
    QUALIFIED = "qualified", _("Qualifiée")
    CHANGED = "changed", _("Modifiée")
    RANKED = "ranked", _("Priorité établie")
    OFFERED = "offered", _("Place proposée")
    ACCEPTED = "accepted", _("Acceptée par le ménage")
    HOUSEHOLD_REFUSED = "household_refused", _("Refusée par le ménage")
    SITE_REFUSED = "site_refused", _("Refusée par le site")
    ON_THE_WAY = "on_the_way", _("En route")
    ARRIVED = "arrived", _("Arrivée")
    NO_SHOW = "no_show", _("Non présentée")
    EXTENDED = "extended", _("Séjour prolongé")
    ENDED = "ended", _("Séjour terminé")
    UNMET = "unmet", _("Non pourvue")
    HANDED_OVER = "handed_over", _("Remise à la protection de l’enfance")
    CANCELLED = "cancelled", _("Annulée")


class DangerReason(models.TextChoices):
    """Why a household is placed at once, before any round."""

    VIOLENCE = "violence", _("Violences, danger immédiat")
    NEWBORN = "newborn", _("Nourrisson ou grossesse avancée à la rue")
    HEALTH = "health", _("Santé gravement menacée")
    EXPOSURE = "exposure", _("Exposition au froid ou à la chaleur")
    THREAT = "threat", _("Menace sur la personne")
    DISASTER = "disaster", _("Sinistre (incendie, effondrement)")
