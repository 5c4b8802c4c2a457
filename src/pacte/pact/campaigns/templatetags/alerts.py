"""How an alert is told in a sentence. Its two values are printed as figures, with their qualifiers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django import template
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pacte.ground.indicators.rules import print_value

from ..enums import AlertKind
from ..rules.alerts import Alert
from ..snapshot_types import Text

register = template.Library()


@register.filter
def in_words(text: Text) -> str:
    """A text of a snapshot in the language of the page."""
    return text["en"] if (get_language() or "fr").startswith("en") else text["fr"]


@register.simple_tag
def alert_title(kind: AlertKind, rows: Sequence[Alert]) -> str:
    """The kind of alert, and how many there are."""
    return _("%(kind)s (%(count)d)") % {"kind": str(kind.label).capitalize(), "count": len(rows)}


@register.simple_tag
def alert_comparison(alert: Alert) -> str:
    """The figure set against its target, or against the figure before."""
    language = "en" if (get_language() or "fr").startswith("en") else "fr"
    values = {
        "value": print_value(Decimal(alert.value), alert.unit, alert.qualifier, language),  # type: ignore[arg-type]
        "against": print_value(Decimal(alert.against), alert.unit, alert.against_qualifier, language),  # type: ignore[arg-type]
    }
    if alert.kind == AlertKind.FALLING:
        return _("%(value)s, après %(against)s") % values
    if alert.due_on:
        return _("%(value)s, cible %(against)s au %(day)s") % {
            **values,
            "day": date_format(date.fromisoformat(alert.due_on), "j F Y"),
        }
    return _("%(value)s, cible %(against)s") % values
