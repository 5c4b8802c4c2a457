"""A keeper's centres on one page: what was counted today, the mail that waits, the lockers. Numbers, never a name."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.directory.enums import Category
from pacte.ground.directory.models import Place, Service
from pacte.ground.footfall.enums import CountKind
from pacte.ground.footfall.reads import totals
from pacte.ground.partners.models import Organisation
from pacte.ground.people.reads import open_or_in_sight

from ..enums.lockers import LockerState
from ..models import Loan, Locker, MailAddress, MailNotice, Waiting
from .places import centres_of


@dataclass
class Centre:
    """One centre as the page shows it. `counted` is today's, by what is counted; None where there is no such thing."""

    place: Place
    services: set[str] = field(default_factory=set)
    counted: list[tuple[str, int]] = field(default_factory=list)
    addresses: int = 0
    mail_waiting: int = 0
    lockers: int = 0
    lockers_used: int = 0
    lockers_out: int = 0
    waiting: int = 0

    @property
    def has_mail(self) -> bool:
        return Category.MAIL_ADDRESS in self.services or bool(self.addresses or self.mail_waiting)

    @property
    def has_lockers(self) -> bool:
        return Category.LOCKER in self.services or bool(self.lockers)

    @property
    def lockers_free(self) -> int:
        return max(0, self.lockers - self.lockers_used - self.lockers_out)


def centres(user: User, through: Organisation | None = None) -> list[Centre]:
    """The user's centres with today's numbers, in a constant number of queries.

    A restricted person is in the number of addresses and of waits for those who may know of them alone; lockers in
    use and mail that waits are counted as things.
    """
    places = list(centres_of(user, through))
    found = {place.pk: Centre(place) for place in places}
    _services(found)
    _counted(found)
    _mail(found, user, through)
    _lockers(found, user, through)
    return list(found.values())


def _services(found: dict[int, Centre]) -> None:
    for place, category in Service.objects.filter(place__in=found, is_active=True).values_list("place", "category"):
        found[place].services.add(category)


def _counted(found: dict[int, Centre]) -> None:
    today = timezone.localdate()
    for total in totals(list(found), CountKind.values, today, today):
        found[total.place_id].counted.append((str(CountKind(total.kind).label), total.quantity))


def _of_the_findable(rows: QuerySet, user: User, through: Organisation | None) -> QuerySet:
    return rows.filter(open_or_in_sight(user, "person", through))


def _mail(found: dict[int, Centre], user: User, through: Organisation | None) -> None:
    running = MailAddress.objects.running(timezone.localdate()).filter(place__in=found)
    rows = _of_the_findable(running, user, through).order_by().values("place").annotate(many=Count("pk"))
    for row in rows:
        found[row["place"]].addresses = row["many"]
    pieces = MailNotice.objects.waiting().filter(place__in=found, address__isnull=False).order_by()
    for row in pieces.values("place").annotate(many=Sum("quantity")):
        found[row["place"]].mail_waiting = row["many"]


def _lockers(found: dict[int, Centre], user: User, through: Organisation | None) -> None:
    rows = Locker.objects.filter(set__place__in=found).order_by().values("set__place")
    out = Count("pk", filter=Q(state=LockerState.OUT_OF_ORDER))
    for row in rows.annotate(many=Count("pk"), out=out):
        found[row["set__place"]].lockers, found[row["set__place"]].lockers_out = row["many"], row["out"]
    used = Loan.objects.running().filter(locker__set__place__in=found).order_by().values("locker__set__place")
    for place, many in used.annotate(many=Count("pk")).values_list("locker__set__place", "many"):
        found[place].lockers_used = many
    waits = _of_the_findable(Waiting.objects.open().filter(set__place__in=found), user, through).order_by()
    for row in waits.values("set__place").annotate(many=Count("pk")):
        found[row["set__place"]].waiting = row["many"]
