"""An indicator's chart: a line when there are two comparable points or a target, nothing otherwise."""

from __future__ import annotations

from typing import Any

from pacte.ground.indicators.rules.printed import Language
from pacte.pact.campaigns.snapshot_types import IndicatorData


def chart_of(sheet: IndicatorData, key: str, home: str, language: Language) -> dict[str, Any] | None:
    """The chart of the values over the pact's own territory."""
    return None
