"""Front desks in the test city: behind each placement, one with somebody who waits and a minor alone."""

from __future__ import annotations

from django.utils import timezone

from pacte.ground.declarations.access import Placement
from pacte.ground.partners.models import Organisation, Site
from pacte.ground.people.models import Person
from pacte.ground.reception.models import Arrival, FrontDesk
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from tests.house.city import City


def plant(city: City) -> None:
    """The desks, their visits, the directorates, and how to knock at each."""
    directorates = {}
    for code, area in (("exemple-est", city.here), ("exemple-centre", city.there)):
        directorates[area.pk] = Territory.objects.create(code=code, kind=TerritoryKind.DIRECTORATE, name_fr=code)
        directorates[area.pk].members.add(area)
    _place(city, Placement.OWN, city.own, city.here, directorates[city.here.pk], "OWN-1")
    _place(city, Placement.OTHER_TERRITORY, city.own, city.there, directorates[city.there.pk], "AREA-1")
    _place(city, Placement.OTHER_ORGANISATION, city.other, city.here, directorates[city.here.pk], "ORG-1")
    free = Site.objects.create(organisation=city.own, name="Un lieu sans guichet", territory=city.here)
    city.offer("reception:open_desk", Placement.OWN, {"site": free.pk})


def _place(
    city: City, placement: Placement, organisation: Organisation, area: Territory, directorate: Territory, code: str
) -> None:
    site = Site.objects.create(organisation=organisation, name="Un lieu d’accueil", territory=area)
    desk = FrontDesk.objects.create(site=site)
    person = Person.objects.filter(pseudonym=f"TEST-{code}").first()
    waiting = Arrival.objects.create(desk=desk, number=1, reason="rights", person=person)
    minor = Arrival(desk=desk, number=2, reason="shelter", is_minor_alone=True, duty_called_at=timezone.now())
    minor.duty_contact, minor.named_adult = "Une permanence", "Une adulte"
    minor.save()
    ended = Arrival.objects.create(
        desk=desk, number=3, reason="other", ended_at=timezone.now(), outcome="left", person=person
    )
    closed = FrontDesk.objects.create(site=Site.objects.create(organisation=organisation, name="Clos", territory=area))
    key = person.key if person else ""
    duty = {"duty_contact": "Une permanence", "duty_called_at": "2019-02-07T09:00", "named_adult": "Une adulte"}
    colleague = city.users["regulator"].pk
    city.offer("reception:desk", placement, number=desk.pk)
    city.offer("reception:arrive", placement, {"reason": "rights"}, number=desk.pk)
    city.offer("reception:call", placement, number=desk.pk)
    city.offer("reception:close_desk", placement, number=closed.pk)
    city.offer("reception:arrival", placement, key=minor.key)
    city.offer("reception:end", placement, {"outcome": "met"}, key=waiting.key)
    city.offer("reception:reopen", placement, key=ended.key)
    city.offer("reception:hand_to", placement, {"to": colleague}, key=waiting.key)
    city.offer("reception:put_back", placement, key=waiting.key)
    city.offer("reception:duty", placement, duty, key=minor.key)
    city.offer("reception:link", placement, {"person": key}, key=minor.key)
    city.offer("reception:unlink", placement, key=waiting.key)
    city.offer("reception:directorate", placement, code=directorate.code)
