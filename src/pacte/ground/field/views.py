"""The offline application's first page, its outbox, and what the browser fetches to install it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pacte import __version__

from . import services
from .registry import entries_for, kept, kept_files
from .rules import Unreadable, read


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What works without a network, and what waits to be sent from this device."""
    return kept(render(request, "field/home.html", {"entries": entries_for(request.user)}))


@require_safe
@never_cache
def standing(request: HttpRequest) -> JsonResponse:
    """Whether the device is signed in, as whom (an opaque identifier), and what it needs to send."""
    user: Any = request.user
    if not user.is_authenticated:
        return JsonResponse({"signed_in": False})
    return JsonResponse({"signed_in": True, "owner": str(user.opaque_id), "token": get_token(request)})


@require_POST
@login_required
def outbox(request: HttpRequest) -> JsonResponse:
    """Receive a list of items: one answer each. A list from another account's device is left where it is (409)."""
    user: Any = request.user
    try:
        letter = read(request.body, timezone.now())
    except Unreadable as error:
        return JsonResponse({"error": error.code}, status=413 if error.code.startswith("too") else 400)
    if letter.owner != str(user.opaque_id):
        return JsonResponse({"error": "other_owner"}, status=409)
    settled = [services.receive(user, item) for item in letter.items]
    settled += [services.unreadable(name) for name in letter.unread]
    return JsonResponse({"receipts": [asdict(one) for one in settled]})


@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the list of what it keeps; another content is another version."""
    version, source = _worker()
    told = {"VERSION": version, "FILES": [static(name) for name in kept_files()], "HOME": reverse("field:home")}
    head = "\n".join(f"const {name} = {json.dumps(value)};" for name, value in told.items())
    return HttpResponse(f"{head}\n{source}", content_type="text/javascript; charset=utf-8")


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """What a telephone needs to put the application among the others."""
    start = reverse("field:home")
    return JsonResponse(
        {
            "name": _("Pacte, terrain"), "short_name": _("Pacte"), "start_url": start, "scope": start, "id": start,
            "display": "standalone", "background_color": "#fbfaf7", "theme_color": "#1d2433", "lang": "fr",
            "icons": [{"src": static("web/mark.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
        },
        content_type="application/manifest+json",
    )  # fmt: skip


@lru_cache(maxsize=1)
def _worker() -> tuple[str, str]:
    """The worker's version, from the content of everything that it keeps, and its source."""
    digest = hashlib.sha256(__version__.encode())
    for name in (*kept_files(), "field/sw.js"):
        digest.update(_file(name).read_bytes())
    return digest.hexdigest()[:16], _file("field/sw.js").read_text(encoding="utf-8")


def _file(name: str) -> Path:
    found = finders.find(name)
    assert isinstance(found, str), f"{name} is not a static file"
    return Path(found)
