"""A site's evening and morning: who is expected, who is there, what is free; who leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from pacte.ground.accounts.models import User

from ..enums.stays import PlacementState
from ..models import Lot, ShelterRequest, ShelterSite
from ..rules.allocation.compatibility import broken, tonight
from . import problem
from .availability import Available, available
from .stays import AWAITED, StayLine, in_question, lines, within_reach
from .tonight import night_at

GONE = (PlacementState.NO_SHOW, PlacementState.DECLINED)


@dataclass(frozen=True)
class Evening:
    """One site, tonight. `free`: each lot with what it has; `in_question`: there, without a unit for tonight."""

    night: date
    expected: list[StayLine]
    present: list[StayLine]
    in_question: list[StayLine]
    gone: list[StayLine]
    free: list[tuple[Lot, Available]]

    @property
    def persons_expected(self) -> int:
        return sum(line.placement.persons for line in self.expected)

    @property
    def persons_present(self) -> int:
        return sum(line.placement.persons for line in self.present if not line.is_absent)

    @property
    def units_free(self) -> int:
        return sum(has.free for _lot, has in self.free)

    @property
    def not_noted(self) -> int:
        """Stays of which nobody said yet tonight whether they are there."""
        return sum(not line.is_noted for line in self.present)

    @property
    def has_direct_lots(self) -> bool:
        """Whether the site takes people in without the 115."""
        return any(not lot.in_rounds for lot, _has in self.free)


def evening(user: User, site: ShelterSite) -> Evening:
    """Everything that the evening page shows, in a fixed number of queries."""
    night = night_at()
    tonight = Q(state__in=GONE, first_night=night)
    wanted = Q(state__in=[*AWAITED, PlacementState.PRESENT], first_night__lte=night) | tonight
    rows = within_reach(user).filter(wanted, lot__site=site).order_by("lot__name", "request__number", "pk")
    found = lines(user, rows, night)
    lots = list(Lot.objects.filter(site=site).order_by("name", "pk"))
    has = available(night, lots) if lots else {}
    there = [line for line in found if line.placement.state == PlacementState.PRESENT]
    return Evening(
        night,
        [line for line in found if line.placement.state in AWAITED],
        [line for line in there if line.units],
        [line for line in there if not line.units],
        [line for line in found if line.placement.state in GONE],
        [(lot, has[lot.pk]) for lot in lots],
    )


@dataclass(frozen=True)
class Morning:
    """Who leaves: those whose night is over at noon, those whose last night it was, those who left today."""

    night: date
    leaving: list[StayLine]
    last_night: list[StayLine]
    in_question: list[StayLine]
    left: list[StayLine]


def morning(user: User, site: ShelterSite) -> Morning:
    """Before noon, of the night that ends; from noon on, of the coming one's day before."""
    night, today = night_at(), timezone.localdate()
    here = within_reach(user).filter(lot__site=site).order_by("lot__name", "request__number", "pk")
    there = Q(state=PlacementState.PRESENT, last_night=night)
    gone = Q(state=PlacementState.ENDED, ended_at__date=today)
    questioned = Q(pk__in=in_question(night).values("pk"))
    found = lines(user, here.filter(there | gone | questioned), night)
    present = [line for line in found if line.placement.state == PlacementState.PRESENT]
    due = [line for line in present if line.placement.last_night == night]
    return Morning(
        night,
        [line for line in due if not line.placement.lot.lasts],
        [line for line in due if line.placement.lot.lasts],
        [line for line in present if line.placement.last_night != night],
        [line for line in found if line.placement.state == PlacementState.ENDED],
    )


def could_take(lot: Lot) -> int:
    """How many households that wait tonight this lot could take as it now stands; nobody out of sight is counted."""
    night = night_at()
    waiting: list[ShelterRequest] = problem.asking(night)
    offered = tonight(problem.lot_of(lot, available(night, [lot])[lot.pk]), problem.modes_of(night, [lot]))
    parties = problem.problem_for(night, 0, waiting).parties
    return sum(not party.is_confidential and not broken(party, offered) for party in parties)
