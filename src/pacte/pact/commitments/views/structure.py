"""The tree as the pact's team edits it: levels and nodes are data."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in
from pacte.ground.declarations.errors import BadInput

from .. import permissions, reads, services
from ..forms import LevelForm, NodeForm
from ..models import Level, Node
from .common import actor


def _page(request: HttpRequest, form: LevelForm | None = None) -> HttpResponse:
    tree = reads.tree(reads.current_pact(), timezone.localdate())
    shown = form or LevelForm(initial={"position": len(tree.levels) + 1})
    return render(request, "commitments/structure.html", {"tree": tree, "form": shown}, status=422 if form else 200)


@require_safe
@signed_in
def structure(request: HttpRequest) -> HttpResponse:
    """The levels, and the tree to edit."""
    permissions.require_pact_team(request.user)
    return _page(request)


@require_POST
@signed_in
def add_level(request: HttpRequest) -> HttpResponse:
    """Add a level."""
    permissions.require_pact_team(request.user)
    form = LevelForm(request.POST)
    if form.is_valid():
        try:
            services.add_level(actor(request), reads.current_pact(), **form.cleaned_data)
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("Le niveau est ajouté."))
            return redirect("commitments:structure")
    return _page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit_level(request: HttpRequest, code: str) -> HttpResponse:
    """Rename a level and give it its rank."""
    permissions.require_pact_team(request.user)
    level = get_object_or_404(Level.objects.select_related("pact"), pact=reads.current_pact(), code=code)
    shown = {"label_fr": level.label_fr, "label_en": level.label_en, "position": level.depth}
    form = LevelForm(request.POST or None, initial=shown)
    if form.is_valid():
        try:
            services.edit_level(actor(request), level, **form.cleaned_data)
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("Le niveau est modifié."))
            return redirect("commitments:structure")
    return render(request, "commitments/level.html", {"level": level, "form": form})


@require_POST
@signed_in
def remove_level(request: HttpRequest, code: str) -> HttpResponse:
    """Remove a level that no node uses."""
    permissions.require_pact_team(request.user)
    level = get_object_or_404(Level.objects.select_related("pact"), pact=reads.current_pact(), code=code)
    try:
        services.remove_level(actor(request), level)
    except BadInput as bad:
        messages.error(request, f"{bad.faults[0].what} {bad.faults[0].remedy}")
    else:
        messages.success(request, _("Le niveau est retiré."))
    return redirect("commitments:structure")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def add_node(request: HttpRequest) -> HttpResponse:
    """Add a node, under the one that the query string names."""
    permissions.require_pact_team(request.user)
    pact = reads.current_pact()
    parent = Node.objects.filter(level__pact=pact, code=request.GET.get("sous", "")).select_related("level").first()
    level = pact.levels.filter(depth__gt=parent.level.depth if parent else 0).first()
    form = NodeForm(request.POST or None, pact=pact, initial={"parent": parent, "level": level, "position": 1})
    if form.is_valid():
        try:
            node = services.add_node(actor(request), pact, form.change())
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("L’élément est ajouté."))
            return redirect("commitments:node", code=node.code)
    return render(request, "commitments/node_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit_node(request: HttpRequest, code: str) -> HttpResponse:
    """Change a node, or move it with all beneath it."""
    permissions.require_pact_team(request.user)
    node = reads.get_node(code)
    form = NodeForm(request.POST or None, pact=node.level.pact, initial=NodeForm.of(node))
    if form.is_valid():
        try:
            services.edit_node(actor(request), node, form.change())
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("L’élément est modifié."))
            return redirect("commitments:node", code=code)
    return render(request, "commitments/node_form.html", {"form": form, "node": node})


@require_POST
@signed_in
def remove_node(request: HttpRequest, code: str) -> HttpResponse:
    """Remove a node of which nothing has been said."""
    permissions.require_pact_team(request.user)
    node = reads.get_node(code)
    try:
        services.remove_node(actor(request), node)
    except BadInput as bad:
        messages.error(request, f"{bad.faults[0].what} {bad.faults[0].remedy}")
        return redirect("commitments:node", code=code)
    messages.success(request, _("L’élément est retiré."))
    return redirect("commitments:structure")
