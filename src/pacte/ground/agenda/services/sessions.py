"""Announcing sessions, one or a whole series; changing them, cancelling them. Those registered are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault, Refused
from pacte.ground.partners.models import Organisation

from .. import reads
from ..enums import LIVE, Span
from ..models import Registration, Series, Session
from ..permissions import may_announce, require_keeping
from ..rules import recurrence
from .common import hold_with_attendees, note, refuse_cancelled
from .registering import fill
from .telling import tell

LONGEST = timedelta(days=7)
PLACED = ("starts_at", "ends_at", "place_id", "place_words")
"""What is told to those registered when it changes."""


@dataclass(frozen=True)
class Repeat:
    """How a session comes back, and until which day."""

    frequency: str
    until: date
    skips_holidays: bool = True


def create(actor: User, organisation: Organisation, values: dict[str, Any], repeat: Repeat | None = None) -> Session:
    """Announce a session, or a series of them; the first one.

    `values`: kind, title, starts_at, ends_at, and any of description, place, place_words, territory, capacity,
    registration, closes_before, is_public, is_for_partners. Raises Refused for another organisation or territory,
    BadInput for hours in disorder or a series without an end.
    """
    require_keeping(actor)
    tidy = _tidy(values)
    if not may_announce(actor, organisation, tidy.get("territory")):
        raise Refused(_("Vous tenez les séances de votre organisation, sur votre territoire."))
    _check_hours(tidy["starts_at"], tidy["ends_at"])
    with transaction.atomic():
        series = None
        days = [timezone.localtime(tidy["starts_at"]).date()]
        if repeat is not None:
            days = _days(days[0], repeat)
            series = Series.objects.create(
                organisation=organisation, frequency=repeat.frequency, until=repeat.until,
                skips_holidays=repeat.skips_holidays,
            )  # fmt: skip
        rows = [
            Session(organisation=organisation, series=series, **tidy | _moved(tidy["starts_at"], tidy["ends_at"], day))
            for day in days
        ]
        for row in rows:
            row.save()
        note(actor, "session.create", rows[0], kind=str(rows[0].kind), count=len(rows))
    return rows[0]


def _days(first: date, repeat: Repeat) -> list[date]:
    try:
        days = recurrence.days(first, repeat.frequency, repeat.until, skips_holidays=repeat.skips_holidays)
    except recurrence.TooMany:
        raise BadInput(
            Fault("until", _("Cette série compte trop de séances."), _("Rapprochez le dernier jour."))
        ) from None
    if not days:
        raise BadInput(Fault("until", _("Aucun jour ne reste avant cette date."), _("Choisissez un jour plus tard.")))
    return days


def _tidy(values: dict[str, Any]) -> dict[str, Any]:
    """The place says the territory; a confidential one leaves neither words nor territory."""
    place = values.get("place")
    if place is None:
        return dict(values)
    return values | {"place_words": "", "territory": None if place.is_confidential else place.territory}


def _check_hours(starts_at: datetime, ends_at: datetime) -> None:
    if ends_at <= starts_at:
        raise BadInput(Fault("ends", _("La fin vient avant le début."), _("Corrigez l’une des deux heures.")))
    if ends_at - starts_at > LONGEST:
        raise BadInput(Fault("ends", _("Une séance dure sept jours au plus."), _("Faites-en une série.")))


def _moved(starts_at: datetime, ends_at: datetime, day: date) -> dict[str, datetime]:
    """The same hours of the clock on another day, across the changes of the clock."""
    first, last = timezone.localtime(starts_at), timezone.localtime(ends_at)
    later = day - first.date()
    return {
        "starts_at": timezone.make_aware(first.replace(tzinfo=None) + later),
        "ends_at": timezone.make_aware(last.replace(tzinfo=None) + later),
    }


def edit(actor: User, key: UUID | str, values: dict[str, Any], span: str = Span.ONE) -> Session:
    """Change a session, or it and all those that follow in its series: each keeps its distance from the first day.

    Who is registered is told when the hour or the place changes. Raises BadInput when the seats would be fewer than
    those taken, or when somebody registered is booked elsewhere at the new hour.
    """
    tidy = _tidy(values)
    _check_hours(tidy["starts_at"], tidy["ends_at"])
    with transaction.atomic():
        first, sessions = _span(actor, key, span)
        if not may_announce(actor, first.organisation, tidy.get("territory")):
            raise Refused(_("Vous tenez les séances de votre organisation, sur votre territoire."))
        later = timezone.localtime(tidy["starts_at"]).date() - timezone.localtime(first.starts_at).date()
        changed = [session for session in sessions if _apply(session, tidy, later)]
        for session in sessions:
            _check_seats(session)
        _refuse_double(changed)
        note(actor, "session.edit", first, count=len(sessions))
        for session in changed:
            tell(_live(session), session, "changed")
        for session in sessions:
            fill(session)
    return next(session for session in sessions if session.pk == first.pk)


def _span(actor: User, key: UUID | str, span: str) -> tuple[Session, list[Session]]:
    """The session as it was and all those that the change touches, slots left out, held with their attendees."""
    require_keeping(actor)
    first = reads.kept_session(actor, key)  # read, not held yet: attendees are held before sessions
    keys = {first.pk}
    if span == Span.FOLLOWING and first.series_id is not None:
        rows = Session.objects.filter(series=first.series_id, starts_at__gte=first.starts_at).kept()
        keys |= set(rows.values_list("pk", flat=True))
    held = hold_with_attendees(keys)
    refuse_cancelled(next(session for session in held if session.pk == first.pk))
    return first, held


def _apply(session: Session, values: dict[str, Any], later: timedelta) -> bool:
    """Write the values; did what is told change?"""
    before = [getattr(session, name) for name in PLACED]
    day = timezone.localtime(session.starts_at).date() + later
    for name, value in (values | _moved(values["starts_at"], values["ends_at"], day)).items():
        setattr(session, name, value)
    if session.stop is not None:
        session.territory = session.stop.territory
    has_moved = before[:2] != [session.starts_at, session.ends_at]
    if has_moved and session.slots.filter(cancelled_at__isnull=True).exists():
        raise BadInput(Fault("starts", _("Cette permanence a des créneaux."), _("Annulez-la et créez-en une autre.")))
    session.changed_at = timezone.now()
    session.save()
    if not has_moved:
        shared = ("title", "description", "place", "place_words", "territory", "is_public", "is_for_partners")
        session.slots.update(**{name: getattr(session, name) for name in shared})
    return before != [getattr(session, name) for name in PLACED]


def _check_seats(session: Session) -> None:
    taken = Registration.objects.filter(session=session).holding().aggregate(taken=Sum("seats"))["taken"] or 0
    if session.capacity is not None and taken > session.capacity:
        raise BadInput(
            Fault(
                "capacity", _("%(taken)s places sont déjà prises.") % {"taken": taken},
                _("Gardez au moins ce nombre de places."),
            )
        )  # fmt: skip


def _refuse_double(sessions: list[Session]) -> None:
    """Nobody registered in a session that moved is booked elsewhere at its new hour."""
    for session in sessions:
        mine = Registration.objects.filter(session=session).live()
        accounts = set(mine.filter(account__isnull=False).values_list("account", flat=True))
        persons = set(mine.filter(person__isnull=False).values_list("person", flat=True))
        elsewhere = Registration.objects.live().exclude(session=session).filter(
            Q(account__in=accounts) | Q(person__in=persons),
            session__starts_at__lt=session.ends_at, session__ends_at__gt=session.starts_at,
        )  # fmt: skip
        if elsewhere.exists():
            raise BadInput(
                Fault(
                    "starts", _("Des personnes inscrites sont déjà prises à cette heure-là."),
                    _("Choisissez une autre heure, ou annulez la séance."),
                )
            )  # fmt: skip


def _live(session: Session) -> list[Registration]:
    rows = Registration.objects.filter(session=session, state__in=LIVE)
    return list(rows.select_related("account", "person"))


def cancel(actor: User, key: UUID | str, reason: str, span: str = Span.ONE) -> Session:
    """Cancel a session (and all those that follow), with its slots; whoever was registered is told, once each."""
    if not reason.strip():
        raise BadInput(Fault("reason", _("Dites pourquoi : les inscrits le liront.")))
    with transaction.atomic():
        first, sessions = _span(actor, key, span)
        slots = Session.objects.filter(within__in=sessions, cancelled_at__isnull=True)
        gone = [*sessions, *hold_with_attendees(slots.values_list("pk", flat=True))]
        now = timezone.now()
        for session in gone:
            if session.is_over:
                continue
            told = _live(session)
            session.cancelled_at, session.cancel_reason, session.changed_at = now, reason.strip()[:200], now
            session.save(update_fields=["cancelled_at", "cancel_reason", "changed_at"])
            tell(told, session, "cancelled", reason=session.cancel_reason)
        if not any(session.is_cancelled for session in gone):
            raise BadInput(Fault("", _("Cette séance est passée : elle a eu lieu, ou sa feuille dit que non.")))
        note(actor, "session.cancel", first, count=len(gone))
    return next(session for session in gone if session.pk == first.pk)
