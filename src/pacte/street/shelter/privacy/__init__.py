"""What the room holds of people, gathered from its parts."""

from __future__ import annotations

from pacte.ground.declarations.privacy import Holding, Processing, Retention, Sensitive

from . import board, buildings, exchange, priorities, requests, rounds, stays, stock

FIELDS: list[Sensitive] = [
    *stock.FIELDS,
    *requests.FIELDS,
    *priorities.FIELDS,
    *exchange.FIELDS,
    *rounds.FIELDS,
    *stays.FIELDS,
    *board.FIELDS,
    *buildings.FIELDS,
]
RETENTION: list[Retention] = [
    *stock.RETENTION,
    *requests.RETENTION,
    *priorities.RETENTION,
    *exchange.RETENTION,
    *rounds.RETENTION,
    *stays.RETENTION,
    *board.RETENTION,
    *buildings.RETENTION,
]
HOLDINGS: list[Holding] = [
    *stays.HOLDINGS,  # these two before the requests, by which they lead to the person
    *rounds.HOLDINGS,
    *stock.HOLDINGS,
    *requests.HOLDINGS,
    *priorities.HOLDINGS,
    *exchange.HOLDINGS,
    *board.HOLDINGS,
    *buildings.HOLDINGS,
]
PROCESSING: list[Processing] = [
    *stock.PROCESSING,
    *requests.PROCESSING,
    *priorities.PROCESSING,
    *exchange.PROCESSING,
    *rounds.PROCESSING,
    *stays.PROCESSING,
    *board.PROCESSING,
    *buildings.PROCESSING,
]
SEALED: list[str] = [
    *stock.SEALED,
    *requests.SEALED,
    *priorities.SEALED,
    *exchange.SEALED,
    *rounds.SEALED,
    *stays.SEALED,
    *board.SEALED,
    *buildings.SEALED,
]
