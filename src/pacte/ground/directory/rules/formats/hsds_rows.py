"""What HSDS has no column for, kept in its `attributes`: one row per value, so that what goes out comes in the same.

Every identifier is a UUID made from the keys of our rows: the same place has the same identifiers in every export.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from .record import Conditions

SPACE = uuid.UUID("6f0f6f5c-9a0a-5f3e-8f0b-2d2f9f1f7a11")
"""The root of the identifiers that are made; never changed, or every export would seem new."""

PREFIX = "pacte:"
LISTS = {"audiences": "audience", "languages": "language"}
FLAGS = (
    "is_unconditional", "is_anonymous", "needs_referral", "needs_appointment", "needs_registration", "is_free",
    "is_step_free", "accepts_animals",
)  # fmt: skip
NUMBERS = ("age_min", "age_max")
PLACE_TEXTS = ("description_en", "description_ar", "operator", "hours")
Row = dict[str, Any]


def made(*parts: str) -> str:
    """The identifier of a row, from what it is.

    >>> made("address", "a") == made("address", "a"), made("address", "a") == made("phone", "a")
    (True, False)
    """
    return str(uuid.uuid5(SPACE, "|".join(parts)))


def attribute(owner: str, entity: str, name: str, value: Any, number: int = 0) -> Row:
    """One value that has no column."""
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    return {
        "id": made("attribute", owner, name, str(number)), "link_id": owner, "link_entity": entity,
        "link_type": f"{PREFIX}{name}", "value": text,
    }  # fmt: skip


def attributes_of(owner: str, entity: str, values: Iterable[tuple[str, Any]]) -> list[Row]:
    """One row per value that says something."""
    counted: dict[str, int] = {}
    rows = []
    for name, value in values:
        if value in ("", None):
            continue
        rows.append(attribute(owner, entity, name, value, counted.get(name, 0)))
        counted[name] = counted.get(name, 0) + 1
    return rows


def condition_values(conditions: Conditions) -> list[tuple[str, Any]]:
    """Conditions as named values, lists one by one."""
    found: list[tuple[str, Any]] = []
    for each in fields(Conditions):
        value = getattr(conditions, each.name)
        if each.name in LISTS:
            found += [(LISTS[each.name], one) for one in value]
        elif value != each.default:
            found.append((each.name, value))
    return found


def conditions_from(values: dict[str, list[str]]) -> Conditions:
    """Conditions from the values of `attributes`; what is not ours is passed over."""

    def one(name: str) -> str:
        return (values.get(name) or [""])[0]

    flags = {"true": True, "false": False}
    numbers: dict[str, Any] = {name: int(one(name)) if one(name).isdigit() else None for name in NUMBERS}
    return Conditions(
        audiences=tuple(values.get("audience", ())), audience_rule=one("audience_rule") or "everyone",
        documents=one("documents")[:200], price=one("price")[:120], languages=tuple(values.get("language", ())),
        **numbers, **{name: flags.get(one(name)) for name in FLAGS},
    )  # fmt: skip


def values_of(rows: Any) -> dict[str, list[str]]:
    """The values that `attributes` hold under our prefix, by name."""
    found: dict[str, list[str]] = {}
    for row in rows if isinstance(rows, list) else []:
        name = row.get("link_type") if isinstance(row, dict) else None
        if isinstance(name, str) and name.startswith(PREFIX):
            found.setdefault(name.removeprefix(PREFIX), []).append(str(row.get("value") or ""))
    return found
