"""The smallest day centre for a test: a place with its services, an address given, lockers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.directory.models import Place, Service
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import Person
from pacte.street.day_centres.models import LockerSet, MailAddress
from pacte.street.day_centres.services import addresses
from pacte.street.day_centres.services.lockers import open_lockers
from tests.ground.directory.making import place


def centre(home: Organisation, *categories: str, **values: Any) -> Place:
    """A published day centre of this organisation, with mail addresses and lockers unless told otherwise."""
    made = place(home, **values)
    for category in categories or ("day_centre", "mail_address", "locker"):
        Service.objects.create(place=made, category=category)
    return made


def given(worker: User, person: Person, at: Place, starts_on: date | None = None, **values: Any) -> MailAddress:
    """An address given to this person from this day on (today by default)."""
    address = addresses.ask(worker, person.key, at.key, **values)
    return addresses.grant(worker, address.key, starts_on=starts_on or timezone.localdate())


def aged(address: MailAddress, days: int) -> MailAddress:
    """The same address with its dates so many days earlier."""
    shift = timedelta(days=days)
    for term in address.terms.all():
        term.starts_on, term.ends_on = term.starts_on - shift, term.ends_on - shift
        term.decided_on -= shift
        term.save()
    assert address.starts_on and address.ends_on
    address.starts_on, address.ends_on = address.starts_on - shift, address.ends_on - shift
    address.last_seen_on -= shift
    address.save()
    return address


def lockers(keeper: User, at: Place, count: int = 2) -> LockerSet:
    """So many lockers at this place."""
    return open_lockers(keeper, at.key, count)
