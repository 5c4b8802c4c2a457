"""Canary values: one in every sensitive field of the test city, and the search for them in whatever is answered.

A canary is a short word found nowhere else. Whoever reads one without being named by the field's declaration has
been shown something that was not theirs.
"""

from __future__ import annotations

import io
import json
import logging
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import pypdf
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from pacte.ground.accounts.models import User
from pacte.ground.declarations import crypto
from pacte.ground.declarations.privacy import Sensitive
from pacte.ground.declarations.registry import declared
from pacte.ground.web.logs import JsonFormatter

WORD = re.compile(r"zqk[0-9a-f]{5}|ca11ab1e-?0000-?4000-?8000-?[0-9a-f]{12}")
"""A word, or an identifier, that is a canary."""


@dataclass(frozen=True)
class Canary:
    """Where the value was put."""

    sensitive: Sensitive
    row: models.Model

    def __str__(self) -> str:
        return f"{self.sensitive.model}.{self.sensitive.field} ({self.sensitive.field_class}) of row {self.row.pk}"

    def may_be_read_by(self, user: User | None) -> bool:
        return user is not None and self.sensitive.readers(user, self.row)


def sensitive_fields() -> list[Sensitive]:
    """Every field that a room declares sensitive."""
    return [field for _room, fields in declared("privacy", "FIELDS") for field in fields]


class Aviary:
    """The canaries of one city, by their word."""

    def __init__(self) -> None:
        self.canaries: dict[str, Canary] = {}
        self.bare: list[str] = []
        for sensitive in sensitive_fields():
            self._plant(sensitive)

    def _plant(self, sensitive: Sensitive) -> None:
        """A canary in this field of each row of the city; a field without a row proves nothing."""
        model = apps.get_model(sensitive.model)
        rows = list(model._base_manager.all())
        if not rows:
            self.bare.append(f"{sensitive.model}.{sensitive.field}")
        for row in rows:
            number = len(self.canaries)
            word = f"zqk{number:05x}"
            field = concrete(model, sensitive.field)
            if isinstance(field, models.UUIDField):
                word = f"ca11ab1e-0000-4000-8000-{number:012x}"
            before = getattr(row, sensitive.field)
            is_sealed = sensitive.field.startswith("sealed_")
            setattr(row, sensitive.field, sealed(word, before) if is_sealed else dressed(field, word, before))
            # Not the row's own `save`: what is append-only refuses a change, and a change is not what is tried here.
            models.Model.save(row, force_update=True, update_fields=[sensitive.field] if field else None)
            self.canaries[word] = Canary(sensitive, row)

    def escaped(self, text: str, user: User | None) -> list[Canary]:
        """The canaries of a text that this user (None: not signed in) may not read."""
        words = {with_hyphens(word) for word in WORD.findall(text.lower())}
        found = [self.canaries[word] for word in sorted(words) if word in self.canaries]
        return [canary for canary in found if not canary.may_be_read_by(user)]


def concrete(model: type[models.Model], name: str) -> models.Field[Any, Any] | None:
    """The model's field, or None when the name is a property that seals what it is given."""
    try:
        return model._meta.get_field(name)  # type: ignore[return-value]
    except FieldDoesNotExist:
        return None


def with_hyphens(word: str) -> str:
    return word if word.startswith("zqk") else str(UUID(word))


def sealed(word: str, before: str) -> str:
    """The word as the field keeps it, in a context when it held one."""
    held_context = before and crypto.unseal(before).startswith("{")
    return crypto.seal(json.dumps({"canary": word}) if held_context else word)


def dressed(field: models.Field[Any, Any] | None, word: str, before: Any) -> Any:
    """The word in the form that the field takes; a field that can hold no word must be taught here."""
    if isinstance(field, models.UUIDField):
        return UUID(word)
    if isinstance(field, models.JSONField):
        return [word] if isinstance(before, list) else {"canary": word}
    if isinstance(field, models.EmailField):
        return f"{word}@canary.example"
    if isinstance(field, models.URLField):
        return f"https://canary.example/{word}"
    if isinstance(field, models.BinaryField):
        return word.encode()
    if field is None and isinstance(before, dict):
        return {"canary": word}
    assert field is None or isinstance(field, models.CharField | models.TextField), f"no canary fits {field!r}"
    longest = getattr(field, "max_length", None) or 1000
    assert len(word) <= longest, f"{field!r} is too short for a canary"
    return word


def readable(response: Any) -> str:
    """All the text of an answer: its headers, and its body decoded as its type asks."""
    body = response.getvalue() if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return f"{headers}\n{decoded(body)}"


@lru_cache(maxsize=64)  # the same print is handed to everybody
def decoded(body: bytes) -> str:
    """Text as it is; the parts of an archive (spreadsheets are archives); the text and the notes of a PDF."""
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "\n".join(f"{name}\n{decoded(archive.read(name))}" for name in archive.namelist())
    if body.startswith(b"%PDF"):
        reader = pypdf.PdfReader(io.BytesIO(body))
        return "\n".join([str(reader.metadata), *(page.extract_text() for page in reader.pages)])
    return body.decode("utf-8", "replace")


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(JsonFormatter())
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(self.format(record))


@contextmanager
def listening() -> Iterator[list[str]]:
    """The log as the product writes it, meanwhile."""
    ear, root = _Ear(), logging.getLogger()
    root.addHandler(ear)
    try:
        yield ear.heard
    finally:
        root.removeHandler(ear)
