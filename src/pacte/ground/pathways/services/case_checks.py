"""What a verb accepts: a name of the case's own scheme, a day that came, a value of its kind. The rest is warned of."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.declarations.errors import BadInput, Fault

from ..enums import CaseEventKind
from ..rules.scheme import Clock, Document, Fact, FactKind, Outcome, Scheme, Step

LONGEST_WORDS = 20_000
MOST_NUMBER = 10**12


def step_in(scheme: Scheme, key: str) -> Step:
    """The step of this key; BadInput when the scheme has none."""
    found = scheme.step(key)
    if found is None:
        raise BadInput(Fault("step", _("Cet acte n’existe pas dans ce dispositif."), _("Choisissez-en un autre.")))
    return found


def fact_in(scheme: Scheme, key: str) -> Fact:
    """The fact of this key; BadInput when the scheme asks for none such."""
    found = scheme.fact(key)
    if found is None:
        raise BadInput(Fault("fact", _("Ce dispositif ne demande pas cette précision.")))
    return found


def clock_in(scheme: Scheme, key: str) -> Clock | None:
    """The clock of this key, None for all of them; BadInput when the scheme has none such."""
    found = scheme.clock(key) if key else None
    if key and found is None:
        raise BadInput(Fault("clock", _("Ce dispositif n’a pas ce délai.")))
    return found


def outcome_in(scheme: Scheme, key: str) -> Outcome:
    """An outcome that a worker may choose; BadInput for one that the scheme has not, or that a step alone brings."""
    found = scheme.outcome(key)
    if found is None:
        raise BadInput(Fault("outcome", _("Cette issue n’existe pas dans ce dispositif.")))
    if not found.by_hand:
        what = _("Cette issue vient d’un acte.")
        raise BadInput(Fault("outcome", what, _("Notez l’acte : le parcours se terminera avec lui.")))
    return found


def document_in(scheme: Scheme, key: str) -> Document:
    """A document that some step asks for."""
    found = scheme.document(key)
    if found is None:
        raise BadInput(Fault("document", _("Ce dispositif ne demande pas ce document.")))
    return found


def require_come(on: date | None, where: str = "on") -> date:
    """The day, when it came already; BadInput for none, or for a day ahead: what is ahead is planned."""
    if on is None:
        raise BadInput(Fault(where, _("La date manque."), _("Indiquez-la.")))
    if on > timezone.localdate():
        raise BadInput(Fault(where, _("Ce jour est à venir."), _("Pour une date à venir, prévoyez l’acte.")))
    return on


def clean_words(words: str, where: str = "words") -> str:
    """What the worker wrote, without its ends; BadInput when it is endless."""
    text = words.strip()
    if len(text) > LONGEST_WORDS:
        raise BadInput(Fault(where, _("Ce texte dépasse 20 000 signes."), _("Raccourcissez-le.")))
    return text


def fact_value(fact: Fact, value: Any, where: str = "value") -> Any:
    """The value as events keep it: a day as ISO text, money in cents, a flag, a code. None takes it back."""
    if value is None or value == "":
        return None
    match fact.kind:
        case FactKind.DATE:
            return _day(value, where)
        case FactKind.FLAG:
            if isinstance(value, bool):
                return value
        case FactKind.CHOICE:
            if value in {choice.key for choice in fact.choices}:
                return value
        case FactKind.NUMBER:
            if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= MOST_NUMBER:
                return value
        case FactKind.MONEY:
            if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_NUMBER:
                return value
    raise BadInput(Fault(where, _("Cette valeur ne convient pas à « %(fact)s ».") % {"fact": fact.label}))


def _day(value: Any, where: str) -> str:
    if isinstance(value, date):
        return value.isoformat()
    try:
        return date.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        raise BadInput(Fault(where, _("Cette date n’existe pas."), _("Écrivez-la jour, mois, année."))) from None


def check_event(scheme: Scheme, kind: str, what: str, on: date | None, value: Any) -> Any:
    """Whether an event of this kind may say this; returns the value as it is kept. Raises BadInput."""
    match kind:
        case CaseEventKind.HAPPENED:
            step_in(scheme, what)
            require_come(on)
        case CaseEventKind.PLANNED:
            step_in(scheme, what)
        case CaseEventKind.FACT:
            return fact_value(fact_in(scheme, what), value)
        case CaseEventKind.PAUSED | CaseEventKind.RESUMED:
            clock_in(scheme, what)
            require_come(on)
        case CaseEventKind.CLOSED:
            outcome_in(scheme, what)
            require_come(on)
        case CaseEventKind.ASKED | CaseEventKind.GIVEN:
            document_in(scheme, what)
            require_come(on)
    return value
