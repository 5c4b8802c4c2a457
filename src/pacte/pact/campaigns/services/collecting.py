"""Opening a collection of figures and closing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.indicators.enums import FigureKind
from pacte.ground.indicators.models import Definition, Indicator, Measurement
from pacte.ground.territory.models import Territory

from ..models import Campaign, Edition, FigureRequest
from ..permissions import require_steering
from ..rules.asking import period_asked
from .editions import lock_open


def open_campaign(
    actor: User,
    edition: Edition,
    *,
    indicators: Sequence[Indicator] | None = None,
    territories: Sequence[Territory] | None = None,
    **fields: Any,
) -> Campaign:
    """Ask each indicator's owner for its figure: `title`, `period_start`, `period_end`, `opens_on`, `due_on`.

    By default every indicator of the pact that has an owner and is not computed, on the whole city.
    """
    require_steering(actor)
    _refuse_wrong_dates(fields)
    with transaction.atomic():
        held = lock_open(edition.pk)
        campaign = Campaign.objects.create(edition=held, **fields)
        asked = indicators if indicators is not None else indicators_of(held)
        requests = _requests(campaign, asked, territories or [held.pact.territory])
        if not requests:
            raise BadInput(
                Fault(
                    "indicators",
                    _("Aucun indicateur n’est à demander."),
                    _("Donnez un responsable aux indicateurs du Pacte."),
                )
            )
        FigureRequest.objects.bulk_create(requests)
        record(actor, "campaign.open", f"campaigns.Campaign:{campaign.pk}", detail={"asked": len(requests)})
    return campaign


def close(actor: User, campaign: Campaign) -> Campaign:
    """Take no more figures. What was given stays, and may still be approved."""
    require_steering(actor)
    with transaction.atomic():
        lock_open(campaign.edition_id)
        held = Campaign.objects.select_for_update().get(pk=campaign.pk)
        if held.closed_at is None:
            held.closed_at = timezone.now()
            held.save()
            record(actor, "campaign.close", f"campaigns.Campaign:{held.pk}")
    return held


def indicators_of(edition: Edition) -> list[Indicator]:
    """The indicators of the edition's pact that somebody answers for."""
    found = Indicator.objects.filter(nodes__level__pact=edition.pact, owner__isnull=False, owner__is_active=True)
    return list(found.select_related("owner").distinct().order_by("code"))


def _refuse_wrong_dates(fields: dict[str, Any]) -> None:
    faults = []
    if fields["period_end"] < fields["period_start"]:
        faults.append(Fault("period_end", _("La période finit avant de commencer."), _("Vérifiez les deux dates.")))
    if fields["due_on"] < fields["opens_on"]:
        faults.append(Fault("due_on", _("L’échéance précède l’ouverture."), _("Vérifiez les deux dates.")))
    if faults:
        raise BadInput(*faults)


def _requests(
    campaign: Campaign, indicators: Sequence[Indicator], territories: Sequence[Territory]
) -> list[FigureRequest]:
    sheets = sheets_of(indicators, campaign.period_end)
    since = _counted_since(indicators)
    requests = []
    for indicator in indicators:
        sheet = sheets.get(indicator.pk)
        if sheet is None or sheet.computed_by or indicator.owner is None:
            continue
        for territory in territories:
            start, end = period_asked(
                sheet.kind, campaign.period_start, campaign.period_end, since.get((indicator.pk, territory.pk))
            )
            requests.append(
                FigureRequest(
                    campaign=campaign, indicator=indicator, territory=territory, organisation=indicator.owner,
                    unit=sheet.unit, kind=sheet.kind, period_start=start, period_end=end, due_on=campaign.due_on,
                )
            )  # fmt: skip
    return requests


def sheets_of(indicators: Sequence[Indicator], on: date) -> dict[int, Definition]:
    """The version of each sheet in force on a day."""
    found = Definition.objects.filter(indicator__in=indicators).order_by("version")
    return {sheet.indicator_id: sheet for sheet in found if sheet.valid_from is None or sheet.valid_from <= on}


def _counted_since(indicators: Sequence[Indicator]) -> dict[tuple[int, int], date]:
    """Since when each total is counted, by indicator and territory, as its last approved figure says."""
    totals = Measurement.objects.current().filter(
        definition__indicator__in=indicators, kind=FigureKind.CUMULATIVE, period_start__isnull=False
    )
    rows = totals.order_by("period_end").values_list("definition__indicator", "territory", "period_start")
    return {(indicator, territory): start for indicator, territory, start in rows if start}
