"""Doors of the room: its own, and allauth's that `entrance` opens."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from pacte.ground.declarations.access import NOBODY, PUBLIC, SIGNED_IN, Door, Link, only

from .permissions import PLATFORM_ADMIN

ADMINISTRATION = only(PLATFORM_ADMIN)

ENTRANCE = [
    Door("account_login", {"GET": PUBLIC, "POST": PUBLIC}),
    Door("account_logout", {"GET": PUBLIC, "POST": PUBLIC}),
    Door("account_inactive", {"GET": PUBLIC}),
    Door("account_reauthenticate", {"GET": SIGNED_IN, "POST": SIGNED_IN}),
    Door("account_change_password", {"GET": SIGNED_IN, "POST": SIGNED_IN}),
    Door("account_set_password", {"GET": SIGNED_IN, "POST": SIGNED_IN}),
    Door("account_reset_password", {"GET": PUBLIC, "POST": PUBLIC}),
    Door("account_reset_password_done", {"GET": PUBLIC}),
    Door("account_reset_password_from_key", {"GET": PUBLIC, "POST": PUBLIC}),
    Door("account_reset_password_from_key_done", {"GET": PUBLIC}),
    # Between two steps of signing in: neither a visitor nor a user may come here.
    Door("mfa_authenticate", {"GET": NOBODY, "POST": NOBODY}),
    Door("mfa_index", {"GET": SIGNED_IN}),
    Door("mfa_reauthenticate", {"GET": SIGNED_IN, "POST": SIGNED_IN}),
    Door("mfa_activate_totp", {"GET": SIGNED_IN, "POST": SIGNED_IN}),
    Door("mfa_deactivate_totp", {"GET": SIGNED_IN, "POST": SIGNED_IN}),
    Door("mfa_view_recovery_codes", {"GET": SIGNED_IN}),
    Door("mfa_generate_recovery_codes", {"GET": SIGNED_IN, "POST": SIGNED_IN}),
    Door("mfa_download_recovery_codes", {"GET": SIGNED_IN}),
    Door("usersessions_list", {"GET": SIGNED_IN, "POST": SIGNED_IN}),
    Door("openid_connect_login", {"POST": PUBLIC}),
    Door("openid_connect_callback", {"GET": PUBLIC}),
]

DOORS = [
    *ENTRANCE,
    Door("accounts:profile", {"GET": SIGNED_IN, "POST": SIGNED_IN}),
    Door("accounts:tokens", {"GET": SIGNED_IN, "POST": SIGNED_IN}),
    Door("accounts:token_create", {"GET": SIGNED_IN, "POST": SIGNED_IN}),
    Door("accounts:people", {"GET": ADMINISTRATION, "POST": ADMINISTRATION}),
    Door("accounts:invite", {"GET": ADMINISTRATION, "POST": ADMINISTRATION}),
    Door("accounts:person", {"GET": ADMINISTRATION}),
    Door("accounts:disable", {"POST": ADMINISTRATION}),
    Door("accounts:enable", {"POST": ADMINISTRATION}),
    Door("accounts:send_link", {"POST": ADMINISTRATION}),
]

NAVIGATION = [Link(_("Comptes"), "accounts:people", ADMINISTRATION, order=900)]
