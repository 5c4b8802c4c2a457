"""A request begins, is completed, is taken in hand. It is refused when its lines make no sum."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.pathways.models import Case, CaseEvent, Signal
from pacte.ground.pathways.reads.stories import scheme_of
from pacte.ground.pathways.services.cases import start as start_case

from ..enums import ITEMS, FundAid, FundState
from ..models import FundDecision, FundLine, FundPayment, FundRequest
from ..permissions import require_instructing
from ..reads.situation import Situation
from ..rules.means import MOST_PEOPLE
from .standing import sealed, stand, tell_case, to_write, under_lock

SCHEME = "housing_fund"
LONGEST = 4000


@dataclass(frozen=True)
class FundWish:
    """What is asked: the aid, a sum in cents by line, who lives there, its means, words for followers alone."""

    aid: str
    lines: Mapping[str, int]
    older: int = 1
    younger: int = 0
    situation: Situation = field(default_factory=Situation)
    words: str = ""


def ask(actor: User, file_key: UUID | str, wish: FundWish, on: date) -> FundRequest:
    """Open a request, and its case, on a file that the actor follows.

    Raises Refused for another role than social work, Http404 out of reach, BadInput for a sum or a household that
    cannot be.
    """
    require_instructing(actor)
    _check(wish)
    with transaction.atomic():
        case = start_case(actor, file_key, SCHEME, "request_received", on, facts={"aid": wish.aid})
        request = FundRequest.objects.get(case=case)
        request.asked_on = on
        _write(request, wish)
        record(actor, "fund.asked", request.target, organisation=case.organisation.slug, detail={"aid": wish.aid})
    return request


def change(actor: User, key: UUID | str, wish: FundWish) -> FundRequest:
    """Say again what is asked, while nothing is decided."""
    found, _sight = to_write(actor, key)
    _check(wish)
    with transaction.atomic():
        request = under_lock(found)
        if request.state not in (FundState.TO_COMPLETE, FundState.TO_INSTRUCT, FundState.DEFERRED):
            what = _("Cette demande est proposée ou décidée : elle ne change plus.")
            raise BadInput(Fault("", what, _("Demandez un ajournement, ou une correction de la décision.")))
        _write(request, wish)
        record(actor, "fund.changed", request.target, organisation=request.case.organisation.slug)
    return request


def complete(actor: User, key: UUID | str, on: date | None = None) -> list[str]:
    """The file is complete; returns the documents still missing, which is told and does not forbid."""
    found, _sight = to_write(actor, key)
    day = on or timezone.localdate()
    with transaction.atomic():
        request = under_lock(found)
        if request.completed_on is not None:
            raise BadInput(Fault("", _("Ce dossier est déjà complet.")))
        if request.asked_cents < 1:
            raise BadInput(Fault("", _("La demande ne dit pas de somme."), _("Écrivez ce qui est demandé.")))
        request.completed_on, request.instructed_by = day, actor
        request.save(update_fields=["completed_on", "instructed_by"])
        tell_case(request, actor, "file_completed", day)
        stand(request)
        record(actor, "fund.completed", request.target, organisation=request.case.organisation.slug)
    return missing(request)


def missing(request: FundRequest) -> list[str]:
    """The documents that the file asks for and that were not received."""
    step = scheme_of(request.case).step("file_completed")
    given = set(request.case.events.filter(kind="given").values_list("what", flat=True))
    return [each.label for each in step.documents if each.key not in given] if step else []


def opened(actor: User, case: Case, signal: Signal | None) -> None:
    """Every case of the scheme has its request, wherever it was opened from."""
    fact = case.events.filter(kind="fact", what="aid").order_by("-rank").first()
    aid = fact.value if fact and fact.value in FundAid.values else FundAid.MAINTENANCE
    FundRequest.objects.create(case=case, aid=aid, asked_on=case.opened_on)


def told(actor: User | None, case: Case, event: CaseEvent) -> None:
    """A decision is taken and a payment made in this room: noting the step alone is refused."""
    if event.on is None or event.kind != "happened" or event.what not in ("decision_made", "aid_paid"):
        return
    rows: Any = FundDecision.objects.filter(request__case=case, decided_on=event.on)
    if event.what == "aid_paid":
        rows = FundPayment.objects.filter(request__case=case, paid_on=event.on)
    if not rows.exists():
        what = _("Cet acte se note dans la demande au fonds, avec sa somme.")
        raise BadInput(Fault("step", what, _("Ouvrez la demande depuis ce parcours.")))


def _check(wish: FundWish) -> None:
    faults = []
    if wish.aid not in FundAid.values:
        faults.append(Fault("aid", _("Choisissez une aide.")))
    else:
        allowed = ITEMS[wish.aid]
        wrong = [item for item in wish.lines if item not in allowed]
        faults += [Fault(item, _("Ce besoin n’est pas de cette aide."), _("Effacez la somme.")) for item in wrong]
    if not wish.lines:
        faults.append(Fault("", _("La demande ne dit pas de somme."), _("Écrivez au moins une ligne.")))
    faults += [Fault(item, _("Une somme est positive.")) for item, sum_ in wish.lines.items() if sum_ < 1]
    if not 1 <= wish.older + wish.younger <= MOST_PEOPLE or wish.older < 0 or wish.younger < 0:
        faults.append(Fault("older", _("Le ménage compte de une à vingt personnes."), _("Vérifiez les nombres.")))
    numbers = (wish.situation.rent, wish.situation.charges, wish.situation.debt)
    if any(number < 0 for number in (*numbers, *(each.cents for each in wish.situation.resources))):
        faults.append(Fault("", _("Une somme ne peut pas être négative.")))
    if len(wish.words) > LONGEST:
        faults.append(Fault("words", _("Ce texte dépasse 4 000 signes."), _("Raccourcissez-le.")))
    if faults:
        raise BadInput(*faults)


def _write(request: FundRequest, wish: FundWish) -> None:
    request.aid, request.older, request.younger = wish.aid, wish.older, wish.younger
    request.sealed_situation = sealed(wish.situation.as_text())
    request.sealed_words = sealed(wish.words)
    request.asked_cents = sum(wish.lines.values())
    request.save()
    request.lines.all().delete()
    FundLine.objects.bulk_create(FundLine(request=request, item=item, cents=sum_) for item, sum_ in wish.lines.items())
