"""A row of every kind that hangs on a person, a value found nowhere else in each of its texts, and the search for them.

Nothing is listed by hand: the models are walked, so that a new field or a new room is caught by itself.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, models
from django.utils import timezone

from pacte.ground.declarations import crypto
from pacte.ground.documents.models import Attachment
from pacte.ground.messages.models import ContactRule, Message
from pacte.ground.people.models import File, Household, Person, Word

BESIDE = (Household, Word)
"""Rows to which a person's rows point, and that are theirs."""

CODES = {
    "people.ExceptionalAccess.organisation", "referrals.Referral.needs", "referrals.Referral.shared_classes",
    "data_protection.Request.done", "shelter.ShelterPlacement.members",
    "shelter.ShelterRequest.tier_reason", "shelter.RequestEvent.reason",
    "housing_fund.FundDecision.warnings",
    "pathways.Case.stage", "pathways.Case.outcome", "pathways.CaseEvent.what", "pathways.CaseClock.clock",
}  # fmt: skip
"""Fields that hold codes of the product and nothing that anyone typed: they stay, as figures."""

NOW = datetime(2019, 2, 7, 12, tzinfo=UTC)
TAUGHT: dict[str, dict[str, Any]] = {
    "people.Sharing": {"given_by": "basis", "basis_code": "x", "level": "full"},
    "people.Note": {"is_health": True},
    "data_protection.Request": {"confirmed_by": None},
    "referrals.Referral": {"subject": "household"},
    "agenda.Registration": {"account": None},
    "day_centres.Waiting": {"locker": None},
    "shelter.RequestMember": {"age": 30},
    "housing_fund.FundDecision": {
        "verdict": "lapsed", "replaces": None, "instructed_by": None, "decided_by": None, "proposal": None,
    },
    "housing_fund.FundPayment": {"cancels": None, "cents": 1},
    "housing_fund.FundAppeal": {"answer": None},
    "reception.Arrival": {
        "is_minor_alone": True, "arrived_at": NOW, "duty_called_at": NOW, "ended_at": NOW, "outcome": "informed",
        "sealed_duty_contact": "x", "sealed_named_adult": "x",
    },
}  # fmt: skip
"""What some rows need to be allowed by their constraints."""


def hanging_on_a_person() -> list[type[models.Model]]:
    """Every model with a way to a person, the nearest first; then what their rows point to and that is theirs."""
    every = [model for model in apps.get_models() if model.__module__.startswith("pacte.")]
    found: list[type[models.Model]] = [Person]
    grown = True
    while grown:
        new = [model for model in every if model not in found and _points_to(model, found)]
        found += new
        grown = bool(new)
    return found + [model for model in every if model not in found and _points_to(model, [Word])]


def _points_to(model: type[models.Model], targets: list[type[models.Model]]) -> bool:
    return any(isinstance(field, models.ForeignKey) and field.related_model in targets for field in model._meta.fields)


class Planted:
    """One row of each model around one person, and what was written in it."""

    def __init__(self, person: Person, user: Any) -> None:
        self.numbers, self.stamp = count(1), secrets.token_hex(3)
        self.values: dict[str, str] = {}
        self.attachments: list[models.Model] = []
        other = Person.objects.create(pseudonym="AUTRE")
        self.rows: dict[type[models.Model], models.Model] = {Person: person, type(user): user}
        for model in BESIDE:
            self.rows[model] = self._made(model)
        for model in hanging_on_a_person():
            if model not in self.rows:
                self.rows[model] = self._made(model, other)
        for row in [*(self.rows[model] for model in (*hanging_on_a_person(), *BESIDE)), *self.attachments]:
            self._plant(row)
        key = person.recipient_key
        self._plant(ContactRule.objects.create(recipient_key=key), but="recipient_key")
        self._plant(Message.objects.create(recipient_key=key, channel="sms", template="x"), but="recipient_key")

    def _made(self, model: type[models.Model], other: Person | None = None) -> models.Model:
        values = dict(TAUGHT.get(model._meta.label, {}))
        persons = 0
        for field in model._meta.concrete_fields:
            if field.name in values or field.primary_key:
                continue
            if isinstance(field, models.ForeignKey):
                of_person = field.related_model is Person
                persons += of_person
                values[field.name] = other if of_person and persons == 2 else self._related(field, other)
            elif not field.has_default() and not field.null and not field.blank:
                values[field.name] = self._simple(field)
        if model is Attachment:
            values["file"] = ContentFile(self._value("documents.Attachment.file").encode(), "attachment")
        return model._default_manager.create(**values)

    def _related(self, field: models.ForeignKey[Any, Any], other: Person | None) -> Any:
        target = field.related_model
        if target is Attachment and not (field.null and field.model not in hanging_on_a_person()):
            self.attachments.append(self._made(Attachment))
            return self.attachments[-1]
        if target in self.rows:
            return self.rows[target]
        if field.null and target is not File:
            return None
        self.rows[target] = self._made(target, other)
        return self.rows[target]

    def _simple(self, field: models.Field[Any, Any]) -> Any:
        if field.choices:
            return next(value for value, _label in field.flatchoices)
        if isinstance(field, models.DateTimeField):
            return timezone.now() + timedelta(hours=1)
        if isinstance(field, models.DateField):
            return timezone.localdate()
        if isinstance(field, models.CharField | models.TextField):
            return f"x{next(self.numbers)}"
        return 1

    def _plant(self, row: models.Model, but: str = "") -> None:
        """A value in each text, list and sealed text of the row that is not a code."""
        for field in row._meta.concrete_fields:
            label = f"{row._meta.label}.{field.name}"
            if field.name == but or label in CODES or field.choices or isinstance(field, models.FileField):
                continue
            if isinstance(field, models.JSONField):
                setattr(row, field.name, [self._value(label)])
            elif isinstance(field, models.CharField | models.TextField):
                longest = field.max_length or 200
                if longest < len("zq") + 6 + 3:
                    continue
                value = self._value(label)
                value = f"{value}@x.example" if isinstance(field, models.EmailField) else value[:longest]
                setattr(row, field.name, crypto.seal(value) if field.name.startswith("sealed_") else value)
            elif type(field) is models.DateField and field.name.startswith("birth"):
                setattr(row, field.name, date(1981, 3, 12))
        models.Model.save(row, force_update=True)

    def _value(self, label: str) -> str:
        value = f"zq{self.stamp}{next(self.numbers):03}"
        self.values[value] = label
        return value


def everything() -> Iterator[tuple[str, str]]:
    """Every cell of every table, opened where it is sealed, then every file: (where, text)."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                for cell in row:
                    if cell is not None and not isinstance(cell, int | float | datetime):
                        yield table, opened(str(cell))
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if path.is_file():
            yield str(path.name), path.read_bytes().decode("utf-8", "replace")


def opened(text: str) -> str:
    """A sealed text in clear; any other as it is."""
    try:
        return crypto.unseal(text)
    except crypto.CannotOpen:
        return text


def surviving(values: dict[str, str]) -> list[str]:
    """Which planted values are still somewhere: the field, and where it was found."""
    found = set()
    for where, text in everything():
        found |= {f"{label} in {where}" for value, label in values.items() if value in text}
    return sorted(found)
