"""A place as a list shows it: its name, its state, when, how far, on which conditions. Points never of a refuge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ..enums import Category, OpenState, Saturation
from ..models import Place
from . import saying
from .search import Point, Result

TONES = {
    OpenState.OPEN: "good", OpenState.PARTLY_OPEN: "good", OpenState.TEMPORARILY_CLOSED: "bad",
    OpenState.CLOSED: "plain", OpenState.UNKNOWN: "fair",
}  # fmt: skip


@dataclass(frozen=True)
class State:
    """An open state as it is shown: its code draws the sign, its words say it."""

    code: str
    words: str
    detail: str
    tone: str

    def __str__(self) -> str:
        return f"{self.words} {self.detail}".strip()


@dataclass(frozen=True)
class Crowd:
    """How full it is, in words."""

    words: str
    tone: str


@dataclass(frozen=True)
class Card:
    """One result of a list."""

    key: str
    name: str
    is_confidential: bool
    what: str
    state: State
    crowd: Crowd | None
    where: str
    distance: str
    conditions: list[str]
    point: Point | None = None
    notices: list[str] = field(default_factory=list)


def state_of(state: OpenState, closes_at: datetime | None, opens_at: datetime | None, now: datetime) -> State:
    """The state with what follows it."""
    return State(state.value, str(state.label), saying.standing(state, closes_at, opens_at, now), TONES[state])


def crowd_of(level: str) -> Crowd | None:
    """The declared level, or None when nothing holds at this moment."""
    if not level:
        return None
    known = Saturation(level)
    return Crowd(str(known.label), saying.LEVELS[known])


def card_of(result: Result, now: datetime) -> Card:
    """The card of a result; the conditions are those of its first service."""
    place, opening = result.place, result.opening
    said = result.services[0].conditions if result.services else place
    crowd = next((each.saturation for each in opening.services if each.saturation), "") or opening.saturation
    return Card(
        key=str(place.key),
        name=place.name,
        is_confidential=place.is_confidential,
        what=what_of(result),
        state=state_of(opening.state, opening.closes_at, opening.opens_at, now),
        crowd=crowd_of(crowd),
        where=_("Adresse confidentielle") if place.is_confidential else where_of(place, result),
        distance="" if place.is_confidential else saying.distance(result.distance_m),
        conditions=saying.conditions(said),
        point=None if place.is_confidential else result.point,
        notices=[each.message for each in opening.notices if each.message][:1],
    )


def what_of(result: Result) -> str:
    """What it offers of what was asked, each once."""
    return _(", ").join(dict.fromkeys(str(Category(each.category).label) for each in result.services))


def where_of(place: Place, result: Result) -> str:
    """The address; of an itinerary, the stop that answers."""
    if result.stop is not None:
        return ", ".join(part for part in (result.stop.name, result.stop.address) if part)
    town = f"{place.postal_code} {place.municipality}".strip()
    return ", ".join(part for part in (place.address, town) if part)


def on_map(cards: Iterable[Card]) -> list[dict[str, Any]]:
    """The points of a list, with what a tap on them says."""
    return [
        {
            "at": list(card.point), "name": card.name, "state": str(card.state), "tone": card.state.tone,
            "number": number, "href": reverse("directory:place", args=[card.key]),
        }
        for number, card in enumerate(cards, start=1)
        if card.point is not None
    ]  # fmt: skip
