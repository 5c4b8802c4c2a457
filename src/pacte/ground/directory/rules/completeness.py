"""What an entry lacks to be of use to somebody who looks for a door."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Filled:
    """What an entry has, as far as this question goes."""

    has_hours: bool
    has_services: bool
    has_address: bool
    has_point: bool
    has_contact: bool
    has_description: bool
    says_conditions: bool
    has_stops: bool = True
    is_confidential: bool = False
    is_itinerary: bool = False


def missing(entry: Filled) -> list[str]:
    """Codes of what is missing, the most useful first.

    A confidential place lacks no address; an itinerary has stops, with their hours, instead of its own.

    >>> missing(Filled(False, True, False, False, True, True, True))
    ['hours', 'address', 'point']
    >>> missing(Filled(True, True, False, False, False, True, True, is_confidential=True))
    []
    >>> missing(Filled(False, True, False, False, True, True, True, has_stops=False, is_itinerary=True))
    ['stops']
    """
    is_somewhere = not (entry.is_confidential or entry.is_itinerary)
    asked = (
        ("services", entry.has_services),
        ("stops", entry.has_stops or not entry.is_itinerary),
        ("hours", entry.has_hours or entry.is_itinerary),
        ("address", entry.has_address or not is_somewhere),
        ("point", entry.has_point or not is_somewhere),
        ("conditions", entry.says_conditions),
        ("contact", entry.has_contact or entry.is_confidential),
        ("description", entry.has_description),
    )
    return [code for code, is_there in asked if not is_there]
