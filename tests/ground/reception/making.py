"""The smallest front desk for a test."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from pacte.ground.partners.models import Organisation, Site
from pacte.ground.reception.models import Arrival, FrontDesk
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from tests.ground.people.making import organisation


def area(code: str = "75120", **values: Any) -> Territory:
    """An arrondissement."""
    named = {"kind": TerritoryKind.ARRONDISSEMENT, "name_fr": f"Arrondissement {code}", **values}
    return Territory.objects.get_or_create(code=code, defaults=named)[0]


def directorate(*members: Territory, code: str = "exemple-est") -> Territory:
    """A directorate that groups these arrondissements."""
    made = Territory.objects.create(code=code, kind=TerritoryKind.DIRECTORATE, name_fr=f"Direction {code}")
    made.members.set(members)
    return made


def desk(home: Organisation | None = None, territory: Territory | None = None) -> FrontDesk:
    """An open desk at a place of this organisation."""
    home = home or organisation()
    return FrontDesk.objects.create(site=Site.objects.create(organisation=home, name="Un lieu", territory=territory))


def came(at: FrontDesk, minutes_ago: int = 0, **values: Any) -> Arrival:
    """Somebody who came some minutes ago; `seen_after` minutes later they were called."""
    seen_after = values.pop("seen_after", None)
    arrived: datetime = values.pop("arrived_at", timezone.now() - timedelta(minutes=minutes_ago))
    day = values.pop("day", timezone.localdate())
    if seen_after is not None:
        values["called_at"] = arrived + timedelta(minutes=seen_after)
    number = Arrival.objects.filter(desk=at, day=day).count() + 1
    given = {"reason": "rights", "number": number, **values}
    return Arrival.objects.create(desk=at, day=day, arrived_at=arrived, **given)
