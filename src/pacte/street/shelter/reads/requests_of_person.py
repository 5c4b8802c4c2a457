"""One person's requests: through the household that asked, or through their file."""

from __future__ import annotations

from django.db.models import Q

from pacte.ground.people.models import Person

from ..models import RequestMember, ShelterRequest
from ..models.requests import ShelterRequestQuerySet

LATEST = 5
"""How many requests the person's page shows."""


def requests_of(person: Person) -> ShelterRequestQuerySet:
    """The person's requests, the latest first. The caller has asked who may know of the person."""
    within = RequestMember.objects.filter(person=person).values("request")
    return ShelterRequest.objects.filter(Q(pk__in=within) | Q(file__person=person)).order_by("-night", "-number")
