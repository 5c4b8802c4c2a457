"""The queue of a night, minors alone first, then by tier, waiting and arrival; and what one request's page shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User

from ..enums.requests import (
    LIVE_STATES,
    OPEN_STATES,
    DangerReason,
    HouseholdKind,
    RequestEventKind,
    RequestSource,
    ShelterRequestState,
    UnmetReason,
)
from ..enums.stays import HOLDING_STATES, PlacementOrigin, StayEnd
from ..models import MinorPath, PriorityGrid, RequestEvent, ShelterPlacement, ShelterRequest, ShelterSite
from ..models.requests import ShelterRequestQuerySet
from . import requests as reads
from .priorities import reasons
from .requests_people import names_in

MOST = 500
"""Requests shown of a night; beyond, the filters narrow them."""

STATES: dict[str, tuple[str, ...]] = {
    "waiting": OPEN_STATES,
    "offered": (ShelterRequestState.OFFERED, ShelterRequestState.PLACED, ShelterRequestState.ARRIVED),
    "closed": (ShelterRequestState.UNMET, ShelterRequestState.HANDED_OVER, ShelterRequestState.CANCELLED),
    "all": tuple(ShelterRequestState.values),
}
"""Groups of states by which the queue is narrowed."""

REOPENED = (ShelterRequestState.UNMET, ShelterRequestState.CANCELLED)
"""States from which a request of tonight may wait again."""

SORTS: dict[str, Callable[[Row], tuple[Any, ...]]] = {
    "tier": lambda row: (row.request.tier or 99, -row.request.waiting_nights, row.request.number),
    "waiting": lambda row: (-row.request.waiting_nights, row.request.tier or 99, row.request.number),
    "received": lambda row: (row.request.received_at, row.request.number),
}


@dataclass(frozen=True)
class Row:
    """One request of the queue: what it says of the household, and who handles it."""

    request: ShelterRequest
    composition: str
    names: str
    is_closed: bool
    held_by: User | None
    reason: str

    @property
    def is_minor(self) -> bool:
        """A minor alone whom nobody has taken charge of yet."""
        return self.request.is_minor_alone and self.request.state in LIVE_STATES


def queue(user: User, night: date, *, state: str = "waiting", kind: str = "", sort: str = "tier") -> list[Row]:
    """The requests of the night, with the minors alone of any night not yet handed over on top. Constant queries."""
    rows = ShelterRequest.objects.of_night(night).filter(state__in=STATES.get(state, OPEN_STATES))
    if kind:
        rows = rows.filter(kind=kind)
    minors = Q(pk__in=minors_waiting().values("pk"))
    found = ShelterRequest.objects.filter(Q(pk__in=rows.values("pk")) | minors)
    shown = _rows(user, list(told(found).order_by("night", "number")[:MOST]))
    return sorted(shown, key=lambda row: (not row.is_minor, *SORTS.get(sort, SORTS["tier"])(row)))


def lines(user: User, requests: list[ShelterRequest]) -> list[Row]:
    """These requests as lines, for this user."""
    return _rows(user, list(told(ShelterRequest.objects.filter(pk__in=[each.pk for each in requests]))))


def minors_waiting() -> ShelterRequestQuerySet:
    """Minors alone whom nobody has taken charge of yet, whatever the night."""
    return ShelterRequest.objects.live().filter(kind=HouseholdKind.MINOR_ALONE)


def told(rows: ShelterRequestQuerySet) -> ShelterRequestQuerySet:
    """With all that a line shows of each."""
    return rows.select_related("territory", "grid", "taken_by", "previous_site").prefetch_related("members")


def _rows(user: User, requests: list[ShelterRequest]) -> list[Row]:
    closed, names = reads.closed_to(user, requests), names_in(user, requests)
    grids = {each.grid for each in requests if each.grid is not None}
    words = {grid.pk: reasons(grid) for grid in grids}
    now = timezone.now()
    return [_row(each, each.pk in closed, names, words, now) for each in requests]


def _row(
    request: ShelterRequest, is_closed: bool, names: dict[int, str], words: dict[int, dict[str, str]], now: datetime
) -> Row:  # fmt: skip
    members = sorted(request.members.all(), key=lambda each: each.position)
    named = [names[each.person_id] for each in members if each.person_id in names]
    reason = words.get(request.grid_id or 0, {}).get(request.tier_reason, "") if not is_closed else ""
    return Row(
        request, reads.composition_words(members), ", ".join(named), is_closed, reads.held_by(request, now), reason
    )


@dataclass(frozen=True)
class Opened:
    """A request as this user sees it. When `is_open` is false: its label, composition and needs alone."""

    row: Row
    is_open: bool
    way: str
    words: str
    members: list[tuple[Any, str]]
    events: list[tuple[Any, str, str]]
    calls: int
    placements: list[ShelterPlacement]
    grid: PriorityGrid | None
    excluded: list[ShelterSite]
    minor_path: MinorPath | None
    named_adult: str
    largest: int

    @property
    def request(self) -> ShelterRequest:
        return self.row.request

    @property
    def holding(self) -> list[ShelterPlacement]:
        """Placements that keep their units."""
        return [each for each in self.placements if each.state in HOLDING_STATES]

    @property
    def is_too_large(self) -> bool:
        """No room nor lot of beds that exists takes so many together."""
        return self.request.size > self.largest


def by_key(key: UUID) -> ShelterRequest:
    """The request of this key. Raises Http404."""
    found = told(ShelterRequest.objects.filter(key=key)).first()
    if found is None:
        raise Http404
    return found


def opened(user: User, request: ShelterRequest, largest: int) -> Opened:
    """The request with what the user may read inside it. The caller has required the regulation."""
    row = _rows(user, [request])[0]
    is_open, names = not row.is_closed, names_in(user, [request])
    members = sorted(request.members.all(), key=lambda each: each.position)
    path = MinorPath.objects.filter(request=request).first()
    return Opened(
        row=row, is_open=is_open, way=reads.way_of(request) if is_open else "",
        words=reads.clear(request.sealed_words) if is_open else "",
        members=[(each, names.get(each.person_id or 0, "")) for each in members],
        events=_events(request) if is_open else [],
        calls=request.calls.count(), placements=_placements(request) if is_open else [],
        grid=request.grid, excluded=_excluded(request) if is_open else [], minor_path=path if is_open else None,
        named_adult=reads.clear(path.sealed_named_adult) if path and is_open else "", largest=largest,
    )  # fmt: skip


def _events(request: ShelterRequest) -> list[tuple[Any, str, str]]:
    """What happened, with its reason and its words in clear, the latest first."""
    rows = request.events.select_related("by", "lot__site").order_by("-at", "-pk")
    tiers = reasons(request.grid) if request.grid is not None else {}
    return [(each, _said(each, tiers), reads.clear(each.sealed_words)) for each in rows]


def _said(event: RequestEvent, tiers: dict[str, str]) -> str:
    """The words of an event's reason, whichever list it is of."""
    words = REASONS | tiers if event.kind == RequestEventKind.RANKED else REASONS
    return str(words.get(event.reason, ""))


REASONS: dict[str, Any] = {
    code: label for choices in (RequestSource, PlacementOrigin, StayEnd, DangerReason, UnmetReason)
    for code, label in choices.choices
} | {"reopened": _("Rouverte"), "referral_withdrawn": _("Orientation retirée")}  # fmt: skip


def _placements(request: ShelterRequest) -> list[ShelterPlacement]:
    return list(request.placements.select_related("lot__site", "placed_by").order_by("-placed_at", "-pk"))


def _excluded(request: ShelterRequest) -> list[ShelterSite]:
    return [each.site for each in request.exclusions.select_related("site").order_by("site__name")]
