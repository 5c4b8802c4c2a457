"""A request's fields as the exchange compares them: prints instead of values, so that nothing said is kept twice."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from django.conf import settings

from pacte.ground.directory.rules.formats.text import fold
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory

from ..models import ShelterRequest
from ..rules.exchange import Row
from ..rules.requests import Asked, Someone, way_parts
from .requests_written import words_of


class Places:
    """Arrondissements by their code, their postal codes, their name or their number; read once."""

    def __init__(self) -> None:
        self.known: dict[str, Territory] = {}
        rows = Territory.objects.filter(kind=TerritoryKind.ARRONDISSEMENT).defer("geometry")
        for each in rows:
            names = [each.code, fold(each.name_fr), *each.postal_codes.split(), fold(each.name_fr).split(" ")[0]]
            names += [f"75{int(each.code[-2:]):03}"] if each.code.startswith("751") and each.code.isdigit() else []
            for name in names:
                self.known.setdefault(name, each)

    def of(self, text: str) -> Territory | None:
        """The arrondissement that a cell names."""
        word = fold(text)
        number = word.removesuffix(" arrondissement")
        for each in (word, number, f"{number}e", f"{number}er"):
            if each in self.known:
                return self.known[each]
        return None

    def value(self, ours: str, said: Any) -> Any:
        """What the file says of a field, as `current` would give it."""
        if ours == "territory":
            found = self.of(said)
            return found.code if found else said
        return list(said) if ours in ("members", "criteria") else said


def current(request: ShelterRequest, ours: str) -> Any:
    """What the request holds of a field now."""
    match ours:
        case "members":
            rows = sorted(request.members.all(), key=lambda each: each.position)
            return [[each.age, each.gender, each.says_minor] for each in rows]
        case "territory":
            return request.territory.code if request.territory else ""
        case "way":
            return way_parts(words_of(request.sealed_way))[0]
        case "words":
            return words_of(request.sealed_words)
        case "criteria":
            return sorted(request.criteria)
        case _:
            return getattr(request, ours)


def is_empty(value: Any) -> bool:
    """Nothing was said: no text, no member, no, none."""
    return not value


def print_of(value: Any) -> str:
    """A print of a value: equal for equal values, and saying nothing to who has not the platform's secret."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:24]


def middle(territory: Territory | None) -> tuple[float, float] | None:
    """The middle of a territory's extent."""
    if territory is None or territory.south is None or territory.north is None:
        return None
    if territory.west is None or territory.east is None:
        return None
    return (territory.south + territory.north) / 2, (territory.west + territory.east) / 2


def as_asked(request: ShelterRequest, row: Row, changes: list[str], places: Places) -> Asked:
    """The request as it stands, with these fields as the file says them."""
    said = {ours: row.values[ours] for ours in changes if ours in row.values}
    members = tuple(
        Someone(each.age, each.gender, each.says_minor, was=each.position)
        for each in request.members.order_by("position")
    )
    if "members" in said:
        same_size = len(members) == len(row.members)
        members = tuple(
            Someone(each.age, each.gender, each.says_minor, was=rank if same_size else None)
            for rank, each in enumerate(row.members)
        )
    way, relay = way_parts(words_of(request.sealed_way))
    has_point = request.latitude is not None and request.longitude is not None
    point = (request.latitude, request.longitude) if has_point else None
    territory = places.of(said["territory"]) if "territory" in said else request.territory
    values: dict[str, Any] = {
        "members": members, "source": request.source, "night": request.night, "file": request.file,
        "household": request.household, "from_organisation": request.from_organisation, "territory": territory,
        "point": middle(territory) if "territory" in said else point, "previous_site": request.previous_site,
        "parts": () if "members" in said else tuple(tuple(part) for part in request.parts),
        "way": said.get("way", way), "relay": relay, "words": said.get("words", words_of(request.sealed_words)),
        "external_id": request.external_id or row.external_id, "to_complete": request.state == "received",
    }  # fmt: skip
    for name in ("needs_step_free", "animals", "care_need", "danger"):
        values[name] = said.get(name, getattr(request, name))
    values["criteria"] = tuple(said.get("criteria", request.criteria))
    return Asked(**values)
