"""What each request learns about its user: what it may remember, their language, the second factor they owe."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django_htmx.http import HttpResponseClientRedirect

from .models import User
from .permissions import needs_second_factor

Next = Callable[[HttpRequest], HttpResponse]

WITHOUT_SECOND_FACTOR = frozenset(
    {
        "mfa_activate_totp", "mfa_index", "mfa_view_recovery_codes", "mfa_download_recovery_codes",
        "mfa_reauthenticate", "account_reauthenticate", "account_logout", "web:language", "web:healthz", "web:readyz",
        "web:accessibility",
    }
)  # fmt: skip
"""Where one may go before the second factor that one's role requires."""


class StandingMiddleware:
    """Opens the user's memory for the length of the request, and speaks their language unless a cookie says other."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User):
            user.request_cache = {}
            if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and user.language != translation.get_language():
                translation.activate(user.language)
                request.LANGUAGE_CODE = user.language
        return self.get_response(request)


class SecondFactorMiddleware:
    """A user whose role needs a second factor and who has none is led to activate one, before anything else."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _owes_second_factor(request) and _name(request) not in WITHOUT_SECOND_FACTOR:
            if request.headers.get("HX-Request"):
                return HttpResponseClientRedirect(reverse("mfa_activate_totp"))
            return redirect("mfa_activate_totp")
        return self.get_response(request)


def _owes_second_factor(request: HttpRequest) -> bool:
    user = request.user
    return isinstance(user, User) and needs_second_factor(user) and not is_mfa_enabled(user)


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""
