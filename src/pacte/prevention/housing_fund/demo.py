"""The demonstration's fund: four invented years of requests at every state, through the verbs. No sum is a real one.

The ceilings are an example adopted by an authority that says so: those of the city were not found.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from pacte.ground.accounts.demo import DOMAIN
from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import PathwayScheme
from pacte.ground.people.models import File
from pacte.ground.people.reads.visibility import followed_by

from .enums import ITEMS, FundAid
from .models import FundCeilings, FundLoan, FundRequest, FundSession
from .reads.accounts import account_of
from .reads.situation import Situation
from .rules.ceilings import FundRules, FundSums
from .rules.means import Resource
from .services import (
    appeals,
    budget,
    ceilings,
    committee,
    deciding,
    instructing,
    lapsing,
    letters,
    loans,
    paying,
    requests,
)  # fmt: skip
from .services.deciding import ConditionChoice, FundChoice
from .services.requests import SCHEME, FundWish

AUTHORITY = "Assemblée d’exemple, délibération inventée"
SAMPLE = FundRules(
    limits={
        "access": {1: 90_000, 2: 110_000, 3: 130_000, 4: 150_000, 5: 160_000, 6: 170_000},
        "maintenance": {1: 250_000, 2: 280_000, 3: 310_000, 4: 340_000, 5: 370_000, 6: 400_000},
        "energy": {1: 40_000, 2: 48_000, 3: 56_000, 4: 64_000, 5: 72_000, 6: 80_000},
        "support": dict.fromkeys(range(1, 7), 120000),
    },
    means={1: 120_000, 2: 170_000, 3: 210_000, 4: 250_000, 5: 290_000, 6: 330_000}, loan_months=36,
    least_instalment=1_500, least_loan_share=0, resumed_rent_months=2, contract_days=15, condition_days=60,
    deferral_days=30, derogation="Exemple : par décision motivée de la commission", derogation_percent=20,
)  # fmt: skip
MANY = 36
YEARS = 4
ENDINGS = (
    "full",
    "full",
    "mix",
    "partial",
    "refused",
    "mix",
    "full",
    "conditional",
    "mix",
    "closed",
    "lapsed",
    "partial",
)
LATEST = ("to_decide", "to_instruct", "to_decide", "to_complete", "deferred", "to_decide", "to_instruct", "to_complete",
          "to_decide", "to_decide")  # fmt: skip


@dataclass(frozen=True)
class _Cast:
    """Who acts, and for whom."""

    plan: Plan
    draw: random.Random
    worker: User
    decider: User
    files: list[File]


def load(plan: Plan) -> None:
    """Rules, budgets, then requests from the oldest to the latest. Loading again changes nothing."""
    if FundCeilings.objects.exists() or not PathwayScheme.objects.filter(key=SCHEME).exists():
        return
    worker, decider, team = (_user(role) for role in ("social_worker", "committee", "pact_team"))
    if worker is None or decider is None or team is None or not Organisation.objects.filter(slug="casvp").exists():
        return
    files = list(followed_by(worker).filter(person__restricted_since__isnull=True).order_by("pk"))
    if not files:
        return
    first = plan.today.year - YEARS
    adopted = ceilings.draft(team, date(first, 1, 1), SAMPLE)
    ceilings.adopt(team, adopted.number, AUTHORITY)
    for year in range(first + 1, plan.today.year + 1):
        for aid, euros in ((FundAid.ACCESS, 9_000), (FundAid.MAINTENANCE, 22_000), (FundAid.ENERGY, 4_000),
                           (FundAid.SUPPORT, 5_000)):  # fmt: skip
            budget.vote(team, year, aid, euros * 100, note=f"Vote d’exemple {year}", on=date(year, 1, 1))
    with transaction.atomic():
        _requests(_Cast(plan, plan.random("housing_fund"), worker, decider, files))
    days = 3 + (1 - plan.today.weekday() - 3) % 7
    session = committee.open_session(decider, plan.today + timedelta(days=days))  # a Tuesday
    committee.fill(decider, session.key)


def _requests(cast: _Cast) -> None:
    """Those of the past years, the sessions, then those under way."""
    for number in range(MANY - len(LATEST)):
        _past(cast, number)
    _sessions(cast)
    for number, state in enumerate(LATEST):
        _latest(cast, number, state)


def _user(role: str) -> User | None:
    return User.objects.filter(email=f"{role}@{DOMAIN}").first()


def _wish(cast: _Cast, number: int) -> FundWish:
    draw = cast.draw
    aid = draw.choice([FundAid.ACCESS, FundAid.MAINTENANCE, FundAid.MAINTENANCE, FundAid.ENERGY, FundAid.SUPPORT])
    older, younger = draw.choice([(1, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2), (1, 2), (3, 1)])
    most = SAMPLE.limit(aid, older + younger) or 0
    items = ITEMS[aid][: draw.choice([1, 1, 2])]
    lines = {item.value: draw.randint(most // 5, most // 2) // len(items) for item in items}
    resources = (
        Resource("work", draw.randint(0, 1_100) * 100), Resource("minimum_income", draw.choice([0, 56_000])),
        Resource("housing_aid", draw.randint(150, 320) * 100),
    )  # fmt: skip
    means = Situation(
        tuple(each for each in resources if each.cents), draw.randint(380, 780) * 100, draw.randint(40, 130) * 100,
        sum(lines.values()) if aid in (FundAid.MAINTENANCE, FundAid.ENERGY) else 0, draw.randint(0, 4),
    )  # fmt: skip
    return FundWish(aid, lines, older, younger, means, "Texte d’exemple : la situation du ménage.")


def _asked(cast: _Cast, number: int, day: date) -> FundRequest:
    file = cast.files[number % len(cast.files)]
    return requests.ask(cast.worker, file.key, _wish(cast, number), day)


def _past(cast: _Cast, number: int) -> None:
    """A request of the past years, with its ending."""
    span = YEARS * 365 - 130
    day = cast.plan.today - timedelta(days=span - number * (span - 70) // (MANY - len(LATEST)))
    request, ending = _asked(cast, number, day), ENDINGS[number % len(ENDINGS)]
    requests.complete(cast.worker, request.key, day + timedelta(days=cast.draw.randint(2, 20)))
    completed = FundRequest.objects.get(pk=request.pk).completed_on or day
    sums = _sums(request, ending)
    verdict = "partial" if ending == "partial" else "refused" if ending == "refused" else "full"
    proposed = completed + timedelta(days=cast.draw.randint(3, 15))
    instructing.propose(
        cast.worker, request.key, verdict, sums if verdict != "refused" else FundSums(),
        "Exemple : la dette est ancienne, le loyer est repris, le projet tient.", on=proposed,
    )  # fmt: skip
    decided = proposed + timedelta(days=cast.draw.randint(4, 25))
    decision = deciding.decide(cast.decider, request.key, _choice(ending, sums), on=decided)
    letters.handed(cast.worker, request.key, decided + timedelta(days=5))
    if decision.is_granting:
        _granted(cast, request, ending, decided)
    elif ending == "refused" and number > 15:
        appeals.receive(cast.worker, request.key, "Exemple : les ressources ont baissé.", decided + timedelta(days=20))


def _sums(request: FundRequest, ending: str) -> FundSums:
    asked = request.asked_cents
    if ending == "partial":
        return FundSums(asked * 2 // 3)
    if ending in ("mix", "lapsed", "conditional"):
        loan = asked // 2
        return FundSums(asked - loan, loan, max(1, min(10, loan // 2_500)))
    return FundSums(asked)


def _choice(ending: str, sums: FundSums) -> FundChoice:
    if ending == "refused":
        return FundChoice("refused", refusal="rent_too_high", words="Un autre logement serait tenu plus longtemps.")
    if ending == "closed":
        return FundChoice("closed", refusal="no_answer")
    if ending == "conditional":
        return FundChoice("conditional", sums, conditions=(ConditionChoice("resumed_rent"),))
    return FundChoice("partial" if ending == "partial" else "full", sums)


def _granted(cast: _Cast, request: FundRequest, ending: str, decided: date) -> None:
    """Conditions lifted, contract signed, aid paid, loan paid back more or less; or nothing came in time."""
    worker, key = cast.worker, request.key
    decision = request.decisions.get()
    if ending == "lapsed":
        lapsing.send_contract(worker, key, decided + timedelta(days=5))
        lapsing.lapse_late(decided + timedelta(days=21))
        return
    for condition in decision.conditions.all():
        lapsing.lift(worker, key, condition.key, decided + timedelta(days=12))
    if decision.loan_cents:
        lapsing.send_contract(worker, key, decided + timedelta(days=5))
        lapsing.return_contract(worker, key, decided + timedelta(days=13))
    paid = decided + timedelta(days=18)
    payee = {"access": "landlord", "maintenance": "landlord", "energy": "supplier", "support": "support"}[request.aid]
    paying.pay(worker, key, decision.total_cents, paid, payee=payee, reference=f"EX-{request.pk:05}")
    if decision.loan_cents:
        _paid_back(cast, request)


def _paid_back(cast: _Cast, request: FundRequest) -> None:
    """Most pay every month; one in three misses some, one is spread again, one is reversed."""
    loan, number, today = FundLoan.objects.get(request=request), request.pk, cast.plan.today
    due = [each for each in account_of(loan).instalments if each.due < today]
    kept = due if number % 3 else due[: len(due) * 2 // 3]
    for each in kept:
        loans.receive(cast.worker, request.key, each.cents, each.due)
    if number % 5 == 0 and kept:
        loans.reverse(cast.worker, request.key, 2, min(kept[0].due + timedelta(days=9), today))
        loans.receive(cast.worker, request.key, kept[0].cents, min(kept[0].due + timedelta(days=20), today))
    loan.refresh_from_db()
    if number % 9 == 0 and loan.balance_cents > 6:
        months = max(1, min(6, loan.balance_cents // SAMPLE.least_instalment))
        loans.reschedule(cast.worker, request.key, months, today + timedelta(days=20))


def _sessions(cast: _Cast) -> None:
    """Sessions gone by: what was decided in them."""
    for back in (35, 65, 95):
        session = committee.open_session(cast.decider, cast.plan.today - timedelta(days=back))
        committee.close(cast.decider, session.key, present=5, remarks="Exemple de relevé.")
        at = timezone.make_aware(datetime.combine(session.held_on, time(17)))
        FundSession.objects.filter(pk=session.pk).update(closed_at=at)


def _latest(cast: _Cast, number: int, state: str) -> None:
    """Requests under way."""
    day = cast.plan.today - timedelta(days=48 - number * 4)
    request = _asked(cast, MANY + number, day)
    if state == "to_complete":
        return
    requests.complete(cast.worker, request.key, day + timedelta(days=2))
    if state == "to_instruct":
        return
    sums = _sums(request, "mix" if number % 2 else "full")
    reasons = "Exemple : le ménage a repris le loyer ; le reste à vivre permet une petite mensualité."
    instructing.propose(cast.worker, request.key, "full", sums, reasons, on=day + timedelta(days=4))
    if state == "deferred":
        choice = FundChoice("deferred", words="Il manque le dernier avis d’échéance.")
        deciding.decide(cast.decider, request.key, choice, on=day + timedelta(days=9))
