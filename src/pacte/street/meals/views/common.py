"""What the pages share: dates read from an address, files sent."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from ..reads.week import day_or


def day_of(request: HttpRequest, name: str = "du") -> date:
    """The day that the address names, today when it names none that can be read."""
    return day_or(request.GET.get(name, ""), timezone.localdate())


def if_there(route: str, **kwargs: object) -> str:
    """The address of another room's page, or nothing where it is not offered."""
    try:
        return reverse(route, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def csv_file(text: str, name: str) -> HttpResponse:
    """A CSV in UTF-8 with its mark, so that spreadsheets read the accents."""
    response = HttpResponse("\ufeff" + text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
