"""A number nobody typed: a room declares how it is counted, and the rows that make it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Row:
    """One row behind a value: a label, and what is shown beside it by column code ("organisation", "starts_on").

    Codes, because a frozen edition keeps its rows for readers of both languages. Never a person's name.
    """

    label: str
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Result:
    """A computed value and the rows that make it.

    A change keeps its `base`: its levels, as "2017 : 100 ; 2018 : 89". `since` and `until` say the days
    that it is about when they are not those of the day asked. `is_known` is false when the rows settle no value (a
    change from nothing): it is then printed nowhere and kept as no measurement.

    >>> Result(Decimal(1), [Row("Convention", {"organisation": "Association d’ici"})]).rows[0].label
    'Convention'
    """

    value: Decimal
    rows: list[Row]
    base: str = ""
    since: date | None = None
    until: date | None = None
    is_known: bool = True


@dataclass(frozen=True)
class Computed:
    """A computation that a room declares in `indicators.DECLARED`, under the code that definitions name.

    `compute(on, territory)` counts what is true on that day in that territory (None: the whole city). Those that a
    city makes by itself come from the functions of `indicators.FAMILIES`, with a `label` to choose them by.
    """

    code: str
    compute: Callable[[date, Any], Result]
    label: str = ""
