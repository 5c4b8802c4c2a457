"""Cards as those who issue them see them; to a restaurant a card is a number, read by the verbs alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.partners.models import Organisation
from pacte.ground.people.permissions import following_memberships
from pacte.ground.people.reads import adopted_grid, in_sight
from pacte.ground.people.reads.visibility import followed_by

from ..enums import CardKind
from ..models import Card, CardPolicy, CardQuerySet
from ..permissions import issuing_memberships
from ..rules.cards import month_of


def cards_of(user: User) -> CardQuerySet:
    """The cards that the user sees: those of persons they may know of, and the vouchers of their organisations.

    A restricted person's card is seen by those who follow them alone.
    """
    held = {membership.organisation_id for membership in issuing_memberships(user)}
    if not held:
        return Card.objects.none()
    vouchers = Q(kind=CardKind.DAY, organisation__in=held)
    named = Q(in_sight(user, "person"), kind=CardKind.MONTHLY, organisation__in=held)
    return Card.objects.filter(vouchers | named).select_related("organisation", "person")


def policy_on(day: date) -> CardPolicy | None:
    """The city's rule on this day; None when it never gave one: no quota then, and one meal a day."""
    return CardPolicy.objects.filter(valid_from__lte=day).order_by("-valid_from").first()


def quota_left(organisation: Organisation, kind: str, day: date) -> int | None:
    """How many cards of this kind the organisation may still issue in the month of this day; None without a quota."""
    policy = policy_on(day)
    quota = None
    if policy is not None:
        quota = policy.monthly_quota if kind == CardKind.MONTHLY else policy.voucher_quota
    if quota is None:
        return None
    issued = Card.objects.filter(
        organisation=organisation, kind=kind, issued_on__range=month_of(day), replaces__isnull=True
    ).count()
    return max(0, quota - issued)


def labels(user: User, cards: Iterable[Card]) -> dict[int, str]:
    """How each card's person is called where this user may read it: the name, or the pseudonym; vouchers have none."""
    named = dict(choices(user))
    return {
        card.pk: named.get(str(card.person.key), card.person.pseudonym) for card in cards if card.person is not None
    }


def choices(user: User) -> list[tuple[str, str]]:
    """The persons whom the user follows, by key, as the adopted grid lets them be called."""
    held, grid = following_memberships(user), adopted_grid(user)
    named = {
        membership.organisation_id for membership in held
        if FieldClass.IDENTITY in grid.classes(membership.role, membership.organisation.kind)
    }  # fmt: skip
    return [
        (str(file.person.key), file.person.label() if file.organisation_id in named else file.person.pseudonym)
        for file in followed_by(user)
    ]
