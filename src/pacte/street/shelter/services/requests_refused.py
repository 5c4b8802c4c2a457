"""Refusals, the household's apart from the site's: noted with their reason, and read by no ranking."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from .. import permissions
from ..enums.requests import (
    HOUSEHOLD_REFUSALS,
    LIVE_STATES,
    SITE_REFUSALS,
    RequestEventKind,
)
from ..enums.stays import PlacementState
from ..models import ShelterPlacement, ShelterRequest, ShelterSite, SiteExclusion
from . import placing
from . import requests_standing as standing
from .events import happened, locked


def refused_by_household(
    actor: User, request: ShelterRequest, placement: ShelterPlacement | None, reason: str, words: str = ""
) -> ShelterRequest:
    """The household does not want this place, for a reason of its own list: the place is free, the household waits on.

    It costs nothing: neither tier nor waiting. Raises BadInput for a reason of another list, or a place already freed.
    """
    return _refused(actor, request, placement, RequestEventKind.HOUSEHOLD_REFUSED, (reason, words))


def refused_by_site(
    actor: User, request: ShelterRequest, placement: ShelterPlacement | None, reason: str, words: str = ""
) -> ShelterRequest:
    """The site does not take the household, for a reason of its own list: the same, and the site is named for it."""
    return _refused(actor, request, placement, RequestEventKind.SITE_REFUSED, (reason, words))


def _refused(
    actor: User,
    request: ShelterRequest,
    placement: ShelterPlacement | None,
    kind: RequestEventKind,
    said: tuple[str, str],
) -> ShelterRequest:
    _require_party(actor, placement)
    reason, words = said
    allowed = HOUSEHOLD_REFUSALS if kind == RequestEventKind.HOUSEHOLD_REFUSED else SITE_REFUSALS
    if reason not in allowed:
        raise BadInput(Fault("reason", _("Dites pourquoi."), _("Choisissez une raison de la liste.")))
    with transaction.atomic():
        held = locked(request)
        if held.state not in LIVE_STATES:
            raise BadInput(Fault("", _("Cette demande est déjà close."), _("Rechargez la page.")))
        if placement is not None:
            placing.release(actor, placement, PlacementState.DECLINED, reason=reason)
        if not held.placements.holding().exists():
            standing.back_in_queue(held)
        lot = placement.lot if placement is not None else None
        happened(held, kind, actor, reason=reason, lot=lot, words=words)
    return held


def _require_party(actor: User, placement: ShelterPlacement | None) -> None:
    """The regulation notes any refusal, a site's team those about its own site."""
    if placement is None or not permissions.keeps_site(actor, placement.lot.site):
        permissions.require_regulation(actor)


def exclude_site(actor: User, request: ShelterRequest, site: ShelterSite) -> None:
    """This site is not offered to the household tonight; nobody is told why. Doing it again changes nothing."""
    permissions.require_regulation(actor)
    standing.require_inside(actor, request)
    with transaction.atomic():
        SiteExclusion.objects.get_or_create(request=locked(request), site=site, defaults={"by": actor})
        record(actor, "shelter.exclude_site", request.target)


def offer_site_again(actor: User, request: ShelterRequest, site: ShelterSite) -> None:
    """The site may be offered again."""
    permissions.require_regulation(actor)
    standing.require_inside(actor, request)
    with transaction.atomic():
        if SiteExclusion.objects.filter(request=locked(request), site=site).delete()[0]:
            record(actor, "shelter.offer_site_again", request.target)
