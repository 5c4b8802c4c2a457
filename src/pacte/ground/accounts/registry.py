"""The questions that accounts must ask about a user's roles, answered by the room that knows them.

Accounts stand below partners and may not import them: `partners` registers its answers at start-up. Until it
does, every answer is the closed one: nobody holds a role, no organisation stands behind a token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from .models import User


class Standing(Protocol):
    """What a user is, today, in the organisations they belong to."""

    def has_role(self, user: User, *roles: str) -> bool:
        """Does the user hold one of these roles, anywhere?"""

    def needs_second_factor(self, user: User) -> bool:
        """Does one of the user's roles require a second factor?"""

    def organisation(self, user: User, key: str) -> Any | None:
        """The organisation of this key if the user belongs to it today, else None."""

    def may_see_name(self, reader: User, other: User) -> bool:
        """Do they work together, or does the reader look after the whole pact?"""

    def may_see_address(self, reader: User, other: User) -> bool:
        """Does the reader keep the membership of an organisation that the other belongs to?"""

    def organisations(self, user: User) -> list[tuple[str, str]]:
        """The user's organisations today, as (key, name)."""


class Closed:
    """The answers of a house where no room has registered."""

    def has_role(self, user: User, *roles: str) -> bool:
        return False

    def needs_second_factor(self, user: User) -> bool:
        return False

    def organisation(self, user: User, key: str) -> Any | None:
        return None

    def may_see_name(self, reader: User, other: User) -> bool:
        return False

    def may_see_address(self, reader: User, other: User) -> bool:
        return False

    def organisations(self, user: User) -> list[tuple[str, str]]:
        return []


_standing: list[Standing] = [Closed()]


def register(standing: Standing) -> None:
    """Replace the answers; called once, when the applications are ready."""
    _standing[0] = standing


def standing() -> Standing:
    return _standing[0]
