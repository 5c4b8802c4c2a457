"""Signals as those who answer them, those who sent them and the pact's team may read them.

Who answers: the social workers of the desk's organisation, on their territory. Who sent: a state and nothing else. The
pact's team: counts. A signal that became the case of a restricted person shows to none but those who see the person.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import CannotOpen, unseal
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.partners.enums import OrganisationKind
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.partners.permissions import Someone, memberships_of
from pacte.ground.people.reads import adopted_grid, open_or_in_sight, seen_among
from pacte.ground.territory.reads import inside

from ..enums import HEALTH_SIGNALS, SEVERE_SIGNALS, SignalSource, SignalState
from ..models import Signal
from ..models.signals import SignalQuerySet
from ..permissions import SIGNALLING_ROLES, TRIAGE_ROLES
from ..rules.signals import SOON_DAYS, days_taken, euros

SENDER_STATES = {
    SignalState.WAITING: gettext_lazy("Reçue"), SignalState.OPENED: gettext_lazy("Prise en charge"),
    SignalState.CLOSED: gettext_lazy("Close"),
}  # fmt: skip
MOST = 200


@dataclass(frozen=True)
class SignalSight:
    """One signal as somebody of its desk sees it.

    `is_hidden`: its kind, its words and where it comes from would say something of somebody's health, and the adopted
    grid does not open health to this role. `is_sealed`: it was answered, and the person is out of this user's reach.
    """

    signal: Signal
    is_hidden: bool
    is_sealed: bool = False

    @property
    def kind(self) -> str:
        return _("Un signal à traiter") if self.is_hidden else self.signal.get_kind_display()

    @property
    def source(self) -> str:
        return _("Un partenaire") if self.is_hidden else self.signal.get_source_display()

    @property
    def sender(self) -> str:
        """The partner's name, unless it would say too much."""
        home = self.signal.sender
        if home is None:
            return ""
        return _("Un partenaire") if self.is_hidden or home.is_discreet else home.name

    @property
    def who(self) -> str:
        return "" if self.is_sealed else _opened(self.signal.sealed_who)

    @property
    def contact(self) -> str:
        return "" if self.is_sealed else _opened(self.signal.sealed_contact)

    @property
    def words(self) -> str:
        return "" if self.is_sealed or self.is_hidden else _opened(self.signal.sealed_words)

    @property
    def reference(self) -> str:
        return "" if self.is_sealed or self.is_hidden else self.signal.reference

    @property
    def is_severe(self) -> bool:
        return self.signal.kind in SEVERE_SIGNALS

    @property
    def is_quiet(self) -> bool:
        """Whoever is reached asked that no message be left."""
        return bool(self.signal.facts.get("quiet"))

    @property
    def euros(self) -> str:
        """What is owed, printed; "" when it was not said."""
        cents = None if self.is_hidden or self.is_sealed else self.signal.facts.get("debt")
        return euros(cents) if cents else ""

    @property
    def months(self) -> int | None:
        return None if self.is_hidden or self.is_sealed else self.signal.facts.get("months")

    @property
    def is_waiting(self) -> bool:
        return self.signal.state == SignalState.WAITING

    @property
    def days_to_answer(self) -> int | None:
        """Whole days between receipt and answer."""
        if self.signal.answered_at is None:
            return None
        return days_taken(timezone.localdate(self.signal.received_at), timezone.localdate(self.signal.answered_at))

    @property
    def is_late(self) -> bool:
        last = timezone.localdate(self.signal.answered_at) if self.signal.answered_at else timezone.localdate()
        return self.signal.due_on is not None and last > self.signal.due_on


def _opened(sealed: str) -> str:
    if not sealed:
        return ""
    try:
        return unseal(sealed)
    except CannotOpen:
        return _("Ce texte ne peut plus être lu : sa clé a été retirée.")


def tells_health(signal: Signal) -> bool:
    """Would its kind or its origin say something of somebody's health?"""
    home = signal.sender
    is_care = home is not None and home.kind == OrganisationKind.HEALTH
    return signal.kind in HEALTH_SIGNALS or signal.source == SignalSource.HOSPITAL or is_care


def triage_memberships(user: Someone, through: Organisation | None = None) -> list[Membership]:
    """The memberships by which the user answers signals today."""
    held = [each for each in memberships_of(user) if each.role in TRIAGE_ROLES]
    return [each for each in held if through is None or each.organisation_id == through.pk]


def triage_of(user: Someone) -> SignalQuerySet:
    """The signals of the user's own desks, on their territory; without those of a restricted person out of reach."""
    mine = Q(pk__in=[])
    for held in triage_memberships(user):
        part = Q(desk__organisation=held.organisation_id)
        if held.territory_id is not None:
            part &= Q(territory__isnull=True) | Q(territory__in=inside(held.territory_id))
        mine |= part
    rows: SignalQuerySet = Signal.objects.filter(mine)
    return rows.filter(open_or_in_sight(user, "file__person"))


def _in_the_open() -> Q:
    return Q(file__isnull=True) | Q(file__person__restricted_since__isnull=True)


def sights(user: Someone, signals: QuerySet[Signal]) -> list[SignalSight]:
    """These signals of the user's desks, each as the adopted grid lets them read it."""
    rows = list(signals.select_related("desk__organisation", "territory", "sender", "file", "case")[:MOST])
    homes = _opens_health(user)
    asked = [each.file.person_id for each in rows if each.file is not None]
    seen = seen_among(user, asked)
    return [
        SignalSight(
            each,
            is_hidden=tells_health(each) and (each.desk is None or each.desk.organisation_id not in homes),
            is_sealed=each.file is not None and each.file.person_id not in seen,
        )
        for each in rows
    ]


def _opens_health(user: Someone) -> set[int]:
    grid = adopted_grid(user)
    return {
        held.organisation_id for held in triage_memberships(user)
        if FieldClass.HEALTH in grid.classes(held.role, held.organisation.kind)
    }  # fmt: skip


def signal_sight(user: User, key: UUID | str) -> SignalSight | None:
    """One signal of the user's desks, None for any other."""
    found = sights(user, triage_of(user).filter(key=key))
    return found[0] if found else None


def waiting_first(user: Someone, *, state: str = SignalState.WAITING, kind: str = "") -> list[SignalSight]:
    """The triage list: danger first, then by the day the answer is due. A hidden kind is in no choice of kinds."""
    rows = triage_of(user).filter(state=state) if state else triage_of(user)
    found = sights(user, rows.order_by("due_on", "number"))
    found = [each for each in found if not kind or (each.signal.kind == kind and not each.is_hidden)]
    return sorted(found, key=lambda each: not (each.is_severe and each.is_waiting))


@dataclass(frozen=True)
class SentLine:
    """What a sender learns of a signal: its number, their own reference, when it was received, where it stands."""

    label: str
    reference: str
    received_on: date
    state: str


def sent_for(user: Someone, through: Organisation | None = None) -> list[SentLine]:
    """What the user's organisations handed in, the latest first: three states and no more."""
    homes = {held.organisation_id for held in memberships_of(user) if held.role in SIGNALLING_ROLES}
    rows = Signal.objects.filter(sender__in=homes if through is None else homes & {through.pk})
    return [
        SentLine(
            each.label,
            each.reference,
            timezone.localdate(each.received_at),
            str(SENDER_STATES[SignalState(each.state)]),
        )
        for each in rows.order_by("-number")[:MOST]
    ]


@dataclass(frozen=True)
class Standing:
    """How the desks stand, in numbers alone: what waits, what is soon due, overdue, or without a desk."""

    waiting: int
    soon: int
    overdue: int
    without_desk: int


def standing(rows: QuerySet[Signal], today: date) -> Standing:
    """Count what waits among these signals."""
    limit = date.fromordinal(today.toordinal() + SOON_DAYS)
    found = rows.filter(state=SignalState.WAITING).aggregate(
        waiting=Count("pk"), soon=Count("pk", Q(due_on__range=(today, limit))),
        overdue=Count("pk", Q(due_on__lt=today)), without_desk=Count("pk", Q(desk__isnull=True)),
    )  # fmt: skip
    return Standing(**found)


def standing_of_city(today: date) -> Standing:
    """What waits in the whole city, restricted persons left out."""
    return standing(Signal.objects.filter(_in_the_open()), today)


def standing_by_desk(today: date) -> dict[int, Standing]:
    """The same for each desk where something waits, by its primary key."""
    rows = Signal.objects.filter(_in_the_open(), desk__isnull=False)
    return {pk: standing(rows.filter(desk=pk), today) for pk in _desks_waiting()}


def _desks_waiting() -> list[int]:
    return list(
        Signal.objects.waiting().filter(desk__isnull=False).values_list("desk", flat=True).distinct().order_by()
    )
