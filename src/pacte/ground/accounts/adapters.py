"""How accounts behave in allauth."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """No open sign-up."""

    def is_open_for_signup(self, request: object) -> bool:
        return False


class MFAAdapter(DefaultMFAAdapter):
    """Second factor."""


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """OpenID Connect."""
