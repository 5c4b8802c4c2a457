"""Cards of the solidarity restaurants: issued, checked by their number, used once a meal, replaced, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.directory.models import Place
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import Person
from pacte.ground.people.reads import sight_of

from ..enums import CardEnd, CardKind
from ..models import Card, CardPolicy, CardUse
from ..permissions import issuing_memberships, require_checking, require_coordination, require_issuing
from ..reads import cards as reads
from ..reads.points import restaurants_of
from ..rules.cards import as_number, month_from, new_number

TRIES = 5


def issue_monthly(actor: User, person_key: UUID | str, *, valid_from: date) -> Card:
    """Issue a person whom the actor follows a card for one month from this day.

    Raises Http404 for a person whom the actor may not write about, BadInput past the month's quota or when the person
    holds a card that day.
    """
    require_issuing(actor)
    with transaction.atomic():
        person, organisation = _followed(actor, person_key)
        _hold(organisation)
        held = Card.objects.filter(organisation=organisation, person=person, ended_at__isnull=True)
        if held.filter(valid_until__gte=valid_from).exists():
            raise BadInput(Fault("valid_from", _("Cette personne a déjà une carte ce jour-là."), _("Remplacez-la.")))
        _within_quota(organisation, CardKind.MONTHLY, 1)
        card = _make(
            actor, organisation, kind=CardKind.MONTHLY, person=person, valid_from=valid_from,
            valid_until=month_from(valid_from),
        )  # fmt: skip
        record(
            actor, "meal_card.issue", card.target, organisation=organisation.slug, detail={"person": str(person.key)}
        )
    return card


def issue_vouchers(actor: User, organisation: Organisation, count: int, day: date) -> list[Card]:
    """Issue so many vouchers for one day, nobody's. Raises BadInput past the month's quota."""
    require_issuing(actor)
    if organisation.pk not in {held.organisation_id for held in issuing_memberships(actor)}:
        raise Http404
    with transaction.atomic():
        _hold(organisation)
        _within_quota(organisation, CardKind.DAY, count)
        made = [
            _make(actor, organisation, kind=CardKind.DAY, valid_from=day, valid_until=day) for _number in range(count)
        ]
        record(actor, "meal_card.vouchers", f"partners.Organisation:{organisation.pk}",
               organisation=organisation.slug, detail={"count": count})  # fmt: skip
    return made


def end(actor: User, key: UUID, why: str) -> Card:
    """The card no longer serves, from now on. Ending it again changes nothing."""
    require_issuing(actor)
    with transaction.atomic():
        card = _locked(actor, key)
        if card.ended_at is None:
            card.ended_at, card.end = timezone.now(), why
            card.save(update_fields=["ended_at", "end"])
            record(actor, "meal_card.end", card.target, organisation=card.organisation.slug, detail={"why": why})
    return card


def replace(actor: User, key: UUID) -> Card:
    """The card is lost: it stops at once, and another number takes over until the same day. Quotas do not count it."""
    require_issuing(actor)
    with transaction.atomic():
        card = _locked(actor, key)
        today = timezone.localdate()
        if card.ended_at is not None or card.valid_until < today:
            raise BadInput(Fault("", _("Cette carte ne sert plus."), _("Remettez-en une nouvelle.")))
        card.ended_at, card.end = timezone.now(), CardEnd.LOST
        card.save(update_fields=["ended_at", "end"])
        made = _make(
            actor, card.organisation, kind=card.kind, person=card.person, replaces=card,
            valid_from=max(today, card.valid_from), valid_until=card.valid_until,
        )  # fmt: skip
        used = CardUse.objects.filter(card=card, day=today)
        CardUse.objects.bulk_create([CardUse(card=made, place=use.place, day=use.day, meal=use.meal) for use in used])
        used.delete()
        record(actor, "meal_card.replace", card.target, organisation=card.organisation.slug)
    return made


@dataclass(frozen=True)
class Check:
    """What the restaurant is told of a number: until when it serves, the meals left today. Never a name."""

    valid_until: date
    left: int


def check(actor: User, place_key: UUID, typed: str) -> Check:
    """Whether a number opens a meal today. Raises BadInput on one that does not, with the reason."""
    require_checking(actor)
    _restaurant(actor, place_key)
    return _told(_opening(typed, timezone.localdate()), timezone.localdate())


def use(actor: User, place_key: UUID, typed: str, meal: str) -> Check:
    """The card opens this meal now: once per meal and day, and no more meals a day than it gives."""
    require_checking(actor)
    place, today = _restaurant(actor, place_key), timezone.localdate()
    with transaction.atomic():
        card = _opening(typed, today, lock=True)
        if not _told(card, today).left:
            raise BadInput(Fault("number", _("Cette carte a déjà ouvert tous ses repas d’aujourd’hui.")))
        try:
            with transaction.atomic():
                CardUse.objects.create(card=card, place=place, day=today, meal=meal)
        except IntegrityError:
            raise BadInput(Fault("number", _("Cette carte a déjà servi pour ce repas."))) from None
        _note_use(actor, place, meal)
        return _told(card, today)


def _note_use(actor: User, place: Place, meal: str) -> None:
    """The journal says that a card was used there, not which one: where a person ate is forgotten in its time."""
    organisation = place.organisation.slug if place.organisation else ""
    record(actor, "meal_card.use", place.target, organisation=organisation, detail={"meal": meal})


def set_policy(
    actor: User,
    *,
    valid_from: date,
    monthly_quota: int | None,
    voucher_quota: int | None,
    meals_a_day: int,
    source: str,
) -> CardPolicy:
    """The city's rule for cards from a day on."""
    require_coordination(actor)
    with transaction.atomic():
        policy, _made = CardPolicy.objects.update_or_create(
            valid_from=valid_from,
            defaults={
                "monthly_quota": monthly_quota, "voucher_quota": voucher_quota, "meals_a_day": meals_a_day,
                "source": source, "is_sample": False,
            },
        )  # fmt: skip
        record(actor, "meal_card.policy", f"meals.CardPolicy:{policy.pk}")
    return policy


def _followed(actor: User, key: UUID | str) -> tuple[Person, Organisation]:
    """The person, and the organisation for which the actor follows them."""
    person = Person.objects.filter(key=key).first()
    sight = sight_of(actor, person) if person else None
    file = next((each.file for each in sight.files if each.may_write), None) if sight else None
    if sight is None or file is None:
        raise Http404
    return sight.person, file.organisation


def _hold(organisation: Organisation) -> None:
    """Cards of an organisation are issued one after the other: a quota is never passed by two at once."""
    Organisation.objects.select_for_update().filter(pk=organisation.pk).first()


def _within_quota(organisation: Organisation, kind: CardKind, count: int) -> None:
    left = reads.quota_left(organisation, kind, timezone.localdate())
    if left is not None and count > left:
        raise BadInput(
            Fault(
                "count" if kind == CardKind.DAY else "",
                _("Il reste %(left)s à remettre ce mois-ci pour votre organisation.") % {"left": left},
                _("Le nombre est fixé par l’équipe du Pacte."),
            )
        )


def _make(actor: User, organisation: Organisation, **values: object) -> Card:
    policy = reads.policy_on(timezone.localdate())
    meals = policy.meals_a_day if policy and values["kind"] == CardKind.MONTHLY else 1
    for _try in range(TRIES):
        number = new_number()
        if not Card.objects.filter(number=number).exists():
            break
    return Card.objects.create(number=number, organisation=organisation, issued_by=actor, meals_a_day=meals, **values)


def _locked(actor: User, key: UUID) -> Card:
    card = reads.cards_of(actor).filter(key=key).first()
    if card is None:
        raise Http404
    return Card.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=card.pk)


def _restaurant(actor: User, key: UUID) -> Place:
    place = restaurants_of(actor).filter(key=key).first()
    if place is None:
        raise Http404
    return place


def _opening(typed: str, day: date, *, lock: bool = False) -> Card:
    """The card of this number, if it opens a meal on this day. The reason given never says whose it was."""
    rows = Card.objects.select_for_update(of=("self",)) if lock else Card.objects.all()
    number = as_number(typed)
    card = rows.filter(number=number).first() if number else None
    if card is None:
        raise BadInput(Fault("number", _("Aucune carte n’a ce numéro."), _("Vérifiez les dix chiffres.")))
    if card.ended_at is not None or card.valid_until < day:
        raise BadInput(Fault("number", _("Cette carte ne sert plus."), _("Orientez la personne vers qui l’a remise.")))
    if card.valid_from > day:
        first = date_format(card.valid_from, "j F Y")
        raise BadInput(Fault("number", _("Cette carte servira à partir du %(day)s.") % {"day": first}))
    return card


def _told(card: Card, day: date) -> Check:
    return Check(card.valid_until, max(0, card.meals_a_day - card.uses.filter(day=day).count()))
