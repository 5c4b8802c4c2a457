"""A figure as it is shown: its printed form in parts, one sentence, and what must be said beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pacte.ground.indicators.rules import PrintedFigure
from pacte.ground.indicators.rules.printed import Language
from pacte.pact.campaigns.snapshot_types import FigureData, IndicatorData

from ..rules import printed, prose, trends
from . import labels


@dataclass(frozen=True)
class FigureView:
    """One figure. `data` is the measurement as frozen; the rest is words. `place` is empty for the whole territory."""

    data: FigureData
    label: str
    counted: str
    printed: PrintedFigure
    period: str
    place: str
    source: str
    unit: str
    asides: tuple[str, ...]

    @property
    def reference(self) -> str:
        return self.data["reference"]

    @property
    def indicator(self) -> str:
        return self.data["indicator"]

    @property
    def credit(self) -> str:
        """Who gives the figure, as a sentence."""
        if not self.source or self.source.startswith("source non"):
            return _("La source n’est pas précisée.")
        return _("Source : %(source)s.") % {"source": self.source}


@dataclass(frozen=True)
class TrendView:
    """A change between two figures: the rate as printed, and whether the value falls."""

    label: str
    indicator: str
    before: FigureView
    after: FigureView
    rate: str
    falls: bool
    remark: str


def view(figure: FigureData, sheet: IndicatorData, home: str, language: Language) -> FigureView:
    """The figure in words; `home` is the code of the pact's own territory, which goes without saying."""
    return FigureView(
        data=figure,
        label=printed.words(sheet["label"], language),
        counted=printed.words(sheet["counted"], language),
        printed=printed.printed(figure, language),
        period=printed.period(figure, language),
        place="" if figure["territory"] == home else printed.words(figure["territory_name"], language),
        source=figure["source"] or sheet["source"],
        unit=labels.unit(figure["unit"]),
        asides=tuple(_asides(figure, sheet, language)),
    )


def latest(sheet: IndicatorData) -> FigureData | None:
    """The figure that speaks for an indicator: the latest one."""
    return sheet["figures"][0] if sheet["figures"] else None


def trends_of(sheet: IndicatorData, home: str, language: Language) -> list[TrendView]:
    """The changes that may honestly be told of an indicator."""
    told = []
    for pair in trends.pairs(sheet):
        rate = printed.change(pair)
        if rate is None:
            continue
        told.append(
            TrendView(
                label=printed.words(sheet["label"], language),
                indicator=sheet["code"],
                before=view(pair.before, sheet, home, language),
                after=view(pair.after, sheet, home, language),
                rate=rate.printed(language),
                falls=rate.centre < 0,
                remark="" if rate.is_exact else _("Taux calculé, pas plus fin que les chiffres dont il vient."),
            )
        )
    return told


def _asides(figure: FigureData, sheet: IndicatorData, language: Language) -> list[str]:
    """What a reader must know beside the number. A note that holds digits is quoted in the table of sources only."""
    said = []
    if figure["kind"] == "change":
        said.append(_("La source ne donne pas les niveaux."))
    elif figure["base"]:
        if not prose.has_digits(figure["base"]):
            said.append(_("Base : %(base)s.") % {"base": figure["base"].removeprefix("base ")})
    elif language == "fr" and figure["note"] and not prose.has_digits(figure["note"]):
        said.append(figure["note"].rstrip(".") + ".")
    elif sheet["deduplication"] == "not_stated":
        said.append(_("La source ne dit pas si une même personne compte plusieurs fois."))
    elif sheet["deduplication"] == "sum":
        said.append(_("Une même personne peut compter plusieurs fois."))
    return said
