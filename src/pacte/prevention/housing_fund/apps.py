"""The housing solidarity fund: requests, ceilings, decisions, instalments, budget."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HousingFundConfig(AppConfig):
    name = "pacte.prevention.housing_fund"
    label = "housing_fund"
    verbose_name = _("Fonds de solidarité pour le logement")

    def ready(self) -> None:
        """The room keeps the cases of its scheme, and shows its part of their pages and of the person's."""
        from pacte.ground.pathways.registry import CaseRoom, register_room
        from pacte.ground.people.registry import register_panel

        from .services.requests import SCHEME, opened, told
        from .views.panels import asked_of_the_fund, on_the_case

        register_room(SCHEME, CaseRoom(on_the_case, told=told, opened=opened))
        register_panel(asked_of_the_fund)
