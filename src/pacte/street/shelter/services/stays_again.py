"""The same household asks for tonight, without being asked everything again."""

from __future__ import annotations

from datetime import datetime, time

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault

from ..enums.requests import RequestEventKind, ShelterRequestState
from ..enums.stays import PlacementState
from ..models import RequestMember, ShelterPlacement, ShelterRequest
from ..permissions import require_regulation
from ..reads.stays import holding_tonight
from ..reads.tonight import night_at
from ..rules.night import NOON
from ..rules.requests import kind_of
from . import priorities
from .events import happened, next_number
from .stays_common import require_state, under_lock

AGAIN = "asked_again"
KEPT = (
    "source", "file", "household", "from_organisation", "territory", "latitude", "longitude", "needs_step_free",
    "animals", "care_need", "criteria", "sealed_way", "has_relay", "sealed_words",
)  # fmt: skip
TRIES = 20


def ask_again(actor: User, placement: ShelterPlacement) -> ShelterRequest:
    """A request of tonight for the household of a stay that is over or cannot go on; where it slept is noted.

    A request that the household already made tonight is that one. Raises Refused for whoever does not regulate,
    BadInput for a stay that goes on, or a household for whom this was done.
    """
    require_regulation(actor)
    with transaction.atomic():
        held = under_lock(placement)
        require_state(held, PlacementState.PRESENT, PlacementState.ENDED)
        _check(held)
        old = held.request
        request = _live(old) or _copied(actor, held)
        happened(old, RequestEventKind.CHANGED, actor, reason=AGAIN)
    return request


def _check(placement: ShelterPlacement) -> None:
    night = night_at()
    if placement.state == PlacementState.PRESENT and ShelterPlacement.objects.filter(
        holding_tonight(night), pk=placement.pk
    ):
        raise BadInput(Fault("", _("Ce séjour a une unité cette nuit : rien n’est à redemander.")))
    noon = timezone.make_aware(datetime.combine(night, time(NOON.hour)))
    if placement.request.night == night or placement.request.events.filter(reason=AGAIN, at__gte=noon).exists():
        raise BadInput(Fault("", _("Ce ménage a déjà une demande cette nuit."), _("Cherchez-la dans la file.")))


def _live(old: ShelterRequest) -> ShelterRequest | None:
    """What the same household already asked for tonight."""
    same = Q(pk__in=[])
    if old.file_id is not None:
        same |= Q(file=old.file_id)
    if old.household_id is not None:
        same |= Q(household=old.household_id)
    persons = list(old.members.filter(person__isnull=False).values_list("person", flat=True))
    if persons:
        same |= Q(members__person__in=persons)
    return ShelterRequest.objects.of_night(night_at()).live().filter(same).order_by("number").first()


def _copied(actor: User, placement: ShelterPlacement) -> ShelterRequest:
    old = placement.request
    members = [each for each in old.members.order_by("position") if each.position in placement.members]
    is_whole = len(members) == old.size
    values = {name: getattr(old, name) for name in KEPT} | {
        "state": ShelterRequestState.QUALIFIED, "kind": kind_of(members) or "", "size": len(members),
        "parts": old.parts if is_whole else [], "previous_site": placement.lot.site,
    }  # fmt: skip
    request = numbered(values)
    RequestMember.objects.bulk_create(
        RequestMember(
            request=request, position=position, age=each.age, gender=each.gender, person=each.person,
            says_minor=each.says_minor,
        )
        for position, each in enumerate(members)
    )  # fmt: skip
    happened(request, RequestEventKind.RECEIVED, actor, reason=AGAIN)
    priorities.rank(request)
    return request


def numbered(values: dict[str, object]) -> ShelterRequest:
    """A request of tonight under the next number; the database refuses a number twice, the next is then taken."""
    night = night_at()
    for _attempt in range(TRIES):
        try:
            with transaction.atomic():
                return ShelterRequest.objects.create(night=night, number=next_number(night), **values)
        except IntegrityError:
            continue
    raise BadInput(Fault("", _("La ligne est très chargée : rien n’a été enregistré."), _("Validez de nouveau.")))
