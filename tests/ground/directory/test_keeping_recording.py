"""The one way in which an entry changes."""

from __future__ import annotations

import pytest

from pacte.ground.declarations.errors import BadInput
from pacte.ground.directory.models import Place
from pacte.ground.directory.services.recording import apply, index
from tests.ground.people.making import organisation, worker

from .making import place, refuge, service, stop

pytestmark = pytest.mark.django_db


def test_a_new_entry_begins_its_history() -> None:
    new = Place()
    assert set(apply(new, {"name": "Le Café de l’Été", "address": "1 rue de l’Exemple"}, source="soliguide")) == {
        "created"
    }
    assert new.changes.get().source == "soliguide"
    assert new.search_text == "le cafe de l ete 1 rue exemple"


def test_an_entry_notes_who_changed_which_field_from_what_to_what() -> None:
    kept, home = place(telephone="01 11 11 11 11"), organisation()
    author = worker(home, "site_manager")
    changed = apply(kept, {"telephone": "01 22 22 22 22", "organisation": home, "name": kept.name}, author=author)
    assert changed == ["telephone", "organisation"]
    change = kept.changes.get()
    assert change.author == author
    assert change.changes == {
        "telephone": ["01 11 11 11 11", "01 22 22 22 22"], "organisation": [None, home.slug],
    }  # fmt: skip


def test_the_same_values_change_nothing_and_note_nothing() -> None:
    kept = place()
    before = kept.updated_at
    assert apply(kept, {"name": kept.name, "hours": kept.hours}, source="soliguide") == []
    kept.refresh_from_db()
    assert kept.updated_at == before and not kept.changes.exists()


def test_what_a_place_does_is_found_in_french_whoever_writes() -> None:
    from django.utils import translation

    kept = place(name="Chez nous", address="")
    service(kept, "shower")
    stop(kept)
    with translation.override("en"):
        index(kept)
    assert "douche" in kept.search_text


def test_a_source_never_shows_a_confidential_place_again() -> None:
    hidden = refuge(organisation())
    hidden_name = hidden.name
    values = {
        "name": "Un refuge, 9 rue Cachée", "address": "9 rue Cachée", "latitude": 48.8, "longitude": 2.3,
        "telephone": "01 00 00 00 00", "website": "https://refuge.example", "is_confidential": False,
        "description": "Au 9 rue Cachée", "is_free": True,
    }  # fmt: skip
    assert apply(hidden, values, source="soliguide") == ["is_free"]
    hidden.refresh_from_db()
    assert hidden.is_confidential and hidden.address == "" and hidden.latitude is None and hidden.name == hidden_name
    assert "Cach" not in str(list(hidden.changes.values()))


def test_a_person_who_types_the_address_of_a_confidential_place_is_told() -> None:
    hidden = refuge(organisation())
    with pytest.raises(BadInput) as told:
        apply(hidden, {"address": "9 rue Cachée"}, author=worker(organisation(), "site_manager"))
    assert told.value.faults[0].where == "address"
    with pytest.raises(BadInput):
        apply(hidden, {"is_confidential": False}, author=None)


def test_a_source_that_says_a_known_place_is_confidential_hides_it_at_once() -> None:
    known = place(organisation(), telephone="01 02 03 04 05", description="Sonnez au 1 rue de l'Exemple.")
    service(known, description="Appelez le 01.02.03.04.05")
    apply(known, {"name": "Un refuge", "address": "1 rue de l’Exemple", "is_confidential": True}, source="soliguide")
    known.refresh_from_db()
    assert known.is_confidential and known.latitude is None and known.address == known.telephone == ""
    words = known.description + known.search_text + str(list(known.changes.values())) + known.services.get().description
    assert "Exemple" not in words and "02" not in words


def test_a_place_confidential_from_its_first_day_is_nowhere() -> None:
    new = Place()
    values = {"name": "Un refuge", "is_confidential": True, "address": "9 rue Cachée", "description": "9 RUE CACHEE."}
    apply(new, values | {"latitude": 48.8, "longitude": 2.3}, source="data-inclusion")
    new.refresh_from_db()
    assert new.is_confidential and new.address == "" and new.latitude is None and "CACHEE" not in new.description
