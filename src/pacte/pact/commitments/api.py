"""The pact's tree for programs, and the state that a leader declares."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.territory.models import Territory

from . import permissions, reads, services
from .enums import CommitmentState
from .models import StateReport

ROUTER = Router(tags=["commitments"])
Code = Annotated[str, Field(max_length=40, pattern=r"^[\w;-]+$")]
Words = Annotated[str, Field(max_length=4000, pattern=r"^[^\x00]*$")]


class StateOut(Schema):
    """A state declared on a territory (INSEE code) on a day."""

    state: str
    territory: str
    reported_on: date
    comment: str
    not_done: str

    @staticmethod
    def of(report: StateReport) -> dict[str, Any]:
        return {
            "state": report.state,
            "territory": report.territory.code,
            "reported_on": report.reported_on,
            "comment": report.comment,
            "not_done": report.not_done,
        }


class BranchOut(Schema):
    """A node of the tree with its last states and what hangs from it."""

    code: str
    level: str
    name_fr: str
    name_en: str
    leaders: list[str]
    partners: list[str]
    is_silent: bool
    states: list[StateOut]
    children: list[BranchOut]


class TreeOut(Schema):
    """A pact; its levels from the highest down."""

    pact: str
    name_fr: str
    starts_on: date
    ends_on: date | None
    levels: list[str]
    nodes: list[BranchOut]


class NodeOut(Schema):
    """A node: its words, who leads it, the codes of its indicators, all its states, the latest first."""

    code: str
    level: str
    parent: str | None
    name_fr: str
    name_en: str
    promise_fr: str
    description_fr: str
    leaders: list[str]
    partners: list[str]
    indicators: list[str]
    states: list[StateOut]


class StateIn(Schema):
    """A state to declare; `territory` is a code, `reported_on` today by default."""

    state: CommitmentState
    territory: Code
    comment: Words
    not_done: Words = ""
    reported_on: date | None = None


@ROUTER.get("/tree", response=TreeOut, url_name="commitments_tree")
def tree(request: HttpRequest) -> dict[str, Any]:
    """The whole pact with the last state of each node."""
    found = reads.tree(reads.current_pact(), timezone.localdate())
    return {
        "pact": found.pact.slug,
        "name_fr": found.pact.name_fr,
        "starts_on": found.pact.starts_on,
        "ends_on": found.pact.ends_on,
        "levels": [level.code for level in found.levels],
        "nodes": [_branch(branch) for branch in found.branches],
    }


def _branch(branch: reads.Branch) -> dict[str, Any]:
    states = [*([branch.state] if branch.state else []), *branch.elsewhere]
    return {
        "code": branch.node.code,
        "level": branch.level.code,
        "name_fr": branch.node.name_fr,
        "name_en": branch.node.name_en,
        "leaders": branch.leaders,
        "partners": branch.partners,
        "is_silent": branch.is_silent,
        "states": [StateOut.of(report) for report in states],
        "children": [_branch(child) for child in branch.children],
    }


@ROUTER.get("/nodes/{slug:code}", response=NodeOut, url_name="commitments_node")
def node(request: HttpRequest, code: str) -> dict[str, Any]:
    """One node and all that was declared of it."""
    found = reads.get_node(code)
    named = {
        role: [part.organisation.name for part in found.parts.all() if part.role == role]
        for role in ("leader", "partner")
    }
    return {
        "code": found.code,
        "level": found.level.code,
        "parent": found.parent.code if found.parent else None,
        "name_fr": found.name_fr,
        "name_en": found.name_en,
        "promise_fr": found.promise_fr,
        "description_fr": found.description_fr,
        "leaders": named["leader"],
        "partners": named["partner"],
        "indicators": list(found.indicators.order_by("node_indicators__order").values_list("code", flat=True)),
        "states": [StateOut.of(report) for report in found.state_reports.select_related("territory")],
    }


@ROUTER.post("/nodes/{slug:code}/states", response={201: StateOut}, url_name="commitments_declare_state")
def declare_state(request: HttpRequest, code: str, given: StateIn) -> Status[dict[str, Any]]:
    """Declare a node's state, as a member of its leader or of the pact's team."""
    token = request.auth  # type: ignore[attr-defined]
    actor, found = token.user, reads.get_node(code)
    permissions.require_declare_state(actor, found)
    permissions.require_voice_of(token.organisation, actor, found)
    territory = Territory.objects.filter(code=given.territory).first()
    if territory is None:
        raise BadInput(
            Fault("territory", _("Ce code de territoire est inconnu."), _("Les codes sont donnés par GET /territory."))
        )
    report = services.declare_state(
        actor,
        found,
        territory=territory,
        state=given.state,
        comment=given.comment,
        not_done=given.not_done,
        reported_on=given.reported_on,
    )
    return Status(201, StateOut.of(report))
