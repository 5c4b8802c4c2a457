"""A job is run once, tried again when it fails, and carries identifiers only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.jobs import services
from pacte.ground.jobs.enums import JobState
from pacte.ground.jobs.models import Job, TakenOver

pytestmark = pytest.mark.django_db
HERE = __name__
CALLS: list[Any] = []


@pytest.fixture(autouse=True)
def _no_calls() -> None:
    CALLS.clear()


def note(job: Job, *identifiers: int | str) -> None:
    job.report(1, 2)
    CALLS.append(identifiers)


def stumble(job: Job, word: str) -> None:
    CALLS.append(word)
    raise ValueError(f"cannot read {word} secret")


def refuse(job: Job) -> None:
    CALLS.append("refused")
    raise BadInput(Fault("D14", "n’est pas un nombre"))


@services.whole
def make_account_then_stumble(job: Job) -> None:
    User.objects.create_user("half@own.example", display_name="Une personne")
    job.report(1, 1)
    raise ValueError


@services.whole
def lose_the_job_then_write(job: Job) -> None:
    User.objects.create_user("half@own.example", display_name="Une personne")
    Job.objects.filter(pk=job.pk).update(attempt=job.attempt + 1)


def test_a_job_gets_its_identifiers_and_shows_how_far_it_came() -> None:
    job = services.enqueue(f"{HERE}.note", 12, "edition-2019", label="Un essai")
    assert services.run_pending() == 1
    job.refresh_from_db()
    assert CALLS == [(12, "edition-2019")]
    assert (job.state, job.done, job.total, job.percentage) == (JobState.DONE, 1, 2, 100)
    assert not DBTaskResult.objects.ready().exists()


@pytest.mark.parametrize("value", ["Une personne", "a@b.example", "12 rue", 1.5, None, {}])
def test_a_job_refuses_what_could_name_someone_and_does_not_repeat_it(value: Any) -> None:
    with pytest.raises(BadInput) as refusal:
        services.enqueue(f"{HERE}.note", value)
    assert str(value) not in str(refusal.value)
    assert not Job.objects.exists()


def test_an_error_is_kept_without_its_words_and_the_job_waits_before_another_attempt() -> None:
    job = services.enqueue(f"{HERE}.stumble", "dupond")
    services.run_pending()
    job.refresh_from_db()
    assert job.state == JobState.QUEUED
    assert job.error.startswith(f"ValueError at {HERE}:")
    assert "secret" not in job.error
    assert job.not_before is not None and job.not_before > timezone.now() + timedelta(seconds=5)
    assert services.run_pending() == 0


def test_after_its_last_attempt_a_job_is_failed_and_can_be_asked_for_again() -> None:
    owner = User.objects.create_user("a@own.example", display_name="Une personne")
    job = services.enqueue(f"{HERE}.stumble", "x", owner=owner)
    for _attempt in range(5):
        Job.objects.update(not_before=None)
        services.run_pending()
    job.refresh_from_db()
    assert (job.state, len(CALLS)) == (JobState.FAILED, 5)
    services.again(owner, job)
    assert services.run_pending() == 1


def test_a_refused_input_fails_at_once() -> None:
    job = services.enqueue(f"{HERE}.refuse")
    services.run_pending()
    job.refresh_from_db()
    assert (job.state, CALLS) == (JobState.FAILED, ["refused"])


def test_a_whole_job_that_fails_leaves_nothing_behind() -> None:
    services.enqueue(f"{HERE}.make_account_then_stumble")
    services.run_pending()
    assert not User.objects.exists()


def test_an_attempt_that_lost_its_job_leaves_nothing_behind() -> None:
    services.enqueue(f"{HERE}.lose_the_job_then_write")
    job = Job.objects.get()
    services.run(str(job.key))
    assert not User.objects.exists()


def test_an_attempt_that_lost_its_job_is_told_at_its_next_report() -> None:
    job = services.enqueue(f"{HERE}.note")
    Job.objects.update(state=JobState.RUNNING, attempt=2)
    job.attempt = 1
    with pytest.raises(TakenOver):
        job.report(1, 2)


def test_of_two_workers_that_hold_the_same_task_one_runs_it() -> None:
    job = services.enqueue(f"{HERE}.note")
    services.run(str(job.key))
    services.run(str(job.key))
    assert len(CALLS) == 1


def test_a_running_job_whose_heart_stopped_is_taken_up_again() -> None:
    job = services.enqueue(f"{HERE}.note")
    old = timezone.now() - timedelta(seconds=90)
    DBTaskResult.objects.update(status="RUNNING")
    Job.objects.update(state=JobState.RUNNING, attempt=1, heartbeat_at=old)
    assert services.take_up_stale() == 1
    assert services.take_up_stale() == 0
    services.run_pending()
    job.refresh_from_db()
    assert (job.state, job.attempt, job.crashes) == (JobState.DONE, 2, 1)


def test_a_job_whose_heart_beats_is_left_alone() -> None:
    services.enqueue(f"{HERE}.note")
    Job.objects.update(state=JobState.RUNNING, attempt=1, heartbeat_at=timezone.now())
    assert services.take_up_stale() == 0


def test_a_waiting_job_whose_task_was_lost_with_its_worker_is_handed_over_again() -> None:
    services.enqueue(f"{HERE}.note")
    DBTaskResult.objects.update(status="RUNNING")
    Job.objects.update(created_at=timezone.now() - timedelta(seconds=90))
    assert services.take_up_stale() == 1
    assert DBTaskResult.objects.ready().count() == 1


def test_a_job_that_keeps_killing_its_workers_is_left_as_failed() -> None:
    job = services.enqueue(f"{HERE}.note")
    old = timezone.now() - timedelta(seconds=90)
    Job.objects.update(state=JobState.RUNNING, attempt=10, crashes=9, heartbeat_at=old)
    services.take_up_stale()
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "WorkerLost")
