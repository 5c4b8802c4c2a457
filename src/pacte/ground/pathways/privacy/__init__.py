"""What the room holds of people, gathered from its parts."""

from __future__ import annotations

from pacte.ground.declarations.privacy import Holding, Processing, Retention, Sensitive

from . import cases, schemes, signals, work

FIELDS: list[Sensitive] = [
    *cases.FIELDS,
    *schemes.FIELDS,
    *work.FIELDS,
    *signals.FIELDS,
]
RETENTION: list[Retention] = [
    *cases.RETENTION,
    *schemes.RETENTION,
    *work.RETENTION,
    *signals.RETENTION,
]
HOLDINGS: list[Holding] = [
    *cases.HOLDINGS,
    *schemes.HOLDINGS,
    *work.HOLDINGS,
    *signals.HOLDINGS,
]
PROCESSING: list[Processing] = [
    *cases.PROCESSING,
    *schemes.PROCESSING,
    *work.PROCESSING,
    *signals.PROCESSING,
]
SEALED: list[str] = [
    *cases.SEALED,
    *schemes.SEALED,
    *work.SEALED,
    *signals.SEALED,
]
