"""What an edition may print: each measurement's form, each period, each count, made again here from the snapshot.

It recomputes rather than asks the pages: a page that printed something else would be found out.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import datetime, localtime

from pacte.ground.indicators.rules import Rounded, print_period, print_value, rate_of_change
from pacte.ground.indicators.rules.printed import NOT_PUBLISHED, PrintedFigure
from pacte.pact.campaigns.snapshot_types import FigureData, IndicatorData, NodeData, Snapshot
from pacte.pact.review.rules.prose import ALLOWED

EXCEPTIONS = Path(__file__).resolve().parent.parent / "provenance_exceptions.toml"
DIGITS = re.compile(r"\d+(?:[.,\s\u202f\u00a0]\d+)*")
STATES = ("secured", "reachable", "help_needed", "compromised", "not_stated")


def plain(text: str) -> str:
    """One form for every space and hyphen, so that texts cut by a line or a soft hyphen compare."""
    return re.sub(r"[\s\u00a0\u202f\u2009]+", " ", text.replace("\u00ad", "").replace("\u200b", "")).strip()


@dataclass(frozen=True)
class Stray:
    """A digit sequence that comes from nowhere."""

    where: str
    digits: str
    around: str


def exceptions(kind: str) -> list[dict[str, str]]:
    """The written exceptions of a kind ("text" or "structure")."""
    return list(tomllib.loads(EXCEPTIONS.read_text(encoding="utf-8")).get(kind, []))


class Known:
    """All that a snapshot may print in one language."""

    def __init__(self, snapshot: Snapshot, language: str) -> None:
        self.snapshot, self.language = snapshot, language
        self.sheets: dict[str, IndicatorData] = {}
        self.figures: dict[str, FigureData] = {}
        for node in self.nodes():
            for sheet in node["indicators"]:
                self.sheets[sheet["code"]] = sheet
                self.figures |= {figure["reference"]: figure for figure in sheet["figures"]}

    def nodes(self, roots: list[NodeData] | None = None) -> Iterator[NodeData]:
        for root in self.snapshot["chapters"] if roots is None else roots:
            yield root
            yield from self.nodes(root["children"])

    def form(self, reference: str) -> str:
        """The printed form of a measurement."""
        figure = self.figures[reference]
        if figure["is_suppressed"]:
            return NOT_PUBLISHED[self.language]  # type: ignore[index]
        signed = figure["kind"] == "change"
        value = Decimal(figure["value"])
        shown = PrintedFigure.of(value, figure["unit"], figure["qualifier"], self.language, signed=signed)  # type: ignore[arg-type]
        return plain(shown.text)

    def rate(self, before: str, after: str) -> str:
        """The printed change between two measurements."""
        ends = [Rounded(Decimal(self.figures[one]["value"]), self.figures[one]["qualifier"]) for one in (before, after)]
        return plain(rate_of_change(*ends).printed(self.language))  # type: ignore[arg-type]

    def rates(self, after: str) -> set[str]:
        """Every change that ends at a measurement."""
        sheet = self.sheets[self.figures[after]["indicator"]]
        others = [one for one in sheet["figures"] if one["reference"] != after and one["value"]]
        return {self.rate(one["reference"], after) for one in others if self.figures[after]["value"]}

    def periods(self, reference: str) -> set[str]:
        """The two ways of saying when a measurement holds."""
        figure = self.figures[reference]
        ends = [date.fromisoformat(day) if day else None for day in (figure["period_start"], figure["period_end"])]
        language: Any = self.language
        return {plain(print_period(*ends, figure["kind"], language, with_end=end)) for end in (False, True)}

    @cached_property
    def days(self) -> dict[str, set[str]]:
        """Every date of the edition, with the ways of writing it."""
        snapshot = self.snapshot
        isos = {snapshot["meets_on"], snapshot["period_start"], snapshot["period_end"], *snapshot["pact_period"]}
        isos |= {state["reported_on"] for node in self.nodes() for state in node["states"]}
        isos |= {
            cell for sheet in self.sheets.values() for row in sheet["rows"] for cell in row.values() if _is_day(cell)
        }
        isos |= {goal["due_on"] for sheet in self.sheets.values() for goal in sheet["targets"]}
        if snapshot["frozen_at"]:
            isos.add(localtime(datetime.fromisoformat(snapshot["frozen_at"])).date().isoformat())
        with translation.override(self.language):
            return {
                iso: {plain(date_format(date.fromisoformat(iso), form)) for form in ("j F Y", "l j F Y")}
                for iso in isos - {""}
            }

    @cached_property
    def years(self) -> set[str]:
        return {str(told["year"]) for node in self.nodes() for told in node["achievements"] if told["year"]}

    @cached_property
    def spans(self) -> set[str]:
        """The pact's and the edition's periods."""
        ends = (self.snapshot["pact_period"], [self.snapshot["period_start"], self.snapshot["period_end"]])
        language: Any = self.language
        return {plain(print_period(*(date.fromisoformat(day) for day in pair), "flow", language)) for pair in ends}

    def count(self, rule: str) -> int:
        """What a rule of derivation gives: states/<chapter or all>/<state>, version/<code>, threshold/<code>."""
        kind, *rest = rule.split("/")
        if kind == "version":
            return self.sheets[rest[0]]["definition_version"]
        if kind == "threshold":
            return self.sheets[rest[0]]["threshold"]
        assert kind == "states", rule
        scope, state = rest
        roots = [root for root in self.snapshot["chapters"] if scope in ("all", root["code"])]
        return self._states(roots)[state]

    def _states(self, roots: list[NodeData]) -> Counter[str]:
        """A commitment stands where its least advanced territory does."""
        level = next(child["level"] for root in self.snapshot["chapters"] for child in root["children"])
        found: Counter[str] = Counter()
        for node in self.nodes(roots):
            if node["level"] == level:
                said = [STATES.index(report["state"]) for report in node["states"]]
                found[STATES[max(said)] if said else "not_stated"] += 1
        return found

    def cells(self, code: str) -> set[str]:
        """The cells of the rows that make a computed indicator up."""
        return {plain(cell) for row in self.sheets[code]["rows"] for cell in row.values()}

    def quotes(self, reference: str) -> set[str]:
        """What a measurement quotes of its source."""
        figure = self.figures.get(reference)
        if figure is None:
            return {plain(old["reason"]) for one in self.figures.values() for old in one["revisions"]}
        sheet = self.sheets[figure["indicator"]]
        texts = [figure["note"], figure["method"], figure["base"], sheet["method"]]
        texts += [old["reason"] for old in figure["revisions"]]
        return {plain(text) for text in texts if text}

    def target(self, code: str) -> set[str]:
        """The printed values and the sources of an indicator's targets."""
        sheet = self.sheets[code]
        language: Any = self.language
        forms = {
            plain(print_value(Decimal(goal["value"]), sheet["unit"], "exact", language)) for goal in sheet["targets"]
        }
        return forms | {plain(goal["source"]) for goal in sheet["targets"] if goal["source"]}

    @cached_property
    def titles(self) -> list[str]:
        return [plain(text) for text in self.snapshot["title"].values() if text]

    def strays(self, text: str, also: set[str] | None = None) -> list[str]:
        """The digit sequences left in a text once its words, its titles and what `also` allows are taken away."""
        left = plain(text)
        for known in sorted({*self.titles, *(also or ())}, key=len, reverse=True):
            if known:
                left = re.sub(rf"(?<!\d){re.escape(known)}(?!\d)", " ", left)
        for pattern in [*ALLOWED, *(entry["pattern"] for entry in exceptions("text"))]:
            left = re.sub(pattern, " ", left)
        return DIGITS.findall(left)


def _is_day(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text))
