"""Where meals are given, when, how many are offered and served, and where the week has a gap."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MealsConfig(AppConfig):
    name = "pacte.street.meals"
    label = "meals"
    verbose_name = _("Repas")

    def ready(self) -> None:
        """The person's page shows their card to those who follow them."""
        from pacte.ground.people.registry import register_panel

        from .views.panel import meal_card

        register_panel(meal_card)
