"""One place, and the sheet of an area, as the public takes them away."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pacte.ground.web.languages import speaks_arabic

from ..reads import finding, place_page
from ..reads.codes import picture
from ..services import sheets


@speaks_arabic
@never_cache
@require_safe
def place(request: HttpRequest, key: UUID) -> HttpResponse:
    """A place. A refuge has no code to scan: there is nothing to come to."""
    shown = place_page.public_place(key)
    if shown.key != key:
        return redirect("directory:place", key=shown.key)
    page = place_page.page(shown, timezone.now())
    address = settings.BASE_URL + reverse("directory:place", args=[key])
    code = "" if shown.is_confidential else picture(address)
    return render(request, "directory/public/place.html", {"page": page, "address": address, "code": code})


@speaks_arabic
@require_safe
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet of an area, to print in black and white, in the reader's language."""
    area = next((each for each in finding.areas() if each.code == code), None)
    if area is None:
        raise Http404
    address = f"{settings.BASE_URL}{reverse('directory:home')}"
    content = sheets.printed(area, timezone.now(), address)
    response = HttpResponse(content, content_type="application/pdf")
    name = f"{area.code}-{get_language()}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "public, max-age=3600"
    response["Vary"] = "Accept-Language, Cookie"
    return response
