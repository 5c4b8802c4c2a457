"""What the public pages print: every number inside an element that says where it comes from.

Figures and their periods have tags at hand everywhere (`figure`, `period`). Here: `large_number`, the same set large;
`day` a date; `year` a year; `derived` a count with the rule that makes it.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localtime

from ..reads.figures import FigureView

register = template.Library()
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _data(text: Any, value: str, reference: str) -> SafeString:
    return format_html('<data class="figure" value="{}" data-measurement="{}">{}</data>', value, reference, text)


@register.simple_tag
def large_number(figure: FigureView) -> SafeString:
    """A figure whose number is set large between its words."""
    parts = figure.printed
    words = [format_html('<span class="figure-word">{}</span> ', parts.qualifier)] if parts.qualifier else []
    words.append(format_html('<span class="figure-number">{}</span>', parts.number))
    if parts.unit:
        words.append(format_html('{}<span class="figure-word">{}</span>', parts.glue, parts.unit))
    if parts.remark:
        words.append(format_html(' <span class="figure-word">{}</span>', parts.remark))
    return _data(format_html_join("", "{}", ((word,) for word in words)), figure.data["value"], figure.reference)


@register.simple_tag
def value_of(reference: str, value: str, text: str) -> SafeString:
    """A value that has no view of its own: an earlier or a later revision."""
    return _data(text, value, reference)


@register.simple_tag
def day(text: str) -> SafeString | str:
    """A date in full, from its ISO form; a moment is given by its day."""
    if not text:
        return ""
    on = localtime(datetime.fromisoformat(text)).date() if "T" in text else date.fromisoformat(text)
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), date_format(on, "j F Y"))


@register.simple_tag
def year(value: int | str) -> SafeString | str:
    """A year alone, from a number or an ISO date."""
    text = str(value or "")[:4]
    return format_html('<time datetime="{}">{}</time>', text, text) if text else ""


@register.simple_tag
def derived(count: int, rule: str) -> SafeString:
    """A count made from the snapshot by a named rule."""
    return format_html('<data class="derived" value="{}" data-rule="{}">{}</data>', count, rule, count)


@register.simple_tag
def cell(text: str, indicator: str) -> SafeString | str:
    """A cell of the rows that make a computed figure up: a date as a date, a number as a number of theirs."""
    if ISO_DAY.fullmatch(text):
        return day(text)
    if any(character.isdigit() for character in text):
        return format_html('<data class="row" data-indicator="{}">{}</data>', indicator, text)
    return text


@register.filter
def bar(counts: Any) -> list[dict[str, Any]]:
    """The parts of a bar of states, each with its place on a scale of 100."""
    parts, at = [], 0.0
    for one in counts:
        width = 100 * one.count / one.of if one.of else 0
        if width:
            parts.append({"state": one.state, "x": f"{at:.2f}", "width": f"{max(width - 0.6, 0.4):.2f}"})
        at += width
    return parts
