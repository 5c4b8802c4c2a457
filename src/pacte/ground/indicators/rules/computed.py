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

    >>> Result(Decimal(1), [Row("Convention", {"organisation": "Association d’ici"})]).rows[0].label
    'Convention'
    """

    value: Decimal
    rows: list[Row]


@dataclass(frozen=True)
class Computed:
    """A computation that a room declares in `indicators.DECLARED`, under the code that definitions name.

    `compute(on, territory)` counts what is true on that day in that territory (None: the whole city). Those that a
    city makes by itself come from the functions of `indicators.FAMILIES`, with a `label` to choose them by.
    """

    code: str
    compute: Callable[[date, Any], Result]
    label: str = ""
