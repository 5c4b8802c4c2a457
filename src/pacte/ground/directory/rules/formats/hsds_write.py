"""Places as HSDS 3.0 gives them: an organisation, its services, its locations, and a service at each location.

A place is a location, a stop of an itinerary is one too. A confidential place is a location with no address, no point,
no telephone and no organisation but itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .hours import DAYS, usual_week
from .hsds_rows import PLACE_TEXTS, Row, attributes_of, condition_values, made
from .mappings import table
from .record import Conditions, PeriodRecord, PlaceRecord, ServiceRecord, StopRecord
from .words import Words, access_words, audience_words

RRULE = dict(zip(DAYS, ("MO", "TU", "WE", "TH", "FR", "SA", "SU"), strict=True))
TAXONOMY = made("taxonomy", "pacte")


@dataclass(frozen=True)
class Writer:
    """Writes places; `monday` is the first day of the weeks from which a usual week is read."""

    words: Words
    monday: datetime
    located: dict[str, list[Row]] = field(default_factory=dict, compare=False, repr=False)

    def organisations(self, places: Iterable[PlaceRecord]) -> list[Row]:
        """`organization_full`: one per operator, with its services and its locations."""
        found: dict[str, Row] = {}
        for place in places:
            row = self.organisation(place)
            row = found.setdefault(row["id"], row | {"services": [], "locations": []})
            row["locations"] += [self.location(place), *self.stops(place)]
            row["services"] += [self.service(place, each) for each in place.services]
        return list(found.values())

    def services(self, places: Iterable[PlaceRecord]) -> list[Row]:
        """`service_full`: each service with its organisation and the locations where it is given, whole."""
        return [
            self.service(place, each, whole=True) | {"organization": self.organisation(place)}
            for place in places
            for each in place.services
        ]

    def services_at_locations(self, places: Iterable[PlaceRecord]) -> list[Row]:
        """`service_at_location_full`: each meeting of a service and a location, whole."""
        return [row for place in places for each in place.services for row in self.meetings(place, each, whole=True)]

    def meetings(self, place: PlaceRecord, service: ServiceRecord, whole: bool = False) -> list[Row]:
        """Where a service is given; `whole` locations say everything, others what names them and where they are."""
        bare = self._service(place, service) | {"organization": self.organisation(place)}
        return [row | {"service": bare} for row in self._at(place, service, whole)]

    def taxonomy(self) -> Row:
        given = table("hsds")["taxonomy"]
        return {"id": TAXONOMY, **{name: given[name] for name in ("name", "description", "version")}}

    def terms(self) -> list[Row]:
        return [self.term(code) for code in table("hsds")["terms"]]

    def term(self, code: str) -> Row:
        """A category as a term of our taxonomy."""
        given = table("hsds")["terms"][code]
        return {
            "id": made("term", code), "code": code, "name": given["fr"], "description": given["en"],
            "taxonomy": table("hsds")["taxonomy"]["name"], "taxonomy_id": TAXONOMY, "language": "fr",
        }  # fmt: skip

    def organisation(self, place: PlaceRecord) -> Row:
        """Who runs the place; a place that names nobody stands for itself, and so does a confidential one."""
        own = place.is_confidential or not place.operator
        name = place.name if own else place.operator
        key = made("organisation", place.identifier if own else name)
        return {"id": key, "name": name, "description": name}

    def location(self, place: PlaceRecord) -> Row:
        """A place as a location, its conditions and periods in `attributes` and `schedules`."""
        moves = place.kind == "itinerary"
        row: Row = {
            "id": place.identifier, "location_type": "virtual" if moves else "physical", "name": place.name,
            "description": place.description,
            "languages": self._languages(place.identifier, place.conditions, "location_id"),
            "accessibility": self._accessibility(place),
            "schedules": [
                *self._schedules(place.identifier, place.hours),
                *(self._period(place, each) for each in place.periods if not each.service),
            ],
            "attributes": attributes_of(place.identifier, "location", [
                ("kind", place.kind), *((name, getattr(place, name)) for name in PLACE_TEXTS),
                ("is_confidential", place.is_confidential or None), ("reviewed_on", place.reviewed_on),
                *condition_values(place.conditions),
            ]),
        }  # fmt: skip
        if place.is_confidential:
            return row
        return row | {"transportation": place.directions} | self._reached(place)

    def _reached(self, place: PlaceRecord) -> Row:
        key = place.identifier
        row: Row = {}
        if place.latitude is not None:
            row |= {"latitude": place.latitude, "longitude": place.longitude}
        if place.website:
            row["url"] = place.website
        if place.telephone:
            row["phones"] = [{"id": made("phone", key), "location_id": key, "number": place.telephone}]
        if place.email:
            row["contacts"] = [{"id": made("contact", key), "location_id": key, "email": place.email}]
        if place.address or place.postal_code or place.municipality:
            row["addresses"] = [self._address(key, place.address, place.municipality, place.postal_code)]
        return row

    def _address(self, key: str, street: str, town: str, code: str) -> Row:
        return {
            "id": made("address", key), "location_id": key, "address_1": street, "city": town,
            "state_province": "", "postal_code": code, "country": self.words.country, "address_type": "physical",
        }  # fmt: skip

    def stops(self, place: PlaceRecord) -> list[Row]:
        """The stops of an itinerary, each a location that says whose stop it is and in which order."""
        return [] if place.is_confidential else [self._stop(place, n, each) for n, each in enumerate(place.stops, 1)]

    def _stop(self, place: PlaceRecord, number: int, stop: StopRecord) -> Row:
        row = {
            "id": stop.identifier, "location_type": "physical", "name": stop.name, "latitude": stop.latitude,
            "longitude": stop.longitude, "schedules": self._schedules(stop.identifier, stop.hours),
            "attributes": attributes_of(stop.identifier, "location", [
                ("stop_of", place.identifier), ("order", number), ("hours", stop.hours),
            ]),
        }  # fmt: skip
        if stop.address:
            row["addresses"] = [self._address(stop.identifier, stop.address, self.words.city, "")]
        return row

    def service(self, place: PlaceRecord, service: ServiceRecord, whole: bool = False) -> Row:
        """A service with what hangs on it; `whole` locations say everything, others what names them."""
        key, held = service.identifier, service.conditions or place.conditions
        return self._service(place, service) | {
            "languages": self._languages(key, held, "service_id"),
            "required_documents": self._documents(key, held), "cost_options": self._costs(key, held),
            "schedules": [
                *self._schedules(key, service.hours or place.hours, "service_id"),
                *(self._period(place, each) for each in place.periods if each.service == key),
            ],
            "service_at_locations": self._at(place, service, whole),
            "attributes": [
                attributes_of(key, "service", [("category", service.category)])[0]
                | {"taxonomy_term_id": made("term", service.category), "taxonomy_term": self.term(service.category)},
                *attributes_of(key, "service", [
                    ("name", service.name), ("description", service.description), ("hours", service.hours),
                    ("capacity", service.capacity), ("place", place.identifier),
                    ("has_own_conditions", service.conditions is not None or None),
                    *(condition_values(service.conditions) if service.conditions else []),
                ]),
            ],
        }  # fmt: skip

    def _service(self, place: PlaceRecord, service: ServiceRecord) -> Row:
        held, label = service.conditions or place.conditions, self.words.categories[service.category]
        row: Row = {
            "id": service.identifier, "organization_id": self.organisation(place)["id"],
            "name": service.name or label, "description": service.description or label,
            "status": "active" if service.is_active else "inactive",
            "eligibility_description": audience_words(held, self.words),
        }  # fmt: skip
        texts = {
            "alternate_name": label if service.name else "", "application_process": access_words(held, self.words),
            "fees_description": self.words.said("free") if held.is_free else held.price,
        }  # fmt: skip
        row |= {name: text for name, text in texts.items() if text}
        ages = {"minimum_age": held.age_min, "maximum_age": held.age_max}
        row |= {name: age for name, age in ages.items() if age is not None}
        if place.website and not place.is_confidential:
            row["url"] = place.website
        if place.updated_at:
            row["last_modified"] = place.updated_at.isoformat()
        if place.reviewed_on:
            row["assured_date"] = place.reviewed_on.isoformat()
        return row

    def _at(self, place: PlaceRecord, service: ServiceRecord, whole: bool = False) -> list[Row]:
        """Where the service is given: the place, and each stop of an itinerary."""
        if place.identifier not in self.located:
            self.located.clear()
            self.located[place.identifier] = [self.location(place), *self.stops(place)]
        locations = self.located[place.identifier]
        named = ("id", "location_type", "name", "latitude", "longitude", "addresses")
        return [
            {
                "id": made("at", service.identifier, row["id"]), "service_id": service.identifier,
                "location_id": row["id"],
                "location": row if whole else {name: row[name] for name in named if name in row},
            }
            for row in locations
        ]  # fmt: skip

    def _schedules(self, key: str, hours: str, owner: str = "location_id") -> list[Row]:
        """One row per set of days and slot; the text that they are read from, with its holidays, in each."""
        week = usual_week(hours, self.monday) if hours else ()
        base = {owner: key, "freq": "WEEKLY", "wkst": "MO", "description": hours}
        rows = [
            base | {
                "id": made("schedule", key, opens, closes), "byday": ",".join(RRULE[day] for day in days),
                "opens_at": opens, "closes_at": closes, "notes": self._holidays(hours),
            }
            for days, opens, closes in week
        ]  # fmt: skip
        return rows or ([{"id": made("schedule", key), owner: key, "description": hours}] if hours else [])

    def _holidays(self, hours: str) -> str:
        return self.words.said("holidays_off") if "PH off" in hours else self.words.said("holidays_unsaid")

    def _period(self, place: PlaceRecord, period: PeriodRecord) -> Row:
        """A dated period: its days, its words; what it changes is an attribute of the row."""
        owner = {"service_id": period.service} if period.service else {"location_id": place.identifier}
        days = (period.first_day.isoformat(), period.last_day.isoformat())
        key = made("period", place.identifier, period.service, period.kind, *days, period.message)
        return {
            "id": key, **owner, "valid_from": days[0], "valid_to": days[1],
            "description": period.hours or self.words.said(period.kind), "notes": period.message,
            "attributes": attributes_of(key, "schedule", [("period", period.kind), ("hours", period.hours)]),
        }  # fmt: skip

    def _languages(self, key: str, held: Conditions, owner: str) -> list[Row]:
        return [
            {"id": made("language", key, code), owner: key, "code": code, "name": self.words.languages.get(code, code)}
            for code in held.languages
        ]

    def _accessibility(self, place: PlaceRecord) -> list[Row]:
        if place.conditions.is_step_free is None:
            return []
        words = self.words.said("step_free" if place.conditions.is_step_free else "steps")
        key = place.identifier
        return [{"id": made("accessibility", key), "location_id": key, "description": words}]

    def _documents(self, key: str, held: Conditions) -> list[Row]:
        return [{"id": made("document", key), "service_id": key, "document": held.documents}] if held.documents else []

    def _costs(self, key: str, held: Conditions) -> list[Row]:
        base = {"id": made("cost", key), "service_id": key, "currency": "EUR"}
        if held.is_free:
            return [base | {"option": self.words.said("free"), "amount": 0}]
        return [base | {"option": held.price}] if held.price else []


def page(rows: Sequence[Any], number: int = 1, size: int = 0, total: int | None = None) -> Row:
    """The envelope of a page of results, as HSDS' own description of its API has it.

    >>> page(["a", "b"])["total_pages"], page([], 1, 50)["empty"]
    (1, True)
    """
    return {**envelope(len(rows), number, size, total), "contents": list(rows)}


def envelope(shown: int, number: int = 1, size: int = 0, total: int | None = None) -> Row:
    """What a page of so many results says of itself, without its results."""
    count = shown if total is None else total
    pages = max(1, -(-count // size)) if size else 1
    return {
        "total_items": count, "total_pages": pages, "page_number": number, "size": shown,
        "first_page": number == 1, "last_page": number >= pages, "empty": not shown,
    }  # fmt: skip
