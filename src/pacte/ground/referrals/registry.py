"""What higher rooms do with a referral sent to a service of their scheme: they register, this room imports nobody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pacte.ground.accounts.models import User

from .models import Referral

Act = Callable[[User, Referral], None]


@dataclass(frozen=True)
class Receiver:
    """What a room does when a referral reaches its scheme, and when the sender takes it back."""

    sent: Act
    withdrawn: Act | None = None


_receivers: dict[str, Receiver] = {}


def register_receiver(scheme: str, sent: Act, withdrawn: Act | None = None) -> None:
    """Call `sent(actor, referral)` inside the sending's own transaction for each service of this scheme.

    What it raises undoes the sending. `withdrawn(actor, referral)` is called in the same way when it is taken back.
    """
    _receivers[scheme] = Receiver(sent, withdrawn)


def tell_sent(actor: User, referral: Referral) -> None:
    """The scheme's room, if one is there, takes the referral in; in the caller's transaction."""
    receiver = _receivers.get(referral.service.scheme)
    if receiver is not None:
        receiver.sent(actor, referral)


def tell_withdrawn(actor: User, referral: Referral) -> None:
    """The scheme's room, if one is there, learns that the referral was taken back."""
    receiver = _receivers.get(referral.service.scheme)
    if receiver is not None and receiver.withdrawn is not None:
        receiver.withdrawn(actor, referral)
