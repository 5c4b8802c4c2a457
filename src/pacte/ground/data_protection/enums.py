"""Vocabularies of the desk: requests, their checks and outcomes, runs of retention, requisitions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequestKind(models.TextChoices):
    """The right that is exercised (GDPR, articles 15 to 18 and 21)."""

    ACCESS = "access", _("Accès")
    RECTIFICATION = "rectification", _("Rectification")
    ERASURE = "erasure", _("Effacement")
    OBJECTION = "objection", _("Opposition")
    RESTRICTION = "restriction", _("Limitation")


class AskedBy(models.TextChoices):
    """Who asks."""

    SELF = "self", _("La personne elle-même")
    RELATIVE = "relative", _("Un parent ou un responsable légal")


class RequestChannel(models.TextChoices):
    """How the request came."""

    MAIL = "mail", _("Courriel")
    LETTER = "letter", _("Courrier")
    DESK = "desk", _("Au guichet")
    WORKER = "worker", _("Par l’intermédiaire d’un professionnel")
    PHONE = "phone", _("Téléphone")


class IdentityProof(models.TextChoices):
    """How it is known that the asker is who they say."""

    PAPERS = "papers", _("Un papier d’identité")
    PHRASE = "phrase", _("La phrase convenue")
    ATTESTATION = "attestation", _("L’attestation d’un professionnel")


class AuthorityProof(models.TextChoices):
    """What shows that a relative may ask for the person."""

    FAMILY_RECORD = "family_record", _("Livret de famille ou acte de naissance")
    JUDGMENT = "judgment", _("Décision de justice")
    MANDATE = "mandate", _("Mandat signé par la personne")


class ExtensionReason(models.TextChoices):
    """Why two more months are taken (GDPR, article 12(3)): the asker is told within the first month."""

    COMPLEX = "complex", _("La demande est complexe")
    MANY = "many", _("Beaucoup de demandes en même temps")


class RequestOutcome(models.TextChoices):
    """What was answered."""

    GRANTED = "granted", _("Demande satisfaite")
    PARTLY = "partly", _("Satisfaite en partie")
    NOTHING_HELD = "nothing_held", _("Rien que nous puissions communiquer")
    REFUSED = "refused", _("Demande non satisfaite")


class RefusalReason(models.TextChoices):
    """Why a request is not met, with the article that allows it; the answer says it to the asker."""

    IDENTITY = "identity", _("L’identité n’a pas pu être établie (RGPD, article 12.6)")
    AUTHORITY = "authority", _("L’autorité sur la personne n’est pas établie")
    EXCESSIVE = "excessive", _("Demande manifestement infondée ou excessive (RGPD, article 12.5)")
    OTHERS = "others", _("Droits et libertés d’autrui (RGPD, article 15.4)")
    LEGAL_DUTY = "legal_duty", _("Obligation légale de conserver (RGPD, article 17.3.b)")
    ARCHIVES = "archives", _("Archives dans l’intérêt public (RGPD, article 17.3.d)")
    LEGAL_CLAIM = "legal_claim", _("Droits à défendre en justice (RGPD, article 17.3.e)")


class RequestStage(models.TextChoices):
    """Where a request stands. Derived from what was done, never set."""

    TO_IDENTIFY = "to_identify", _("Identité à vérifier")
    TO_CONFIRM = "to_confirm", _("À confirmer par une deuxième personne")
    TO_FIND = "to_find", _("Personne à retrouver")
    TO_ANSWER = "to_answer", _("À traiter")
    ANSWERED = "answered", _("Répondue")


class RunKind(models.TextChoices):
    """A rehearsal counts and changes nothing."""

    REHEARSAL = "rehearsal", _("Répétition")
    REAL = "real", _("Application")


class LineState(models.TextChoices):
    """What came of one rule in a run."""

    DONE = "done", _("Appliquée")
    AWAITS = "awaits", _("Attend l’accord des archives")
    FAILED = "failed", _("En échec")


class Asked(models.TextChoices):
    """What a requisition asks for. Positions are never given."""

    DOCUMENT = "document", _("Un document ou un dossier")
    IDENTITY = "identity", _("L’identité ou les coordonnées de quelqu’un")
    PRESENCE = "presence", _("La présence de quelqu’un à une date passée")
    POSITION = "position", _("L’endroit où quelqu’un se trouve")
    JOURNAL = "journal", _("Des lignes du journal")


class Decision(models.TextChoices):
    """What was decided of a requisition."""

    ANSWERED = "answered", _("Répondu")
    PARTLY = "partly", _("Répondu en partie")
    REFUSED = "refused", _("Refusé")
