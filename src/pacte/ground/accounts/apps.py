"""Users, second factor, OpenID Connect, API tokens."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "pacte.ground.accounts"
    label = "accounts"
    verbose_name = _("Comptes")
