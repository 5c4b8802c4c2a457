"""The waiting list of a place's lockers: asking by referral, taking the one that is kept, leaving the list."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.directory.models import Place
from pacte.ground.partners.models import Organisation

from .. import permissions
from ..models import CentrePolicy, Loan, LockerSet, Waiting
from ..reads import lockers as reads
from ..reads.places import luggage_rooms, places_of
from .common import note
from .lockers import Holder, holder, locked_set, make_loan
from .queue import close_wait, offer_free, pass_on


def room_for(actor: User, place_key: UUID | str) -> Place:
    """A luggage room where the actor may ask for a locker: their own, or any of the city for who follows people."""
    permissions.require_asking(actor)
    mine = places_of(actor, *permissions.DESK_ROLES).filter(key=place_key).first()
    if mine is not None and LockerSet.objects.filter(place=mine).exists():
        return mine
    found = luggage_rooms().filter(key=place_key).first() if permissions.accompanies(actor) else None
    if found is None:
        raise Http404
    return found


def ask(
    actor: User,
    place_key: UUID | str,
    *,
    person_key: UUID | str | None = None,
    card: str = "",
    referred_by: Organisation | None,
) -> Waiting:
    """Somebody waits for a locker of this place, referred by a partner; a free one is kept for them at once.

    Raises BadInput without a referral, when they wait here already or have a locker in the city.
    """
    place = room_for(actor, place_key)
    if referred_by is None or not may_refer(actor, place, referred_by):
        raise BadInput(
            Fault("referred_by", _("Un casier s’obtient par un partenaire."), _("Dites quelle organisation oriente."))
        )
    person, number = holder(actor, person_key, card)
    with transaction.atomic():
        lockers = locked_set(LockerSet.objects.get(place=place).pk)
        _refuse_twice(lockers, number, person.pk if person else None)
        last = Waiting.objects.filter(set=lockers).aggregate(last=Max("number"))["last"] or 0
        try:
            with transaction.atomic():
                wait = Waiting.objects.create(
                    set=lockers, number=last + 1, person=person, card=number, referred_by=referred_by, asked_by=actor
                )
        except IntegrityError:
            raise BadInput(Fault("", _("Cette personne attend déjà un casier ici."))) from None
        note(actor, "locker.wait", wait.target, place, referred_by=referred_by.slug)
        offer_free(lockers)
        wait.refresh_from_db()
    return wait


def may_refer(actor: User, place: Place, partner: Organisation) -> bool:
    """The place's own team writes down any partner; a worker elsewhere refers for their own organisation."""
    if not partner.is_active:
        return False
    if places_of(actor, *permissions.DESK_ROLES).filter(pk=place.pk).exists():
        return True
    return any(each.organisation_id == partner.pk for each in permissions.held(actor, *permissions.ACCOMPANYING_ROLES))


def _refuse_twice(lockers: LockerSet, card: str, person: int | None) -> None:
    if person is not None and Loan.objects.running().filter(person=person).exists():
        raise BadInput(
            Fault("person", _("Cette personne a déjà un casier dans la ville."), _("Un seul casier par personne."))
        )
    same_card = Waiting.objects.open().filter(set=lockers, card=card)
    if card and (same_card.exists() or Loan.objects.running().filter(card=card, locker__set=lockers).exists()):
        raise BadInput(Fault("card", _("Cette carte attend déjà, ou a un casier ici."), _("Vérifiez son numéro.")))


def take(actor: User, key: UUID | str) -> Loan:
    """The locker kept for this wait is given. The place's team does it, at the desk.

    Raises BadInput when nothing is kept any more, Http404 for a wait of another place.
    """
    permissions.require_desk(actor)
    with transaction.atomic():
        wait = _locked_wait(actor, key)
        places = places_of(actor, *permissions.DESK_ROLES)
        if not places.filter(pk=wait.set.place_id).exists():
            raise Http404
        if wait.closed_at is not None or wait.locker is None:
            raise BadInput(Fault("", _("Aucun casier n’est gardé pour cette attente."), _("Rechargez la page.")))
        locker, lockers = wait.locker, wait.set
        close_wait(wait, "taken")
        return make_loan(actor, lockers, locker, Holder(wait.person, wait.card, wait.referred_by))


def withdraw(actor: User, key: UUID | str) -> Waiting:
    """Take somebody off the list: the place's team, or who referred them. What was kept is offered to the next."""
    permissions.require_desk(actor)
    with transaction.atomic():
        wait = _locked_wait(actor, key)
        if wait.closed_at is not None:
            raise BadInput(Fault("", _("Cette attente est déjà finie.")))
        close_wait(wait, "withdrawn")
        note(actor, "locker.withdraw", wait.target, wait.set.place)
        offer_free(wait.set)
    return wait


def _locked_wait(actor: User, key: UUID | str) -> Waiting:
    found = reads.wait_of(actor, key)
    locked_set(found.set_id)
    return Waiting.objects.select_related("set__place__organisation", "locker", "person").get(pk=found.pk)


def expire_offers(now: datetime) -> int:
    """Offers whose day is past go to the next in line; how many passed."""
    today, passed = timezone.localdate(now), 0
    late = Waiting.objects.offered().filter(offer_until__lt=today)
    for pk in sorted(set(late.values_list("set", flat=True))):
        with transaction.atomic():
            lockers = locked_set(pk)
            most = CentrePolicy.current().offers_most
            for wait in Waiting.objects.offered().filter(set=lockers, offer_until__lt=today):
                pass_on(wait, most)
                note(None, "locker.offer_passed", wait.target, lockers.place, missed=wait.missed)
                passed += 1
            offer_free(lockers)
    return passed
