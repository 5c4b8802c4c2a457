"""What the public reads: the needs, the places that answer, one place. Answers are kept nowhere, a position least."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.web.acting import form_view
from pacte.ground.web.languages import speaks_arabic

from ..enums import Want
from ..forms.finding import FLAGS, NOW, FindForm, asked_by
from ..reads import finding
from ..reads.cards import on_map
from ..reads.locating import Located, locate
from ..reads.search import Query

LAST_PAGE = 200


@speaks_arabic
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The six questions, a word to type, sheets to print."""
    return render(request, "directory/public/home.html", {"areas": finding.areas()})


@speaks_arabic
@never_cache
@require_safe
def want(request: HttpRequest, want: str) -> HttpResponse:
    """The places that answer one of the six questions; the address says which, where in the city, and when."""
    if want not in Want.values:
        return redirect("directory:home")
    asked = asked_by(request.GET, want)
    query = Query(
        want=want,
        categories=(asked["category"],) if asked["category"] else (),
        territory=asked["area"],
        at=timezone.now() if asked["open"] == NOW else None,
    )
    initial = {**asked, "area": asked["area"].code if asked["area"] else ""}
    return _results(request, query, FindForm(initial=initial), asked["open"] == NOW)


@csrf_exempt  # It reads, and changes nothing; public pages then need no cookie.
@speaks_arabic
@never_cache
@form_view
def search(request: HttpRequest) -> HttpResponse:
    """The whole search. What is posted is answered, and neither kept nor put in an address."""
    if request.method != "POST":
        return render(request, "directory/public/search.html", {"form": FindForm(initial=asked_by(request.GET))})
    form = FindForm(request.POST)
    if not form.is_valid():
        return render(request, "directory/public/search.html", {"form": form}, status=422)
    place, others = _located(form)
    if form.errors:
        return render(request, "directory/public/search.html", {"form": form}, status=422)
    chosen = form.cleaned_data
    flags: dict[str, Any] = {flag: True for flag in FLAGS if chosen[flag]}
    query = Query(
        words=chosen["words"],
        want=chosen["want"],
        categories=(chosen["category"],) if chosen["category"] else (),
        territory=form.territory(),
        near=(place.latitude, place.longitude) if place else form.position(),
        at=form.moment(),
        audiences=tuple(chosen["audiences"]),
        language=chosen["language"],
        **flags,
    )
    told = {"near": place, "others": others, "holds_answers": True}
    return _results(request, query, form, chosen["open"] in ("", NOW), **told)


@csrf_exempt  # It empties what this browser kept of these pages, and nothing else.
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Erase and leave: nothing of the answers stays in this browser's cache, and Back shows nothing."""
    response = redirect("directory:home")
    response["Clear-Site-Data"] = '"cache"'
    response["Cache-Control"] = "no-store"
    return response


def _located(form: FindForm) -> tuple[Located | None, list[Located]]:
    """Where the address typed is, and what else it may be; one that nobody knows is the form's fault to say."""
    text = form.cleaned_data["where"].strip()
    if not text:
        return None, []
    found = locate(text)
    if not found:
        words = _("Nous ne trouvons pas cette adresse.") + " " + _("Vérifiez-la, ou choisissez un arrondissement.")
        form.add_error("where", words)
        return None, []
    return found[0], found[1:]


def _results(request: HttpRequest, query: Query, form: FindForm, is_now: bool, **told: Any) -> HttpResponse:
    page = _page(request)
    found = finding.outcome(query, page)
    current = query.categories[0] if query.categories else ""
    is_narrowed = bool(query.want) and request.method != "POST"
    context = {
        "found": found,
        "form": form,
        "heading": finding.heading(query),
        "summary": finding.summary(found, is_now),
        "is_now": is_now,
        "area_chips": finding.area_chips(query.territory) if is_narrowed else [],
        "category_chips": finding.category_chips(query.want, current) if is_narrowed else [],
        "current": {"area": query.territory.code if query.territory else "", "category": current},
        "address": reverse("directory:want", args=[query.want]) if query.want else "",
        "points": on_map(found.cards),
        "is_sleep": query.want == Want.SLEEP,
        **told,
    }
    return render(request, "directory/public/results.html", context)


def _page(request: HttpRequest) -> int:
    given = (request.POST if request.method == "POST" else request.GET).get("page", "1")
    return min(max(int(given), 1), LAST_PAGE) if given.isascii() and given.isdigit() else 1
