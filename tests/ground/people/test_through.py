"""Whoever works in two organisations acts for one at a time when a token does it for them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.people import reads
from pacte.ground.people.models import ExceptionalAccess, File
from pacte.ground.people.services.opening import file_to_write, open_file

from .making import followed, organisation, shared, worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> tuple[User, Organisation, Organisation]:
    """Somebody who is a social worker here and there."""
    here, there = organisation(), organisation()
    me = worker(here)
    Membership.objects.create(user=me, organisation=there, role="social_worker", starts_on=date(2015, 1, 1))
    return me, here, there


def test_one_organisation_opens_its_own_files_alone(two: tuple[User, Organisation, Organisation]) -> None:
    me, here, there = two
    file = followed(me, here)
    assert open_file(me, file.person.key, through=here).may_write
    assert not reads.visible_to(me, through=there).exists()
    with pytest.raises(Http404):
        open_file(me, file.person.key, through=there)
    with pytest.raises(Http404):
        file_to_write(me, file.key, through=there)


def test_what_is_shared_with_one_is_not_open_through_the_other(two: tuple[User, Organisation, Organisation]) -> None:
    me, here, there = two
    home = organisation()
    shared(followed(worker(home), home), there)
    assert reads.findable_by(me, through=there).exists()
    assert not reads.findable_by(me, through=here).exists()


def test_what_is_seen_is_what_this_organisation_opens(two: tuple[User, Organisation, Organisation]) -> None:
    me, here, there = two
    file = followed(me, here)
    shared(file, there, "existence")
    sight = reads.sight_of(me, file.person, through=there)
    assert sight is not None and (sight.level, sight.may_write) == ("existence", False)
    whole = reads.sight_of(me, file.person)
    assert whole is not None and (whole.level, whole.may_write) == ("full", True)


def test_an_access_in_urgency_is_for_the_organisation_that_asked(two: tuple[User, Organisation, Organisation]) -> None:
    me, here, there = two
    home = organisation()
    file: File = followed(worker(home), home)
    ExceptionalAccess.objects.create(
        person=file.person, user=me, kind="break_glass", organisation=here.slug,
        until=timezone.now() + timedelta(hours=1),
    )  # fmt: skip
    assert reads.sight_of(me, file.person, through=here) is not None
    assert not reads.visible_to(me, through=there).exists()


def test_without_a_role_there_nothing_opens(two: tuple[User, Organisation, Organisation]) -> None:
    me, here, _there = two
    file = followed(me, here)
    with pytest.raises(Refused):
        open_file(me, file.person.key, through=organisation())
