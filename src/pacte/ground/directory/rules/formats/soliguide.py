"""Places as Soliguide's API gives them: a list, or an object that holds one under `places` or `results`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..hours import BadHours, check
from . import text as t
from .hours import BadSlot, clock_time, osm
from .mappings import table
from .record import Conditions, Mistake, Parsed, PeriodRecord, PlaceRecord, ServiceRecord, StopRecord
from .soliguide_publics import conditions_of

DAYS = {
    "monday": "Mo", "tuesday": "Tu", "wednesday": "We", "thursday": "Th", "friday": "Fr", "saturday": "Sa",
    "sunday": "Su",
}  # fmt: skip
LISTS = ("places", "results", "lieux", "data")
PERIODS = {"closure": "closed", "hours": "other_hours", "message": "notice"}


def parse(data: Any) -> Parsed:
    """Every place of the file; one with a fault is left out and its faults are told."""
    path, rows = _rows(data)
    if rows is None:
        return Parsed((), (Mistake("", "not_a_list"),))
    places, mistakes = [], []
    for number, row in enumerate(rows):
        reader = _Reader(f"{path}[{number}]")
        place = reader.place(row)
        if place and not reader.mistakes:
            places.append(place)
        mistakes += reader.mistakes
    return Parsed(tuple(places), tuple(mistakes))


def _rows(data: Any) -> tuple[str, list[Any] | None]:
    if isinstance(data, list):
        return "", data
    for name in LISTS:
        if isinstance(data, dict) and isinstance(data.get(name), list):
            return name, data[name]
    return ("", [data]) if isinstance(data, dict) and "lieu_id" in data else ("", None)


class _Reader:
    """Reads one place, gathering the faults of it."""

    def __init__(self, where: str) -> None:
        self.where, self.identifier = where, ""
        self.mistakes: list[Mistake] = []

    def wrong(self, path: str, code: str, value: Any = "", near: tuple[str, ...] = ()) -> None:
        where = f"{self.where}.{path}" if path else self.where
        self.mistakes.append(Mistake(where, code, t.line(value, 80), near, self.identifier))

    def place(self, row: Any) -> PlaceRecord | None:
        if not isinstance(row, dict):
            self.wrong("", "not_an_object")
            return None
        self.identifier = t.line(row.get("lieu_id") or row.get("_id"), 200)
        if not self.identifier:
            self.wrong("lieu_id", "no_identifier")
        name = t.line(row.get("name"), 160)
        if not name:
            self.wrong("name", "no_name")
        moves = row.get("placeType") == "PARCOURS_MOBILE"
        services = tuple(self._services(t.listed(row.get("services_all"))))
        where = {} if moves else self._position(t.mapped(row.get("position")), "position")
        return PlaceRecord(
            self.identifier, name, "itinerary" if moves else "fixed",
            description=t.prose(row.get("description"))[:10_000],
            hours=self._hours(row.get("newhours"), "newhours"),
            reviewed_on=t.day(row.get("updatedByUserAt") or row.get("updatedAt")),
            conditions=self._conditions(row, "", t.listed(row.get("languages"))),
            services=services,
            stops=tuple(self._stops(t.listed(row.get("parcours")))) if moves else (),
            periods=(*self._periods(row.get("tempInfos")), *self._closures(row, services)),
            where=self.where,
            **where, **_entity(t.mapped(row.get("entity"))),
        )  # fmt: skip

    def _conditions(self, row: dict[str, Any], path: str, languages: list[Any]) -> Conditions:
        found, strange = conditions_of(t.mapped(row.get("publics")), t.mapped(row.get("modalities")), languages)
        for where, value, near in strange:
            self.wrong(f"{path}{where}", "unknown_audience", value, near)
        return found

    def _services(self, rows: list[Any]) -> Iterator[ServiceRecord]:
        seen: dict[str, int] = {}
        for number, row in enumerate(rows):
            path = f"services_all[{number}]"
            if not isinstance(row, dict):
                self.wrong(path, "not_an_object")
                continue
            theirs = t.line(row.get("category"), 80)
            ours = table("soliguide")["categories"].get(theirs, "")
            if not ours:
                near = t.nearest(theirs, table("soliguide")["categories"])
                self.wrong(f"{path}.category", "unknown_category", theirs, near)
            base = t.line(row.get("serviceObjectId"), 100) or theirs
            seen[base] = seen.get(base, 0) + 1
            own = row.get("differentPublics") or row.get("differentModalities")
            yield ServiceRecord(
                base if seen[base] == 1 else f"{base}-{seen[base]}", ours,
                name=table("soliguide")["names"].get(theirs, ""),
                description=t.prose(row.get("description"))[:5_000],
                hours=self._hours(row.get("hours"), f"{path}.hours") if row.get("differentHours") else "",
                conditions=self._conditions(row, f"{path}.", []) if own else None,
                saturation=_saturation(row.get("saturated")), where=f"{self.where}.{path}",
            )  # fmt: skip

    def _hours(self, given: Any, path: str) -> str:
        if not isinstance(given, dict):
            return ""
        week: dict[str, list[tuple[str, str]]] = {}
        for theirs, ours in DAYS.items():
            for number, slot in enumerate(t.listed(t.mapped(given.get(theirs)).get("timeslot"))):
                self._slot(week.setdefault(ours, []), t.mapped(slot), f"{path}.{theirs}.timeslot[{number}]")
        holidays = given.get("closedHolidays")
        text = osm(week, holidays if isinstance(holidays, str) else "", t.line(given.get("description")))
        try:
            return check(text)
        except BadHours as bad:
            self.wrong(path, f"hours:{bad.what}", f"{bad.position + 1}|{text}")
            return ""

    def _slot(self, slots: list[tuple[str, str]], slot: dict[str, Any], path: str) -> None:
        if slot.get("start") is None or slot.get("end") is None:
            return
        try:
            start, end = clock_time(slot["start"]), clock_time(slot["end"])
        except BadSlot as bad:
            self.wrong(path, "not_a_time", str(bad))
            return
        slots.append((start, "24:00" if end == "00:00" else end))

    def _position(self, given: dict[str, Any], path: str) -> dict[str, Any]:
        point = t.listed(t.mapped(given.get("location")).get("coordinates"))
        longitude, latitude = (t.number(point[0]), t.number(point[1])) if len(point) == 2 else (None, None)
        if point and (latitude is None or longitude is None):
            self.wrong(f"{path}.location.coordinates", "not_a_point", str(point))
        return {
            "address": _street(given),
            "postal_code": t.line(given.get("codePostal") or given.get("postalCode"), 10),
            "municipality": t.line(given.get("ville") or given.get("city"), 80),
            "directions": t.line(given.get("additionalInformation") or given.get("complementAdresse"), 200),
            "latitude": latitude, "longitude": longitude,
        }  # fmt: skip

    def _stops(self, rows: list[Any]) -> Iterator[StopRecord]:
        for number, row in enumerate(rows):
            path = f"parcours[{number}]"
            if not isinstance(row, dict):
                self.wrong(path, "not_an_object")
                continue
            where = self._position(t.mapped(row.get("position")), f"{path}.position")
            if where["latitude"] is None:
                self.wrong(f"{path}.position.location.coordinates", "stop_without_point")
                continue
            name = t.line(row.get("description"), 160) or where["address"] or where["municipality"]
            hours = self._hours(row.get("hours"), f"{path}.hours")
            yield StopRecord(
                name or str(number + 1), where["latitude"], where["longitude"], where["address"], hours,
                f"{self.where}.{path}",
            )  # fmt: skip

    def _periods(self, given: Any) -> Iterator[PeriodRecord]:
        for theirs, kind in PERIODS.items():
            told = t.mapped(t.mapped(given).get(theirs))
            if not told.get("actif"):
                continue
            hours = self._hours(told.get("hours"), f"tempInfos.{theirs}.hours") if kind == "other_hours" else ""
            words = t.line(f"{t.line(told.get('name'))} {t.line(told.get('description'))}", 300)
            yield from self._period(kind, told, f"tempInfos.{theirs}", hours=hours, words=words)

    def _closures(self, place: dict[str, Any], services: tuple[ServiceRecord, ...]) -> Iterator[PeriodRecord]:
        """A service that is closed between two days."""
        rows = [row for row in t.listed(place.get("services_all")) if isinstance(row, dict)]
        for row, service in zip(rows, services, strict=True):
            told = t.mapped(row.get("close"))
            if told.get("actif"):
                path = service.where.removeprefix(f"{self.where}.")
                yield from self._period("closed", told, f"{path}.close", service=service.identifier)

    def _period(
        self, kind: str, told: dict[str, Any], path: str, *, hours: str = "", words: str = "", service: str = ""
    ) -> Iterator[PeriodRecord]:
        first, last = t.day(told.get("dateDebut")), t.day(told.get("dateFin"))
        if first is None or (told.get("dateFin") and last is None):
            self.wrong(path, "not_a_day", told.get("dateDebut") if first is None else told.get("dateFin"))
        elif last is not None and last < first:
            self.wrong(path, "days_reversed", f"{first} / {last}")
        elif kind != "other_hours" or hours:
            end = last or first.replace(month=12, day=31)
            yield PeriodRecord(kind, first, end, hours, words, service, f"{self.where}.{path}")


def _street(given: dict[str, Any]) -> str:
    """The address without its postal code and town, which stand in their own fields."""
    address = t.line(given.get("adresse") or given.get("address"), 300)
    code = t.line(given.get("codePostal") or given.get("postalCode"))
    if code and code in address:
        address = address[: address.index(code)]
    return t.line(address.strip(" ,"), 200)


def _entity(given: dict[str, Any]) -> dict[str, Any]:
    numbers = [t.line(t.mapped(phone).get("phoneNumber"), 30) for phone in t.listed(given.get("phones"))]
    return {
        "operator": t.line(given.get("name"), 160), "telephone": next((each for each in numbers if each), ""),
        "email": t.mail_address(given.get("mail")), "website": t.web_address(given.get("website")),
    }  # fmt: skip


def _saturation(given: Any) -> str:
    level = given.get("status") if isinstance(given, dict) else given
    return {"MODERATE": "moderate", "HIGH": "high"}.get(level, "") if isinstance(level, str) else ""
