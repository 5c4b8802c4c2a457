"""What a right does to the person's data once the request stands: correct, stop, put out of sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from pacte.ground.accounts.models import User
from pacte.ground.people.services import desk

from ..enums import RequestKind
from ..models import Request
from .handling import person_of


def rectify(
    actor: User, request: Request, *, version: int, values: Mapping[str, Any], names: Iterable[tuple[str, str]]
) -> None:
    """Change the person's own fields, over the version that was read. Raises BadInput."""
    person = person_of(actor, request, RequestKind.RECTIFICATION)
    desk.rectify(actor, person, request.target, version=version, values=values, names=names)


def object_to(actor: User, request: Request, *, files: Iterable[UUID], sharings: Iterable[UUID]) -> tuple[int, int]:
    """End the chosen follow-ups and sharings; returns how many of each. Raises BadInput."""
    person = person_of(actor, request, RequestKind.OBJECTION)
    return desk.object_to(actor, person, request.target, files=files, sharings=sharings)


def limit(actor: User, request: Request, reason: str) -> None:
    """Hide the person from everyone but those who follow them. Raises BadInput when they are hidden already."""
    desk.restrict(actor, person_of(actor, request, RequestKind.RESTRICTION), request.target, reason)
