"""How to knock at the doors of keeping."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from pacte.ground.declarations.access import Placement
from pacte.ground.directory.models import HeldLabel, NetworkLabel, Place, PlaceChange, PremisesMerger, Proposal
from pacte.ground.directory.permissions import KEEPING_ROLES
from tests.house.city import City

from . import Planted

STOP = {"name": "Un arrêt", "order": 1, "latitude": "48,85", "longitude": "2,35", "hours": "Mo 10:00-12:00"}
PERIOD = {"kind": "closed", "reason": "works", "first_day": "2031-08-01", "last_day": "2031-08-31"}


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """URL arguments and bodies for each route of the part."""
    label = NetworkLabel.objects.create(code="exemple", name_fr="Un réseau")
    merger = PremisesMerger.objects.create(territory=city.here, title="Un regroupement")
    city.offer("directory:new", Placement.OWN, {
        "name": "Un lieu", "kind": "fixed", "audience_rule": "everyone", "organisation": city.own.pk,
        "territory": city.here.pk,
    })  # fmt: skip
    for placement, behind in planted.items():
        _place(city, placement, behind)
        _team(city, placement, behind, label)
    city.offer_everywhere("directory:label", code="exemple")
    city.offer_everywhere("directory:edit_label", {"name_fr": "Un autre nom"}, code="exemple")
    city.offer("directory:new_label", Placement.OWN, {"code": "autre", "name_fr": "Un autre réseau"})
    city.offer("directory:policy", Placement.OWN, {"review_months": 6, "saturation_hours": 4})
    city.offer("directory:new_merger", Placement.OWN, {"territory": city.here.pk, "title": "Un regroupement"})
    body = {"territory": city.here.pk, "title": "Un regroupement", "state": "works"}
    city.offer_everywhere("directory:merger", body, key=merger.key)


def _place(city: City, placement: Placement, behind: Planted) -> None:
    place = behind.place
    PlaceChange.objects.create(place=place, changes={"hours": ["", place.hours]}, author=city.users["site_manager"])
    entry = {"name": "Un lieu", "kind": "fixed", "audience_rule": "everyone", "organisation": place.organisation_id}
    for route in ("keep", "publish", "archive", "confirm", "history"):
        city.offer(f"directory:{route}", placement, key=place.key)
    city.offer("directory:edit", placement, {**entry, "territory": place.territory_id}, key=place.key)
    city.offer("directory:saturate", placement, {"level": "high"}, key=place.key)
    service = {"category": "laundry", "audience_rule": "everyone"}
    city.offer("directory:add_service", placement, service, key=place.key)
    city.offer("directory:edit_service", placement, service, key=place.key, service=behind.service.key)
    city.offer("directory:remove_service", placement, key=place.key, service=behind.service.key)
    city.offer("directory:add_stop", placement, STOP, key=behind.itinerary.key)
    city.offer("directory:edit_stop", placement, STOP, key=behind.itinerary.key, stop=behind.stop.key)
    city.offer("directory:remove_stop", placement, key=behind.itinerary.key, stop=behind.stop.key)
    city.offer("directory:add_period", placement, PERIOD, key=place.key)
    city.offer("directory:end_period", placement, key=place.key, period=behind.period.key)
    city.offer("directory:put_photo", placement, key=place.key)
    city.offer("directory:remove_photo", placement, key=place.key)
    city.offer("directory:hide", placement, {"is_sure": "on"}, key=place.key)


def _team(city: City, placement: Placement, behind: Planted, label: NetworkLabel) -> None:
    refuge, place = behind.refuge, behind.place
    details = {"address": "9 rue Cachée", "telephone": "01 00 00 00 00"}
    city.offer("directory:protected", placement, key=refuge.key)
    city.offer("directory:keep_protected", placement, details, key=refuge.key)
    city.offer("directory:reveal", placement, {"reason": "moved"}, key=refuge.key)
    held = HeldLabel.objects.create(place=place, label=label, held_from=date(2019, 1, 1))
    granted = {"label": "exemple", "held_from": "2019-01-01"}
    city.offer("directory:grant_label", placement, granted, key=behind.itinerary.key)
    city.offer("directory:withdraw_label", placement, {"held_until": "2019-06-30"}, key=place.key, number=held.pk)
    proposal = _proposal(place, city.users["site_manager"])
    city.offer("directory:proposal", placement, {"words": "Donnez le numéro."}, key=proposal.key)
    city.offer("directory:publish_proposal", placement, key=proposal.key)
    city.offer("directory:withdraw_proposal", placement, key=_own(city, place, proposal))


def _own(city: City, place: Place, one: Proposal) -> Callable[[Any], Any]:
    """A change that the knocker proposed, when they are of those who propose."""
    theirs = {city.users[role].pk: _proposal(place, city.users[role]).key for role in KEEPING_ROLES}
    return lambda user: theirs.get(user.pk, one.key) if user else one.key


def _proposal(place: Place, author: Any) -> Proposal:
    return Proposal.objects.create(place=place, author=author, values={"description": "Une porte bleue."})
