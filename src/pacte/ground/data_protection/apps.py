"""The data protection officer's desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DataProtectionConfig(AppConfig):
    name = "pacte.ground.data_protection"
    label = "data_protection"
    verbose_name = _("Protection des données")

    def ready(self) -> None:
        """The room answers for its statements, and offers a person's page the phrase that was agreed."""
        from pacte.ground.documents.registry import register
        from pacte.ground.people.registry import register_panel

        from .permissions import may_read_statement
        from .reads.panel import phrase_panel
        from .services.statements import journal_reading

        register("data_protection.Statement", may_read_statement, journal=journal_reading)
        register_panel(phrase_panel)
