"""The platform's caseload: how many each worker follows, of how many they can; workshops and who came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone
from pacte.ground.partners.reads import within
from pacte.ground.pathways.models import Case
from pacte.ground.pathways.reads.cases import visible
from pacte.ground.pathways.reads.load import led_organisations
from pacte.ground.people.permissions import following_memberships
from pacte.ground.people.permissions.colleagues import colleagues
from pacte.ground.people.reads.labels import labels

from ..models import PlatformCapacity, Workshop

SCHEME = "neet_platform"
SHOWN = 200


@dataclass(frozen=True)
class WorkerLoad:
    """One worker: young people followed, places said, None when nobody said how many."""

    worker: User | None
    running: int
    places: int | None

    @property
    def free(self) -> int | None:
        """Places left; negative when there are more than was said."""
        return None if self.places is None else self.places - self.running


@dataclass(frozen=True)
class OrganisationLoad:
    """One organisation's platform, in numbers."""

    organisation: Organisation
    lines: list[WorkerLoad]
    running: int
    may_change: bool


def organisations_of(user: Someone) -> list[Organisation]:
    """The organisations whose caseload the user reads: where they follow people, or for which they answer."""
    mine = {held.organisation_id: held.organisation for held in following_memberships(user)}
    return list((mine | {each.pk: each for each in led_organisations(user)}).values())


def loads(user: User) -> list[OrganisationLoad]:
    """Numbers by worker. Restricted persons are in none of them."""
    led = {each.pk for each in led_organisations(user)}
    found = []
    for home in organisations_of(user):
        running = Case.objects.running().of_scheme(SCHEME).in_the_open().filter(organisation=home)
        counts = {key: count for key, count in running.values_list("lead").annotate(count=Count("pk"))}  # noqa: C416
        places = {row.user_id: row.places for row in PlatformCapacity.objects.filter(organisation=home)}
        people = {each.pk: each for each in colleagues(home)} | User.objects.in_bulk([key for key in counts if key])
        lines = [
            WorkerLoad(worker, counts.get(key, 0), places.get(key))
            for key, worker in people.items() if key in counts or key in places or home.pk in led
        ]  # fmt: skip
        if None in counts:
            lines.append(WorkerLoad(None, counts[None], None))
        if lines:
            found.append(OrganisationLoad(home, lines, sum(counts.values()), home.pk in led))
    return found


@dataclass(frozen=True)
class PlatformLine:
    """One young person of the caseload, as the user may name them."""

    case: Case
    name: str


def caseload_of(user: User) -> list[PlatformLine]:
    """The young people within reach who are on the platform, those in charge of the user first."""
    rows = visible(user).filter(scheme__key=SCHEME, closed_on__isnull=True).select_related("file__person", "lead")
    cases = sorted(rows.order_by("opened_on", "pk")[:SHOWN], key=lambda each: each.lead_id != user.pk)
    return _named(user, cases)


def _named(user: User, cases: list[Case]) -> list[PlatformLine]:
    names = labels(user, [each.file.person for each in cases if each.file])
    return [PlatformLine(each, names.get(each.file.person_id, each.label)) for each in cases if each.file]


def workshops_of(user: Someone) -> QuerySet[Workshop]:
    """Workshops of the user's organisations, on their territories, with how many came."""
    rows = Workshop.objects.filter(within(following_memberships(user))).select_related("organisation")
    shown = Q(attendances__case__file__person__restricted_since__isnull=True)
    return rows.annotate(came=Count("attendances", filter=shown))


def attending(user: User, workshop: Workshop, on: date) -> list[tuple[PlatformLine, bool]]:
    """Those of the caseload of that day whom the user follows, and whether they came."""
    rows = visible(user).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gte=on), scheme__key=SCHEME, opened_on__lte=on,
        organisation=workshop.organisation, file__workers__user=user.pk, file__workers__until__isnull=True,
    )  # fmt: skip
    cases = list(rows.select_related("file__person").order_by("opened_on", "pk")[:SHOWN])
    came = set(workshop.attendances.values_list("case", flat=True))
    return [(line, line.case.pk in came) for line in _named(user, cases)]
