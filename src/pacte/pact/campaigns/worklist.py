"""What collections ask of a user: figures to report, figures to decide on, editions that worry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.accounts.models import User
from pacte.ground.indicators.enums import MeasurementStatus
from pacte.ground.worklist.rules import Entry, Urgency

from . import reads
from .enums import RequestState
from .models import Campaign
from .permissions import may_contribute, may_steer

ONE_BY_ONE = 5
"""Up to so many figures are named; more are one entry that opens the list."""
ALERTS_KEPT = 600
"""Seconds for which the number of an edition's alerts is remembered: counting them reads the whole edition."""


def needs_reporting(user: User, today: date) -> Iterable[Entry]:
    """Figures awaited, late, begun or returned, of the user's organisations."""
    if not may_contribute(user):
        return
    found = reads.requests_to_answer_by(user).needing_report(today).with_label()
    requests: list[Any] = list(found.order_by("due_on", "indicator__code"))
    returned = [request for request in requests if request.state == RequestState.RETURNED]
    others = [request for request in requests if request.state != RequestState.RETURNED]
    for request in returned[:ONE_BY_ONE]:
        yield _one(request, today, _("Corriger"), request.measurement.review_note)
    if len(others) <= ONE_BY_ONE:
        for request in others:
            yield _one(request, today, _("Renseigner"), "")
        return
    late = sum(request.due_on < today for request in others)
    yield Entry(
        kind=_("Chiffres à renseigner"),
        title=ngettext("%(count)d chiffre à renseigner", "%(count)d chiffres à renseigner", len(others))
        % {"count": len(others)},
        url=reverse("campaigns:mine"),
        act=_("Ouvrir la liste"),
        due=others[0].due_on,
        urgency=Urgency.of(others[0].due_on, today),
        detail=ngettext("dont %(count)d en retard", "dont %(count)d en retard", late) % {"count": late} if late else "",
    )


def _one(request: Any, today: date, act: str, detail: str) -> Entry:
    return Entry(
        kind=str(RequestState(request.state).label),
        title=request.label,
        url=reverse("campaigns:figure", kwargs={"pk": request.pk}),
        act=act,
        due=request.due_on,
        urgency=Urgency.of(request.due_on, today),
        detail=detail,
    )


def to_approve(user: User, today: date) -> Iterable[Entry]:
    """Figures that wait for the pact's team, one entry a campaign."""
    if not may_steer(user):
        return
    waiting = Campaign.objects.filter(
        requests__measurement__status=MeasurementStatus.SUBMITTED, edition__state="open"
    ).annotate(waiting=Count("requests"), first=Min("requests__due_on"))
    for campaign in waiting:
        yield Entry(
            kind=_("Chiffres à valider"),
            title=ngettext("%(count)d chiffre à valider", "%(count)d chiffres à valider", campaign.waiting)
            % {"count": campaign.waiting},
            url=reverse("campaigns:review_queue", kwargs={"pk": campaign.pk}),
            act=_("Valider ou renvoyer"),
            due=campaign.due_on,
            urgency=Urgency.of(campaign.due_on, today),
            detail=campaign.title,
        )


def worries(user: User, today: date) -> Iterable[Entry]:
    """Open editions that have alerts, for the pact's team."""
    if not may_steer(user):
        return
    for edition in reads.editions().open():
        count = cache.get_or_set(
            f"campaigns.alerts.{edition.pk}", lambda edition=edition: len(reads.alerts(edition)), ALERTS_KEPT
        )
        if count:
            yield Entry(
                kind=_("Alertes"),
                title=ngettext("%(count)d alerte", "%(count)d alertes", count) % {"count": count},
                url=reverse("campaigns:alerts", kwargs={"pk": edition.pk}),
                act=_("Voir les alertes"),
                due=None,
                urgency=Urgency.LATER,
                detail=edition.title_fr,
            )


PROVIDERS = [needs_reporting, to_approve, worries]
