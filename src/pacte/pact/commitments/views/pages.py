"""The tree, a node, and what its leader says and proves there."""

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
from ..enums import CommitmentState
from ..forms import EvidenceForm, StateForm
from ..models import Evidence
from .common import actor


@require_safe
@signed_in
def tree(request: HttpRequest) -> HttpResponse:
    """The pact's tree with the state of each node, filtered by the query string."""
    led = frozenset(reads.led_by(request.user).values_list("pk", flat=True))
    filters = reads.Filters(
        state=request.GET.get("etat", ""),
        chapter=request.GET.get("chapitre", ""),
        among=led if request.GET.get("pilote") == "nous" else None,
    )
    context = {
        "tree": reads.tree(reads.current_pact(), timezone.localdate(), filters),
        "filters": filters,
        "states": CommitmentState,
        "leads": bool(led),
        "is_team": permissions.is_pact_team(request.user),
    }
    return render(request, "commitments/tree.html", context)


@require_safe
@signed_in
def node(request: HttpRequest, code: str) -> HttpResponse:
    """A node: where it stands, what measures it, its story, what is not done."""
    found = reads.get_node(code)
    story = reads.story(request.user, found)
    context = {
        "node": found,
        "story": story,
        "states": reads.last_states(story),
        "lines": reads.indicator_lines(found, with_beneath=True),
        "branch": reads.branch_of(found, timezone.localdate()),
        "may_declare": permissions.may_declare_state(request.user, found),
        "may_prove": permissions.may_attach_evidence(request.user, found),
        "is_team": permissions.is_pact_team(request.user),
    }
    return render(request, "commitments/node.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def declare(request: HttpRequest, code: str) -> HttpResponse:
    """Declare a node's state."""
    found = reads.get_node(code)
    permissions.require_declare_state(request.user, found)
    places = reads.territories_for(request.user, found)
    form = StateForm(request.POST or None, places=places, initial={"territory": reads.usual_place(found, places)})
    if form.is_valid():
        try:
            services.declare_state(actor(request), found, **form.cleaned_data)
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("L’état est déclaré. Il rejoint l’histoire de cet élément."))
            return redirect("commitments:node", code=code)
    return render(request, "commitments/declare.html", {"node": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def evidence(request: HttpRequest, code: str) -> HttpResponse:
    """Attach evidence to a node."""
    found = reads.get_node(code)
    permissions.require_attach_evidence(request.user, found)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            services.attach_evidence(actor(request), found, upload=given.pop("file"), **given)
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("La preuve est déposée."))
            return redirect("commitments:node", code=code)
    return render(request, "commitments/evidence.html", {"node": found, "form": form})


@require_POST
@signed_in
def remove_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a piece of evidence."""
    row = get_object_or_404(Evidence.objects.select_related("node", "attachment"), pk=pk)
    services.remove_evidence(actor(request), row)
    messages.success(request, _("La preuve est retirée et son fichier supprimé."))
    return redirect("commitments:node", code=row.node.code)
