"""Many new entries are written at once, and each is what one written alone would be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pacte.ground.directory.models import Origin, Place, PlaceChange, Stop
from pacte.ground.directory.services import recording
from pacte.ground.directory.services.imports import import_file

from .exchanging import hours, soliguide_place, written

pytestmark = pytest.mark.django_db


def rows(first: int, count: int) -> list[dict[str, Any]]:
    return [soliguide_place(number) for number in range(first, first + count)]


def queries(folder: Path, *places: dict[str, Any]) -> int:
    """How many queries it takes to bring these places in."""
    path = written(folder, list(places))
    with CaptureQueriesContext(connection) as asked:
        import_file(path, "soliguide", "soliguide")
    return len(asked)


def test_forty_new_entries_ask_the_database_no_more_often_than_ten(tmp_path: Path) -> None:
    few = queries(tmp_path, *rows(1, 10))
    assert queries(tmp_path, *rows(1, 10), *rows(100, 40)) <= few + 5
    assert Place.objects.count() == PlaceChange.objects.count() == Origin.objects.count() == 50


def test_a_file_that_came_already_asks_as_little_however_long_it_is(tmp_path: Path) -> None:
    places = rows(1, 40)
    queries(tmp_path, *places)
    assert queries(tmp_path, *places) <= 25


def test_an_entry_of_a_file_is_found_by_the_words_that_one_typed_here_would_have(tmp_path: Path) -> None:
    stops = [{"position": {"location": {"coordinates": [2.35, 48.85]}, "address": "Place du Marché"}, "hours": hours()}]
    moving = soliguide_place(2, placeType="PARCOURS_MOBILE", parcours=stops)
    import_file(written(tmp_path, [soliguide_place(1), moving]), "soliguide", "soliguide")
    for place in Place.objects.all():
        assert place.search_text == recording.words_of(place)
        assert list(place.changes.values_list("changes", "source")) == [({"created": ["", "soliguide"]}, "soliguide")]
    assert "douche" in Place.objects.get(name="Un lieu exemple 1").search_text
    assert "marche" in Place.objects.get(kind="itinerary").search_text


def test_a_refuge_of_a_file_begins_without_stops_or_place(tmp_path: Path) -> None:
    hidden = Place(name="")
    values = {"name": "Un refuge", "is_confidential": True, "address": "9 rue Cachée", "description": "Au 9 rue Cachée"}
    stop = Stop(place=hidden, name="Rue Cachée", latitude=48.85, longitude=2.35, hours="")
    recording.create([recording.Draft(hidden, values, stops=[stop])], source="essai")
    kept = Place.objects.get()
    assert (kept.address, kept.stops.count()) == ("", 0)
    assert "cachee" not in kept.search_text
    assert "9 rue Cachée" not in kept.description
