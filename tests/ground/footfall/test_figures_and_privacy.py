"""What the counts feed: the pact's figures, programs; and what is forgotten of who counted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from pacte.ground.accounts.enums import Scope
from pacte.ground.accounts.models import ApiToken
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.footfall import privacy, services
from pacte.ground.footfall.indicators import DECLARED
from pacte.ground.footfall.models import Correction, Count, Undo
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from tests.ground.directory.making import refuge, service
from tests.ground.footfall.making import Counter, counter, stop_session

pytestmark = pytest.mark.django_db
FIGURES = {computed.code: computed.compute for computed in DECLARED}


def area(code: str) -> Territory:
    return Territory.objects.create(code=code, kind=TerritoryKind.ARRONDISSEMENT, name_fr=code)


def at(it: Counter, where: Territory) -> Counter:
    it.place.territory = where
    it.place.save()
    return it


def token_of(it: Counter) -> str:
    ApiToken.objects.create(
        user=it.manager, organisation_key=it.home.slug, label="essai", scope=Scope.READ,
        digest=fingerprint("un jeton"), expires_on=timezone.localdate() + timedelta(days=30),
    )  # fmt: skip
    return "un jeton"


def test_a_figure_counts_the_year_to_a_day_place_by_place_without_what_was_undone() -> None:
    here, there = area("75118"), area("75101")
    first, second = at(counter(), here), at(counter(), there)
    first.count("shower", quantity=4)
    services.undo(first.manager, first.count("shower", quantity=9).client_id)
    second.count("shower", quantity=2)
    second.count("visit", quantity=50)
    today = timezone.localdate()
    Count.objects.create(place=first.place, kind="shower", day=today.replace(year=today.year - 1), quantity=30)
    found = FIGURES["footfall_showers"](today, None)
    assert found.value == 6
    assert {row.label: row.columns["count"] for row in found.rows} == {first.place.name: "4", second.place.name: "2"}
    assert FIGURES["footfall_showers"](today, here).value == 4
    assert FIGURES["footfall_laundry"](today, None).value == 0


def test_a_correction_is_in_the_figure() -> None:
    it, today = counter(), timezone.localdate()
    it.count("visit", quantity=4)
    services.correct(it.manager, it.place.key, day=today, kind="visit", total=10, reason="Feuille de papier")
    assert FIGURES["footfall_visits"](today, None).value == 10


def test_the_mobile_town_halls_visits_are_those_of_its_stops_and_of_their_territory() -> None:
    it, where = counter("rights_help"), area("75118")
    it.count("visit", session=stop_session(it.place, territory=where), quantity=3)
    it.count("visit", quantity=8)
    it.count("casework", session=stop_session(it.place), quantity=5)
    today = timezone.localdate()
    assert FIGURES["mobile_town_hall_visits"](today, None).value == 3
    assert FIGURES["mobile_town_hall_visits"](today, where).value == 3
    assert FIGURES["mobile_town_hall_visits"](today, area("75101")).value == 0


def test_a_refuge_is_counted_by_its_team_and_is_in_no_figure() -> None:
    it = counter()
    hidden = refuge(it.home)
    service(hidden, "day_centre")
    it.place = hidden
    it.count("visit", quantity=14)
    assert it.total() == 14
    assert FIGURES["footfall_visits"](timezone.localdate(), None).rows == []


def test_a_program_reads_the_totals_of_its_organisation_alone(client: Client) -> None:
    it, other = counter(), counter()
    it.count(quantity=5)
    other.count(quantity=6)
    headers = {"Authorization": f"Bearer {token_of(it)}"}
    told = client.get("/api/v1/footfall/totals", headers=headers).json()
    assert [(row["place"], row["kind"], row["total"]) for row in told["totals"]] == [(str(it.place.key), "visit", 5)]
    wrong = client.get("/api/v1/footfall/totals?first=2019-01-01&last=2012-01-01", headers=headers)
    assert wrong.status_code == 422 and "période" in wrong.json()["detail"][0]["what"]
    foreign = client.get(f"/api/v1/footfall/totals?place={other.place.key}", headers=headers)
    assert foreign.json()["totals"] == []


def test_who_counted_is_forgotten_and_the_number_stays() -> None:
    it, today = counter(), timezone.localdate()
    services.undo(it.manager, it.count(quantity=2).client_id)
    it.count(quantity=3)
    services.correct(it.manager, it.place.key, day=today, kind="visit", total=9, reason="Feuille de papier")
    later = timezone.now() + timedelta(seconds=1)
    assert [rule.purge(later) for rule in privacy.RETENTION] == [2, 1, 1]
    assert not Count.objects.exclude(counted_by=None).exists()
    assert not Undo.objects.exclude(undone_by=None).exists()
    assert not Correction.objects.exclude(corrected_by=None).exists()
    assert it.total() == 9
