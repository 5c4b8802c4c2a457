"""A job's progress can be left and found again, by its owner and the platform's administration."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pacte.ground.accounts.models import User
from pacte.ground.jobs import services
from pacte.ground.jobs.enums import JobState
from pacte.ground.jobs.models import Job
from pacte.ground.jobs.worklist import failed_jobs
from pacte.ground.partners.enums import OrganisationKind, Role
from pacte.ground.partners.models import Membership, Organisation
from tests.htmx import assert_swap_equals_reload

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return User.objects.create_user("une.personne@own.example", display_name="Une personne")


@pytest.fixture
def signed(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


@pytest.fixture
def job(user: User) -> Job:
    return services.enqueue("tests.house.plants.jobs.nothing", 1, owner=user, label="Import d’essai")


def administer(user: User) -> None:
    user.is_demonstration = True  # no second factor asked
    user.save()
    own = Organisation.objects.create(slug="own", name="Association d’ici", kind=OrganisationKind.ASSOCIATION)
    Membership.objects.create(user=user, organisation=own, role=Role.PLATFORM_ADMIN, starts_on=date(2015, 1, 1))


def test_the_fragment_that_polling_swaps_in_is_the_one_of_the_full_page(signed: Client, job: Job) -> None:
    url = reverse("jobs:job", args=[job.key])
    Job.objects.update(state=JobState.RUNNING, done=20, total=80)
    before = signed.get(url).content.decode()
    Job.objects.update(done=40)
    part = signed.get(url, headers={"HX-Target": "job-progress"}).content.decode()
    assert_swap_equals_reload(before, part, signed.get(url).content.decode(), "job-progress")
    assert 'value="50"' in part
    assert 'hx-trigger="every 2s"' in part
    services.run_pending()
    Job.objects.update(state=JobState.DONE)
    assert "hx-get" not in signed.get(url, headers={"HX-Target": "job-progress"}).content.decode()


def test_a_failed_job_says_what_to_do_and_is_run_again_at_its_owners_word(signed: Client, job: Job) -> None:
    Job.objects.update(state=JobState.FAILED, error="ValueError at pacte.x:12")
    url = reverse("jobs:job", args=[job.key])
    assert "Relancer" in signed.get(url).content.decode()
    assert signed.post(reverse("jobs:again", args=[job.key])).headers["Location"] == url
    job.refresh_from_db()
    assert job.state == JobState.QUEUED


def test_a_job_of_somebody_else_is_not_found(client: Client, job: Job) -> None:
    client.force_login(User.objects.create_user("b@own.example", display_name="Une autre personne"))
    assert client.get(reverse("jobs:job", args=[job.key])).status_code == 404
    assert "Import" not in client.get(reverse("jobs:list")).content.decode()


def test_the_platforms_administration_finds_every_job_and_its_failures_in_its_day(client: Client, job: Job) -> None:
    admin = User.objects.create_user("admin@own.example", display_name="Une administratrice")
    administer(admin)
    client.force_login(admin)
    Job.objects.update(state=JobState.FAILED)
    assert "Import d’essai" in client.get(reverse("jobs:list")).content.decode()
    assert [entry.act for entry in failed_jobs(admin, date(2019, 3, 12))] == ["Relancer"]


def test_pages_hold_their_query_budget(
    signed: Client, user: User, job: Job, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    Job.objects.bulk_create(Job(dotted="a.b", owner=user, label="Un travail") for _ in range(60))
    with django_assert_max_num_queries(7):
        signed.get(reverse("jobs:job", args=[job.key]))
    with django_assert_max_num_queries(8):
        signed.get(reverse("jobs:list"))
