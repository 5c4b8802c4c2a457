"""When a social and financial diagnosis is due, and what it lacks before it goes to the judge.

It is due for arrears alone (D. 2021-8 of 5 January 2021). No text punishes its absence: a diagnosis without an
interview is sent too, and says that the person did not come.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NEEDED = ("adults", "resources_cents", "charges_cents", "debt_cents", "wish")
"""What a diagnosis after an interview says at least."""


def applies(ground: str) -> bool | None:
    """Is a diagnosis due? None while the ground is not known.

    >>> applies("arrears"), applies("trouble"), applies("")
    (True, False, None)
    """
    return None if not ground else ground == "arrears"


def lacking(state: str, said: Mapping[str, Any]) -> list[str]:
    """What is missing before it is sent. Without an interview, only that it was offered is told.

    >>> lacking("held", {"adults": 1, "resources_cents": 0, "charges_cents": 0, "debt_cents": 5, "wish": "stay"})
    []
    >>> lacking("held", {"adults": 1, "wish": ""})
    ['resources_cents', 'charges_cents', 'debt_cents', 'wish']
    >>> lacking("no_answer", {}), lacking("offered", {})
    ([], ['answer'])
    """
    if state == "offered":
        return ["answer"]
    if state != "held":
        return []
    return [name for name in NEEDED if said.get(name) is None or said.get(name) == ""]


def left_to_live(said: Mapping[str, int | None]) -> int | None:
    """Resources and housing aid, less charges and the rent: cents a month. None when one of the needed is not known.

    >>> left_to_live({"resources_cents": 120_000, "aid_cents": 20_000, "charges_cents": 30_000, "rent_cents": 60_000})
    50000
    """
    parts = [said.get(name) for name in ("resources_cents", "charges_cents", "rent_cents")]
    if any(each is None for each in parts):
        return None
    resources, charges, rent = (each or 0 for each in parts)
    return resources + (said.get("aid_cents") or 0) - charges - rent
