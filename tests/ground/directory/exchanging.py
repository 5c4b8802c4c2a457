"""The smallest files of the field for a test, one place each, built in code so that a fault is one change away."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def hours(start: Any = 900, end: Any = 1200, days: tuple[str, ...] = WEEKDAYS[:5], **more: Any) -> dict[str, Any]:
    """Soliguide's hours: the same slot on these days."""
    week = {
        day: {"open": day in days, "timeslot": [{"start": start, "end": end}] if day in days else []}
        for day in WEEKDAYS
    }
    return {**week, "closedHolidays": "CLOSED", **more}


def soliguide_service(category: str = "shower", **values: Any) -> dict[str, Any]:
    usual = {
        "category": category, "description": "", "differentHours": False, "differentModalities": False,
        "differentPublics": False, "close": {"actif": False}, "saturated": {"status": "LOW"},
        "serviceObjectId": f"svc-{category}",
    }  # fmt: skip
    return usual | values


def soliguide_place(number: int = 1, **values: Any) -> dict[str, Any]:
    """A place that welcomes everybody by day in the middle of the city."""
    usual: dict[str, Any] = {
        "lieu_id": number, "name": f"Un lieu exemple {number}", "description": "<p>Un lieu &amp; un café</p>",
        "placeType": "LIEU", "languages": ["fr", "ar"], "updatedAt": "2026-03-02T10:00:00.000Z",
        "newhours": hours(),
        "publics": {
            "accueil": 0, "age": {"min": 0, "max": 99}, "gender": ["men", "women"],
            "administrative": ["regular", "asylum", "refugee", "undocumented"],
            "familialle": ["isolated", "family", "couple", "pregnant"], "other": [],
        },
        "modalities": {
            "inconditionnel": True, "appointment": {"checked": False, "precisions": None},
            "inscription": {"checked": False}, "orientation": {"checked": False},
            "price": {"checked": False, "precisions": None}, "animal": {"checked": True}, "pmr": {"checked": True},
            "docs": [],
        },
        "services_all": [soliguide_service("shower"), soliguide_service("day_hosting")],
        "tempInfos": {"closure": {"actif": False}, "hours": {"actif": False}, "message": {"actif": False}},
        "position": {
            "location": {"type": "Point", "coordinates": [2.3522, 48.8566]},
            "address": "1 rue de l’Exemple, 75020 Paris", "codePostal": "75020", "ville": "Paris",
        },
        "entity": {
            "phones": [{"phoneNumber": "01 00 00 00 00"}], "mail": "lieu@exemple.fr", "website": "https://exemple.fr",
            "name": "Association exemple",
        },
    }  # fmt: skip
    return usual | values


def written(folder: Path, data: Any, name: str = "places.json") -> Path:
    """The data as a JSON file."""
    path = folder / name
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path
