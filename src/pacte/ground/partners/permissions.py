"""Predicates on memberships. Every right in the product is one of these sentences.

A right holds for the day on which it is asked: a membership that ended yesterday opens nothing today.
"""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import Refused
from pacte.ground.territory.models import Territory
from pacte.ground.territory.reads import reaching

from .enums import Role
from .models import Membership, Organisation

Someone = User | AnonymousUser


def memberships_of(user: Someone, on: date | None = None) -> list[Membership]:
    """The user's memberships that give rights on this day (today by default), with their organisation.

    Remembered for the length of one request when the user is the one who makes it.
    """
    if not user.is_authenticated or user.pk is None:
        return []
    cache = user.request_cache if on is None else None
    if cache is not None and "memberships" in cache:
        return list(cache["memberships"])
    found = list(
        Membership.objects.current(on or timezone.localdate())
        .filter(user_id=user.pk)
        .select_related("organisation")
        .order_by("pk")
    )
    if cache is not None:
        cache["memberships"] = found
    return found


def forget(user: Someone) -> None:
    """Drop what this request remembers of the user's memberships, after they changed."""
    if cache := getattr(user, "request_cache", None):
        cache.pop("memberships", None)


def act_for(user: User, organisation: Organisation) -> None:
    """From here to the end of this request, the user holds what they hold in this organisation and nothing else.

    A token acts for one organisation: every verb called with its user is then narrowed, whatever it asks.
    """
    kept = [membership for membership in memberships_of(user) if membership.organisation_id == organisation.pk]
    user.request_cache = {**(user.request_cache or {}), "memberships": kept}


def has_role(
    user: Someone,
    *roles: str,
    organisation: Organisation | None = None,
    territory: Territory | None = None,
    on: date | None = None,
) -> bool:
    """Does the user hold one of these roles on this day (in this organisation, over this territory)?

    A membership without a territory covers the whole city; another covers its territory and what it holds.
    """
    held = [m for m in memberships_of(user, on) if m.role in roles]
    if organisation is not None:
        held = [m for m in held if m.organisation_id == organisation.pk]
    if territory is not None and held:
        line = reaching(territory)
        held = [m for m in held if m.territory_id is None or m.territory_id in line]
    return bool(held)


def require_role(
    user: Someone,
    *roles: str,
    organisation: Organisation | None = None,
    territory: Territory | None = None,
    on: date | None = None,
) -> None:
    """Refuse whoever does not hold one of these roles; the message names the roles that would do."""
    if not has_role(user, *roles, organisation=organisation, territory=territory, on=on):
        names = ", ".join(str(Role(role).label) for role in roles)
        raise Refused(
            _("Il vous manque un rôle : %(roles)s. Demandez-le à la référence de votre organisation.")
            % {"roles": names}
        )


OVERSEERS = (Role.PLATFORM_ADMIN, Role.PACT_TEAM, Role.DATA_PROTECTION)
KEEPERS = (Role.PLATFORM_ADMIN, Role.PACT_TEAM)
RESERVED_ROLES = frozenset({Role.PLATFORM_ADMIN, Role.PACT_TEAM, Role.DATA_PROTECTION})
"""Roles that reach every organisation: the platform's administration alone gives and ends them."""


def may_see_all(user: Someone, through: Organisation | None = None) -> bool:
    """The pact's team, the platform's administration and data protection know every partner."""
    return has_role(user, *OVERSEERS, organisation=through)


def may_keep_partners(user: Someone, through: Organisation | None = None) -> bool:
    """The pact's team and the platform's administration add partners and keep their agreements."""
    return has_role(user, *KEEPERS, organisation=through)


def may_keep_organisation(user: Someone, organisation: Organisation) -> bool:
    """An organisation's own referent keeps its details and its sites, as do those who keep all partners."""
    return may_keep_partners(user) or has_role(user, Role.ORGANISATION_ADMIN, organisation=organisation)


def may_see_members(user: Someone, organisation: Organisation) -> bool:
    """Who works for an organisation is known to its referent and to those who keep all partners."""
    return may_keep_organisation(user, organisation)


def may_keep_members(user: Someone, organisation: Organisation) -> bool:
    """An organisation's referent says who works for it; the platform's administration may do it for them."""
    return has_role(user, Role.PLATFORM_ADMIN) or has_role(user, Role.ORGANISATION_ADMIN, organisation=organisation)


def may_give(user: Someone, organisation: Organisation, role: str, territory: Territory | None) -> bool:
    """A referent gives roles of their organisation, on no more territory than their own, and never a reserved one."""
    if has_role(user, Role.PLATFORM_ADMIN):
        return True
    if role in RESERVED_ROLES:
        return False
    line = reaching(territory) if territory else set()
    return any(
        held.role == Role.ORGANISATION_ADMIN
        and held.organisation_id == organisation.pk
        and (held.territory_id is None or held.territory_id in line)
        for held in memberships_of(user)
    )


def require(allowed: bool, otherwise: str) -> None:
    """Refuse with this sentence when the predicate does not hold."""
    if not allowed:
        raise Refused(otherwise)
