"""Who read what of a person: told by the journal, with the reader's name and role of that day, for the officer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership
from pacte.ground.people.models import File, Person

from .. import rules

OPENINGS = ("person.open", "attachment.read", "document.read", "file.export", "person.export")
"""Acts by which somebody sees what is held; the others change it."""

RELATIONS = {
    "worker": _("suit le dossier"), "previous_worker": _("vient de passer le dossier"),
    "break_glass": _("accès en urgence"), "sharing": _("partage"), "team": _("même équipe"),
    "desk": _("demande de la personne"),
}  # fmt: skip
"""What may bind a reader to a person."""

PERIOD = timedelta(days=30)
"""How far back unusual readings are looked for."""

MOST = 500


@dataclass(frozen=True)
class Act:
    """One line of the journal about a person, with who did it then."""

    at: datetime
    actor_key: UUID | None
    who: str
    organisation: str
    role: str
    action: str
    is_reading: bool
    through: tuple[str, ...]

    @property
    def relation(self) -> str:
        """What bound the reader to the person, in words."""
        return ", ".join(str(RELATIONS.get(each, each)) for each in self.through)


@dataclass(frozen=True)
class Filter:
    """What to keep of the acts; an empty part keeps everything."""

    since: date | None = None
    until: date | None = None
    organisation: str = ""
    readings_only: bool = False


def targets_of(person: Person) -> list[str]:
    """How the journal names the person and their files."""
    keys = File.objects.filter(person=person).values_list("key", flat=True)
    return [person.target, *(f"people.File:{key}" for key in keys)]


def acts_on(person: Person, wanted: Filter | None = None) -> list[Act]:
    """What was read and changed of a person, the latest first; at most five hundred lines."""
    asked = wanted or Filter()
    found = Entry.objects.filter(target__in=targets_of(person)).order_by("-pk")
    if asked.since:
        found = found.filter(at__date__gte=asked.since)
    if asked.until:
        found = found.filter(at__date__lte=asked.until)
    if asked.readings_only:
        found = found.filter(action__in=OPENINGS)
    acts = told(found[:MOST])
    return [
        act for act in acts if not asked.organisation or asked.organisation.casefold() in act.organisation.casefold()
    ]


def told(entries: Iterable[Entry]) -> list[Act]:
    """The lines with the name, the organisation and the role that their authors had on that day."""
    lines = list(entries)
    keys = {line.actor_key for line in lines if line.actor_key}
    users = {user.opaque_id: user for user in User.objects.filter(opaque_id__in=keys)}
    held: dict[int, list[Membership]] = {}
    for membership in Membership.objects.filter(user__in=users.values()).select_related("organisation"):
        held.setdefault(membership.user_id, []).append(membership)
    return [_act(line, users.get(line.actor_key) if line.actor_key else None, held) for line in lines]


def _act(line: Entry, user: User | None, held: dict[int, list[Membership]]) -> Act:
    memberships = [m for m in held.get(user.pk, []) if _runs(m, timezone.localdate(line.at))] if user else []
    named = [m for m in memberships if m.organisation.slug == line.organisation] or memberships
    detail = line.detail if isinstance(line.detail, dict) else {}
    return Act(
        at=line.at, actor_key=line.actor_key, who=user.display_name if user else "",
        organisation=", ".join(dict.fromkeys(m.organisation.name for m in named)) or line.organisation,
        role=", ".join(dict.fromkeys(str(Role(m.role).label) for m in named)),
        action=line.action, is_reading=line.action in OPENINGS,
        through=_through(detail),
    )  # fmt: skip


def _through(detail: dict[str, Any]) -> tuple[str, ...]:
    """What bound the reader to the person, as codes; the desk has no other bond than the person's request."""
    if detail.get("reason") in {"desk", "statement"}:
        return ("desk",)
    return tuple(str(each) for each in detail.get("through", []))


def _runs(membership: Membership, day: date) -> bool:
    return membership.starts_on <= day and (membership.ends_on is None or membership.ends_on >= day)


@dataclass(frozen=True)
class Unusual:
    """What to look at: accounts that opened many persons in an hour, readings that stood on urgency alone."""

    bursts: list[tuple[rules.Burst, Act]]
    outside: list[tuple[str, Act]]
    since: datetime


def unusual(now: datetime) -> Unusual:
    """Simple, explained signs over the last month: they ask a question, they say nothing of a person."""
    since = now - PERIOD
    rows = list(Entry.objects.filter(Q(action="person.open"), at__gte=since, actor_key__isnull=False).order_by("pk"))
    by_line = {_reading(row): row for row in rows}
    bursts = rules.bursts(by_line)
    outside = rules.outside_any_bond(by_line)
    first = {(str(row.actor_key), row.at): row for row in rows}
    authors = told(first[burst.actor, burst.since] for burst in bursts)
    lines = [by_line[reading] for reading in reversed(outside)][:100]
    return Unusual(
        list(zip(bursts, authors, strict=True)),
        list(zip([line.target.rpartition(":")[2] for line in lines], told(lines), strict=True)),
        since,
    )


def _reading(entry: Entry) -> rules.Reading:
    through = entry.detail.get("through", []) if isinstance(entry.detail, dict) else []
    return rules.Reading(str(entry.actor_key), entry.target, entry.at, frozenset(str(each) for each in through))
