"""Chapters, commitments, actions: who leads them, their state and evidence."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "pacte.pact.commitments"
    label = "commitments"
    verbose_name = _("Engagements")

    def ready(self) -> None:
        """Answer for the files that are evidence."""
        from pacte.ground.documents import registry

        from .services import evidence

        registry.register(
            "commitments.Evidence",
            evidence.may_open,
            is_published=evidence.is_published,
            journal=evidence.note_reading,
        )
