"""Two entries of one place are proposed, decided by a person, remembered, and can be parted again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.directory.models import Origin, Place, PlacePair
from pacte.ground.directory.rules import doubles as rules
from pacte.ground.directory.rules.doubles import Entry
from pacte.ground.directory.services import doubles
from pacte.ground.directory.services.imports import import_file

from ..people.making import organisation, worker
from .exchanging import soliguide_place, soliguide_service, written
from .making import CENTRE, place, refuge, service

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Any:
    return worker(organisation(kind="city"), "pact_team")


def twins() -> tuple[Place, Place, PlacePair]:
    """The same place from two sources, thirty metres apart."""
    one = place(name="Le Relais exemple", telephone="01 02 03 04 05")
    two = place(name="Relais Exemple", telephone="+33 1 02 03 04 05", latitude=CENTRE[0] + 0.0003)
    Origin.objects.create(place=one, source="soliguide", identifier="1")
    Origin.objects.create(place=two, source="dora", identifier="a")
    doubles.propose()
    return one, two, PlacePair.objects.get()


def test_the_same_place_from_two_sources_is_proposed_once() -> None:
    one, two, pair = twins()
    assert (pair.first, pair.second) == (one, two)
    assert set(pair.reasons) == {"name", "near", "telephone", "address"}
    assert doubles.propose() == 0


def test_two_entries_of_one_source_are_two() -> None:
    for number in (1, 2):
        found = place(name="Le Relais exemple")
        Origin.objects.create(place=found, source="soliguide", identifier=str(number))
    assert doubles.propose() == 0


def test_a_name_alone_makes_no_pair() -> None:
    place(name="Secours exemple", address="1 rue A")
    place(name="Secours exemple", address="2 rue B", latitude=CENTRE[0] + 0.02)
    assert doubles.propose() == 0


def test_a_confidential_place_is_never_proposed() -> None:
    place(name="Un refuge", address="9 rue Cachée", telephone="01 00 00 00 00")
    refuge(organisation(), "9 rue Cachée", "01 00 00 00 00")
    assert doubles.propose() == 0


def test_two_places_stay_two_and_are_not_proposed_again(team: Any) -> None:
    _one, _two, pair = twins()
    doubles.keep_apart(team, pair.pk)
    assert doubles.propose() == 0
    assert Place.objects.published().count() == 2


def test_one_place_takes_the_origins_and_the_chosen_services_and_can_be_parted(team: Any) -> None:
    one, two, pair = twins()
    laundry, _meal = service(two, "laundry"), service(two, "meal")
    doubles.join(team, pair.pk, keep=one.pk, services=[str(laundry.key)])
    assert list(Place.objects.published()) == [one]
    assert set(one.origins.values_list("source", flat=True)) == {"soliguide", "dora"}
    assert list(one.services.values_list("category", flat=True)) == ["laundry"]
    doubles.undo(team, pair.pk)
    assert Place.objects.published().count() == 2
    assert set(two.services.values_list("category", flat=True)) == {"laundry", "meal"}
    assert two.origins.get().source == "dora"
    pair.refresh_from_db()
    assert pair.state == "proposed"


def test_a_re_import_goes_on_to_the_entry_that_was_kept(team: Any, tmp_path: Path) -> None:
    kept = place(name="Un lieu exemple 1", hours="")
    given = soliguide_place(services_all=[soliguide_service("shower")])
    import_file(written(tmp_path, [given]), "soliguide", "soliguide")
    doubles.propose()
    pair = PlacePair.objects.get()
    shower = Place.objects.exclude(pk=kept.pk).get().services.get()
    doubles.join(team, pair.pk, keep=kept.pk, services=[str(shower.key)])
    changed = soliguide_place(services_all=[soliguide_service("shower", description="Sur place")])
    import_file(written(tmp_path, [changed]), "soliguide", "soliguide")
    assert Place.objects.published().get() == kept
    assert kept.services.get().description == "Sur place"


def test_a_pair_is_decided_once_and_not_when_one_of_them_became_confidential(team: Any) -> None:
    one, _two, pair = twins()
    doubles.join(team, pair.pk, keep=one.pk)
    with pytest.raises(BadInput, match="déjà décidée"):
        doubles.keep_apart(team, pair.pk)
    empty = {"address": "", "postal_code": "", "telephone": "", "latitude": None, "longitude": None}
    Place.objects.filter(pk=one.pk).update(is_confidential=True, **empty)
    with pytest.raises(BadInput, match="confidentiel"):
        doubles.undo(team, pair.pk)


def test_only_the_directorys_team_decides() -> None:
    _one, _two, pair = twins()
    with pytest.raises(Refused):
        doubles.keep_apart(worker(organisation(), "site_manager"), pair.pk)


def comparisons(count: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many pairs are compared among so many entries, each some hundred metres from the next."""
    entries = [
        Entry(n, f"lieu exemple {n}", 48.80 + (n % 100) * 0.001, 2.25 + (n // 100) * 0.004, f"1{n:08d}")
        for n in range(count)
    ]
    met = []
    monkeypatch.setattr(rules, "compared", lambda one, other: met.append((one.key, other.key)))
    assert rules.pairs(entries) == []
    return len(met)


def test_entries_meet_their_neighbours_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    some, many = comparisons(500, monkeypatch), comparisons(5_000, monkeypatch)
    assert some <= 4 * 500
    assert many <= 11 * some, "ten times as many entries are compared some ten times as often, not a hundred"


def test_a_telephone_that_many_share_brings_nobody_together(monkeypatch: pytest.MonkeyPatch) -> None:
    crowd = [Entry(n, f"lieu {n}", telephone="102030405") for n in range(rules.CROWDED + 1)]
    monkeypatch.setattr(rules, "compared", lambda one, other: pytest.fail("they were compared"))
    assert rules.pairs(crowd) == []


def test_the_pages_show_pairs_side_by_side_and_decide(
    client: Client, team: Any, django_assert_max_num_queries: Any
) -> None:
    one, _two, pair = twins()
    client.force_login(team)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("directory:doubles")).content.decode()
    assert "Le Relais exemple" in page
    with django_assert_max_num_queries(16):
        page = client.get(reverse("directory:pair", kwargs={"number": pair.pk})).content.decode()
    assert "+33 1 02 03 04 05" in page
    answer = client.post(reverse("directory:pair", kwargs={"number": pair.pk}), {"keep": one.pk})
    assert answer.status_code == 302
    assert Place.objects.published().count() == 1
