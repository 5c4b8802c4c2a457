"""The issuer as allauth sees it: what is asked of it, how its answers are read, what is kept (the `sub` alone)."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from pacte.ground.declarations.crypto import seal

from .tokens import NotBelieved, check_session, claims_of

IDENTIFIER = "proconnect"


class IssuerAdapter(OpenIDConnectOAuth2Adapter):
    """One exchange with the issuer. `nonce` is what this browser's request carried."""

    nonce: str = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """The issuer's own description; one that names another issuer is refused (OpenID Discovery 4.3)."""
        known = hasattr(self, "_openid_config")
        config: dict[str, Any] = super().openid_config
        if not known and config.get("issuer") != settings.OIDC["issuer"]:
            raise OAuth2Error("wrong_issuer")
        return config

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """Believe the identity token, then the person's details, which must be about the same `sub`."""
        answer = kwargs["response"]
        try:
            claims = self._read(app, answer["id_token"], ["exp", "iat"])
            check_session(claims, nonce=self.nonce, wanted=app.settings["auth_params"]["acr_values"])
            person = self._person(app, token.token)
            if person.get("sub") != claims["sub"]:
                raise NotBelieved("other_person")
        except (NotBelieved, KeyError) as error:
            raise OAuth2Error(str(error)) from error
        login = self.get_provider().sociallogin_from_response(request, person)
        login.issuer_session = {
            "hint": seal(answer["id_token"]),
            "end": self.openid_config.get("end_session_endpoint", ""),
        }
        return login

    def _person(self, app: Any, access_token: str) -> dict[str, Any]:
        """The person's details, as JSON or as a signed token whose signature is checked (ProConnect)."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.profile_url, headers={"Authorization": f"Bearer {access_token}"})
        answer.raise_for_status()
        if answer.headers.get("content-type", "").split(";")[0].strip() == "application/jwt":
            return self._read(app, answer.text.strip(), [])
        found: dict[str, Any] = answer.json()
        return found

    def _read(self, app: Any, token: str, require: list[str]) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
        answer.raise_for_status()
        issuer = settings.OIDC["issuer"]
        return claims_of(token, answer.json(), issuer=issuer, audience=app.client_id, require=require)


class Issuer(OpenIDConnectProvider):
    """The button on the sign-in page and the request that it makes."""

    oauth2_adapter_class = IssuerAdapter

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: Any = None, **kwargs: Any
    ) -> HttpResponse:
        """Leave for the issuer with a fresh state and nonce. What the visitor's URL asks to change is ignored."""
        nonce = secrets.token_urlsafe(32)
        return super().redirect(
            request,
            AuthProcess.LOGIN,
            next_url,
            data,
            auth_params={**self.get_auth_params(), "nonce": nonce},
            scope=self.get_scope(),
            nonce=nonce,
        )

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep nothing about the person: the `sub` is stored as the account's `uid`, and suffices."""
        return {}


def apps() -> list[Any]:
    """The issuer of the settings, or none: then no button is shown and its addresses answer 400."""
    from allauth.socialaccount.models import SocialApp

    if not settings.OIDC["issuer"]:
        return []
    return [
        SocialApp(
            provider="openid_connect",
            provider_id=IDENTIFIER,
            name="ProConnect",
            client_id=settings.OIDC["client"],
            secret=settings.OIDC["secret"],
            settings={
                "server_url": settings.OIDC["issuer"],
                "oauth_pkce_enabled": True,
                "scope": ["openid", "email"],
                "auth_params": {"acr_values": settings.OIDC.get("acr", "eidas1")},
            },
        )
    ]
