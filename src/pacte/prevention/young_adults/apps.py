"""Young adults leaving care, and the platform for those without job or training."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class YoungAdultsConfig(AppConfig):
    name = "pacte.prevention.young_adults"
    label = "young_adults"
    verbose_name = _("Jeunes majeurs")

    def ready(self) -> None:
        """The room's part of its cases' pages, and of the page of somebody near 18."""
        from pacte.ground.pathways.registry import CaseRoom, register_room
        from pacte.ground.people.registry import register_panel

        from .services.following import opened, told
        from .views.panels import near_18, platform_panel, young_panel

        register_room("young_adults", CaseRoom(young_panel, told=told, opened=opened))
        register_room("neet_platform", CaseRoom(platform_panel))
        register_panel(near_18)
