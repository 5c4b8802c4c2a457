"""The demonstration's evictions: a season at every stage, three years that are over, a session, figures. All invented.

Cases that are over belong to nobody: their persons were anonymised, as retention does; they are there to be counted.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from pacte.ground.accounts.demo import DOMAIN
from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.enums import CaseEventKind
from pacte.ground.pathways.models import Case, PathwayScheme
from pacte.ground.pathways.reads.stories import version_on
from pacte.ground.pathways.services import cases, recording
from pacte.ground.pathways.services.case_appending import Entry, append_all
from pacte.ground.people.models import File
from pacte.ground.people.reads.visibility import followed_by
from pacte.ground.territory.models import Territory

from .enums import SCHEME
from .models import ExplocMapping, YearFigure
from .rules.exploc import ALIASES
from .services import commission, diagnosis, evictions, figures
from .services.figures import Said

Told = tuple[str, int]
"""A step, and how many days ago it happened (negative: planned so many days ahead)."""

EARLY: list[Told] = [("arrears_reported", 40), ("payment_order_served", 20)]
COURT: list[Told] = [("payment_order_served", 150), ("summons_served", 50), ("summons_notified", 48)]
LATE: list[Told] = [
    ("payment_order_served", 420), ("summons_served", 330), ("hearing_held", 250), ("judgment_given", 240),
    ("quit_order_served", 150),
]  # fmt: skip
STAGES: list[list[Told]] = [
    [("arrears_reported", 12)], [("arrears_reported", 60), ("fund_requested", 30)], EARLY,
    [("payment_order_served", 35)], [("payment_order_served", 55), ("legal_advice_met", 20)],
    [("arrears_reported", 90), ("plan_agreed", 10)], [*COURT, ("diagnosis_asked", 12), ("hearing_held", -38)],
    [*COURT, ("diagnosis_asked", 30), ("hearing_held", -12)], [*COURT, ("diagnosis_asked", 20), ("hearing_held", -25)],
    [*COURT, ("hearing_held", -60)], [("payment_order_served", 200), ("summons_served", 120), ("hearing_held", 30)],
    [("payment_order_served", 260), ("summons_served", 170), ("hearing_held", 70), ("delays_granted", 60)],
    LATE, [*LATE, ("prefect_informed", 149)], [*LATE, ("prefect_informed", 149), ("police_requested", 50)],
    [*LATE, ("prefect_informed", 148), ("dalo_filed", 120), ("police_requested", 40), ("police_granted", 6)],
]  # fmt: skip
"""Where the cases under way stand."""
LIVE = 22
PAST: dict[int, dict[str, int]] = {
    1: {"evicted_with_police": 16, "debt_cleared": 7, "repayment_plan": 8, "rehoused_social": 5, "sheltered": 3},
    2: {"evicted_with_police": 18, "debt_cleared": 6, "repayment_plan": 7, "rehoused_social": 4, "unknown": 4},
    3: {"evicted_with_police": 21, "debt_cleared": 4, "repayment_plan": 5, "left_voluntarily": 5},
}
"""Cases that ended, by how many years ago."""
FIGURES: list[tuple[int, str, str, int | None, str | None]] = [
    (4, "police_requested", "police", 412, None), (3, "police_requested", "police", 405, None),
    (2, "police_requested", "police", 398, None), (1, "police_requested", "police", 371, None),
    (3, "evicted", "police", 128, None), (2, "evicted", "police", 121, None), (1, "evicted", "police", 108, None),
    (2, "judgments", "courts", 690, None), (1, "judgments", "courts", 655, None),
    (1, "evicted", "signatories", None, "-11"),
]  # fmt: skip
"""Invented yearly figures: how many years ago, stage, source, number, or a change alone."""


def load(plan: Plan) -> None:
    """Add everything. Loading again changes nothing."""
    worker, committee, team = (_user(role) for role in ("social_worker", "committee", "pact_team"))
    kept = PathwayScheme.objects.filter(key=SCHEME).first()
    if not (worker and committee and team and kept) or kept.cases.exists():
        return
    draw = plan.random("evictions")
    with transaction.atomic():
        _past(plan, draw, kept)
        live = _live(plan, draw, worker)
        _diagnoses(plan, draw, worker, live)
        _session(plan, committee, worker, live)
        _figures(plan, team)
        _mapping(committee)


def _user(role: str) -> User | None:
    return User.objects.filter(email=f"{role}@{DOMAIN}").first()


def _past(plan: Plan, draw: random.Random, kept: PathwayScheme) -> None:
    """Three years that are over: cases of nobody, with the acts that made them."""
    home = Organisation.objects.filter(slug="casvp").first() or Organisation.objects.first()
    areas = list(Territory.objects.filter(kind="arrondissement").order_by("code"))
    number = Case.objects.aggregate(most=Max("number"))["most"] or 0
    for ago, ends in PAST.items():
        for outcome, many in ends.items():
            for _rank in range(many):
                number += 1
                end = date(plan.today.year - ago, 1, 1) + timedelta(days=draw.randrange(10, 350))
                version = version_on(kept, end)
                assert version is not None and home is not None
                case = Case.objects.create(
                    number=number, scheme=kept, version=version, organisation=home, opened_on=end - timedelta(days=400),
                    territory=draw.choice(areas) if areas else None,
                )  # fmt: skip
                append_all(case, None, _acts(end, outcome, draw), tell=False)


def _acts(end: date, outcome: str, draw: random.Random) -> list[Entry]:
    """The acts of a case that ended on this day."""
    told: list[Told] = [("payment_order_served", 400)]
    if outcome == "evicted_with_police":
        told += [("summons_served", 300), ("hearing_held", 240), ("judgment_given", 230), ("quit_order_served", 150),
                 ("police_requested", 80), ("police_granted", 20), ("evicted", 0)]  # fmt: skip
    elif draw.random() < 0.5:
        told.append(("summons_served", 200))
    facts = {"ground": "arrears", "landlord_kind": draw.choice(["private", "private", "social"])}
    entries = [Entry(CaseEventKind.FACT, name, end - timedelta(days=400), value) for name, value in facts.items()]
    entries += [Entry(CaseEventKind.HAPPENED, step, end - timedelta(days=days)) for step, days in told]
    if outcome != "evicted_with_police":
        entries.append(Entry(CaseEventKind.CLOSED, outcome, end))
    return entries


def _live(plan: Plan, draw: random.Random, worker: User) -> list[Case]:
    """Cases under way of persons whom the demonstration's social worker follows."""
    files = list(followed_by(worker).filter(person__restricted_since__isnull=True).order_by("pk"))
    if not files:
        return []
    return [_one(plan, draw, worker, files[rank % len(files)], rank) for rank in range(min(LIVE, 2 * len(files)))]


def _one(plan: Plan, draw: random.Random, worker: User, file: File, rank: int) -> Case:
    told = STAGES[rank % len(STAGES)]
    ground = "notice" if rank == LIVE - 1 else "arrears"
    lease = plan.today - timedelta(days=draw.randrange(500, 3000))
    facts: dict[str, Any] = {"ground": ground, "landlord_kind": draw.choice(["private", "private", "social"])}
    if rank % 7:
        facts["lease_signed_on"] = lease
    first, days = told[0]
    case = cases.start(worker, file.key, SCHEME, first, _day(plan, days), facts=facts)
    for step, days in told[1:]:
        if days < 0:
            recording.plan(worker, case.key, step, _day(plan, days))
        else:
            recording.happened(worker, case.key, step, _day(plan, days))
    rent = draw.randrange(420, 1100) * 100
    for back, months in ((told[0][1], 2), (max(1, told[-1][1] // 2), 4)):
        on = min(plan.today, _day(plan, max(back, 0)))
        debt = rent * months + draw.randrange(0, 300) * 100
        evictions.note_arrears(worker, case.key, on, debt, "landlord" if months == 2 else "tenant", rent=rent)
    return case


def _day(plan: Plan, ago: int) -> date:
    """A working day about so many days ago."""
    day = plan.today - timedelta(days=ago)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day


def _diagnoses(plan: Plan, draw: random.Random, worker: User, live: list[Case]) -> None:
    """Diagnoses of those who go to court: one sent, one held, one without an answer."""
    asked = [case for case in live if case.events.filter(what="diagnosis_asked").exists()]
    for rank, case in enumerate(asked[:5]):
        offered = _day(plan, 10)
        diagnosis.offer(worker, case.key, offered, draw.choice(["letter", "call", "visit"]))
        if rank in (0, 1, 3):
            diagnosis.answer(worker, case.key, "held", _day(plan, 4))
            diagnosis.write(worker, case.key, _written(draw))
        elif rank == 2:
            diagnosis.answer(worker, case.key, "no_answer", _day(plan, 2))
        if rank in (0, 2):
            diagnosis.send(worker, case.key, _day(plan, 1))


def _written(draw: random.Random) -> dict[str, Any]:
    return {
        "adults": draw.randint(1, 2), "children": draw.randint(0, 3),
        "resources_cents": draw.randrange(900, 2100) * 100,
        "aid_cents": draw.randrange(0, 320) * 100, "rent_cents": draw.randrange(500, 1000) * 100,
        "charges_cents": draw.randrange(150, 500) * 100, "debt_cents": draw.randrange(1500, 6000) * 100,
        "offered_monthly_cents": draw.randrange(30, 120) * 100, "wish": "stay",
        "situation": "Texte d’exemple : une perte d’emploi, puis des indemnités versées en retard.",
        "steps": "Texte d’exemple : demande d’aide au fonds de solidarité, reprise du loyer depuis deux mois.",
        "tenant_comment": "Texte d’exemple : souhaite rester et propose un versement chaque mois.",
    }  # fmt: skip


def _session(plan: Plan, committee: User, worker: User, live: list[Case]) -> None:
    """One session that was held, one to come; files assigned, answered, waiting."""
    files = [
        commission.refer(worker, case.key, "bailiff" if rank % 3 else "member", _day(plan, 21 - rank))
        for rank, case in enumerate(live[6:16])
    ]
    held = commission.new_session(committee, _day(plan, 7), "Salle d’exemple")
    commission.put_on_agenda(committee, held.key, [file.key for file in files[:5]])
    members = ("social_services", "housing_fund", "debt_relief")
    for rank, file in enumerate(files[:4]):
        commission.assign(committee, file.key, members[rank % 3], _day(plan, 7))
        kind, recipient = (("opinion", "judge"), ("recommendation", "landlord"))[rank % 2]
        words = "Texte d’exemple : le loyer est repris, un plan est proposé."
        commission.answer(committee, file.key, kind, recipient, _day(plan, 7), words=words)
    commission.close_session(committee, held.key)
    ahead = commission.new_session(committee, plan.today + timedelta(days=7), "Salle d’exemple")
    commission.put_on_agenda(committee, ahead.key, [file.key for file in files[4:7]])
    for rank in range(3):
        commission.numbered(
            exploc_id=f"EX-{plan.today.year}-{rank + 1:04}", referred_by="bailiff", referred_on=_day(plan, 5 + rank),
            ground="arrears", landlord_kind="private", debt_cents=(1800 + 350 * rank) * 100, rent_cents=75_000,
        )  # fmt: skip


def _figures(plan: Plan, team: User) -> None:
    if YearFigure.objects.exists():
        return
    for ago, stage, source, value, change in FIGURES:
        figures.note(team, Said(
            year=plan.today.year - ago, stage=stage, source=source, value=value,
            change_percent=Decimal(change) if change else None,
            reference="Chiffre inventé pour la démonstration", is_sample=True,
        ))  # fmt: skip


def _mapping(committee: User) -> None:
    """A mapping to begin with: the titles are a sample, since the State's system publishes none."""
    membership = committee.memberships.select_related("organisation").first()
    if membership is None or ExplocMapping.objects.exists():
        return
    columns = {
        name: titles[0].capitalize() for name, titles in ALIASES.items() if name not in ("label", "member", "answer")
    }
    ExplocMapping.objects.create(
        organisation=membership.organisation, name="Exemple de fichier", columns=columns, is_sample=True
    )
