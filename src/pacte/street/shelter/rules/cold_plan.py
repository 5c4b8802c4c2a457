"""The sample of a cold plan, and its season. A level is never switched on by a thermometer: an authority decides."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "cold_plan.toml"


@dataclass(frozen=True)
class Sample:
    """The levels that the product ships, their source, and the days (month, day) between which a season runs."""

    levels: tuple[dict[str, Any], ...]
    source: str
    starts: tuple[int, int]
    ends: tuple[int, int]


@cache
def sample() -> Sample:
    """What `data/cold_plan.toml` says.

    >>> [level["level"] for level in sample().levels], sample().starts, sample().ends
    ([1, 2, 3], (11, 1), (3, 31))
    """
    said = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))
    starts, ends = (tuple(int(part) for part in said[name].split("-")) for name in ("season_starts", "season_ends"))
    return Sample(tuple(said["level"]), said["source"], (starts[0], starts[1]), (ends[0], ends[1]))


def season_of(night: date) -> tuple[date, date]:
    """The first and last night of the season that this night is in or, out of season, of the last one.

    >>> season_of(date(2019, 2, 7))
    (datetime.date(2018, 11, 1), datetime.date(2019, 3, 31))
    >>> season_of(date(2019, 11, 1))
    (datetime.date(2019, 11, 1), datetime.date(2020, 3, 31))
    >>> season_of(date(2019, 7, 14))
    (datetime.date(2018, 11, 1), datetime.date(2019, 3, 31))
    """
    year = night.year if (night.month, night.day) >= sample().starts else night.year - 1
    return season_starting(year)


def season_starting(year: int) -> tuple[date, date]:
    """The season that starts in this year's autumn.

    >>> season_starting(2018)
    (datetime.date(2018, 11, 1), datetime.date(2019, 3, 31))
    """
    return date(year, *sample().starts), date(year + 1, *sample().ends)
