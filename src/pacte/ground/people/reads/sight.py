"""How much a user sees of one person: file by file, with the classes of data and the audiences that are open."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.partners.permissions import Someone
from pacte.ground.partners.reads import within

from ..enums import ExceptionalKind, GivenBy, RuleKind, SharingLevel
from ..models import AdoptedRules, ExceptionalAccess, File, FileWorker, Person, Sharing
from ..permissions import following_memberships
from ..rules.sight import Bond, Grid, Relation, Seen, seen_through, together
from .visibility import visible_to


@dataclass(frozen=True)
class FileSight:
    """One file as this user sees it. `holder` is the organisation's name, or "a partner" when it is to be withheld."""

    file: File
    relations: frozenset[Relation]
    seen: Seen
    holder: str

    @property
    def level(self) -> SharingLevel:
        return SharingLevel(self.seen.level)

    @property
    def may_write(self) -> bool:
        return self.seen.may_write

    @property
    def is_own(self) -> bool:
        """Does the user follow this file now?"""
        return Relation.WORKER in self.relations

    def shows(self, field_class: str) -> bool:
        """May this class of data of the file be shown?"""
        return field_class in self.seen.classes


@dataclass(frozen=True)
class Sight:
    """One person as this user sees them: the files within reach, and what these open together."""

    person: Person
    files: tuple[FileSight, ...]
    seen: Seen

    @property
    def level(self) -> SharingLevel:
        return SharingLevel(self.seen.level)

    @property
    def may_write(self) -> bool:
        """The person's own fields are changed by those who follow them."""
        return self.seen.may_write

    def shows(self, field_class: str) -> bool:
        """May this class of the person's own fields be shown?"""
        return field_class in self.seen.classes

    @property
    def label(self) -> str:
        """The name where it may be shown, the pseudonym elsewhere."""
        return self.person.label() if self.shows(FieldClass.IDENTITY) else self.person.pseudonym

    def of_file(self, file: File) -> FileSight | None:
        """What is seen of one of the person's files, None when it is out of reach."""
        return next((each for each in self.files if each.file.pk == file.pk), None)

    @property
    def own_files(self) -> list[FileSight]:
        """The files that the user follows, where they may write."""
        return [each for each in self.files if each.is_own and each.may_write]


def adopted_grid(user: Someone | None = None) -> Grid:
    """The grid of field classes in force, from the latest adopted list; remembered for a user's request."""
    cache = user.request_cache if isinstance(user, User) else None
    if cache is not None and "grid" in cache:
        kept: Grid = cache["grid"]
        return kept
    latest = AdoptedRules.objects.filter(kind=RuleKind.FIELD_CLASSES).order_by("-adopted_at", "-pk").first()
    grid = Grid(latest.content if latest else None)
    if cache is not None:
        cache["grid"] = grid
    return grid


def sight_of(user: User, person: Person, through: Organisation | None = None) -> Sight | None:
    """What this user sees of this person now (acting for one organisation), None when not even their existence."""
    if not visible_to(user, through).filter(pk=person.pk).exists():
        return None
    held = following_memberships(user, through)
    grid = adopted_grid(user)
    bonds = _bonds(user, person, held)
    files = {file.pk: file for file in _files(person) if file.pk in bonds}
    sights = tuple(_file_sight(files[pk], bonds[pk], grid, held) for pk in files)
    whole = together(sight.seen for sight in sights)
    return Sight(person, sights, whole) if whole else None


def _files(person: Person) -> list[File]:
    return list(
        File.objects.filter(person=person, archived_at__isnull=True)
        .select_related("organisation", "territory", "person")
        .prefetch_related("workers__user")
        .order_by("-opened_on", "pk")
    )


def _file_sight(file: File, bonds: list[Bond], grid: Grid, held: list[Membership]) -> FileSight:
    seen = together(seen_through(bond, grid, file.is_open) for bond in bonds)
    assert seen is not None
    is_inside = any(membership.organisation_id == file.organisation_id for membership in held)
    withheld = file.organisation.is_discreet and not is_inside
    holder = _("Un partenaire") if withheld else file.organisation.name
    return FileSight(file, frozenset(bond.relation for bond in bonds), seen, holder)


def _bonds(user: User, person: Person, held: list[Membership]) -> dict[int, list[Bond]]:
    """Each bond of the user with each of the person's files."""
    bonds: dict[int, list[Bond]] = defaultdict(list)
    by_organisation: dict[int, list[Membership]] = defaultdict(list)
    for membership in held:
        by_organisation[membership.organisation_id].append(membership)
    _bind_workers(bonds, by_organisation, user, person)
    _bind_shared(bonds, by_organisation, person)
    if not person.is_restricted:
        for membership in held:
            for pk in File.objects.open().filter(within([membership]), person=person).values_list("pk", flat=True):
                bonds[pk].append(_bond(Relation.TEAM, membership))
        _bind_urgency(bonds, held, user, person)
    return bonds


def _bond(relation: Relation, membership: Membership) -> Bond:
    return Bond(relation, membership.role, membership.organisation.kind)


def _bind_workers(
    bonds: dict[int, list[Bond]], by_organisation: dict[int, list[Membership]], user: User, person: Person
) -> None:
    mine = FileWorker.objects.filter(file__person=person, user=user).select_related("file")
    for worker in mine.current() if person.is_restricted else mine.current() | mine.just_handed_over():
        relation = Relation.WORKER if worker.until is None else Relation.PREVIOUS_WORKER
        for membership in by_organisation[worker.file.organisation_id]:
            bonds[worker.file_id].append(_bond(relation, membership))


def _bind_shared(bonds: dict[int, list[Bond]], by_organisation: dict[int, list[Membership]], person: Person) -> None:
    shared = Sharing.objects.in_force().filter(file__person=person, organisation__in=list(by_organisation))
    if person.restricted_since is not None:
        shared = shared.filter(given_by=GivenBy.PERSON, noted_at__gte=person.restricted_since)
    for sharing in shared:
        for membership in by_organisation[sharing.organisation_id]:
            opened = frozenset(sharing.classes)
            bond = Bond(Relation.SHARING, membership.role, membership.organisation.kind, sharing.level, opened)
            bonds[sharing.file_id].append(bond)


def _bind_urgency(bonds: dict[int, list[Bond]], held: list[Membership], user: User, person: Person) -> None:
    opened = ExceptionalAccess.objects.in_force().filter(person=person, user=user, kind=ExceptionalKind.BREAK_GLASS)
    slugs = set(opened.values_list("organisation", flat=True))
    for membership in held:
        if membership.organisation.slug in slugs:
            for pk in File.objects.open().filter(person=person).values_list("pk", flat=True):
                bonds[pk].append(_bond(Relation.BREAK_GLASS, membership))
