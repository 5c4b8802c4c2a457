"""Telling people that mail waits or that a date comes: by the way they chose, in words that reveal nothing.

No message names the service, the place nor what is due. "Never contact" is obeyed; a relay is the worker's to call.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.directory.models import Place
from pacte.ground.messages.enums import MessageState
from pacte.ground.messages.models import ContactRule, Message
from pacte.ground.messages.services import send
from pacte.ground.people.models import Person
from pacte.ground.people.services.persons import way_to

from .. import permissions
from ..enums.mail import ToldHow
from ..models import CentrePolicy, Loan, MailAddress
from ..reads import mail as reads
from .common import note

WAITS, TERM = "day_centres/mail/waits", "day_centres/mail/term"


def tell(actor: User, key: UUID | str) -> Message:
    """Write to the person that mail waits, by their own rule.

    Raises BadInput when nothing waits, when there is no way to reach them (their relay is then the way), or when they
    asked never to be contacted.
    """
    permissions.require_accompanying(actor)
    address = reads.address_of(actor, key)
    with transaction.atomic():
        if not address.notices.waiting().exists():
            raise BadInput(Fault("", _("Rien n’attend dans cette boîte.")))
        assert address.person is not None
        message = _write(address.person, address.place, WAITS, {})
        if message.state == MessageState.REFUSED:
            raise BadInput(
                Fault("", _("Cette personne ne veut pas être contactée ainsi."), _("Dites-le-lui à son passage."))
            )
        _told(address, ToldHow.MESSAGE)
        note(actor, "mail.tell", address.target, address.place, how=ToldHow.MESSAGE)
    return message


def note_told(actor: User, key: UUID | str, how: str) -> MailAddress:
    """Note that the person was told by their relay or in person. Raises BadInput for another way."""
    permissions.require_accompanying(actor)
    address = reads.address_of(actor, key)
    if how not in {ToldHow.RELAY, ToldHow.IN_PERSON}:
        raise BadInput(Fault("how", _("Cette façon n’existe pas."), _("Choisissez dans la liste.")))
    with transaction.atomic():
        if not _told(address, how):
            raise BadInput(Fault("", _("Rien n’attend dans cette boîte.")))
        note(actor, "mail.tell", address.target, address.place, how=how)
    return address


def tell_quietly(address: MailAddress) -> bool:
    """Write to whoever asked to be told, if there is a way; the desk is not told whether there was one."""
    if address.person is None:
        return False
    is_told = _try(address.person, address.place, WAITS, {})
    if is_told:
        _told(address, ToldHow.MESSAGE)
    return is_told


def _told(address: MailAddress, how: str) -> int:
    return address.notices.waiting().update(told_on=timezone.localdate(), told_how=how)


def _try(person: Person, place: Place, template: str, context: dict[str, str]) -> bool:
    """Was a message queued? No way to reach somebody is not an error of whoever brought the mail in."""
    try:
        return _write(person, place, template, context).state != MessageState.REFUSED
    except BadInput:
        return False


def _write(person: Person, place: Place, template: str, context: dict[str, str]) -> Message:
    """Queue the message. The organisation is named to nobody whom its name could betray."""
    rule = ContactRule.objects.filter(recipient_key=person.recipient_key).first()
    channel, address = way_to(person, rule)
    home = place.organisation
    is_silent = person.is_restricted or home is None or home.is_discreet or bool(rule and rule.discreet)
    return send(
        person.recipient_key, channel=channel, address=address, template=template,
        context={**context, "organisation": "" if is_silent or home is None else home.name},
        organisation="" if is_silent or home is None else home.slug,
    )  # fmt: skip


def remind_addresses(now: datetime) -> int:
    """Write once before the term of each address; how many were written to."""
    policy, today = CentrePolicy.current(), timezone.localdate(now)
    soon = today + timedelta(days=policy.mail_warning_days)
    written = 0
    with transaction.atomic():
        rows = MailAddress.objects.running(today).filter(
            closed_on__isnull=True, ends_on__lte=soon, reminded_on__isnull=True, person__isnull=False,
            person__anonymised_at__isnull=True,
        )  # fmt: skip
        for each in rows.select_for_update(of=("self",)).select_related("person", "place__organisation"):
            assert each.person is not None and each.ends_on is not None
            written += _try(each.person, each.place, TERM, {"day": date_format(each.ends_on, "j F Y")})
            each.reminded_on = today
            each.save(update_fields=["reminded_on"])
    return written


def remind_loans(now: datetime) -> int:
    """Write once before the term of each loan held by a person; how many were written to."""
    policy, today = CentrePolicy.current(), timezone.localdate(now)
    soon = today + timedelta(days=policy.locker_warning_days)
    written = 0
    with transaction.atomic():
        near = Q(ends_on__gte=today, ends_on__lte=soon)
        rows = Loan.objects.running().filter(
            near, reminded_on__isnull=True, person__isnull=False, person__anonymised_at__isnull=True
        )
        for each in rows.select_for_update(of=("self",)).select_related("person", "locker__set__place__organisation"):
            assert each.person is not None
            written += _try(each.person, each.locker.set.place, TERM, {"day": date_format(each.ends_on, "j F Y")})
            each.reminded_on = today
            each.save(update_fields=["reminded_on"])
    return written
