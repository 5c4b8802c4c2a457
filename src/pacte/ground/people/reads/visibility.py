"""Which persons a user may know of. The one scope from which every list, search and count of persons starts.

No membership, no person: an empty scope sees nobody. Everything is asked again at each request.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone
from pacte.ground.partners.reads import within

from ..enums import ExceptionalKind, GivenBy
from ..models import ExceptionalAccess, File, FileWorker, Person, Sharing
from ..permissions import following_memberships


def alive() -> QuerySet[Person]:
    """Persons whose data are in use: neither archived nor anonymised."""
    return Person.objects.filter(archived_at__isnull=True, anonymised_at__isnull=True)


def visible_to(user: Someone, through: Organisation | None = None) -> QuerySet[Person]:
    """The persons whose existence this user may know of.

    Those they follow; those of whom they handed the file over less than thirty days ago; those followed by their
    team; those shared with their organisation; those they opened in urgency. A restricted person: only who follows
    them, or was given a sharing by the person since. `through` narrows the user's rights to one organisation: a token
    acts for one only.
    """
    held = following_memberships(user, through)
    if not held:
        return Person.objects.none()
    organisations = {membership.organisation_id for membership in held}
    mine = FileWorker.objects.filter(
        file__person=OuterRef("pk"), user=user.pk, file__organisation__in=organisations, file__archived_at__isnull=True
    )
    shared = Sharing.objects.in_force().filter(file__person=OuterRef("pk"), organisation__in=organisations)
    given_since = shared.filter(given_by=GivenBy.PERSON, noted_at__gte=OuterRef("restricted_since"))
    opened = ExceptionalAccess.objects.in_force().filter(
        person=OuterRef("pk"), user=user.pk, kind=ExceptionalKind.BREAK_GLASS,
        organisation__in=[membership.organisation.slug for membership in held],
    )  # fmt: skip
    team = File.objects.open().filter(within(held), person=OuterRef("pk"), archived_at__isnull=True)
    usual = Exists(mine.just_handed_over()) | Exists(team) | Exists(shared) | Exists(opened)
    return alive().filter(
        Exists(mine.current()) | Q(restricted_since__isnull=False) & Exists(given_since)
        | Q(restricted_since__isnull=True) & usual
    )  # fmt: skip


def in_sight(user: Someone, person: str, through: Organisation | None = None) -> Exists:
    """Rows whose person, reached by this lookup, the user may know of: asked row by row.

    `person__in=visible_to(user)` says the same, but a database may then list everybody before it looks at a row.
    """
    return Exists(visible_to(user, through).filter(pk=OuterRef(person)))


def open_or_in_sight(user: Someone, person: str, through: Organisation | None = None) -> Q:
    """Rows without a person, of one who is not restricted, or of a restricted one whom the user may know of."""
    unrestricted = Q(**{f"{person}__isnull": True}) | Q(**{f"{person}__restricted_since__isnull": True})
    return unrestricted | Q(**{f"{person}__in": restricted_known_to(user, through)})


def restricted_known_to(user: Someone, through: Organisation | None = None) -> frozenset[int]:
    """The restricted persons whom the user may know of. They are few; remembered for the length of one request."""
    homes = tuple(sorted({held.organisation_id for held in following_memberships(user, through)}))
    cache = user.request_cache if isinstance(user, User) else None
    if cache is not None and ("restricted", homes) in cache:
        kept: frozenset[int] = cache["restricted", homes]
        return kept
    found = frozenset(visible_to(user, through).filter(restricted_since__isnull=False).values_list("pk", flat=True))
    if cache is not None:
        cache["restricted", homes] = found
    return found


def seen_among(user: Someone, persons: Iterable[int]) -> set[int]:
    """Those of these persons of whom the user may know: asked of them alone, however many persons there are."""
    asked = set(persons)
    return set(visible_to(user).filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()


def findable_by(user: Someone, through: Organisation | None = None) -> QuerySet[Person]:
    """Whom a search, a proposal of duplicates or a count may show: the visible, without the restricted."""
    return visible_to(user, through).filter(restricted_since__isnull=True)


def followed_by(user: Someone) -> QuerySet[File]:
    """The open files that this user follows now: their own work. Reached from the user's own rows, which are few."""
    organisations = {membership.organisation_id for membership in following_memberships(user)}
    return (
        File.objects.open()
        .filter(
            pk__in=FileWorker.objects.current().filter(user=user.pk).values("file"),
            organisation__in=organisations,
            archived_at__isnull=True,
            person__anonymised_at__isnull=True,
        )
        .select_related("person", "organisation")
        .order_by(F("last_news_at").asc())
    )
