"""The smallest fund for a test: adopted rules, a request at any state, who asks and who decides."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import File
from pacte.prevention.housing_fund.models import FundCeilings, FundDecision, FundRequest
from pacte.prevention.housing_fund.reads.situation import Situation
from pacte.prevention.housing_fund.rules.ceilings import FundRules, FundSums
from pacte.prevention.housing_fund.rules.means import Resource
from pacte.prevention.housing_fund.services import deciding, instructing, lapsing, requests
from pacte.prevention.housing_fund.services.deciding import FundChoice
from pacte.prevention.housing_fund.services.requests import FundWish
from tests.ground.pathways.making import scheme
from tests.ground.people.making import followed, organisation, worker

RULES = FundRules(
    limits={aid: dict.fromkeys(range(1, 7), 200_000) for aid in ("access", "maintenance", "energy", "support")},
    means={1: 150_000, 2: 200_000}, loan_months=48, least_instalment=1500, least_loan_share=20,
    contract_days=15, condition_days=60, deferral_days=30,
)  # fmt: skip
"""An example: no city adopted it."""


def adopted(rules: FundRules = RULES, **values: Any) -> FundCeilings:
    """Rules adopted since 2015 by an authority of the test."""
    number = FundCeilings.objects.count() + 1
    usual = {"valid_from": date(2015, 1, 1), "authority": "Une autorité d’exemple", "adopted_at": timezone.now()}
    return FundCeilings.objects.create(number=number, content=rules.as_data(), **usual | values)


def fund_scheme() -> None:
    """The shipped scheme, published."""
    folder = Path(apps.get_app_config("housing_fund").path) / "data" / "schemes"
    scheme("housing_fund", (folder / "housing_fund.toml").read_text(encoding="utf-8"))


def wish(cents: int = 100_000, aid: str = "maintenance", item: str = "rent_debt", **values: Any) -> FundWish:
    """A rent debt of a thousand euros, of one person with 900 euros a month."""
    means = Situation((Resource("work", 90_000), Resource("housing_aid", 20_000)), rent=50_000, debt=cents)
    return FundWish(aid, {item: cents}, situation=means, **values)


class Fund:
    """A team, a person whom it follows, and two members of a committee."""

    def __init__(self, home: Organisation | None = None) -> None:
        fund_scheme()
        self.home = home or organisation()
        self.worker, self.colleague = worker(self.home), worker(self.home)
        self.decider, self.other = worker(self.home, Role.COMMITTEE), worker(self.home, Role.COMMITTEE)
        self.pact_team = worker(self.home, Role.PACT_TEAM)
        self.file: File = followed(self.worker, self.home)

    def asked(self, cents: int = 100_000, **values: Any) -> FundRequest:
        """A request of some days ago."""
        day = timezone.localdate() - timedelta(days=40)
        return requests.ask(self.worker, self.file.key, wish(cents, **values), day)

    def completed(self, cents: int = 100_000, **values: Any) -> FundRequest:
        request = self.asked(cents, **values)
        requests.complete(self.worker, request.key, timezone.localdate() - timedelta(days=35))
        return request

    def proposed(self, grant: int = 60_000, loan: int = 40_000, months: int = 10, **values: Any) -> FundRequest:
        request = self.completed(**values)
        self.propose(request, grant, loan, months)
        return request

    def propose(self, request: FundRequest, grant: int, loan: int, months: int, by: User | None = None) -> None:
        sums = FundSums(grant, loan, months)
        instructing.propose(by or self.worker, request.key, "full", sums, "Le loyer est repris.")

    def decided(self, grant: int = 60_000, loan: int = 40_000, months: int = 10, **values: Any) -> FundDecision:
        request = self.proposed(grant, loan, months, **values)
        return self.decide(request, grant, loan, months)

    def decide(self, request: FundRequest, grant: int, loan: int, months: int, **values: Any) -> FundDecision:
        request.refresh_from_db()
        verdict = "full" if grant + loan == request.asked_cents else "partial"
        choice = FundChoice(verdict, FundSums(grant, loan, months), **values)
        return deciding.decide(self.decider, request.key, choice)

    def signed(self, request: FundRequest) -> None:
        """The loan's contract, handed and returned today."""
        lapsing.send_contract(self.worker, request.key)
        lapsing.return_contract(self.worker, request.key)
