"""The smallest desk for a test: an officer, and a request that stands at some point of its way."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.data_protection.models import Request
from pacte.ground.data_protection.services import requests
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import Person
from tests.ground.people.making import worker


def officer() -> User:
    """Somebody who holds the desk."""
    city, _made = Organisation.objects.get_or_create(slug="city", defaults={"name": "La ville", "kind": "city"})
    return worker(city, Role.DATA_PROTECTION)


def signed_in(user: User) -> Client:
    """A browser in which this user is signed in."""
    client = Client()
    client.force_login(user)
    return client


def received(by: User, kind: str = "access", *, asked_by: str = "self", on: date | None = None) -> Request:
    """A request just recorded."""
    return requests.receive(
        by, kind=kind, asked_by=asked_by, channel="desk", received_on=on or timezone.localdate(), words="Mes données"
    )


def ready(by: User, person: Person, kind: str = "access", **told: Any) -> Request:
    """A request of the person's own, ready to be acted on."""
    request = received(by, kind)
    requests.check_identity(by, request, proof="papers", **told)
    request.refresh_from_db()
    requests.choose(by, request, person.key)
    request.refresh_from_db()
    return request
