"""Places as data·inclusion's schema v1 gives them: a structure per place, a service per service.

What the standard has no field for is said in words: the stops of an itinerary, dated closures, publics that it does not
name. A confidential place has no address, no point, no telephone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from . import text as t
from .mappings import table
from .record import Conditions, PlaceRecord, ServiceRecord
from .words import Words, access_words, audience_words

Row = dict[str, Any]
LONGEST = 10_000
FIRST_DAY = date(2000, 1, 2)


@dataclass(frozen=True)
class Writer:
    """Writes places under the name of a source; no day of theirs is later than `today`, which the schema forbids."""

    words: Words
    today: date
    source: str = "pacte"

    def structures(self, places: Iterable[PlaceRecord]) -> list[Row]:
        return [self.structure(place) for place in places]

    def services(self, places: Iterable[PlaceRecord]) -> list[Row]:
        return [self.service(place, each) for place in places for each in place.services]

    def structure(self, place: PlaceRecord) -> Row:
        """One place."""
        parts = [place.description, self._stops(place), self._closures(place), self._hidden(place)]
        return self._said({
            "source": self.source, "id": self._id(place.identifier), "nom": self._name(place.name),
            "date_maj": self._day(place), "description": self._text(parts), "horaires_accueil": place.hours,
            **self._where(place), **self._reached(place),
        })  # fmt: skip

    def service(self, place: PlaceRecord, service: ServiceRecord) -> Row:
        """One service of a place, with the place's conditions when it has none of its own."""
        held, label = service.conditions or place.conditions, self.words.categories[service.category]
        given = table("data_inclusion")["out"][service.category]
        parts = [service.description, self._stops(place), self._closures(place, service), self._hidden(place)]
        told = self.words.said("at", service=service.name or label, place=place.name)
        return self._said({
            "source": self.source, "structure_id": self._id(place.identifier), "id": self._id(service.identifier),
            "nom": self._name(self._named(service, label)), "description": self._text(parts) or told,
            "date_maj": self._day(place), "type": given["type"], "thematiques": given["themes"],
            "frais": None if held.is_free is None else "gratuit" if held.is_free else "payant",
            "frais_precisions": held.price, "publics": self._publics(held),
            "publics_precisions": audience_words(held, self.words), "conditions_acces": self._access(held),
            "modes_accueil": ["en-presentiel"], "mobilisable_par": self._by(held),
            "horaires_accueil": service.hours or place.hours,
            **self._where(place), **self._reached(place),
        })  # fmt: skip

    def _id(self, key: str) -> str:
        return f"{self.source}--{key}"

    def _name(self, name: str) -> str:
        text = t.line(name, 150).rstrip(" .") or "—"
        return text if len(text) >= 3 else f"« {text} »"

    def _named(self, service: ServiceRecord, label: str) -> str:
        """Its own name; after its category's where the standard has no theme that would say it."""
        themes = table("data_inclusion")["out"][service.category]["themes"]
        return f"{label} : {service.name}" if service.name and not themes else service.name or label

    def _text(self, parts: Iterable[str]) -> str:
        text = "\n".join(part for part in parts if part)[:LONGEST]
        return text if len(text) >= 5 else ""

    def _day(self, place: PlaceRecord) -> str:
        told = place.updated_at.date() if place.updated_at else place.reviewed_on or self.today
        return min(max(told, FIRST_DAY), self.today).isoformat()

    def _where(self, place: PlaceRecord) -> Row:
        if place.is_confidential:
            return {}
        return {
            "commune": place.municipality, "adresse": place.address, "complement_adresse": place.directions,
            "code_postal": place.postal_code if re.fullmatch(r"\d{5}", place.postal_code) else None,
            "latitude": place.latitude, "longitude": place.longitude,
        }  # fmt: skip

    def _reached(self, place: PlaceRecord) -> Row:
        if place.is_confidential:
            return {}
        return {
            "telephone": place.telephone, "courriel": t.mail_address(place.email),
            "site_web": t.web_address(place.website),
        }  # fmt: skip

    def _publics(self, held: Conditions) -> list[str]:
        known = table("data_inclusion")["publics_out"]
        if held.audience_rule == "everyone" or not held.audiences:
            return ["tous-publics"]
        found = dict.fromkeys(known[code] for code in held.audiences if code in known)
        return list(found) or ["tous-publics"]

    def _access(self, held: Conditions) -> str:
        return " ".join(part for part in (access_words(held, self.words), held.documents) if part)

    def _by(self, held: Conditions) -> list[str]:
        return ["professionnels"] if held.needs_referral else ["usagers", "professionnels"]

    def _stops(self, place: PlaceRecord) -> str:
        told = [f"{stop.name} ({', '.join(filter(None, (stop.address, stop.hours)))})" for stop in place.stops]
        return self.words.said("stops", stops="; ".join(told)) if told and not place.is_confidential else ""

    def _closures(self, place: PlaceRecord, service: ServiceRecord | None = None) -> str:
        held = {"", service.identifier if service else ""}
        told = [each for each in place.periods if each.kind == "closed" and each.service in held]
        return " ".join(
            self.words.said("closed_days", first=str(each.first_day), last=str(each.last_day)) for each in told
        )

    def _hidden(self, place: PlaceRecord) -> str:
        return self.words.said("confidential") if place.is_confidential else ""

    def _said(self, row: Row) -> Row:
        return {name: value for name, value in row.items() if value not in ("", None, [])}
