"""Entries made, changed and published by those who keep them."""

from __future__ import annotations

import pytest
from django.http import Http404

from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.directory.models import Place
from pacte.ground.directory.services import places, services, stops
from pacte.ground.territory.models import Territory
from tests.ground.people.making import organisation, worker

from .making import place, service, stop

pytestmark = pytest.mark.django_db


def city() -> Territory:
    return Territory.objects.create(
        code="99000", kind="city", name_fr="Une ville", west=2.2, south=48.8, east=2.5, north=48.9
    )


def faulty(values: dict[str, object]) -> dict[str, str]:
    home = organisation()
    with pytest.raises(BadInput) as told:
        places.create(worker(home, "site_manager"), {"name": "Un lieu", "organisation": home} | values)
    return {fault.where: f"{fault.what} {fault.remedy}" for fault in told.value.faults}


def test_a_keeper_makes_a_draft_for_their_own_organisation() -> None:
    home = organisation()
    made = places.create(worker(home, "site_manager"), {"name": "Un lieu", "organisation": home, "hours": "24/7"})
    assert (made.status, made.organisation, made.search_text.split()[0]) == ("draft", home, "un")
    assert Entry.objects.get(action="place.create").target == made.target


def test_nobody_makes_an_entry_for_another_organisation_nor_on_anothers_territory() -> None:
    home, other = organisation(), organisation()
    mine, theirs = (Territory.objects.create(code=code, kind="arrondissement", name_fr=code) for code in ("A", "B"))
    keeper = worker(home, "site_manager", territory=mine)
    for values, where in (({"organisation": other}, "organisation"), ({"territory": theirs}, "territory")):
        with pytest.raises(BadInput) as told:
            places.create(keeper, {"name": "Un lieu", "organisation": home, "territory": mine} | values)
        assert told.value.faults[0].where == where
    with pytest.raises(Refused):
        places.create(worker(home, "social_worker"), {"name": "Un lieu", "organisation": home})
    assert not Place.objects.exists()


def test_an_entry_of_another_organisation_is_not_found() -> None:
    with pytest.raises(Http404):
        places.edit(worker(organisation(), "site_manager"), place(organisation()).key, {"name": "Autre"})


def test_coordinates_outside_the_city_are_refused_clearly() -> None:
    city()
    told = faulty({"latitude": 43.3, "longitude": 5.4})
    assert "n’est pas dans la ville (Une ville)" in told["latitude"]
    assert "échangées" in faulty({"latitude": 2.35, "longitude": 48.85})["latitude"]
    assert "les deux" in faulty({"latitude": 48.85, "longitude": None})["longitude"]


def test_a_point_at_the_very_edge_of_the_city_is_taken() -> None:
    city()
    home = organisation()
    values = {"name": "Un bois", "organisation": home, "latitude": 48.79, "longitude": 2.51}
    assert places.create(worker(home, "site_manager"), values).latitude == 48.79


def test_hours_that_nobody_can_read_are_refused_with_the_position_of_the_fault() -> None:
    assert "caractère 12" in faulty({"hours": "Mo-Fr 09:00/12:00"})["hours"]


def test_every_fault_is_told_at_once_and_nothing_is_written() -> None:
    told = faulty({"name": " ", "age_min": 30, "age_max": 18, "is_free": True, "price": "2 €", "audiences": ["elfes"]})
    assert told.keys() == {"name", "age_max", "price", "audiences"}
    assert not Place.objects.exists()


def test_two_edits_of_one_entry_keep_the_words_of_both() -> None:
    home = organisation()
    first, second, kept = worker(home, "site_manager"), worker(home, "organisation_admin"), place(home)
    read = {"description": kept.description, "telephone": kept.telephone, "name": kept.name}
    version = kept.updated_at.isoformat()
    places.edit(first, kept.key, read | {"description": "Une porte bleue."}, version)
    places.edit(second, kept.key, read | {"telephone": "01 22 22 22 22"}, version)
    kept.refresh_from_db()
    assert (kept.description, kept.telephone) == ("Une porte bleue.", "01 22 22 22 22")


def test_whoever_comes_second_sees_what_both_changed_and_writes_knowingly() -> None:
    home = organisation()
    keeper, kept = worker(home, "site_manager"), place(home)
    version = kept.updated_at.isoformat()
    places.edit(keeper, kept.key, {"name": "Un nom"}, version)
    with pytest.raises(BadInput) as told:
        places.edit(keeper, kept.key, {"name": "Un autre"}, version)
    assert told.value.faults[0].where == "name" and "C’est maintenant : Un nom" in told.value.faults[0].what
    kept.refresh_from_db()
    assert kept.name == "Un nom"
    places.edit(keeper, kept.key, {"name": "Un autre"}, kept.updated_at.isoformat())
    kept.refresh_from_db()
    assert kept.name == "Un autre"


def test_a_double_is_not_edited_any_more() -> None:
    home = organisation()
    double = place(home, merged_into=place(home))
    with pytest.raises(BadInput):
        places.edit(worker(home, "site_manager"), double.key, {"name": "Autre"})


def test_a_service_has_its_own_hours_and_is_found_by_its_words() -> None:
    home = organisation()
    keeper, kept = worker(home, "site_manager"), place(home)
    services.add(keeper, kept.key, {"category": "laundry", "hours": "Mo 10:00-12:00"})
    added = kept.services.get()
    kept.refresh_from_db()
    assert added.usual_hours == "Mo 10:00-12:00" and "laverie" in kept.search_text
    services.edit(keeper, kept.key, added.key, {"hours": "Tu 10:00-12:00"})
    added.refresh_from_db()
    assert added.hours == "Tu 10:00-12:00"
    with pytest.raises(BadInput):
        services.add(keeper, kept.key, {"category": "potions"})


def test_a_service_taken_off_stays_in_what_was_counted() -> None:
    home = organisation()
    kept = place(home)
    offered = service(kept)
    services.remove(worker(home, "site_manager"), kept.key, offered.key)
    offered.refresh_from_db()
    kept.refresh_from_db()
    assert not offered.is_active and "douche" not in kept.search_text


def test_two_edits_of_one_service_keep_the_words_of_both() -> None:
    home = organisation()
    keeper, kept = worker(home, "site_manager"), place(home)
    offered = service(kept)
    version = kept.updated_at.isoformat()
    read = {"name": "", "description": "", "category": "shower"}
    services.edit(keeper, kept.key, offered.key, read | {"name": "Douches chaudes"}, version)
    services.edit(keeper, kept.key, offered.key, read | {"description": "Serviette fournie."}, version)
    offered.refresh_from_db()
    assert (offered.name, offered.description) == ("Douches chaudes", "Serviette fournie.")


def test_an_itinerary_has_stops_with_a_point_and_hours() -> None:
    home = organisation()
    keeper = worker(home, "site_manager")
    bus = place(home, kind="itinerary")
    values = {"name": "Gare", "latitude": 48.85, "longitude": 2.35, "hours": "Mo 10:00-12:00"}
    stops.add(keeper, bus.key, values)
    assert bus.stops.get().hours == "Mo 10:00-12:00"
    with pytest.raises(BadInput) as told:
        stops.add(keeper, bus.key, {"name": "Gare", "hours": ""})
    assert {fault.where for fault in told.value.faults} == {"latitude", "hours"}
    with pytest.raises(BadInput):
        stops.add(keeper, place(home).key, values)


def test_a_stop_taken_off_is_gone_and_remembered() -> None:
    home = organisation()
    bus = place(home, kind="itinerary")
    halt = stop(bus, name="Gare")
    stops.remove(worker(home, "site_manager"), bus.key, halt.key)
    assert not bus.stops.exists()
    assert bus.changes.get().changes[f"stop:{halt.key}"][0]["name"] == "Gare"


def test_an_address_that_the_city_knows_gives_its_point() -> None:
    from pacte.ground.territory.models import Address, NamedStreet

    street = NamedStreet.objects.create(
        name="Rue de l’Exemple", folded="rue exemple", postal_code="99001", municipality="Une ville"
    )
    for number in (1, 9):
        point = {"latitude": 48.85, "longitude": 2.3 + number / 100}
        Address.objects.create(street=street, identifier=str(number), number=number, **point)
    home = organisation()
    keeper = worker(home, "site_manager")
    values = {"name": "Un lieu", "organisation": home, "address": "9 rue de l'Exemple", "postal_code": "99001"}
    made = places.create(keeper, values)
    assert (made.latitude, round(made.longitude or 0, 4)) == (48.85, 2.39)
    read = values | {"latitude": made.latitude, "longitude": made.longitude}
    places.edit(keeper, made.key, read | {"address": "1 rue de l’Exemple"})
    made.refresh_from_db()
    assert round(made.longitude or 0, 4) == 2.31
    places.edit(keeper, made.key, read | {"address": "1 rue de l’Exemple", "longitude": 2.4})
    made.refresh_from_db()
    assert made.longitude == 2.4
