"""Pathways: schemes with legal clocks, the cases that follow them, early signals."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PathwaysConfig(AppConfig):
    name = "pacte.ground.pathways"
    label = "pathways"
    verbose_name = _("Parcours")

    def ready(self) -> None:
        """A person's page shows their cases; the room answers for the files kept in cases."""
        from pacte.ground.documents.registry import register
        from pacte.ground.people.registry import register_panel

        from .reads.case_documents import may_read_document
        from .reads.case_panel import panel
        from .services.documents import journal_reading

        register_panel(panel)
        register("pathways.CaseDocument", may_read_document, journal=journal_reading)
