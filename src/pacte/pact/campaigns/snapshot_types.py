"""The shape of an edition's snapshot: everything its public pages and its printed review say, and nothing else.

Plain JSON. Numbers are decimal strings, dates ISO, texts in both languages as {"fr": …, "en": …}. A page or the PDF
never goes back to the live tables for a figure: what is frozen cannot move.
"""

from __future__ import annotations

from typing import TypedDict


class Text(TypedDict):
    """A text in the two languages of the interface."""

    fr: str
    en: str


class FigureData(TypedDict):
    """One measurement as frozen. `reference` is "m17-r2"; `number` is its rank in the review's table of sources.

    `period_start` and `period_end` are both "" when the source does not state the period. `territory` is the code,
    `territory_name` its names. `unit`, `kind`, `qualifier`, `deduplication`, `direction` hold the codes of
    `indicators.enums`. `revisions` tells the earlier values this one superseded, oldest first.
    """

    number: int
    reference: str
    measurement_id: int
    revision: int
    indicator: str
    definition_version: int
    value: str
    numerator: str
    denominator: str
    base: str
    unit: str
    kind: str
    qualifier: str
    period_start: str
    period_end: str
    territory: str
    territory_name: Text
    source: str
    contributor: str
    method: str
    note: str
    status: str
    revisions: list[RevisionData]
    is_suppressed: bool


class RevisionData(TypedDict):
    """An earlier value of the same fact, and why it was replaced."""

    reference: str
    value: str
    qualifier: str
    reason: str


class TargetData(TypedDict):
    """What the indicator should reach; `due_on` may be ""."""

    value: str
    at_most: bool
    due_on: str
    territory: str
    source: str


class IndicatorData(TypedDict):
    """An indicator's sheet and its figures, latest period first. `baseline` is a figure's reference or "".

    `parts` and `part_of` are codes of indicators. `rows` is the drill-down of a computed figure (empty otherwise).
    """

    code: str
    scheme: str
    label: Text
    counted: Text
    unit: str
    kind: str
    population: str
    deduplication: str
    direction: str
    method: str
    source: str
    definition_version: int
    threshold: int
    computed_by: str
    part_of: str
    baseline: str
    is_headline: bool
    figures: list[FigureData]
    targets: list[TargetData]
    rows: list[dict[str, str]]


class StateData(TypedDict):
    """The last state declared for a node on a territory."""

    state: str
    comment: str
    not_done: str
    reported_on: str
    territory: str
    territory_name: Text


class AchievementData(TypedDict):
    """A named achievement; `year` is 0 when none is given."""

    title: Text
    text: Text
    place: str
    partner: str
    year: int


class NodeData(TypedDict):
    """A node of the pact with all beneath it; `key` is the colour key of its chapter."""

    code: str
    key: str
    level: str
    level_label: Text
    name: Text
    promise: Text
    description: Text
    leaders: list[str]
    partners: list[str]
    states: list[StateData]
    indicators: list[IndicatorData]
    achievements: list[AchievementData]
    children: list[NodeData]


class Snapshot(TypedDict):
    """An edition. `frozen_at` is "" while it is open. `chapters` are the nodes of the highest level, in order."""

    schema: int
    pact: str
    pact_name: Text
    pact_promise: Text
    pact_period: list[str]
    edition: str
    title: Text
    period_start: str
    period_end: str
    meets_on: str
    frozen_at: str
    chapters: list[NodeData]
