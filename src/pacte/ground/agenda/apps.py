"""Dated sessions with a place and a capacity: who registers, who waits, who came. Nobody is booked twice at once."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "pacte.ground.agenda"
    label = "agenda"
    verbose_name = _("Agenda")
