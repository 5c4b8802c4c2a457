"""What the room holds of people, gathered from its parts."""

from __future__ import annotations

from pacte.ground.declarations.privacy import Holding, Processing, Retention, Sensitive

from . import lockers, mail, stock

FIELDS: list[Sensitive] = [*mail.FIELDS, *lockers.FIELDS, *stock.FIELDS]
RETENTION: list[Retention] = [*mail.RETENTION, *lockers.RETENTION, *stock.RETENTION]
HOLDINGS: list[Holding] = [*mail.HOLDINGS, *lockers.HOLDINGS, *stock.HOLDINGS]
PROCESSING: list[Processing] = [*mail.PROCESSING, *lockers.PROCESSING, *stock.PROCESSING]
