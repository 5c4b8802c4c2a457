"""Reminders: numbers and dates by mail, once each, to whoever is in charge; nothing when there is nothing to say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.jobs.models import Job
from pacte.ground.messages.models import Message
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import Case, CaseClock, CaseReminder
from pacte.ground.pathways.services.reminders import choose, remind
from pacte.ground.pathways.tasks.work import recompute_clocks, remind_workers
from pacte.ground.people.models import FileWorker
from tests.ground.pathways.making import case as made
from tests.ground.people.making import followed, organisation, worker

pytestmark = pytest.mark.django_db

NOW = timezone.now()
TODAY = timezone.localdate(NOW)


@pytest.fixture
def home() -> Organisation:
    return organisation("bureau")


@pytest.fixture
def actor(home: Organisation) -> User:
    return worker(home)


def due(actor: User, home: Organisation, days: int, **values: Any) -> CaseClock:
    """A clock of a case that the actor leads; the scheme reminds three days before, and the day after."""
    case = made(followed(actor, home), lead=actor)
    return CaseClock.objects.create(
        case=case, clock="visit_in_time", started_on=TODAY, due_on=TODAY + timedelta(days=days), **values
    )


def words(message: Message) -> dict[str, Any]:
    import json

    from pacte.ground.declarations.crypto import unseal

    return dict(json.loads(unseal(message.sealed_context)))


def test_one_mail_says_how_many_terms_are_near_or_passed(actor: User, home: Organisation) -> None:
    due(actor, home, 3)
    due(actor, home, -1)
    due(actor, home, 4)
    due(actor, home, 0, hold="suspended")
    due(actor, home, -1, is_minimum=True)
    assert remind(NOW) == 1
    told = words(Message.objects.get())
    assert (told["count"], told["late"], len(told["lines"])) == (2, 1, 2)


def test_none_is_sent_twice_and_the_next_step_is(actor: User, home: Organisation) -> None:
    due(actor, home, 2)
    assert remind(NOW) == 1
    assert remind(NOW + timedelta(days=1)) == 0
    assert remind(NOW + timedelta(days=3)) == 1
    assert remind(NOW + timedelta(days=9)) == 0
    assert [row.step for row in CaseReminder.objects.order_by("pk")] == ["ahead", "after"]


def test_a_term_that_moved_is_reminded_again(actor: User, home: Organisation) -> None:
    clock = due(actor, home, 3)
    remind(NOW)
    CaseClock.objects.filter(pk=clock.pk).update(due_on=TODAY + timedelta(days=2))
    assert remind(NOW) == 1


def test_who_takes_the_case_over_is_reminded_too(actor: User, home: Organisation) -> None:
    clock, other = due(actor, home, 3), worker(home)
    remind(NOW)
    assert clock.case.file is not None
    FileWorker.objects.create(file=clock.case.file, user=other)
    Case.objects.update(lead=other)
    assert remind(NOW) == 1


def test_each_worker_chooses_none_one_a_day_or_one_each(actor: User, home: Organisation) -> None:
    due(actor, home, 1)
    due(actor, home, 2)
    choose(actor, "none")
    assert remind(NOW) == 0
    choose(actor, "each")
    assert remind(NOW) == 2
    with pytest.raises(BadInput):
        choose(actor, "sometimes")
    with pytest.raises(Refused):
        choose(worker(home, Role.LANDLORD), "none")


def test_who_sees_the_case_no_more_is_told_nothing(actor: User, home: Organisation) -> None:
    due(actor, home, 1)
    FileWorker.objects.update(until=timezone.now(), end="departure")
    assert remind(NOW) == 0
    assert not Message.objects.exists()


def test_quiet_when_nothing(actor: User, home: Organisation, django_assert_max_num_queries: Any) -> None:
    due(actor, home, 30)
    with django_assert_max_num_queries(3):
        assert remind(NOW) == 0
    assert not Message.objects.exists()


def test_the_mail_holds_numbers_and_dates_alone(actor: User, home: Organisation) -> None:
    clock = due(actor, home, -1)
    remind(NOW)
    told = words(Message.objects.get())
    text = render_to_string("pathways/mail/reminder.txt", told)
    assert clock.case.label in text
    assert "visite" not in text.lower()
    assert render_to_string("pathways/mail/reminder.subject.txt", told).strip() == "Pacte : une échéance à regarder"


@pytest.mark.parametrize("how_many", [2, 12])
def test_the_queries_grow_with_workers_and_not_with_cases(
    actor: User, home: Organisation, django_assert_max_num_queries: Any, how_many: int
) -> None:
    for _n in range(how_many):
        due(actor, home, 1)
    with django_assert_max_num_queries(16):
        remind(NOW)


def test_the_page_keeps_the_choice(client: Client, actor: User) -> None:
    client.force_login(actor)
    address = reverse("pathways:reminders")
    assert "checked" in client.get(address).content.decode()
    assert client.post(address, {"rhythm": "each"}).status_code == 302
    assert client.post(address, {"rhythm": "sometimes"}).status_code == 422


def test_the_night_and_the_morning_ask_once_each() -> None:
    night = datetime.combine(date(2026, 11, 24), datetime.min.time(), tzinfo=UTC)
    assert recompute_clocks(night) == 0  # one in the morning, in Paris
    later = timezone.now().replace(hour=9)
    assert (recompute_clocks(later), remind_workers(later)) == (1, 1)
    assert (recompute_clocks(later), remind_workers(later)) == (0, 0)
    assert Job.objects.count() == 2
