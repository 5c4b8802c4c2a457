"""A household at the door of a site that did not come by the 115: its composition alone is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault, Refused

from ..enums.requests import RequestEventKind, RequestSource, ShelterRequestState
from ..enums.stays import PlacementOrigin
from ..models import Lot, RequestMember, ShelterPlacement, ShelterRequest
from ..permissions import keeps_site
from ..rules.requests import MOST_MEMBERS, OLDEST, Someone, kind_of
from . import stays_answers
from .events import happened
from .placing import place
from .stays_again import numbered


def take_in(
    actor: User, lot: Lot, members: Sequence[Someone], *, needs_step_free: bool = False, animals: int = 0
) -> tuple[ShelterRequest, ShelterPlacement | None]:
    """Write down who came to the door and give them a place of this lot, if the 115 does not give it.

    A minor alone is not placed and not turned away: the request waits for the regulation, which calls child protection;
    the answer then holds no placement. Raises Refused for whoever does not keep the site, BadInput when the lot is
    given by the 115, is full, or cannot take this household; nothing was written then.
    """
    if not keeps_site(actor, lot.site):
        raise Refused(_("Un site est tenu par son équipe. Demandez un rôle à la référence de votre organisation."))
    people = [replace(each, person=None) for each in members]
    _check(lot, people, animals)
    with transaction.atomic():
        request = _written(actor, lot, people, needs_step_free, animals)
        if request.is_minor_alone:
            return request, None
        placed = place(actor, request, lot, origin=PlacementOrigin.SITE)
        return request, stays_answers.arrived(actor, placed)


def _check(lot: Lot, people: Sequence[Someone], animals: int) -> None:
    if lot.in_rounds:
        raise BadInput(Fault("lot", _("Ce lot est attribué par le 115."), _("Appelez la régulation pour ce ménage.")))
    if not people:
        raise BadInput(Fault("members", _("Personne n’est inscrit."), _("Dites au moins une personne.")))
    if len(people) > MOST_MEMBERS or not 0 <= animals <= MOST_MEMBERS:
        raise BadInput(Fault("members", _("Ce ménage est trop nombreux."), _("Vérifiez les nombres.")))
    if any(each.age is not None and not 0 <= each.age <= OLDEST for each in people):
        raise BadInput(Fault("members", _("Un âge ne convient pas."), _("Donnez-le en années, ou laissez vide.")))


def _written(actor: User, lot: Lot, people: Sequence[Someone], needs_step_free: bool, animals: int) -> ShelterRequest:
    """The request, from the site itself."""
    request = numbered(
        {
            "state": ShelterRequestState.RECEIVED, "source": RequestSource.SITE, "kind": kind_of(people) or "",
            "size": len(people), "territory": lot.site.territory, "from_organisation": lot.site.organisation,
            "needs_step_free": needs_step_free, "animals": animals,
        }
    )  # fmt: skip
    RequestMember.objects.bulk_create(
        RequestMember(
            request=request, position=position, age=each.age, gender=each.gender, says_minor=each.says_minor
        )
        for position, each in enumerate(people)
    )  # fmt: skip
    happened(request, RequestEventKind.RECEIVED, actor, reason="site")
    return request
