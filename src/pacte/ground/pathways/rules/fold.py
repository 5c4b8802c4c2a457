"""A case folded: from its dated events to where it stands. Their order of arrival never matters, their rank does.

Nothing is refused: what is unusual is warned of, because people who are blocked work around.
"""

from __future__ import annotations

from collections.abc import Iterable

from pacte.ground.pathways.rules.clocks import clocks_of
from pacte.ground.pathways.rules.corrections import corrected
from pacte.ground.pathways.rules.periods import Period
from pacte.ground.pathways.rules.scheme import Scheme
from pacte.ground.pathways.rules.story import Event, Story
from pacte.ground.pathways.rules.told import Told, told
from pacte.ground.pathways.rules.warnings import warnings_of


def fold(scheme: Scheme, events: Iterable[Event], periods: Iterable[Period] = ()) -> Story:
    """Everything that the events of a case say under a scheme: steps, plans, facts, clocks, outcome, warnings.

    `periods` are the dated periods that may defer a term. Events that a correction took away are in `voided` alone.

    >>> from datetime import date
    >>> from pacte.ground.pathways.rules.scheme import Clock, Rule, Step, Unit
    >>> from pacte.ground.pathways.rules.story import EventKind
    >>> month = Clock("answer", "Réponse", "asked", ("answered",), (Rule(1, Unit.MONTHS),))
    >>> steps = (Step("asked", "Demande", opens=True), Step("answered", "Réponse", after=("asked",)))
    >>> scheme = Scheme("plain", "1", "Simple", "", "", None, steps=steps, clocks=(month,))
    >>> story = fold(scheme, [Event("a", 1, EventKind.HAPPENED, "asked", date(2025, 1, 31))])
    >>> story.stage, story.clocks[0].due
    ('asked', datetime.date(2025, 2, 28))
    """
    holding = corrected(events)
    facts = told(scheme, holding.events, holding.renamed)
    clocks, unruled = clocks_of(scheme, facts, tuple(periods))
    return Story(
        happened=facts.happened,
        planned=facts.planned,
        facts=facts.facts,
        asked=facts.asked,
        given=facts.given,
        clocks=clocks,
        outcome=facts.outcome,
        closed_on=facts.closed_on,
        stage=_stage(scheme, facts),
        warnings=warnings_of(scheme, facts, clocks, unruled),
        voided=holding.voided,
    )


def _stage(scheme: Scheme, facts: Told) -> str:
    """The step that happened last; of two on the same day, the one that the scheme writes later."""
    places = {each.key: place for place, each in enumerate(scheme.steps)}
    last = [(days[-1], places[step], step) for step, days in facts.happened.items() if step in places]
    return max(last)[2] if last else ""
