"""Evictions prevented: arrears, the procedure's stages, the commission, figures by stage and source."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvictionsConfig(AppConfig):
    name = "pacte.prevention.evictions"
    label = "evictions"
    verbose_name = _("Expulsions")

    def ready(self) -> None:
        """The case's page shows where the procedure stands; its facts keep the eviction in step."""
        from pacte.ground.pathways.registry import CaseRoom, register_room

        from .enums import SCHEME
        from .services.evictions import opened, told
        from .views.panel import of_case

        register_room(SCHEME, CaseRoom(of_case, told=told, opened=opened))
