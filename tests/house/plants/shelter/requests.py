"""Requests: one waiting, one of a minor alone, one that a minor's path has closed, calls, words, a site not offered."""

from __future__ import annotations

from django.utils import timezone

from pacte.ground.declarations.access import Placement
from pacte.ground.declarations.crypto import seal
from pacte.street.shelter.models import Call, MinorPath, RequestEvent, RequestMember, ShelterRequest, SiteExclusion
from tests.house.city import City
from tests.house.plants.shelter import Planted
from tests.street.shelter.making import asked

SHEET = {
    "do": "save", "caller": "household", "outcome": "request", "source": "call", "m-0-who": "woman", "m-0-age": "30",
    "animals": "0", "way": "Un numéro",
}  # fmt: skip


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """The rows, and how to knock at each door."""
    city.offer_everywhere("shelter:queue")
    city.offer("shelter:call", Placement.OWN, SHEET)
    city.offer("shelter:new_request", Placement.OWN, SHEET)
    for placement, at in planted.items():
        _offer(city, placement, at)


def _offer(city: City, placement: Placement, at: Planted) -> None:
    request = at.request
    _dress(request)
    SiteExclusion.objects.create(request=request, site=at.site)
    Call.objects.create(night=request.night, outcome="request", request=request)
    minor = asked((16, "man"), kind="minor_alone", file=at.person.files.first())
    RequestMember.objects.filter(request=minor).update(person=at.person)
    _dress(minor)
    done = asked((15, "woman"), kind="minor_alone", state="handed_over", file=at.person.files.first())
    _dress(done)
    MinorPath.objects.create(
        request=done, duty_contact="Une astreinte", called_at=timezone.now(), sealed_named_adult=seal("Une adulte")
    )
    closed = asked((50, "man"), state="cancelled", file=at.person.files.first())
    RequestMember.objects.filter(request__in=[done, closed]).update(person=at.person)
    bodies = {
        "request": None, "request_edit": SHEET | {"m-0-was": "0"}, "request_take": {}, "request_let_go": {},
        "request_again": {"caller": "household", "words": "Des mots"}, "request_unmet": {"reason": "no_place"},
        "request_refusal": {"reason": "household_too_far"}, "request_cancel": {"words": "Des mots"},
        "request_exclude": {"site": at.site.pk},
    }  # fmt: skip
    for name, body in bodies.items():
        city.offer(f"shelter:{name}", placement, body, key=request.key)
    city.offer("shelter:request_reopen", placement, {}, key=closed.key)
    city.offer("shelter:request_offer_site", placement, {}, key=request.key, site=at.site.key)
    duty = {"duty_contact": "Une astreinte", "called_at": "2019-02-07T21:00", "named_adult": "Une adulte"}
    city.offer("shelter:minor", placement, duty, key=minor.key)


def _dress(request: ShelterRequest) -> None:
    """Something sealed in each text."""
    ShelterRequest.objects.filter(pk=request.pk).update(
        sealed_way=seal("Un numéro"), sealed_words=seal("Des mots"), external_id=f"SI-{request.pk}"
    )
    RequestEvent.objects.create(request=request, kind="received", sealed_words=seal("Des mots"))
