"""The words beside the codes of a snapshot, in the language being spoken. An unknown code is shown as it is."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from pacte.ground.indicators.enums import CountingUnit, Deduplication, Direction, FigureKind, Qualifier
from pacte.pact.commitments.enums import STATE_SIGNS, CommitmentState

from ..rules.states import NOT_STATED


def _label(choices: type[TextChoices], code: str) -> str:
    return str(choices(code).label) if code in choices.values else code


def unit(code: str) -> str:
    """What one unit of the value is: "personnes"."""
    return _label(CountingUnit, code)


def kind(code: str) -> str:
    """How the value lives in time: "cumul depuis une date"."""
    return _label(FigureKind, code)


def qualifier(code: str) -> str:
    """How the source gives the value: "plus de"."""
    return _label(Qualifier, code)


def deduplication(code: str) -> str:
    """Whether someone counted twice counts once."""
    return _label(Deduplication, code)


def direction(code: str) -> str:
    """Which way is better."""
    return _label(Direction, code)


def state(code: str) -> str:
    """The word of a state."""
    return _("État non déclaré") if code == NOT_STATED else _label(CommitmentState, code)


def sign(code: str) -> str:
    """The sign that stands beside the word of a state."""
    return STATE_SIGNS.get(CommitmentState(code), "○") if code in CommitmentState.values else "○"
