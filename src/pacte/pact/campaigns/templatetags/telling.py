"""How periods and alerts are told in words. The values of an alert are printed with their qualifiers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from pacte.ground.indicators.rules import print_period, print_value
from pacte.ground.indicators.templatetags.figures import language

from ..enums import AlertKind
from ..rules.alerts import Alert
from ..snapshot_types import Text

register = template.Library()


@register.filter
def as_read(text: Text) -> str:
    """A text of a snapshot in the language of the page."""
    return text[language()]


@register.simple_tag
def period_told(start: date | None, end: date | None, kind: str = "flow") -> SafeString:
    """The days from `start` to `end`, or the day itself when there is no start."""
    words = print_period(start, end, kind, language(), with_end=True)
    machine = "/".join(day.isoformat() for day in (start, end) if day)
    return format_html('<time datetime="{}">{}</time>', machine, words) if machine else format_html("{}", words)


@register.simple_tag
def alert_title(kind: AlertKind, rows: Sequence[Alert]) -> str:
    """The kind of alert, and how many there are."""
    return _("%(kind)s (%(count)d)") % {"kind": str(kind.label).capitalize(), "count": len(rows)}


@register.simple_tag
def alert_comparison(alert: Alert) -> str:
    """The figure set against its target, or against the figure before."""
    values = {
        "value": print_value(Decimal(alert.value), alert.unit, alert.qualifier, language()),
        "against": print_value(Decimal(alert.against), alert.unit, alert.against_qualifier, language()),
    }
    if alert.kind == AlertKind.FALLING:
        return _("%(value)s, après %(against)s") % values
    if alert.due_on:
        return _("%(value)s, cible %(against)s au %(day)s") % {
            **values,
            "day": date_format(date.fromisoformat(alert.due_on), "j F Y"),
        }
    return _("%(value)s, cible %(against)s") % values
