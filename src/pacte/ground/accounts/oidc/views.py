"""Leaving for the issuer and coming back from it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from .provider import IDENTIFIER, IssuerAdapter

logger = logging.getLogger(__name__)


class Callback(OAuth2CallbackView):
    """allauth's return from the issuer, which also hands the nonce of the request to the reading of the answer."""

    adapter: IssuerAdapter

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[Any, Any]:
        state, response = super()._get_state(request, provider)
        self.adapter.nonce = (state or {}).get("nonce", "")
        return state, response


def _check(provider_id: str) -> None:
    if provider_id != IDENTIFIER:
        raise Http404
    if not settings.OIDC["issuer"]:
        raise BadRequest(_("La connexion par ProConnect n’est pas ouverte ici. Utilisez votre mot de passe."))


def _guarded(request: HttpRequest, view: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """One page for an issuer that does not answer (503) or that answers for another (400)."""
    try:
        return view(request)
    except (RequestException, OAuth2Error) as error:
        logger.warning("sign-in through the issuer failed: %s", type(error).__name__)
        is_down = isinstance(error, RequestException)
        page = {"is_down": is_down}
        return render(request, "socialaccount/authentication_error.html", page, status=503 if is_down else 400)


@never_cache
@require_POST
def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the issuer."""
    _check(provider_id)
    return _guarded(request, OAuth2LoginView.adapter_view(IssuerAdapter(request, provider_id)))


@never_cache
@require_safe
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Read the issuer's answer and sign the person in, when they have an account here."""
    _check(provider_id)
    return _guarded(request, Callback.adapter_view(IssuerAdapter(request, provider_id)))
