"""A small eviction scheme of the tests' own, and events told in one line."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from pacte.ground.pathways.rules.parse import parse
from pacte.ground.pathways.rules.periods import Period
from pacte.ground.pathways.rules.scheme import Scheme
from pacte.ground.pathways.rules.story import Event, EventKind

SCHEME = """
key = "evictions_small"
version = "1"
name = "Expulsions, en petit"

[[fact]]
key = "lease_signed_on"
label = "Bail signé le"
kind = "date"

[[fact]]
key = "is_squat"
label = "Sans titre"
kind = "flag"

[[fact]]
key = "landlord"
label = "Bailleur"
kind = "choice"
choices = [{ key = "social", label = "Social" }, { key = "private", label = "Privé" }]

[[step]]
key = "order"
label = "Commandement de payer"
opens = true

[[step]]
key = "paid"
label = "Dette payée"
after = ["order"]
closes = "debt_cleared"
plannable = false

[[step]]
key = "summons"
label = "Assignation"
after = ["order"]

[[step]]
key = "notified"
label = "Notification au préfet"
after = ["summons"]
repeats = true
plannable = false

[[step]]
key = "diagnosis"
label = "Diagnostic"
after = ["summons"]
repeats = true
documents = [{ key = "budget", label = "Budget" }]

[[step]]
key = "hearing"
label = "Audience"
after = ["summons"]
repeats = true

[[step]]
key = "quit_order"
label = "Commandement de quitter les lieux"
after = ["hearing"]

[[step]]
key = "delay_granted"
label = "Délai accordé"
after = ["quit_order"]
repeats = true

[[step]]
key = "delay_over"
label = "Délai écoulé"
after = ["delay_granted"]
repeats = true

[[step]]
key = "evicted"
label = "Expulsion"
after = ["quit_order"]
closes = "evicted"

[[clock]]
key = "payment"
label = "Payer"
start = "order"
stops = ["paid", "summons"]
chosen_by = "lease_signed_on"

[[clock.rule]]
length = 2
unit = "months"
until = 2023-07-29
reference = "two months"

[[clock.rule]]
length = 6
unit = "weeks"
since = 2023-07-29
reference = "six weeks"

[[clock]]
key = "notice"
label = "Prévenir le préfet"
start = "hearing"
direction = "before"
stops = ["notified"]
length = 6
unit = "weeks"

[[clock]]
key = "diagnosis_sent"
label = "Diagnostic envoyé"
start = "hearing"
direction = "before"
occurrences = "each"
stops = ["diagnosis"]
length = 5
unit = "working_days"

[[clock]]
key = "execution"
label = "Avant d’exécuter"
start = "quit_order"
limit = "at_least"
stops = ["evicted"]
length = 2
unit = "months"
paused_by = ["delay_granted"]
resumed_by = ["delay_over"]
deferred_by = "truce"
deferred_unless = "is_squat"

[[clock]]
key = "goods"
label = "Reprendre ses biens"
start = "evicted"
stops = ["paid"]
survives = true
length = 2
unit = "months"

[[outcome]]
key = "debt_cleared"
label = "Dette éteinte"
avoids_rupture = true
why = "La dette est payée."

[[outcome]]
key = "evicted"
label = "Expulsion"
by_hand = false

[[measure]]
key = "paid_in_time"
label = "Payé à temps"
kind = "within"
clock = "payment"
explanation = "Payé avant le terme."
"""

TRUCE = (
    Period("truce", date(2024, 11, 1), date(2025, 3, 31)),
    Period("truce", date(2019, 11, 1), date(2020, 7, 10), is_sample=True),
)


def small() -> Scheme:
    return parse(SCHEME)


def day(text: str) -> date:
    return date.fromisoformat(text)


class Telling:
    """Events in the order in which they are recorded: `tell.happened("order", "2024-02-15")`."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._ranks = count(1)

    def __call__(self, kind: EventKind, what: str = "", on: str | None = None, **more: Any) -> Event:
        rank = next(self._ranks)
        event = Event(f"e{rank}", rank, kind, what, None if on is None else day(on), **more)
        self.events.append(event)
        return event

    def happened(self, step: str, on: str, fulfils: str = "") -> Event:
        return self(EventKind.HAPPENED, step, on, fulfils=fulfils)

    def plan(self, step: str, on: str | None) -> Event:
        return self(EventKind.PLANNED, step, on)

    def fact(self, key: str, value: Any) -> Event:
        return self(EventKind.FACT, key, value=value)

    def correct(self, target: Event, replacement: Event | None = None) -> Event:
        return self(EventKind.CORRECTED, target=target.key, replacement=replacement)
