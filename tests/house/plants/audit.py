"""The journal's rows in the test city."""

from __future__ import annotations

from pacte.ground.audit import services
from tests.house.city import City


def plant(city: City) -> None:
    """One line by somebody, so that a leak of an actor's key could be seen."""
    services.record(city.stranger, "organisation.change", f"partners.Organisation:{city.other.pk}")
