"""A short mark of everything that the night board shows: while it stays the same, nothing is drawn again."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.db.models import Count, Max, Q, Sum
from django.utils import timezone

from ..enums.allocation import RoundLineState
from ..models import (
    AllocationRound,
    Closure,
    ColdPlanActivation,
    Declaration,
    HeldUnit,
    LotCapacity,
    ProposalLine,
    RequestEvent,
    ShelterRequest,
    ShelterSite,
)


def version(night: date, now: datetime | None = None) -> str:
    """The mark of this night's rows, in ten short queries whatever their number; it changes each minute at least.

    The minute stands in it for what no row says: how long ago something happened.
    """
    facts = [timezone.localtime(now).strftime("%Y-%m-%d %H:%M"), *_requests(night), *_stock(night)]
    return hashlib.blake2s(repr(facts).encode(), digest_size=8).hexdigest()


def _requests(night: date) -> list[object]:
    """What changes when a request, its events, its place or a round's line does."""
    of_night = ShelterRequest.objects.of_night(night).order_by()
    states = of_night.values_list("state").annotate(
        Count("pk"), Sum("version"), Count("taken_by"), Max("taken_at"), Sum("tier"), Sum("size"), Max("pk")
    )
    rounds = AllocationRound.objects.filter(night=night)
    decided = Count("pk", filter=~Q(state=RoundLineState.PROPOSED))
    return [
        sorted(states),
        RequestEvent.objects.filter(request__night=night).aggregate(Max("pk")),
        HeldUnit.objects.filter(night=night).aggregate(Count("pk"), Max("pk")),
        sorted(rounds.order_by().values_list("pk", "state")),
        ProposalLine.objects.filter(round__in=rounds).order_by().aggregate(Count("pk"), decided=decided),
    ]


def _stock(night: date) -> list[object]:
    """What changes when a site declares, closes or opens."""
    running = Closure.objects.filter(Q(until_night__isnull=True) | Q(until_night__gte=night), from_night__lte=night)
    return [
        Declaration.objects.filter(night=night).aggregate(Count("pk"), Max("pk")),
        running.aggregate(Count("pk"), Max("pk"), Sum("units")),
        LotCapacity.objects.filter(from_night__lte=night).aggregate(Count("pk"), Sum("units"), Max("pk")),
        ShelterSite.objects.aggregate(Count("pk"), Max("pk")),
        ColdPlanActivation.objects.level_on(night),
    ]
