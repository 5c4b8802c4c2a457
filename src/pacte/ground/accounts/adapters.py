"""How accounts behave in allauth: no sign-up, our own letters, sealed second factors, no right from an issuer."""

from __future__ import annotations

import logging
import time
from typing import Any
from urllib.parse import urlencode

import qrcode  # type: ignore[import-untyped]
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from qrcode.image.svg import SvgPathImage  # type: ignore[import-untyped]

from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import CannotOpen, seal, unseal

from .letters import send_password_link, set_password_address
from .models import User
from .oidc import provider as issuer
from .permissions import needs_second_factor

logger = logging.getLogger(__name__)
ISSUER_SESSION = "issuer_session"
RECENT = 300
"""Seconds during which a proof of identity still counts for an act on the account's security."""


def target_of(user: User) -> str:
    return f"accounts.User:{user.opaque_id}"


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and out. allauth's own letters are not sent: ours go through the messages' outbox."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing: an unknown address gets no letter, and the page does not say so."""

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        send_password_link(user, set_password_address(user))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Too many failures answer 429, before the password is even looked at."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            raise ImmediateHttpResponse(respond_429(request)) from error

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just proved who they are is not asked again for five minutes."""
        request = self.request
        records = get_authentication_records(request, request.user) if request.user.is_authenticated else []
        if any(time.time() - proof["at"] < RECENT for proof in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        record(user, "account.sign_in", target_of(user))

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Keep what the issuer needs to close its own session when this one ends."""
        sociallogin = (kwargs.get("signal_kwargs") or {}).get("sociallogin")
        if sociallogin is not None and sociallogin.state.get(ISSUER_SESSION):
            request.session[ISSUER_SESSION] = sociallogin.state[ISSUER_SESSION]
        return super().post_login(request, user, **kwargs)

    def logout(self, request: HttpRequest) -> None:
        user = request.user
        super().logout(request)
        if isinstance(user, User):
            record(user, "account.sign_out", target_of(user))

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Home, by way of the issuer when it opened the session (OpenID RP-Initiated Logout)."""
        home = resolve_url(settings.LOGOUT_REDIRECT_URL)
        kept = request.session.get(ISSUER_SESSION) or {}
        if not kept.get("end"):
            return home
        try:
            hint = unseal(kept["hint"])
        except CannotOpen:
            return home
        query = urlencode({"id_token_hint": hint, "post_logout_redirect_uri": settings.BASE_URL + home})
        return f"{kept['end']}?{query}"

    def set_password(self, user: Any, password: str) -> None:
        super().set_password(user, password)
        record(user, "account.set_password", target_of(user))


class MFAAdapter(DefaultMFAAdapter):
    """Second factor: secrets sealed in the database, changes in the journal, no way out for those who need it."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The square to scan, as an element to put straight into the page."""
        drawn: bytes = qrcode.make(url, image_factory=SvgPathImage).to_string()
        return drawn.decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return not needs_second_factor(authenticator.user)

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        record(user, f"account.{template_prefix.rsplit('/', 1)[-1]}", target_of(user))


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Coming from the issuer: a known `sub` first, else an account of the same verified address, else nobody."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[Any]:
        """The settings' issuer alone; nothing is read from the database."""
        return [app for app in issuer.apps() if provider in (None, app.provider, app.provider_id)]

    def authenticate_by_email(self, sociallogin: Any) -> None:
        """Left to `pre_social_login`, which links without touching the account's password."""
        return

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        sociallogin.state[ISSUER_SESSION] = getattr(sociallogin, "issuer_session", {})
        if sociallogin.is_existing:
            return
        verified = [address.email.lower() for address in sociallogin.email_addresses if address.verified is True]
        user = User.objects.filter(email__in=verified, is_active=True).first()
        if user is None:
            logger.info("sign-in through the issuer: no account here")
            raise ImmediateHttpResponse(render(request, "account/unknown_person.html", status=403))
        sociallogin.connect(request, user)
        record(user, "account.link_issuer", target_of(user))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """One page for every failure: what to do, never why the answer was not believed."""
        code = str(exception) if type(exception).__name__ == "OAuth2Error" else type(exception).__name__
        logger.warning("sign-in through the issuer refused: %s", code[:60])
        page = render(request, "socialaccount/authentication_error.html", status=400)
        raise ImmediateHttpResponse(page)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False
