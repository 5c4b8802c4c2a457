"""The fund in the test city: behind each placement a request with everything; the sessions, rules and budget."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from pacte.ground.declarations.access import Placement
from pacte.ground.declarations.crypto import seal
from pacte.ground.pathways.models import PathwayScheme
from pacte.ground.people.models import File, Person
from pacte.prevention.housing_fund.models import (
    FundAgendaLine,
    FundAppeal,
    FundBudgetMove,
    FundCeilings,
    FundCondition,
    FundDecision,
    FundLine,
    FundLoan,
    FundLoanEntry,
    FundPayment,
    FundProposal,
    FundRequest,
    FundSession,
)  # fmt: skip
from tests.ground.pathways.making import case
from tests.house.city import City
from tests.prevention.housing_fund.making import RULES, adopted, fund_scheme

SITUATION = '{"resources": [["work", 90000]], "rent": 50000, "charges": 6000, "debt": 100000}'
WISH = {"asked_on": "2024-01-15", "rent_debt": "1000", "older": "1", "resource-work": "900", "words": "Des mots"}
DECISION = {"verdict": "full", "grant": "600", "loan": "400", "months": "10", "words": "Des mots"}
RULE_FIELDS = {
    "valid_from": "2024-01-01", "is_sample": "on", "loan_months": "36", "least_instalment": "15",
    "least_loan_share": "20", "resumed_rent_months": "2", "contract_days": "15", "condition_days": "60",
    "deferral_days": "30", "appeal_decider": "other", "derogation_percent": "0", "unit_older": "50",
    "unit_younger": "30", "limit-access-1": "800",
}  # fmt: skip


def plant(city: City) -> None:
    """The rules, a session, then a request for each placement."""
    fund_scheme()
    rules = adopted(RULES)
    session = FundSession.objects.create(held_on=timezone.localdate(), made_by=city.users["committee"])
    FundBudgetMove.objects.create(year=2024, aid="maintenance", kind="voted", cents=5_000_000, note="Une délibération")
    _offer_city(city, session)
    codes = {Placement.OWN: "OWN", Placement.OTHER_TERRITORY: "AREA", Placement.OTHER_ORGANISATION: "ORG"}
    for placement, code in codes.items():
        file = Person.objects.get(pseudonym=f"TEST-{code}-1").files.first()
        assert file is not None
        request = _dressed(city, file, rules, session)
        _offer(city, placement, request, file)
        city.offer("housing_fund:unlist", placement, {}, key=session.key, line=request.key)


def _offer_city(city: City, session: FundSession) -> None:
    for route in ("requests", "committee", "budget", "ceilings"):
        city.offer_everywhere(f"housing_fund:{route}")
    city.offer_everywhere("housing_fund:ceilings_draft", {})
    city.offer_everywhere("housing_fund:new_session", {"held_on": "2030-01-15"})
    city.offer_everywhere("housing_fund:vote", {"year": "2024", "aid": "access", "amount": "100", "note": "Un vote"})
    city.offer_everywhere("housing_fund:ceilings_version", number=1)
    draft = FundCeilings.objects.create(number=2, valid_from=date(2024, 1, 1), content=RULES.as_data())
    city.offer_everywhere("housing_fund:ceilings_edit", RULE_FIELDS, number=draft.number)
    city.offer_everywhere("housing_fund:ceilings_adopt", {"authority": "Une autorité"}, number=draft.number)
    city.offer_everywhere("housing_fund:ceilings_discard", {}, number=draft.number)
    for route, body in (("session", None), ("fill", {}), ("agenda_pdf", None), ("minutes_pdf", None)):
        city.offer_everywhere(f"housing_fund:{route}", body, key=session.key)
    city.offer_everywhere("housing_fund:close_session", {"present": "5", "remarks": ""}, key=session.key)
    city.offer_everywhere("api:housing_fund_requests")
    city.offer_everywhere("api:housing_fund_budget", year=2024)


def _dressed(city: City, file: File, rules: FundCeilings, session: FundSession) -> FundRequest:
    """A request with something in each of its rows."""
    worker, decider, today = city.users["social_worker"], city.users["committee"], timezone.localdate()
    version = PathwayScheme.objects.get(key="housing_fund").versions.get()
    request = FundRequest.objects.create(
        case=case(file, version), aid="maintenance", asked_cents=100_000, sealed_situation=seal(SITUATION),
        sealed_words=seal("Des mots"), completed_on=today, state="granted", instructed_by=worker,
    )  # fmt: skip
    FundLine.objects.create(request=request, item="rent_debt", cents=100_000)
    proposal = FundProposal.objects.create(
        request=request, grant_cents=60_000, loan_cents=40_000, loan_months=10, sealed_reasons=seal("Des mots"),
        made_by=worker,
    )  # fmt: skip
    decision = FundDecision.objects.create(
        request=request, proposal=proposal, verdict="conditional", grant_cents=60_000, loan_cents=40_000,
        total_cents=100_000, loan_months=10, first_due_on=today, sealed_words=seal("Des mots"),
        sealed_derogation=seal("Des mots"), ceilings=rules, ceiling_cents=200_000, session=session,
        instructed_by=worker, decided_by=decider,
    )  # fmt: skip
    FundCondition.objects.create(
        decision=decision, kind="lease", due_on=today + timedelta(days=5), sealed_words=seal("Des mots")
    )
    FundAgendaLine.objects.create(session=session, request=request, position=1)
    FundAppeal.objects.create(decision=decision, sealed_words=seal("Des mots"), noted_by=worker)
    loan = FundLoan.objects.create(
        request=request, principal_cents=40_000, balance_cents=36_000, next_due_on=today, entries_count=2
    )
    FundLoanEntry.objects.create(loan=loan, rank=1, kind="opened", cents=40_000, months=10, first_due_on=today)
    FundLoanEntry.objects.create(loan=loan, rank=2, kind="paid", cents=4_000)
    FundPayment.objects.create(
        request=request, decision=decision, payee="landlord", cents=60_000, reference="M-1", noted_by=worker
    )
    return request


def _offer(city: City, placement: Placement, request: FundRequest, file: File) -> None:
    today = timezone.localdate().isoformat()
    city.offer("housing_fund:ask", placement, key=file.key)
    city.offer("housing_fund:ask_aid", placement, WISH, key=file.key, aid="maintenance")
    bodies = {
        "request": None, "letter": None, "edit": WISH, "complete": {}, "handed": {}, "write_to": {},
        "propose": {"verdict": "full", "grant": "1000", "reasons": "Des mots"}, "send_contract": {},
        "return_contract": {}, "appeal": {"on": today, "words": "Des mots"},
        "pay": {"payee": "landlord", "amount": "10", "on": today, "reference": "M-2"},
        "receive": {"amount": "40", "on": today}, "reschedule": {"months": "6", "first_due": today},
        "suspend": {"months": "2", "from_day": today}, "sheet": None, "decide": DECISION, "correct": DECISION,
        "write_off": {"amount": "10", "on": today},
    }  # fmt: skip
    for name, body in bodies.items():
        city.offer(f"housing_fund:{name}", placement, body, key=request.key)
    condition = FundCondition.objects.get(decision__request=request)
    city.offer("housing_fund:lift", placement, {}, key=request.key, condition=condition.key)
    payment = FundPayment.objects.get(request=request)
    city.offer("housing_fund:cancel_payment", placement, {}, key=request.key, payment=payment.key)
    city.offer("housing_fund:reverse_entry", placement, {}, key=request.key, rank=2)
