"""A scheme's own measures as computed figures: a measure that a city adds to a scheme has its figure at once.

A share is two counts, never a percentage: clocks met in time, and clocks whose term came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from pacte.ground.indicators.rules.computed import Computed, Result
from pacte.ground.territory.models import Territory

from ..reads.measures import SchemeMeasure, declared, value_of
from ..rules.scheme import MeasureKind

DECLARED: list[Computed] = []


def of_schemes() -> Iterator[Computed]:
    """The computations of every published scheme's measures."""
    for one in declared():
        if one.measure.kind == MeasureKind.WITHIN:
            yield Computed(one.code("met"), _of(one), _("%(label)s, à temps") % {"label": one.label})
            yield Computed(one.code("due"), _of(one, of_due=True), _("%(label)s, en tout") % {"label": one.label})
        else:
            yield Computed(one.code(), _of(one), one.label)


def _of(one: SchemeMeasure, *, of_due: bool = False) -> Callable[[date, Territory | None], Result]:
    return partial(value_of, one, of_due=of_due)


FAMILIES: list[Callable[[], Iterable[Computed]]] = [of_schemes]
