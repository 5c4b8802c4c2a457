"""How the API answers an error: always JSON, always what is wrong, never what is hidden."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI

from pacte.ground.declarations.errors import BadInput


def install_error_answers(api: NinjaAPI) -> None:
    """Give the product's own errors their status and their words."""

    def answer(request: HttpRequest, status: int, detail: Any) -> HttpResponse:
        return api.create_response(request, {"detail": detail}, status=status)

    @api.exception_handler(BadInput)
    def bad_input(request: HttpRequest, error: BadInput) -> HttpResponse:
        faults = [{"where": fault.where, "what": fault.what, "remedy": fault.remedy} for fault in error.faults]
        return answer(request, 422, faults)

    @api.exception_handler(PermissionDenied)
    def refused(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
        return answer(request, 403, str(error) or _("Vous n’avez pas ce droit."))

    @api.exception_handler(Http404)
    def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
        return answer(request, 404, _("Rien ne correspond, ou rien que vous puissiez voir."))

    @api.exception_handler(OverflowError)
    def beyond_any_identifier(request: HttpRequest, error: OverflowError) -> HttpResponse:
        """A number too large for the database names nothing; only SQLite says so by an error."""
        return answer(request, 404, _("Rien ne correspond, ou rien que vous puissiez voir."))
