"""The smallest counter for a test: an organisation, its place with what it offers, somebody who counts there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.agenda.models import Session
from pacte.ground.directory.models import Place
from pacte.ground.footfall import reads, services
from pacte.ground.footfall.models import Count
from pacte.ground.partners.models import Organisation
from tests.ground.directory.making import place, service
from tests.ground.people.making import organisation, worker


@dataclass
class Counter:
    """A place of an organisation, and its manager."""

    home: Organisation
    place: Place
    manager: User

    def count(self, kind: str = "visit", client_id: UUID | None = None, **values: Any) -> Count:
        return services.count(self.manager, self.place, kind, client_id=client_id or uuid4(), **values)

    def total(self, kind: str = "visit", **values: Any) -> int:
        """Today's total of this kind at this place."""
        today = values.get("day") or timezone.localdate()
        return sum(row.quantity for row in reads.totals([self.place.pk], [kind], today, today))

    def colleague(self, role: str = "volunteer") -> User:
        return worker(self.home, role)


def counter(*categories: str) -> Counter:
    """A day centre with showers unless other services are named."""
    home = organisation()
    at = place(home)
    for category in categories or ("day_centre", "shower"):
        service(at, category)
    return Counter(home, at, worker(home, "site_manager"))


def stop_session(at: Place, **values: Any) -> Session:
    """A stop of the mobile town hall, under way."""
    now = timezone.now()
    usual = {
        "kind": "mobile_stop", "title": "Un arrêt", "starts_at": now - timedelta(hours=1),
        "ends_at": now + timedelta(hours=1), "organisation": at.organisation, "place": at,
    }  # fmt: skip
    return Session.objects.create(**usual | values)
