"""The report of a night: four counts apart, what was met and why not, frozen once; small counts for few eyes."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.street.shelter.models import (
    AllocationRound,
    Call,
    HeldUnit,
    LotNight,
    NightReport,
    RequestEvent,
    ShelterPlacement,
    ShelterRequest,
)
from pacte.street.shelter.privacy.board import purge_words
from pacte.street.shelter.reads.report_lines import sections
from pacte.street.shelter.reads.report_shown import HIDDEN, minors
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.services import report, report_told
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.street.shelter.making import asked, declared, grid, lot, site

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Organisation:
    return organisation()


@pytest.fixture
def regulator(home: Organisation) -> User:
    return worker(home, Role.REGULATOR)


@pytest.fixture
def night() -> date:
    return night_at() - timedelta(days=1)


def unmet(night: date, reason: str = "no_place", **values: Any) -> ShelterRequest:
    return asked(night=night, state="unmet", unmet_reason=reason, **values)


def answered(request: ShelterRequest, minutes: int) -> None:
    request.answered_at = request.received_at + timedelta(minutes=minutes)
    request.save(update_fields=["answered_at"])


def address(night: date, end: str = "") -> str:
    return f"/hebergement/bilans/{night}/{end}"


def test_calls_requests_households_and_persons_are_four_counts(night: date) -> None:
    one = asked((30, ""), (4, ""), night=night)
    for _each in range(3):
        Call.objects.create(night=night, outcome="same_request", request=one)
    asked(night=night, state="cancelled")
    demand = report.figures(night)["all"]["demand"]
    assert demand == {"calls": 3, "requests": 1, "household_nights": 1, "persons": 2}


def test_met_and_unmet_are_told_by_kind_and_a_households_refusals_apart_from_a_sites(night: date) -> None:
    asked(night=night, state="arrived", kind="couple")
    asked(night=night, state="placed", kind="couple")
    unmet(night, "household_too_far")
    unmet(night, "site_full")
    later = asked(night=night, state="arrived")
    RequestEvent.objects.create(request=later, kind="household_refused", reason="household_split")
    figures = report.figures(night)["all"]
    assert figures["outcomes"] == {"single_man": {"met": 1, "unmet": 2}, "couple": {"met": 2}}
    titles = {section.title: section.rows for section in sections(figures)}
    assert [row[0] for row in titles["Refus de ménages"]] == [
        "Refus du ménage : trop loin",
        "Refus du ménage : séparation",
    ]
    assert titles["Refus de sites"] == [["Refus du site : complet", "1", "0"]]


def test_the_time_to_answer_is_its_middle_and_nine_tenths(night: date) -> None:
    for minutes in (5, 10, 20, 30, 130):
        answered(asked(night=night, state="placed"), minutes)
    asked(night=night)
    answers = report.figures(night)["all"]["answers"]
    assert answers == {"count": 5, "median": 20, "nine_tenths": 130}


def test_places_are_open_declared_given_left_and_a_missing_count_is_no_zero(home: Organisation, night: date) -> None:
    room = lot(site(home), 5, kind="room", unit_places=4, audience="families")
    lot(site(home), 10)
    declared(room, 3, night)
    placement = ShelterPlacement.objects.create(
        request=asked(night=night, state="arrived"), lot=room, origin="immediate", danger="newborn", first_night=night
    )
    HeldUnit.objects.create(placement=placement, lot=room, night=night, position=1)
    figures = report.figures(night)["all"]
    stock = figures["stock"]
    assert (stock["sites_open"], stock["sites_declared"], stock["places_open"]) == (2, 1, 30)
    assert (stock["places_declared"], stock["places_given"], stock["places_left"], stock["occupancy"]) == (12, 4, 8, 60)
    assert stock["persons"] is None
    assert figures["placed"] == {"given": 1, "immediate": 1, "dangers": {"newborn": 1}}
    text = str(sections(figures))
    assert "non précisé (0 lots comptés sur 2)" in text


def test_hotel_nights_are_told_with_their_cost(home: Organisation, night: date) -> None:
    hotel = lot(site(home, kind="hotel"), 4, kind="room", unit_places=3, nightly_cost=70)
    LotNight.objects.create(
        lot=hotel, night=night, capacity=4, places=12, attributed=2, cost=140, frozen_at=timezone.now()
    )
    assert report.figures(night)["all"]["hotel"] == {"nights": 2, "cost": "140.00", "unpriced": 0}


def test_a_round_is_told_with_its_policy_and_seed(night: date) -> None:
    AllocationRound.objects.create(night=night, number=1, seed=77, grid=grid(), sealed_log="", digest="ab" * 32)
    asked(night=night)
    rows = sections(report.figures(night)["all"])[-1].rows
    assert rows == [["1", "Tour d’ensemble", "77", "0", "0", "abababababab"]]


def test_minors_handed_over_are_counted(night: date) -> None:
    asked((15, ""), night=night, kind="minor_alone", state="handed_over")
    asked((15, ""), night=night, kind="minor_alone")
    assert minors(report.figures(night)["all"]) == {"asked": 2, "handed_over": 1}


def test_a_closed_night_never_changes(client: Client, regulator: User, night: date) -> None:
    unmet(night)
    report.close(regulator, night, "Une nuit calme.")
    unmet(night)
    client.force_login(regulator)
    text = client.get(address(night)).content.decode()
    assert "Une nuit calme." in text and NightReport.objects.get().figures["all"]["demand"]["requests"] == 1
    with pytest.raises(BadInput, match="déjà clos"):
        report.close(regulator, night)


def test_noon_closes_what_nobody_closed_and_the_facts_may_follow(regulator: User, night: date) -> None:
    unmet(night)
    assert report.close_past_nights(timezone.now()) == 1 and report.close_past_nights(timezone.now()) == 0
    assert NightReport.objects.get().closed_by is None
    report.close(regulator, night, "Une panne de chauffage.")
    kept = NightReport.objects.get()
    assert (kept.words, kept.closed_by) == ("Une panne de chauffage.", regulator)


def test_a_night_without_data_says_so_and_has_no_report(client: Client, regulator: User, night: date) -> None:
    client.force_login(regulator)
    assert "ce n’est pas zéro" in client.get(address(night)).content.decode()
    assert report.close_past_nights(timezone.now()) == 0
    assert client.get(address(night, "bilan.csv")).status_code == 404
    with pytest.raises(BadInput, match="Rien n’a été gardé"):
        report.close(regulator, night)


@pytest.mark.parametrize(
    ("hour", "may"), [(23, False), (3, False), (6, True), (11, True)], ids=["evening", "night", "six", "morning"]
)
def test_a_night_is_closed_from_six_in_the_morning(hour: int, may: bool) -> None:
    begun = date(2019, 2, 7)
    day = begun if hour > 12 else begun + timedelta(days=1)
    moment = timezone.make_aware(datetime(day.year, day.month, day.day, hour, 30))
    assert report.may_close(begun, moment) is may


def test_only_the_regulation_closes_a_night(home: Organisation, night: date) -> None:
    unmet(night)
    with pytest.raises(Refused):
        report.close(worker(home, Role.SITE_MANAGER), night)


def test_others_read_small_counts_as_protected_and_the_regulation_reads_them(
    client: Client, home: Organisation, regulator: User, night: date
) -> None:
    for _each in range(30):
        asked(night=night, state="arrived")
    for _each in range(4):
        unmet(night, kind="couple")
    report.close(regulator, night)
    shown = NightReport.objects.get().figures["shown"]
    assert shown["outcomes"]["couple"]["unmet"] == HIDDEN and shown["reasons"] == {"no_place": HIDDEN}
    client.force_login(worker(home, Role.SITE_MANAGER))
    text = client.get(address(night)).content.decode()
    assert "protégé" in text and 'class="number">4<' not in text
    client.force_login(regulator)
    assert 'class="number">4<' in client.get(address(night)).content.decode()


def test_restricted_persons_are_in_no_count_that_others_read(home: Organisation, regulator: User, night: date) -> None:
    file = followed(worker(home), home)
    for number in range(13):
        asked(night=night, state="arrived", file=file if number == 0 else None)
    restricted(file.person)
    kept = report.figures(night)
    assert kept["all"]["demand"]["requests"] == 13 and kept["shown"]["demand"]["requests"] == 12


def test_others_read_no_figure_of_a_night_in_the_making(client: Client, home: Organisation) -> None:
    asked()
    client.force_login(worker(home, Role.PACT_TEAM))
    text = client.get(address(night_at())).content.decode()
    assert "à midi au plus tard" in text and "<table" not in text


def test_the_words_are_for_the_regulation_and_the_pacts_team(
    client: Client, home: Organisation, regulator: User, night: date
) -> None:
    unmet(night)
    report.close(regulator, night, "Mots-canari")
    for role, reads in ((Role.SITE_MANAGER, False), (Role.PACT_TEAM, True)):
        client.force_login(worker(home, role))
        for page in ("", "bilan.csv"):
            assert ("Mots-canari" in client.get(address(night, page)).content.decode()) is reads


def test_old_words_go_and_the_figures_stay(regulator: User, night: date) -> None:
    unmet(night)
    report.close(regulator, night, "Une nuit calme.")
    assert purge_words(timezone.now() + timedelta(days=1)) == 1
    kept = NightReport.objects.get()
    assert kept.words == "" and kept.figures["all"]["demand"]["requests"] == 1


def test_the_spreadsheet_has_one_number_a_line(client: Client, regulator: User, night: date) -> None:
    unmet(night)
    client.force_login(regulator)
    rows = list(csv.reader(io.StringIO(client.get(address(night, "bilan.csv")).content.decode("utf-8-sig"))))
    assert [str(night), "Demandes de la nuit", "Demandes reçues", "Nombre", "1"] in rows
    assert {len(row) for row in rows} == {5}


def test_the_pdf_of_a_closed_night_is_the_same_bytes_twice(client: Client, regulator: User, night: date) -> None:
    unmet(night)
    report.close(regulator, night, "Une nuit calme.")
    client.force_login(regulator)
    first, second = (client.get(address(night, "bilan.pdf")).content for _time in range(2))
    assert first.startswith(b"%PDF") and first == second


def test_a_report_asks_few_queries(
    client: Client, regulator: User, home: Organisation, night: date, django_assert_max_num_queries: Any
) -> None:
    for _each in range(20):
        unmet(night)
    for _each in range(5):
        lot(site(home), 4)
    client.force_login(regulator)
    with django_assert_max_num_queries(60):
        client.get(address(night))
    report.close(regulator, night)
    with django_assert_max_num_queries(12):
        client.get(address(night))
    assert report_told.told(regulator, night).report is not None
