"""Figures of pathways, gathered from their parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pacte.ground.indicators.rules.computed import Computed

from . import cases, schemes, signals, work

DECLARED: list[Computed] = [
    *cases.DECLARED,
    *schemes.DECLARED,
    *work.DECLARED,
    *signals.DECLARED,
]
FAMILIES: list[Callable[[], Iterable[Computed]]] = [*schemes.FAMILIES]
