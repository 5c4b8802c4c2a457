"""Scoped querysets of the room: what a user may see of editions, campaigns and the figures they ask for."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.db.models import Count, Q
from django.utils import timezone

from pacte.ground.indicators.permissions import CONTRIBUTING
from pacte.ground.partners.permissions import memberships_of

from . import snapshot
from .enums import RequestState
from .models import Campaign, Edition, EditionQuerySet, FigureRequest, FigureRequestQuerySet
from .permissions import Someone, may_steer
from .rules.alerts import Alert, alerts_of
from .snapshot_types import Snapshot


def snapshot_of(edition: Edition) -> Snapshot:
    """What this edition says: as it was frozen, or built now while it is open."""
    if edition.is_frozen:
        return cast(Snapshot, edition.snapshot)
    return snapshot.build(edition)


def latest_frozen() -> Edition | None:
    """The last frozen edition, by the end of its period; none before the first freeze."""
    return Edition.objects.frozen().select_related("pact__territory").order_by("-period_end", "-pk").first()


def is_intact(edition: Edition) -> bool:
    """Whether a frozen edition still is what was frozen, by its hash."""
    return edition.is_frozen and snapshot.digest(cast(Snapshot, edition.snapshot)) == edition.snapshot_sha256


def alerts(edition: Edition) -> list[Alert]:
    """What worries the pact's team in an edition, on its true figures: never for a public page."""
    if edition.is_frozen:
        return alerts_of(snapshot_of(edition))
    return alerts_of(snapshot.build(edition, protected=False))


def editions() -> EditionQuerySet:
    """Every edition, without its snapshot."""
    return Edition.objects.light().select_related("pact__territory")


def requests_visible_to(user: Someone) -> FigureRequestQuerySet:
    """All of them for the pact's team; for a contributor, those of their organisations on their territories.

    Nobody else sees any.
    """
    requests = FigureRequest.objects.select_related(
        "campaign__edition", "indicator", "territory", "organisation", "measurement"
    )
    if may_steer(user):
        return requests
    return requests.filter(_answerable_by(user))


def requests_to_answer_by(user: Someone) -> FigureRequestQuerySet:
    """Those that this user may fill in, as a contributor."""
    requests = FigureRequest.objects.select_related(
        "campaign__edition", "indicator", "territory", "organisation", "measurement"
    )
    return requests.filter(_answerable_by(user))


def _answerable_by(user: Someone) -> Q:
    """Requests covered by the user's memberships as a contributor. A territory covers those inside it."""
    covered = Q(pk__in=())
    for membership in memberships_of(user):
        if membership.role not in CONTRIBUTING:
            continue
        theirs = Q(organisation_id=membership.organisation_id)
        if membership.territory_id is not None:
            levels = ("territory", "territory__parent", "territory__parent__parent")
            inside = Q()
            for level in (*levels, "territory__parent__parent__parent"):
                inside |= Q(**{level: membership.territory_id})
            theirs &= inside
        covered |= theirs
    return covered


def campaigns_visible_to(user: Someone) -> list[Campaign]:
    """Campaigns in which this user has something to see, the running ones first."""
    campaigns = Campaign.objects.select_related("edition").defer("edition__snapshot")
    if not may_steer(user):
        campaigns = campaigns.filter(pk__in=requests_visible_to(user).order_by().values("campaign"))
    return sorted(campaigns, key=lambda campaign: campaign.closed_at is not None)


def completeness(requests: FigureRequestQuerySet, today: date | None = None) -> dict[RequestState, int]:
    """How many of these requests stand in each state; every state is there, in its order."""
    today = today or timezone.localdate()
    counted = requests.with_state(today).order_by().values_list("state").annotate(Count("pk"))
    found = dict(counted)
    return {state: found.get(state.value, 0) for state in RequestState}
