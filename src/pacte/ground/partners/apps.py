"""Organisations, sites, agreements, memberships."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "pacte.ground.partners"
    label = "partners"
    verbose_name = _("Partenaires")

    def ready(self) -> None:
        """Accounts learn whom to ask about roles."""
        from pacte.ground.accounts.registry import register

        from .standing import MembershipStanding

        register(MembershipStanding())

    def ready(self) -> None:
        """Tell the navigation how roles are read; the ground floor's web room knows no partner."""
        from pacte.ground.web.navigation import register_role_reader

        from .reads import roles_of

        register_role_reader(roles_of)
