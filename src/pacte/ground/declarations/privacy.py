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


@dataclass(frozen=True)
class Retention:
    """How long rows of a model are kept: `purge(before)` deletes those older than `keep` and returns their number.

    `reason` is read by the data protection officer: a French sentence, translated late.
    """

    model: str
    keep: timedelta
    reason: str | StrPromise
    purge: Callable[[Any], int]
