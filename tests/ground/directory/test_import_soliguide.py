"""Soliguide's places come in whole, and again without changing anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pacte.ground.declarations.errors import BadInput
from pacte.ground.directory.models import Origin, Place, SpecialPeriod
from pacte.ground.directory.rules.formats import soliguide
from pacte.ground.directory.services.imports import import_file
from pacte.ground.directory.services.protected import make_confidential
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory

from .exchanging import hours, soliguide_place, soliguide_service, written

pytestmark = pytest.mark.django_db


def bring(folder: Path, *places: Any, **options: Any) -> Any:
    return import_file(written(folder, {"places": list(places)}), "soliguide", "soliguide", **options)


def counts(outcome: Any) -> tuple[int, int, int]:
    return outcome.created, outcome.changed, outcome.unchanged


def test_a_place_comes_in_with_its_hours_conditions_and_services(tmp_path: Path) -> None:
    bring(tmp_path, soliguide_place())
    place = Place.objects.get()
    assert (place.name, place.status, place.operator) == ("Un lieu exemple 1", "published", "Association exemple")
    assert place.hours == "Mo-Fr 09:00-12:00; PH off"
    assert place.description == "Un lieu & un café"
    assert (place.address, place.postal_code, place.municipality) == ("1 rue de l’Exemple", "75020", "Paris")
    assert (place.latitude, place.longitude) == (48.8566, 2.3522)
    assert place.audience_rule == "everyone"
    assert (place.is_unconditional, place.is_step_free, place.accepts_animals, place.is_free) == (
        True,
        True,
        True,
        True,
    )
    assert place.languages == ["fr", "ar"]
    assert sorted(place.services.values_list("category", flat=True)) == ["day_centre", "shower"]
    assert "douche" in place.search_text


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    assert counts(bring(tmp_path, soliguide_place(1), soliguide_place(2))) == (2, 0, 0)
    before = list(Place.objects.values())
    assert counts(bring(tmp_path, soliguide_place(1), soliguide_place(2))) == (0, 0, 2)
    assert list(Place.objects.values()) == before
    assert Place.objects.count() == 2


def test_what_the_source_changes_is_updated_in_place(tmp_path: Path) -> None:
    bring(tmp_path, soliguide_place())
    key = Place.objects.get().key
    changed = soliguide_place(name="Le même lieu", services_all=[soliguide_service("laundry")])
    assert counts(bring(tmp_path, changed)) == (0, 1, 0)
    place = Place.objects.get()
    assert (place.key, place.name) == (key, "Le même lieu")
    assert list(place.services.filter(is_active=True).values_list("category", flat=True)) == ["laundry"]
    assert counts(bring(tmp_path, changed)) == (0, 0, 1)


def test_what_the_owner_changed_since_stays(tmp_path: Path) -> None:
    bring(tmp_path, soliguide_place())
    Place.objects.update(telephone="01 11 11 11 11")
    outcome = bring(tmp_path, soliguide_place(name="Nouveau nom", entity={"phones": [{"phoneNumber": "02"}]}))
    place = Place.objects.get()
    assert (place.telephone, place.name) == ("01 11 11 11 11", "Nouveau nom")
    assert outcome.kept == [("1", "Un lieu exemple 1", ["telephone"])]


def test_a_place_that_left_the_source_is_told_and_stays(tmp_path: Path) -> None:
    bring(tmp_path, soliguide_place(1), soliguide_place(2))
    outcome = bring(tmp_path, soliguide_place(1))
    assert outcome.missing == [("2", "Un lieu exemple 2")]
    assert Place.objects.published().count() == 2


def test_a_file_with_faults_is_refused_whole_with_all_of_them_located(tmp_path: Path) -> None:
    Territory.objects.create(
        code="75056", kind=TerritoryKind.CITY, name_fr="Paris", west=2.22, south=48.81, east=2.47, north=48.91
    )
    far = soliguide_place(3)
    far["position"] = {"location": {"coordinates": [4.83, 45.76]}}
    strange = soliguide_place(2, services_all=[soliguide_service("showr")])
    broken = soliguide_place(4, newhours=hours(start="demain"))
    with pytest.raises(BadInput) as refused:
        bring(tmp_path, soliguide_place(1), strange, far, broken, soliguide_place(1))
    said = [str(fault) for fault in refused.value.faults]
    assert Place.objects.count() == 0
    assert len(said) == 4 + 4
    assert any("places[1].services_all[0].category" in each and "« shower »" in each for each in said)
    assert any("places[2]" in each and "ville" in each for each in said)
    assert any("places[3].newhours.monday.timeslot[0]" in each and "demain" in each for each in said)
    assert any("déjà celui de places[0]" in each for each in said)


def test_the_good_ones_are_kept_when_asked(tmp_path: Path) -> None:
    strange = soliguide_place(2, services_all=[soliguide_service("showr")])
    outcome = bring(tmp_path, soliguide_place(1), strange, keep_valid=True)
    assert (counts(outcome), outcome.left_out) == ((1, 0, 0), 1)
    assert outcome.faults[0].where == "places[1].services_all[0].category (entrée 2)"


def test_a_rehearsal_writes_nothing(tmp_path: Path) -> None:
    assert counts(bring(tmp_path, soliguide_place(), rehearse=True)) == (1, 0, 0)
    assert not Place.objects.exists()
    assert not Origin.objects.exists()


def test_an_itinerary_comes_in_with_its_stops(tmp_path: Path) -> None:
    stop = {"description": "Devant la gare", "hours": hours(2000, 200), "position": soliguide_place()["position"]}
    bring(tmp_path, soliguide_place(placeType="PARCOURS_MOBILE", parcours=[stop, stop | {"description": "Au pont"}]))
    place = Place.objects.get()
    assert (place.kind, place.latitude) == ("itinerary", None)
    assert list(place.stops.values_list("order", "name", "hours")) == [
        (1, "Devant la gare", "Mo-Fr 20:00-02:00; PH off"),
        (2, "Au pont", "Mo-Fr 20:00-02:00; PH off"),
    ]


def test_dated_closures_and_other_hours_become_periods(tmp_path: Path) -> None:
    told = {"actif": True, "dateDebut": "2026-08-01T00:00:00.000Z", "dateFin": "2026-08-31T00:00:00.000Z"}
    closed = soliguide_service("shower", close=told)
    infos = {"closure": told | {"description": "Travaux"}, "hours": told | {"hours": hours(1000, 1100)}}
    bring(tmp_path, soliguide_place(tempInfos=infos, services_all=[closed]))
    rows = SpecialPeriod.objects.order_by("kind", "service").values_list(
        "kind", "hours", "message", "service__category"
    )
    assert set(rows) == {
        ("closed", "", "Travaux", None),
        ("closed", "", "", "shower"),
        ("other_hours", "Mo-Fr 10:00-11:00; PH off", "", None),
    }
    assert counts(bring(tmp_path, soliguide_place(tempInfos=infos, services_all=[closed]))) == (0, 0, 1)


def test_words_beside_the_hours_become_a_quoted_comment(tmp_path: Path) -> None:
    bring(tmp_path, soliguide_place(newhours=hours(description='fermé "en août"')))
    assert Place.objects.get().hours == 'Mo-Fr 09:00-12:00 "fermé ’en août’"; PH off'


def test_a_confidential_place_is_written_by_no_source(tmp_path: Path) -> None:
    from tests.ground.people.making import organisation, worker

    bring(tmp_path, soliguide_place())
    home = organisation()
    Place.objects.update(organisation=home)
    make_confidential(worker(home, "site_manager"), Place.objects.get().key)
    outcome = bring(tmp_path, soliguide_place(name="Au 1 rue de l’Exemple", description="1 rue de l’Exemple"))
    place = Place.objects.get()
    assert (counts(outcome), outcome.hidden) == ((0, 0, 1), 1)
    assert (place.is_confidential, place.address, place.latitude, place.telephone) == (True, "", None, "")
    kept = json.dumps([*Place.objects.values(), *Origin.objects.values("given")], default=str, ensure_ascii=False)
    assert "rue de l’Exemple" not in kept
    assert Origin.objects.get().given == {}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
keys = sorted(soliguide_place())


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(keys), json_values, max_size=6), json_values)
def test_any_json_gives_places_or_faults_and_never_an_error(changes: dict[str, Any], anything: Any) -> None:
    for data in (anything, [anything], {"places": [soliguide_place() | changes]}):
        parsed = soliguide.parse(data)
        assert all(place.name for place in parsed.places)
        assert all(isinstance(mistake.where, str) and mistake.code for mistake in parsed.mistakes)
