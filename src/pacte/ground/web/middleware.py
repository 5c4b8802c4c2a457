"""What happens to every request: an identifier, a line in the log, security headers, no copy of private pages."""

from __future__ import annotations

import contextvars
import logging
import re
import time
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from pacte.ground.declarations.rooms import switchable, switched_off

Next = Callable[[HttpRequest], HttpResponse]
REQUEST_ID: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")
WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")
log = logging.getLogger("pacte.request")


class RequestIdMiddleware:
    """Names each request, in the answer and in every line of log written meanwhile, and logs its outcome.

    The log tells the route's name, never the path or the query: those could hold what someone typed.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "")
        name = given if WELL_FORMED.fullmatch(given) else uuid.uuid4().hex
        request.request_id = name  # type: ignore[attr-defined]  # shown on error pages
        token = REQUEST_ID.set(name)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-Id"] = name
            match = request.resolver_match
            log.info(
                "request",
                extra={
                    "method": request.method,
                    "route": match.view_name if match else "",
                    "status": response.status_code,
                    "duration_ms": round((time.perf_counter() - began) * 1000),
                },
            )
            return response
        finally:
            REQUEST_ID.reset(token)


def content_security_policy() -> str:
    """Nothing from elsewhere, nothing inline. The issuer of OpenID Connect may receive the sign-in form."""
    issuer = urlsplit(settings.OIDC["issuer"])
    forms = "'self'" + (f" {issuer.scheme}://{issuer.netloc}" if issuer.netloc else "")
    return (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"connect-src 'self'; manifest-src 'self'; form-action {forms}; frame-ancestors 'none'; base-uri 'none'"
    )


class SecurityHeadersMiddleware:
    """The headers every answer carries; a page seen by someone signed in is never kept by a cache."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.policy = content_security_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response["Permissions-Policy"] = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"
        response["Cross-Origin-Opener-Policy"] = "same-origin"
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        user = getattr(request, "user", None)
        if (user is not None and user.is_authenticated) or "Authorization" in request.headers:
            response["Cache-Control"] = "private, no-store"
        return response


class SwitchedRoomsMiddleware:
    """A room that the city has switched off answers as if it did not exist, pages and programs alike."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        room = _room_of(request)
        if room in switchable() and room in switched_off(request):
            raise Http404


def _room_of(request: HttpRequest) -> str:
    """The room that answers this address: its name leads its routes, and its paths under the API."""
    match = request.resolver_match
    names = match.namespaces if match else []
    if match and names[:1] == ["api"]:
        parts = (match.route or "").split("/")
        return parts[2] if len(parts) > 2 else ""
    return names[0] if names else ""
