"""The drafts of the register and of the impact assessment: read on a page, downloaded as Markdown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of

from ..permissions import require_desk
from ..reads import drafts
from ..reads import register as reads


@require_safe
@signed_in
def register(request: HttpRequest) -> HttpResponse:
    """The register, line by line."""
    require_desk(user_of(request))
    return render(request, "data_protection/register.html", {"lines": reads.lines()})


@require_safe
@signed_in
def register_download(request: HttpRequest) -> HttpResponse:
    """The register as Markdown, to complete."""
    require_desk(user_of(request))
    return _markdown("registre-des-traitements.md", drafts.register_text())


@require_safe
@signed_in
def impact(request: HttpRequest) -> HttpResponse:
    """The impact assessment, what the product can say of it."""
    require_desk(user_of(request))
    doors, public = reads.doors()
    page = {"lines": reads.lines(), "doors": doors, "public": public, "sealed": reads.sealed()}
    return render(request, "data_protection/impact.html", page)


@require_safe
@signed_in
def impact_download(request: HttpRequest) -> HttpResponse:
    """The impact assessment as Markdown, to complete."""
    require_desk(user_of(request))
    return _markdown("analyse-d-impact.md", drafts.impact_text())


def _markdown(name: str, text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
