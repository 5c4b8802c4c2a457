"""Pages that tell schemes: the list, one with its versions, a version in words, and what it would change."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in

from ..enums import VersionState
from ..permissions import keeps_schemes, require_scheme_keeping
from ..reads import measures, schemes_told
from ..reads import schemes as reads
from ..reads.schemes_preview import preview

A_PAGE = 50


@require_safe
@signed_in
def schemes(request: HttpRequest) -> HttpResponse:
    """Every scheme: its versions in force, whether it takes new cases."""
    keeps = keeps_schemes(request.user)
    page = {"rows": reads.overview(with_drafts=keeps), "keeps": keeps}
    return render(request, "pathways/schemes/list.html", page)


@require_safe
@signed_in
def scheme(request: HttpRequest, key: str) -> HttpResponse:
    """One scheme: its versions, which one acts, its measures."""
    keeps = keeps_schemes(request.user)
    found = reads.scheme_seen(request.user, key)
    rows = reads.versions(found, timezone.localdate(), with_drafts=keeps)
    page = {
        "scheme": found, "rows": rows, "keeps": keeps,
        "is_published": any(row.version.state == VersionState.PUBLISHED for row in rows),
        "measures": [each for each in measures.declared() if each.scheme.key == key],
    }  # fmt: skip
    return render(request, "pathways/schemes/scheme.html", page)


@require_safe
@signed_in
def version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A version in plain words; a draft with its faults, and what is needed to mend it."""
    found = reads.version_seen(request.user, key, number)
    written = reads.written(found)
    is_draft = found.state == VersionState.DRAFT
    page = {
        "version": found, "scheme": found.scheme, "said": written.scheme, "faults": written.faults,
        "told": schemes_told.tell(written.scheme) if written.scheme else None,
        "keeps": keeps_schemes(request.user), "edits": is_draft and written.scheme is not None, "is_draft": is_draft,
    }  # fmt: skip
    return render(request, "pathways/schemes/version.html", page)


@require_safe
@signed_in
def version_file(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The text of a version, as a file."""
    found = reads.version_seen(request.user, key, number)
    response = HttpResponse(found.text, content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{key}-{number}.toml"'
    return response


@require_safe
@signed_in
def version_preview(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """What this version would change for the cases that run now. Nothing is written."""
    require_scheme_keeping(request.user)
    found = reads.version_seen(request.user, key, number)
    written = reads.written(found)
    page = {"version": found, "scheme": found.scheme, "faults": written.faults, "is_draft": found.state == "draft"}
    if written.scheme is not None and not written.faults:
        tried = preview(found, written.scheme)
        page |= {"preview": tried, "page": Paginator(tried.lines, A_PAGE).get_page(request.GET.get("page"))}
    return render(request, "pathways/schemes/preview.html", page)
