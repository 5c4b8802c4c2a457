"""How the pact's pages say a state, a text in the reader's language, a target."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from pacte.ground.indicators.enums import Qualifier
from pacte.ground.indicators.models import Target
from pacte.ground.indicators.rules import print_value

from ..enums import STATE_SIGNS, CommitmentState, PartRole
from ..models import Part

register = template.Library()
TONES = {
    CommitmentState.SECURED: "good",
    CommitmentState.REACHABLE: "fair",
    CommitmentState.HELP_NEEDED: "warn",
    CommitmentState.COMPROMISED: "bad",
}


def _language() -> Any:
    return "en" if (get_language() or "fr").startswith("en") else "fr"


@register.filter
def tone(state: str) -> str:
    """The tint of a state's badge."""
    return TONES[CommitmentState(state)]


@register.filter
def sign(state: str) -> str:
    """The sign beside a state's word, so that colour is never alone."""
    return STATE_SIGNS[CommitmentState(state)]


@register.filter
def state_label(state: str) -> str:
    return str(CommitmentState(state).label)


@register.filter
def said(row: Any, field: str) -> str:
    """A text in the reader's language; in French when it was never translated."""
    if not row:
        return ""
    english = getattr(row, f"{field}_en") if _language() == "en" else ""
    return str(english or getattr(row, f"{field}_fr"))


@register.filter
def by_role(parts: Iterable[Part]) -> list[tuple[str, list[str]]]:
    """Leaders then partners, each with their names in order; a role that nobody holds is left out."""
    rows = list(parts)
    named = [
        (str(role.label), sorted(part.organisation.name for part in rows if part.role == role)) for role in PartRole
    ]
    return [(label, names) for label, names in named if names]


@register.simple_tag
def target_value(target: Target, unit: str) -> str:
    """A target's value as it is printed, tied to its row."""
    printed = print_value(target.value, unit, Qualifier.EXACT, _language())
    return format_html('<data class="figure" value="{}" data-target="{}">{}</data>', target.value, target.pk, printed)
