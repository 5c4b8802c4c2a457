"""An organisation's own centres, for programs: lockers and mail as numbers, never who."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Schema

from pacte.ground.accounts.models import ApiToken

from .permissions import require_desk
from .reads.centres import Centre, centres

ROUTER = Router(tags=["day_centres"])


class CentreOut(Schema):
    """One centre. `addresses` and `waiting` leave out restricted persons; lockers and mail are counted as things."""

    place: UUID
    name: str
    addresses: int
    mail_waiting: int
    lockers: int
    lockers_used: int
    lockers_free: int
    lockers_out_of_order: int
    waiting: int

    @staticmethod
    def resolve_place(centre: Centre) -> UUID:
        return centre.place.key

    @staticmethod
    def resolve_name(centre: Centre) -> str:
        return centre.place.name

    @staticmethod
    def resolve_lockers_out_of_order(centre: Centre) -> int:
        return centre.lockers_out


class CentresOut(Schema):
    """The centres of the token's organisation on the account's territory, as of now."""

    day: date
    centres: list[CentreOut]


@ROUTER.get("centres", response=CentresOut, url_name="day_centres")
def own_centres(request: HttpRequest) -> Any:
    """Lockers and mail at each centre of the organisation."""
    token: Any = getattr(request, "auth", None)
    assert isinstance(token, ApiToken)
    require_desk(token.user, token.organisation)
    return {"day": timezone.localdate(), "centres": centres(token.user, token.organisation)}
