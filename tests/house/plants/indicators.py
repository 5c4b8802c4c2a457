"""Figures in the test city: one of each organisation and territory, in each state that a page needs."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from pacte.ground.declarations.access import Placement
from pacte.ground.indicators.enums import MeasurementStatus as Status
from pacte.ground.indicators.models import Definition, Indicator, Measurement
from pacte.ground.partners.models import Agreement, Organisation
from pacte.ground.territory.models import Territory
from tests.house.city import City

ON = date(2019, 9, 30)
CORRECTION = {"value": "131", "qualifier": "exact", "reason": "Un lieu avait été oublié."}
SHEET = {
    "label_fr": "Lieux ouverts la nuit", "unit": "site", "kind": "stock", "deduplication": "not_applicable",
    "direction": "up", "valid_from": "2020-01-01",
}  # fmt: skip


def plant(city: City) -> None:
    """Placements follow the measurement's contributor and territory."""
    sites = _indicator(city, "planted_sites", "site")
    people = _indicator(city, "planted_people", "person")
    _indicator(city, "planted_agreements", "agreement", computed_by="agreements_in_force")
    Agreement.objects.create(organisation=city.other, title="Convention plantée", starts_on=date(2018, 1, 1))
    for placement, organisation, territory in (
        (Placement.OWN, city.own, city.here),
        (Placement.OTHER_ORGANISATION, city.other, city.here),
        (Placement.OTHER_TERRITORY, city.own, city.there),
    ):
        _offers(city, placement, sites, organisation, territory)
    _measure(people, city.other, city.there, value=Decimal(4), period_end=date(2018, 9, 30))
    for route in ("indicators:indicator", "indicators:define", "indicators:threshold"):
        body = {"threshold": "6", "valid_from": "2020-01-01"} if route.endswith("threshold") else SHEET
        city.offer_everywhere(route, body, code="planted_people")
    city.offer_everywhere("api:indicator_computed", code="planted_agreements")
    city.offer("indicators:declare", Placement.OWN, SHEET | {"code": "planted_anew"})
    given = {"indicator": "planted_sites", "territory": "75120", "contributor": "own", "value": "12", "unit": "site"}
    city.offer("api:measurement_list", Placement.OWN, given)


def _offers(
    city: City, placement: Placement, definition: Definition, organisation: Organisation, territory: Territory
) -> None:
    """An approved figure to read and correct, a returned one to mend, a submitted one to decide on."""
    approved = _measure(definition, organisation, territory, created_by=city.stranger, note="Note")
    for route in ("indicators:measurement", "indicators:correct"):
        city.offer(route, placement, CORRECTION, pk=approved.pk)
    returned = _measure(
        definition, organisation, territory, status=Status.RETURNED, period_end=date(2020, 9, 30),
        review_note="Il manque un mois.", created_by=city.stranger,
    )  # fmt: skip
    city.offer("indicators:amend", placement, CORRECTION, pk=returned.pk)
    submitted = _measure(definition, organisation, territory, status=Status.SUBMITTED, period_end=date(2021, 9, 30))
    city.offer("indicators:decide", placement, {"decision": "approve"}, pk=submitted.pk)


def _indicator(city: City, code: str, unit: str, **fields: Any) -> Definition:
    indicator = Indicator.objects.create(code=code, owner=city.own)
    return Definition.objects.create(
        indicator=indicator, label_fr=f"Indicateur planté ({unit})", unit=unit, kind="stock", **fields
    )


def _measure(definition: Definition, organisation: Organisation, territory: Territory, **fields: Any) -> Measurement:
    given: dict[str, Any] = {
        "status": Status.APPROVED, "value": Decimal(120), "period_end": ON, "kind": definition.kind,
        "unit": definition.unit,
    }  # fmt: skip
    return Measurement.objects.create(
        definition=definition, contributor=organisation, territory=territory, **{**given, **fields}
    )
