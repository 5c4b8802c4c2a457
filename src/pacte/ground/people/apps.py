"""Persons, their households, the files that organisations hold on them, and what is shared."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "pacte.ground.people"
    label = "people"
    verbose_name = _("Personnes")

    def ready(self) -> None:
        """The room answers for the attachments of its files."""
        from pacte.ground.documents.registry import register

        from .reads.documents import may_read_document
        from .services.documents import journal_reading

        register("people.FileDocument", may_read_document, journal=journal_reading)
