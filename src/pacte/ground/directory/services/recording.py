"""The one way in which an entry changes: its fields, its words for the search, its history.

A confidential place takes no address here, whoever writes: a person is told, a source is not heard.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import Category
from ..models import Place, PlaceChange, Service, Stop
from ..rules.folding import folded
from ..rules.hidden import NOWHERE, WORDS
from .hiding import emptied, hide

CREATED = "created"
"""The change that every history begins with."""

BATCH = 500
"""Rows in one insertion."""

UNRECORDED = frozenset({"updated_at", "created_at", "search_text"})


def apply(place: Place, values: dict[str, Any], *, author: User | None = None, source: str = "") -> list[str]:
    """Write these fields into an entry, new or known, and note what changed; the names of the fields that did.

    The caller holds the entry (`select_for_update`) and has checked the right and the values. `values` names fields of
    `Place`, foreign keys as rows. A confidential place: from a `source`, whatever would show it is left out, and it
    stays confidential; from a person, BadInput. A source that says a known place is confidential hides it at once.
    """
    if place.pk is None:
        _begun(place, values).save()
        change = _creation(place, author, source)
        change.save()
        return list(change.changes)
    wanted = _heard(place, values, source)
    hides = bool(wanted.pop("is_confidential", False)) and not place.is_confidential
    if hides:
        hide(place)
        wanted = _heard(place, wanted, source)
    changes = _set(place, wanted)
    if changes:
        note(place, changes, author=author, source=source, fields=list(changes))
    return [*(["is_confidential"] if hides else []), *changes]


@dataclass
class Draft:
    """A new entry with all that it begins with; nothing of it is in the database yet."""

    place: Place
    values: dict[str, Any]
    services: Sequence[Service] = ()
    stops: Sequence[Stop] = ()


def create(drafts: Sequence[Draft], *, source: str) -> None:
    """Write many new entries of a source at once, each as `apply` would, with its services, stops, words and history.

    A place that the source says is confidential takes no stop. The caller holds the transaction.
    """
    for draft in drafts:
        _begun(draft.place, draft.values)
        if draft.place.is_confidential:
            draft.stops = ()
        draft.place.search_text = said_words(
            draft.place, [(each.category, each.name) for each in draft.services if each.is_active],
            [(each.name, each.address) for each in draft.stops],
        )  # fmt: skip
    Place.objects.bulk_create([draft.place for draft in drafts])
    PlaceChange.objects.bulk_create([_creation(draft.place, None, source) for draft in drafts])
    Service.objects.bulk_create([each for draft in drafts for each in draft.services], batch_size=BATCH)
    Stop.objects.bulk_create([each for draft in drafts for each in draft.stops], batch_size=BATCH)


def _begun(place: Place, values: dict[str, Any]) -> Place:
    """A new entry with its first values; one that begins confidential shows nothing from its first day."""
    _set(place, emptied(values) if values.get("is_confidential") else values)
    place.search_text = said_words(place)
    return place


def _creation(place: Place, author: User | None, source: str) -> PlaceChange:
    return PlaceChange(place=place, author=author, source=source, changes={CREATED: ["", source]})


def index(place: Place) -> None:
    """Make the words of the search again, after what the entry offers changed."""
    text = words_of(place)
    if text != place.search_text:
        place.search_text = text
        place.save(update_fields=["search_text"])


def note(
    place: Place,
    changes: dict[str, list[Any]],
    *,
    author: User | None = None,
    source: str = "",
    fields: Sequence[str] = (),
) -> None:
    """Add a change to the history (of the entry's `fields`, or of a service, a stop, a closure) and date the entry.

    The entry's date is its last change's: who edits says by it which state they read.
    """
    change = PlaceChange.objects.create(place=place, author=author, source=source, changes=changes)
    place.updated_at = change.at
    place.search_text = words_of(place)
    place.save(update_fields=[*fields, "updated_at", "search_text"])


def words_of(place: Place) -> str:
    """What the search compares of an entry as the database has it."""
    rows = place.services.filter(is_active=True).values_list("category", "name")
    moves = place.pk and place.kind == "itinerary"
    return said_words(place, list(rows), list(place.stops.values_list("name", "address")) if moves else ())


def said_words(place: Place, services: Iterable[tuple[str, str]] = (), stops: Iterable[tuple[str, str]] = ()) -> str:
    """What the search compares: name, who runs it, where it is, what it does, in French whoever writes.

    `services` are (category, name) of those that run, `stops` (name, address) of an itinerary's.
    """
    told = sorted(services, key=lambda each: each[0])
    parts = [place.name, place.run_by, place.operator, place.address, place.postal_code, place.municipality]
    parts += [name for _category, name in told if name]
    labels = category_labels()
    parts += [
        labels[category] for category in dict.fromkeys(category for category, _name in told) if category in labels
    ]
    if place.kind == "itinerary":
        parts += [f"{name} {address}" for name, address in stops]
    return folded(parts)


@cache
def category_labels() -> dict[str, str]:
    """What each category is called, in French."""
    with translation.override("fr"):
        return {code: str(label) for code, label in Category.choices}


def plain(value: Any) -> Any:
    """A value as the history keeps it: JSON, a row by its key or its code."""
    if isinstance(value, models.Model):
        return str(getattr(value, "code", "") or getattr(value, "slug", "") or getattr(value, "key", "") or value.pk)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value) if isinstance(value, Promise | str) else value


def _set(place: Place, values: dict[str, Any]) -> dict[str, list[Any]]:
    changes: dict[str, list[Any]] = {}
    for name, value in values.items():
        before = getattr(place, name)
        if before != value and name not in UNRECORDED:
            changes[name] = [plain(before), plain(value)]
            setattr(place, name, value)
    return changes


def _heard(place: Place, values: dict[str, Any], source: str) -> dict[str, Any]:
    """What may be written: for a confidential place, nothing that shows it."""
    if not place.is_confidential or place.pk is None:
        return dict(values)
    showing = [name for name, empty in NOWHERE.items() if name in values and values[name] != empty]
    if source:
        barred = {*NOWHERE, *WORDS, "is_confidential"}
        return {
            name: value for name, value in values.items()
            if name not in barred and not (name == "hours" and '"' in str(value))
        }  # fmt: skip
    if showing or values.get("is_confidential") is False:
        raise BadInput(
            *(
                Fault(name, _("L’adresse de ce lieu est confidentielle."), _("Laissez ce champ vide."))
                for name in showing or ["is_confidential"]
            )
        )
    return dict(values)
