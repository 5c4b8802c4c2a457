"""The demonstration's editions: 2019 told and frozen, the next one in collection with its late and returned figures.

Achievements are facts told in our own words (`data/achievements.toml`). Values of the next edition are invented and
each of them says so.
"""

from __future__ import annotations

import random
import tomllib
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan, Size
from pacte.ground.indicators.enums import CountingUnit, FigureKind, MeasurementStatus, Qualifier
from pacte.ground.indicators.models import Measurement
from pacte.ground.indicators.reads import definition_of
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from pacte.pact.commitments.models import Node, Pact

from . import services
from .models import Campaign, Edition, FigureRequest, Transition

DATA = Path(__file__).parent / "data" / "achievements.toml"
INVENTED = "Donnée de démonstration, inventée"
FIRST_DAY, LAST_DAY = date(2015, 1, 1), date(2019, 9, 30)
NEXT_FIRST, NEXT_LAST = date(2019, 10, 1), date(2020, 9, 30)
DUE_IN = timedelta(days=10)
LATE_BY = timedelta(days=12)
RETURN_REASON = "Exemple de retour : la méthode manque. Dites comment les personnes sont comptées."
STORY = (
    ("approved", 0.30), ("submitted", 0.14), ("returned", 0.08), ("draft", 0.12), ("late", 0.18), ("awaited", 0.18),
)  # fmt: skip
"""The share of the figures asked that stand in each state."""
PINNED = {
    "rights_appointments": "returned",
    "convergence_dynamic_exits": "draft",
    "convergence_permanent_contracts": "late",
    "convergence_lasting_homes": "awaited",
}
"""What the two demonstration contributors find on their list."""
GIVEN_STATES = {
    "approved": ("draft", "submitted", "approved"), "submitted": ("draft", "submitted"),
    "returned": ("draft", "submitted", "returned"), "draft": ("draft",),
}  # fmt: skip


def load(plan: Plan) -> None:
    """Add both editions. Loading again changes nothing."""
    pact = Pact.objects.select_related("territory").order_by("starts_on").first()
    team = User.objects.filter(email="pact_team@demo.pacte.example").first()
    if pact is None or team is None or Edition.objects.filter(pact=pact).exists():
        return
    _frozen(pact, team)
    _collecting(pact, team, plan)


def _frozen(pact: Pact, team: User) -> None:
    """The edition of the fourth annual meeting. The exact day of the meeting is not known to us."""
    edition = services.open_edition(
        team, pact, code="2019", title_fr="Quatrième rencontre annuelle du Pacte",
        title_en="Fourth annual meeting of the pact", period_start=FIRST_DAY, period_end=LAST_DAY,
    )  # fmt: skip
    nodes = {node.code: node for node in Node.objects.filter(level__pact=pact)}
    for order, told in enumerate(tomllib.loads(DATA.read_text(encoding="utf-8"))["achievement"]):
        fields = {name: value for name, value in told.items() if name != "node"}
        services.add_achievement(team, edition, nodes[told["node"]], order=order, **fields)
    services.freeze(team, edition)


def _collecting(pact: Pact, team: User, plan: Plan) -> None:
    """The next edition, asked of every owner; a full city also asks it of each arrondissement."""
    edition = services.open_edition(
        team, pact, code="2020", title_fr="Cinquième rencontre annuelle du Pacte",
        title_en="Fifth annual meeting of the pact", period_start=NEXT_FIRST, period_end=NEXT_LAST,
    )  # fmt: skip
    places = [pact.territory]
    if plan.size == Size.FULL:
        places += Territory.objects.filter(kind=TerritoryKind.ARRONDISSEMENT).order_by("code")
    campaign = services.open_campaign(
        team, edition, title="Collecte de la cinquième rencontre", period_start=NEXT_FIRST, period_end=NEXT_LAST,
        opens_on=plan.today - timedelta(days=40), due_on=plan.today + DUE_IN, territories=places,
    )  # fmt: skip
    draw = plan.random("campaigns")
    requests = list(
        campaign.requests.select_related("indicator", "organisation", "territory").order_by("indicator__code", "pk")
    )
    draw.shuffle(requests)
    states = dict(zip([request.pk for request in requests], _states(len(requests)), strict=True))
    for request in requests:
        is_city = request.territory_id == pact.territory_id
        state = PINNED.get(request.indicator.code, states[request.pk]) if is_city else states[request.pk]
        if state in GIVEN_STATES:
            _answer(campaign, request, state, team, draw)
        elif state == "late":
            request.due_on = plan.today - LATE_BY
            request.save(update_fields=["due_on"])


def _states(count: int) -> list[str]:
    """As many states as figures asked, in the shares of STORY."""
    found: list[str] = []
    for state, share in STORY:
        found += [state] * round(share * count)
    return (found + ["awaited"] * count)[:count]


def _answer(campaign: Campaign, request: FigureRequest, state: str, team: User, draw: random.Random) -> None:
    """An invented answer, brought by the verbs' own steps to the state that is wanted."""
    definition = definition_of(request.indicator, campaign.period_end)
    assert definition is not None
    author = _author(request) or team
    answer = Measurement(
        definition=definition, territory=request.territory, unit=request.unit, kind=request.kind,
        period_start=request.period_start, period_end=request.period_end, contributor=request.organisation,
        status=state, qualifier=Qualifier.EXACT, source=request.organisation.name, note=INVENTED,
        origin="demonstration", created_by=author, **_value(request, draw),
    )  # fmt: skip
    if state == MeasurementStatus.APPROVED:
        answer.approved_by, answer.approved_at = team, timezone.now()
    if state == MeasurementStatus.RETURNED:
        answer.review_note = RETURN_REASON
    answer.save()
    request.measurement = answer
    request.save(update_fields=["measurement"])
    steps = GIVEN_STATES[state]
    for before, after in zip(("", *steps), steps, strict=False):
        decided = after in {"approved", "returned"}
        Transition.objects.create(
            measurement=answer, source=before, target=after, actor=team if decided else author,
            reason=RETURN_REASON if after == "returned" else "",
        )  # fmt: skip


def _author(request: FigureRequest) -> User | None:
    held = request.organisation.memberships.filter(role="contributor", user__is_demonstration=True)
    membership = held.select_related("user").first()
    return membership.user if membership else None


def _value(request: FigureRequest, draw: random.Random) -> dict[str, Any]:
    """Near the last approved value of the whole city, or a small share of it for an arrondissement."""
    known_values = Measurement.objects.current().filter(definition__indicator=request.indicator_id)
    last = known_values.exclude(note=INVENTED).order_by("period_end", "pk").last()
    known = float(last.value) if last else 100.0
    base = last.base if last and last.base else "Base inventée pour la démonstration"
    share = 1.0 if request.territory.kind == TerritoryKind.CITY else draw.uniform(0.02, 0.09)
    moved = known * share * draw.uniform(0.94, 1.08)
    if request.unit == CountingUnit.PERCENT:
        kept = moved if request.kind == FigureKind.CHANGE else min(max(known * draw.uniform(0.94, 1.08), 0), 100)
        return {"value": Decimal(round(kept)), "base": base}
    return {"value": Decimal(max(1, round(moved)))}
