"""What recurs: terms are recalled once, offers that pass go to the next in line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from .services.telling import remind_addresses, remind_loans
from .services.waiting import expire_offers

TICKS: list[Callable[[datetime], int]] = [remind_addresses, remind_loans, expire_offers]
