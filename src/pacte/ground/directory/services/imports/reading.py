"""From a file to records that hold, whatever its format, with every fault of the others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ...enums import Category, ExchangeFormat
from ...rules.formats import Mistake, Parsed, soliguide
from ...rules.formats.checking import checked, unknown_categories
from ..checking import city_boxes
from .opening import Opened, opened

Parser = Callable[[Opened], Parsed]


def read(path: Path, form: str) -> Parsed:
    """The places of the file, checked. Raises BadInput when the file itself cannot be opened."""
    found = opened(path)
    parsed = checked(PARSERS[form](found), city_boxes())
    unknown = unknown_categories(parsed.places, frozenset(Category.values))
    if not unknown:
        return parsed
    wrong = {each.place for each in unknown}
    kept = tuple(place for place in parsed.places if place.identifier not in wrong)
    return Parsed(kept, (*parsed.mistakes, *unknown))


def _soliguide(found: Opened) -> Parsed:
    if not found.documents:
        return Parsed((), (Mistake("", "not_a_list"),))
    parts = [soliguide.parse(document) for document in found.documents.values()]
    return Parsed(
        tuple(place for part in parts for place in part.places),
        tuple(mistake for part in parts for mistake in part.mistakes),
    )


PARSERS: dict[str, Parser] = {ExchangeFormat.SOLIGUIDE.value: _soliguide}
