"""A correction equals never having made the error, in the database too; two workers at once never share a rank."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.http import Http404

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput
from pacte.ground.pathways.models import Case, CaseClock, CaseEvent
from pacte.ground.pathways.services import cases, recording
from pacte.ground.pathways.services.recording import Replacement
from tests.ground.pathways.making import scheme
from tests.ground.people.making import followed, organisation, worker
from tests.installation import migrated

MONDAY = date(2026, 11, 2)


@pytest.fixture
def actor(db: None) -> User:
    scheme()
    return worker(organisation())


def begun(actor: User) -> Case:
    file = followed(actor, actor.memberships.get().organisation)
    return cases.start(actor, file.key, "visit", "alert_received", MONDAY)


def state(case: Case) -> tuple[Any, ...]:
    case.refresh_from_db()
    columns = (
        "clock",
        "occurrence",
        "hold",
        "started_on",
        "due_on",
        "soon_on",
        "ended_on",
        "is_undetermined",
        "on_plan",
    )
    rows = list(CaseClock.objects.filter(case=case).order_by("clock", "occurrence").values_list(*columns))
    return case.stage, case.outcome, case.closed_on, case.next_due_on, rows


ERRORS: list[tuple[str, tuple[Any, ...], Replacement | None, tuple[Any, ...] | None]] = [
    ("happened", ("visit_made", date(2026, 11, 9)), None, None),
    ("happened", ("visit_made", date(2026, 11, 9)), Replacement(on=date(2026, 11, 19)),
     ("visit_made", date(2026, 11, 19))),
    ("happened", ("visit_made", MONDAY), Replacement("hearing_held", MONDAY), ("hearing_held", MONDAY)),
    ("plan", ("hearing_held", date(2026, 12, 14)), Replacement(on=date(2026, 12, 21)),
     ("hearing_held", date(2026, 12, 21))),
    ("plan", ("hearing_held", date(2026, 12, 14)), None, None),
    ("close", ("kept", MONDAY), Replacement("abandoned", MONDAY), ("abandoned", MONDAY)),
    ("close", ("kept", MONDAY), None, None),
    ("pause", ("visit_in_time", MONDAY, "judge"), None, None),
    ("set_fact", ("lease_signed_on", "2020-01-01"), Replacement(value="2021-01-01"), ("lease_signed_on", "2021-01-01")),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "wrong", "instead", "right"), ERRORS)
def test_a_correction_equals_never_having_made_the_error(
    actor: User, verb: str, wrong: tuple[Any, ...], instead: Replacement | None, right: tuple[Any, ...] | None
) -> None:  # fmt: skip
    erred, sound = begun(actor), begun(actor)
    event = getattr(recording, verb)(actor, erred.key, *wrong)
    recording.happened(actor, erred.key, "hearing_held", date(2026, 11, 3))
    recording.correct(actor, erred.key, event.key, replacement=instead, reason="wrong_date")
    if right is not None:
        getattr(recording, verb)(actor, sound.key, *right)
    recording.happened(actor, sound.key, "hearing_held", date(2026, 11, 3))
    assert state(erred) == state(sound)
    assert CaseEvent.objects.filter(case=erred).count() == 4


def test_a_correction_is_itself_taken_back(actor: User) -> None:
    case = begun(actor)
    event = recording.happened(actor, case.key, "visit_made", date(2026, 11, 9))
    before = state(case)
    voided = recording.correct(actor, case.key, event.key, reason="not_happened")
    assert state(case) != before
    recording.correct(actor, case.key, voided.key, reason="wrong_step")
    assert state(case) == before


def test_a_correction_is_refused_out_of_reach_without_a_reason_or_with_a_day_ahead(actor: User) -> None:
    case, other = begun(actor), begun(actor)
    event = recording.happened(actor, case.key, "visit_made", date(2026, 11, 9))
    with pytest.raises(Http404):
        recording.correct(actor, other.key, event.key, reason="wrong_date")
    with pytest.raises(Http404):
        recording.correct(actor, case.key, uuid4(), reason="wrong_date")
    with pytest.raises(Http404):
        recording.correct(worker(case.organisation), case.key, event.key, reason="wrong_date")
    with pytest.raises(BadInput, match="pourquoi vous corrigez"):
        recording.correct(actor, case.key, event.key, reason="whim")
    with pytest.raises(BadInput, match="à venir"):
        ahead = Replacement(on=date(2099, 1, 1))
        recording.correct(actor, case.key, event.key, replacement=ahead, reason="wrong_date")


SCENE = """
import json, threading
from datetime import date
from django.db import connection
from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.people.models import FileWorker
from pacte.ground.people.services.creation import create_person
from pacte.ground.pathways.models import CaseEvent
from pacte.ground.pathways.services import cases, recording
from tests.ground.pathways.making import scheme

scheme()
home = Organisation.objects.create(slug="home", name="Home", kind="association")
workers = []
for number in range(4):
    each = User.objects.create_user(f"w{number}@pacte.example", display_name="Une travailleuse", is_demonstration=True)
    Membership.objects.create(user=each, organisation=home, role="social_worker", starts_on=date(2015, 1, 1))
    workers.append(each)
file = create_person(workers[0], home, purpose="support")
for each in workers[1:]:
    FileWorker.objects.create(file=file, user=each)
case = cases.start(workers[0], file.key, "visit", "alert_received", date(2026, 11, 2))
gate = threading.Barrier(len(workers))
begun = []

def one(pk):
    user = User.objects.get(pk=pk)
    gate.wait()
    for day in range(1, 6):
        recording.happened(user, case.key, "hearing_held", date(2026, 11, day))
    begun.append(cases.start(user, file.key, "visit", "alert_received", date(2026, 11, 2)).number)
    connection.close()

threads = [threading.Thread(target=one, args=(each.pk,)) for each in workers]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
case.refresh_from_db()
ranks = list(CaseEvent.objects.filter(case=case).order_by("rank").values_list("rank", flat=True))
print(json.dumps({"ranks": ranks, "count": case.events_count, "begun": begun}))
"""


def test_two_workers_who_note_at_once_never_share_a_rank_nor_a_number(tmp_path: Path) -> None:
    with migrated(tmp_path / "city") as city:
        said = json.loads(city.python(SCENE).splitlines()[-1])
    assert said["ranks"] == list(range(1, 22)) and said["count"] == 21
    assert len(set(said["begun"])) == 4
