"""The processing register and the impact assessment, drafted from what the rooms declare about themselves."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps

from pacte.ground.declarations.access import Door
from pacte.ground.declarations.privacy import Processing, Retention, Sensitive
from pacte.ground.declarations.registry import declared

from . import retention


@dataclass(frozen=True)
class FieldLine:
    """One sensitive field: its model, its name in words, its class."""

    model: str
    field: str
    words: str
    field_class: str


@dataclass(frozen=True)
class KeepLine:
    """One duration of a processing."""

    what: str
    length: str
    fate: str
    reason: str
    reference: str
    is_sample: bool
    awaits_archives: bool


@dataclass(frozen=True)
class Line:
    """One processing, with its fields and its durations."""

    room: str
    processing: Processing
    fields: list[FieldLine]
    kept: list[KeepLine]


def lines() -> list[Line]:
    """Every processing that a room declares, in the order of the rooms."""
    return [
        Line(room.rsplit(".", 1)[-1], processing, _fields(processing), _kept(processing))
        for room, rows in declared("privacy", "PROCESSING")
        for processing in rows
    ]


def fields() -> list[Sensitive]:
    """Every sensitive field."""
    return [field for _room, rows in declared("privacy", "FIELDS") for field in rows]


def undeclared() -> list[str]:
    """Models that hold sensitive fields or have a duration, and that no processing names."""
    named = {model for line in lines() for model in line.processing.models}
    held = {field.model for field in fields()} | {rule.model for _code, rule in retention.rules()}
    return sorted(held - named)


def doors() -> tuple[int, int]:
    """How many doors the rooms declare, and how many of them open to everyone."""
    rows: list[Door] = [door for _room, doors_ in declared("access", "DOORS") for door in doors_]
    return len(rows), sum(any(audience.everyone for audience in door.methods.values()) for door in rows)


def sealed() -> list[str]:
    """Columns that are encrypted at rest."""
    return sorted(column for _room, columns in declared("privacy", "SEALED") for column in columns)


def _fields(processing: Processing) -> list[FieldLine]:
    return [
        FieldLine(field.model, field.field, words_of(field), field.field_class.value)
        for field in fields()
        if field.model in processing.models
    ]


def words_of(field: Sensitive) -> str:
    """What the field is called on the pages."""
    model = apps.get_model(field.model)
    known = {each.name: str(getattr(each, "verbose_name", each.name)) for each in model._meta.get_fields()}
    return known.get(field.field, field.field)


def _kept(processing: Processing) -> list[KeepLine]:
    return [_keep_line(rule) for _code, rule in retention.rules() if rule.model in processing.models]


def _keep_line(rule: Retention) -> KeepLine:
    return KeepLine(
        retention.name_of(rule.model), retention.words_of_length(rule.keep.days), str(retention.FATES[rule.fate]),
        str(rule.reason), rule.reference, rule.is_sample, rule.awaits_archives,
    )  # fmt: skip
