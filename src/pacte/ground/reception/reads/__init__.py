"""Scoped readings: the desks where one works, who waits there, the figures of a directorate."""

from .board import Board, Ticket, board_of, seen_persons
from .desks import arrivals_of, colleagues, desks_kept_by, desks_of, linked_or_held, sites_without_desk
from .figures import Dashboard, dashboard, desks_of_directorate, directorates_of

__all__ = [
    "Board",
    "Dashboard",
    "Ticket",
    "arrivals_of",
    "board_of",
    "colleagues",
    "dashboard",
    "desks_kept_by",
    "desks_of",
    "desks_of_directorate",
    "directorates_of",
    "linked_or_held",
    "seen_persons",
    "sites_without_desk",
]
