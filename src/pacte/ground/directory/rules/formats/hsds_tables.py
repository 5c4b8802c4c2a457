"""The rows of an HSDS exchange by what they are, gathered from nested JSON or from its tables. Plain Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import text as t
from .record import Mistake

Row = dict[str, Any]
CHILDREN = {
    "address": "addresses", "phone": "phones", "schedule": "schedules", "language": "languages",
    "accessibility": "accessibility", "contact": "contacts", "required_document": "required_documents",
    "cost_option": "cost_options",
}  # fmt: skip
OWNERS = ("service_id", "location_id", "organization_id")
KINDS = ("organization", "service", "service_at_location", "location")
OF_LIST = {"organizations": "organization", "services": "service", "locations": "location"}


@dataclass
class Tables:
    """Organisations, services, locations by identifier, each with its place in the file, and who meets whom where."""

    organizations: dict[str, Row] = field(default_factory=dict)
    services: dict[str, Row] = field(default_factory=dict)
    locations: dict[str, Row] = field(default_factory=dict)
    met: dict[tuple[str, str], Row] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def keep(self, kind: str, row: Row, where: str) -> str:
        """Keep a row under its identifier; what a second mention adds joins it. Returns the identifier, or ""."""
        key = t.line(row.get("id"), 200)
        if not key:
            self.mistakes.append(Mistake(f"{where}.id", "no_identifier"))
            return ""
        rows = {"organization": self.organizations, "service": self.services, "location": self.locations}[kind]
        held = rows.setdefault(key, {})
        held |= {name: value for name, value in row.items() if value not in (None, "", []) and name not in held}
        self.where.setdefault(key, where)
        return key


def from_documents(documents: Mapping[str, Any]) -> Tables:
    """From JSON: what each document holds is told by its name, or else by what its rows look like."""
    tables = Tables()
    for name in sorted(documents, key=lambda each: ("list" in each, each)):
        seen: dict[str, str] = {}
        for where, row in _rows(name, documents[name]):
            if not isinstance(row, dict):
                tables.mistakes.append(Mistake(where, "not_an_object"))
                continue
            key = t.line(row.get("id"), 200)
            if key in seen:
                tables.mistakes.append(Mistake(where, "duplicate", key, (seen[key],), key))
            seen[key or where] = where
            _take(tables, _kind(name, row), row, where)
    return tables


def _rows(name: str, document: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(document, dict):
        for held in ("contents", *OF_LIST):
            if isinstance(document.get(held), list) and "id" not in document:
                yield from ((f"{name}.{held}[{n}]", row) for n, row in enumerate(document[held]))
                return
        yield name, document
    elif isinstance(document, list):
        yield from ((f"{name}[{n}]", row) for n, row in enumerate(document))


def _kind(name: str, row: Row) -> str:
    for kind in ("taxonomy", "service_at_location", "organization", "service", "location"):
        if name.startswith(kind):
            return kind
    if "location_type" in row:
        return "location"
    if "service_id" in row:
        return "service_at_location"
    return "service" if "status" in row else "organization"


def _take(tables: Tables, kind: str, row: Row, where: str) -> None:
    if kind == "taxonomy":
        return
    if kind == "service_at_location":
        _meeting(tables, row, where)
        return
    key = tables.keep(kind, row, where)
    if not key:
        return
    if kind == "organization":
        for held, inner in (("locations", "location"), ("services", "service")):
            for number, each in enumerate(t.listed(row.get(held))):
                if isinstance(each, dict):
                    _take(tables, inner, {"organization_id": key} | each, f"{where}.{held}[{number}]")
    if kind == "service":
        if isinstance(row.get("organization"), dict):
            owner = tables.keep("organization", row["organization"], f"{where}.organization")
            tables.services[key].setdefault("organization_id", owner)
        for number, each in enumerate(t.listed(row.get("service_at_locations"))):
            if isinstance(each, dict):
                _meeting(tables, {"service_id": key} | each, f"{where}.service_at_locations[{number}]")


def _meeting(tables: Tables, row: Row, where: str) -> None:
    service, location = t.line(row.get("service_id"), 200), t.line(row.get("location_id"), 200)
    if isinstance(row.get("service"), dict):
        service = tables.keep("service", row["service"], f"{where}.service") or service
    if isinstance(row.get("location"), dict):
        location = tables.keep("location", row["location"], f"{where}.location") or location
    if service and location:
        tables.met.setdefault((service, location), row)


def from_sheets(sheets: Mapping[str, list[tuple[str, Row]]]) -> Tables:
    """From HSDS' tables: each sheet's rows with their place, tied together by their identifiers."""
    tables = Tables()
    for kind in ("organization", "location", "service"):
        seen: dict[str, str] = {}
        for where, row in sheets.get(kind, []):
            key = t.line(row.get("id"), 200)
            if key and key in seen:
                tables.mistakes.append(Mistake(where, "duplicate", key, (seen[key],), key))
            seen[key] = where
            tables.keep(kind, row, where)
    for where, row in sheets.get("service_at_location", []):
        _meeting(tables, row, where)
    for kind, held in CHILDREN.items():
        for _where, row in sheets.get(kind, []):
            _hang(tables, row, held)
    for _where, row in sheets.get("attribute", []):
        link = t.line(row.get("link_id"), 200)
        for rows in (tables.services, tables.locations):
            if link in rows:
                rows[link].setdefault("attributes", []).append(row)
    return tables


def _hang(tables: Tables, row: Row, held: str) -> None:
    for owner, rows in zip(OWNERS, (tables.services, tables.locations, tables.organizations), strict=True):
        key = t.line(row.get(owner), 200)
        if key in rows:
            rows[key].setdefault(held, []).append(row)
            return
