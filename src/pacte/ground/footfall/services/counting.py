"""Counting, and undoing a count. Both may be said twice, late, and in any order: the total is the same.

A count names nobody and is not a line of the journal: it says itself who made it, for as long as the retention tells.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.agenda.models import Session
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.directory.models import Place

from .. import reads, rules
from ..enums import CountKind
from ..models import Count, Undo
from ..permissions import require_counting


def count(
    actor: User,
    place: Place,
    kind: str,
    *,
    client_id: UUID,
    at: datetime | None = None,
    quantity: int = 1,
    session: Session | None = None,
) -> Count:
    """Add this many, at this place, at this moment (now by default). The same `client_id` again changes nothing.

    Raises Refused for a role that counts nowhere, Http404 for a place where the actor does not count, BadInput for a
    kind that nobody knows, a number that is not plausible, a moment too old, a session of another place.
    """
    require_counting(actor)
    now = timezone.now()
    moment = rules.believed(at or now, now)
    with transaction.atomic():
        if not reads.counted_by(actor).filter(pk=place.pk).exists():
            raise Http404
        _check(place, session, kind=kind, quantity=quantity, at=moment, now=now)
        _forget_strangers(actor, client_id)
        values = {
            "place": place, "kind": kind, "quantity": quantity, "at": moment, "day": timezone.localdate(moment),
            "session": session, "counted_by": actor,
        }  # fmt: skip
        held, made = Count.objects.get_or_create(client_id=client_id, defaults=values)
        if not made and not reads.counted_by(actor).filter(pk=held.place_id).exists():
            raise Http404
    return held


def undo(actor: User, client_id: UUID) -> Undo:
    """Undo a count, whether it has arrived already or not. Undone twice is undone once.

    Raises Refused for a role that counts nowhere, Http404 for a count of a place where the actor does not count.
    """
    require_counting(actor)
    with transaction.atomic():
        held = Count.objects.filter(client_id=client_id).values_list("place_id", flat=True).first()
        if held is not None and not reads.counted_by(actor).filter(pk=held).exists():
            raise Http404
        undone, _made = Undo.objects.get_or_create(client_id=client_id, defaults={"undone_by": actor})
    return undone


def _check(place: Place, session: Session | None, *, kind: str, quantity: int, at: datetime, now: datetime) -> None:
    faults = []
    if kind not in CountKind.values:
        faults.append(Fault("kind", _("Ce compteur n’existe pas."), _("Rechargez la page.")))
    if not 1 <= quantity <= rules.MOST_AT_ONCE:
        faults.append(
            Fault("quantity", _("Comptez de 1 à %(most)s à la fois.") % {"most": rules.MOST_AT_ONCE}, "")
        )  # fmt: skip
    if now - at > rules.OLDEST:
        faults.append(
            Fault(
                "at",
                _("Ce comptage a plus de %(days)s jours.") % {"days": rules.OLDEST.days},
                _("Corrigez la feuille de ce jour."),
            )
        )
    if session is not None and place.pk not in {session.place_id, session.stop.place_id if session.stop else None}:
        faults.append(Fault("session", _("Cette séance n’est pas celle de ce lieu."), _("Choisissez-en une autre.")))
    if faults:
        raise BadInput(*faults)


def _forget_strangers(actor: User, client_id: UUID) -> None:
    """An undoing that arrived first holds if it was said by whoever counts, or by a colleague: nobody else's does."""
    early = Undo.objects.filter(client_id=client_id).select_related("undone_by").first()
    if early is None or early.undone_by is None or early.undone_by_id == actor.pk:
        return
    if Count.objects.filter(client_id=client_id).exists():
        return
    if not set(_homes(early.undone_by)) & set(_homes(actor)):
        early.delete()


def _homes(user: User) -> list[int]:
    from ..permissions import counting_memberships

    return [held.organisation_id for held in counting_memberships(user)]
