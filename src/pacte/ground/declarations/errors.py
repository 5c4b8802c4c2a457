"""Errors that a person reads: what happened, why, what to do."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


class Refused(PermissionDenied):
    """The actor has no right to this act. The message says which right is missing and whom to ask."""


@dataclass(frozen=True)
class Fault:
    """One fault of an input: where it is (a field, a cell such as "D14"), what is wrong, what to do."""

    where: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.where} :" if self.where else "", self.what, self.remedy) if part)


class BadInput(ValueError):
    """An input refused whole, with all its faults. Nothing was written."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in faults))
