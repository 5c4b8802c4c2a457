"""Cases: begun, noted, planned, closed, taken up again; who may, who may not, and what the database keeps of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry as JournalLine
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.pathways.models import Case, CaseClock, CaseEvent
from pacte.ground.pathways.reads import cases as reads
from pacte.ground.pathways.reads.stories import story_of
from pacte.ground.pathways.services import cases, opening, recording
from pacte.ground.people.models import File
from tests.ground.pathways.making import scheme
from tests.ground.people.making import followed, organisation, restricted, shared, worker

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 2)


@pytest.fixture
def actor() -> User:
    return worker(organisation())


@pytest.fixture
def file(actor: User) -> File:
    from pacte.ground.partners.models import Membership

    return followed(actor, Membership.objects.get(user=actor).organisation)


@pytest.fixture
def case(actor: User, file: File) -> Case:
    scheme()
    return cases.start(actor, file.key, "visit", "alert_received", MONDAY)


def clocks(case: Case) -> dict[str, Any]:
    return {row.clock: (row.hold, row.due_on, row.on_plan) for row in CaseClock.objects.filter(case=case)}


def test_a_case_begins_with_a_step_that_opens_it_and_its_clock_runs_from_that_day(case: Case, actor: User) -> None:
    assert (case.stage, case.opened_on, case.lead) == ("alert_received", MONDAY, actor)
    assert clocks(case) == {"visit_in_time": ("live", date(2026, 11, 17), False)}
    assert case.next_due_on == date(2026, 11, 17)


def test_a_case_begins_with_facts_and_plans(actor: User, file: File) -> None:
    scheme()
    begun = cases.start(
        actor, file.key, "visit", "alert_received", MONDAY,
        facts={"lease_signed_on": date(2020, 1, 1)}, planned={"hearing_held": date(2026, 12, 14)},
    )  # fmt: skip
    story = story_of(begun)
    assert story.facts == {"lease_signed_on": "2020-01-01"}
    assert clocks(begun)["report_before_hearing"] == ("live", date(2026, 12, 7), True)


def test_no_case_begins_with_a_step_that_opens_none_nor_on_a_day_ahead_nor_in_a_closed_scheme(
    actor: User, file: File
) -> None:
    version = scheme()
    with pytest.raises(BadInput, match="ne commence pas par cet acte"):
        cases.start(actor, file.key, "visit", "visit_made", MONDAY)
    with pytest.raises(BadInput, match="à venir"):
        cases.start(actor, file.key, "visit", "alert_received", timezone.localdate() + timedelta(days=1))
    version.scheme.is_open = False
    version.scheme.save()
    with pytest.raises(BadInput, match="n’ouvre pas de nouveau parcours"):
        cases.start(actor, file.key, "visit", "alert_received", MONDAY)
    assert not Case.objects.exists()


def test_only_who_follows_the_file_begins_a_case(file: File) -> None:
    scheme()
    with pytest.raises(Http404):
        cases.start(worker(file.organisation), file.key, "visit", "alert_received", MONDAY)
    with pytest.raises(Refused):
        cases.start(worker(file.organisation, "pact_team"), file.key, "visit", "alert_received", MONDAY)


def test_what_happened_is_noted_sealed_and_in_the_journal(case: Case, actor: User) -> None:
    row = recording.happened(actor, case.key, "visit_made", date(2026, 11, 10), words="Elle était là.")
    case.refresh_from_db()
    assert (case.stage, case.next_due_on) == ("visit_made", None)
    assert clocks(case)["visit_in_time"][0] == "ended"
    assert "Elle" not in CaseEvent.objects.get(pk=row.pk).sealed_words
    line = JournalLine.objects.get(action="case.happened", detail__event=str(row.key))
    assert line.target == case.target and "Elle" not in str(line.detail)


VERBS: list[tuple[str, tuple[Any, ...]]] = [
    ("happened", ("visit_made", MONDAY)),
    ("plan", ("hearing_held", date(2026, 12, 14))),
    ("unplan", ("hearing_held",)),
    ("set_fact", ("lease_signed_on", date(2020, 1, 1))),
    ("pause", ("visit_in_time", MONDAY, "judge")),
    ("resume", ("visit_in_time", MONDAY)),
    ("close", ("kept", MONDAY)),
    ("ask_document", ("report", MONDAY)),
    ("give_document", ("report", MONDAY)),
    ("note", ("Des mots",)),
]


@pytest.mark.parametrize(("verb", "arguments"), VERBS)
def test_each_verb_is_for_who_follows_the_file(case: Case, actor: User, verb: str, arguments: tuple[Any, ...]) -> None:
    act = getattr(recording, verb)
    act(actor, case.key, *arguments)
    before = CaseEvent.objects.count()
    colleague = worker(case.organisation)
    full = worker(organisation())
    shared(case.file, full.memberships.get().organisation, "full")  # type: ignore[arg-type]
    for stranger in (colleague, full):
        with pytest.raises(Http404):
            act(stranger, case.key, *arguments)
    with pytest.raises(Refused):
        act(worker(case.organisation, "committee"), case.key, *arguments)
    with pytest.raises(Http404):
        act(actor, uuid4(), *arguments)
    assert CaseEvent.objects.count() == before


def test_a_plan_moves_its_backward_clock_and_goes_with_it(case: Case, actor: User) -> None:
    recording.plan(actor, case.key, "hearing_held", date(2026, 12, 14))
    assert clocks(case)["report_before_hearing"][1] == date(2026, 12, 7)
    recording.plan(actor, case.key, "hearing_held", date(2026, 12, 21))
    assert clocks(case)["report_before_hearing"][1] == date(2026, 12, 14)
    recording.unplan(actor, case.key, "hearing_held")
    assert "report_before_hearing" not in clocks(case)


def test_a_clock_is_suspended_and_runs_again(case: Case, actor: User) -> None:
    recording.pause(actor, case.key, "visit_in_time", date(2026, 11, 9), "hospital")
    assert clocks(case)["visit_in_time"][0] == "suspended"
    case.refresh_from_db()
    assert case.next_due_on is None
    recording.resume(actor, case.key, "", date(2026, 11, 16))
    assert clocks(case)["visit_in_time"][0] == "live"
    assert clocks(case)["visit_in_time"][1] > date(2026, 11, 17)


def test_a_case_ends_once_and_is_taken_up_again(case: Case, actor: User) -> None:
    with pytest.raises(BadInput, match="est en cours"):
        recording.reopen(actor, case.key)
    recording.close(actor, case.key, "kept", date(2026, 11, 20))
    case.refresh_from_db()
    assert (case.outcome, case.closed_on, case.is_running) == ("kept", date(2026, 11, 20), False)
    assert clocks(case)["visit_in_time"][0] == "cancelled"
    with pytest.raises(BadInput, match="déjà terminé"):
        recording.close(actor, case.key, "kept", MONDAY)
    recording.reopen(actor, case.key)
    case.refresh_from_db()
    assert case.is_running and clocks(case)["visit_in_time"][0] == "live"


@pytest.mark.parametrize(
    ("verb", "arguments", "words"),
    [
        ("happened", ("nothing", MONDAY), "n’existe pas dans ce dispositif"),
        ("happened", ("visit_made", date(2099, 1, 1)), "Ce jour est à venir"),
        ("plan", ("nothing", MONDAY), "n’existe pas dans ce dispositif"),
        ("set_fact", ("nothing", 1), "ne demande pas cette précision"),
        ("set_fact", ("lease_signed_on", "hier"), "Cette date n’existe pas"),
        ("pause", ("nothing", MONDAY, "judge"), "n’a pas ce délai"),
        ("pause", ("visit_in_time", MONDAY, "whim"), "pourquoi le délai est suspendu"),
        ("close", ("nothing", MONDAY), "Cette issue n’existe pas"),
        ("ask_document", ("nothing", MONDAY), "ne demande pas ce document"),
        ("note", (" ",), "La note est vide"),
    ],
)  # fmt: skip
def test_what_the_scheme_does_not_know_is_said(
    case: Case, actor: User, verb: str, arguments: tuple[Any, ...], words: str
) -> None:
    before = CaseEvent.objects.count()
    with pytest.raises(BadInput, match=words):
        getattr(recording, verb)(actor, case.key, *arguments)
    assert CaseEvent.objects.count() == before


def test_out_of_order_is_warned_and_folds_the_same(actor: User, file: File) -> None:
    scheme()
    late = cases.start(actor, file.key, "visit", "alert_received", MONDAY)
    recording.happened(actor, late.key, "hearing_held", date(2026, 11, 1))
    late.refresh_from_db()
    assert late.stage == "alert_received"
    warned = {each.code for each in story_of(late).warnings}
    assert {"dated_before", "on_holiday"} <= warned


def test_the_lead_is_given_to_a_colleague_who_then_follows_the_file(case: Case, actor: User) -> None:
    colleague = worker(case.organisation)
    cases.assign(actor, case, colleague)
    assert case.lead == colleague
    assert reads.visible(colleague).get() == case
    with pytest.raises(BadInput, match="ne suit pas de dossier"):
        cases.assign(actor, case, worker(organisation()))


def test_a_case_is_seen_by_who_follows_its_file_or_sees_it_in_full(case: Case, actor: User) -> None:
    assert list(reads.visible(actor)) == [case]
    partner, summary = worker(organisation()), worker(organisation())
    shared(case.file, partner.memberships.get().organisation, "full")  # type: ignore[arg-type]
    shared(case.file, summary.memberships.get().organisation, "follow_up")  # type: ignore[arg-type]
    assert list(reads.visible(partner)) == [case] and not reads.visible(summary).exists()
    assert opening.open_case(partner, case.key).may_write is False
    with pytest.raises(Http404):
        opening.open_case(summary, case.key)
    with pytest.raises(Http404):
        opening.open_case(worker(case.organisation), case.key)
    assert JournalLine.objects.filter(action="case.open").count() == 1


def test_a_restricted_person_s_case_is_for_their_workers_alone(case: Case, actor: User) -> None:
    partner = worker(organisation())
    shared(case.file, partner.memberships.get().organisation, "full")  # type: ignore[arg-type]
    restricted(case.file.person)  # type: ignore[union-attr]
    assert list(reads.visible(actor)) == [case] and not reads.visible(partner).exists()
    assert not Case.objects.in_the_open().exists()
