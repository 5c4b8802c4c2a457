"""A place as every format says it: our fields, none of our rows.

Fields bear the names of the models' columns. What a format does not say keeps its empty value; for a flag it is None.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import cached_property
from typing import Any

VERSION = 1
"""Raised when the same file is to be read differently: what was imported before is then compared anew."""


@dataclass(frozen=True)
class Conditions:
    """For whom and how; see `models.Conditions`."""

    audiences: tuple[str, ...] = ()
    audience_rule: str = "everyone"
    age_min: int | None = None
    age_max: int | None = None
    is_unconditional: bool | None = None
    is_anonymous: bool | None = None
    needs_referral: bool | None = None
    needs_appointment: bool | None = None
    needs_registration: bool | None = None
    documents: str = ""
    is_free: bool | None = None
    price: str = ""
    languages: tuple[str, ...] = ()
    is_step_free: bool | None = None
    accepts_animals: bool | None = None


@dataclass(frozen=True)
class ServiceRecord:
    """What the place does. `identifier` is the source's own, or made of what the service is; `where` is in the file."""

    identifier: str
    category: str
    name: str = ""
    description: str = ""
    hours: str = ""
    conditions: Conditions | None = None
    saturation: str = ""
    capacity: int | None = None
    is_active: bool = True
    where: str = field(default="", compare=False)


@dataclass(frozen=True)
class StopRecord:
    """A stop of an itinerary, WGS84 degrees."""

    name: str
    latitude: float | None
    longitude: float | None
    address: str = ""
    hours: str = ""
    identifier: str = field(default="", compare=False)
    where: str = field(default="", compare=False)


@dataclass(frozen=True)
class PeriodRecord:
    """Dated days of a place, or of one service by its identifier; both days included."""

    kind: str
    first_day: date
    last_day: date
    hours: str = ""
    message: str = ""
    service: str = ""
    where: str = field(default="", compare=False)


@dataclass(frozen=True)
class PlaceRecord:
    """One place with all that hangs on it."""

    identifier: str
    name: str
    kind: str = "fixed"
    operator: str = ""
    description: str = ""
    description_en: str = ""
    description_ar: str = ""
    is_confidential: bool = False
    address: str = ""
    postal_code: str = ""
    municipality: str = ""
    directions: str = ""
    latitude: float | None = None
    longitude: float | None = None
    telephone: str = ""
    email: str = ""
    website: str = ""
    hours: str = ""
    reviewed_on: date | None = None
    conditions: Conditions = Conditions()
    services: tuple[ServiceRecord, ...] = ()
    stops: tuple[StopRecord, ...] = ()
    periods: tuple[PeriodRecord, ...] = ()
    updated_at: datetime | None = field(default=None, compare=False)
    where: str = field(default="", compare=False)

    @cached_property
    def digest(self) -> str:
        """Tells whether the source says the same as last time; where it stands in the file does not count."""
        return printed([VERSION, _bare(self)])


@dataclass(frozen=True)
class Mistake:
    """A fault where it stands: a code that `services.imports.wording` puts into words, and what these words name.

    `place` is the identifier of the entry that cannot be taken because of it; "" when the whole file cannot.
    """

    where: str
    code: str
    value: str = ""
    near: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class Parsed:
    """What a file holds and what is wrong in it. An entry with a fault is not among the places."""

    places: tuple[PlaceRecord, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


def printed(value: Any) -> str:
    """A print of any JSON value: equal values have equal prints.

    >>> printed({"a": 1, "b": 2}) == printed({"b": 2, "a": 1}), len(printed(""))
    (True, 64)
    """
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


NAMES = {
    kind: tuple(each.name for each in fields(kind) if each.name not in ("where", "updated_at"))
    for kind in (Conditions, ServiceRecord, StopRecord, PeriodRecord, PlaceRecord)
}
"""What each record says, without where it stands in the file and when it was last changed."""


def _bare(value: Any) -> Any:
    """A record as JSON would have it."""
    if names := NAMES.get(type(value)):
        return {name: _bare(getattr(value, name)) for name in names}
    return [_bare(each) for each in value] if isinstance(value, tuple) else value
