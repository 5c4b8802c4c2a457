"""The attendance sheet: one line per registration, and no name that its reader may not know."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.partners.permissions import memberships_of
from pacte.ground.people.reads.followed import labels

from ..enums import RegistrationState
from ..models import Registration, Session


@dataclass(frozen=True)
class Line:
    """One registration as this reader may be told of it; `is_known` when they may open the person's page."""

    registration: Registration
    label: str
    is_known: bool = False

    @property
    def companions(self) -> int:
        return self.registration.seats - 1


@dataclass(frozen=True)
class Sheet:
    """Who holds a seat, who waits; `seats` counts people."""

    lines: list[Line]
    waiting: list[Line]

    @property
    def seats(self) -> int:
        return sum(line.registration.seats for line in self.lines)

    @property
    def came(self) -> int:
        return sum(it.registration.seats for it in self.lines if it.registration.state == RegistrationState.ATTENDED)

    @property
    def unmarked(self) -> int:
        return sum(it.registration.state == RegistrationState.REGISTERED for it in self.lines)

    @property
    def shows_people(self) -> bool:
        """Does the reader learn of a person from it? Then its reading is written to the journal."""
        return any(line.is_known for line in (*self.lines, *self.waiting))


def sheet_of(user: User, session: Session) -> Sheet:
    """The sheet of a session that the user keeps. Ask `kept_session` before."""
    rows = list(
        Registration.objects.filter(session=session)
        .exclude(state=RegistrationState.CANCELLED)
        .select_related("organisation", "person")
        .order_by("at", "pk")
    )
    known = labels(user, (row.person_id for row in rows if row.person_id))
    homes = {each.organisation_id for each in memberships_of(user)}
    lines = [_line(row, known, homes) for row in rows]
    return Sheet(
        [line for line in lines if not line.registration.is_waiting],
        [line for line in lines if line.registration.is_waiting],
    )


def _line(row: Registration, known: dict[int, str], homes: set[int]) -> Line:
    if row.person_id in known:
        return Line(row, known[row.person_id], is_known=True)
    if row.attendee_name and row.person_id is None:
        return Line(row, row.attendee_name)
    home = row.organisation
    is_hidden = row.person is None or row.person.is_restricted
    if home is None or is_hidden or (home.is_discreet and home.pk not in homes):
        return Line(row, _("Une personne inscrite par un professionnel"))
    return Line(row, _("Une personne inscrite par %(organisation)s") % {"organisation": home.name})
