"""The printed review and the open data of an edition, as files."""

from __future__ import annotations

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pacte import __version__

from .. import services
from ..reads import editions as issues
from ..reads import opendata
from ..rules.printed import language_of
from . import answers


@require_safe
def review_pdf(request: HttpRequest, edition: str) -> HttpResponse:
    """The review as an accessible PDF, in the reader's language."""
    issue = issues.required(edition, request.user)
    language = language_of(get_language())
    etag = answers.tag("pdf", issue.sha256)
    if not issue.is_preview and (unchanged := get_conditional_response(request, etag=etag)):
        return answers.shared(unchanged, etag, answers.FILE)

    def made() -> bytes:
        return services.print_review(issue.snapshot, issue.sha256, opendata.address(), language)

    key = f"review/{__version__}/{issue.sha256}/{language}/pdf"
    content = made() if issue.is_preview else cache.get_or_set(key, made, answers.DAY)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="bilan-{issue.code}-{language}.pdf"'
    return response if issue.is_preview else answers.shared(response, etag, answers.FILE)


@require_safe
def dataset(request: HttpRequest, edition: str, name: str = "datapackage.json") -> HttpResponse:
    """A file of a frozen edition's data package. An open edition has none, for anybody."""
    issue = issues.required(edition, request.user)
    if issue.is_preview:
        raise Http404("no open data before the edition is frozen")
    etag = answers.tag("data", name, issue.sha256)
    if unchanged := get_conditional_response(request, etag=etag):
        return answers.shared(unchanged, etag, answers.FILE)
    response = HttpResponse(opendata.file(issue, name), content_type=opendata.TYPES[name])
    response["Access-Control-Allow-Origin"] = "*"
    return answers.shared(response, etag, answers.FILE)
