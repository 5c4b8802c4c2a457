"""Taking a seat, waiting for one, giving it up. Nobody is booked twice at the same hour, no seat is given twice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.partners.models import Organisation
from pacte.ground.people.permissions import following_memberships
from pacte.ground.people.reads import visible_to
from pacte.ground.people.services import opening

from .. import reads
from ..enums import RegistrationState
from ..models import Registration, Session
from ..permissions import keeps_sessions
from ..rules import seats as arithmetic
from .common import hold, hold_attendees, note
from .telling import tell

MOST_SEATS = 10


def register_myself(actor: User, key: UUID | str, *, seats: int = 1) -> Registration:
    """The actor takes a seat, or waits for one when the session is full.

    Raises BadInput when the session takes no accounts, or when the actor is already booked at that hour; Http404 for
    a session that they may not read.
    """
    session = reads.seen_session(actor, key)
    with transaction.atomic():
        hold_attendees(accounts=[actor.pk])
        held = hold([session.pk])[0]
        if not held.takes_accounts:
            raise BadInput(_closed(held))
        return _register(actor, held, {"account": actor, "attendee_name": actor.display_name}, seats)


def register_person(actor: User, key: UUID | str, person_key: UUID | str, *, seats: int = 1) -> Registration:
    """A professional registers a person whose file they see; the opening is written to the journal.

    Raises Refused for a role that follows nobody, Http404 for a person or a session out of reach, BadInput when the
    session takes nobody this way or the person is already booked at that hour.
    """
    session = reads.seen_session(actor, key)
    with transaction.atomic():
        sight = opening.open_file(actor, person_key, "appointment")
        hold_attendees(persons=[sight.person.pk])
        held = hold([session.pk])[0]
        if not held.takes_people:
            raise BadInput(_closed(held))
        home = _home(actor, sight.person.pk)
        return _register(actor, held, {"person": sight.person, "organisation": home}, seats)


def _home(actor: User, person: int) -> Organisation:
    """The organisation in whose name the actor follows the person."""
    held = [membership.organisation for membership in following_memberships(actor)]
    seeing = (each for each in held if visible_to(actor, each).filter(pk=person).exists())
    return next(seeing, held[0])


def _register(actor: User, session: Session, who: dict[str, Any], seats: int) -> Registration:
    """The rest, with attendee and session held."""
    if not 1 <= seats <= MOST_SEATS:
        raise BadInput(Fault("seats", _("Une inscription compte de une à dix places.")))
    _refuse_overlap(actor, session, who)
    is_free = arithmetic.fits(seats, session.capacity, _taken(session))
    state = RegistrationState.REGISTERED if is_free else RegistrationState.WAITING
    made = Registration.objects.create(session=session, registered_by=actor, seats=seats, state=state, **who)
    note(actor, "session.register", session, registration=str(made.key), state=state.value, seats=seats)
    return made


def _taken(session: Session) -> int:
    return Registration.objects.filter(session=session).holding().aggregate(taken=Sum("seats"))["taken"] or 0


def _closed(session: Session) -> Fault:
    if session.is_cancelled:
        return Fault("", _("Cette séance est annulée."))
    if timezone.now() >= session.closes_at:
        return Fault("", _("Les inscriptions à cette séance sont closes."), _("Choisissez une autre date."))
    return Fault("", _("On ne s’inscrit pas de cette façon à cette séance."), _("Lisez ses conditions."))


def _refuse_overlap(actor: User, session: Session, who: dict[str, Any]) -> None:
    """Refuse a second booking at the same hour, a rank in a waiting list included. Says which one and when."""
    person = who.get("person")
    same = Q(person=person) if person else Q(account=who["account"])
    shared = Q(session__starts_at__lt=session.ends_at, session__ends_at__gt=session.starts_at)
    other = Registration.objects.filter(same).filter(Q(session=session) | shared)
    taken = other.exclude(state=RegistrationState.CANCELLED).filter(session__cancelled_at__isnull=True)
    found = taken.select_related("session__organisation").order_by("session__starts_at").first()
    if found is None:
        return
    if found.session_id == session.pk:
        raise BadInput(Fault("", _("L’inscription à cette séance est déjà faite.")))
    if found.is_waiting:
        remedy = _("Quittez d’abord cette liste d’attente, ou choisissez une autre heure.")
    else:
        remedy = _("Annulez d’abord cette inscription, ou choisissez une autre heure.")
    raise BadInput(Fault("", _taken_words(actor, found), remedy))


def _taken_words(actor: User, found: Registration) -> str:
    """To a professional, another partner's session is told by its hours alone: its title could say too much."""
    words = {
        "title": found.session.title,
        "start": date_format(timezone.localtime(found.session.starts_at), "j F Y, H:i"),
        "end": date_format(timezone.localtime(found.session.ends_at), "H:i"),
    }
    mine = {each.organisation_id for each in following_memberships(actor)}
    if found.person_id is None:
        return _("Vous êtes déjà inscrite ou inscrit à « %(title)s », le %(start)s à %(end)s.") % words
    if found.organisation_id in mine:
        return _("Cette personne a déjà « %(title)s », le %(start)s à %(end)s.") % words
    return _("Cette personne est déjà prise le %(start)s à %(end)s.") % words


def leave(actor: User, key: UUID | str) -> Registration:
    """The actor gives up their own seat, or their rank; whoever waits first and fits gets it."""
    found = Registration.objects.filter(key=key, account=actor.pk).first()
    if found is None:
        raise Http404
    return _end(actor, found)


def take_off(actor: User, key: UUID | str) -> Registration:
    """Whoever keeps the session, or may know of the person registered, gives their seat up.

    Http404 for anyone else.
    """
    found = Registration.objects.filter(key=key).select_related("session").first()
    if found is None or not (_keeps(actor, found) or _follows(actor, found)):
        raise Http404
    return _end(actor, found, is_told=True)


def _keeps(actor: User, registration: Registration) -> bool:
    return keeps_sessions(actor) and reads.kept_by(actor).filter(pk=registration.session_id).exists()


def _follows(actor: User, registration: Registration) -> bool:
    return registration.person_id is not None and visible_to(actor).filter(pk=registration.person_id).exists()


def _end(actor: User, found: Registration, *, is_told: bool = False) -> Registration:
    with transaction.atomic():
        session = hold([found.session_id])[0]
        registration = Registration.objects.select_related("account", "person").get(pk=found.pk)
        if registration.state == RegistrationState.CANCELLED:
            return registration
        if not registration.is_live or session.has_started:
            raise BadInput(Fault("", _("La séance a commencé : sa feuille de présence dit qui est venu.")))
        registration.state = RegistrationState.CANCELLED
        registration.save(update_fields=["state"])
        note(actor, "session.leave", session, registration=str(registration.key))
        if is_told and registration.account_id:
            tell([registration], session, "taken_off")
        fill(session)
    return registration


def fill(session: Session) -> list[Registration]:
    """Give the free seats to those who wait, the first come first. The session is held by the caller."""
    if session.is_cancelled or session.has_started:
        return []
    waiting = list(Registration.objects.filter(session=session).waiting().select_related("account", "person"))
    chosen = arithmetic.promoted(session.capacity, _taken(session), [each.seats for each in waiting])
    promoted = [waiting[position] for position in chosen]
    for registration in promoted:
        registration.state, registration.promoted_at = RegistrationState.REGISTERED, timezone.now()
        registration.save(update_fields=["state", "promoted_at"])
        note(None, "session.promote", session, registration=str(registration.key))
    tell(promoted, session, "promoted")
    return promoted
