"""The desk: mail comes in by box number, goes out in one tap, and whoever came was seen. No name is read nor shown."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from .. import permissions
from ..enums.mail import MailKind
from ..models import CentrePolicy, MailAddress, MailNotice
from ..reads import mail as reads
from ..rules.mail import may_go_back
from . import telling
from .common import note, was_met

MOST_PIECES = 200


def receive(
    actor: User, place_key: UUID | str, box: int, *, kind: str = MailKind.LETTER, quantity: int = 1,
    received_on: date | None = None,
) -> MailNotice:  # fmt: skip
    """Mail arrived at this box. Whoever asked to be told is written to, under their own rule.

    Raises BadInput when nobody has this box, or the number of pieces or the day is not plausible.
    """
    permissions.require_desk(actor)
    place = reads.mail_place(actor, place_key, *permissions.DESK_ROLES)
    day = received_on or timezone.localdate()
    with transaction.atomic():
        found = MailAddress.objects.holding().select_for_update(of=("self",)).filter(place=place, box=box).first()
        _check(found, box, kind, quantity, day)
        assert found is not None
        notice = MailNotice.objects.create(
            place=place, address=found, kind=kind, quantity=quantity, received_on=day, received_by=actor
        )
        note(actor, "mail.receive", found.target, place, kind=kind, quantity=quantity)
        if found.wants_messages:
            telling.tell_quietly(found)
    return notice


def _check(found: MailAddress | None, box: int, kind: str, quantity: int, day: date) -> None:
    if found is None:
        raise BadInput(
            Fault(
                "box", _("Personne n’a la boîte %(box)s ici.") % {"box": box}, _("Vérifiez le numéro sur l’enveloppe.")
            )
        )
    if kind not in MailKind.values:
        raise BadInput(Fault("kind", _("Cette nature n’existe pas."), _("Choisissez dans la liste.")))
    if not 1 <= quantity <= MOST_PIECES:
        raise BadInput(Fault("quantity", _("Ce nombre n’est pas plausible."), _("Écrivez un nombre de 1 à 200.")))
    today = timezone.localdate()
    if day > today or (today - day).days > 60:
        raise BadInput(
            Fault("received_on", _("Ce jour ne convient pas."), _("Au plus soixante jours avant aujourd’hui."))
        )


def hand_over(actor: User, address_key: UUID | str) -> int:
    """Everything that waits in this box is handed over, and the person was seen today; how many pieces.

    Twice in a row hands nothing the second time. Raises Http404 for a box of another centre.
    """
    with transaction.atomic():
        address = _locked_box(actor, address_key)
        waiting = list(address.notices.waiting().select_for_update())
        pieces = sum(each.quantity for each in waiting)
        today = timezone.localdate()
        MailNotice.objects.filter(pk__in=[each.pk for each in waiting]).update(handed_on=today)
        _seen(address, today)
        note(actor, "mail.hand", address.target, address.place, pieces=pieces)
    return pieces


def note_presence(actor: User, address_key: UUID | str) -> MailAddress:
    """The person came, even if nothing waited."""
    with transaction.atomic():
        address = _locked_box(actor, address_key)
        _seen(address, timezone.localdate())
        note(actor, "mail.presence", address.target, address.place)
    return address


def _seen(address: MailAddress, on: date) -> None:
    if address.last_seen_on < on:
        address.last_seen_on = on
        address.save(update_fields=["last_seen_on"])
    was_met(address.person, address.place.organisation)


def send_back(actor: User, notice_key: UUID | str) -> MailNotice:
    """Mail that waited long enough goes back to its sender.

    Raises BadInput before the city's delay, or when it has left the box already.
    """
    permissions.require_desk(actor)
    with transaction.atomic():
        notice = MailNotice.objects.select_for_update(of=("self",)).filter(key=notice_key).first()
        if notice is None or not reads.notices_of(actor).filter(pk=notice.pk).exists():
            raise Http404
        if notice.handed_on or notice.returned_on:
            raise BadInput(Fault("", _("Ce courrier n’est plus dans la boîte.")))
        kept, today = CentrePolicy.current().mail_kept_days, timezone.localdate()
        if not may_go_back(notice.received_on, today, kept):
            raise BadInput(Fault("", _("Ce courrier est gardé %(days)s jours avant de repartir.") % {"days": kept}))
        notice.returned_on = today
        notice.save(update_fields=["returned_on"])
        assert notice.address is not None
        note(actor, "mail.send_back", notice.address.target, notice.place, pieces=notice.quantity)
    return notice


def _locked_box(actor: User, key: UUID | str) -> MailAddress:
    permissions.require_desk(actor)
    found = MailAddress.objects.select_for_update(of=("self",)).filter(key=key).first()
    if found is None or not reads.boxes_of(actor).filter(pk=found.pk).exists():
        raise Http404
    return found
