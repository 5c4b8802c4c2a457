"""The load of a team and its passing on: by number, in one gesture, without restricted persons' cases."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry as JournalLine
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import Case, CaseClock
from pacte.ground.pathways.reads.cases import visible
from pacte.ground.pathways.reads.load import chosen, load_of
from pacte.ground.pathways.services.reassigning import reassign
from pacte.ground.people.models import FileWorker
from tests.ground.pathways.making import case as made
from tests.ground.pathways.making import scheme
from tests.ground.people.making import followed, organisation, restricted, worker

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


@pytest.fixture
def home() -> Organisation:
    return organisation("bureau")


@pytest.fixture
def actor(home: Organisation) -> User:
    return worker(home)


@pytest.fixture
def referent(home: Organisation) -> User:
    return worker(home, Role.ORGANISATION_ADMIN)


def led(actor: User, home: Organisation, lead: User | None, **values: Any) -> Case:
    file = followed(actor, home, given_name="Prénom", family_name="Exemple")
    return made(file, lead=lead, **values)


def test_each_worker_has_what_runs_what_is_late_and_what_is_near(
    actor: User, home: Organisation, referent: User
) -> None:
    today = TODAY()
    led(actor, home, actor, next_due_on=today - timedelta(days=1))
    near = led(actor, home, actor, next_due_on=today + timedelta(days=2))
    CaseClock.objects.create(
        case=near, clock="visit_in_time", started_on=today, due_on=today + timedelta(days=2), soon_on=today
    )
    led(actor, home, None)
    led(actor, home, actor, closed_on=today)
    nobody, mine = load_of(referent, home)
    assert (nobody.worker, nobody.is_here, nobody.running) == (None, False, 1)
    assert (mine.worker, mine.is_here, mine.running, mine.overdue, mine.soon) == (actor, True, 2, 1, 1)
    assert [line.scheme.key for line in mine.lines] == ["visit"]


def test_who_has_left_is_said_to_have_left(actor: User, home: Organisation, referent: User) -> None:
    led(actor, home, actor)
    actor.memberships.update(ends_on=TODAY() - timedelta(days=1))
    (gone,) = load_of(referent, home)
    assert gone.worker == actor
    assert not gone.is_here


def test_restricted_persons_and_other_organisations_are_in_no_count(
    actor: User, home: Organisation, referent: User
) -> None:
    hidden = led(actor, home, actor)
    assert hidden.file is not None
    restricted(hidden.file.person)
    assert load_of(referent, home) == []
    led(actor, home, actor)
    assert load_of(worker(organisation(), Role.ORGANISATION_ADMIN), home) == []


def test_cases_pass_to_a_colleague_with_their_files_as_in_a_handover(
    actor: User, home: Organisation, referent: User
) -> None:
    cases, to = [led(actor, home, actor) for _n in range(3)], worker(home)
    done = reassign(referent, home, [each.key for each in cases], to)
    assert (done.moved, done.left) == (3, 0)
    for case in cases:
        case.refresh_from_db()
        assert case.lead == to
        assert case.events.get().kind == "assigned"
        assert visible(to).filter(pk=case.pk).exists()
        assert visible(actor).filter(pk=case.pk).exists()  # for one month more
        places = {place.user: place for place in FileWorker.objects.filter(file=case.file)}
        assert places[to].is_lead
        assert (places[actor].until is not None, places[actor].end) == (True, "handover")
    assert JournalLine.objects.filter(action="case.reassign").count() == 3


def test_who_still_leads_another_case_of_the_file_still_follows_it(
    actor: User, home: Organisation, referent: User
) -> None:
    first, to = led(actor, home, actor), worker(home)
    assert first.file is not None
    second = made(first.file, lead=actor)
    reassign(referent, home, [first.key], to)
    places = FileWorker.objects.current().filter(file=first.file)
    assert {place.user: place.is_lead for place in places} == {actor: True, to: False}
    reassign(referent, home, [second.key], to)
    assert {place.user: place.is_lead for place in places.all()} == {to: True}


def test_restricted_persons_cases_stay_and_are_counted(actor: User, home: Organisation, referent: User) -> None:
    shown, hidden, to = led(actor, home, actor), led(actor, home, actor), worker(home)
    assert hidden.file is not None
    restricted(hidden.file.person)
    found = chosen(referent, home, lead=actor.pk)
    assert ([each.pk for each in found.cases], found.left) == ([shown.pk], 1)
    assert reassign(referent, home, [shown.key, hidden.key], to).left == 1
    hidden.refresh_from_db()
    assert hidden.lead == actor


def test_nothing_moves_to_a_stranger_without_a_case_or_without_the_right(
    actor: User, home: Organisation, referent: User
) -> None:
    case = led(actor, home, actor)
    with pytest.raises(BadInput, match="ne suit pas de dossier"):
        reassign(referent, home, [case.key], worker(organisation()))
    with pytest.raises(BadInput, match="Aucun parcours"):
        reassign(referent, home, [], worker(home))
    with pytest.raises(Refused):
        reassign(actor, home, [case.key], worker(home))
    with pytest.raises(Http404):
        reassign(worker(organisation(), Role.ORGANISATION_ADMIN), home, [case.key], worker(home))
    case.refresh_from_db()
    assert case.lead == actor


def test_the_pages_name_no_person_and_pass_cases_on(
    client: Client, actor: User, home: Organisation, referent: User, django_assert_max_num_queries: Any
) -> None:
    scheme()
    first, second, to = led(actor, home, actor), led(actor, home, actor), worker(home)
    client.force_login(referent)
    with django_assert_max_num_queries(16):
        page = client.get(reverse("pathways:load")).content.decode()
    assert actor.display_name in page
    choice = {"lead": str(actor.opaque_id), "to": str(to.opaque_id)}
    address = reverse("pathways:reassign")
    with django_assert_max_num_queries(24):
        shown = client.post(address, choice | {"do": "show"}).content.decode()
    assert first.label in shown and second.label in shown
    assert not re.search("Prénom|Exemple ", page + shown)
    assert client.post(address, choice | {"do": "move"}).status_code == 422
    moved = client.post(address, choice | {"do": "move", "case": [str(first.key)]}, follow=True)
    assert "1 parcours est confié." in moved.content.decode()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.lead, second.lead) == (to, actor)
    client.force_login(actor)
    assert client.get(reverse("pathways:load")).status_code == 403
