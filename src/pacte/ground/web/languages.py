"""Which languages a page speaks: all speak French and English, the public part speaks Arabic too.

A page that does not speak the reader's language is in French, whole: never half of each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Next = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., Any])
EVERYWHERE = ("fr", "en")
"""Languages that every page speaks."""


def speaks_arabic(view: View) -> View:
    """Mark a view whose page is translated into Arabic; decorators that wrap it keep the mark."""
    view.speaks_arabic = True  # type: ignore[attr-defined]
    return view


def spoken_by(view: Callable[..., Any] | None) -> tuple[str, ...]:
    """The languages of this view's page."""
    return (*EVERYWHERE, "ar") if getattr(view, "speaks_arabic", False) else EVERYWHERE


class SpokenMiddleware:
    """Turns to French, for one request, when the page does not speak the language that the reader chose."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        if translation.get_language() not in spoken_by(view):
            translation.activate(settings.LANGUAGE_CODE)
            request.LANGUAGE_CODE = settings.LANGUAGE_CODE


@dataclass(frozen=True)
class Offer:
    """A language that the reader may turn to, by its code and its own name."""

    code: str
    name: str


def offered(request: HttpRequest) -> list[Offer]:
    """The other languages of the page being read. A page that was not found has no view: it offers them all."""
    match = request.resolver_match
    spoken = spoken_by(match.func) if match else tuple(code for code, _name in settings.LANGUAGES)
    current = translation.get_language()
    return [Offer(code, str(name)) for code, name in settings.LANGUAGES if code in spoken and code != current]
