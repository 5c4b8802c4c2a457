"""Referrals in the test city: behind each placement, one to answer, one accepted, one sent, one redirected.

What is answered stands with the service of the placement; what is withdrawn or sent again stands with who sent it.
A site manager follows nobody: the sender's acts are tried on requests without a name that are theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.access import Placement
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import File, FileWorker, Person, Sharing
from pacte.ground.people.permissions import FOLLOWING_ROLES
from pacte.ground.referrals.models import ReceivingService, Referral, ReferralEvent, ServiceKind
from pacte.ground.territory.models import Territory
from tests.house.city import City

ASKED = {"needs": ["shelter"], "urgency": "usual", "words": "Des mots"}


def plant(city: City) -> None:
    """One of each behind each placement."""
    kind = ServiceKind.objects.create(code="planted", name_fr="Un type", answer_within=48, remind_after=24)
    third = Organisation.objects.create(slug="third", name="Association tierce", kind="association")
    elsewhere = _service(kind, third, city.here)
    _place(city, Placement.OWN, kind, city.own, city.here, elsewhere)
    _place(city, Placement.OTHER_TERRITORY, kind, city.own, city.there, elsewhere)
    _place(city, Placement.OTHER_ORGANISATION, kind, city.other, city.here, elsewhere)
    settled = {"name_fr": "Un type", "answer_within": "48", "remind_after": "24"}
    city.offer_everywhere("referrals:kind_change", settled, code=kind.code)
    city.offer("referrals:kind_add", Placement.OWN, settled | {"name_fr": "Un autre type"})
    city.offer("referrals:service_add", Placement.OWN, _said(kind) | {"organisation": "own"})
    anonymous = ASKED | {"organisation": "own", "service": elsewhere.key, "description": "Quelqu’un"}
    city.offer("referrals:send_anonymous", Placement.OWN, anonymous)
    city.offer("api:referrals_anonymous", Placement.OWN, anonymous | {"needs": ["shelter"]})


def _said(kind: ServiceKind) -> dict[str, Any]:
    return {"name": "Un service", "kind": kind.code, "takes_persons": "on"}


def _service(kind: ServiceKind, organisation: Organisation, territory: Territory) -> ReceivingService:
    return ReceivingService.objects.create(
        organisation=organisation, name="Un service", kind=kind, territory=territory, takes_anonymous=True
    )


def _place(
    city: City, placement: Placement, kind: ServiceKind, organisation: Organisation, territory: Territory,
    elsewhere: ReceivingService,
) -> None:  # fmt: skip
    service = _service(kind, organisation, territory)
    outside = city.other if organisation == city.own else city.own
    waiting, accepted = _received(city, service, outside), _received(city, service, outside)
    ReferralEvent.objects.create(referral=accepted, kind="accepted", words="Des précisions")
    city.offer("referrals:service_change", placement, _said(kind), key=service.key)
    for route, body in (
        ("referral", {}),
        ("accept", {}),
        ("decline", {"reason": "full"}),
        ("redirect", {"to": str(elsewhere.key)}),
    ):
        city.offer(f"referrals:{route}", placement, body, key=waiting.key)
    for route in ("done", "no_show"):
        city.offer(f"referrals:{route}", placement, {}, key=accepted.key)
    city.offer("api:referrals_answer", placement, {"answer": "accepted"}, key=waiting.key)
    city.offer("api:referrals_outcome", placement, {"outcome": "done"}, key=accepted.key)
    _offer_sending(city, placement, organisation, territory, elsewhere)


def _offer_sending(
    city: City, placement: Placement, organisation: Organisation, territory: Territory, elsewhere: ReceivingService
) -> None:
    file = _file(city, organisation, territory)
    named = {"service": elsewhere.key, "given_by": "person", "how": "oral", "classes": ["identity"]}
    city.offer("referrals:send", placement, ASKED | named, file=file.key)
    sent, redirected = _sent(elsewhere, file), _sent(elsewhere, file)
    ReferralEvent.objects.create(referral=redirected, kind="redirected", suggested=elsewhere)
    manager = city.users[Role.SITE_MANAGER] if placement is Placement.OWN else city.stranger
    own = _anonymous(elsewhere, organisation, manager)
    theirs = _anonymous(elsewhere, organisation, manager)
    ReferralEvent.objects.create(referral=theirs, kind="redirected", suggested=elsewhere)
    city.offer("referrals:withdraw", placement, {}, key=_by_role(city, sent, own))
    city.offer("referrals:note", placement, {}, key=_by_role(city, redirected, theirs))
    city.offer("referrals:send_again", placement, {"how": "oral"}, key=_by_role(city, redirected, theirs))


def _by_role(city: City, named: Referral, anonymous: Referral) -> Callable[[User | None], UUID]:
    manager = city.users[Role.SITE_MANAGER]
    return lambda user: anonymous.key if user == manager else named.key


def _file(city: City, organisation: Organisation, territory: Territory) -> File:
    """A file of this place; those who follow people follow it when it is theirs."""
    person = Person.objects.create(pseudonym="REFE-RRAL", given_name="Une", family_name="Personne")
    file = File.objects.create(person=person, organisation=organisation, purpose="support", territory=territory)
    if organisation == city.own and territory == city.here:
        for role in FOLLOWING_ROLES:
            FileWorker.objects.create(file=file, user=city.users[role], is_lead=role == Role.SOCIAL_WORKER)
    return file


def _received(city: City, service: ReceivingService, sender: Organisation) -> Referral:
    """A person of another organisation, opened to the service's."""
    return _sent(service, _file(city, sender, city.there))


def _sent(service: ReceivingService, file: File) -> Referral:
    sharing = Sharing.objects.create(
        file=file, organisation=service.organisation, level="existence", classes=["identity"], given_by="person",
        how="oral",
    )  # fmt: skip
    return Referral.objects.create(
        service=service, from_organisation=file.organisation, subject="person", file=file, needs=["shelter"],
        words="Des mots", sharing=sharing, shared_classes=["identity"], due_at=timezone.now() + timedelta(days=2),
    )  # fmt: skip


def _anonymous(service: ReceivingService, organisation: Organisation, sender: User) -> Referral:
    return Referral.objects.create(
        service=service, from_organisation=organisation, sender=sender, subject="anonymous",
        description="Quelqu’un", needs=["food"], due_at=timezone.now() + timedelta(days=2),
    )  # fmt: skip
