"""What a day centre keeps beside its welcome: mail addresses, lockers, a stock of kits."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DayCentresConfig(AppConfig):
    name = "pacte.street.day_centres"
    label = "day_centres"
    verbose_name = _("Accueils de jour")

    def ready(self) -> None:
        """The person's page shows their mail address and their locker."""
        from pacte.ground.people.registry import register_panel

        from .views.panels import day_centre

        register_panel(day_centre)
