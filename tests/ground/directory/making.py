"""The smallest directory for a test: a place with a service, a refuge, a stop."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.utils import timezone

from pacte.ground.directory.models import Place, ProtectedDetails, Service, Stop
from pacte.ground.partners.models import Organisation

_numbers = count(1)
CENTRE = (48.8566, 2.3522)
"""A point in the test city, as latitude and longitude in degrees."""


def place(home: Organisation | None = None, **values: Any) -> Place:
    """A published place in the middle of the city, open on weekdays from nine to noon."""
    usual = {
        "name": f"Un lieu d’accueil {next(_numbers)}", "address": "1 rue de l’Exemple", "postal_code": "75120",
        "latitude": CENTRE[0], "longitude": CENTRE[1], "hours": "Mo-Fr 09:00-12:00; PH off", "status": "published",
        "reviewed_on": timezone.localdate(),
    }  # fmt: skip
    return Place.objects.create(organisation=home, **usual | values)


def refuge(home: Organisation, address: str = "", telephone: str = "", **values: Any) -> Place:
    """A published confidential place; what its team needs is sealed beside it."""
    from pacte.ground.declarations.crypto import seal

    hidden = Place.objects.create(
        organisation=home, name=f"Un refuge {next(_numbers)}", is_confidential=True,
        **{"status": "published", "hours": "24/7"} | values,
    )  # fmt: skip
    sealed = {
        "sealed_address": seal(address or "9 rue Cachée"),
        "sealed_telephone": seal(telephone or "01 00 00 00 00"),
    }
    ProtectedDetails.objects.create(place=hidden, **sealed)
    return hidden


def service(at: Place, category: str = "shower", **values: Any) -> Service:
    """What the place does."""
    return Service.objects.create(place=at, category=category, **values)


def stop(of: Place, hours: str = "Mo 10:00-12:00", **values: Any) -> Stop:
    """A stop of an itinerary."""
    usual = {"name": f"Un arrêt {next(_numbers)}", "latitude": CENTRE[0], "longitude": CENTRE[1], "hours": hours}
    return Stop.objects.create(place=of, **usual | values)
