"""What is wrong with a scheme, as codes with their line: words are made where they are read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class SchemeFault:
    """A fault: its `code`, the `line` of the table or key (1 without a text), `where` it is, and its words' values.

    `where` names a part and a key of it: "step:summons.after", "clock:answer.rule2.length", "scheme.version".
    """

    code: str
    line: int
    where: str
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        told = " ".join(f"{key}={value}" for key, value in self.params.items())
        return f"line {self.line}: {self.code} in {self.where} {told}".rstrip()


class SchemeFaults(ValueError):
    """A scheme is refused whole, with every fault that was found."""

    def __init__(self, faults: Iterable[SchemeFault]) -> None:
        self.faults = sorted(faults, key=lambda each: (each.line, each.where, each.code))
        super().__init__("\n".join(map(str, self.faults)))
