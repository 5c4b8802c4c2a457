"""The load of an organisation's team, for its referent: numbers by worker and scheme, cases by their P-number.

No person is named. Restricted persons' cases are in no count here; how many could not be moved in bulk is said once,
where cases are passed on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.partners.permissions import Someone, memberships_of
from pacte.ground.partners.reads import within
from pacte.ground.people.permissions.colleagues import colleagues
from pacte.ground.territory.reads import covered

from ..models import Case, CaseClock, PathwayScheme
from ..models.cases import CaseQuerySet

MOST = 500


@dataclass(frozen=True)
class LoadLine:
    """One worker and one scheme: running cases, those overdue, those whose term is near. `worker` None: nobody's."""

    worker: User | None
    scheme: PathwayScheme
    running: int
    overdue: int
    soon: int


@dataclass(frozen=True)
class LoadTotal:
    """The whole of one worker's load. `is_here`: they still follow people in the organisation."""

    worker: User | None
    is_here: bool
    running: int
    overdue: int
    soon: int
    lines: list[LoadLine]


def led_organisations(user: Someone) -> list[Organisation]:
    """The organisations for which the user answers, each once."""
    return list({held.organisation_id: held.organisation for held in _held(user)}.values())


def _held(user: Someone) -> list[Membership]:
    return [held for held in memberships_of(user) if held.role == Role.ORGANISATION_ADMIN]


def cases_led(user: Someone, organisation: Organisation) -> CaseQuerySet:
    """The running cases of an organisation for which the user answers, on the territory where they do."""
    held = [each for each in _held(user) if each.organisation_id == organisation.pk]
    rows: CaseQuerySet = Case.objects.running().filter(within(held), file__isnull=False, file__archived_at__isnull=True)
    return rows.filter(file__closed_on__isnull=True, file__person__anonymised_at__isnull=True)


def load_of(user: Someone, organisation: Organisation, today: date | None = None) -> list[LoadTotal]:
    """The load, worker by worker: cases of nobody first, then those of whom has left, then by name."""
    day = today or timezone.localdate()
    near = CaseClock.objects.live().filter(
        case=OuterRef("pk"), is_minimum=False, soon_on__lte=day, due_on__gte=day
    )  # fmt: skip
    rows = cases_led(user, organisation).in_the_open().annotate(is_near=Exists(near)).order_by()
    counted = rows.values("lead", "scheme").annotate(
        running=Count("pk"), overdue=Count("pk", Q(next_due_on__lt=day)), soon=Count("pk", Q(is_near=True))
    )
    counts = list(counted)
    workers = User.objects.in_bulk({row["lead"] for row in counts if row["lead"]})
    schemes = PathwayScheme.objects.in_bulk({row["scheme"] for row in counts})
    here = set(colleagues(organisation).values_list("pk", flat=True))
    lines: dict[int | None, list[LoadLine]] = {}
    for row in counts:
        lines.setdefault(row["lead"], []).append(
            LoadLine(workers.get(row["lead"]), schemes[row["scheme"]], row["running"], row["overdue"], row["soon"])
        )
    totals = [_total(found, lead in here) for lead, found in lines.items()]
    return sorted(totals, key=_first_to_look_at)


def _total(lines: list[LoadLine], is_here: bool) -> LoadTotal:
    return LoadTotal(
        lines[0].worker, is_here, sum(each.running for each in lines), sum(each.overdue for each in lines),
        sum(each.soon for each in lines), sorted(lines, key=lambda each: each.scheme.name),
    )  # fmt: skip


def _first_to_look_at(total: LoadTotal) -> tuple[bool, bool, str, int]:
    worker = total.worker
    return worker is not None, total.is_here, worker.display_name if worker else "", worker.pk if worker else 0


@dataclass(frozen=True)
class Chosen:
    """What a choice of cases finds: those that may be passed on, and how many restricted persons' stay."""

    cases: list[Case]
    left: int


def chosen(
    user: Someone, organisation: Organisation, *, lead: int | None, scheme: str = "", territory: int | None = None
) -> Chosen:
    """The running cases of a worker (None: nobody's), of a scheme, on a territory.

    A restricted person's are not moved in bulk: their worker passes them on, one by one.
    """
    rows: QuerySet[Case] = cases_led(user, organisation).filter(lead=lead)
    if scheme:
        rows = rows.filter(scheme__key=scheme)
    if territory is not None:
        rows = rows.filter(territory__in=covered(territory))
    hidden = rows.filter(file__person__restricted_since__isnull=False).count()
    shown = rows.filter(file__person__restricted_since__isnull=True).select_related("scheme", "territory")
    return Chosen(list(shown.order_by("next_due_on", "number")[:MOST]), hidden)
