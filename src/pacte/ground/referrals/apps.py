"""Passing a person on to another partner, and learning what came of it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferralsConfig(AppConfig):
    name = "pacte.ground.referrals"
    label = "referrals"
    verbose_name = _("Orientations")

    def ready(self) -> None:
        """A person's page shows their referrals."""
        from pacte.ground.people.registry import register_panel

        from .reads.panel import panel

        register_panel(panel)
