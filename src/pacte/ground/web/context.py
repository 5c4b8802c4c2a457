"""What the page shell needs on every page. Nothing is computed before the template asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from . import languages, navigation
from .navigation import Menu
from .navigation import menu as fold


def _address(route: str) -> str:
    """The address of a route, or "" when no room serves it."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Shell:
    """The frame around a page, seen by this request."""

    request: HttpRequest

    def navigation(self) -> list[navigation.Item]:
        return navigation.items(self.request)

    def menu(self) -> Menu:
        return fold(self.navigation())

    def languages(self) -> list[languages.Offer]:
        return languages.offered(self.request)

    def home(self) -> str:
        return _address("review:home") or "/"

    def sign_in(self) -> str:
        return _address("account_login")

    def sign_out(self) -> str:
        return _address("account_logout")

    def account(self) -> str:
        return _address("accounts:profile")

    def source_url(self) -> str:
        return str(settings.SOURCE_URL)

    def is_demonstration(self) -> bool:
        return not settings.PRODUCTION


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `shell` in every template."""
    return {"shell": Shell(request)}
