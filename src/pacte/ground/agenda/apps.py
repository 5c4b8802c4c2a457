"""Dated sessions with a place and a capacity: who registers, who waits, who came. Nobody is booked twice at once."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "pacte.ground.agenda"
    label = "agenda"
    verbose_name = _("Agenda")

    def ready(self) -> None:
        """The person's page shows their appointments."""
        from pacte.ground.people.registry import register_panel

        from .views.panel import appointments

        register_panel(appointments)
