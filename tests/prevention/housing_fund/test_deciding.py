"""Decisions: who, how much, in what form; what is refused because money or rules would be wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.pathways.reads.stories import story_of
from pacte.prevention.housing_fund.models import FundBudgetMove, FundDecision, FundRequest
from pacte.prevention.housing_fund.reads.accounts import account_of
from pacte.prevention.housing_fund.reads.budget import lines, whole
from pacte.prevention.housing_fund.rules.ceilings import FundSums
from pacte.prevention.housing_fund.services import appeals, deciding, instructing, lapsing, paying, requests
from pacte.prevention.housing_fund.services.deciding import ConditionChoice, FundChoice
from tests.ground.people.making import restricted

from .making import RULES, Fund, adopted

pytestmark = pytest.mark.django_db


@pytest.fixture
def fund() -> Fund:
    adopted()
    return Fund()


def test_a_request_is_asked_instructed_decided_and_lent(fund: Fund) -> None:
    decision = fund.decided()
    request = FundRequest.objects.get()
    assert (decision.total_cents, decision.form, request.state) == (100_000, "mix", "granted")
    assert sum(each.cents for each in account_of(request.loan).instalments) == 40_000
    assert story_of(request.case).stage == "decision_made"


def test_who_instructed_cannot_decide_in_the_verb_nor_in_the_database(fund: Fund) -> None:
    from pacte.ground.partners.models import Membership

    request = fund.proposed()
    with pytest.raises(Refused):
        deciding.decide(fund.worker, request.key, FundChoice("full", FundSums(100_000)))
    Membership.objects.create(user=fund.worker, organisation=fund.home, role="committee", starts_on="2015-01-01")
    with pytest.raises(BadInput, match="Vous avez instruit"):
        deciding.decide(fund.worker, request.key, FundChoice("full", FundSums(100_000)))
    with pytest.raises(IntegrityError), transaction.atomic():
        FundDecision.objects.create(
            request=request, verdict="closed", refusal="withdrawn", instructed_by=fund.worker, decided_by=fund.worker
        )


def test_the_same_request_is_not_decided_twice(fund: Fund) -> None:
    decision = fund.decided()
    with pytest.raises(BadInput, match="n’attend plus"):
        fund.decide(decision.request, 60_000, 40_000, 10)
    with pytest.raises(IntegrityError), transaction.atomic():
        FundDecision.objects.create(
            request=decision.request, verdict="closed", instructed_by=fund.worker, decided_by=fund.decider
        )


def test_a_decision_above_the_ceiling_is_refused_and_says_why(fund: Fund) -> None:
    request = fund.completed(300_000)
    with pytest.raises(BadInput, match="dépassent le plafond de 2"):
        fund.propose(request, 250_000, 0, 0)
    fund.propose(request, 200_000, 0, 0)
    choice = FundChoice("partial", FundSums(250_000), derogation="Une situation rare.")
    with pytest.raises(BadInput, match="plafond"):
        deciding.decide(fund.decider, request.key, choice)


def test_a_derogation_needs_a_right_in_the_rules_and_a_reason() -> None:
    adopted(replace(RULES, derogation="Article d’exemple : la commission.", derogation_percent=50))
    fund = Fund()
    request = fund.completed(300_000)
    fund.propose(request, 200_000, 0, 0)
    with pytest.raises(BadInput, match="Une dérogation est possible"):
        deciding.decide(fund.decider, request.key, FundChoice("partial", FundSums(250_000)))
    choice = FundChoice("partial", FundSums(250_000), derogation="Une situation rare.")
    assert deciding.decide(fund.decider, request.key, choice).derogates
    request = fund.completed(400_000)
    fund.propose(request, 200_000, 0, 0)
    with pytest.raises(BadInput, match="dépassent le plafond"):
        deciding.decide(fund.decider, request.key, replace(choice, sums=FundSums(310_000)))


@pytest.mark.parametrize(
    ("months", "why"), [(401, "400"), (49, "s’arrêtent à 48"), (40, "sous le minimum"), (0, "manque")]
)
def test_a_loan_too_long_or_in_crumbs_is_refused_with_why(fund: Fund, months: int, why: str) -> None:
    request = fund.proposed()
    with pytest.raises(BadInput, match=why):
        deciding.decide(fund.decider, request.key, FundChoice("full", FundSums(60_000, 40_000, months)))


def test_without_adopted_rules_nothing_is_granted() -> None:
    fund = Fund()
    with pytest.raises(BadInput, match="Aucun plafond adopté"):
        fund.proposed()


def test_a_request_is_judged_by_the_version_in_force_on_its_day(fund: Fund) -> None:
    request = fund.proposed()
    adopted(replace(RULES, limits={"maintenance": {1: 1_000}}), valid_from=timezone.localdate())
    decision = fund.decide(request, 60_000, 40_000, 10)
    assert decision.ceilings is not None and decision.ceilings.number == 1


def test_a_corrected_decision_moves_the_loan_and_the_budget_exactly(fund: Fund) -> None:
    decision = fund.decided()
    choice = FundChoice("partial", FundSums(20_000, 30_001, 7))
    after = deciding.correct(fund.decider, decision.request.key, choice)
    request = FundRequest.objects.get()
    account = account_of(request.loan)
    assert after.grant_cents + account.principal == after.total_cents == 50_001
    assert sum(each.cents for each in account.instalments) == 30_001
    assert whole(lines(after.decided_on.year), "").committed == 50_001
    assert FundBudgetMove.objects.filter(kind="committed").count() == 3


def test_a_correction_below_what_is_paid_is_refused(fund: Fund) -> None:
    request = fund.decided(100_000, 0, 0).request
    paying.pay(fund.worker, request.key, 80_000, timezone.localdate(), payee="landlord", reference="M-1")
    with pytest.raises(BadInput, match="déjà payés"):
        deciding.correct(fund.decider, request.key, FundChoice("partial", FundSums(79_999)))


def test_a_deferral_waits_for_what_is_missing_then_is_decided_again(fund: Fund) -> None:
    request = fund.proposed()
    with pytest.raises(BadInput, match="Dites ce qui manque"):
        deciding.decide(fund.decider, request.key, FundChoice("deferred"))
    deciding.decide(fund.decider, request.key, FundChoice("deferred", words="Le bail."))
    request.refresh_from_db()
    assert request.state == "deferred"
    fund.propose(request, 100_000, 0, 0)
    assert fund.decide(request, 100_000, 0, 0).replaces is not None


def test_a_refusal_has_a_reason_and_ends_the_case(fund: Fund) -> None:
    request = fund.proposed()
    with pytest.raises(BadInput, match="Le motif manque"):
        deciding.decide(fund.decider, request.key, FundChoice("refused"))
    deciding.decide(fund.decider, request.key, FundChoice("refused", refusal="resources"))
    request = FundRequest.objects.get()
    assert (request.state, request.case.outcome) == ("refused", "aid_refused")


def test_a_condition_not_lifted_in_time_makes_the_agreement_lapse(fund: Fund) -> None:
    request = fund.proposed()
    choice = FundChoice("conditional", FundSums(60_000, 40_000, 10), conditions=(ConditionChoice("lease"),))
    today = timezone.localdate()
    FundRequest.objects.update(asked_on=today - timedelta(days=90))
    decision = deciding.decide(fund.decider, request.key, choice, on=today - timedelta(days=61))
    assert decision.conditions.get().due_on == today - timedelta(days=1)
    assert (lapsing.lapse_late(today - timedelta(days=1)), lapsing.lapse_late(today)) == (0, 1)
    assert decision.conditions.get().state == "lapsed"


def test_the_night_after_its_delay_an_unsigned_contract_cancels_the_agreement(fund: Fund) -> None:
    decision = fund.decided()
    request = decision.request
    sent = lapsing.send_contract(fund.worker, request.key, timezone.localdate() - timedelta(days=16))
    assert sent.contract_due_on == timezone.localdate() - timedelta(days=1)
    assert lapsing.lapse_late(timezone.localdate()) == 1
    request = FundRequest.objects.get()
    assert (request.state, request.loan.balance_cents) == ("lapsed", 0)
    assert whole(lines(decision.decided_on.year), "").committed == 0
    assert lapsing.lapse_late(timezone.localdate()) == 0


def test_an_appeal_is_instructed_by_another_and_decided_by_another(fund: Fund) -> None:
    from pacte.ground.people.services import files

    request = fund.proposed()
    deciding.decide(fund.decider, request.key, FundChoice("refused", refusal="resources"))
    appeals.receive(fund.worker, request.key, "Mes ressources ont baissé.")
    with pytest.raises(BadInput, match="une autre personne instruit"):
        fund.propose(request, 100_000, 0, 0)
    files.add_worker(fund.worker, fund.file.key, fund.colleague)
    fund.propose(request, 100_000, 0, 0, by=fund.colleague)
    with pytest.raises(BadInput, match="une autre personne décide le recours"):
        fund.decide(request, 100_000, 0, 0)
    after = deciding.decide(fund.other, request.key, FundChoice("full", FundSums(100_000)))
    request = FundRequest.objects.get()
    assert (after.on_appeal, request.state, request.case.closed_on) == (True, "granted", None)
    assert after.replaces is not None and after.replaces.appeal.outcome == "changed"


def test_a_restricted_persons_request_is_unknown_to_the_committee_until_they_agree(fund: Fund) -> None:
    request = fund.completed()
    restricted(fund.file.person)
    fund.propose(request, 100_000, 0, 0)
    with pytest.raises(Http404):
        fund.decide(request, 100_000, 0, 0)
    instructing.propose(
        fund.worker, request.key, "full", FundSums(100_000), "Le loyer est repris.", may_be_listed=True
    )  # fmt: skip
    assert fund.decide(request, 100_000, 0, 0).total_cents == 100_000


def test_a_decision_cannot_be_noted_on_the_case_alone(fund: Fund) -> None:
    from pacte.ground.pathways.services.recording import happened

    request = fund.proposed()
    with pytest.raises(BadInput, match="dans la demande au fonds"):
        happened(fund.worker, request.case.key, "decision_made", timezone.localdate())


def test_a_line_of_another_aid_or_nobody_in_the_household_is_refused(fund: Fund) -> None:
    with pytest.raises(BadInput, match="n’est pas de cette aide"):
        fund.asked(aid="energy")
    with pytest.raises(BadInput, match="une à vingt"):
        fund.asked(older=0)
    assert requests.ask and FundRequest.objects.count() == 0


def test_beyond_the_budget_is_told_not_refused(fund: Fund) -> None:
    assert "over_budget" in fund.decided().warnings
