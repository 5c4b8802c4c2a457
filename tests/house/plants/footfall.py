"""Counters in the test city: at each placement, a place where one counted today and corrected yesterday."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from pacte.ground.declarations.access import Placement
from pacte.ground.directory.models import Place, Service
from pacte.ground.footfall.models import Correction, Count
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory
from tests.house.city import City


def plant(city: City) -> None:
    """The places, what was counted there, and how to knock at each."""
    _place(city, Placement.OWN, city.own, city.here)
    _place(city, Placement.OTHER_TERRITORY, city.own, city.there)
    _place(city, Placement.OTHER_ORGANISATION, city.other, city.here)


def _place(city: City, placement: Placement, organisation: Organisation, area: Territory) -> None:
    place = Place.objects.create(
        organisation=organisation, territory=area, name="Un accueil où l’on compte", status="published"
    )
    Service.objects.create(place=place, category="day_centre")
    today = timezone.localdate()
    counted = Count.objects.create(place=place, kind="visit", day=today)
    yesterday = today - timedelta(days=1)
    Correction.objects.create(place=place, kind="visit", day=yesterday, difference=4, reason="Feuille de papier")
    fixed = {"day": yesterday.isoformat(), "kind": "visit", "total": "9", "reason": "Feuille de papier"}
    for name in ("counter", "figures", "export", "offline", "today"):
        city.offer(f"footfall:{name}", placement, key=place.key)
    city.offer("footfall:count", placement, {"kind": "visit", "client_id": uuid4()}, key=place.key)
    city.offer("footfall:undo", placement, {"client_id": counted.client_id}, key=place.key)
    city.offer("footfall:correct", placement, fixed, key=place.key)
    city.offer("footfall:kinds", placement, {"kinds": ["visit"]}, key=place.key)
