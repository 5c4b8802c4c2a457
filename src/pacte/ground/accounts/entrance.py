"""Addresses of signing in, of passwords and of the second factor: those of allauth that we open, and no other.

Their names are allauth's own, without a namespace, because it reverses them itself. There is no sign-up.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as sessions
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, re_path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pacte.ground.declarations.errors import Refused

from .oidc import views as oidc

View = Callable[..., Any]


def _page(view: View) -> View:
    return require_safe(view)


def _form(view: View) -> View:
    return require_http_methods(["GET", "HEAD", "POST"])(view)


def _own_form(view: View) -> View:
    """A form about the user's own account: signing in comes before allauth's own questions."""
    return _form(login_required(view))


def _confirmation(view: View) -> View:
    """Who they are, asked again. Whoever comes from an issuer and has no other proof here goes back to their page."""

    @wraps(view)
    def confirm(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not get_adapter(request).get_reauthentication_methods(request.user):
            return redirect("accounts:profile")
        answer: HttpResponse = view(request, *args, **kwargs)
        return answer

    return _own_form(confirm)


def _between(view: View) -> View:
    """The second step of signing in: for whoever has passed the first one and only the first."""

    @wraps(view)
    def step(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            raise Refused(_("Vous êtes déjà connecté."))
        answer: HttpResponse = view(request, *args, **kwargs)
        return answer

    return _form(step)


KEY = r"^mot-de-passe/choisir/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"
FACTOR = "double-authentification/"

urlpatterns: list[URLPattern] = [
    path("connexion/", _form(account.login), name="account_login"),
    path("deconnexion/", _form(account.logout), name="account_logout"),
    path("ferme/", _page(account.account_inactive), name="account_inactive"),
    path("confirmer/", _confirmation(account.reauthenticate), name="account_reauthenticate"),
    path("mot-de-passe/", _own_form(account.password_change), name="account_change_password"),
    path("mot-de-passe/premier/", _own_form(account.password_set), name="account_set_password"),
    path("mot-de-passe/oublie/", _form(account.password_reset), name="account_reset_password"),
    path("mot-de-passe/envoye/", _page(account.password_reset_done), name="account_reset_password_done"),
    re_path(KEY, _form(account.password_reset_from_key), name="account_reset_password_from_key"),
    path(
        "mot-de-passe/choisi/",
        _page(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
    path(f"{FACTOR}code/", _between(mfa.authenticate), name="mfa_authenticate"),
    path(FACTOR, _page(login_required(mfa.index)), name="mfa_index"),
    path(f"{FACTOR}confirmer/", _confirmation(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(f"{FACTOR}activer/", _own_form(totp.activate_totp), name="mfa_activate_totp"),
    path(f"{FACTOR}desactiver/", _own_form(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path(f"{FACTOR}codes/", _page(login_required(codes.view_recovery_codes)), name="mfa_view_recovery_codes"),
    path(f"{FACTOR}codes/nouveaux/", _own_form(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path(
        f"{FACTOR}codes/fichier/",
        _page(login_required(codes.download_recovery_codes)),
        name="mfa_download_recovery_codes",
    ),
    path("sessions/", _own_form(sessions.list_usersessions), name="usersessions_list"),
    path("identite/<str:provider_id>/", oidc.login, name="openid_connect_login"),
    path("identite/<str:provider_id>/retour/", oidc.callback, name="openid_connect_callback"),
]
