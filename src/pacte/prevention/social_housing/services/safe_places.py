"""A safe place asked for: by a referral, never by a list. When she is safe, when she leaves; never where."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.pathways.models import Case
from pacte.ground.people.permissions import require_following
from pacte.ground.referrals.models import Referral

from ..enums import SafePlaceEnd
from ..models import SafePlaceRequest
from ..reads.safe_places import SCHEME, to_note
from .following import noted


def arrived(actor: User, referral: Referral) -> None:
    """A referral reaches a service of safe places: it is counted as asked, in the sending's own transaction."""
    asked = SafePlaceRequest.objects.create(referral=referral, file=referral.file)
    record(actor, "social_housing.safe_place_asked", asked.target)


def withdrawn(actor: User, referral: Referral) -> None:
    """The sender took it back."""
    for asked in SafePlaceRequest.objects.select_for_update().filter(referral=referral, sheltered_on__isnull=True):
        asked.withdrawn_on = timezone.localdate()
        asked.save(update_fields=["withdrawn_on"])
        record(actor, "social_housing.safe_place_withdrawn", asked.target)


def shelter(actor: User, key: UUID | str, on: date, women: int, children: int) -> SafePlaceRequest:
    """She is safe since that day, with so many. Raises BadInput for a day ahead or before it was asked."""
    require_following(actor)
    with transaction.atomic():
        asked = _locked(actor, key)
        if on > timezone.localdate() or on < asked.asked_on:
            what = _("Ce jour est à venir, ou avant la demande.")
            raise BadInput(Fault("on", what, _("Donnez le jour où elle a été mise à l’abri.")))
        asked.sheltered_on, asked.women, asked.children = on, women, children
        asked.was_apart = bool(asked.file and asked.file.person.is_restricted)
        asked.save(update_fields=["sheltered_on", "women", "children", "was_apart"])
        for case in Case.objects.running().of_scheme(SCHEME).filter(file=asked.file, file__isnull=False):
            noted(case, actor, "sheltered", on)
        record(actor, "social_housing.safe_place_reached", asked.target)
    return asked


def leave(actor: User, key: UUID | str, on: date, ending: str) -> SafePlaceRequest:
    """She leaves. Raises BadInput before she came, or for a day ahead."""
    require_following(actor)
    with transaction.atomic():
        asked = _locked(actor, key)
        if asked.sheltered_on is None or on < asked.sheltered_on or on > timezone.localdate():
            raise BadInput(Fault("on", _("Ce jour est à venir, ou avant son arrivée.")))
        asked.left_on, asked.ending = on, SafePlaceEnd(ending).value
        asked.save(update_fields=["left_on", "ending"])
        record(actor, "social_housing.safe_place_left", asked.target)
    return asked


def _locked(actor: User, key: UUID | str) -> SafePlaceRequest:
    found = to_note(actor, key)
    rows = SafePlaceRequest.objects.select_for_update(of=("self",)).select_related("file__person")
    return rows.get(pk=found.pk)
