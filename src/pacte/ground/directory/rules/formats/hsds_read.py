"""Places from an HSDS 3.0 exchange, ours or another city's: each location with the services that are given there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..hours import BadHours, check
from . import text as t
from .hours import DAYS, BadSlot, clock_time, osm
from .hsds_rows import Row, conditions_from, values_of
from .hsds_tables import Tables
from .mappings import table
from .record import Conditions, Mistake, Parsed, PeriodRecord, PlaceRecord, ServiceRecord, StopRecord
from .words import Words

BYDAY = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), DAYS, strict=True))
PERIODS = ("closed", "other_hours", "notice")


def parse(tables: Tables, words: Words) -> Parsed:
    """Every location that is a place, and every service without a location as a place of its own."""
    if not tables.locations and not tables.services and not tables.mistakes:
        return Parsed((), (Mistake("", "not_a_list"),))
    reader = _Reader(tables, words)
    places = list(reader.places())
    wrong = {mistake.place for mistake in reader.mistakes}
    kept = tuple(place for place in places if place.identifier not in wrong)
    return Parsed(kept, (*tables.mistakes, *reader.mistakes))


class _Reader:
    def __init__(self, tables: Tables, words: Words) -> None:
        self.tables, self.words = tables, words
        self.mistakes: list[Mistake] = []
        self.given_at: dict[str, list[str]] = {}
        for service, location in tables.met:
            self.given_at.setdefault(location, []).append(service)
        self.codes = _codes(words)

    def places(self) -> Iterator[PlaceRecord]:
        located = {service for service, _location in self.tables.met}
        stops: dict[str, list[tuple[int, StopRecord]]] = {}
        own = {key: values_of(row.get("attributes")) for key, row in self.tables.locations.items()}
        for key, row in self.tables.locations.items():
            if "stop_of" in own[key]:
                stops.setdefault(own[key]["stop_of"][0], []).append(self._stop(key, row, own[key]))
        for key, row in self.tables.locations.items():
            if "stop_of" not in own[key]:
                held = [each for _order, each in sorted(stops.get(key, []), key=lambda pair: pair[0])]
                yield self._place(key, row, own[key], tuple(held))
        for key, row in self.tables.services.items():
            if key not in located:
                yield self._alone(key, row)

    def _wrong(self, place: str, where: str, code: str, value: str = "", near: tuple[str, ...] = ()) -> None:
        self.mistakes.append(Mistake(where, code, value, near, place))

    def _place(self, key: str, row: Row, own: dict[str, list[str]], stops: tuple[StopRecord, ...]) -> PlaceRecord:
        where = self.tables.where.get(key, key)
        organisation = self.tables.organizations.get(t.line(row.get("organization_id"), 200), {})
        given = self.given_at.get(key, [])
        if not organisation and given:
            first = self.tables.services.get(given[0], {})
            organisation = self.tables.organizations.get(t.line(first.get("organization_id"), 200), {})
        ours = bool(own)
        name = t.line(row.get("name"), 160) or t.line(organisation.get("name"), 160)
        services = tuple(self._service(key, each) for each in given if each in self.tables.services)
        closed = [(each, self.tables.services[each].get("schedules")) for each in given if each in self.tables.services]
        return PlaceRecord(
            key, name, (own.get("kind") or ["fixed"])[0] if ours else "fixed",
            operator=(own.get("operator") or [""])[0] if ours else t.line(organisation.get("name"), 160),
            description=t.prose(row.get("description")),
            description_en=t.prose((own.get("description_en") or [""])[0]),
            description_ar=t.prose((own.get("description_ar") or [""])[0]),
            is_confidential=own.get("is_confidential") == ["true"],
            directions=t.line(row.get("transportation"), 200),
            latitude=t.number(row.get("latitude")), longitude=t.number(row.get("longitude")),
            website=t.web_address(row.get("url")),
            hours=self._hours(key, where, row, own), reviewed_on=t.day((own.get("reviewed_on") or [""])[0]),
            conditions=conditions_from(own) if ours else self._conditions(given, row),
            services=services, stops=stops,
            periods=(*self._periods(key, "", row.get("schedules")), *(
                period for each, rows in closed for period in self._periods(key, each, rows)
            )),
            where=where, **_address(row), **_reached(row),
        )  # fmt: skip

    def _stop(self, key: str, row: Row, own: dict[str, list[str]]) -> tuple[int, StopRecord]:
        where = self.tables.where.get(key, key)
        order, address = (own.get("order") or ["0"])[0], _address(row)["address"]
        latitude, longitude = t.number(row.get("latitude")), t.number(row.get("longitude"))
        if latitude is None or longitude is None:
            self._wrong(own["stop_of"][0], where, "stop_without_point")
        hours = (own.get("hours") or [""])[0]
        stop = StopRecord(t.line(row.get("name"), 160) or order, latitude, longitude, address, hours, key, where)
        return int(order) if order.isdigit() else 0, stop

    def _alone(self, key: str, row: Row) -> PlaceRecord:
        """A service given nowhere in particular: its organisation stands for the place."""
        organisation = self.tables.organizations.get(t.line(row.get("organization_id"), 200), {})
        name = t.line(organisation.get("name"), 160)
        where = self.tables.where.get(key, key)
        return PlaceRecord(
            key, t.line(row.get("name"), 160), operator=name, description=t.prose(organisation.get("description")),
            website=t.web_address(row.get("url")), services=(self._service(key, key),),
            conditions=self._conditions([key], {}), where=where, **_reached(row),
        )  # fmt: skip

    def _service(self, place: str, key: str) -> ServiceRecord:
        row, where = self.tables.services[key], self.tables.where.get(key, key)
        own = values_of(row.get("attributes"))
        category = (own.get("category") or [""])[0] or self._category(row)
        if category not in self.words.categories:
            word = category or t.line(row.get("name"), 80)
            self._wrong(place, where, "unknown_category", word, t.nearest(word, self.words.categories))
        if own:
            name, description = (own.get("name") or [""])[0], (own.get("description") or [""])[0]
            hours = (own.get("hours") or [""])[0]
        else:
            name, description = t.line(row.get("name"), 160), t.prose(row.get("description"))
            hours = self._hours(place, where, row, own)
        capacity = (own.get("capacity") or [""])[0]
        return ServiceRecord(
            key, category, name[:160], description, hours,
            conditions_from(own) if own.get("has_own_conditions") == ["true"] else None,
            capacity=t.whole(capacity, 100_000), is_active=row.get("status") in ("active", "temporarily closed"),
            where=where,
        )  # fmt: skip

    def _category(self, row: Row) -> str:
        """Ours for the first term that is known: its code, its name, then the service's own name."""
        said = []
        for each in t.listed(row.get("attributes")):
            term = t.mapped(t.mapped(each).get("taxonomy_term"))
            said += [term.get("code"), term.get("name"), t.mapped(each).get("value")]
        for word in (*said, row.get("name"), row.get("alternate_name")):
            if isinstance(word, str) and (code := self.codes.get(t.fold(word))):
                return code
        return ""

    def _hours(self, place: str, where: str, row: Row, own: dict[str, list[str]]) -> str:
        if own:
            return (own.get("hours") or [""])[0]
        week: dict[str, list[tuple[str, str]]] = {}
        for number, each in enumerate(t.listed(row.get("schedules"))):
            each = t.mapped(each)  # noqa: PLW2901
            if not each.get("opens_at") or not each.get("closes_at"):
                continue
            try:
                slot = (_time(each["opens_at"]), _time(each["closes_at"]))
            except BadSlot as bad:
                self._wrong(place, f"{where}.schedules[{number}]", "not_a_time", str(bad))
                continue
            for day in str(each.get("byday") or ",".join(BYDAY)).split(","):
                if day.strip() in BYDAY:
                    week.setdefault(BYDAY[day.strip()], []).append(slot)
        try:
            return check(osm(week))
        except BadHours as bad:
            self._wrong(place, f"{where}.schedules", f"hours:{bad.what}", f"{bad.position + 1}|{osm(week)}")
            return ""

    def _periods(self, place: str, service: str, rows: Any) -> Iterator[PeriodRecord]:
        for row in t.listed(rows):
            own = values_of(t.mapped(row).get("attributes"))
            kind = (own.get("period") or [""])[0]
            first, last = t.day(t.mapped(row).get("valid_from")), t.day(t.mapped(row).get("valid_to"))
            if kind in PERIODS and first and last:
                hours = (own.get("hours") or [""])[0]
                where = self.tables.where.get(place, place)
                if last < first:
                    self._wrong(place, where, "days_reversed", f"{first} / {last}")
                else:
                    yield PeriodRecord(kind, first, last, hours, t.line(row.get("notes"), 300), service, where)

    def _conditions(self, services: list[str], location: Row) -> Conditions:
        """What another city's exchange says of its services, when all that is given in one place agree to be read."""
        rows = [self.tables.services[each] for each in services if each in self.tables.services]
        first = rows[0] if rows else {}
        languages = [*t.listed(location.get("languages")), *t.listed(first.get("languages"))]
        codes = [t.line(t.mapped(each).get("code"), 3).lower() for each in languages]
        documents = [t.line(t.mapped(each).get("document")) for each in t.listed(first.get("required_documents"))]
        return Conditions(
            age_min=t.whole(first.get("minimum_age"), 130), age_max=t.whole(first.get("maximum_age"), 130),
            price=t.line(first.get("fees_description"), 120), documents=t.line(", ".join(documents), 200),
            languages=tuple(dict.fromkeys(code for code in codes if code in self.words.languages)),
        )  # fmt: skip


def _codes(words: Words) -> dict[str, str]:
    found = dict(words.category_codes)
    for code, given in table("hsds")["terms"].items():
        for word in (given["fr"], given["en"], *given["also"]):
            found.setdefault(t.fold(word), code)
    return found


def _time(value: Any) -> str:
    """A time without its seconds and its offset, which the schedule's place already says."""
    text = str(value).strip().removesuffix("Z")
    return clock_time(text[:5] if ":" in text[:5] else text)


def _address(row: Row) -> Row:
    given = next((each for each in t.listed(row.get("addresses")) if isinstance(each, dict)), {})
    street = " ".join(part for part in (t.line(given.get("address_1")), t.line(given.get("address_2"))) if part)
    return {
        "address": t.line(street, 200), "postal_code": t.line(given.get("postal_code"), 10),
        "municipality": t.line(given.get("city"), 80),
    }  # fmt: skip


def _reached(row: Row) -> Row:
    phones = [t.line(t.mapped(each).get("number"), 30) for each in t.listed(row.get("phones"))]
    mails = [t.mail_address(t.mapped(each).get("email")) for each in t.listed(row.get("contacts"))]
    return {
        "telephone": next((each for each in phones if each), ""),
        "email": next((each for each in mails if each), "") or t.mail_address(row.get("email")),
    }  # fmt: skip
