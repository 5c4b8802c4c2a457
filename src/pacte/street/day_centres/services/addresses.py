"""Asking for a mail address, giving it, renewing it, ending it. What the person has is decided by who sees them.

An election of domicile is given for a year and renewed by right (Code de l'action sociale et des familles, articles
L264-1 and following, D264-1).
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.directory.models import Place

from .. import permissions
from ..enums.mail import AddressEnd, AddressRefusal
from ..models import CentrePolicy, MailAddress, MailTerm
from ..reads import mail as reads
from ..rules.mail import first_free
from ..rules.terms import last_day, next_start
from .common import note, seen_person, was_met


def ask(actor: User, person_key: UUID | str, place_key: UUID | str, *, wants_messages: bool = False) -> MailAddress:
    """The person asks for an address at a place of the actor's. It waits for a decision.

    Raises Refused for a role that follows nobody, Http404 for a person or a place out of reach, BadInput when the
    person has one here already.
    """
    person = seen_person(actor, person_key)
    place = reads.mail_place(actor, place_key, *permissions.ACCOMPANYING_ROLES)
    try:
        with transaction.atomic():
            address = MailAddress.objects.create(
                place=place, person=person, wants_messages=wants_messages, opened_by=actor
            )
            note(actor, "mail_address.ask", address.target, place)
            was_met(person, place.organisation)
    except IntegrityError:
        raise BadInput(
            Fault("place", _("Une adresse est déjà demandée ou donnée ici."), _("Ouvrez-la depuis la fiche."))
        ) from None
    return address


def grant(actor: User, key: UUID | str, *, starts_on: date, box: int | None = None) -> MailAddress:
    """Give the address: a box, and a term that begins on this day. Without a number, the first free box.

    Raises BadInput when it is decided already, when the box is somebody else's, or when the day is too far.
    """
    with transaction.atomic():
        address = _locked(actor, key)
        if address.refused_on or address.closed_on or address.starts_on:
            raise BadInput(Fault("", _("Cette demande a déjà sa réponse."), _("Rechargez la page pour la voir.")))
        _check_start(address, starts_on)
        policy = CentrePolicy.current()
        address.starts_on, address.ends_on = starts_on, last_day(starts_on, policy.mail_months)
        address.box = _box(address.place, box)
        address.last_seen_on = timezone.localdate()
        address.save()
        _term(actor, address, 1, None)
        note(actor, "mail_address.grant", address.target, address.place, box=address.box)
        was_met(address.person, address.place.organisation)
    return address


def _check_start(address: MailAddress, starts_on: date) -> None:
    days = (starts_on - timezone.localdate()).days
    if not -366 <= days <= 92:
        raise BadInput(
            Fault("starts_on", _("Ce jour est trop loin d’aujourd’hui."), _("Au plus un an avant, trois mois après."))
        )


def _box(place: Place, number: int | None) -> int:
    """The box, held for the rest of the transaction by the lock on its place."""
    Place.objects.select_for_update(of=("self",)).get(pk=place.pk)
    taken = set(MailAddress.objects.holding().filter(place=place).values_list("box", flat=True))
    numbers = {each for each in taken if each is not None}
    if number is None:
        return first_free(numbers)
    if number in numbers:
        raise BadInput(
            Fault("box", _("La boîte %(number)s est déjà prise.") % {"number": number},
                  _("Laissez vide : la première boîte libre sera donnée."))
        )  # fmt: skip
    return number


def _term(actor: User, address: MailAddress, number: int, previous_end: date | None) -> None:
    assert address.starts_on is not None and address.ends_on is not None
    starts_on = address.starts_on if previous_end is None else next_start(previous_end, timezone.localdate())
    MailTerm.objects.create(
        address=address, place=address.place, number=number, starts_on=starts_on, ends_on=address.ends_on,
        previous_end=previous_end, decided_by=actor,
    )  # fmt: skip


def refuse(actor: User, key: UUID | str, reason: str) -> MailAddress:
    """Refuse the address, with a reason of the list; the person is told where else to ask.

    Raises BadInput when it is decided already or the reason is not of the list.
    """
    with transaction.atomic():
        address = _locked(actor, key)
        if address.refused_on or address.closed_on or address.starts_on:
            raise BadInput(Fault("", _("Cette demande a déjà sa réponse."), _("Rechargez la page pour la voir.")))
        if reason not in AddressRefusal.values:
            raise BadInput(Fault("reason", _("Cette raison n’existe pas."), _("Choisissez dans la liste.")))
        address.refused_on, address.refusal = timezone.localdate(), reason
        address.save(update_fields=["refused_on", "refusal"])
        note(actor, "mail_address.refuse", address.target, address.place, reason=reason)
    return address


def renew(actor: User, key: UUID | str) -> MailAddress:
    """Renew for another term: the day after the one that runs, or from today when it is past.

    Raises BadInput when the address is not held, or when its term is too far for a renewal.
    """
    with transaction.atomic():
        address = _locked(actor, key)
        policy, today = CentrePolicy.current(), timezone.localdate()
        if address.starts_on is None or address.ends_on is None or address.closed_on is not None:
            raise BadInput(Fault("", _("Cette adresse n’est pas en cours."), _("Faites une nouvelle demande.")))
        if (address.ends_on - today).days > policy.mail_warning_days:
            raise BadInput(
                Fault("", _("Le terme est encore loin."),
                      _("Une adresse se renouvelle dans les %(days)s jours avant son terme.")
                      % {"days": policy.mail_warning_days})
            )  # fmt: skip
        previous = address.ends_on
        address.ends_on = last_day(next_start(previous, today), policy.mail_months)
        address.last_seen_on, address.reminded_on = today, None
        address.save(update_fields=["ends_on", "last_seen_on", "reminded_on"])
        number = (address.terms.aggregate(last=Max("number"))["last"] or 0) + 1
        _term(actor, address, number, previous)
        note(actor, "mail_address.renew", address.target, address.place, term=number)
        was_met(address.person, address.place.organisation)
    return address


def end(actor: User, key: UUID | str, reason: str) -> MailAddress:
    """Close the address: its box is free from now on. A term that is not past asks for a reason of its own.

    Raises BadInput when mail waits in the box, when it is closed already or the reason does not fit.
    """
    with transaction.atomic():
        address = _locked(actor, key)
        today = timezone.localdate()
        if address.closed_on is not None or address.refused_on is not None:
            raise BadInput(Fault("", _("Cette adresse est déjà close.")))
        if reason not in AddressEnd.values:
            raise BadInput(Fault("reason", _("Cette raison n’existe pas."), _("Choisissez dans la liste.")))
        if reason == AddressEnd.TERM and (address.ends_on is None or today <= address.ends_on):
            raise BadInput(Fault("reason", _("Le terme n’est pas passé."), _("Choisissez une autre raison.")))
        if address.notices.waiting().exists():
            raise BadInput(
                Fault("", _("Du courrier attend encore dans cette boîte."), _("Remettez-le ou rendez-le d’abord."))
            )
        address.closed_on, address.end_reason = today, reason
        address.save(update_fields=["closed_on", "end_reason"])
        note(actor, "mail_address.end", address.target, address.place, reason=reason)
    return address


def choose_messages(actor: User, key: UUID | str, wants: bool) -> MailAddress:
    """Note whether the person wants to be told of mail by message."""
    with transaction.atomic():
        address = _locked(actor, key)
        address.wants_messages = wants
        address.save(update_fields=["wants_messages"])
        note(actor, "mail_address.messages", address.target, address.place, wants=wants)
    return address


def _locked(actor: User, key: UUID | str) -> MailAddress:
    """The address of this key, held until the end of the transaction; Http404 out of the actor's reach."""
    permissions.require_accompanying(actor)
    found = MailAddress.objects.select_for_update(of=("self",)).filter(key=key).first()
    if found is None or not reads.addresses_of(actor).filter(pk=found.pk).exists():
        raise Http404
    return found
