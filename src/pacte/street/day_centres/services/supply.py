"""What places ask for, and how a reserve that is not enough is shared between them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.directory.models import Place

from ..enums.stock import SupplyState
from ..models.stock import Item, StockLevel, SupplyRequest
from ..permissions.stock import require_sharing, require_stock_of
from ..rules import stock as rules
from . import stock


@dataclass(frozen=True)
class Share:
    """A request and what it would get."""

    request: SupplyRequest
    given: int


@transaction.atomic
def ask(actor: User, place: Place, item: Item, quantity: int) -> SupplyRequest:
    """Ask for so many of an item; asking again replaces what waits."""
    require_stock_of(actor, place)
    if not 1 <= quantity <= stock.MOST:
        raise BadInput(Fault("quantity", _("Ce nombre n’est pas possible."), _("Demandez au moins un article.")))
    request, _made = SupplyRequest.objects.select_for_update().update_or_create(
        place=place, item=item, state=SupplyState.WAITING, defaults={"quantity": quantity, "asked_by": actor}
    )
    record(actor, "stock.asked", place.target)
    return request


@transaction.atomic
def withdraw(actor: User, request: SupplyRequest) -> None:
    """Take back a request that nobody answered yet."""
    require_stock_of(actor, request.place)
    _end(request, SupplyState.WITHDRAWN)
    record(actor, "stock.withdrawn", request.place.target)


def proposed(reserve: Place, item: Item) -> list[Share]:
    """What each waiting request would get from this reserve: all of it, or a fair share of what there is."""
    waiting = list(
        SupplyRequest.objects.filter(item=item, state=SupplyState.WAITING)
        .exclude(place=reserve).select_related("place", "item")
    )  # fmt: skip
    level = StockLevel.objects.filter(place=reserve, item=item).first()
    given = rules.share_out(level.quantity if level else 0, {each.pk: each.quantity for each in waiting})
    return [Share(request, given[request.pk]) for request in waiting]


@transaction.atomic
def share(actor: User, reserve: Place, item: Item, given: dict[UUID, int], *, act: UUID) -> int:
    """Send each request what was decided, in one act; how many were served.

    `given` maps a request's key to a number, no more than it asks. What does not get anything goes on waiting.
    """
    require_sharing(actor)
    asked = SupplyRequest.objects.filter(item=item, state=SupplyState.WAITING, key__in=given)
    held = asked.select_for_update(of=("self",)).select_related("place__organisation").order_by("pk")
    waiting = {request.key: request for request in held}
    _refuse_too_much(waiting, given)
    served = 0
    for key, request in waiting.items():
        if quantity := given[key]:
            stock.send(actor, reserve, request.place, item, quantity, act=uuid5(act, str(key)))
            request.granted = quantity
            _end(request, SupplyState.SENT)
            served += 1
    return served


@transaction.atomic
def refuse(actor: User, request: SupplyRequest) -> None:
    """Say that nothing will be sent."""
    require_sharing(actor)
    _end(request, SupplyState.REFUSED)
    record(actor, "stock.refused", request.place.target)


def _refuse_too_much(waiting: dict[UUID, SupplyRequest], given: dict[UUID, int]) -> None:
    faults = [
        Fault(
            str(request.place),
            _("%(given)d pour %(asked)d demandés.") % {"given": given[key], "asked": request.quantity},
            _("N’envoyez pas plus que ce qui est demandé."),
        )
        for key, request in waiting.items()
        if not 0 <= given[key] <= request.quantity
    ]
    if faults:
        raise BadInput(*faults)


def _end(request: SupplyRequest, state: SupplyState) -> None:
    changed = SupplyRequest.objects.filter(pk=request.pk, state=SupplyState.WAITING).update(
        state=state, granted=request.granted, answered_at=timezone.now()
    )
    if not changed:
        raise BadInput(Fault("", _("Quelqu’un a déjà répondu à cette demande."), _("Rechargez la page.")))
