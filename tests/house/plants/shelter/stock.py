"""Sites and lots: a confidential site with its sealed address, a closure, tonight's declaration and its link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from pacte.ground.accounts.rules import fingerprint
from pacte.ground.declarations.access import Placement
from pacte.ground.declarations.crypto import seal
from pacte.street.shelter.models import Closure, DeclarationLink, LotNight, ShelterSite, SiteAddress
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.rules.declaring import link_expires
from tests.house.city import City
from tests.house.plants.shelter import Planted
from tests.street.shelter.making import declared, lot, site


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """The rows, and how to knock at each door."""
    for placement, at in planted.items():
        hidden = site(at.site.organisation, name="Un lieu discret", is_confidential=True)
        SiteAddress.objects.create(site=hidden, sealed_address=seal("1 rue Cachée"), sealed_telephone=seal("01"))
        lot(hidden, 2, free=1)
        _offer(city, placement, at, hidden)
    city.offer_everywhere("shelter:new_site", {"name": "Un site de plus", "kind": "emergency"})
    city.offer_everywhere("shelter:evening", {"ask_at": "17:00", "late_at": "18:00", "notice_nights": "14"})


def _offer(city: City, placement: Placement, at: Planted, hidden: ShelterSite) -> None:
    tonight = night_at()
    ahead = (tonight + timedelta(days=3)).isoformat()
    later = (tonight + timedelta(days=20)).isoformat()
    closing = {"reason": "works", "from_night": ahead, "until_night": ahead}
    closed = Closure.objects.create(
        site=at.site, lot=at.lot, units=1, reason="works", words="Plomberie", from_night=tonight + timedelta(days=9)
    )
    token = f"link-{placement}"
    DeclarationLink.objects.create(
        site=at.site, night=tonight, digest=fingerprint(token), expires_at=timezone.make_aware(link_expires(tonight))
    )
    declared(at.lot, 6)
    LotNight.objects.create(lot=at.lot, night=tonight - timedelta(days=1), capacity=6, places=6)
    free = {at.lot.key.hex: "2", "night": tonight.isoformat()}
    here: dict[str, Any] = {"key": at.site.key}
    what = {"name": at.site.name, "kind": "emergency", "address": "3 rue de l’Exemple", "evening_email": "a@b.example"}
    room: dict[str, Any] = {"name": "Un lot", "kind": "beds", "audience": "anyone"}
    city.offer("shelter:site", placement, **here)
    city.offer("shelter:edit_site", placement, what, **here)
    city.offer("shelter:site_address", placement, {"address": "1 rue Cachée"}, key=hidden.key)
    city.offer("shelter:declare", placement, free, **here)
    city.offer("shelter:make_link", placement, **here)
    city.offer("shelter:declare_by_link", placement, free, token=token)
    city.offer("shelter:presence", placement, {"night": (tonight - timedelta(days=1)).isoformat()}, **here)
    city.offer("shelter:new_lot", placement, {**room, "units": "2", "from_night": ahead}, **here)
    city.offer("shelter:edit_lot", placement, {**room, "name": at.lot.name}, key=at.lot.key)
    city.offer("shelter:lot_capacity", placement, {"units": "6", "from_night": ahead}, key=at.lot.key)
    city.offer("shelter:close_lot", placement, {**closing, "units": "1"}, key=at.lot.key)
    city.offer("shelter:close_site", placement, {**closing, "from_night": ahead}, **here)
    city.offer("shelter:closure", placement, {"until_night": later}, key=closed.key)
