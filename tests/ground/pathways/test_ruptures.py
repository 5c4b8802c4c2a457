"""Ruptures avoided and the figures of signals: what counts as one, at which stage, from which source."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.indicators import signals as figures
from pacte.ground.pathways.models import Case
from pacte.ground.pathways.reads import ruptures as reads
from pacte.ground.pathways.services import cases, recording
from pacte.ground.people.models import File
from tests.ground.pathways.making import SCHEME, desk, scheme, signal
from tests.ground.people.making import followed, organisation, restricted, worker

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
YEAR = (date(2015, 1, 1), date(2100, 1, 1))


@pytest.fixture
def home() -> Organisation:
    return organisation("bureau")


@pytest.fixture
def actor(home: Organisation) -> User:
    return worker(home)


def ended(actor: User, file: File, outcome: str, on: date | None = None) -> Case:
    day = on or TODAY()
    case = cases.start(actor, file.key, "visit", "alert_received", day)
    recording.close(actor, case.key, outcome, day)
    return case


def test_only_outcomes_that_the_scheme_counts_are_ruptures_avoided(home: Organisation, actor: User) -> None:
    scheme()
    ended(actor, followed(actor, home), "kept")
    ended(actor, followed(actor, home), "abandoned")
    (found,) = reads.avoided(*YEAR)
    assert (found.scheme, found.outcome, found.why) == ("Une visite d’exemple", "Logement gardé", "Le bail continue.")
    assert (found.stage, found.source) == ("Alerte reçue", "Sans alerte")


def test_each_is_told_with_its_stage_and_the_source_of_its_first_alert(home: Organisation, actor: User) -> None:
    scheme()
    at = desk(home)
    for source in ("landlord", "tenant", "tenant"):
        case = ended(actor, followed(actor, home), "kept")
        signal(at, case=case, source=source, state="opened", answered_at=timezone.now())
    lines = [(each.stage, each.source, each.count) for each in reads.by_stage_and_source(reads.avoided(*YEAR))]
    assert lines == [("Alerte reçue", "Bailleur", 1), ("Alerte reçue", "La personne elle-même", 2)]


def test_the_stage_is_the_one_before_the_act_that_ended_the_case(home: Organisation, actor: User) -> None:
    text = SCHEME.replace('[[clock]]\nkey = "visit_in_time"', CLOSES + '[[clock]]\nkey = "visit_in_time"')
    scheme("visit", text, number=1)
    case = cases.start(actor, followed(actor, home).key, "visit", "alert_received", TODAY())
    recording.happened(actor, case.key, "hearing_held", TODAY())
    recording.happened(actor, case.key, "debt_cleared", TODAY())
    (found,) = reads.avoided(*YEAR)
    assert found.stage == "Audience"


CLOSES = '[[step]]\nkey = "debt_cleared"\nlabel = "Dette soldée"\nafter = ["alert_received"]\ncloses = "kept"\n\n'


def test_a_restricted_persons_case_is_in_no_count(home: Organisation, actor: User) -> None:
    scheme()
    file = followed(actor, home)
    ended(actor, file, "kept")
    restricted(file.person)
    assert reads.avoided(*YEAR) == []
    assert figures.ruptures_avoided(TODAY(), None).value == 0


def test_the_page_writes_what_counts_as_one(client: Client, home: Organisation, actor: User) -> None:
    scheme()
    ended(actor, followed(actor, home), "kept")
    client.force_login(worker(organisation(), Role.PACT_TEAM))
    page = client.get(reverse("pathways:ruptures")).content.decode()
    assert "Le bail continue." in page
    assert "concours de la force publique" in page
    assert client.get(reverse("pathways:ruptures") + "?annee=nope").status_code == 200
    client.force_login(worker(organisation(), Role.LANDLORD))
    assert client.get(reverse("pathways:ruptures")).status_code == 403


def test_its_queries_do_not_grow_with_the_cases(
    home: Organisation, actor: User, django_assert_max_num_queries: Any
) -> None:
    scheme()
    for _n in range(5):
        ended(actor, followed(actor, home), "kept")
    with django_assert_max_num_queries(4):
        assert len(reads.avoided(*YEAR)) == 5


def test_signals_are_counted_received_answered_in_time_and_waiting(home: Organisation) -> None:
    now, today, at = timezone.now(), TODAY(), desk(home)
    signal(at, state="closed", closing="solved", answered_at=now, due_on=today)
    signal(at, state="closed", closing="solved", answered_at=now, due_on=today - timedelta(days=1))
    signal(at)
    last_year = date(today.year - 1, 12, 31)
    signal(at, received_at=now - timedelta(days=(today - last_year).days))
    assert figures.signals_received(today, None).value == 3
    assert figures.signals_answered_in_time(today, None).value == 1
    assert figures.signals_waiting(today, None).value == 2
    assert figures.signals_waiting(last_year, None).value == 1


def test_pathways_opened_are_counted_by_scheme_and_small_parts_are_protected(home: Organisation, actor: User) -> None:
    scheme()
    cases.start(actor, followed(actor, home).key, "visit", "alert_received", TODAY())
    found = figures.pathways_opened(TODAY(), None)
    assert found.value == 1
    assert [row.label for row in found.rows] == ["Une visite d’exemple"]
    assert "protégé" in found.rows[0].columns["count"]
