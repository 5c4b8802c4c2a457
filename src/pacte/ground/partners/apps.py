"""Organisations, sites, agreements, memberships."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "pacte.ground.partners"
    label = "partners"
    verbose_name = _("Partenaires")

    def ready(self) -> None:
        """Accounts learn whom to ask about memberships."""
        from pacte.ground.accounts.registry import register

        from .standing import MembershipStanding

        register(MembershipStanding())
