"""Answering a request: draft, submit, return, approve. Each move is kept with who made it and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Fault, Refused
from pacte.ground.indicators import services as figures
from pacte.ground.indicators.enums import OPEN_TO_CONTRIBUTOR, MeasurementStatus
from pacte.ground.indicators.models import Definition, Measurement
from pacte.ground.indicators.reads import definition_of
from pacte.ground.indicators.rules.validation import Proposal

from .. import reads
from ..models import Campaign, FigureRequest, Transition
from ..permissions import may_answer, require_contribution, require_steering
from ..rules.asking import period_fits
from .editions import lock_open

GIVEN = (
    "value",
    "qualifier",
    "period_start",
    "period_end",
    "numerator",
    "denominator",
    "base",
    "source",
    "method",
    "note",
)
"""What a contributor gives. The unit and the kind are the request's."""


def save_draft(actor: User, request: FigureRequest, fields: Mapping[str, Any], origin: str = "form") -> Measurement:
    """Keep what the contributor has so far; `fields` are those of GIVEN. Saving the same again writes nothing."""
    with transaction.atomic():
        held = _answerable(actor, request)
        proposal = proposal_for(held, fields)
        faults = period_faults(held, proposal)
        if faults:
            raise BadInput(*faults)
        if held.measurement is None:
            return _begin(actor, held, proposal, origin)
        changes = {name: getattr(proposal, name) for name in GIVEN}
        if all(getattr(held.measurement, name) == value for name, value in changes.items()):
            return held.measurement
        return figures.amend(actor, held.measurement, changes)


def submit(actor: User, request: FigureRequest) -> Measurement:
    """Hand the figure to the pact's team."""
    with transaction.atomic():
        held = _answerable(actor, request)
        before = _begun(held)
        moved = figures.submit(actor, before)
        return keep(actor, moved, before.status)


def submit_all(actor: User, campaign: Campaign) -> int:
    """Hand in every draft and mended figure of this contributor; returns how many."""
    require_contribution(actor)
    open_states = reads.requests_to_answer_by(actor).filter(
        campaign=campaign, measurement__status__in=OPEN_TO_CONTRIBUTOR
    )
    with transaction.atomic():
        waiting = list(open_states)
        for request in waiting:
            submit(actor, request)
    return len(waiting)


def return_(actor: User, request: FigureRequest, reason: str) -> Measurement:
    """Send the figure back to its contributor, who reads the reason."""
    require_steering(actor)
    with transaction.atomic():
        held = _held(request)
        before = _begun(held)
        moved = figures.return_(actor, before, reason)
        return keep(actor, moved, before.status, reason.strip())


def approve(actor: User, request: FigureRequest) -> Measurement:
    """Approve the figure. Where the same fact was already told, this one supersedes it and says so."""
    require_steering(actor)
    with transaction.atomic():
        held = _held(request)
        before = _begun(held)
        _supersede(before, held.campaign)
        moved = figures.approve(actor, before)
        return keep(actor, moved, before.status)


def keep(actor: User, measurement: Measurement, source: str, reason: str = "") -> Measurement:
    """Write down who moved the measurement, and why."""
    Transition.objects.create(
        measurement=measurement, source=source, target=measurement.status, actor=actor, reason=reason
    )
    return measurement


def proposal_for(request: FigureRequest, fields: Mapping[str, Any]) -> Proposal:
    """The answer proposed: what is given, over what stands already, over what the request asks."""
    if unknown := fields.keys() - set(GIVEN):
        raise TypeError(f"not fields of an answer: {sorted(unknown)}")
    asked = {"period_start": request.period_start, "period_end": request.period_end}
    stands = request.measurement
    given = {name: getattr(stands, name) for name in GIVEN} if stands else asked
    merged = {**given, **fields}
    if merged.get("value") is None:
        raise BadInput(Fault("value", _("La valeur manque."), _("Donnez un nombre, 0 compris.")))
    return Proposal(unit=request.unit, kind=request.kind, **merged)


def period_faults(request: FigureRequest, proposal: Proposal) -> list[Fault]:
    """What is wrong with the answer's period, in words."""
    campaign = request.campaign
    first, last = proposal.period_start, proposal.period_end
    if period_fits(request.kind, first, last, campaign.period_start, campaign.period_end):
        return []
    dates = {"start": campaign.period_start.strftime("%d/%m/%Y"), "end": campaign.period_end.strftime("%d/%m/%Y")}
    return [
        Fault(
            "period_end" if last is None or first is None else "period_start",
            _("La période sort de la campagne."),
            _("Donnez des dates entre le %(start)s et le %(end)s.") % dates,
        )
    ]


def definition_for(request: FigureRequest) -> Definition:
    """The sheet under which the answer is given: the version in force at the end of the campaign."""
    sheet = definition_of(request.indicator, request.campaign.period_end)
    if sheet is None:
        raise BadInput(Fault("", _("Cet indicateur n’a pas de définition."), _("Écrivez à l’équipe du Pacte.")))
    return sheet


def _begin(actor: User, request: FigureRequest, proposal: Proposal, origin: str) -> Measurement:
    measurement = figures.record_measurement(
        actor, definition_for(request), request.territory, request.organisation, proposal, origin=origin
    )
    request.measurement = measurement
    request.save(update_fields=["measurement"])
    return keep(actor, measurement, "")


def _held(request: FigureRequest) -> FigureRequest:
    """The request as it is now, locked, in an edition that is still open."""
    lock_open(request.campaign.edition_id)
    rows = FigureRequest.objects.select_for_update(of=("self",))
    return rows.select_related("campaign", "indicator", "territory", "organisation", "measurement").get(pk=request.pk)


def _answerable(actor: User, request: FigureRequest) -> FigureRequest:
    """The request, locked, for an actor who may answer it while its campaign runs."""
    if not may_answer(actor, request):
        raise Refused(_("Ce chiffre est demandé à une autre organisation, ou pour un autre territoire."))
    held = _held(request)
    if held.campaign.closed_at is not None:
        raise BadInput(Fault("", _("La campagne est close."), _("Écrivez à l’équipe du Pacte pour donner ce chiffre.")))
    return held


def _begun(request: FigureRequest) -> Measurement:
    if request.measurement is None:
        raise BadInput(Fault("value", _("Aucune valeur n’est encore donnée."), _("Enregistrez-la d’abord.")))
    return request.measurement


def _supersede(measurement: Measurement, campaign: Campaign) -> None:
    """Hang the answer after the approved figure of the same indicator, place and period, when there is one."""
    if measurement.supersedes_id is not None or measurement.status != MeasurementStatus.SUBMITTED:
        return
    same = Measurement.objects.current().filter(
        definition__indicator=measurement.definition.indicator_id, territory=measurement.territory_id,
        period_start=measurement.period_start, period_end=measurement.period_end,
    )  # fmt: skip
    earlier = same.exclude(pk=measurement.pk).order_by("pk").last()
    if earlier is None:
        return
    if hasattr(earlier, "superseded_by"):
        raise BadInput(
            Fault("", _("Une correction de ce chiffre attend déjà."), _("Décidez d’abord de cette correction."))
        )
    measurement.supersedes, measurement.revision = earlier, earlier.revision + 1
    measurement.revision_reason = _("Chiffre recueilli par la campagne « %(title)s ».") % {"title": campaign.title}
    measurement.save(update_fields=["supersedes", "revision", "revision_reason"])
