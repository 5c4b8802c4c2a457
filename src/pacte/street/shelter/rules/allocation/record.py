"""The log of a round: all that is needed to do it again, byte for byte, and nothing about who the households are.

It holds opaque keys, whole numbers and who may go where without any reason: no age, name or point, no site left out, no
pair kept apart. `rules` and `grid` say under which versions the round was made.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import numpy as np

from ...enums.allocation import AllocationLevel, Policy, TonightMode
from .compatibility import folded
from .folded import Asking, Flags, Folded, Offer, Row
from .policies import allocated
from .problem import Allocation, Night, Reached

FORMAT = "pacte-shelter-round-1"
RULES_VERSION = "2019-1"
"""Version of the hard rules and of the order of levels, noted in each log."""


class Tampered(ValueError):
    """The log is not what was written: `code` is "digest" when it was changed, "unreadable" when it is no such log."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def written(
    night: Night,
    allocation: Allocation,
    eligible: Flags,
    *,
    policy: Policy,
    rules_version: str,
    grid_version: str,
) -> str:
    """The log of a round, as canonical JSON. `eligible`: rows × lots, the pairs kept apart settled in it."""
    numbers = replace(folded(night), eligible=eligible, apart=(), sites=())
    kinds = [str(lot.kind) for lot in night.lots]
    versions = {"rules": rules_version, "grid": grid_version}
    return _signed(_document(numbers, allocation, Policy(policy), kinds, versions))


def replayed(text: str, *, seconds: float = 600.0) -> str:
    """The log of the same round done again from the log alone; equal to it when nothing was changed.

    `seconds` bounds the work: more than the round itself had, so that what it proved is proved again.

    Raises Tampered when the text does not carry its own digest, or is not a log.
    """
    document = opened(text)
    try:
        numbers = _numbers(document)
        policy = Policy(document["policy"])
        kinds = [lot["kind"] for lot in document["lots"]]
        versions = document["versions"]
        reached = [_reached(one) for one in document["outcome"]["levels"]]
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise Tampered("unreadable") from error
    allocation = _with_the_bounds_of_the_night(allocated(numbers, policy, seconds=seconds), reached)
    return _signed(_document(numbers, allocation, policy, kinds, versions))


def _with_the_bounds_of_the_night(again: Allocation, reached: list[Reached]) -> Allocation:
    """A round stopped by its time logs only what it chose, and the bounds it had: done again, it has the same values.

    Those bounds cannot be had from the choice alone; they stand as logged when every value is found again.
    """
    same = [(one.level, one.tier, one.value) for one in again.reached] == [
        (one.level, one.tier, one.value) for one in reached
    ]
    return replace(again, reached=tuple(reached)) if same else again


def _reached(one: dict[str, Any]) -> Reached:
    return Reached(AllocationLevel(one["level"]), one["value"], one["bound"], one["tier"])


def opened(text: str) -> dict[str, Any]:
    """What a log holds, once its digest is checked; raises Tampered otherwise."""
    try:
        document = json.loads(text)
    except ValueError as error:
        raise Tampered("unreadable") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Tampered("unreadable")
    digest = document.pop("digest", "")
    if digest != _digest(document) or text != _signed(document):
        raise Tampered("digest")
    return document


def digest_of(text: str) -> str:
    """The digest that a log carries, to be kept elsewhere than beside it."""
    return str(json.loads(text)["digest"])


def _document(
    night: Folded, allocation: Allocation, policy: Policy, kinds: list[str], versions: dict[str, str]
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "date": night.date,
        "seed": night.seed,
        "policy": policy.value,
        "versions": versions,
        "quota": None if night.quota is None else list(night.quota),
        "forward": _forward(night),
        "parties": [
            {
                "key": party.key, "tier": party.tier, "waiting": party.waiting, "received": party.received,
                "size": party.size, "ticket": night.tickets[party.key],
            }
            for party in night.parties
        ],
        "lots": [
            {
                "key": lot.key, "kind": kind, "room": lot.is_room, "units": lot.units, "places": lot.unit_places,
                "flexible": lot.is_flexible,
            }
            for lot, kind in zip(night.lots, kinds, strict=True)
        ],
        "modes": {key: TonightMode(mode).value for key, mode in night.modes.items()},
        "rows": [_row(night, index) for index in range(len(night.rows))],
        "outcome": _outcome(night, allocation),
    }  # fmt: skip


def _outcome(night: Folded, allocation: Allocation) -> dict[str, Any]:
    return {
        "modes": {key: TonightMode(mode).value for key, mode in allocation.modes.items()},
        "levels": [
            {"level": one.level.value, "tier": one.tier, "value": int(one.value), "bound": int(one.bound)}
            for one in allocation.reached
        ],
        "stays": {
            party.key: [
                {"lot": stay.lot, "members": [int(place) for place in stay.members]}
                for stay in allocation.stays.get(party.key, ())
            ]
            for party in night.parties
        },
    }


def _forward(night: Folded) -> list[int] | None:
    """Those whom the quota brings forward; one who may go nowhere any more is left out, as it can change nothing."""
    if night.forward is None:
        return None
    able = {row.party for index, row in enumerate(night.rows) if night.eligible[index].any()}
    return [int(index) for index in night.forward if index in able]


def _row(night: Folded, index: int) -> dict[str, Any]:
    """One row: the lots it may go to, and what each costs. What others would cost is not kept."""
    row = night.rows[index]
    lots = [int(lot) for lot in np.flatnonzero(night.eligible[index])]
    is_settling = any(night.lots[lot].is_flexible for lot in lots)
    return {
        "party": row.party,
        "members": list(row.members),
        "part": row.part,
        "mode": row.mode if is_settling else "",
        "lots": lots,
        "distance": [int(night.distance[index, lot]) for lot in lots],
        "wasted": [int(night.wasted[index, lot]) for lot in lots],
        "kept": [lot for lot in lots if night.kept[index, lot]],
    }


def _numbers(document: dict[str, Any]) -> Folded:
    """The night that a log holds, ready for a policy."""
    rows, lots = document["rows"], document["lots"]
    shape = (len(rows), len(lots))
    eligible, kept = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    distance, wasted = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
    for index, row in enumerate(rows):
        eligible[index, row["lots"]] = True
        distance[index, row["lots"]] = row["distance"]
        wasted[index, row["lots"]] = row["wasted"]
        kept[index, row["kept"]] = True
    return Folded(
        date=document["date"],
        seed=document["seed"],
        parties=tuple(
            Asking(one["key"], one["tier"], one["waiting"], one["received"], one["size"]) for one in document["parties"]
        ),
        lots=tuple(Offer(one["key"], one["room"], one["units"], one["places"], one["flexible"]) for one in lots),
        rows=tuple(Row(one["party"], tuple(one["members"]), one["part"], one["mode"]) for one in rows),
        eligible=eligible,
        wasted=wasted,
        distance=distance,
        kept=kept,
        tickets={one["key"]: one["ticket"] for one in document["parties"]},
        quota=None if document["quota"] is None else (document["quota"][0], document["quota"][1]),
        modes={key: TonightMode(mode) for key, mode in document["modes"].items()},
        forward=None if document["forward"] is None else tuple(document["forward"]),
    )


def _signed(document: dict[str, Any]) -> str:
    return _canonical({**document, "digest": _digest(document)})


def _digest(document: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical(document).encode()).hexdigest()


def _canonical(document: dict[str, Any]) -> str:
    """One text for one content: sorted keys, no space, plain ASCII, whole numbers only."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
