"""Urgencies in words."""

from django.utils.translation import gettext_lazy as _

from .rules import Urgency

URGENCY_LABELS = {
    Urgency.OVERDUE: _("En retard"),
    Urgency.TODAY: _("Aujourd’hui"),
    Urgency.SOON: _("Dans les sept jours"),
    Urgency.LATER: _("Plus tard"),
}
