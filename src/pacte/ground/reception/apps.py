"""The one-stop front desk: who arrives, who waits, who was seen."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReceptionConfig(AppConfig):
    name = "pacte.ground.reception"
    label = "reception"
    verbose_name = _("Accueil")

    def ready(self) -> None:
        """The person's page shows the visits linked to them."""
        from pacte.ground.people.registry import register_panel

        from .views.panel import visits

        register_panel(visits)
