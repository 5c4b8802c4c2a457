"""The night at one glance: who waits, what is free, who has said nothing, what to do next.

Labels and compositions alone: no name of a person, no file, no place where somebody is.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, Sum, Value, When
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import ngettext

from ..enums.allocation import RoundLineState, RoundState
from ..enums.requests import HouseholdKind, ShelterRequestState
from ..enums.stock import LotAudience, LotKind
from ..models import AllocationRound, ColdPlanActivation, ColdPlanLevel, Declaration, Lot, ShelterRequest, ShelterSite
from .availability import Available, available
from .board_version import version
from .requests import HOLD
from .tonight import night_at

MOST_ROWS = 20
MOST_SILENT = 8


def address(route: str, **kwargs: Any) -> str:
    """The page of this name, or nothing where the city does not open it."""
    try:
        return reverse(f"shelter:{route}", kwargs=kwargs)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Row:
    """A request that waits, as the board shows it."""

    request: ShelterRequest
    members: str

    @property
    def url(self) -> str:
        """Where it is worked on."""
        return address("request", key=self.request.key)

    @property
    def taken_by(self) -> str:
        """The colleague who has it in hand now."""
        request = self.request
        is_held = request.taken_at is not None and timezone.now() - request.taken_at < HOLD
        return request.taken_by.display_name if is_held and request.taken_by else ""

    @property
    def is_first(self) -> bool:
        """Before any tier: a minor alone, or a household in immediate danger."""
        return self.request.is_minor_alone or bool(self.request.danger)


@dataclass
class Free:
    """What is free for one audience: units of each kind, and the places they make."""

    audience: LotAudience
    rooms: int = 0
    beds: int = 0
    chairs: int = 0
    places: int = 0
    step_free: int = 0

    @property
    def units_in_words(self) -> str:
        """What the places are made of: "8 lits, 2 chambres"."""
        counted = [
            (self.beds, ngettext("%(count)d lit", "%(count)d lits", self.beds)),
            (self.chairs, ngettext("%(count)d fauteuil", "%(count)d fauteuils", self.chairs)),
            (self.rooms, ngettext("%(count)d chambre", "%(count)d chambres", self.rooms)),
        ]
        return ", ".join(words % {"count": count} for count, words in counted if count)


@dataclass
class Waiting:
    """Who waits, each household once: minors alone, then immediate danger, then tier by tier."""

    households: int = 0
    persons: int = 0
    minors: int = 0
    dangers: int = 0
    tiers: dict[int | None, int] = field(default_factory=dict)
    to_qualify: int = 0


@dataclass
class Board:
    """One night. `states`: households by what became of their request. `rows`: the first of those that wait."""

    night: date
    at: datetime
    is_tonight: bool
    version: str
    waiting: Waiting
    states: dict[str, int]
    rows: list[Row]
    free: list[Free]
    sites_open: int
    silent: list[ShelterSite]
    round: AllocationRound | None
    level: ColdPlanLevel | None

    @property
    def asked(self) -> int:
        return sum(self.states.values())

    @property
    def placed(self) -> int:
        """Households that said yes, arrived or not."""
        return self.states[ShelterRequestState.PLACED] + self.states[ShelterRequestState.ARRIVED]

    @property
    def by_state(self) -> list[tuple[str, int]]:
        """What became of the requests, in words."""
        return [(str(ShelterRequestState(code).label), count) for code, count in self.states.items() if count]

    @property
    def places(self) -> int:
        return sum(line.places for line in self.free)

    @property
    def units(self) -> int:
        return sum(line.rooms + line.beds + line.chairs for line in self.free)

    @property
    def declared(self) -> int:
        return self.sites_open - len(self.silent)

    @property
    def silent_first(self) -> list[ShelterSite]:
        return self.silent[:MOST_SILENT]

    @property
    def silent_more(self) -> int:
        return max(0, len(self.silent) - MOST_SILENT)

    @property
    def more(self) -> int:
        """How many wait beyond the rows that are shown."""
        return self.waiting.households - len(self.rows)


def board_of(night: date) -> Board:
    """The board of this night in a constant number of queries. Whoever asks regulates."""
    mark, now = version(night), timezone.now()
    waiting, states = _counts(night)
    lots = list(Lot.objects.filter(in_rounds=True).select_related("site"))
    stock = available(night, lots)
    sites_open, silent = _sites(night, lots, stock)
    return Board(
        night=night, at=now, is_tonight=night == night_at(now), version=mark, waiting=waiting, states=states,
        rows=_rows(night), free=_free(lots, stock), sites_open=sites_open, silent=silent, round=_round(night),
        level=_level(night),
    )  # fmt: skip


def _counts(night: date) -> tuple[Waiting, dict[str, int]]:
    """Households by state, and those who wait by what puts them first; one query."""
    of_night = ShelterRequest.objects.of_night(night).order_by()
    is_minor = Case(When(kind=HouseholdKind.MINOR_ALONE, then=1), default=0, output_field=IntegerField())
    in_danger = Case(When(danger="", then=0), default=1, output_field=IntegerField())
    groups = of_night.annotate(minor=is_minor, in_danger=in_danger).values_list("state", "tier", "minor", "in_danger")
    waiting, states = Waiting(), dict.fromkeys(ShelterRequestState.values, 0)
    tiers: dict[int | None, int] = defaultdict(int)
    for state, tier, minor, danger, households, persons in groups.annotate(Count("pk"), Sum("size")):
        states[state] += households
        if state not in (ShelterRequestState.RECEIVED, ShelterRequestState.QUALIFIED):
            continue
        waiting.households += households
        waiting.persons += persons or 0
        if minor:
            waiting.minors += households
            continue
        if state == ShelterRequestState.RECEIVED:
            waiting.to_qualify += households
        if danger:
            waiting.dangers += households
        else:
            tiers[tier] += households
    waiting.tiers = dict(sorted(tiers.items(), key=lambda it: (it[0] is None, it[0] or 0)))
    return waiting, states


def _rows(night: date) -> list[Row]:
    """The first households that wait, in the order in which they press; two queries."""
    press = Case(
        When(kind=HouseholdKind.MINOR_ALONE, then=Value(0)), When(~Q(danger=""), then=Value(1)), default=Value(2),
        output_field=IntegerField(),
    )  # fmt: skip
    found = ShelterRequest.objects.of_night(night).waiting().annotate(press=press)
    ordered = found.order_by("press", F("tier").asc(nulls_last=True), "-waiting_nights", "number")
    rows = ordered.select_related("taken_by").prefetch_related("members")[:MOST_ROWS]
    return [Row(request, _ages(request)) for request in rows]


def _ages(request: ShelterRequest) -> str:
    """The ages that were said, the eldest first: "34, 6, 2"."""
    ages = sorted((member.age for member in request.members.all() if member.age is not None), reverse=True)
    return ", ".join(str(age) for age in ages)


def _free(lots: list[Lot], stock: dict[int, Available]) -> list[Free]:
    """What may be given now, audience by audience, those that have something."""
    lines: dict[str, Free] = {}
    for lot in lots:
        units = stock[lot.pk].free
        if not units:
            continue
        line = lines.setdefault(lot.audience, Free(LotAudience(lot.audience)))
        if lot.kind == LotKind.ROOM:
            line.rooms += units
        elif lot.kind == LotKind.BEDS:
            line.beds += units
        else:
            line.chairs += units
        line.places += units * lot.unit_places
        line.step_free += units * lot.unit_places if lot.step_free else 0
    return [lines[audience] for audience in LotAudience.values if audience in lines]


def _sites(night: date, lots: list[Lot], stock: dict[int, Available]) -> tuple[int, list[ShelterSite]]:
    """How many sites are open tonight, and those that have declared nothing, by name; one query."""
    sites = {lot.site_id: lot.site for lot in lots if stock[lot.pk].capacity > stock[lot.pk].closed}
    said = set(Declaration.objects.filter(night=night).order_by().values_list("site", flat=True).distinct())
    silent = [site for key, site in sites.items() if key not in said]
    return len(sites), sorted(silent, key=lambda site: (site.name, site.pk))


def _round(night: date) -> AllocationRound | None:
    """The open round with how many of its lines wait for a decision (`left`); one query."""
    left = Count("lines", filter=Q(lines__state=RoundLineState.PROPOSED))
    opened = AllocationRound.objects.filter(night=night, state=RoundState.OPEN)
    return opened.select_related("opened_by").defer("sealed_log").annotate(left=left, proposed=Count("lines")).first()


def _level(night: date) -> ColdPlanLevel | None:
    """The level of the cold plan tonight; one query when there is none."""
    active = ColdPlanActivation.objects.active_on(night).select_related("level").order_by("-level__level").first()
    return active.level if active else None
