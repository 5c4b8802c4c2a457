"""Where a commitment stands, and how partners take part."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommitmentState(models.TextChoices):
    """The state declared by the leader, with a comment, on a date and a territory."""

    SECURED = "secured", _("Objectifs sécurisés")
    REACHABLE = "reachable", _("Objectifs atteignables")
    HELP_NEEDED = "help_needed", _("Appuis nécessaires")
    COMPROMISED = "compromised", _("Objectifs compromis")


STATE_SIGNS = {
    CommitmentState.SECURED: "☼",
    CommitmentState.REACHABLE: "◐",
    CommitmentState.HELP_NEEDED: "☁",
    CommitmentState.COMPROMISED: "⚡",
}
"""A sign beside each word, so that colour is never alone."""


class PartRole(models.TextChoices):
    LEADER = "leader", _("Pilote")
    PARTNER = "partner", _("Partenaire")


class ChapterKey(models.TextChoices):
    """The five chapters' colour keys; a chapter of another pact may borrow any of them."""

    RIGHTS = "rights", _("Accès aux droits")
    PREVENTION = "prevention", _("Prévention")
    STREET = "street", _("Intervention sociale à la rue")
    INSERTION = "insertion", _("Insertion durable")
    COOPERATION = "cooperation", _("Coopération")
    PACT = "pact", _("Le Pacte")
