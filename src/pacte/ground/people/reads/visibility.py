"""Which persons a user may know of. The one scope from which every list, search and count of persons starts.

No membership, no person: an empty scope sees nobody. Everything is asked again at each request.
"""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet

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


def findable_by(user: Someone, through: Organisation | None = None) -> QuerySet[Person]:
    """Whom a search, a proposal of duplicates or a count may show: the visible, without the restricted."""
    return visible_to(user, through).filter(restricted_since__isnull=True)


def followed_by(user: Someone) -> QuerySet[File]:
    """The open files that this user follows now: their own work."""
    organisations = {membership.organisation_id for membership in following_memberships(user)}
    return (
        File.objects.open()
        .filter(
            Exists(FileWorker.objects.current().filter(file=OuterRef("pk"), user=user.pk)),
            organisation__in=organisations,
            archived_at__isnull=True,
            person__anonymised_at__isnull=True,
        )
        .select_related("person", "organisation")
        .order_by(F("last_news_at").asc())
    )
