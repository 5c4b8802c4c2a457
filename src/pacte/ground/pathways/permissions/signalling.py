"""What each partner may signal: a landlord says nothing of anybody's health, an office speaks of money alone."""

from __future__ import annotations

from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone, memberships_of

from ..enums import HEALTH_SIGNALS, SignalKind, SignalSource
from .roles import SIGNALLING_ROLES

MONEY = (SignalKind.ARREARS, SignalKind.DEBT)
SOURCES: dict[str, tuple[SignalSource, ...]] = {
    Role.LANDLORD: (SignalSource.LANDLORD,),
    Role.CONTRIBUTOR: (SignalSource.HOUSING_AID_OFFICE, SignalSource.ENERGY_SUPPLIER),
    Role.SOCIAL_WORKER: (
        SignalSource.SOCIAL_SERVICE, SignalSource.ASSOCIATION, SignalSource.SCHOOL, SignalSource.HOSPITAL,
        SignalSource.PRISON, SignalSource.CHILD_WELFARE,
    ),
    Role.OUTREACH_WORKER: (SignalSource.ASSOCIATION,),
}  # fmt: skip
"""As whom a member of each role may speak. "The person themself" is said on the public page alone."""

KINDS: dict[str, tuple[SignalKind, ...]] = {
    Role.LANDLORD: tuple(kind for kind in SignalKind if kind not in HEALTH_SIGNALS),
    Role.CONTRIBUTOR: MONEY,
    Role.SOCIAL_WORKER: tuple(SignalKind),
    Role.OUTREACH_WORKER: tuple(SignalKind),
}


def signalling_homes(user: Someone, through: Organisation | None = None) -> list[Organisation]:
    """The organisations for which the user hands signals in today, each once; `through` keeps one of them."""
    found = {held.organisation_id: held.organisation for held in memberships_of(user) if held.role in SIGNALLING_ROLES}
    return [each for each in found.values() if through is None or each.pk == through.pk]


def sources_for(user: Someone, organisation: Organisation) -> list[SignalSource]:
    """As whom the user may speak for this organisation."""
    allowed = {source for role in _roles(user, organisation) for source in SOURCES[role]}
    return [source for source in SignalSource if source in allowed]


def kinds_for(user: Someone, organisation: Organisation) -> list[SignalKind]:
    """What the user may signal for this organisation."""
    allowed = {kind for role in _roles(user, organisation) for kind in KINDS[role]}
    return [kind for kind in SignalKind if kind in allowed]


def _roles(user: Someone, organisation: Organisation) -> set[str]:
    return {
        held.role for held in memberships_of(user)
        if held.role in SIGNALLING_ROLES and held.organisation_id == organisation.pk
    }  # fmt: skip
