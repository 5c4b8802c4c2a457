"""Which cases a user may see, and how much of one: a case is seen as its file is, by those who see the file in full."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone
from pacte.ground.people.enums import ExceptionalKind, GivenBy, SharingLevel
from pacte.ground.people.models import ExceptionalAccess, FileWorker, Person, Sharing
from pacte.ground.people.permissions import following_memberships
from pacte.ground.people.reads import FileSight, Sight, sight_of

from ..models import Case

WITH = ("scheme", "version", "file__person", "file__organisation", "organisation", "territory", "lead", "household")
"""What a case's page needs beside the case."""


@dataclass(frozen=True)
class CaseSight:
    """One case as this user sees it: through its file, with the classes of data that are open there."""

    case: Case
    sight: Sight
    file_sight: FileSight

    @property
    def may_write(self) -> bool:
        """Those who follow the open file write in its cases."""
        return self.file_sight.may_write

    @property
    def label(self) -> str:
        """The person's name where it may be shown, the pseudonym elsewhere."""
        return self.sight.label

    def shows(self, field_class: str) -> bool:
        """May this class of data be shown in the case?"""
        return self.file_sight.shows(field_class)


def visible(user: Someone, through: Organisation | None = None) -> QuerySet[Case]:
    """The cases whose file the user follows, or sees in full: handed over of late, shared in full, opened in urgency.

    A restricted person's: those who follow the file, or to whom the person gave a full sharing since.
    """
    held = following_memberships(user, through)
    if not held:
        return Case.objects.none()
    homes = {membership.organisation_id for membership in held}
    mine = FileWorker.objects.filter(file=OuterRef("file"), user=user.pk, file__organisation__in=homes)
    shared = Sharing.objects.in_force().filter(
        file=OuterRef("file"), organisation__in=homes, level=SharingLevel.FULL
    )  # fmt: skip
    given_since = shared.filter(given_by=GivenBy.PERSON, noted_at__gte=OuterRef("file__person__restricted_since"))
    opened = ExceptionalAccess.objects.in_force().filter(
        person=OuterRef("file__person"), user=user.pk, kind=ExceptionalKind.BREAK_GLASS,
        organisation__in=[membership.organisation.slug for membership in held],
    )  # fmt: skip
    usual = Exists(mine.just_handed_over()) | Exists(shared) | Q(file__closed_on__isnull=True) & Exists(opened)
    return Case.objects.filter(file__in=_around(user, homes)).filter(
        Exists(mine.current()) | Q(file__person__restricted_since__isnull=False) & Exists(given_since)
        | Q(file__person__restricted_since__isnull=True) & usual,
        file__isnull=False, file__archived_at__isnull=True,
        file__person__archived_at__isnull=True, file__person__anonymised_at__isnull=True,
    )  # fmt: skip


def _around(user: Someone, homes: set[int]) -> QuerySet[FileWorker, tuple[int]]:
    """The files that could be within reach: narrows where the database looks, `visible` still decides of each."""
    given = Sharing.objects.in_force().filter(organisation__in=homes, level=SharingLevel.FULL)
    urgent = ExceptionalAccess.objects.in_force().filter(user=user.pk, kind=ExceptionalKind.BREAK_GLASS)
    return (
        FileWorker.objects.filter(user=user.pk).order_by().values_list("file")
        .union(
            given.order_by().values_list("file"),
            urgent.order_by().values_list("person__files"),
            all=True,
        )
    )  # fmt: skip


def cases_of(user: User, person: Person) -> list[Case]:
    """The cases of one person that the user may see; remembered for the request, as several rooms show them."""
    cache, key = user.request_cache, ("cases", person.pk)
    if cache is not None and key in cache:
        return list(cache[key])
    found = list(visible(user).filter(file__person=person).select_related("scheme", "version"))
    if cache is not None:
        cache[key] = found
    return found


def case_of(key: UUID | str) -> Case | None:
    """The case of this key with what its page needs, before any right was asked."""
    return Case.objects.filter(key=key, file__isnull=False).select_related(*WITH).first()


def seen_in(case: Case, sight: Sight | None) -> CaseSight | None:
    """The case through what is seen of its person; None unless its file is seen in full."""
    seen = sight.of_file(case.file) if sight and case.file else None
    if sight is None or seen is None or seen.level is not SharingLevel.FULL:
        return None
    return CaseSight(case, sight, seen)


def case_sight(user: User, case: Case) -> CaseSight | None:
    """The case as this user sees it now, None when it is out of reach."""
    return seen_in(case, sight_of(user, case.file.person)) if case.file else None


def is_open_to(user: User, case: Case) -> bool:
    """May this user know of this case?"""
    return visible(user).filter(pk=case.pk).exists()
