"""What several persons are called for one user, in a fixed number of queries: the name, or the pseudonym alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.partners.models import Membership
from pacte.ground.partners.reads import within

from ..enums import ExceptionalKind, GivenBy
from ..models import ExceptionalAccess, File, FileWorker, Person, Sharing
from ..permissions import following_memberships
from ..rules.sight import Bond, Relation, seen_through
from .sight import adopted_grid


def labels(user: User, persons: Iterable[Person]) -> dict[int, str]:
    """Each person's label by primary key. The caller took these persons from `visible_to` or `findable_by`."""
    asked = list(persons)
    if not asked:
        return {}
    grid, bonds = adopted_grid(user), _Bonds(user, asked).gathered()
    return {
        person.pk: person.label()
        if any(FieldClass.IDENTITY in seen_through(bond, grid).classes for bond in bonds[person.pk])
        else person.pseudonym
        for person in asked
    }


class _Bonds:
    """What binds one user to several persons, as `sight_of` finds it for one."""

    def __init__(self, user: User, persons: list[Person]) -> None:
        self.user = user
        self.held = following_memberships(user)
        self.restricted = {each.pk: each.restricted_since for each in persons if each.restricted_since is not None}
        self.open_to_teams = [each.pk for each in persons if each.pk not in self.restricted]
        self.of_persons: dict[str, Any] = {
            "file__person__in": [each.pk for each in persons], "file__archived_at__isnull": True,
        }  # fmt: skip
        self.found: dict[int, list[Bond]] = defaultdict(list)

    def gathered(self) -> dict[int, list[Bond]]:
        self._workers()
        self._shared()
        self._teams()
        self._urgency()
        return self.found

    def _add(self, person: int, relation: Relation, memberships: Iterable[Membership], **opened: Any) -> None:
        for held in memberships:
            self.found[person].append(Bond(relation, held.role, held.organisation.kind, **opened))

    def _within(self, organisation: int) -> list[Membership]:
        return [held for held in self.held if held.organisation_id == organisation]

    def _workers(self) -> None:
        mine = FileWorker.objects.filter(user=self.user, **self.of_persons).select_related("file")
        for worker in mine.current():
            self._add(worker.file.person_id, Relation.WORKER, self._within(worker.file.organisation_id))
        for worker in mine.just_handed_over():
            if worker.file.person_id not in self.restricted:
                self._add(worker.file.person_id, Relation.PREVIOUS_WORKER, self._within(worker.file.organisation_id))

    def _shared(self) -> None:
        homes = [held.organisation_id for held in self.held]
        given = Sharing.objects.in_force().filter(organisation__in=homes, **self.of_persons).select_related("file")
        for sharing in given:
            since = self.restricted.get(sharing.file.person_id)
            if since is None or (sharing.given_by == GivenBy.PERSON and sharing.noted_at >= since):
                self._add(
                    sharing.file.person_id, Relation.SHARING, self._within(sharing.organisation_id),
                    level=sharing.level, classes=frozenset(sharing.classes),
                )  # fmt: skip

    def _teams(self) -> None:
        files = File.objects.open().filter(person__in=self.open_to_teams, archived_at__isnull=True)
        for held in self.held:
            for person in files.filter(within([held])).values_list("person_id", flat=True):
                self._add(person, Relation.TEAM, [held])

    def _urgency(self) -> None:
        opened = ExceptionalAccess.objects.in_force().filter(
            person__in=self.open_to_teams, user=self.user, kind=ExceptionalKind.BREAK_GLASS
        )
        for access in opened:
            through = [held for held in self.held if held.organisation.slug == access.organisation]
            self._add(access.person_id, Relation.BREAK_GLASS, through)
