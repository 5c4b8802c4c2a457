"""States of an edition and of what a campaign asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EditionState(models.TextChoices):
    OPEN = "open", _("ouverte")
    FROZEN = "frozen", _("gelée")


class RequestState(models.TextChoices):
    """Derived from the measurement given in answer and the date, never set."""

    AWAITED = "awaited", _("à renseigner")
    LATE = "late", _("en retard")
    DRAFT = "draft", _("brouillon")
    SUBMITTED = "submitted", _("à valider")
    RETURNED = "returned", _("à corriger")
    APPROVED = "approved", _("validée")


NEEDS_REPORTING = frozenset({RequestState.AWAITED, RequestState.LATE, RequestState.DRAFT, RequestState.RETURNED})
"""What the contributor still has to do something about."""


class AlertKind(models.TextChoices):
    BEHIND_TARGET = "behind_target", _("en retard sur la cible")
    FALLING = "falling", _("se dégrade")
    MISSING = "missing", _("chiffre absent")
    SILENT = "silent", _("état non renseigné")


class ImportState(models.TextChoices):
    WAITING = "waiting", _("en cours de lecture")
    DONE = "done", _("importé")
    REFUSED = "refused", _("refusé")
