"""Lockers: some lent to a person and to a card, one free, one kept for somebody who waits."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from pacte.ground.declarations.access import Placement
from pacte.street.day_centres.models import Loan, Locker, LockerSet, Waiting
from tests.house.city import City
from tests.house.plants.day_centres import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """The rows, and how to knock at each door."""
    for placement, at in planted.items():
        _offer(city, placement, at)


def _offer(city: City, placement: Placement, at: Planted) -> None:
    today = timezone.localdate()
    lockers = LockerSet.objects.create(place=at.place)
    first, second, free, kept = (Locker.objects.create(set=lockers, number=number) for number in (1, 2, 3, 4))
    partner = city.own if placement is Placement.OWN else city.other
    term = {"ends_on": today + timedelta(days=5), "referred_by": partner}
    held = Loan.objects.create(locker=first, person=at.person, **term)
    carded = Loan.objects.create(locker=second, card="0042", **term)
    offered = Waiting.objects.create(
        set=lockers, number=1, card="0043", referred_by=partner, locker=kept, offer_until=today + timedelta(days=3)
    )
    Waiting.objects.create(set=lockers, number=2, person=at.other, referred_by=partner)
    body = {"card": "0099", "referred_by": partner.pk}
    city.offer("day_centres:lockers", placement, key=at.place.key)
    city.offer("day_centres:lockers_open", placement, {"count": 2}, key=at.place.key)
    city.offer("day_centres:wait_ask", placement, body, key=at.place.key)
    city.offer("day_centres:locker_lend", placement, body, key=free.key)
    city.offer("day_centres:locker_state", placement, {"state": "out_of_order"}, key=free.key)
    city.offer("day_centres:loan", placement, key=carded.key)
    city.offer("day_centres:loan_renew", placement, key=held.key)
    city.offer("day_centres:loan_give_back", placement, {"reason": "returned"}, key=held.key)
    city.offer("day_centres:wait", placement, key=offered.key)
    city.offer("day_centres:wait_take", placement, key=offered.key)
    city.offer("day_centres:wait_withdraw", placement, key=offered.key)
