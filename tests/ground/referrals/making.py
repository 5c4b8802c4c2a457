"""The smallest referral for a test: who sends, who receives, a kind of service, a person with a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pacte.ground.accounts.models import User
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import File
from pacte.ground.referrals import services
from pacte.ground.referrals.models import ReceivingService, Referral, ServiceKind
from pacte.ground.referrals.services import Ask, Given
from tests.ground.people.making import followed, organisation, worker

ASK = Ask(("shelter",), "week", "Une précision pour vous")
AGREED = Given(("identity", "contact"), "person", "oral")


@dataclass
class Scene:
    """`sender` follows the person of `file` in `home`; `receiver` answers for `service`, of `partner`."""

    home: Organisation
    partner: Organisation
    sender: User
    receiver: User
    file: File
    service: ReceivingService

    def sent(self, **changes: Any) -> Referral:
        """The person, referred to the service."""
        told = {"ask": ASK, "given": AGREED} | changes
        return services.send(self.sender, self.file.key, told.pop("service", self.service), **told)

    def unnamed(self, **changes: Any) -> Referral:
        """Somebody whose name is not said, referred to the service."""
        values = {"ask": ASK, "description": "Une femme seule, à la rue"} | changes
        return services.send_anonymous(self.sender, self.home, self.service, **values)


def kind(code: str = "shelter", **values: Any) -> ServiceKind:
    """A kind of service that answers within two days and is reminded after one."""
    first = {"name_fr": "Hébergement", "answer_within": 48, "remind_after": 24}
    return ServiceKind.objects.get_or_create(code=code, defaults=first | values)[0]


def service(of: Organisation, **values: Any) -> ReceivingService:
    """A service of this organisation that takes everybody."""
    first: dict[str, Any] = {"name": "Un service d’accueil", "kind": kind(), "takes_anonymous": True}
    return ReceivingService.objects.create(organisation=of, **first | values)


def scene(**person: Any) -> Scene:
    """Two organisations, one worker in each, one service in the second."""
    home, partner = organisation(), organisation()
    sender, receiver = worker(home), worker(partner)
    named = {"given_name": "Une", "family_name": "Personne"} | person
    return Scene(home, partner, sender, receiver, followed(sender, home, **named), service(partner))


def manager(of: Organisation) -> User:
    """Somebody who runs a place of this organisation, and follows nobody."""
    return worker(of, Role.SITE_MANAGER)
