"""Signals within reach. A landlord: what the own organisation wrote, with a status. A team: what was handed to it.

What the team writes is in `health`, which a landlord's pages never call.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from pacte.ground.declarations.crypto import unseal
from pacte.ground.partners.permissions import Someone
from pacte.ground.partners.reads import organisations_of
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import inside

from ..enums import TroubleHold, TroubleState, WeakSign
from ..models import NeighbourSignal, NeighbourSignalQuerySet, TeamCoverage
from ..permissions import LANDLORD_ROLES, team_memberships
from ..rules import hold, told_to_landlord

WITH = ("landlord", "territory", "team", "assigned_to", "file__person", "written_by")


def of_landlord(user: Someone) -> NeighbourSignalQuerySet:
    """What the user's own landlord signalled."""
    return NeighbourSignal.objects.filter(landlord__in=organisations_of(user, *LANDLORD_ROLES)).select_related(*WITH)


def of_team(user: Someone) -> NeighbourSignalQuerySet:
    """What was handed to the user's team on its territory; a restricted person's, to who follows the file alone."""
    reach = Q(pk__in=[])
    for held in team_memberships(user):
        part = Q(team=held.organisation_id)
        if held.territory_id is not None:
            part &= Q(territory__in=inside(held.territory_id))
        reach |= part
    mine = Q(file__workers__user=user.pk, file__workers__until__isnull=True)
    seen = Q(file__isnull=True) | Q(file__person__restricted_since__isnull=True) | mine
    handed = NeighbourSignal.objects.exclude(state=TroubleState.HELD).filter(reach)
    return handed.filter(pk__in=NeighbourSignal.objects.filter(seen).values("pk")).select_related(*WITH)


@dataclass(frozen=True)
class Sheet:
    """What the landlord wrote, in clear: for the landlord, the team, and the tenant's own copy."""

    tenant: str
    contact: str
    facts: str
    danger: str
    signs: list[str]


def sheet_of(signal: NeighbourSignal) -> Sheet:
    """The sheet in clear; a code that the product no longer knows is shown as it is."""
    words = dict(WeakSign.choices)
    return Sheet(
        tenant=_opened(signal.sealed_tenant),
        contact=_opened(signal.sealed_contact),
        facts=_opened(signal.sealed_facts),
        danger=_opened(signal.sealed_danger),
        signs=[str(words.get(each, each)) for each in signal.signs],
    )


def _opened(sealed: str) -> str:
    return unseal(sealed) if sealed else ""


@dataclass(frozen=True)
class Told:
    """What a landlord reads of one signal: a status, a date, and why it waits."""

    signal: NeighbourSignal
    state: TroubleState
    on: date | None
    waits: str = ""


def told(signal: NeighbourSignal) -> Told:
    """The feedback to the landlord, which holds nothing else."""
    person = signal.file.person if signal.file else None
    state, on = told_to_landlord(
        signal.state, signal.received_on, signal.taken_on, signal.closed_on,
        is_out_of_sight=person is not None and person.is_restricted,
    )  # fmt: skip
    return Told(signal, TroubleState(state), on, waits(signal))


def waits(signal: NeighbourSignal) -> str:
    """Why the signal is not with the team yet, in words."""
    why = hold(signal.told_on, signal.consent, signal.danger) if signal.state == TroubleState.HELD else ""
    return str(TroubleHold(why).label) if why else ""


def team_for(territory: Territory, on: date) -> TeamCoverage | None:
    """The team that covers this arrondissement that day."""
    return TeamCoverage.objects.on(on).filter(territory=territory).select_related("organisation").first()


def covered_on(day: date) -> list[int]:
    """The arrondissements where a signal may be written that day."""
    return list(TeamCoverage.objects.on(day).values_list("territory", flat=True))
