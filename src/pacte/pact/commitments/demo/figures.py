"""The figures of the fourth annual meeting as approved measurements, each with its source as printed."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone

from pacte.ground.indicators.enums import MeasurementStatus
from pacte.ground.indicators.models import Definition, Indicator, Measurement, Target
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory

from ..models import Node, NodeIndicator, Pact
from . import facts
from .hierarchy import city


def load(pact: Pact, today: date) -> None:
    """One indicator per code, one measurement per row, the targets that the source states, no other value."""
    sheets = facts.by_code("indicators")
    for order, row in enumerate(facts.rows("figures"), start=1):
        definition = _definition(row, sheets[row["code"]])
        _attach(definition.indicator, row["scheme"], order, is_headline=row["headline"] == "1")
        measurement = _measurement(definition, row, sheets[row["code"]], today)
        if row["note_fr"] == "base":
            Indicator.objects.filter(pk=definition.indicator_id, baseline=None).update(baseline=measurement)
    for sheet in sheets.values():
        _ties(sheet)


def _definition(row: dict[str, str], sheet: dict[str, str]) -> Definition:
    indicator, _ = Indicator.objects.get_or_create(
        code=row["code"], defaults={"scheme": row["scheme"], "owner": _contributor(row["operator"])}
    )
    texts = {"label_fr": row["label_fr"], "label_en": row["label_en"]}
    texts |= {name: sheet[name] for name in ("counted_fr", "counted_en", "direction", "deduplication")}
    definition, _ = Definition.objects.get_or_create(
        indicator=indicator,
        version=1,
        defaults={"unit": row["unit"], "kind": row["kind"], "source": _source(row), **texts},
    )
    return definition


def _attach(indicator: Indicator, scheme: str, order: int, *, is_headline: bool) -> None:
    NodeIndicator.objects.get_or_create(
        node=Node.objects.get(code=scheme),
        indicator=indicator,
        defaults={"order": order, "is_headline": is_headline},
    )


def _measurement(definition: Definition, row: dict[str, str], sheet: dict[str, str], today: date) -> Measurement:
    measurement, _ = Measurement.objects.get_or_create(
        definition=definition,
        territory=_territory(row["territory"]),
        period_start=_day(row["period_start"]),
        period_end=_day(row["period_end"]),
        revision=1,
        defaults={
            "kind": row["kind"],
            "unit": row["unit"],
            "qualifier": row["qualifier"],
            "value": Decimal(row["value"]),
            "base": sheet["base"],
            "source": _source(row),
            "note": _note(row),
            "contributor": _contributor(row["operator"]),
            "status": MeasurementStatus.APPROVED,
            "approved_at": timezone.make_aware(datetime.combine(today, time(8))),
            "origin": "pact_data",
        },
    )
    return measurement


def _note(row: dict[str, str]) -> str:
    """The source's remark; what ties a row to another ("base", "part de …") is told by the indicators themselves."""
    return "" if row["note_fr"] == "base" or row["note_fr"].startswith("part de ") else row["note_fr"]


def _territory(code: str) -> Territory:
    """The city, or a set of arrondissements given as "75113;75119;75120"."""
    members = facts.split(code)
    if members == ["Paris"]:
        return city()
    grouping, is_new = Territory.objects.get_or_create(
        code="-".join(members),
        defaults={
            "kind": TerritoryKind.GROUPING,
            "name_fr": _grouping_name(members, "fr"),
            "name_en": _grouping_name(members, "en"),
            "parent": city(),
        },
    )
    if is_new:
        grouping.members.set(_area(member) for member in members)
    return grouping


def _area(code: str) -> Territory:
    return Territory.objects.get_or_create(
        code=code,
        defaults={
            "kind": TerritoryKind.ARRONDISSEMENT,
            "name_fr": f"{int(code[-2:])}e arrondissement",
            "name_en": f"{int(code[-2:])}th arrondissement",
            "parent": city(),
        },
    )[0]


def _grouping_name(members: list[str], language: str) -> str:
    """The arrondissements in words: "13e, 19e et 20e arrondissements"."""
    ending, link = ("e", " et ") if language == "fr" else ("th", " and ")
    *first, last = [f"{int(code[-2:])}{ending}" for code in members]
    return f"{', '.join(first)}{link}{last} arrondissements"


def _ties(sheet: dict[str, str]) -> None:
    """What an indicator is part of, and the value the source says it should reach."""
    indicator = Indicator.objects.get(code=sheet["code"])
    if sheet["part_of"] and indicator.part_of_id is None:
        indicator.part_of = Indicator.objects.get(code=sheet["part_of"])
        indicator.save(update_fields=["part_of"])
    if sheet["target"]:
        Target.objects.get_or_create(
            indicator=indicator,
            territory=city(),
            value=Decimal(sheet["target"]),
            defaults={"at_most": sheet["target_at_most"] == "1", "source": sheet["target_source"]},
        )


def _contributor(operator: str) -> Organisation:
    """The organisation of the operator's first name; the city answers for a figure whose source is not stated."""
    names = facts.split(operator)
    first = (names[0] if names else "Ville de Paris").casefold()
    slug = next(row["slug"] for row in facts.rows("organisations") if row["name"].casefold() == first)
    return Organisation.objects.get(slug=slug)


def _source(row: dict[str, str]) -> str:
    return row["operator"] or facts.NOT_STATED


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
