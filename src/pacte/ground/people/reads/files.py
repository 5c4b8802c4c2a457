"""Files as lists: one's own, those left alone, those just handed over; and what a file holds, as this user sees it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.partners.permissions import Someone
from pacte.ground.partners.reads import within

from ..models import File, FileDocument, FileWorker, NeedLine, Note, Step
from ..permissions import FOLLOWING_ROLES, following_memberships
from ..permissions.colleagues import referent_memberships
from ..rules.sight import Relation
from .documents import shows_document
from .notes import readable
from .sight import FileSight, Sight, adopted_grid
from .visibility import followed_by

QUIET_DAYS = 60
"""A file without news for so long is looked at again. No text gives the delay: a sample, for the city to settle."""

LATEST_NOTES = 200
"""Notes read for one person's page; the page of notes holds them all."""

RECENT_DAYS = 14
"""How long a file that was handed over is told as new to whoever received it."""


def my_files(user: User) -> QuerySet[File]:
    """The open files that the user follows, each with its next step and how many needs wait."""
    steps = Step.objects.filter(file=OuterRef("pk"), outcome="").order_by("due_at", "pk")
    return followed_by(user).annotate(
        next_due=Subquery(steps.values("due_at")[:1]),
        next_title=Subquery(steps.values("title")[:1]),
        needs_waiting=Count("needs", filter=Q(needs__provided_on__isnull=True)),
    )


@dataclass(frozen=True)
class FileRow:
    """One of my files as a list may show it: the name, and the next step's words, where the role opens them."""

    file: File
    label: str
    next_title: str


def rows_of(user: User, files: Iterable[File]) -> list[FileRow]:
    """The user's own files, named as far as their role in each organisation allows."""
    grid = adopted_grid(user)
    opened: dict[int, set[str]] = defaultdict(set)
    for held in following_memberships(user):
        opened[held.organisation_id] |= grid.classes(held.role, held.organisation.kind)
    return [_row(file, opened[file.organisation_id]) for file in files]


def _row(file: File, opened: set[str]) -> FileRow:
    label = file.person.label() if FieldClass.IDENTITY in opened else file.person.pseudonym
    title = getattr(file, "next_title", None) or ""
    return FileRow(file, label, title if FieldClass.FREE_TEXT in opened else "")


LASTING = frozenset({Relation.WORKER, Relation.SHARING, Relation.TEAM})
"""The bonds from which one's own follow-up may begin. An access in urgency, or a last month of reading, is none."""


def may_begin(sight: Sight) -> bool:
    """Do the reader's bonds with this person let their organisation begin a follow-up of its own?"""
    return any(seen.relations & LASTING for seen in sight.files)


def could_follow(user: User, sight: Sight) -> QuerySet[Organisation]:
    """The user's organisations that could begin to follow this person: those without an open file on them."""
    mine = {held.organisation_id for held in following_memberships(user)} if may_begin(sight) else set()
    followed = File.objects.open().filter(person=sight.person).values("organisation")
    return Organisation.objects.filter(pk__in=mine).exclude(pk__in=followed)


def quiet_since(days: int, now: datetime | None = None) -> datetime:
    """The moment before which the last news are older than this."""
    return (now or timezone.now()) - timedelta(days=days)


def unattended(user: Someone) -> QuerySet[File]:
    """Open files of the organisations of which the user is the referent, that nobody in place leads.

    A restricted person's file is among them, or nobody could help them any more: the list says pseudonyms alone.
    """
    held = referent_memberships(user)
    if not held:
        return File.objects.none()
    today = Membership.objects.current(timezone.localdate()).filter(
        user=OuterRef("user"), organisation=OuterRef("file__organisation"), role__in=FOLLOWING_ROLES
    )
    leads = FileWorker.objects.current().filter(Exists(today), file=OuterRef("pk"), is_lead=True)
    return (
        File.objects.open()
        .filter(within(held), ~Exists(leads), archived_at__isnull=True, person__anonymised_at__isnull=True)
        .select_related("person", "organisation", "territory")
        .order_by("last_news_at", "pk")
    )


def received(user: User, now: datetime | None = None) -> QuerySet[FileWorker]:
    """The user's places in files that somebody handed over to them these last days."""
    since = (now or timezone.now()) - timedelta(days=RECENT_DAYS)
    before = FileWorker.objects.filter(
        file=OuterRef("file"), end="handover", until__gte=OuterRef("since") - timedelta(minutes=1),
        until__lte=OuterRef("since") + timedelta(minutes=1),
    )  # fmt: skip
    return FileWorker.objects.current().filter(
        Exists(before), user=user, since__gte=since, file__in=followed_by(user).values("pk")
    )


@dataclass
class Contents:
    """What a file holds of what this user may see."""

    notes: list[Note] = field(default_factory=list)
    asked: list[NeedLine] = field(default_factory=list)
    given: list[NeedLine] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    past_steps: list[Step] = field(default_factory=list)
    documents: list[FileDocument] = field(default_factory=list)
    workers: list[FileWorker] = field(default_factory=list)
    names_workers: bool = False


def contents_of(user: User, sight: Sight) -> dict[int, Contents]:
    """What each file within reach holds, by the file's number: four queries whatever the number of files."""
    seen = {each.file.pk: each for each in sight.files}
    found = {pk: Contents() for pk in seen}
    inside = {held.organisation_id for held in following_memberships(user)}
    for pk, each in seen.items():
        found[pk].names_workers = each.file.organisation_id in inside
        found[pk].workers = sorted(
            (worker for worker in each.file.workers.all() if worker.until is None),
            key=lambda worker: (not worker.is_lead, worker.since),
        )
    _add_notes(found, seen)
    _add_needs(found, seen)
    _add_steps(found, seen)
    for document in FileDocument.objects.filter(file__in=list(seen)).select_related(
        "attachment", "file__person", "sharing"
    ):
        if shows_document(user, seen[document.file_id], document):
            found[document.file_id].documents.append(document)
    return found


def _add_notes(found: dict[int, Contents], seen: dict[int, FileSight]) -> None:
    for note in readable(seen.values())[:LATEST_NOTES]:
        found[note.file_id].notes.append(note)


def _add_needs(found: dict[int, Contents], seen: dict[int, FileSight]) -> None:
    told = [pk for pk, each in seen.items() if each.shows(FieldClass.FREE_TEXT)]
    for line in NeedLine.objects.filter(file__in=told).order_by(F("provided_on").desc(), "expressed_on", "pk"):
        (found[line.file_id].given if line.provided_on else found[line.file_id].asked).append(line)


def _add_steps(found: dict[int, Contents], seen: dict[int, FileSight]) -> None:
    told = [pk for pk, each in seen.items() if each.shows(FieldClass.FREE_TEXT)]
    for step in Step.objects.filter(file__in=told).select_related("for_user").order_by("due_at", "pk"):
        (found[step.file_id].past_steps if step.outcome else found[step.file_id].steps).append(step)
