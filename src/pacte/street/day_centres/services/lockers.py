"""Lockers: opening them, lending one for a time, renewing, taking it back. One locker is never given twice."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.directory.permissions import KEEPING_ROLES
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import Person

from .. import permissions
from ..enums.lockers import Lateness, LoanEnd, LockerState
from ..models import CentrePolicy, Loan, Locker, LockerSet, Waiting
from ..reads import lockers as reads
from ..reads.places import place_of
from ..rules.lockers import may_renew
from ..rules.terms import last_day, next_start
from .common import note, seen_person, was_met
from .queue import close_wait, offer_free

MOST_LOCKERS = 300


def open_lockers(actor: User, place_key: UUID | str, count: int) -> LockerSet:
    """Add so many lockers to a place, numbered after those that stand; the first opens its luggage room.

    Raises Refused for who keeps no place, Http404 for a place out of reach, BadInput past three hundred lockers.
    """
    permissions.require_keeping(actor)
    place = place_of(actor, place_key, *KEEPING_ROLES)
    with transaction.atomic():
        found, _made = LockerSet.objects.get_or_create(place=place)
        lockers = locked_set(found.pk)
        last = lockers.lockers.aggregate(last=Max("number"))["last"] or 0
        if count < 1 or last + count > MOST_LOCKERS:
            raise BadInput(Fault("count", _("Ce nombre ne convient pas."), _("Un lieu a trois cents casiers au plus.")))
        Locker.objects.bulk_create(Locker(set=lockers, number=last + more) for more in range(1, count + 1))
        note(actor, "lockers.open", f"day_centres.LockerSet:{lockers.pk}", place, count=count)
        offer_free(lockers)
    return lockers


def set_state(actor: User, key: UUID | str, state: str) -> Locker:
    """Say that a locker is out of order, or in service again. Raises BadInput while somebody has it."""
    permissions.require_desk(actor)
    if state not in LockerState.values:
        raise BadInput(Fault("state", _("Cet état n’existe pas."), _("Choisissez dans la liste.")))
    locker = reads.locker_of(actor, key)
    with transaction.atomic():
        lockers = locked_set(locker.set_id)
        is_taken = Loan.objects.running().filter(locker=locker).exists()
        if state == LockerState.OUT_OF_ORDER and (is_taken or Waiting.objects.offered().filter(locker=locker).exists()):
            raise BadInput(
                Fault("", _("Ce casier est pris ou proposé à quelqu’un."), _("Donnez d’abord un autre casier."))
            )
        locker.state = state
        locker.save(update_fields=["state"])
        note(actor, "locker.state", locker.target, lockers.place, state=state)
        offer_free(lockers)
    return locker


def lend(
    actor: User,
    key: UUID | str,
    *,
    person_key: UUID | str | None = None,
    card: str = "",
    referred_by: Organisation | None = None,
) -> Loan:
    """Lend this locker to a person whom the actor may know of, or to a card number that says nobody.

    Raises BadInput when the locker is lent, kept for somebody or out of order, or when the holder has one already:
    the message says when it was given, and names nobody.
    """
    permissions.require_desk(actor)
    person, number = holder(actor, person_key, card)
    locker = reads.locker_of(actor, key)
    with transaction.atomic():
        lockers = locked_set(locker.set_id)
        locker.refresh_from_db(fields=["state"])
        _refuse_taken(locker)
        if Waiting.objects.offered().filter(locker=locker).exists():
            raise BadInput(
                Fault("", _("Ce casier est gardé pour la personne à qui il est proposé."), _("Choisissez-en un autre."))
            )
        return make_loan(actor, lockers, locker, Holder(person, number, referred_by))


@dataclass(frozen=True)
class Holder:
    """Who a locker is for: a person or a card, and the partner who referred them."""

    person: Person | None
    card: str
    referred_by: Organisation | None


def make_loan(actor: User, lockers: LockerSet, locker: Locker, to: Holder) -> Loan:
    """The loan itself, under the lock of the set. Whoever took the holder's wait has closed it or closes it next."""
    _refuse_taken(locker)
    person, card = to.person, to.card
    _refuse_second(lockers, person, card)
    today = timezone.localdate()
    try:
        with transaction.atomic():
            loan = Loan.objects.create(
                locker=locker, person=person, card=card, referred_by=to.referred_by, starts_on=today,
                ends_on=last_day(today, CentrePolicy.current().locker_months), lent_by=actor,
            )  # fmt: skip
    except IntegrityError:
        raise BadInput(
            Fault("", _("Ce casier, ou cette personne, vient d’être servi."), _("Rechargez la page."))
        ) from None
    if person is not None:
        for wait in Waiting.objects.open().filter(set=lockers, person=person):
            close_wait(wait, "taken")
        offer_free(lockers)
    note(actor, "locker.lend", locker.target, lockers.place, loan=str(loan.key), card=bool(card))
    was_met(person, lockers.place.organisation)
    return loan


def _refuse_taken(locker: Locker) -> None:
    """A locker is given once: who comes second is told when, and by whom in the only way that names nobody."""
    if locker.state != LockerState.IN_SERVICE:
        raise BadInput(Fault("", _("Ce casier est hors service."), _("Choisissez-en un autre.")))
    held = Loan.objects.running().filter(locker=locker).first()
    if held is not None:
        at = date_format(timezone.localtime(held.lent_at), "l j F Y, H:i")
        raise BadInput(
            Fault(
                "", _("Le casier %(number)s est déjà donné : un membre de l’équipe l’a donné le %(at)s.")
                % {"number": locker.number, "at": at},
                _("Choisissez un casier libre."),
            )
        )  # fmt: skip


def _refuse_second(lockers: LockerSet, person: Person | None, card: str) -> None:
    running = Loan.objects.running()
    if person is not None and running.filter(person=person).exists():
        raise BadInput(
            Fault("person", _("Cette personne a déjà un casier dans la ville."), _("Un seul casier par personne."))
        )
    if card and running.filter(card=card, locker__set=lockers).exists():
        raise BadInput(Fault("card", _("Cette carte a déjà un casier ici."), _("Vérifiez le numéro de la carte.")))


def renew(actor: User, key: UUID | str) -> Loan:
    """Renew a loan for another term, as often as the city says.

    Raises BadInput when it was renewed already, is over, or its term is far.
    """
    with transaction.atomic():
        loan = _locked_loan(actor, key)
        policy, today = CentrePolicy.current(), timezone.localdate()
        _refuse_ended(loan)
        if not may_renew(loan.renewals, policy.locker_renewals):
            raise BadInput(
                Fault("", _("Ce prêt a déjà été renouvelé."),
                      _("Il se renouvelle %(most)s fois au plus : voyez ensemble une autre solution.")
                      % {"most": policy.locker_renewals})
            )  # fmt: skip
        if loan.lateness(today, policy) == Lateness.RUNNING:
            raise BadInput(
                Fault("", _("Le terme est encore loin."),
                      _("Un prêt se renouvelle dans les %(days)s jours avant son terme.")
                      % {"days": policy.locker_warning_days})
            )  # fmt: skip
        loan.ends_on = last_day(next_start(loan.ends_on, today), policy.locker_months)
        loan.renewals, loan.reminded_on = loan.renewals + 1, None
        loan.save(update_fields=["ends_on", "renewals", "reminded_on"])
        place = loan.locker.set.place
        note(actor, "locker.renew", loan.locker.target, place, loan=str(loan.key))
        was_met(loan.person, place.organisation)
    return loan


def give_back(actor: User, key: UUID | str, reason: str) -> Loan:
    """The locker is empty again; the next in line is offered it at once.

    Luggage is put aside, closed, only after the city's delay. Raises BadInput before, or for a loan that is over.
    """
    if reason not in LoanEnd.values:
        raise BadInput(Fault("reason", _("Cette raison n’existe pas."), _("Choisissez dans la liste.")))
    with transaction.atomic():
        loan = _locked_loan(actor, key)
        _refuse_ended(loan)
        policy, today = CentrePolicy.current(), timezone.localdate()
        if reason == LoanEnd.PUT_ASIDE and loan.lateness(today, policy) != Lateness.MAY_PUT_ASIDE:
            raise BadInput(
                Fault("reason", _("Les affaires restent en place %(days)s jours après le terme.")
                      % {"days": policy.luggage_days}, _("Cherchez d’abord à joindre la personne."))
            )  # fmt: skip
        loan.ended_on, loan.end_reason = today, reason
        loan.save(update_fields=["ended_on", "end_reason"])
        place = loan.locker.set.place
        note(actor, "locker.give_back", loan.locker.target, place, loan=str(loan.key), reason=reason)
        offer_free(loan.locker.set)
    return loan


def _refuse_ended(loan: Loan) -> None:
    if loan.ended_on is not None:
        raise BadInput(Fault("", _("Ce prêt est déjà fini.")))


def holder(actor: User, person_key: UUID | str | None, card: str) -> tuple[Person | None, str]:
    """Who holds or waits: one of both. Raises BadInput for none or two, Http404 for a person out of sight."""
    number = " ".join(card.split())
    if bool(person_key) == bool(number):
        raise BadInput(
            Fault("card", _("Il faut une personne ou une carte."), _("Choisissez l’une des deux, pas les deux."))
        )
    if person_key:
        return seen_person(actor, person_key), ""
    if len(number) > 20 or not number.replace("-", "").replace(" ", "").isalnum():
        raise BadInput(
            Fault("card", _("Ce numéro de carte ne convient pas."), _("Des chiffres et des lettres, sans nom."))
        )
    return None, number


def locked_set(pk: int) -> LockerSet:
    """The lockers of a place, held until the end of the transaction: whoever gives one waits for their turn."""
    LockerSet.objects.select_for_update().get(pk=pk)
    return LockerSet.objects.select_related("place__organisation").get(pk=pk)


def _locked_loan(actor: User, key: UUID | str) -> Loan:
    permissions.require_desk(actor)
    found = reads.loans_of(actor).filter(key=key).first()
    if found is None:
        raise Http404
    locked_set(found.locker.set_id)
    return Loan.objects.select_related("locker__set__place__organisation", "person").get(pk=found.pk)
