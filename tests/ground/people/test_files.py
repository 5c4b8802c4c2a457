"""A file: opened by one organisation, corrected, closed, taken up again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.people import reads
from pacte.ground.people.models import ExceptionalAccess, File
from pacte.ground.people.services import files, needs, notes, steps

from .making import followed, organisation, shared, worker

pytestmark = pytest.mark.django_db


def test_a_further_organisation_opens_its_own_file_on_a_person_shared_with_it() -> None:
    home, partner = organisation(), organisation()
    you = worker(partner)
    file = followed(worker(home), home)
    with pytest.raises(Http404):
        files.start_follow_up(you, file.person.key, partner, "rights")
    shared(file, partner)
    mine = files.start_follow_up(you, file.person.key, partner, "rights")
    sight = reads.sight_of(you, file.person)
    assert sight is not None and [each.file for each in sight.own_files] == [mine]


def test_one_organisation_has_one_open_file_on_a_person() -> None:
    home = organisation()
    me, colleague = worker(home), worker(home)
    file = followed(me, home)
    with pytest.raises(BadInput, match="suit déjà cette personne"):
        files.start_follow_up(colleague, file.person.key, home, "rights")
    files.close(me, file.key, "moved")
    with pytest.raises(BadInput, match="suit déjà cette personne"):
        files.start_follow_up(me, file.person.key, home, "rights") and files.reopen(me, file.key)


def test_nobody_opens_a_file_for_an_organisation_that_is_not_theirs() -> None:
    home, partner = organisation(), organisation()
    file = followed(worker(home), home)
    shared(file, partner)
    with pytest.raises(Refused):
        files.start_follow_up(worker(partner), file.person.key, organisation(), "rights")


def test_an_access_in_urgency_does_not_become_a_follow_up() -> None:
    home, partner = organisation(), organisation()
    you = worker(partner)
    file = followed(worker(home), home)
    ExceptionalAccess.objects.create(
        person=file.person, user=you, kind="break_glass", reason="danger", organisation=partner.slug,
        until=timezone.now() + timedelta(hours=1),
    )  # fmt: skip
    assert reads.sight_of(you, file.person) is not None
    with pytest.raises(Http404):
        files.start_follow_up(you, file.person.key, partner, "rights")


def test_a_closed_file_is_read_by_who_followed_it_and_written_by_nobody_until_reopened() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    files.close(me, file.key, "housed")
    sight = reads.sight_of(me, file.person)
    assert sight is not None and sight.level == "full"
    with pytest.raises(Http404):
        notes.add(me, file.key, words="Une note")
    with pytest.raises(Http404):
        files.reopen(worker(home), file.key)
    files.reopen(me, file.key)
    notes.add(me, file.key, words="Une note")


def test_every_act_is_news_of_the_person() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    long_ago = timezone.now() - timedelta(days=100)
    later = timezone.now() + timedelta(days=1)
    acts = [
        lambda: files.edit_file(me, file.key, version=1, values={"summary": "Un"}),
        lambda: notes.add(me, file.key, words="Une note"),
        lambda: needs.express(me, file.key, ["food"]),
        lambda: needs.provide(me, file.key, ["food"]),
        lambda: steps.plan(me, file.key, kind="task", title="Une étape", due_at=later),
        lambda: files.add_worker(me, file.key, worker(home)),
        lambda: files.close(me, file.key, "moved"),
    ]
    for act in acts:
        File.objects.update(last_news_at=long_ago)
        file.person.__class__.objects.update(last_contact_at=long_ago)
        act()
        file.refresh_from_db()
        file.person.refresh_from_db()
        assert min(file.last_news_at, file.person.last_contact_at) > long_ago + timedelta(days=99)


def test_needs_stand_in_two_lists() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    needs.express(me, file.key, ["shelter", "hygiene"])
    needs.express(me, file.key, ["shelter"])
    needs.provide(me, file.key, ["shelter", "food"])
    lines = [(line.need, bool(line.expressed_on), bool(line.provided_on)) for line in file.needs.order_by("pk")]
    assert lines == [("shelter", True, True), ("hygiene", True, False), ("food", False, True)]


def test_a_step_is_planned_for_who_follows_and_ends_once() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    soon = timezone.now() + timedelta(days=2)
    with pytest.raises(BadInput, match="ne suit pas le dossier"):
        steps.plan(me, file.key, kind="task", title="Appeler", due_at=soon, for_user=worker(home))
    with pytest.raises(BadInput, match="Ce jour est passé"):
        steps.plan(me, file.key, kind="task", title="Appeler", due_at=soon - timedelta(days=9))
    step = steps.plan(me, file.key, kind="task", title="Appeler", due_at=soon)
    steps.end(me, step.key, "done")
    with pytest.raises(BadInput, match="déjà notée"):
        steps.end(me, step.key, "missed")


def test_the_journal_tells_acts_by_codes_alone() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home, given_name="Une", family_name="Personne")
    files.edit_file(me, file.key, version=1, values={"summary": "Une situation"})
    notes.add(me, file.key, words="Une note secrète")
    lines = Entry.objects.filter(target=file.person.target)
    assert {"file.edit", "note.add"} <= set(lines.values_list("action", flat=True))
    assert not [line for line in lines if "situation" in str(line.detail) and "Une" in str(line.detail)]


def test_what_is_typed_comes_back_when_the_form_does_not_hold(client: Client) -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    client.force_login(me)
    address = reverse("people:step_add", kwargs={"file": file.key})
    page = client.post(address, {"kind": "deadline", "title": "Renouveler la domiciliation", "day": "hier"})
    text = page.content.decode()
    assert page.status_code == 422 and "Renouveler la domiciliation" in text and "Il reste quelque chose" in text


def test_closing_a_file_ends_what_was_shared_of_it_but_for_a_referral() -> None:
    home, partner, other = organisation(), organisation(), organisation()
    me = worker(home)
    file = followed(me, home)
    shared(file, partner)
    shared(file, other, purpose="referral:1")
    files.close(me, file.key, "relay")
    assert reads.sight_of(worker(partner), file.person) is None
    assert reads.sight_of(worker(other), file.person) is not None
