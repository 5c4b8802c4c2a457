"""Figures in a page: every printed number carries its value and the measurement it comes from.

The tags take a Measurement, or a figure of an edition's snapshot. They print in the language of the page, and print
no number that they were not given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pacte.ground.indicators.enums import ROW_LABELS, CountingUnit, FigureKind
from pacte.ground.indicators.models import Measurement
from pacte.ground.indicators.reads import Shown
from pacte.ground.indicators.rules import PrintedFigure, Rate, Rounded, print_period, rate_of_change
from pacte.ground.indicators.rules.printed import NOT_PUBLISHED, Language

register = template.Library()
Figure = Measurement | Shown | Mapping[str, Any]


@dataclass(frozen=True)
class _Read:
    """What the tags need of a figure, wherever it comes from. `value` is None when it may not be shown."""

    value: Decimal | None
    unit: str
    qualifier: str
    kind: str
    start: date | None
    end: date | None
    reference: str

    @property
    def printed(self) -> PrintedFigure | None:
        if self.value is None:
            return None
        signed = self.kind == FigureKind.CHANGE
        return PrintedFigure.of(self.value, self.unit, self.qualifier, language(), signed=signed)


def language() -> Language:
    """The language of the page, French unless it is English."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def read(figure: Figure) -> _Read:
    """A measurement, one as shown to a reader, or a figure of a snapshot."""
    if isinstance(figure, Shown):
        found = read(figure.measurement)
        return found if not figure.is_suppressed else _hidden(found)
    if isinstance(figure, Measurement):
        m = figure
        return _Read(m.value, m.unit, m.qualifier, m.kind, m.period_start, m.period_end, m.reference)
    value = Decimal(figure["value"]) if figure["value"] and not figure["is_suppressed"] else None
    start, end = (date.fromisoformat(text) if text else None for text in (figure["period_start"], figure["period_end"]))
    return _Read(value, figure["unit"], figure["qualifier"], figure["kind"], start, end, figure["reference"])


@register.simple_tag
def figure(figure: Figure) -> SafeString:
    """The number with its qualifier and unit: `{% figure m %}`."""
    found = read(figure)
    return _data(found.printed.text if found.printed else NOT_PUBLISHED[language()], found)


@register.simple_tag
def figure_parts(figure: Figure) -> dict[str, SafeString | str]:
    """The same in parts, for a large one: `{% figure_parts m as parts %}` gives qualifier, number, unit, remark."""
    found = read(figure)
    if found.printed is None:
        return {"qualifier": "", "number": _data("—", found), "unit": "", "remark": NOT_PUBLISHED[language()]}
    parts = found.printed
    return {
        "qualifier": parts.qualifier,
        "number": _data(parts.number, found),
        "unit": parts.unit,
        "remark": parts.remark,
    }


@register.simple_tag
def figure_caption(figure: Figure, label: str = "") -> SafeString:
    """What the figure counts, where and when: `{% figure_caption m %}`; `label` when the snapshot's sheet has it."""
    place, words = _place(figure), label or _label(figure)
    return format_html("{}{}{}, {}", words, " · " if words and place else "", place, period(figure))


@register.simple_tag
def period(figure: Figure, with_end: bool = False) -> SafeString:
    """When the figure holds: `{% period m %}`; `with_end` also says where a cumulative one stops."""
    found = read(figure)
    text = print_period(found.start, found.end, found.kind, language(), with_end=with_end)
    if found.start is None and found.end is None:
        return format_html('<span class="period not-stated">{}</span>', text)
    return format_html('<time class="period" datetime="{}">{}</time>', _machine(found), text)


@register.simple_tag
def figure_change(before: Figure, after: Figure) -> SafeString:
    """The change between two figures, no finer than they allow; nothing when it cannot be told."""
    first, last = read(before), read(after)
    if first.value is None or last.value is None or first.unit != last.unit:
        return SafeString("")
    try:
        rate = rate_of_change(Rounded(first.value, first.qualifier), Rounded(last.value, last.qualifier))
    except ValueError:
        return SafeString("")
    return _rate(rate, f"{first.reference} {last.reference}")


@register.simple_tag
def figure_remark(figure: Figure) -> str:
    """What must stand beside a figure: that the levels of a change are not stated."""
    found = read(figure)
    if found.kind != FigureKind.CHANGE or found.value is None:
        return ""
    return Rate.stated(found.value, found.qualifier).remark(language())


@register.filter
def unit_label(code: str) -> str:
    """The words of a counting unit: `{{ figure.unit|unit_label }}`."""
    return str(CountingUnit(code).label) if code in CountingUnit.values else code


@register.filter
def thin(value: int | None) -> str:
    """A whole number with thin spaces between thousands; nothing for no number."""
    return "" if value is None else f"{int(value):,}".replace(",", "\u202f")


@register.filter
def in_words(row: Any, field: str) -> str:
    """A text that a row holds in both languages: `{{ definition|in_words:"label" }}`; French when not translated."""
    return str((language() == "en" and getattr(row, f"{field}_en")) or getattr(row, f"{field}_fr"))


@register.filter
def row_label(code: str) -> str:
    """The heading of a column behind a computed figure."""
    return str(ROW_LABELS.get(code, code))


def _hidden(found: _Read) -> _Read:
    return _Read(None, found.unit, found.qualifier, found.kind, found.start, found.end, found.reference)


def _data(text: str, found: _Read) -> SafeString:
    if found.value is None:
        return format_html(
            '<data class="figure withheld" value="" data-measurement="{}">{}</data>', found.reference, text
        )
    return format_html(
        '<data class="figure" value="{}" data-measurement="{}">{}</data>', _plain(found.value), found.reference, text
    )


def _rate(rate: Rate, references: str) -> SafeString:
    return format_html(
        '<data class="figure change" value="{}" data-measurement="{}">{}</data>',
        _plain(round(rate.centre, 2)), references, rate.printed(language()),
    )  # fmt: skip


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _machine(found: _Read) -> str:
    """The period in ISO 8601: a day, or two days with a slash."""
    return "/".join(day.isoformat() for day in (found.start, found.end) if day)


def _label(figure: Figure) -> str:
    if isinstance(figure, Shown):
        return _label(figure.measurement)
    return in_words(figure.definition, "label") if isinstance(figure, Measurement) else ""


def _place(figure: Figure) -> str:
    if isinstance(figure, Shown):
        return _place(figure.measurement)
    if isinstance(figure, Measurement):
        return in_words(figure.territory, "name")
    return str(figure["territory_name"][language()])
