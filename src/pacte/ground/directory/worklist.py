"""What the directory puts into my day: entries to review, hours that are missing, changes sent back or to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.worklist.rules import Entry, Urgency

from . import reads
from .models import DirectoryPolicy, Place, Proposal
from .permissions import edits_directory, keeper_memberships
from .reads.freshness import due_of, overdue
from .reads.keeping import returned_to, waiting, without_hours

MOST = 20
"""Entries of one sort past this number stand together in one line."""


def entries_to_keep(user: User, today: date) -> Iterable[Entry]:
    """For a keeper: what to review, what has no hours, what was sent back. The team has its own."""
    if edits_directory(user) or not keeper_memberships(user):
        return
    policy = DirectoryPolicy.current()
    kept = reads.kept_by(user)
    stale = list(overdue(today, policy).filter(pk__in=kept.values("pk"))[: MOST + 1])
    yield from _to_review(stale, policy, today)
    for place in without_hours(kept).order_by("name")[:MOST]:
        yield Entry(
            kind=_("Fiche"), title=place.name, url=_edit(place), act=_("Écrire les horaires"), due=None,
            urgency=Urgency.LATER, detail=_("Sans horaires, personne ne la trouve ouverte"),
        )  # fmt: skip
    for proposal in returned_to(user):
        yield _sent_back(proposal, today)


def _to_review(stale: list[Place], policy: DirectoryPolicy, today: date) -> Iterable[Entry]:
    if len(stale) > MOST:
        yield Entry(
            kind=_("Fiche"), title=_("Plus de %(count)s fiches à vérifier") % {"count": MOST},
            url=reverse("directory:kept") + "?to_do=review", act=_("Les vérifier"),
            due=due_of(stale[0], policy), urgency=Urgency.of(due_of(stale[0], policy), today),
        )  # fmt: skip
        return
    for place in stale:
        due = due_of(place, policy)
        yield Entry(
            kind=_("Fiche"), title=place.name, url=_page(place), act=_("Vérifier la fiche"), due=due,
            urgency=Urgency.of(due, today), detail=_("Un geste suffit si tout est exact"),
        )  # fmt: skip


def _sent_back(proposal: Proposal, today: date) -> Entry:
    day = timezone.localdate(proposal.settled_at) if proposal.settled_at else today
    return Entry(
        kind=_("Fiche"), title=proposal.place.name, url=_page(proposal.place), act=_("Reprendre ce changement"),
        due=day, urgency=Urgency.of(day, today), detail=_("Renvoyé avec un mot"),
    )  # fmt: skip


def changes_to_read(user: User, today: date) -> Iterable[Entry]:
    """For the directory's team: how many changes wait, and the entries that nobody else keeps."""
    if not edits_directory(user):
        return
    waits = list(waiting().values_list("created_at", flat=True))
    if waits:
        day = timezone.localdate(waits[0])
        title = ngettext("%(count)s changement à relire", "%(count)s changements à relire", len(waits))
        yield Entry(
            kind=_("Annuaire"), title=title % {"count": len(waits)}, url=reverse("directory:queue"),
            act=_("Relire"), due=day, urgency=Urgency.of(day, today),
        )  # fmt: skip
    orphans = overdue(today).filter(organisation__isnull=True).count()
    if orphans:
        title = ngettext("%(count)s fiche sans gardien à vérifier", "%(count)s fiches sans gardien à vérifier", orphans)
        yield Entry(
            kind=_("Annuaire"), title=title % {"count": orphans}, url=reverse("directory:freshness"),
            act=_("Voir les fiches"), due=None, urgency=Urgency.LATER,
        )  # fmt: skip


def _page(place: Place) -> str:
    return reverse("directory:keep", kwargs={"key": place.key})


def _edit(place: Place) -> str:
    return reverse("directory:edit", kwargs={"key": place.key})


PROVIDERS: list[Callable[[User, date], Iterable[Entry]]] = [entries_to_keep, changes_to_read]
