"""How much a user sees of many persons at once: the level alone, in five queries whatever their number."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F, Q

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation

from ..enums import ExceptionalKind, GivenBy, SharingLevel
from ..models import ExceptionalAccess, FileWorker, Person, Sharing
from ..permissions import following_memberships


def levels_of(user: User, persons: Iterable[Person], through: Organisation | None = None) -> dict[int, SharingLevel]:
    """The level at which the user sees each of these persons, by the person's number.

    They are persons that `visible_to` gave: whoever nothing else opens is known by their existence. It says what
    `sight_of` would say of each one.
    """
    held = following_memberships(user, through)
    levels = {person.pk: SharingLevel.EXISTENCE for person in persons}
    organisations = {membership.organisation_id for membership in held}
    of_these = Q(file__person__in=list(levels), file__archived_at__isnull=True)
    mine = FileWorker.objects.filter(of_these, user=user.pk, file__organisation__in=organisations)
    unhidden = Q(file__person__restricted_since__isnull=True)
    whole = {
        *mine.current().values_list("file__person", flat=True),
        *mine.just_handed_over().filter(unhidden).values_list("file__person", flat=True),
        *_opened_in_urgency(user, list(levels), {membership.organisation.slug for membership in held}),
    }
    since = Q(given_by=GivenBy.PERSON, noted_at__gte=F("file__person__restricted_since"))
    shared = Sharing.objects.in_force().filter(of_these, unhidden | since, organisation__in=organisations)
    for pk, level in shared.values_list("file__person", "level"):
        levels[pk] = max(levels[pk], SharingLevel(level), key=lambda each: each.rank)
    return levels | dict.fromkeys(whole, SharingLevel.FULL)


def _opened_in_urgency(user: User, persons: list[int], slugs: set[str]) -> Iterable[int]:
    opened = ExceptionalAccess.objects.in_force().filter(
        person__in=persons, person__restricted_since__isnull=True, user=user.pk, organisation__in=slugs,
        kind=ExceptionalKind.BREAK_GLASS, person__files__closed_on__isnull=True,
        person__files__archived_at__isnull=True,
    )  # fmt: skip
    return opened.values_list("person", flat=True)
