"""Rounds are the city's: one that is being decided, with a line of each sort, and one that nobody chose yet."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from pacte.ground.declarations.access import Placement
from pacte.ground.declarations.crypto import seal
from pacte.street.shelter.models import AllocationRound, ProposalLine
from pacte.street.shelter.reads.tonight import night_at
from tests.house.city import City
from tests.street.shelter.making import asked

if TYPE_CHECKING:
    from . import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """The rows, and how to knock at each door."""
    at = planted[Placement.OWN]
    regulator = city.users["regulator"]
    common = {"grid": at.grid, "opened_by": regulator}
    figures = [{"policy": "greedy", "households": 1, "asked": 1, "persons": 1, "tiers": [[4, 1, 1]], "waiting": 0,
                "kept_site": 0, "wasted": 0, "km": None, "units_left": 0}]  # fmt: skip
    deciding = AllocationRound.objects.create(
        night=night_at(), number=1, seed=7, policy="greedy", digest="0" * 64, sealed_log=seal("{}"),
        comparison=figures, **common,
    )  # fmt: skip
    preparing = AllocationRound.objects.create(
        night=night_at() + timedelta(days=1), number=1, seed=8, sealed_log=seal("{}"), comparison=figures, **common
    )
    line = ProposalLine.objects.create(round=deciding, request=at.request, lot=at.lot, members=[0])
    ProposalLine.objects.create(
        round=deciding, request=asked(), state="overridden", lot=at.lot, override_reason="other",
        sealed_words=seal("Des mots"), decided_by=regulator, decided_at=timezone.now(),
    )  # fmt: skip
    ProposalLine.objects.create(round=deciding, request=asked(), state="unserved")
    for route in ("round", "round_close", "round_abandon", "round_log", "round_replay"):
        city.offer_everywhere(f"shelter:{route}", key=deciding.key)
    city.offer_everywhere("shelter:round_confirm", {"line": str(line.key)}, key=deciding.key)
    city.offer_everywhere("shelter:round_choose", {"policy": "greedy"}, key=preparing.key)
    city.offer_everywhere("shelter:round_compute", key=preparing.key)
    decided = {"reason": "safety", "lot": str(at.lot.key)}
    city.offer_everywhere("shelter:line_another", decided, key=line.key)
    city.offer_everywhere("shelter:line_aside", decided, key=line.key)
    for placement, stands in planted.items():
        body = {"danger": "violence", "lot": str(stands.lot.key)}
        city.offer("shelter:place_now", placement, body, key=stands.request.key)
