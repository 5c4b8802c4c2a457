"""Counting and undoing: once whatever is said twice, the same total whatever the order."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.http import Http404
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.footfall import reads, services
from pacte.ground.footfall.models import Count, Undo
from pacte.ground.footfall.rules import Touch, tally
from tests.ground.footfall.making import counter, stop_session
from tests.ground.people.making import worker

db = pytest.mark.django_db


@db
def test_a_touch_counts_one_here_and_now() -> None:
    it = counter()
    made = it.count()
    assert (made.quantity, made.day, made.counted_by) == (1, timezone.localdate(), it.manager)
    assert it.total() == 1


@db
def test_the_same_touch_sent_twice_counts_once() -> None:
    it, key = counter(), uuid4()
    assert it.count(client_id=key, quantity=3).pk == it.count(client_id=key, quantity=7).pk
    assert it.total() == 3


@db
def test_a_count_that_is_undone_counts_nothing_and_keeps_its_row() -> None:
    it = counter()
    made = it.count()
    services.undo(it.manager, made.client_id)
    services.undo(it.manager, made.client_id)
    assert it.total() == 0
    assert Count.objects.count() == Undo.objects.count() == 1


@db
def test_an_undoing_that_arrives_before_its_count_makes_the_count_arrive_undone() -> None:
    it, key = counter(), uuid4()
    services.undo(it.manager, key)
    it.count(client_id=key)
    assert it.total() == 0


@db
def test_an_undoing_said_first_by_a_stranger_does_not_hold() -> None:
    it, key = counter(), uuid4()
    services.undo(counter().manager, key)
    it.count(client_id=key)
    assert it.total() == 1


@db
def test_a_colleague_undoes_a_count_of_the_same_place() -> None:
    it = counter()
    services.undo(it.colleague(), it.count().client_id)
    assert it.total() == 0


@db
def test_nobody_counts_or_undoes_at_the_place_of_another_organisation() -> None:
    it, other = counter(), counter()
    key = it.count().client_id
    with pytest.raises(Http404):
        services.count(other.manager, it.place, "visit", client_id=uuid4())
    with pytest.raises(Http404):
        services.undo(other.manager, key)
    with pytest.raises(Http404):
        other.count(client_id=key)
    assert (it.total(), other.total()) == (1, 0)


@db
def test_a_role_that_welcomes_nobody_does_not_count() -> None:
    it = counter()
    with pytest.raises(Refused):
        services.count(worker(it.home, "reader"), it.place, "visit", client_id=uuid4())


@db
def test_a_count_made_before_midnight_and_sent_after_belongs_to_its_own_day() -> None:
    it = counter()
    evening = timezone.localtime().replace(hour=23, minute=59) - timedelta(days=1)
    assert it.count(at=evening).day == timezone.localdate() - timedelta(days=1)
    night = timezone.localtime().replace(hour=1, minute=0) - timedelta(days=2)
    assert it.count(at=night).day == timezone.localdate() - timedelta(days=2)


@db
def test_a_clock_that_runs_ahead_is_not_believed() -> None:
    made = counter().count(at=timezone.now() + timedelta(days=2))
    assert made.day == timezone.localdate()


@db
@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"kind": "unicorn"}, "Ce compteur n’existe pas."),
        ({"quantity": 0}, "Comptez de 1 à 500 à la fois."),
        ({"quantity": 501}, "Comptez de 1 à 500 à la fois."),
        ({"at": timezone.now() - timedelta(days=32)}, "plus de 31 jours"),
    ],
)
def test_what_cannot_be_is_refused_in_words(values: dict[str, object], words: str) -> None:
    it = counter()
    with pytest.raises(BadInput, match=words):
        it.count(**values)
    assert not Count.objects.exists()


@db
def test_a_count_at_a_stop_names_a_session_of_that_place() -> None:
    it, other = counter("rights_help"), counter()
    it.count(session=stop_session(it.place))
    with pytest.raises(BadInput, match="n’est pas celle de ce lieu"):
        it.count(session=stop_session(other.place))
    assert it.total() == 1


KEYS = [UUID(int=number) for number in range(1, 6)]
COUNTS = st.builds(lambda key, many: Touch(key, many), st.sampled_from(KEYS), st.integers(1, 3))
UNDOS = st.builds(lambda key, of: Touch(UUID(int=1000 + key), undoes=of), st.integers(0, 4), st.sampled_from(KEYS))


def once_each(said: list[Touch]) -> list[Touch]:
    """A device never gives one identifier to two things."""
    return list({touch.client_id: touch for touch in said}.values())


class AnyOrder(TestCase):
    """Whatever is lost and said again, in whatever order, on two devices: the total is that of the rule."""

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_any_interleaving_and_any_repetition_give_the_same_total(self, data: st.DataObject) -> None:
        said = once_each(data.draw(st.lists(COUNTS | UNDOS, max_size=12)))
        again = data.draw(st.lists(st.sampled_from(said), max_size=8)) if said else []
        order = data.draw(st.permutations(said + again))
        it = counter()
        sayers = [it.manager, it.colleague()]
        for touch in order:
            sayer = data.draw(st.sampled_from(sayers))
            if touch.undoes:
                services.undo(sayer, touch.undoes)
            else:
                services.count(sayer, it.place, "visit", client_id=touch.client_id, quantity=touch.quantity)
        today = timezone.localdate()
        found = reads.totals([it.place.pk], ["visit"], today, today)
        assert sum(row.quantity for row in found) == tally(said) == tally(order)
