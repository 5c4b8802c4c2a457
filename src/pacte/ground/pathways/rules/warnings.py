"""What is unusual in a case and does not forbid: said, never blocked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pacte.ground.pathways.rules.calendar import is_working_day
from pacte.ground.pathways.rules.scheme import Limit, Scheme
from pacte.ground.pathways.rules.story import Running, Warned
from pacte.ground.pathways.rules.told import Told


def warnings_of(
    scheme: Scheme, told: Told, clocks: Iterable[Running], unruled: Iterable[str] = ()
) -> tuple[Warned, ...]:
    """Every warning of a case, in an order that depends on the case alone.

    `before_expected`: none of what normally comes first happened. `dated_before`: it did, later. `on_holiday`: a
    Saturday, a Sunday or a public holiday. `repeated`: a step that happens once has two days. `after_closing`: dated
    after the end. `unknown_step` and `unknown_fact`: the scheme's version does not know them. `too_early`: an act
    before the term that it had to wait for. `fact_unknown`: the fact that picks the length is missing. `no_rule`: no
    length is written for that day.
    """
    found = [*_of_steps(scheme, told), *_of_plans(scheme, told), *_of_clocks(scheme, clocks)]
    known = {each.key for each in scheme.facts}
    found += [Warned("unknown_fact", key) for key in told.facts if key not in known]
    found += [Warned("no_rule", key) for key in unruled]
    return tuple(sorted(found, key=lambda each: (each.what, each.code, each.other, str(each.on))))


def _of_steps(scheme: Scheme, told: Told) -> Iterator[Warned]:
    closed = told.closed_on
    for key, days in told.happened.items():
        if closed is not None and days[-1] > closed:
            yield Warned("after_closing", key, on=days[-1])
        step = scheme.steps_by_key.get(key)
        if step is None:
            yield Warned("unknown_step", key, on=days[0])
            continue
        if len(days) > 1 and not step.repeats:
            yield Warned("repeated", key, on=days[-1])
        if step.plannable:
            yield from (Warned("on_holiday", key, on=day) for day in days if not is_working_day(day))
        if step.after and not step.opens:
            before = [(told.happened[each][0], each) for each in step.after if each in told.happened]
            if not before:
                yield Warned("before_expected", key, step.after[0], days[0])
            elif min(before)[0] > days[0]:
                yield Warned("dated_before", key, min(before)[1], days[0])


def _of_plans(scheme: Scheme, told: Told) -> Iterator[Warned]:
    for key, day in told.planned.items():
        step = scheme.steps_by_key.get(key)
        if step is None:
            yield Warned("unknown_step", key, on=day)
        elif step.plannable and not is_working_day(day):
            yield Warned("on_holiday", key, on=day)


def _of_clocks(scheme: Scheme, clocks: Iterable[Running]) -> Iterator[Warned]:
    for running in clocks:
        clock = scheme.clocks_by_key[running.clock]
        if running.candidates and running.is_live:
            yield Warned("fact_unknown", running.clock, clock.chosen_by)
        if clock.limit == Limit.AT_LEAST and running.ended_on and running.due and running.ended_on < running.due:
            yield Warned("too_early", running.clock, running.ended_by, running.ended_on)
