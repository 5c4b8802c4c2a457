"""Mail addresses: one asked, one given with mail that waits."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from pacte.ground.declarations.access import Placement
from pacte.street.day_centres.models import MailAddress, MailNotice, MailTerm
from tests.house.city import City
from tests.house.plants.day_centres import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """The rows, and how to knock at each door."""
    for placement, at in planted.items():
        _offer(city, placement, at)


def _offer(city: City, placement: Placement, at: Planted) -> None:
    today = timezone.localdate()
    given = MailAddress.objects.create(
        place=at.place,
        person=at.person,
        box=1,
        starts_on=today - timedelta(days=340),
        ends_on=today + timedelta(days=25),
    )
    MailTerm.objects.create(
        address=given, place=at.place, starts_on=today - timedelta(days=340), ends_on=today + timedelta(days=25)
    )
    notice = MailNotice.objects.create(place=at.place, address=given, received_on=today - timedelta(days=40))
    asked = MailAddress.objects.create(place=at.place, person=at.other)
    empty = MailAddress.objects.create(
        place=at.place, person=None, box=2, starts_on=today, ends_on=today + timedelta(days=364)
    )
    city.offer("day_centres:mail_desk", placement, {"box": 1}, key=at.place.key)
    city.offer("day_centres:mail_receive", placement, {"box": 1, "kind": "letter", "quantity": 1}, key=at.place.key)
    city.offer("day_centres:mail_hand_over", placement, key=given.key)
    city.offer("day_centres:mail_presence", placement, key=empty.key)
    city.offer("day_centres:mail_send_back", placement, key=notice.key)
    city.offer("day_centres:addresses", placement, key=at.place.key)
    city.offer("day_centres:address_ask", placement, {"place": at.place.key}, key=at.person.key)
    city.offer("day_centres:address", placement, key=given.key)
    city.offer("day_centres:address_grant", placement, {"starts_on": today.isoformat()}, key=asked.key)
    city.offer("day_centres:address_refuse", placement, {"reason": "other"}, key=asked.key)
    city.offer("day_centres:address_renew", placement, key=given.key)
    city.offer("day_centres:address_end", placement, {"reason": "asked"}, key=asked.key)
    city.offer("day_centres:address_messages", placement, {"wants": "1"}, key=given.key)
    city.offer("day_centres:address_tell", placement, key=given.key)
    city.offer("day_centres:address_told", placement, {"how": "relay"}, key=given.key)
    city.offer("day_centres:address_attestation", placement, key=given.key)
