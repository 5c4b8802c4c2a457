"""Organisations, sites, agreements, memberships."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "pacte.ground.partners"
    label = "partners"
    verbose_name = _("Partenaires")

    def ready(self) -> None:
        """Accounts and the navigation learn whom to ask about roles."""
        from pacte.ground.accounts.registry import register
        from pacte.ground.web.navigation import register_role_reader

        from .reads import roles_of
        from .standing import MembershipStanding

        register(MembershipStanding())
        register_role_reader(roles_of)
