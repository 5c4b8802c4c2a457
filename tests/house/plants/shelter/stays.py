"""Stays in hotel rooms: one proposed, one waiting for a taxi, one there, one not come, one that ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from pacte.ground.declarations.access import Placement as Where
from pacte.ground.declarations.crypto import seal
from pacte.street.shelter.models import HeldUnit, Lot, RequestMember, ShelterPlacement, ShelterRequest, Transport
from pacte.street.shelter.reads.tonight import night_at
from tests.house.city import City
from tests.house.plants.shelter import Planted
from tests.street.shelter.making import asked, lot


def offer(city: City, planted: dict[Where, Planted]) -> None:
    """The rows, and how to knock at each door."""
    for where, at in planted.items():
        _offer(city, where, at)
    for route in ("stays", "transports", "hotel_costs", "hotel_costs_csv"):
        city.offer_everywhere(f"shelter:{route}")


def _held(at: Planted, number: int, rooms: Lot, **values: Any) -> ShelterPlacement:
    """A placement of the person's household, in a unit of its own."""
    nights = values.pop("nights", 0)
    request: ShelterRequest = asked((35, ""), territory=at.request.territory, file=at.request.file, state="offered")
    RequestMember.objects.filter(request=request).update(person=at.person)
    first = night_at() - timedelta(days=nights)
    if nights:
        ShelterRequest.objects.filter(pk=request.pk).update(night=first, number=900 + at.lot.pk * 10 + number)
    made = ShelterPlacement.objects.create(
        request=request, members=[0], lot=rooms, first_night=first, origin="immediate", danger="exposure",
        sealed_reason=seal("Une note"), **values,
    )  # fmt: skip
    if made.state not in {"no_show", "declined"}:
        HeldUnit.objects.create(placement=made, lot=rooms, night=night_at(), position=number)
    return made


def _offer(city: City, where: Where, at: Planted) -> None:
    rooms = lot(at.site, 12, kind="room", nightly_cost=45)
    lot(at.site, 3, free=3, in_rounds=False)
    now = timezone.now()
    proposed = _held(at, 1, rooms)
    driven = _held(at, 2, rooms, state="accepted")
    Transport.objects.create(placement=driven, kind="taxi")
    there = _held(at, 3, rooms, state="present", arrived_at=now)
    missing = _held(at, 4, rooms, state="no_show")
    ShelterRequest.objects.filter(pk=missing.request_id).update(state="unmet", unmet_reason="no_show")
    ended = {"state": "ended", "end": "other_shelter", "ended_at": now, "sealed_orientation": seal("Un autre lieu")}
    over = _held(at, 5, rooms, nights=2, **ended)
    refusal = {"reason": "household_too_far", "then": "queue", "words": ""}
    bodies: dict[str, tuple[ShelterPlacement, dict[str, Any]]] = {
        "stay": (over, {}), "stay_accept": (proposed, {}), "stay_decline": (proposed, refusal),
        "stay_site_refusal": (proposed, refusal | {"reason": "site_full"}), "stay_on_the_way": (proposed, {}),
        "stay_arrived": (proposed, {}), "stay_no_show": (proposed, {"then": "queue"}), "stay_back": (missing, {}),
        "stay_presence": (there, {"presence": "absent"}), "stay_extend": (there, {}),
        "stay_end": (there, {"end": "own_choice"}), "stay_ask_again": (over, {}),
        "stay_transport": (proposed, {"kind": "taxi"}), "stay_message": (proposed, {}),
    }  # fmt: skip
    for route, (stay, body) in bodies.items():
        city.offer(f"shelter:{route}", where, body, key=stay.key)
    for route in ("arrivals", "departures", "all_present", "minor_at_door"):
        city.offer(f"shelter:{route}", where, key=at.site.key)
    own = at.site.lots.get(in_rounds=False)
    body = {"lot": str(own.key), "men": 1, "women": 0, "others": 0, "animals": 0}
    city.offer("shelter:take_in", where, body, key=at.site.key)
