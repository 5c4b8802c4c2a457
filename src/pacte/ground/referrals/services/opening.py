"""Opening one referral: each side sees its part, and a named person's opening is in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from pacte.ground.accounts.models import User
from pacte.ground.people.permissions import follows_people
from pacte.ground.people.reads import Sight, visible_to
from pacte.ground.people.services.opening import open_file

from .. import reads, rules
from ..models import Referral
from ..permissions import require_taking_part
from .events import journal


@dataclass(frozen=True)
class Opened:
    """A referral as this user sees it. Without `is_open`, neither its words nor the person; `sight` when named."""

    referral: Referral
    standing: rules.Standing
    is_sent: bool
    is_received: bool
    is_open: bool
    sight: Sight | None

    @property
    def may_answer(self) -> bool:
        return self.is_received and self.standing.is_waiting

    @property
    def may_accept(self) -> bool:
        return self.may_answer and self.referral.is_shared_still

    @property
    def may_end(self) -> bool:
        """The service says what came of it."""
        return self.is_received and self.standing.is_accepted


def open_referral(actor: User, key: UUID | str) -> Opened:
    """The referral of this key as the actor sees it. Raises Refused for a role that takes no part, Http404 else."""
    require_taking_part(actor)
    referral = reads.seen_by(actor).told().prefetch_related("events__by", "events__suggested__organisation").filter(
        key=key
    ).first()  # fmt: skip
    if referral is None:
        raise Http404
    is_sent = reads.sent_by(actor).filter(pk=referral.pk).exists()
    is_received = reads.received_by(actor).filter(pk=referral.pk).exists()
    is_open = reads.is_opened_to(actor, referral)
    sight = _sight(actor, referral) if is_open else None
    if is_open and sight is None:
        journal(actor, "open", referral)
    return Opened(referral, referral.standing, is_sent, is_received, is_open, sight)


def _sight(actor: User, referral: Referral) -> Sight | None:
    """The person, opened through people's own door, for those in whose sight they are."""
    if referral.file is None or not follows_people(actor):
        return None
    person = referral.file.person
    if not visible_to(actor).filter(pk=person.pk).exists():
        return None
    return open_file(actor, person.key, reason="referral")
