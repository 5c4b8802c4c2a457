"""Referrals to the line: each is a request of the queue, and its sender reads there what came of it.

What the sender wrote stays with the referral; the request keeps its subject, its source and its link.
"""

from __future__ import annotations

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.partners.enums import OrganisationKind, Role
from pacte.ground.partners.permissions import memberships_of
from pacte.ground.referrals.models import Referral

from ..enums.requests import LIVE_STATES, RequestEventKind, RequestSource, ShelterRequestState
from ..models import ShelterRequest
from ..reads import requests_people as reads
from ..reads.requests_people import age_of
from ..rules.requests import Asked, Someone
from . import requests
from . import requests_standing as standing
from .events import happened, locked

SCHEME = "emergency_line"
"""The scheme whose services are the line itself."""

SOURCES = {
    Role.OUTREACH_WORKER: RequestSource.OUTREACH,
    Role.SITE_MANAGER: RequestSource.DAY_CENTRE,
    Role.SOCIAL_WORKER: RequestSource.SOCIAL_WORKER,
}


def arrived(actor: User, referral: Referral) -> None:
    """A referral reaches the line: a request for tonight, whose composition is what is known of the person."""
    values = Asked(
        members=_members(actor, referral), source=_source(actor, referral), file=referral.file,
        household=referral.household, from_organisation=referral.from_organisation, to_complete=True,
    )  # fmt: skip
    requests.receive(actor, values, referral=referral)


def withdrawn(actor: User, referral: Referral) -> None:
    """The sender took it back: its request is cancelled, but a minor's stays, and so does one that has a place."""
    request = ShelterRequest.objects.filter(referral=referral, state__in=LIVE_STATES).first()
    if request is None:
        return
    held = locked(request)
    if held.is_minor_alone or held.placements.holding().exists() or held.calls.exists():
        happened(held, RequestEventKind.CHANGED, actor, reason="referral_withdrawn")
        return
    standing.close(held, ShelterRequestState.CANCELLED, timezone.now())
    happened(held, RequestEventKind.CANCELLED, actor, reason="referral_withdrawn")


def _source(actor: User, referral: Referral) -> RequestSource:
    """By the sender's role in the organisation that sends; a hospital's referrals come from a hospital."""
    if referral.from_organisation.kind == OrganisationKind.HEALTH:
        return RequestSource.HOSPITAL
    held = [each.role for each in memberships_of(actor) if each.organisation_id == referral.from_organisation_id]
    return next((SOURCES[Role(role)] for role in held if role in SOURCES), RequestSource.SOCIAL_WORKER)


def _members(actor: User, referral: Referral) -> tuple[Someone, ...]:
    """Who the referral is for, as far as their birth says their age; else nobody: the regulation asks."""
    if referral.household is not None:
        return reads.household_said(actor, referral.household)
    if referral.file is None or age_of(referral.file.person) is None:
        return ()
    person = referral.file.person
    return (Someone(age_of(person), person.gender, person=person),)
