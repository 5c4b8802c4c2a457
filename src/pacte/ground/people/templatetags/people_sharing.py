"""What the sharing part of a person's page is made of, so that whoever includes it gives the sight alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django import template

from pacte.ground.accounts.models import User

from ..enums import DataClass, How, SharingLevel
from ..models import ExceptionalAccess, FileDocument, Sharing
from ..reads import FileSight, Sight
from ..reads import exceptional as urgent
from ..reads import sharing as reads
from ..reads.summary import basis_words, words_of_bases

register = template.Library()
Words = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Line:
    """One sharing in words. `noted_by` is empty when the reader is not to be told a name."""

    sharing: Sharing
    in_force: bool
    classes: list[str]
    basis: str
    noted_by: str
    summaries: list[FileDocument]


@dataclass(frozen=True)
class OwnFile:
    """A file that the reader follows, with what it shares and what it shared."""

    seen: FileSight
    running: list[Line]
    over: list[Line]


@dataclass(frozen=True)
class Shown:
    """All that the part says to one reader."""

    own: list[OwnFile]
    received: list[tuple[Line, str]]
    urgent: list[ExceptionalAccess]
    ways: list[tuple[str, Any]]
    may_open: bool


@register.simple_tag(takes_context=True)
def sharing_of(context: Any, sight: Sight) -> Shown:
    """What is shared of this person, as the user of the page may know it."""
    user: User = context["request"].user
    bases = words_of_bases()
    own = [_own(user, each, bases) for each in sight.files if each.is_own]
    holders = {each.file.pk: each for each in sight.files}
    received = [
        (_line(user, sharing, holders[sharing.file_id], bases), holders[sharing.file_id].holder)
        for sharing in reads.received(user, sight.person) if sharing.file_id in holders
    ]  # fmt: skip
    may_open = not own and not sight.person.is_restricted and sight.level == SharingLevel.EXISTENCE
    return Shown(own, received, urgent.of_person(sight.person) if own else [], How.choices, may_open)


def _own(user: User, seen: FileSight, bases: Words) -> OwnFile:
    names = reads.colleagues(seen.file)
    lines = [_line(user, sharing, seen, bases, names) for sharing in reads.of_file(seen.file)]
    return OwnFile(seen, [each for each in lines if each.in_force], [each for each in lines if not each.in_force])


def _line(user: User, sharing: Sharing, seen: FileSight, bases: Words, names: Collection[int] = ()) -> Line:
    noted = sharing.noted_by
    return Line(
        sharing=sharing,
        in_force=reads.is_in_force(sharing),
        classes=DataClass.words(sharing.classes),
        basis=basis_words(sharing, bases) if sharing.basis_code else "",
        noted_by=noted.display_name if noted is not None and noted.pk in names else "",
        summaries=[each for each in sharing.summaries.all() if reads.may_read_summary(user, seen, each)],
    )


@register.filter
def class_words(classes: Iterable[str]) -> str:
    """Classes of data in words, on one line."""
    return ", ".join(DataClass.words(classes))


@register.filter
def words_for(values: Iterable[str], vocabulary: str) -> str:
    """Codes of roles, kinds or levels in words, on one line."""
    from pacte.ground.partners.enums import OrganisationKind, Role

    from ..enums import Purpose

    known: dict[str, Any] = {"role": Role, "kind": OrganisationKind, "level": SharingLevel, "follow_up": Purpose}
    choices = known[vocabulary].choices
    held = {values} if isinstance(values, str) else set(values)
    return ", ".join(str(label) for value, label in choices if value in held)


@register.filter
def said_words(access: ExceptionalAccess) -> str:
    """What was said to open a file in urgency, on the officer's page alone."""
    return urgent.words_of(access)
