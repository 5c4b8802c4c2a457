"""Who may say where a commitment stands, prove it, and change the pact's tree."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import has_role, memberships_of, require_role
from pacte.ground.territory.models import Territory

from .enums import PartRole
from .models import Evidence, Node

Someone = User | AnonymousUser
SPEAKERS = (Role.CONTRIBUTOR, Role.ORGANISATION_ADMIN)
READERS = (*SPEAKERS, Role.READER)


def is_pact_team(user: Someone) -> bool:
    """The pact's team answers for the pact as a whole (charter of the pact: the city steers)."""
    return has_role(user, Role.PACT_TEAM)


def require_pact_team(user: Someone) -> None:
    """Only the pact's team changes the tree, what measures it, its targets and its baselines."""
    require_role(user, Role.PACT_TEAM)


def organisations_in(node: Node, *roles: str) -> set[int]:
    """The keys of the organisations that have one of these parts in the node (any part when none is named)."""
    return {part.organisation_id for part in node.parts.all() if not roles or part.role in roles}


def speaks_for(user: Someone, node: Node, *parts: str, roles: tuple[str, ...] = SPEAKERS) -> bool:
    """Does the user hold one of these roles in an organisation that has one of these parts in the node?"""
    among = organisations_in(node, *parts)
    return any(m.role in roles and m.organisation_id in among for m in memberships_of(user))


def may_declare_state(user: Someone, node: Node) -> bool:
    """A commitment's state is declared by its leader, who answers for it; the pact's team may stand in."""
    return is_pact_team(user) or speaks_for(user, node, PartRole.LEADER)


def may_declare_on(user: Someone, node: Node, territory: Territory) -> bool:
    """A leader's member declares on their own territory only; one without a territory, anywhere."""
    if is_pact_team(user):
        return True
    leaders = Organisation.objects.filter(pk__in=organisations_in(node, PartRole.LEADER))
    return any(has_role(user, *SPEAKERS, organisation=leader, territory=territory) for leader in leaders)


def require_declare_state(user: Someone, node: Node) -> None:
    """Refuse who has no such role; to members of other organisations the door does not exist."""
    require_role(user, Role.PACT_TEAM, *SPEAKERS)
    if not may_declare_state(user, node):
        raise Http404


def require_declare_on(user: Someone, node: Node, territory: Territory) -> None:
    """Refuse a territory that is not the member's."""
    require_declare_state(user, node)
    if not may_declare_on(user, node, territory):
        raise Refused(_("Vous déclarez cet état sur votre territoire seulement. Adressez-vous à l’équipe du Pacte."))


def require_voice_of(organisation: Organisation | None, user: Someone, node: Node) -> None:
    """A program speaks for its user in one organisation: a leader's, unless the user is of the pact's team."""
    leads = organisation is not None and organisation.pk in organisations_in(node, PartRole.LEADER)
    if not leads and not is_pact_team(user):
        raise Http404


def may_attach_evidence(user: Someone, node: Node) -> bool:
    """Whoever takes part in a commitment may prove it, leader or partner."""
    return is_pact_team(user) or speaks_for(user, node)


def require_attach_evidence(user: Someone, node: Node) -> None:
    require_role(user, Role.PACT_TEAM, *SPEAKERS)
    if not may_attach_evidence(user, node):
        raise Http404


def may_remove_evidence(user: Someone, evidence: Evidence) -> bool:
    """What proves a commitment is withdrawn by its leader or by the pact's team."""
    return may_declare_state(user, evidence.node)


def require_remove_evidence(user: Someone, evidence: Evidence) -> None:
    require_declare_state(user, evidence.node)


def reads_internal_evidence(user: Someone, node: Node) -> bool:
    """Internal evidence is for the pact's team and for the members of the organisations that take part."""
    return is_pact_team(user) or speaks_for(user, node, roles=READERS)


def may_read_evidence(user: Someone, evidence: Evidence) -> bool:
    """Published evidence is for everyone; internal evidence for those who take part."""
    return evidence.is_public or reads_internal_evidence(user, evidence.node)


def require_evidence_reader(user: Someone) -> None:
    """Roles that have nothing to do with the pact's figures open no internal evidence at all."""
    require_role(user, Role.PACT_TEAM, *READERS)
