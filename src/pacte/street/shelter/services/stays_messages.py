"""Telling a household where it is awaited: by its own way, in words that reveal nothing, never a protected address.

A refuge, or a household with somebody put out of sight, is never sent an address: it is told how it will be brought
there. Whoever asked never to be written to is not; nobody learns from here that they asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.messages.enums import Channel, MessageState
from pacte.ground.messages.models import ContactRule, Message
from pacte.ground.messages.services import send
from pacte.ground.people.models import Person
from pacte.ground.people.services.persons import way_to

from ..enums.requests import DangerReason
from ..enums.stays import HOLDING_STATES
from ..enums.stock import SiteKind
from ..models import ShelterPlacement, ShelterSite, SiteAddress
from ..permissions import require_regulation
from ..rules.requests import phone_in
from ..rules.stays import LONGEST_WORDS, email_in, gives_away
from .stays_common import require_state, under_lock

ADDRESS, MEETING = "shelter/stays/mail/address", "shelter/stays/mail/meeting"


@dataclass(frozen=True)
class Way:
    """Where a message goes: the opaque key whose rule is obeyed, the channel, the address."""

    recipient_key: str
    channel: Channel | None
    address: str
    is_discreet: bool
    is_relay: bool = False


def tell(actor: User, placement: ShelterPlacement, meeting: str = "") -> Message:
    """Write to the household, or to its relay, where and when it is awaited.

    `meeting`: for a place whose address is never written, how the household is brought there. Raises Refused for
    whoever does not regulate, BadInput without a way to write, or when the words would lead to a protected address.
    """
    require_regulation(actor)
    with transaction.atomic():
        held = under_lock(placement)
        require_state(held, *HOLDING_STATES)
        message = _write(held, meeting.strip())
        if message.state == MessageState.REFUSED:
            raise no_way()
        record(actor, "shelter.tell", held.target, detail={"channel": message.channel})
    return message


def tell_quietly(placement: ShelterPlacement) -> Message | None:
    """Write if one may; to a place whose address is protected, only somebody decides to write."""
    if never_written(placement):
        return None
    try:
        with transaction.atomic():
            return _write(placement, "")
    except BadInput:
        return None


def never_written(placement: ShelterPlacement) -> bool:
    """Whether the address must not be in a message: a refuge, or somebody out of sight in the household."""
    return placement.lot.site.is_confidential or any(person.is_restricted for person in known_people(placement))


def known_people(placement: ShelterPlacement) -> list[Person]:
    """The persons known to be in the household: that of the file first."""
    request = placement.request
    found = [request.file.person] if request.file is not None else []
    members = request.members.filter(person__isnull=False).select_related("person").order_by("position")
    return found + [each.person for each in members if each.person is not None and each.person not in found]


def no_way() -> BadInput:
    """The one sentence for every reason not to write: none can be told from another."""
    return BadInput(
        Fault("", _("Aucun message ne peut partir vers ce ménage."),
              _("Dites-le-lui de vive voix, ou par la personne qui l’accompagne."))
    )  # fmt: skip


def _write(placement: ShelterPlacement, meeting: str) -> Message:
    way = _way(placement)
    site = placement.lot.site
    context: dict[str, Any] = {
        "day": date_format(placement.first_night, "l j F"), "relay": way.is_relay, "quiet": _is_quiet(placement, way),
        "since": _hour(site.arrival_from), "until": _hour(site.arrival_until),
    }  # fmt: skip
    if never_written(placement):
        _refuse_telling(site, meeting)
        template, context = MEETING, context | {"meeting": meeting}
    elif not site.address:
        raise BadInput(Fault("", _("Ce site n’a pas d’adresse notée."), _("Notez-la, ou dites-la de vive voix.")))
    else:
        template = ADDRESS
        context |= {"site": site.name, "address": site.address, "directions": site.directions}
    return send(way.recipient_key, channel=way.channel, address=way.address, template=template, context=context)


def _hour(value: Any) -> str:
    return date_format(value, "H:i") if value else ""


def _is_quiet(placement: ShelterPlacement, way: Way) -> bool:
    """Whether the words must not say what kind of place it is."""
    dangers = {placement.danger, placement.request.danger}
    kinds = {SiteKind.VIOLENCE_REFUGE, SiteKind.WOMEN_STOP, SiteKind.MEDICAL}
    return way.is_discreet or DangerReason.VIOLENCE in dangers or placement.lot.site.kind in kinds


def _way(placement: ShelterPlacement) -> Way:
    """How the household is reached: whoever is out of sight by their own safe way alone, the others as they said.

    The way noted with the request is that of tonight: it comes before the telephone of a file, and after a rule.
    """
    people = known_people(placement)
    rules = {rule.recipient_key: rule for rule in ContactRule.objects.filter(
        recipient_key__in=[person.recipient_key for person in people])}  # fmt: skip
    if any(rule.never_contact for rule in rules.values()):
        raise no_way()
    person = next((each for each in people if each.is_restricted), people[0] if people else None)
    if person is None:
        return _noted(placement, f"request:{placement.request.key}", is_discreet=False)
    rule = rules.get(person.recipient_key)
    is_discreet = person.is_restricted or bool(rule and rule.discreet)
    if not person.is_restricted and not (rule and rule.safe_channel) and placement.request.sealed_way:
        return _noted(placement, person.recipient_key, is_discreet=is_discreet)
    try:
        channel, address = way_to(person, rule)
    except BadInput:
        raise no_way() from None
    return Way(person.recipient_key, channel, address, is_discreet)


def _noted(placement: ShelterPlacement, recipient_key: str, *, is_discreet: bool) -> Way:
    request = placement.request
    text = unseal(request.sealed_way) if request.sealed_way else ""
    if phone := phone_in(text):
        return Way(recipient_key, Channel.SMS, phone, is_discreet, request.has_relay)
    if email := email_in(text):
        return Way(recipient_key, Channel.MAIL, email, is_discreet, request.has_relay)
    raise no_way()


def _refuse_telling(site: ShelterSite, meeting: str) -> None:
    """Words that hold the site's name, or what its team keeps sealed, do not leave."""
    kept = SiteAddress.objects.filter(site=site).first()
    sealed = [kept.sealed_address, kept.sealed_telephone] if kept else []
    secrets = [site.name, site.address, site.telephone, *(unseal(text) for text in sealed if text)]
    if gives_away(meeting, secrets):
        raise BadInput(
            Fault("meeting", _("Ces mots mènent à une adresse protégée."),
                  _("Donnez un point de rendez-vous ailleurs, ou dites qui viendra."))
        )  # fmt: skip
    if len(meeting) > LONGEST_WORDS:
        raise BadInput(Fault("meeting", _("Ce texte est trop long."), _("Quelques mots suffisent.")))
