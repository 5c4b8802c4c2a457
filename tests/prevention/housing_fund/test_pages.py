"""Pages of the fund: what each shows, to whom, within a stated number of queries."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.prevention.housing_fund.models import FundCeilings, FundDecision, FundRequest, FundSession
from pacte.prevention.housing_fund.services import committee

from .making import Fund, adopted

pytestmark = pytest.mark.django_db


@pytest.fixture
def fund() -> Fund:
    adopted()
    return Fund()


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name: str, **kwargs: Any) -> str:
    return reverse(f"housing_fund:{name}", kwargs=kwargs)


def test_a_worker_asks_from_the_persons_page_in_euros(fund: Fund) -> None:
    said = {"asked_on": timezone.localdate().isoformat(), "rent_debt": "1 129,50", "older": "2", "younger": "1",
            "resource-work": "900", "resource-housing_aid": "250"}  # fmt: skip
    answer = as_(fund.worker).post(at("ask_aid", key=fund.file.key, aid="maintenance"), said)
    request = FundRequest.objects.get()
    assert answer.status_code == 302 and request.asked_cents == 112_950
    page = as_(fund.worker).get(at("request", key=request.key)).content.decode()
    assert "900" in page and "ne compte pas" in page and "Version 1" in page


def test_a_sum_that_is_none_keeps_what_was_typed(fund: Fund) -> None:
    said = {"asked_on": timezone.localdate().isoformat(), "rent_debt": "mille", "older": "2"}
    answer = as_(fund.worker).post(at("ask_aid", key=fund.file.key, aid="maintenance"), said)
    assert answer.status_code == 422
    assert "Écrivez une somme en euros" in answer.content.decode() and "mille" in answer.content.decode()


def test_the_committee_decides_from_a_sheet_without_identity(fund: Fund) -> None:
    request = fund.proposed()
    fund.file.person.usual_name = "Prénom-Unique Exemple"
    fund.file.person.save()
    client = as_(fund.decider)
    for url in (at("sheet", key=request.key), at("committee"), at("decide", key=request.key)):
        page = client.get(url).content.decode()
        assert request.label in page
        assert fund.file.person.pseudonym not in page and "Prénom-Unique" not in page
    answer = client.post(
        at("decide", key=request.key), {"verdict": "full", "grant": "600", "loan": "400", "months": "10"}
    )
    assert answer.status_code == 302 and FundDecision.objects.get().total_cents == 100_000


def test_a_decision_refused_by_the_rules_says_why_beside_its_field(fund: Fund) -> None:
    request = fund.proposed()
    answer = as_(fund.decider).post(
        at("decide", key=request.key), {"verdict": "full", "grant": "600", "loan": "400", "months": "401"}
    )
    assert answer.status_code == 422 and "400 mois" in answer.content.decode()


def test_the_committee_cannot_make_the_letter_nor_open_the_request(fund: Fund) -> None:
    decision = fund.decided()
    for name in ("letter", "request"):
        assert as_(fund.decider).get(at(name, key=decision.request.key)).status_code == 403


def test_the_letter_says_the_sums_the_schedule_and_how_to_appeal(fund: Fund) -> None:
    import io

    import pypdf

    decision = fund.decided()
    answer = as_(fund.worker).get(at("letter", key=decision.request.key))
    assert answer["Content-Type"] == "application/pdf"
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    text = text.replace("\u202f", " ").replace("\xa0", " ")
    for said in ("1 000 €", "600 €", "400 €", "40 €", "recours gracieux", decision.request.label):
        assert said in text, said


def test_an_agenda_is_filled_decided_line_by_line_and_printed(fund: Fund) -> None:
    request = fund.proposed()
    session = committee.open_session(fund.decider, timezone.localdate())
    assert committee.fill(fund.decider, session.key) == 1
    client = as_(fund.decider)
    said = {"verdict": "full", "grant": "600", "loan": "400", "months": "10", "session": str(session.key)}
    assert client.post(at("decide", key=request.key), said).url == at("session", key=session.key)
    assert client.get(at("agenda_pdf", key=session.key)).content.startswith(b"%PDF")
    assert client.get(at("minutes_pdf", key=session.key)).content.startswith(b"%PDF")
    client.post(at("close_session", key=session.key), {"present": "5"})
    assert FundSession.objects.get().state == "closed"


def test_rules_are_written_adopted_and_then_never_change(fund: Fund) -> None:
    client = as_(fund.pact_team)
    client.post(at("ceilings_draft"))
    draft = FundCeilings.objects.get(number=2)
    said = {
        "valid_from": "2024-01-01", "loan_months": "401", "least_instalment": "15", "least_loan_share": "20",
        "resumed_rent_months": "2", "contract_days": "15", "condition_days": "60", "deferral_days": "30",
        "appeal_decider": "other", "derogation_percent": "0", "unit_older": "50", "unit_younger": "30",
        "limit-access-1": "800",
    }  # fmt: skip
    assert client.post(at("ceilings_edit", number=2), said).status_code == 422
    assert client.post(at("ceilings_edit", number=2), said | {"loan_months": "36"}).status_code == 302
    client.post(at("ceilings_adopt", number=2), {"authority": "Une autorité d’exemple"})
    draft.refresh_from_db()
    assert draft.adopted_at is not None and draft.rules.limit("access", 1) == 80_000
    assert client.post(at("ceilings_edit", number=2), said | {"loan_months": "36"}).status_code == 422


def test_a_vote_and_a_decision_meet_in_the_budget(fund: Fund) -> None:
    year = timezone.localdate().year
    client = as_(fund.pact_team)
    client.post(at("vote"), {"year": str(year), "aid": "maintenance", "amount": "5000", "note": "Un vote"})
    fund.decided()
    page = client.get(at("budget")).content.decode()
    assert "1\u202f000\xa0€" in page and "4\u202f000\xa0€" in page


def test_pages_keep_to_their_query_budgets(fund: Fund, django_assert_max_num_queries: Any) -> None:
    request = fund.decided().request
    fund.proposed()
    for user, name, most, kwargs in (
        (fund.worker, "requests", 30, {}), (fund.worker, "request", 60, {"key": request.key}),
        (fund.decider, "committee", 30, {}), (fund.decider, "sheet", 45, {"key": request.key}),
        (fund.pact_team, "budget", 25, {}), (fund.pact_team, "ceilings", 25, {}),
    ):  # fmt: skip
        client = as_(user)
        client.get(at(name, **kwargs))
        with django_assert_max_num_queries(most):
            assert client.get(at(name, **kwargs)).status_code == 200
