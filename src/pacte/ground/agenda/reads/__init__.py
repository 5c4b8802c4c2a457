"""What pages and feeds show of the agenda."""

from .attendance import Sheet, sheet_of
from .mine import feed_of, own_registrations, people_registered_by
from .scopes import (
    announced,
    kept_by,
    kept_session,
    seen_by,
    seen_session,
    seen_tour,
    slots_of,
    stops_today,
    tours_of,
    with_seats,
)
from .whereabouts import Where, where

__all__ = [
    "Sheet",
    "Where",
    "announced",
    "feed_of",
    "kept_by",
    "kept_session",
    "own_registrations",
    "people_registered_by",
    "seen_by",
    "seen_session",
    "seen_tour",
    "sheet_of",
    "slots_of",
    "stops_today",
    "tours_of",
    "where",
    "with_seats",
]
