"""What is shared of a file, with whom, on whose word; and what one's organisation received.

What a file shares is told to those who follow it, and to each partner for its own part alone: that others have a
part is not their business.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.partners.models import Membership

from ..models import File, FileDocument, FileWorker, Person, Sharing
from ..permissions import following_memberships
from ..rules.sight import Relation
from .sight import FileSight
from .visibility import in_sight


def of_file(file: File) -> list[Sharing]:
    """Every sharing of a file, those in force first, with the sheets made for each."""
    rows = list(
        Sharing.objects.filter(file=file)
        .select_related("organisation", "noted_by", "ended_by")
        .prefetch_related("summaries__attachment")
    )
    return sorted(rows, key=lambda row: not is_in_force(row))


def is_in_force(sharing: Sharing, on: date | None = None) -> bool:
    """The same question as the queryset's, of a row at hand."""
    return sharing.ended_at is None and (sharing.until is None or sharing.until >= (on or timezone.localdate()))


def received(user: User, person: Person) -> list[Sharing]:
    """What is shared of this person, now, with the organisations for which the user follows people."""
    organisations = {held.organisation_id for held in following_memberships(user)}
    return list(
        Sharing.objects.in_force()
        .filter(file__person=person, organisation__in=organisations)
        .select_related("file__organisation", "organisation")
        .prefetch_related("summaries__attachment")
    )


def of_followed(user: User, *, or_closed: bool = False) -> Q:
    """Rows whose person the user follows now, by an open file; `or_closed`: or by one that is closed, not archived."""
    organisations = {held.organisation_id for held in following_memberships(user)}
    mine = FileWorker.objects.current().filter(
        user=user.pk, file__person=OuterRef("file__person"), file__organisation__in=organisations,
        file__archived_at__isnull=True,
    )  # fmt: skip
    return Q(Exists(mine if or_closed else mine.filter(file__closed_on__isnull=True)))


def endable_by(user: User) -> QuerySet[Sharing]:
    """The sharings that this user may end: of persons they follow, and those that their organisation received.

    The receiving side ends what it still sees; a sharing that is over stays known to those who follow the person. Once
    a file is closed, those who followed it still note that the person takes a sharing back.
    """
    organisations = {held.organisation_id for held in following_memberships(user)}
    seen = Q(in_sight(user, "file__person"), organisation__in=organisations, ended_at__isnull=True)
    return Sharing.objects.filter(of_followed(user, or_closed=True) | seen).select_related(
        "file__person", "organisation"
    )


def waiting(user: User, since: date) -> QuerySet[Sharing]:
    """Sharings for follow-up that the user's organisations received from this day on and that are in force."""
    organisations = {held.organisation_id for held in following_memberships(user)}
    return (
        Sharing.objects.in_force()
        .filter(
            in_sight(user, "file__person"), organisation__in=organisations, purpose="follow_up",
            noted_at__date__gte=since,
        )
        .exclude(of_followed(user))
        .select_related("file__person")
    )  # fmt: skip


def ending(user: User, until: date) -> QuerySet[Sharing]:
    """Sharings in force, of files that the user follows, whose last day comes by this one."""
    mine = FileWorker.objects.current().filter(file=OuterRef("file"), user=user.pk)
    organisations = {held.organisation_id for held in following_memberships(user)}
    return (
        Sharing.objects.in_force()
        .filter(Exists(mine), file__organisation__in=organisations, file__closed_on__isnull=True, until__lte=until)
        .select_related("file__person", "organisation")
        .order_by("until")
    )


def classes_of_summary(sharing: Sharing) -> frozenset[str]:
    """The classes that a printed sheet may hold: those of the sharing, never health, which stays sealed."""
    return frozenset(sharing.classes) - {FieldClass.HEALTH}


def may_read_summary(user: User, seen: FileSight, document: FileDocument) -> bool:
    """A sheet made for a partner: by those who follow the file, and by the partner while the sharing is in force.

    In both cases, only by somebody to whom every class on the sheet is open today.
    """
    sharing = document.sharing
    if sharing is None or not classes_of_summary(sharing) <= seen.seen.classes:
        return False
    if seen.relations & {Relation.WORKER, Relation.PREVIOUS_WORKER}:
        return True
    received_by = sharing.organisation_id in {held.organisation_id for held in following_memberships(user)}
    return received_by and is_in_force(sharing) and Relation.SHARING in seen.relations


def colleagues(file: File) -> set[int]:
    """Users of the organisation that holds the file: those whose name may be shown inside it."""
    today = timezone.localdate()
    return set(
        Membership.objects.current(today).filter(organisation=file.organisation_id).values_list("user", flat=True)
    )
