"""The smallest agenda for a test: a session, who takes part."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.agenda.models import Registration, Session
from pacte.ground.partners.models import Organisation

_numbers = count(1)


def session(home: Organisation, *, hours: float = 48, minutes: int = 60, **values: Any) -> Session:
    """A public workshop that begins in so many hours (before now when negative), by registration of any kind."""
    start = timezone.now() + timedelta(hours=hours)
    usual = {
        "kind": "workshop", "title": f"Un atelier {next(_numbers)}", "starts_at": start,
        "ends_at": start + timedelta(minutes=minutes), "registration": "both", "is_public": True,
    }  # fmt: skip
    return Session.objects.create(organisation=home, **usual | values)


def account() -> User:
    """Somebody with an account and no role."""
    return User.objects.create_user(
        f"account{next(_numbers)}@pacte.example", display_name=f"Une personne {next(_numbers)}", is_demonstration=True
    )


def registered(at: Session, who: User | None = None, state: str = "registered", **values: Any) -> Registration:
    """A seat, put in the database as it stands."""
    named = {"account": who, "attendee_name": who.display_name} if who else {}
    return Registration.objects.create(session=at, state=state, **named | values)
