"""Requests of the night: one per household however often it calls, qualified, changed, closed with a coded reason.

A minor alone is closed here in no way: `services.minors` holds the only one. A refusal is kept and weighs on nothing.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.referrals.models import Referral

from .. import permissions
from ..enums.requests import (
    LIVE_STATES,
    OPEN_STATES,
    CallOutcome,
    HouseholdKind,
    RequestEventKind,
    ShelterRequestState,
    UnmetReason,
)
from ..models import Call, RequestEvent, RequestMember, ShelterRequest
from ..reads import requests as reads
from ..reads.tonight import night_at
from ..rules.requests import LONGEST_WORDS, Asked, kind_of, same_composition
from . import calls, priorities
from . import requests_standing as standing
from . import requests_written as written
from .events import happened, locked, next_number
from .requests_refused import refused_by_household, refused_by_site

__all__ = [
    "cancel", "change", "close_unmet", "end_night", "qualify", "receive", "refused_by_household", "refused_by_site",
    "reopen",
]  # fmt: skip

TRIES = 60
"""Numbers tried for a request before giving up: each is lost only to another request of the same instant."""


class _JustTaken(Exception):
    """Somebody has just taken the same household's request."""

    def __init__(self, request: ShelterRequest) -> None:
        self.request = request
        super().__init__(str(request))


def receive(
    actor: User,
    values: Asked,
    *,
    call: Call | None = None,
    referral: Referral | None = None,
    same_as: ShelterRequest | None = None,
) -> ShelterRequest:
    """A household asks for a night; a repeated call of that night is the request that is already there.

    It is the same household when a person, a file, a household or an external identifier is that of a live request
    of the night, or when the regulator says so (`same_as`). `call` is counted for the request either way. A referral
    may come without composition: its request waits to be completed. Raises Refused for whoever does not regulate (a
    referral's sender is checked where it is sent), Http404 for a person out of sight, BadInput for what cannot be.
    """
    if referral is None:
        permissions.require_regulation(actor)
    night = values.night or night_at()
    written.check(actor, values, night, may_lack_members=referral is not None)
    with transaction.atomic():
        written.lock_household(values)
        found = _same(values, night, same_as)
        if found is None:
            try:
                request = _first(actor, values, night, referral)
            except _JustTaken as taken:
                found = taken.request
        if found is not None:
            request = _again(actor, found, values, referral)
        if call is not None:
            calls.attach(call, request, again=found is not None)
    return request


def receive_call(
    actor: User, caller: str, values: Asked, *, same_as: ShelterRequest | None = None
) -> ShelterRequest:  # fmt: skip
    """A call and what it asks for, together or not at all. Raises as both do."""
    with transaction.atomic():
        call = calls.note(actor, caller, CallOutcome.REQUEST)
        return receive(actor, values, call=call, same_as=same_as)


def called_again(actor: User, request: ShelterRequest, caller: str, words: str = "") -> ShelterRequest:
    """The household of this live request calls again the same night: one more call, the same request."""
    permissions.require_regulation(actor)
    with transaction.atomic():
        held = locked(request)
        if held.state not in LIVE_STATES:
            raise BadInput(Fault("", _("Cette demande est close."), _("Rouvrez-la, ou prenez un nouvel appel.")))
        calls.note(actor, caller, CallOutcome.SAME_REQUEST, request=held)
        happened(held, RequestEventKind.CALLED_AGAIN, actor, words=words.strip()[:LONGEST_WORDS])
    return held


def qualify(actor: User, request: ShelterRequest, values: Asked, *, version: int | None = None) -> ShelterRequest:
    """Say all that is known: the request is ready for a place. What `values` leaves out is emptied.

    Raises Refused, BadInput when it waits no more, when somebody wrote meanwhile (`version`), or as `receive` does.
    """
    return _written(actor, request, values, RequestEventKind.QUALIFIED, version)


def change(actor: User, request: ShelterRequest, values: Asked, *, version: int | None = None) -> ShelterRequest:
    """The same while it goes on; once a place is offered, the composition stays as it is."""
    return _written(actor, request, values, RequestEventKind.CHANGED, version)


def close_unmet(
    actor: User | None, request: ShelterRequest, reason: str, words: str = "", *, at: datetime | None = None
) -> ShelterRequest:
    """Nothing was found this night, for a reason of the list. `actor` None: the end of the night.

    Raises BadInput for a minor alone, while a place is held, or when it is closed already.
    """
    if actor is not None:
        permissions.require_regulation(actor)
    standing.check_unmet_reason(reason)
    with transaction.atomic():
        held = locked(request)
        standing.require_closable(held)
        standing.close(held, ShelterRequestState.UNMET, at or timezone.now(), unmet_reason=reason)
        happened(held, RequestEventKind.UNMET, actor, reason=reason, words=words)
    return standing.told(request, held)


def cancel(actor: User | None, request: ShelterRequest, words: str = "") -> ShelterRequest:
    """The household asks no more, or it was written by mistake: it is in no count of requests. Raises as above."""
    if actor is not None:
        permissions.require_regulation(actor)
    with transaction.atomic():
        held = locked(request)
        standing.require_closable(held)
        standing.close(held, ShelterRequestState.CANCELLED, timezone.now())
        happened(held, RequestEventKind.CANCELLED, actor, words=words)
    return standing.told(request, held)


def reopen(actor: User, request: ShelterRequest) -> ShelterRequest:
    """A request of tonight that was unmet or cancelled waits again: a place came free, or the household calls back."""
    permissions.require_regulation(actor)
    with transaction.atomic():
        held = locked(request)
        if held.state not in (ShelterRequestState.UNMET, ShelterRequestState.CANCELLED):
            raise BadInput(Fault("", _("Cette demande n’est pas close."), _("Rechargez la page.")))
        if held.night < night_at():
            raise BadInput(Fault("", _("Cette nuit est passée."), _("Prenez une demande pour cette nuit.")))
        standing.back_in_queue(held)
        happened(held, RequestEventKind.CHANGED, actor, reason="reopened")
        priorities.rank(held)
    return standing.told(request, held)


def end_night(now: datetime) -> int:
    """Close what nights gone by left without a place, with the reason last said, else that there was none; how many.

    Minors alone stay open until they are handed over, and whoever holds a place is not concerned.
    """
    rows = ShelterRequest.objects.filter(night__lt=night_at(now), state__in=reads.WITHOUT_PLACE)
    closed = 0
    for request in rows.exclude(kind=HouseholdKind.MINOR_ALONE).order_by("pk"):
        try:
            close_unmet(None, request, _reason_of(request), at=now)
        except BadInput:  # somebody placed it, closed it, or made it a minor's meanwhile
            continue
        closed += 1
    return closed


SAYING = (RequestEventKind.HOUSEHOLD_REFUSED, RequestEventKind.SITE_REFUSED, RequestEventKind.NO_SHOW)


def _reason_of(request: ShelterRequest) -> str:
    last = RequestEvent.objects.filter(request=request, kind__in=SAYING).order_by("-at", "-pk").first()
    if last is None:
        return UnmetReason.NO_PLACE
    if last.kind == RequestEventKind.NO_SHOW:
        return UnmetReason.NO_SHOW
    return last.reason if last.reason in UnmetReason.values else UnmetReason.NO_PLACE


def _same(values: Asked, night: date, same_as: ShelterRequest | None) -> ShelterRequest | None:
    """The live request of the night that is about this household, held until the end of the transaction."""
    found = same_as or reads.live_of(values, night)
    if found is None:
        return None
    held = locked(found)
    if held.night != night or held.state not in LIVE_STATES:
        if same_as is None:
            return None
        raise BadInput(Fault("same_as", _("Cette demande vient d’être close."), _("Rechargez la page.")))
    return held


def _first(actor: User, values: Asked, night: date, referral: Referral | None) -> ShelterRequest:
    """A new request, its household, its priority."""
    is_ready = bool(values.members) and not values.to_complete and referral is None
    request = _numbered(
        night,
        values,
        state=ShelterRequestState.QUALIFIED if is_ready else ShelterRequestState.RECEIVED,
        referral=referral,
    )
    written.write_members(request, values.members)
    happened(request, RequestEventKind.RECEIVED, actor, reason=str(values.source))
    if is_ready:
        happened(request, RequestEventKind.QUALIFIED, actor)
    priorities.rank(request)
    return request


def _numbered(night: date, values: Asked, state: str, referral: Referral | None) -> ShelterRequest:
    """The row under the next number of the night, tried again when another request has just taken it."""
    columns = written.columns(values) | {
        "source": values.source, "from_organisation": values.from_organisation, "kind": kind_of(values.members) or "",
        "size": len(values.members), "state": state, "referral": referral,
    }  # fmt: skip
    for _try in range(TRIES):
        number = next_number(night)
        try:
            with transaction.atomic():
                return ShelterRequest.objects.create(night=night, number=number, **columns)
        except IntegrityError:
            if (just := _same(values, night, None)) is not None:
                raise _JustTaken(just) from None
            if closed := reads.external_of(values.external_id, night):
                what = _("Cet identifiant SI-SIAO est déjà celui de la demande %(label)s.") % {"label": closed.label}
                raise BadInput(Fault("external_id", what, _("Ouvrez cette demande."))) from None
            if referral is not None and ShelterRequest.objects.filter(referral=referral).exists():
                raise BadInput(Fault("", _("Cette orientation est déjà dans la file."))) from None
    raise BadInput(Fault("", _("La ligne est très chargée : rien n’a été enregistré."), _("Validez de nouveau.")))


def _again(actor: User, held: ShelterRequest, values: Asked, referral: Referral | None) -> ShelterRequest:
    """A repeated call: an event with what was said this time; what the request lacked is filled in, nothing is lost."""
    rows = list(held.members.all())
    lacked_members = not rows and bool(values.members)
    if lacked_members:
        written.write_members(held, values.members)
    fresh = written.columns(values)
    filled = [name for name in written.FILLED_IN if not getattr(held, name) and fresh[name]]
    for name in filled:
        setattr(held, name, fresh[name])
    if referral is not None and held.referral_id is None:
        held.referral, filled = referral, [*filled, "referral"]
    if lacked_members and not values.to_complete and referral is None and held.state == ShelterRequestState.RECEIVED:
        held.state = ShelterRequestState.QUALIFIED
    held.version += 1
    held.save(update_fields=[*filled, "state", "version"])
    happened(held, RequestEventKind.CALLED_AGAIN, actor, words=_said_again(rows, values))
    if held.state in OPEN_STATES:
        priorities.rank(held)
    return held


def _said_again(rows: list[RequestMember], values: Asked) -> str:
    """What this call said beside what the request holds already."""
    said = [values.words.strip(), values.relay.strip(), values.way.strip()]
    if rows and values.members and not same_composition(rows, values.members):
        said.append(_("Composition dite cette fois : %(who)s.") % {"who": reads.composition_words(values.members)})
    return "\n".join(part for part in said if part)


def _written(
    actor: User, request: ShelterRequest, values: Asked, kind: RequestEventKind, version: int | None
) -> ShelterRequest:  # fmt: skip
    permissions.require_regulation(actor)
    standing.require_inside(actor, request)
    written.check(actor, values, request.night, before=request)
    with transaction.atomic():
        held = locked(request)
        _require_writable(held, version)
        rows = list(held.members.order_by("position"))
        if held.is_minor_alone:
            written.check_minors(held, rows, values.members)
        if held.state not in OPEN_STATES and not same_composition(rows, values.members):
            what = _("Une place est déjà proposée pour cette composition.")
            raise BadInput(Fault("members", what, _("Notez d’abord le refus ou la fin de cette place.")))
        for name, value in written.columns(values).items():
            setattr(held, name, value)
        if kind == RequestEventKind.QUALIFIED and held.state == ShelterRequestState.RECEIVED:
            held.state = ShelterRequestState.QUALIFIED
        held.version += 1
        _saved(held)
        written.write_members(held, values.members)
        happened(held, kind, actor)
        if held.state in OPEN_STATES:
            priorities.rank(held)
    return standing.told(request, held)


def _saved(held: ShelterRequest) -> None:
    """Save; an external identifier that another request of the night has is told."""
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError:
        what = _("Cet identifiant SI-SIAO est déjà celui d’une autre demande de la nuit.")
        raise BadInput(Fault("external_id", what, _("Vérifiez-le."))) from None


def _require_writable(held: ShelterRequest, version: int | None) -> None:
    if held.state not in LIVE_STATES:
        raise BadInput(Fault("", _("Cette demande est close."), _("Rouvrez-la d’abord.")))
    if version is not None and version != held.version:
        what = _("Cette demande a changé pendant que vous écriviez : rien n’a été enregistré.")
        raise BadInput(Fault("", what, _("Gardez votre saisie sous les yeux, et ouvrez la demande à nouveau.")))
