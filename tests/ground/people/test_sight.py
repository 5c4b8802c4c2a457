"""Who sees whom, and how much: from nothing to one's own files."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership
from pacte.ground.people import reads
from pacte.ground.people.models import FileWorker, Person
from pacte.ground.people.services.opening import open_file

from .making import followed, organisation, restricted, shared, worker

pytestmark = pytest.mark.django_db


def test_whoever_belongs_nowhere_sees_nobody() -> None:
    home = organisation()
    followed(worker(home), home)
    nobody = User.objects.create_user("nobody@pacte.example", display_name="Personne")
    assert not reads.visible_to(nobody).exists()
    with pytest.raises(Refused):
        open_file(nobody, Person.objects.get().key)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {"social_worker", "outreach_worker", "regulator"}]
)
def test_a_role_that_follows_nobody_sees_nobody(role: str) -> None:
    home = organisation()
    followed(worker(home), home)
    assert not reads.visible_to(worker(home, role)).exists()


def test_who_follows_a_person_sees_the_whole_file_and_opening_it_is_in_the_journal() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home, given_name="Une", family_name="Personne")
    sight = open_file(me, file.person.key)
    assert (sight.level, sight.may_write, sight.label) == ("full", True, "Une Personne")
    line = Entry.objects.get(action="person.open")
    assert (line.target, line.detail["through"]) == (file.person.target, ["team", "worker"])


def test_a_colleague_sees_that_the_person_is_followed_and_no_more() -> None:
    home = organisation()
    file = followed(worker(home), home)
    sight = reads.sight_of(worker(home), file.person)
    assert sight is not None
    assert (sight.level, sight.may_write, sight.seen.audiences) == ("existence", False, frozenset())


def test_another_organisation_sees_nothing_until_the_person_says_so() -> None:
    home, partner = organisation(), organisation()
    me, you = worker(home), worker(partner)
    file = followed(me, home)
    with pytest.raises(Http404):
        open_file(you, file.person.key)
    sharing = shared(file, partner)
    assert open_file(you, file.person.key).level == "follow_up"
    sharing.ended_at = timezone.now()
    sharing.save()
    with pytest.raises(Http404):
        open_file(you, file.person.key)


def test_a_discreet_organisation_is_never_named_to_a_partner() -> None:
    home, partner = organisation(is_discreet=True), organisation()
    me, you = worker(home), worker(partner)
    file = followed(me, home)
    shared(file, partner)
    told, known = reads.sight_of(you, file.person), reads.sight_of(me, file.person)
    assert told is not None and told.files[0].holder == "Un partenaire"
    assert known is not None and known.files[0].holder == home.name


def test_a_previous_worker_reads_for_thirty_days_after_a_handover_and_not_after_another_end() -> None:
    home = organisation()
    me = worker(home, territory=None)
    file = followed(me, home)
    mine = FileWorker.objects.filter(file=file, user=me)
    for end, days, level in [("handover", 29, "full"), ("handover", 31, "existence"), ("objection", 1, "existence")]:
        mine.update(until=timezone.now() - timedelta(days=days), end=end)
        sight = reads.sight_of(me, file.person)
        assert sight is not None and (sight.level, sight.may_write) == (level, False)
    Membership.objects.filter(user=me).update(ends_on=date(2016, 1, 1))
    assert reads.sight_of(User.objects.get(pk=me.pk), file.person) is None


def test_a_restricted_person_is_seen_by_who_follows_them_and_by_whom_they_chose_since() -> None:
    home, before, since = organisation(), organisation(), organisation()
    me, colleague, you, chosen = worker(home), worker(home), worker(before), worker(since)
    file = followed(me, home)
    shared(file, before)
    restricted(file.person)
    shared(file, since)
    seers = [user for user in (me, colleague, you, chosen) if reads.visible_to(user).exists()]
    assert seers == [me, chosen]
    assert not any(reads.findable_by(user).exists() for user in seers)


def test_a_basis_does_not_open_a_restricted_person() -> None:
    home, partner = organisation(), organisation()
    file = followed(worker(home), home)
    restricted(file.person)
    shared(file, partner, given_by="basis", how="", basis_code="child_in_danger")
    assert not reads.visible_to(worker(partner)).exists()
