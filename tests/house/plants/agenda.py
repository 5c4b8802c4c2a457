"""Sessions in the test city: behind each placement, a session with a person and a worker of the city registered."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.agenda.models import Certificate, Feed, Registration, Session, Tour
from pacte.ground.declarations.access import Placement
from pacte.ground.directory.models import Place, Stop
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import Person
from pacte.ground.territory.models import Territory
from tests.house.city import City

_hours = count(1)
SECRET = "secret-of-the-test-city"


def plant(city: City) -> None:
    """Sessions, seats, certificates, a calendar's address, a tour, and how to knock at each."""
    _place(city, Placement.OWN, city.own, city.here, "OWN-1")
    _place(city, Placement.OTHER_TERRITORY, city.own, city.there, "AREA-1")
    _place(city, Placement.OTHER_ORGANISATION, city.other, city.here, "ORG-1")
    _everyone(city)
    itinerary = _itinerary(city.own, city.here)
    day = timezone.localdate() + timedelta(days=9)
    city.offer("agenda:new_tour", Placement.OWN, {"place": itinerary.pk, "day": day.isoformat()})
    city.offer("agenda:new", Placement.OWN, _typed(city, organisation=city.own.pk))


def _session(organisation: Organisation, area: Territory, **values: Any) -> Session:
    """A session of its own hour, so that nobody is booked twice."""
    start = timezone.now() + timedelta(days=2, hours=next(_hours))
    usual = {
        "kind": "workshop", "title": "Un atelier", "starts_at": start, "ends_at": start + timedelta(minutes=50),
        "capacity": 20, "registration": "both", "is_public": True,
    }  # fmt: skip
    return Session.objects.create(organisation=organisation, territory=area, **usual | values)


def _past(organisation: Organisation, area: Territory, **values: Any) -> Session:
    start = timezone.now() - timedelta(days=2, hours=next(_hours))
    return _session(organisation, area, starts_at=start, ends_at=start + timedelta(minutes=50), **values)


def _typed(city: City, **values: Any) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=5)
    usual = {
        "kind": "workshop", "title": "Un atelier", "area": city.here.code, "day": day.isoformat(), "starts": "09:00",
        "ends": "10:00", "registration": "free",
    }  # fmt: skip
    return usual | values


def _itinerary(organisation: Organisation, area: Territory) -> Place:
    place = Place.objects.create(
        organisation=organisation, name="Un service qui se déplace", kind="itinerary", status="published",
        territory=area,
    )  # fmt: skip
    Stop.objects.create(place=place, name="Un arrêt", territory=area, latitude=48.85, longitude=2.35, hours="24/7")
    return place


def _place(city: City, placement: Placement, organisation: Organisation, area: Territory, code: str) -> None:
    person = Person.objects.get(pseudonym=f"TEST-{code}")
    colleague = city.users["reader"]
    coming = _session(organisation, area)
    full = _session(organisation, area, capacity=1)
    past = _past(organisation, area, kind="training")
    booked = Registration.objects.create(
        session=coming, person=person, organisation=organisation, state="registered",
        registered_by=city.users["social_worker"],
    )  # fmt: skip
    named = {"account": colleague, "attendee_name": "Une collègue"}
    Registration.objects.create(session=coming, state="registered", **named)
    Registration.objects.create(session=full, state="waiting", **named)
    came = Registration.objects.create(session=past, state="attended", **named)
    permanence = _session(organisation, area, kind="drop_in", registration="free")
    itinerary = _itinerary(organisation, area)
    tour = Tour.objects.create(place=itinerary, organisation=organisation, day=timezone.localdate())
    typed = _typed(city, area=area.code)
    city.offer("agenda:session", placement, key=coming.key)
    city.offer("agenda:session_calendar", placement, key=coming.key)
    city.offer("agenda:register", placement, {"seats": "1"}, key=_session(organisation, area).key)
    city.offer("agenda:register_person", placement, {"person": person.key, "seats": "1"}, key=full.key)
    city.offer("agenda:take_off", placement, key=booked.key)
    city.offer("agenda:attendance", placement, {"state": "attended"}, key=came.key)
    city.offer("agenda:keep", placement, key=coming.key)
    city.offer("agenda:edit", placement, typed, key=coming.key)
    city.offer("agenda:cancel", placement, {"reason": "Une raison"}, key=coming.key)
    city.offer("agenda:slots", placement, {"minutes": 10, "posts": 1, "registration": "both"}, key=permanence.key)
    city.offer("agenda:all_present", placement, key=past.key)
    city.offer("agenda:count", placement, {"number": "12"}, key=past.key)
    city.offer("agenda:certify", placement, key=past.key)
    city.offer("agenda:tour", placement, key=tour.key)


def _everyone(city: City) -> None:
    """Each user's own seat and certificate; the address of one calendar."""
    training = _past(city.own, city.here, kind="training", title="Une formation")
    seats, numbers = {}, {}
    for place, user in enumerate(city.users.values()):
        own = _session(city.own, city.here)
        seats[user.pk] = Registration.objects.create(session=own, account=user, attendee_name="Moi", state="registered")
        numbers[user.pk] = Certificate.objects.create(
            number=f"2019-TEST-{place:04d}", session=training, account=user, holder_name="Moi", title=training.title,
            organiser=city.own.name, day=timezone.localdate(), minutes=50,
        ).number  # fmt: skip
    Feed.objects.create(user=city.users["social_worker"], digest=fingerprint(SECRET))
    first = next(iter(numbers.values()))

    def seat(user: User | None) -> Any:
        return seats[user.pk].key if user and user.pk in seats else next(iter(seats.values())).key

    def number(user: User | None) -> str:
        return numbers.get(user.pk, first) if user else first

    city.offer_everywhere("agenda:leave", key=seat)
    city.offer_everywhere("agenda:print_certificate", number=number)
    city.offer_everywhere("agenda:certificate", number=first)
    city.offer_everywhere("agenda:personal_calendar", secret=SECRET)
