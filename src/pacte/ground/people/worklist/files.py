"""Entries of files: what is planned, words to take up again, files without news, files just received or left alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from ..models import File, FileWorker, HeldEdit, NeedLine, Note, Step
from ..permissions import follows_people
from ..reads.files import QUIET_DAYS, received, rows_of, unattended
from ..reads.visibility import followed_by

STEPS_AHEAD = timedelta(days=7)
"""Steps are told one week before: further ones wait on the person's page."""

NEED_DAYS = 30
"""A need that waits longer is looked at again. No text gives the delay: a sample, for the city to settle."""

MOST = 30
"""Entries of one sort in one day: more would bury the rest. The list of files holds them all."""


def _person(file: File) -> str:
    return f"{reverse('people:person', kwargs={'key': file.person.key})}#dossier-{file.key}"


def steps_to_come(user: User, today: date) -> Iterable[Entry]:
    """The user's own steps, late or due within a week, each one click from saying what came of it."""
    if not follows_people(user):
        return
    horizon = timezone.now() + STEPS_AHEAD
    mine = followed_by(user).values("pk")
    steps = Step.objects.filter(for_user=user, outcome="", due_at__lt=horizon, file__in=mine)
    found = list(steps.select_related("file__person", "file__organisation").order_by("due_at", "pk"))
    rows = rows_of(user, [_with_title(step) for step in found])
    for step, row in zip(found, rows, strict=True):
        due = timezone.localdate(step.due_at)
        yield Entry(
            kind=str(step.get_kind_display()),
            title=row.next_title or str(step.get_kind_display()),
            detail=row.label,
            url=reverse("people:step_end", kwargs={"key": step.key}),
            act=_("Dire l’issue"),
            due=due,
            urgency=Urgency.of(due, today),
            at=timezone.localtime(step.due_at).time() if step.kind == "appointment" else None,
        )


def _with_title(step: Step) -> File:
    file = step.file
    file.next_title = step.title  # type: ignore[attr-defined]  # as `reads.files.my_files` names it
    return file


def held_edits(user: User, today: date) -> Iterable[Entry]:
    """What the user typed while somebody else was saving, until they have chosen."""
    if not follows_people(user):
        return
    edits = list(HeldEdit.objects.filter(user=user).order_by("held_at"))
    writable = _writable(user, edits)
    for edit in edits:
        if edit.key in writable:
            yield Entry(
                kind=_("Saisie à reprendre"),
                title=_("Quelqu’un a enregistré pendant que vous écriviez"),
                detail=_("Vos mots sont gardés jusqu’à votre choix."),
                url=reverse("people:held_edit", kwargs={"key": edit.key}),
                act=_("Choisir"),
                due=timezone.localdate(edit.held_at),
                at=timezone.localtime(edit.held_at).time(),
                urgency=Urgency.TODAY,
            )


def _writable(user: User, edits: list[HeldEdit]) -> set[object]:
    """The edits of files that the user still follows, three queries whatever their number."""
    if not edits:
        return set()
    files = list(followed_by(user).filter(person__in={edit.person_id for edit in edits}))
    open_to = {f"file:{file.key}" for file in files} | {f"person:{file.person.key}" for file in files}
    open_to |= {f"note:{key}" for key in Note.objects.filter(file__in=files).values_list("key", flat=True)}
    return {edit.key for edit in edits if edit.subject in open_to}


def files_without_news(user: User, today: date) -> Iterable[Entry]:
    """Files that the user leads and of which nobody has had news for long."""
    if not follows_people(user):
        return
    since = timezone.now() - timedelta(days=QUIET_DAYS)
    for row in rows_of(user, _led_by(user).filter(last_news_at__lt=since)[:MOST]):
        days = (today - timezone.localdate(row.file.last_news_at)).days
        yield Entry(
            kind=_("Dossier sans nouvelles"),
            title=row.label,
            detail=ngettext("Depuis %(days)s jour", "Depuis %(days)s jours", days) % {"days": days},
            url=_person(row.file),
            act=_("Reprendre contact"),
            due=None,
            urgency=Urgency.LATER,
        )


def needs_waiting(user: User, today: date) -> Iterable[Entry]:
    """Files that the user leads where a need has waited for long: one entry a file, with the oldest."""
    if not follows_people(user):
        return
    oldest = today - timedelta(days=NEED_DAYS)
    lines = NeedLine.objects.filter(
        provided_on__isnull=True, expressed_on__lt=oldest, file__in=_led_by(user).values("pk")
    )
    first: dict[int, NeedLine] = {}
    for line in lines.select_related("file__person", "file__organisation").order_by("expressed_on", "pk"):
        first.setdefault(line.file_id, line)
    told = list(first.values())[:MOST]
    for line, row in zip(told, rows_of(user, [line.file for line in told]), strict=True):
        yield Entry(
            kind=_("Besoin en attente"),
            title=row.label,
            detail=str(line.get_need_display()),
            url=_person(line.file),
            act=_("Voir le besoin"),
            due=None,
            urgency=Urgency.LATER,
        )


def _led_by(user: User) -> QuerySet[File]:
    return followed_by(user).filter(pk__in=FileWorker.objects.current().filter(user=user, is_lead=True).values("file"))


def files_received(user: User, today: date) -> Iterable[Entry]:
    """Files that somebody handed over to the user these last days, until they write in them."""
    if not follows_people(user):
        return
    places = list(received(user).select_related("file__person", "file__organisation"))
    for place, row in zip(places, rows_of(user, [place.file for place in places]), strict=True):
        if place.file.last_news_at <= place.since + timedelta(minutes=1):
            yield Entry(
                kind=_("Dossier reçu"),
                title=row.label,
                detail=_("Un collègue vous l’a passé."),
                url=_person(place.file),
                act=_("Prendre connaissance"),
                due=None,
                urgency=Urgency.SOON,
            )


def files_left_alone(user: User, today: date) -> Iterable[Entry]:
    """For an organisation's referent: how many files nobody leads. No name, no pseudonym."""
    count = unattended(user).count()
    if count:
        yield Entry(
            kind=_("Dossiers sans professionnel"),
            title=ngettext(
                "%(count)s dossier sans personne en charge", "%(count)s dossiers sans personne en charge", count
            )
            % {"count": count},
            url=reverse("people:unattended"),
            act=_("Confier"),
            due=None,
            urgency=Urgency.TODAY,
        )


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [
    steps_to_come, held_edits, files_without_news, needs_waiting, files_received, files_left_alone,
]  # fmt: skip
