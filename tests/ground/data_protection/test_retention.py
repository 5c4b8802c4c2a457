"""What was kept long enough goes, as it was rehearsed; what awaits the archives waits; the figures stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pacte.ground.accounts.models import User
from pacte.ground.audit import services as journal
from pacte.ground.audit.models import Entry
from pacte.ground.data_protection.enums import LineState, RunKind
from pacte.ground.data_protection.models import ArchiveVisa, RetentionLine, RetentionRun
from pacte.ground.data_protection.reads import retention as reads
from pacte.ground.data_protection.services import retention
from pacte.ground.data_protection.worklist import retention_to_rehearse
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.declarations.privacy import Retention
from pacte.ground.documents.models import Attachment
from pacte.ground.people.models import ExceptionalAccess, File, HeldEdit, Pair, Person, Sharing
from pacte.ground.people.reads import visible_to
from tests.ground.people.making import followed, organisation, shared, worker
from tests.house.knocking import undone

from .making import officer, signed_in

pytestmark = pytest.mark.django_db
ARCHIVED = "people.Person.anonymise"


@pytest.fixture
def desk() -> User:
    return officer()


@pytest.fixture
def home() -> Any:
    return organisation()


def ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def old(file: File, days: int) -> File:
    """A file without news for so many days."""
    File.objects.filter(pk=file.pk).update(last_news_at=ago(days))
    Person.objects.filter(pk=file.person_id).update(last_contact_at=ago(days))
    file.refresh_from_db()
    return file


def counts(run: RetentionRun) -> dict[str, tuple[str, int]]:
    return {line.rule: (line.state, line.count) for line in run.lines.all()}


def test_two_years_after_the_last_contact_a_file_leaves_everyones_sight(desk: User, home: Any) -> None:
    follower = worker(home)
    file, recent = old(followed(follower, home), 732), old(followed(follower, home), 729)
    sharing = shared(file, organisation())
    retention.run(desk)
    file.refresh_from_db()
    sharing.refresh_from_db()
    assert file.archived_at
    assert file.closing_reason == "lost_contact"
    assert sharing.ended_at
    assert list(visible_to(follower)) == [recent.person]


def test_a_person_is_archived_once_every_file_is(desk: User, home: Any) -> None:
    other = organisation()
    first, second = followed(worker(home), home), followed(worker(other), other)
    File.objects.filter(pk=second.pk).update(person=first.person)
    old(first, 800)
    retention.run(desk)
    first.person.refresh_from_db()
    assert first.person.archived_at is None
    old(File.objects.get(pk=second.pk), 800)
    retention.run(desk)
    first.person.refresh_from_db()
    assert first.person.archived_at is not None


def test_a_rule_that_awaits_the_archives_does_nothing_without_a_visa(desk: User, home: Any) -> None:
    person = followed(worker(home), home, given_name="Zoé").person
    Person.objects.filter(pk=person.pk).update(archived_at=ago(2000))
    assert counts(retention.run(desk))[ARCHIVED] == (LineState.AWAITS, 0)
    visa = retention.record_visa(desk, reference="AP 2019-12", given_on=timezone.localdate(), rules=[ARCHIVED])
    retention.end_visa(desk, visa)
    assert counts(retention.rehearse(desk))[ARCHIVED] == (LineState.AWAITS, 0)
    retention.record_visa(desk, reference="AP 2019-13", given_on=timezone.localdate(), rules=[ARCHIVED])
    made = retention.run(desk)
    assert counts(made)[ARCHIVED] == (LineState.DONE, 1)
    assert made.lines.get(rule=ARCHIVED).visa.reference == "AP 2019-13"
    person.refresh_from_db()
    assert person.anonymised_at
    assert person.given_name == ""


def test_a_visa_covers_only_rules_that_await_the_archives(desk: User) -> None:
    with pytest.raises(BadInput, match="au moins une règle"):
        retention.record_visa(desk, reference="X", given_on=timezone.localdate(), rules=["audit.Entry.delete"])
    with pytest.raises(BadInput, match="pas encore donné"):
        retention.record_visa(desk, reference="X", given_on=timezone.localdate() + timedelta(days=1), rules=[ARCHIVED])


def test_a_visa_past_its_last_day_covers_nothing() -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    ArchiveVisa.objects.create(reference="X", given_on=date(2019, 1, 1), until=yesterday, rules=[ARCHIVED])
    assert reads.visas_in_force() == {}


def test_only_the_officer_rehearses_and_runs(home: Any) -> None:
    for act in (retention.rehearse, retention.run):
        with pytest.raises(Refused):
            act(worker(home))


def orphan() -> Attachment:
    attachment = Attachment(name="x.txt", content_type="text/plain", size=1, sha256="0" * 64)
    attachment.file.save("attachment", ContentFile(b"x"), save=True)
    Attachment.objects.filter(pk=attachment.pk).update(added_at=ago(40))
    return attachment


def test_a_rehearsal_changes_nothing_and_touches_no_file(
    desk: User, home: Any, django_capture_on_commit_callbacks: Any
) -> None:
    file, attachment = old(followed(worker(home), home), 800), orphan()
    with django_capture_on_commit_callbacks(execute=True):
        made = retention.rehearse(desk)
    assert counts(made)["people.File.archive"] == (LineState.DONE, 1)
    assert counts(made)["documents.Attachment.delete"] == (LineState.DONE, 1)
    file.refresh_from_db()
    assert file.archived_at is None
    assert attachment.file.storage.exists(attachment.file.name)
    assert not Entry.objects.filter(action="retention.purge").exists()
    assert Entry.objects.get(action="retention.rehearse").target == made.target
    with django_capture_on_commit_callbacks(execute=True):
        retention.run(desk)
    assert not attachment.file.storage.exists(attachment.file.name)


def _file(home: Any, days: int) -> None:
    old(followed(worker(home), home), days)


def _archived(home: Any, days: int) -> None:
    person = followed(worker(home), home, given_name="Zoé", birth_year=1981).person
    Person.objects.filter(pk=person.pk).update(archived_at=ago(days), last_contact_at=ago(days))


def _held(home: Any, days: int) -> None:
    follower = worker(home)
    person = followed(follower, home).person
    HeldEdit.objects.create(person=person, user=follower, subject="x", sealed_values="", held_at=ago(days))


def _access(home: Any, days: int) -> None:
    follower = worker(home)
    person = followed(follower, home).person
    reviewed = ago(days) if days % 2 else None
    ExceptionalAccess.objects.create(
        person=person, user=follower, kind="break_glass", reason="danger", until=ago(days), reviewed_at=reviewed
    )


def _sharing(home: Any, days: int) -> None:
    sharing = shared(followed(worker(home), home), organisation())
    Sharing.objects.filter(pk=sharing.pk).update(ended_at=ago(days), end="ended")


def _pair(home: Any, days: int) -> None:
    one, two = sorted((followed(worker(home), home).person_id, followed(worker(home), home).person_id))
    Pair.objects.create(first_id=one, second_id=two, score=1, source="rules", proposed_at=ago(days))


def _entry(home: Any, days: int) -> None:
    Entry.objects.create(at=ago(days), action="file.open", target=f"people.File:{days}")


MAKERS: dict[str, Callable[[Any, int], None]] = {
    "file": _file, "archived": _archived, "held": _held, "access": _access, "sharing": _sharing, "pair": _pair,
    "entry": _entry,
}  # fmt: skip
THINGS = st.lists(st.tuples(st.sampled_from(sorted(MAKERS)), st.integers(0, 2600)), max_size=7)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(things=THINGS, has_visa=st.booleans())
def test_a_rehearsal_counts_what_the_run_does(things: list[tuple[str, int]], has_visa: bool, desk: User) -> None:
    with undone():
        home = organisation()
        for what, days in things:
            MAKERS[what](home, days)
        journal.seal()
        if has_visa:
            retention.record_visa(desk, reference="X", given_on=timezone.localdate(), rules=[ARCHIVED])
        now = timezone.now()
        rehearsed = counts(retention.rehearse(desk, now))
        assert rehearsed == counts(retention.run(desk, now))
        again = counts(retention.run(desk, now))
        assert again["people.File.archive"][1] == 0
        assert again[ARCHIVED][1] == 0


def test_a_room_that_fails_keeps_no_other_from_its_turn(desk: User, home: Any, monkeypatch: Any) -> None:
    def fail(before: datetime) -> int:
        raise RuntimeError("no")

    real = reads.rules()
    broken = ("broken.X.delete", Retention("jobs.Job", timedelta(0), "", fail))
    monkeypatch.setattr(reads, "rules", lambda: [broken, *real])
    file = old(followed(worker(home), home), 800)
    with pytest.raises(ExceptionGroup):
        retention.run(desk)
    file.refresh_from_db()
    assert file.archived_at
    assert RetentionLine.objects.get(rule="broken.X.delete").state == LineState.FAILED


def test_the_night_applies_once_and_after_two_in_the_morning(home: Any) -> None:
    old(followed(worker(home), home), 800)
    night = timezone.localtime().replace(hour=3, minute=0)
    assert retention.apply_nightly(night.replace(hour=1)) == 0
    assert retention.apply_nightly(night) >= 1
    assert retention.apply_nightly(night + timedelta(minutes=1)) == 0
    assert RetentionRun.objects.get().by is None
    retention.apply_nightly(night + timedelta(days=1))
    assert RetentionRun.objects.filter(kind=RunKind.REAL).count() == 2


def test_the_journal_says_what_went(desk: User) -> None:
    line = Entry.objects.create(at=ago(400), action="file.open", target="people.File:1")
    journal.seal()
    retention.run(desk)
    assert not Entry.objects.filter(pk=line.pk).exists()
    told = Entry.objects.get(action="retention.purge", detail__model="audit.Entry")
    assert told.detail == {"model": "audit.Entry", "fate": "delete", "count": 1}


def test_every_rule_comes_from_a_text_or_says_that_it_is_a_sample() -> None:
    assert not [code for code, rule in reads.rules() if not rule.reference and not rule.is_sample]


def test_rules_have_codes_of_their_own() -> None:
    codes = [code for code, _rule in reads.rules()]
    assert len(codes) == len(set(codes))


def test_no_purge_of_the_archives_leaves_a_personal_file_behind(desk: User, home: Any) -> None:
    """An access in urgency that nobody looked at stays until somebody has."""
    _access(home, 400)
    ExceptionalAccess.objects.update(reviewed_at=None)
    retention.run(desk)
    assert ExceptionalAccess.objects.exists()


def test_the_page_says_what_waits_and_what_was_done(desk: User, home: Any) -> None:
    old(followed(worker(home), home), 800)
    client = signed_in(desk)
    text = client.get(reverse("data_protection:retention")).content.decode()
    assert "attend l’accord des archives" in text
    assert "CNIL, délibérations n° 2021-028" in text
    assert "Rien n’a changé" in client.post(reverse("data_protection:retention_rehearse"), follow=True).content.decode()
    assert File.objects.filter(archived_at__isnull=True).exists()
    assert "traitée" in client.post(reverse("data_protection:retention_run"), follow=True).content.decode()
    assert not File.objects.filter(archived_at__isnull=True).exists()


def test_my_day_asks_for_a_rehearsal_each_season(desk: User) -> None:
    today = timezone.localdate()
    assert list(retention_to_rehearse(desk, today))
    retention.rehearse(desk)
    assert not list(retention_to_rehearse(desk, today))
    assert list(retention_to_rehearse(desk, today + timedelta(days=91)))


def test_the_page_costs_few_queries(desk: User, django_assert_max_num_queries: Any) -> None:
    for _number in range(5):
        retention.rehearse(desk)
    client = signed_in(desk)
    with django_assert_max_num_queries(16):
        assert client.get(reverse("data_protection:retention")).status_code == 200
