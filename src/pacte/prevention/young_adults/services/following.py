"""The row behind a case: made when the case begins, and kept saying what the case's facts and steps say."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.pathways.models import Case, CaseEvent, Signal
from pacte.ground.pathways.reads.cases import CaseSight
from pacte.ground.pathways.reads.stories import story_of
from pacte.ground.pathways.rules.clocks import as_date
from pacte.ground.pathways.services import cases
from pacte.ground.pathways.services.opening import case_to_write

from ..models import YoungAdult
from ..reads.young import SCHEME
from ..rules import is_late, years_after


def begin(actor: User, file_key: UUID, *, turns_18_on: date, taken_in_charge_on: date, on: date) -> Case:
    """Follow somebody towards autonomy. The first step says whether the interview has a term.

    Raises Http404 for a file that is not the actor's to write in, BadInput for somebody of 21, or days out of order.
    """
    faults = []
    if on >= years_after(turns_18_on, 3):
        faults.append(Fault("turns_18_on", _("Cette personne a 21 ans ou plus."), _("Vérifiez le jour des 18 ans.")))
    if taken_in_charge_on >= turns_18_on:
        what = _("La prise en charge commence avant 18 ans.")
        faults.append(Fault("taken_in_charge_on", what, _("Sinon, ce parcours n’est pas le bon.")))
    if on < taken_in_charge_on:
        faults.append(Fault("on", _("Le suivi commence après la prise en charge."), _("Vérifiez les deux jours.")))
    if faults:
        raise BadInput(*faults)
    step = "taken_in_charge_late" if is_late(turns_18_on, taken_in_charge_on) else "taken_in_charge"
    facts = {"turns_18_on": turns_18_on, "taken_in_charge_on": taken_in_charge_on}
    return cases.start(actor, file_key, SCHEME, step, on, facts=facts)


def opened(actor: User, case: Case, signal: Signal | None) -> None:
    """A case begins, from this room's page or from the case's own."""
    _mirror(case)


def told(actor: User | None, case: Case, event: CaseEvent) -> None:
    """Something was noted or corrected in the case: the row follows."""
    _mirror(case)


def _mirror(case: Case) -> None:
    story = story_of(case)
    left = story.happened.get("left_care", ())
    back = story.happened.get("came_back", ())
    is_out = bool(left) and (not back or back[-1] < left[-1])
    days = {
        "turns_18_on": as_date(story.facts.get("turns_18_on")),
        "taken_in_charge_on": as_date(story.facts.get("taken_in_charge_on")),
        "left_on": left[-1] if is_out else None,
    }
    YoungAdult.objects.update_or_create(case=case, defaults=days)


def to_write(actor: User, key: UUID) -> tuple[CaseSight, YoungAdult]:
    """A young person's case that the actor follows, its row held until the transaction ends.

    Call it inside a transaction. Raises Refused or Http404 as the case's own verbs do, BadInput without the day of 18.
    """
    seen = case_to_write(actor, key)
    with transaction.atomic():
        young = YoungAdult.objects.select_for_update(of=("self",)).filter(case=seen.case).first()
    if young is None:
        raise Http404
    return seen, young


def birthday_of(young: YoungAdult) -> date:
    """The day of 18 years, without which no right can be said. Raises BadInput when the case has not got it."""
    if young.turns_18_on is None:
        raise BadInput(Fault("", _("Le jour des 18 ans manque."), _("Précisez-le sur la page du parcours.")))
    return young.turns_18_on
