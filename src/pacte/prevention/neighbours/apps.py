"""Neighbour trouble and mental health: a landlord's signal, visits, a status and no health content."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NeighboursConfig(AppConfig):
    name = "pacte.prevention.neighbours"
    label = "neighbours"
    verbose_name = _("Voisinage et santé")

    def ready(self) -> None:
        """A case's page shows the signal behind it; the signal ends with its case."""
        from pacte.ground.pathways.registry import CaseRoom, register_room

        from .views.case_panel import panel, told

        register_room("neighbours", CaseRoom(panel, told=told))
