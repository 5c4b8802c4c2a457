"""Which fields are sensitive, who may read them, how long they live.

`tests/house/test_canaries.py` plants a unique value in every field declared here and searches every response
that a person may not see for it. `pacte tick` applies the retention.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class FieldClass(StrEnum):
    """Classes of personal data, from the least to the most protected."""

    PROFESSIONAL = "professional"
    CONTACT = "contact"
    IDENTITY = "identity"
    FREE_TEXT = "free_text"
    SITUATION = "situation"
    CREDENTIAL = "credential"
    HEALTH = "health"
    PROTECTED_ADDRESS = "protected_address"


@dataclass(frozen=True)
class Sensitive:
    """One sensitive field: `model` as "app.Model", its class, and who may read a given row's value.

    `readers(user, row)` answers for a signed-in user; nobody anonymous ever may.
    """

    model: str
    field: str
    field_class: FieldClass
    readers: Callable[[Any, Any], bool]


class Fate(StrEnum):
    """What becomes of rows that were kept long enough."""

    DELETE = "delete"
    ARCHIVE = "archive"
    ANONYMISE = "anonymise"


@dataclass(frozen=True)
class Retention:
    """How long rows of a model are kept: `purge(before)` treats those older than `keep` and returns their number.

    `purge` writes in the database alone, or through `transaction.on_commit`: a rehearsal runs it and rolls back.
    `reason` is read by the data protection officer: a French sentence, translated late. `reference` names the text
    it comes from; a duration that no text gives is `is_sample`, for the city to settle. With `awaits_archives`,
    nothing goes before the archives have agreed.
    """

    model: str
    keep: timedelta
    reason: str | StrPromise
    purge: Callable[[Any], int]
    fate: Fate = Fate.DELETE
    reference: str = ""
    is_sample: bool = False
    awaits_archives: bool = False


class Asker(StrEnum):
    """For whom what is held about a person is gathered."""

    SELF = "self"
    RELATIVE = "relative"


@dataclass(frozen=True)
class Section:
    """Part of a person's own statement: a title, the columns, and rows of printable text."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Holding:
    """What a room keeps about a person: `tell` says it to them, `anonymise` takes away whatever names them.

    `tell(person, asker)` gives the sections of the statement; for a relative it leaves out restricted persons and
    whatever would say where someone is. `anonymise(person)` returns how many rows it changed; it must leave no
    identifying value in the room's tables nor in its files (deleted on commit), and may be run again.
    """

    label: str | StrPromise
    tell: Callable[[Any, Asker], list[Section]]
    anonymise: Callable[[Any], int]


@dataclass(frozen=True)
class Processing:
    """One line of the processing register (GDPR, article 30), as the room that does the processing words it.

    `basis` is a proposal for the controller to confirm. `models` are those whose declared fields and retention
    complete the line, as "app.Model". French sentences, translated late.
    """

    name: str | StrPromise
    purpose: str | StrPromise
    basis: str | StrPromise
    concerned: str | StrPromise
    recipients: str | StrPromise
    models: tuple[str, ...] = ()
    risks: tuple[str | StrPromise, ...] = ()
    measures: tuple[str | StrPromise, ...] = ()
