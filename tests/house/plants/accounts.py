"""Accounts in the test city: a second factor for each of its people, a token, the links of the letters."""

from __future__ import annotations

from datetime import date

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from pacte.ground.accounts.models import ApiToken
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.declarations.crypto import seal
from tests.house.city import City

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def plant(city: City) -> None:
    """Every page about a second factor needs one to show."""
    for user in [*city.users.values(), city.stranger]:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": seal(SECRET)})
        Authenticator.objects.create(
            user=user, type=Authenticator.Type.RECOVERY_CODES, data={"seed": seal("a" * 40), "used_mask": 0}
        )
        UserSession.objects.create(user=user, ip="192.0.2.1", session_key=f"planted-{user.pk}", user_agent="planted")
    SocialAccount.objects.create(user=city.stranger, provider="proconnect", uid="planted")
    ApiToken.objects.create(
        user=city.stranger, organisation_key=city.other.slug, label="planted", digest=fingerprint("pacte_planted"),
        expires_on=date(2100, 1, 1),
    )  # fmt: skip
    city.offer_everywhere("account_reset_password_from_key", uidb36="1", key="set-password")
    for route in ("openid_connect_login", "openid_connect_callback"):
        city.offer_everywhere(route, provider_id="proconnect")
    for route in ("person", "disable", "enable", "send_link"):
        city.offer_everywhere(f"accounts:{route}", key=city.stranger.opaque_id)
