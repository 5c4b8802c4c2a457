"""What the team wrote: health data, shown to those of it to whom the adopted grid opens them, through the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.people.enums import SharingLevel
from pacte.ground.people.reads import FileSight, sight_of

from ..enums import TeamProfession
from ..models import NeighbourSignal, TeamContact, TeamEvaluation
from ..permissions import is_team


def file_sight(user: User, signal: NeighbourSignal) -> FileSight | None:
    """The tenant's file as this user sees it; None without one, or out of reach."""
    sight = sight_of(user, signal.file.person) if signal.file else None
    return sight.of_file(signal.file) if sight and signal.file else None


def opens_health(seen: FileSight | None) -> bool:
    """Health data are read by those who see the file in full and to whom the grid opens them."""
    return seen is not None and seen.level is SharingLevel.FULL and seen.shows(FieldClass.HEALTH)


def may_read_health(user: User, row: TeamContact | TeamEvaluation) -> bool:
    """A member of the team, who sees the file in full, and whose role the grid opens health data to."""
    return is_team(user) and opens_health(file_sight(user, row.signal))


@dataclass(frozen=True)
class ContactShown:
    """One attempt: what the whole team knows, and the words for those who read health data."""

    contact: TeamContact
    professions: list[str]
    words: str


@dataclass(frozen=True)
class EvaluationShown:
    """One evaluation, in clear."""

    evaluation: TeamEvaluation
    words: str


def contacts_of(signal: NeighbourSignal, seen: FileSight | None) -> list[ContactShown]:
    """The attempts of the team, the latest first."""
    opened, names = opens_health(seen), dict(TeamProfession.choices)
    rows: Iterable[TeamContact] = signal.contacts.select_related("noted_by").order_by("-on", "-pk")
    return [
        ContactShown(
            each, [str(names.get(code, code)) for code in each.professions],
            unseal(each.sealed_words) if opened and each.sealed_words else "",
        )
        for each in rows
    ]  # fmt: skip


def evaluations_of(signal: NeighbourSignal, seen: FileSight | None) -> list[EvaluationShown]:
    """The evaluations, the latest first; none for whoever does not read health data."""
    if not opens_health(seen):
        return []
    rows = signal.evaluations.select_related("noted_by").order_by("-on", "-pk")
    return [EvaluationShown(each, unseal(each.sealed_health) if each.sealed_health else "") for each in rows]
