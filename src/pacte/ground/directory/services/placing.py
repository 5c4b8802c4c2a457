"""The point of an address that was typed without one, from the national address file when the city has loaded it."""

from __future__ import annotations

from typing import Any

from ..models import Place
from ..reads.locating import locate
from ..rules.folding import folded


def placed(values: dict[str, Any], place: Place | None = None) -> dict[str, Any]:
    """The values, with a point when the address is known exactly and nobody typed a point of their own.

    An address that changes while its point stays as it was takes the new address's point.
    """
    address = str(values.get("address") or "").strip()
    if not address or not any(sign.isdigit() for sign in address) or values.get("kind") == "itinerary":
        return values
    typed = (values.get("latitude"), values.get("longitude"))
    known = (place.latitude, place.longitude) if place else (None, None)
    is_moved = place is None or place.address != address
    if typed != (None, None) and not (is_moved and typed == known):
        return values
    code = str(values.get("postal_code") or "")
    for found in locate(f"{address} {code}".strip()):
        if folded([found.label]).startswith(folded([address])) and code in found.label:
            return {**values, "latitude": found.latitude, "longitude": found.longitude}
    return values
