"""What the verbs share: rows held until the end of the transaction, always in one order, and the journal's line.

Attendees are locked before sessions, each in the order of their numbers: two verbs never wait for one another.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.people.models import Person

from .. import reads
from ..models import Registration, Session
from ..permissions import require_keeping


def hold_attendees(accounts: Iterable[int] = (), persons: Iterable[int] = ()) -> None:
    """Nobody else books for these accounts and these persons before this transaction ends."""
    list(User.objects.select_for_update(no_key=True).filter(pk__in=set(accounts)).order_by("pk").values_list("pk"))
    list(Person.objects.select_for_update(no_key=True).filter(pk__in=set(persons)).order_by("pk").values_list("pk"))


def hold(sessions: Iterable[int]) -> list[Session]:
    """These sessions as they now are, held until the end of the transaction."""
    rows = Session.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=set(sessions)).order_by("pk")
    return list(rows.select_related("organisation", "place", "territory", "stop"))


def hold_kept(actor: User, key: UUID | str) -> Session:
    """A session that the actor keeps, held. Raises Refused for a role that keeps none, Http404 out of reach."""
    require_keeping(actor)
    found = reads.kept_by(actor).filter(key=key).values_list("pk", flat=True).first()
    if found is None:
        raise Http404
    return hold([found])[0]


def hold_with_attendees(sessions: Iterable[int]) -> list[Session]:
    """These sessions with whoever is registered in them, all held. Raises BadInput if somebody comes in between."""
    keys = set(sessions)
    before = _attendees(keys)
    hold_attendees((account for account, _person in before if account), (person for _a, person in before if person))
    held = hold(keys)
    if _attendees(keys) - before:
        raise BadInput(Fault("", _("Une inscription vient d’arriver."), _("Recommencez.")))
    return held


def _attendees(sessions: set[int]) -> set[tuple[int | None, int | None]]:
    return set(Registration.objects.live().filter(session__in=sessions).values_list("account", "person"))


def refuse_cancelled(session: Session) -> None:
    """A session that was cancelled is changed by nobody."""
    if session.is_cancelled:
        raise BadInput(Fault("", _("Cette séance est annulée."), _("Créez-en une autre si elle a lieu.")))


def note(actor: User | None, action: str, session: Session, **detail: Any) -> None:
    """One line of the journal, in codes."""
    record(actor, action, session.target, organisation=session.organisation.slug, detail=detail)
