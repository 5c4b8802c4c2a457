"""What a user may see of campaigns and of the figures they ask for. No membership, nothing to see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from pacte.ground.indicators.enums import MeasurementStatus
from pacte.ground.indicators.models import Measurement
from pacte.ground.indicators.permissions import CONTRIBUTING
from pacte.ground.indicators.reads import definition_of
from pacte.ground.jobs.models import Job
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import memberships_of

from ..enums import EditionState, RequestState
from ..models import Campaign, FigureRequest, FigureRequestQuerySet, SpreadsheetImport
from ..permissions import Someone, may_steer

RELATED = ("campaign__edition", "indicator", "territory", "organisation", "measurement")
LEVELS = ("territory", "territory__parent", "territory__parent__parent", "territory__parent__parent__parent")
"""A membership on one of these covers the request: its territory, or one that contains it."""


def requests_visible_to(user: Someone) -> FigureRequestQuerySet:
    """All of them for the pact's team; for a contributor, those of their organisations on their territories."""
    if may_steer(user):
        return _requests()
    return requests_to_answer_by(user)


def requests_to_answer_by(user: Someone) -> FigureRequestQuerySet:
    """Those that this user may fill in, as a contributor."""
    return _requests().filter(_answerable_by(user))


def _requests() -> FigureRequestQuerySet:
    return FigureRequest.objects.select_related(*RELATED).defer("campaign__edition__snapshot")


def _answerable_by(user: Someone) -> Q:
    """Requests covered by the user's memberships as a contributor."""
    covered = Q(pk__in=())
    for membership in memberships_of(user):
        if membership.role not in CONTRIBUTING:
            continue
        theirs = Q(organisation_id=membership.organisation_id)
        if membership.territory_id is not None:
            inside = Q()
            for level in LEVELS:
                inside |= Q(**{level: membership.territory_id})
            theirs &= inside
        covered |= theirs
    return covered


def requests_in_full(user: Someone) -> FigureRequestQuerySet:
    """Those that the user sees, each with its label and its state, for one page about one of them."""
    return requests_visible_to(user).with_label().with_state(timezone.localdate())


def to_report(user: Someone, today: date) -> FigureRequestQuerySet:
    """What this contributor still has to report, the most pressing first."""
    rows = requests_to_answer_by(user).needing_report(today).with_label()
    return rows.order_by("due_on", "campaign", "indicator__code", "territory__code")


def requests_to_decide(campaign: Campaign) -> FigureRequestQuerySet:
    """What waits for the pact's team in a campaign."""
    rows = _requests().filter(campaign=campaign, measurement__status=MeasurementStatus.SUBMITTED)
    return rows.with_label().order_by("indicator__code", "territory__code", "period_end")


def narrowed(requests: FigureRequestQuerySet, wanted: Mapping[str, Any]) -> FigureRequestQuerySet:
    """The requests in the state and of the organisation that are wanted, with their label."""
    states = [wanted["state"]] if wanted.get("state") else RequestState.values
    rows = requests.in_state(timezone.localdate(), *states).with_label()
    if wanted.get("organisation"):
        rows = rows.filter(organisation=wanted["organisation"])
    return rows.order_by("due_on", "indicator__code", "territory__code", "period_end")


def completeness(requests: FigureRequestQuerySet, today: date | None = None) -> dict[RequestState, int]:
    """How many of these requests stand in each state; every state is there, in its order."""
    rows: Any = requests.with_state(today or timezone.localdate()).order_by()
    found = {row["state"]: row["count"] for row in rows.values("state").annotate(count=Count("pk"))}
    return {state: found.get(state.value, 0) for state in RequestState}


def organisations_asked(requests: FigureRequestQuerySet) -> QuerySet[Organisation]:
    """The organisations of which something is asked, among these requests."""
    return Organisation.objects.filter(pk__in=requests.order_by().values("organisation"))


def campaigns_seen_by(user: Someone) -> QuerySet[Campaign]:
    """Campaigns in which this user has something to see: all of them for the pact's team."""
    campaigns = Campaign.objects.select_related("edition").defer("edition__snapshot")
    return campaigns if may_steer(user) else _answered(campaigns, user)


def campaigns_answered_by(user: Someone) -> QuerySet[Campaign]:
    """Campaigns in which something is asked of this contributor."""
    return _answered(Campaign.objects.select_related("edition").defer("edition__snapshot"), user)


def _answered(campaigns: QuerySet[Campaign], user: Someone) -> QuerySet[Campaign]:
    asked = FigureRequest.objects.filter(_answerable_by(user)).order_by().values("campaign")
    return campaigns.filter(pk__in=asked).order_by(F("closed_at").desc(nulls_first=True), "-opens_on")


def takes_answers(request: FigureRequest) -> bool:
    """Whether its campaign runs and its answer is still its contributor's."""
    campaign, answer = request.campaign, request.measurement
    if campaign.closed_at is not None or campaign.edition.state != EditionState.OPEN:
        return False
    return answer is None or answer.status in {MeasurementStatus.DRAFT, MeasurementStatus.RETURNED}


def beside(request: FigureRequest) -> dict[str, Any]:
    """What helps to answer: the indicator's sheet, the last approved figures, who decided what so far."""
    earlier = Measurement.objects.current().filter(
        definition__indicator=request.indicator_id, territory=request.territory_id
    )
    answer = request.measurement
    if answer is not None:
        earlier = earlier.exclude(pk=answer.pk)
    return {
        "sheet": definition_of(request.indicator, request.campaign.period_end),
        "earlier": earlier.select_related("definition").order_by(F("period_end").desc(nulls_last=True), "-pk")[:5],
        "steps": answer.transitions.select_related("actor") if answer is not None else (),
    }


def imports_visible_to(user: Someone) -> QuerySet[SpreadsheetImport]:
    """The user's own; all of them for the pact's team."""
    rows = SpreadsheetImport.objects.select_related("campaign__edition").defer("campaign__edition__snapshot")
    return rows if may_steer(user) else rows.filter(actor_id=user.pk)


def job_of(received: SpreadsheetImport) -> Job | None:
    """The job that reads the file, when it was too large to be read at once."""
    return Job.objects.filter(key=received.job_key).first() if received.job_key else None
