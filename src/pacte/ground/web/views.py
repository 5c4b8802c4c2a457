"""The shell's own pages: errors, language, accessibility statement, health."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from pacte.ground.declarations.errors import Refused

from . import readiness, samples


@dataclass(frozen=True)
class Words:
    """An error in the reader's words: what happened, why, what to do."""

    what: str
    why: str
    remedy: str


def _error(request: HttpRequest, status: int, words: Words) -> HttpResponse:
    context = {"status": status, "request_id": getattr(request, "request_id", ""), **vars(words)}
    return render(request, "web/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _error(
        request,
        HTTPStatus.BAD_REQUEST,
        Words(
            _("Cette demande n’a pas pu être lue."),
            _("Une partie de ce que votre navigateur a envoyé manque ou est abîmée."),
            _("Revenez à la page précédente et recommencez."),
        ),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403; a refusal of our own says which right is missing."""
    why = str(exception) if isinstance(exception, Refused) else ""
    return _error(
        request,
        HTTPStatus.FORBIDDEN,
        Words(
            _("Vous n’avez pas accès à cette page."),
            why or _("Votre compte n’a pas le droit que cette page demande."),
            _("Si vous en avez besoin pour votre travail, demandez-le à la personne référente de votre organisation."),
        ),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was open for too long, or came from elsewhere."""
    return _error(
        request,
        HTTPStatus.FORBIDDEN,
        Words(
            _("Ce formulaire n’est plus valable."),
            _("Il est resté ouvert trop longtemps, ou il ne vient pas de ce site. Rien n’a été enregistré."),
            _("Revenez à la page précédente, rechargez-la, puis envoyez à nouveau."),
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; says nothing about whether the object exists for somebody else."""
    return _error(
        request,
        HTTPStatus.NOT_FOUND,
        Words(
            _("Cette page n’existe pas, ou pas pour vous."),
            _("L’adresse est peut-être incomplète, ou la page a été retirée."),
            _("Vérifiez l’adresse ou repartez de l’accueil."),
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500; rendered without context processors, since the database may be what failed."""
    words = Words(
        _("Quelque chose n’a pas marché de notre côté."),
        _("La page n’a pas pu être préparée. Ce que vous aviez déjà enregistré n’est pas perdu."),
        _("Réessayez dans quelques minutes."),
    )
    context = {"status": 500, "request_id": getattr(request, "request_id", ""), **vars(words)}
    return HttpResponse(render_to_string("web/error.html", context), status=500)


@csrf_exempt  # It changes the language of one browser and nothing else; public pages then need no cookie.
@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """Keep the chosen language in a cookie and return to the page."""
    return set_language(request)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "web/accessibility.html")


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for those who build or translate the others. It shows no data."""
    return render(request, "web/gallery.html", samples.context())


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process is alive; nothing else is looked at."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Whether this process can serve: 503 with the reasons when it cannot."""
    faults = readiness.faults()
    return JsonResponse(
        {"status": "unready" if faults else "ok", "faults": faults},
        status=HTTPStatus.SERVICE_UNAVAILABLE if faults else HTTPStatus.OK,
    )
