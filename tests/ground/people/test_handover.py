"""Passing a file on inside one organisation, leaving it, and files that nobody leads."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.models import Membership
from pacte.ground.people import reads
from pacte.ground.people.models import File, FileWorker
from pacte.ground.people.reads.files import unattended
from pacte.ground.people.services import files, notes

from .making import followed, organisation, restricted, worker

pytestmark = pytest.mark.django_db


def level(user: User, file: File) -> str | None:
    sight = reads.sight_of(User.objects.get(pk=user.pk), file.person)
    return sight.level.value if sight else None


def test_after_a_handover_one_reads_for_thirty_days_and_writes_no_more() -> None:
    home = organisation()
    me, you = worker(home), worker(home)
    file = followed(me, home)
    files.hand_over(me, file.key, you)
    notes.add(you, file.key, words="Je prends la suite.")
    assert (level(me, file), level(you, file)) == ("full", "full")
    with pytest.raises(Http404):
        notes.add(me, file.key, words="Encore moi")
    FileWorker.objects.filter(user=me).update(until=timezone.now() - timedelta(days=31))
    assert level(me, file) == "existence"
    assert File.objects.get().lead == FileWorker.objects.get(user=you)


def test_a_file_is_passed_to_nobody_outside_the_organisation_or_who_follows_nobody() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    for other in (worker(organisation()), worker(home, "reader"), worker(home, ends_on=date(2016, 1, 1))):
        with pytest.raises(BadInput, match="ne suit pas de dossier dans votre organisation"):
            files.hand_over(me, file.key, other)
    with pytest.raises(BadInput, match="Vous suivez déjà"):
        files.hand_over(me, file.key, me)


def test_a_departure_leaves_no_reading() -> None:
    home = organisation()
    me, you = worker(home), worker(home)
    file = followed(me, home)
    files.add_worker(me, file.key, you)
    files.leave_file(me, file.key)
    assert level(me, file) == "existence"


def test_leaving_the_organisation_takes_everything_away_at_once() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    Membership.objects.filter(user=me).update(ends_on=date(2016, 1, 1))
    assert level(me, file) is None


def test_the_persons_objection_ends_the_workers_reading_even_after_a_handover() -> None:
    home = organisation()
    me, you = worker(home), worker(home)
    file = followed(me, home)
    files.add_worker(me, file.key, you)
    files.object_to_worker(me, file.key, you)
    assert level(you, file) == "existence"
    with pytest.raises(BadInput, match="ne suit plus"):
        files.object_to_worker(me, file.key, you)


def test_a_restricted_persons_previous_worker_reads_nothing_after_the_handover() -> None:
    home = organisation()
    me, you = worker(home), worker(home)
    file = followed(me, home)
    restricted(file.person)
    files.hand_over(me, file.key, you)
    assert (level(me, file), level(you, file)) == (None, "full")


def test_a_file_without_lead_is_shown_to_the_referent_by_its_pseudonym_alone(client: Client) -> None:
    home = organisation()
    me, you, referent = worker(home), worker(home), worker(home, "organisation_admin")
    file = followed(me, home, given_name="Prénom-1", family_name="Exemple")
    assert not unattended(referent)
    Membership.objects.filter(user=me).update(ends_on=date(2016, 1, 1))
    client.force_login(referent)
    page = client.get(reverse("people:unattended")).content.decode()
    assert file.person.pseudonym in page and "Prénom-1" not in page
    assert reads.sight_of(referent, file.person) is None
    answer = client.post(reverse("people:name_lead", kwargs={"file": file.key}), {"user": you.pk})
    assert answer.status_code == 302 and level(you, file) == "full"
    assert not unattended(User.objects.get(pk=referent.pk))


def test_a_referent_entrusts_no_file_that_is_led_or_of_another_organisation() -> None:
    home, other = organisation(), organisation()
    me, you = worker(home), worker(home)
    led = followed(me, home)
    theirs = followed(worker(other, ends_on=None), other)
    files.leave(theirs, theirs.workers.get().user, "departure")
    referent = worker(home, "organisation_admin")
    for file in (led, theirs):
        with pytest.raises(Http404):
            files.name_lead(referent, file.key, you)
    with pytest.raises(Refused):
        files.name_lead(me, led.key, you)


def test_each_notes_their_own_departure_alone(client: Client) -> None:
    home = organisation()
    me, you = worker(home), worker(home)
    file = followed(me, home)
    files.add_worker(me, file.key, you)
    client.force_login(me)
    address = reverse("people:worker_leave", kwargs={"file": file.key})
    refused = client.post(address, {"user": you.pk, "end": "departure"})
    assert refused.status_code == 422 and "son propre départ" in refused.content.decode()
    assert client.post(address, {"user": me.pk, "end": "departure"}).status_code == 302
    assert file.workers.get(user=me).end == "departure"


def test_a_hidden_person_left_without_a_lead_is_entrusted_by_pseudonym(client: Client) -> None:
    home = organisation()
    me, you, referent = worker(home), worker(home), worker(home, "organisation_admin")
    file = followed(me, home, family_name="Exemple")
    restricted(file.person)
    files.leave_file(me, file.key)
    client.force_login(referent)
    page = client.get(reverse("people:unattended")).content.decode()
    assert file.person.pseudonym in page and "Exemple" not in page and "abri" not in page
    files.name_lead(referent, file.key, you)
    assert (level(you, file), level(me, file)) == ("full", None)
