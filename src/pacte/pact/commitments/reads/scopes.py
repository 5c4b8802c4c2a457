"""Scoped querysets: the pact in hand, a node, what a user leads, where they may speak, which evidence they see."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from pacte.ground.accounts.models import User
from pacte.ground.indicators.models import Indicator
from pacte.ground.partners.permissions import memberships_of
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory

from .. import permissions
from ..enums import PartRole
from ..models import Evidence, Node, Pact

Someone = User | AnonymousUser
PLACES_OF_A_STATE = [
    TerritoryKind.CITY,
    TerritoryKind.ARRONDISSEMENT,
    TerritoryKind.DIRECTORATE,
    TerritoryKind.GROUPING,
]


def current_pact() -> Pact:
    """The pact in hand: the latest to have begun. Http404 when the city has none yet."""
    pact = Pact.objects.select_related("territory").order_by("-starts_on", "-pk").first()
    if pact is None:
        raise Http404
    return pact


def get_node(code: str) -> Node:
    """A node with what its page needs to know who takes part in it; Http404 for an unknown code."""
    rows = Node.objects.select_related("level__pact__territory", "parent__parent").prefetch_related(
        "parts__organisation"
    )
    return get_object_or_404(rows, code=code)


def led_by(user: Someone) -> QuerySet[Node]:
    """The nodes whose state the user may declare as a member of their leader."""
    keys = {m.organisation_id for m in memberships_of(user) if m.role in permissions.SPEAKERS}
    return Node.objects.filter(parts__role=PartRole.LEADER, parts__organisation__in=keys).distinct()


def territories_for(user: Someone, node: Node) -> QuerySet[Territory]:
    """Where the user may declare this node's state."""
    places = Territory.objects.filter(kind__in=PLACES_OF_A_STATE)
    if permissions.is_pact_team(user):
        return places
    leaders = permissions.organisations_in(node, PartRole.LEADER)
    own = [m for m in memberships_of(user) if m.role in permissions.SPEAKERS and m.organisation_id in leaders]
    if any(m.territory_id is None for m in own):
        return places
    keys = {m.territory_id for m in own}
    return places.filter(Q(pk__in=keys) | Q(parent__in=keys) | Q(parent__parent__in=keys))


def usual_place(node: Node, places: QuerySet[Territory]) -> Territory | None:
    """The territory that a form proposes first: the pact's own when the user may speak for it."""
    return places.filter(pk=node.level.pact.territory_id).first() or places.first()


def visible_evidence(user: Someone, node: Node) -> QuerySet[Evidence]:
    """The node's evidence that this user may open."""
    rows = node.evidence.select_related("attachment")
    return rows if permissions.reads_internal_evidence(user, node) else rows.filter(is_public=True)


def evidence_of(attachment_id: int) -> Evidence | None:
    """The evidence to which an attachment belongs, if it is one."""
    rows = Evidence.objects.select_related("node").prefetch_related("node__parts")
    return rows.filter(attachment_id=attachment_id).first()


def indicators_to_attach(node: Node) -> QuerySet[Indicator]:
    """Indicators that do not measure this node yet."""
    return Indicator.objects.exclude(node_indicators__node=node).prefetch_related("definitions")
