"""Whoever rewrites the journal is found out; what is kept long enough goes away whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from pacte.ground.audit import privacy, reads, rules, services
from pacte.ground.audit.cli import GROUP
from pacte.ground.audit.enums import Tampering
from pacte.ground.audit.models import Entry, Segment

pytestmark = pytest.mark.django_db
NOON = datetime(2019, 2, 7, 12, 0, tzinfo=UTC)
RAW = models.QuerySet(Entry)


def write(*minutes: int) -> list[Entry]:
    """Lines written so many minutes after noon."""
    return [
        Entry.objects.create(at=NOON + timedelta(minutes=m), action="file.open", target=f"people.File:{m}")
        for m in minutes
    ]


def found() -> list[tuple[int, str]]:
    return [(f.segment.first_row, f.tampering.value) for f in reads.verify() if f.segment]


@pytest.fixture
def sealed() -> list[Entry]:
    """Six lines in three hours, sealed."""
    lines = write(5, 10, 65, 70, 125, 130)
    assert services.seal(NOON + timedelta(hours=4)) == 3
    return lines


def test_each_hour_is_sealed_once_and_the_chain_holds(sealed: list[Entry]) -> None:
    assert services.seal(NOON + timedelta(hours=4)) == 0
    assert [segment.count for segment in Segment.objects.all()] == [2, 2, 2]
    assert reads.verify() == []


def test_an_hour_is_not_sealed_before_slow_transactions_have_had_time_to_commit() -> None:
    write(5)
    assert services.seal(NOON + timedelta(hours=1, minutes=10)) == 0
    assert services.seal(NOON + timedelta(hours=1, minutes=16)) == 1


def test_a_line_too_recent_holds_back_those_numbered_after_it() -> None:
    write(5, 130, 6)
    assert services.seal(NOON + timedelta(hours=2)) == 1
    assert Segment.objects.get().count == 1


def test_a_changed_line_names_its_segment(sealed: list[Entry]) -> None:
    RAW.filter(pk=sealed[2].pk).update(target="people.File:1")
    assert found() == [(sealed[2].pk, Tampering.CHANGED)]


def test_a_removed_line_names_its_segment(sealed: list[Entry]) -> None:
    RAW.filter(pk=sealed[3].pk).delete()
    assert found() == [(sealed[2].pk, Tampering.REMOVED)]


def test_two_lines_that_changed_places_name_their_segment(sealed: list[Entry]) -> None:
    """Their content is all there, and their numbers: only the order is not."""
    first, second = sealed[2], sealed[3]
    swap(first, second)
    assert found() == [(first.pk, Tampering.CHANGED)]


def test_lines_that_changed_places_between_two_hours_name_both_segments(sealed: list[Entry]) -> None:
    swap(sealed[0], sealed[5])
    assert found() == [(sealed[0].pk, Tampering.CHANGED), (sealed[4].pk, Tampering.CHANGED)]


def test_a_line_moved_to_another_number_names_the_segment_it_left(sealed: list[Entry]) -> None:
    RAW.filter(pk=sealed[3].pk).update(id=sealed[5].pk + 1)
    assert found() == [(sealed[2].pk, Tampering.REMOVED)]


def swap(one: Entry, other: Entry) -> None:
    """Give each line the content of the other."""
    kept = ("at", "actor_key", "action", "target", "organisation", "detail")
    RAW.filter(pk=one.pk).update(**{name: getattr(other, name) for name in kept})
    RAW.filter(pk=other.pk).update(**{name: getattr(one, name) for name in kept})


@pytest.mark.parametrize(
    "column, value",
    [
        ("at", NOON), ("actor_key", "00000000-0000-4000-8000-000000000001"), ("action", "file.close"),
        ("target", "people.File:1"), ("organisation", "casvp"), ("detail", {"reason": "read"}),
    ],
)  # fmt: skip
def test_no_part_of_a_sealed_line_can_change_unseen(sealed: list[Entry], column: str, value: Any) -> None:
    RAW.filter(pk=sealed[2].pk).update(**{column: value})
    assert found() == [(sealed[2].pk, Tampering.CHANGED)]


def test_seals_that_changed_places_break_the_chain(sealed: list[Entry]) -> None:
    first, second, _third = Segment.objects.order_by("first_row")
    ours, theirs = first.lines_sha256, second.lines_sha256
    Segment.objects.filter(pk=first.pk).update(lines_sha256=theirs)
    Segment.objects.filter(pk=second.pk).update(lines_sha256=ours)
    assert [tampering for _row, tampering in found()] == [Tampering.BROKEN, Tampering.BROKEN]


def test_a_removed_seal_breaks_the_chain(sealed: list[Entry]) -> None:
    Segment.objects.get(first_row=sealed[2].pk).delete()
    assert found() and found()[0][1] == Tampering.BROKEN


def test_a_line_slipped_into_a_sealed_hour_names_its_segment() -> None:
    first, gone, last = write(5, 10, 15)
    RAW.filter(pk=gone.pk).delete()  # a number never committed, as a rolled-back insertion leaves
    services.seal(NOON + timedelta(hours=4))
    assert reads.verify() == []
    Entry(pk=gone.pk, at=NOON, action="file.open", target="people.File:9").save()
    assert found() == [(first.pk, Tampering.INSERTED)]
    assert last.pk > gone.pk


def test_a_rewritten_seal_is_found_by_the_next_one(sealed: list[Entry]) -> None:
    middle = Segment.objects.get(first_row=sealed[2].pk)
    RAW.filter(pk=sealed[2].pk).update(target="people.File:1")
    lines = rules.hash_of_lines(
        [entry.line() for entry in Entry.objects.filter(pk__in=[sealed[2].pk, sealed[3].pk]).order_by("pk")]
    )
    middle.lines_sha256 = lines
    middle.sha256 = rules.hash_of_segment(
        middle.previous_sha256, middle.first_row, middle.last_row, middle.count, lines
    )
    middle.save()
    assert found() == [(sealed[4].pk, Tampering.BROKEN)]


def test_a_seal_noted_elsewhere_betrays_a_chain_cut_short(sealed: list[Entry]) -> None:
    head = reads.seals().head
    assert head
    head.delete()
    RAW.filter(pk__gte=sealed[4].pk).delete()
    assert reads.verify() == []
    assert [finding.tampering for finding in reads.verify(head.sha256)] == [Tampering.HEAD_LOST]


def test_the_purge_takes_whole_segments_and_keeps_their_seals(sealed: list[Entry]) -> None:
    write(200)
    assert privacy.purge(NOON + timedelta(minutes=68)) == 2
    assert sorted(Entry.objects.values_list("pk", flat=True))[0] == sealed[2].pk
    assert Segment.objects.filter(purged_at__isnull=False).count() == 1
    assert reads.verify() == []


def test_what_remains_after_the_purge_is_still_watched(sealed: list[Entry]) -> None:
    """Edited, removed, reordered: found after the purge as before it, and new seals go on from the last one."""
    privacy.purge(NOON + timedelta(minutes=68))
    assert reads.verify() == []
    swap(sealed[2], sealed[3])
    RAW.filter(pk=sealed[4].pk).delete()
    assert found() == [(sealed[2].pk, Tampering.CHANGED), (sealed[4].pk, Tampering.REMOVED)]


def test_the_chain_goes_on_after_everything_was_purged(sealed: list[Entry]) -> None:
    head = reads.seals().head
    assert privacy.purge(NOON + timedelta(hours=4)) == 6
    write(300)
    assert services.seal(NOON + timedelta(hours=8)) == 1
    last = reads.seals().head
    assert head and last and last.previous_sha256 == head.sha256
    assert reads.verify(head.sha256) == []


def test_a_purge_that_is_only_pretended_is_found(sealed: list[Entry]) -> None:
    """Saying that a segment was purged while its lines are there, or taking lines without saying so."""
    middle = Segment.objects.filter(first_row=sealed[2].pk)
    middle.update(purged_at=NOON)
    assert found() == [(sealed[2].pk, Tampering.INSERTED)]
    middle.update(purged_at=None)
    RAW.filter(pk__in=[sealed[2].pk, sealed[3].pk]).delete()
    assert found() == [(sealed[2].pk, Tampering.REMOVED)]


def test_the_purge_never_takes_a_line_that_is_not_sealed() -> None:
    write(5)
    assert privacy.purge(NOON + timedelta(days=400)) == 0


def test_a_line_put_back_where_lines_were_purged_is_found(sealed: list[Entry]) -> None:
    privacy.purge(NOON + timedelta(minutes=68))
    Entry(pk=sealed[0].pk, at=NOON, action="file.open", target="people.File:9").save()
    assert found() == [(sealed[0].pk, Tampering.INSERTED)]


@given(st.lists(st.integers(0, 600), max_size=30), st.integers(0, 700))
def test_stretches_keep_every_line_older_than_the_limit_in_order(minutes: list[int], limit: int) -> None:
    lines: list[Any] = [
        rules.Line(number, NOON + timedelta(minutes=m), "", "file.open", "", "", {}) for number, m in enumerate(minutes)
    ]
    before = NOON + timedelta(minutes=limit)
    cut = list(rules.stretches(lines, before))
    eligible = next((number for number, line in enumerate(lines) if line.at >= before), len(lines))
    assert sum(stretch.count for stretch in cut) == eligible
    assert all(left.last + 1 == right.first for left, right in pairwise(cut))


def test_the_command_line_seals_and_tells_which_segment_was_changed(sealed: list[Entry]) -> None:
    run = CliRunner()
    assert "0 segment(s) sealed" in run.invoke(GROUP, ["seal"]).output
    assert "3 segment(s) whole" in run.invoke(GROUP, ["verify"]).output
    RAW.filter(pk=sealed[0].pk).update(action="file.close")
    told = run.invoke(GROUP, ["verify"])
    assert told.exit_code == 1
    assert f"segment {sealed[0].pk}-{sealed[1].pk}: changed" in told.output
