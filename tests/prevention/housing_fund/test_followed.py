"""After the decision: what my day asks, what is remitted, what the figures and the programs read."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.http import Http404
from django.test import Client
from django.utils import timezone

from pacte.ground.accounts.enums import Scope
from pacte.ground.accounts.models import ApiToken, User
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.prevention.housing_fund import indicators, worklist
from pacte.prevention.housing_fund.models import FundRequest
from pacte.prevention.housing_fund.reads.budget import lines, whole
from pacte.prevention.housing_fund.rules.ceilings import FundSums
from pacte.prevention.housing_fund.services import deciding, lapsing, letters, loans
from pacte.prevention.housing_fund.services.deciding import ConditionChoice, FundChoice
from tests.ground.people.making import restricted

from .making import Fund, adopted

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def fund() -> Fund:
    adopted()
    return Fund()


def asked(user: User, today: date | None = None) -> list[str]:
    return [entry.kind for entry in worklist.followed(user, today or TODAY())]


def test_my_day_follows_a_request_from_the_proposal_to_the_contract(fund: Fund) -> None:
    request = fund.completed()
    assert asked(fund.worker) == ["Fonds : à instruire"]
    fund.propose(request, 60_000, 40_000, 10)
    assert asked(fund.worker) == []
    fund.decide(request, 60_000, 40_000, 10)
    assert asked(fund.worker) == ["Fonds : à notifier"]
    letters.handed(fund.worker, request.key)
    assert asked(fund.worker) == []
    sent = lapsing.send_contract(fund.worker, request.key)
    assert sent.contract_due_on is not None
    assert asked(fund.worker, sent.contract_due_on - timedelta(days=15)) == []
    assert asked(fund.worker, sent.contract_due_on - timedelta(days=14)) == ["Fonds : contrat"]
    lapsing.return_contract(fund.worker, request.key)
    assert asked(fund.worker, sent.contract_due_on) == []


def test_my_day_tells_a_condition_before_it_lapses_and_an_instalment_that_did_not_come(fund: Fund) -> None:
    request = fund.proposed()
    choice = FundChoice("conditional", FundSums(60_000, 40_000, 10), conditions=(ConditionChoice("lease"),))
    decision = deciding.decide(fund.decider, request.key, choice)
    due = decision.conditions.get().due_on
    assert "Fonds : condition" not in asked(fund.worker, due - timedelta(days=15))
    assert "Fonds : condition" in asked(fund.worker, due - timedelta(days=14))
    lapsing.lift(fund.worker, request.key, decision.conditions.get().key)
    assert "Fonds : condition" not in asked(fund.worker, due)
    fund.signed(request)
    first = FundRequest.objects.get().loan.next_due_on
    assert first is not None
    assert "Fonds : mensualité en retard" not in asked(fund.worker, first)
    assert "Fonds : mensualité en retard" in asked(fund.worker, first + timedelta(days=1))


def test_my_day_of_a_colleague_and_of_the_committee_holds_no_request_of_another(fund: Fund) -> None:
    fund.proposed()
    assert asked(fund.colleague) == asked(fund.decider) == []
    told = list(worklist.decided(fund.decider, TODAY()))
    assert [entry.kind for entry in told] == ["Fonds : à décider"]
    assert told[0].title == "1 demande attend une décision"
    assert not list(worklist.decided(fund.worker, TODAY()))
    restricted(fund.file.person)
    assert not list(worklist.decided(fund.decider, TODAY()))


def test_a_debt_is_remitted_by_the_committee_and_never_beyond_what_is_owed(fund: Fund) -> None:
    request = fund.decided().request
    fund.signed(request)
    with pytest.raises(Refused):
        loans.write_off(fund.worker, request.key, 10_000, TODAY())
    with pytest.raises(BadInput, match="à rembourser"):
        loans.write_off(fund.decider, request.key, 40_001, TODAY())
    loans.write_off(fund.decider, request.key, 15_000, TODAY())
    loan = FundRequest.objects.get().loan
    assert (loan.principal_cents, loan.balance_cents) == (40_000, 25_000)
    assert whole(lines(TODAY().year), "").written_off == 15_000
    restricted(fund.file.person)
    with pytest.raises(Http404):
        loans.write_off(fund.decider, request.key, 1_000, TODAY())


def test_the_figures_are_those_of_the_rows_and_leave_the_restricted_out(fund: Fund) -> None:
    fund.decided()
    today = TODAY()
    said = {each.code: each.compute(today, None).value for each in indicators.DECLARED}
    assert said["housing_fund_decisions_in_favour"] == said["housing_fund_households_helped"] == 1
    assert said["housing_fund_committed"] == said["housing_fund_committed_four_years"] == Decimal(1000)
    assert said["housing_fund_loans_outstanding"] == Decimal(400)
    assert said["housing_fund_days_to_decide"] == 35
    restricted(fund.file.person)
    assert not any(each.compute(today, None).value for each in indicators.DECLARED)


def test_a_program_reads_its_own_requests_and_the_totals(fund: Fund, client: Client) -> None:
    request = fund.decided().request

    def read(path: str, user: User) -> int | list[dict[str, object]]:
        text = f"pacte_{user.pk}"
        ApiToken.objects.get_or_create(
            user=user, organisation_key=fund.home.slug, label="essai", scope=Scope.READ,
            digest=fingerprint(text), expires_on=TODAY() + timedelta(days=1),
        )  # fmt: skip
        answer = client.get(f"/api/v1/housing_fund/{path}", headers={"Authorization": f"Bearer {text}"})
        return answer.json() if answer.status_code == 200 else answer.status_code

    rows = read("requests", fund.worker)
    assert isinstance(rows, list)
    assert [(row["key"], row["asked_cents"]) for row in rows] == [(str(request.key), 100_000)]
    assert read("requests", fund.colleague) == []
    assert read("requests", fund.decider) == 403
    totals = read(f"budget/{TODAY().year}", fund.decider)
    assert isinstance(totals, list)
    assert sum(int(str(row["committed"])) for row in totals) == 100_000
