"""The procedure: two rules by the date of the lease, delays that wait, a hearing that moves, what is warned of."""

from __future__ import annotations

from datetime import date
from html import unescape
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput
from pacte.ground.pathways.models import Case, CaseClock, LegalPeriod
from pacte.ground.pathways.reads.stories import story_of
from pacte.ground.pathways.rules.parse import parse
from pacte.ground.pathways.services import recording
from pacte.prevention.evictions.models import ArrearsLine
from pacte.prevention.evictions.services import evictions as services
from tests.ground.people.making import followed, organisation, restricted, worker

from .making import TEXT, eviction_of, home_of, published, social_worker, started

pytestmark = pytest.mark.django_db
ORDER = date(2024, 2, 15)


def page(by: User, case: Case) -> str:
    client = Client()
    client.force_login(by)
    response = client.get(reverse("evictions:eviction", kwargs={"key": case.key}))
    assert response.status_code == 200, response.status_code
    return unescape(response.content.decode())


def due(case: Case, clock: str) -> Any:
    return CaseClock.objects.get(case=case, clock=clock).due_on


def test_the_shipped_scheme_reads_and_says_where_each_length_comes_from() -> None:
    scheme = parse(TEXT)
    assert {each.key for each in scheme.outcomes} == {
        "debt_cleared", "repayment_plan", "rehoused_social", "rehoused_private", "sheltered", "left_voluntarily",
        "evicted_with_police", "procedure_abandoned", "unknown",
    }  # fmt: skip
    assert all(rule.reference for clock in scheme.clocks for rule in clock.rules)
    assert all(outcome.why for outcome in scheme.outcomes)


@pytest.mark.parametrize(
    ("lease", "term", "other"),
    [(date(2022, 5, 1), "15 avril 2024", "28 mars 2024"), (date(2024, 1, 1), "28 mars 2024", "15 avril 2024")],
)
def test_the_same_order_has_two_terms_by_the_lease_and_the_page_says_why(lease: date, term: str, other: str) -> None:
    by = social_worker()
    said = page(by, started(by, on=ORDER, lease_signed_on=lease))
    assert f"Payer ou convenir d’un plan : {term}" in said
    assert f"L’autre règle aurait donné le {other}" in said
    assert "« Bail signé le »" in said
    assert "n° 2023-668" in said and "avis de la Cour de cassation du 13 juin 2024" in said


def test_without_the_lease_the_earliest_term_holds_and_both_are_told() -> None:
    by = social_worker()
    said = page(by, started(by, on=ORDER))
    assert "La précision « Bail signé le » manque" in said
    assert "28 mars 2024" in said and "15 avril 2024" in said


def test_a_hearing_that_moves_takes_its_backward_delays_along() -> None:
    by = social_worker()
    case = started(by, on=ORDER, lease_signed_on=date(2022, 1, 1))
    recording.happened(by, case.key, "summons_served", date(2024, 5, 2))
    recording.plan(by, case.key, "hearing_held", date(2030, 6, 12))
    assert (due(case, "summons_notified"), due(case, "diagnosis_sent")) == (date(2030, 4, 30), date(2030, 6, 4))
    recording.plan(by, case.key, "hearing_held", date(2030, 9, 12))
    assert (due(case, "summons_notified"), due(case, "diagnosis_sent")) == (date(2030, 8, 1), date(2030, 9, 5))


def test_the_day_of_the_summons_picks_the_notice_to_the_prefect() -> None:
    by = social_worker()
    for served, term in ((date(2023, 7, 3), date(2023, 8, 11)), (date(2023, 8, 3), date(2023, 8, 30))):
        case = started(by, on=date(2023, 4, 3))
        recording.happened(by, case.key, "summons_served", served)
        recording.happened(by, case.key, "hearing_held", date(2023, 10, 11))
        assert story_of(case).facts["summons_on"] == served.isoformat()
        assert due(case, "summons_notified") == term


def test_the_delay_to_leave_waits_until_the_prefect_knows_and_until_the_truce_is_over() -> None:
    by = social_worker()
    LegalPeriod.objects.create(starts_on=date(2023, 11, 1), ends_on=date(2024, 3, 31), reference="L412-6")
    case = started(by, "quit_order_served", date(2023, 10, 16))
    clock = CaseClock.objects.get(case=case, clock="quit_order")
    assert clock.hold == "suspended"
    assert "Suspendu depuis le 16 octobre 2023" in page(by, case)
    recording.happened(by, case.key, "prefect_informed", date(2023, 10, 20))
    assert due(case, "quit_order") == date(2024, 4, 1)
    assert "pendant la trêve hivernale : il est reporté" in page(by, case)
    recording.set_fact(by, case.key, "execution_exempt_from_truce", True)
    assert due(case, "quit_order") == date(2023, 12, 20)


def test_what_is_unusual_is_said_and_forbids_nothing() -> None:
    by = social_worker()
    case = started(by, on=ORDER, lease_signed_on=date(2024, 3, 1))
    recording.happened(by, case.key, "summons_served", date(2024, 2, 1))
    said = page(by, case)
    assert "Le commandement de payer est daté d’avant le bail" in said
    assert "L’assignation est datée d’avant son commandement de payer" in said


def test_a_hearing_on_a_holiday_is_warned_of() -> None:
    by = social_worker()
    case = started(by, on=ORDER)
    recording.happened(by, case.key, "hearing_held", date(2024, 7, 14))
    assert ("on_holiday", "hearing_held") in {(each.code, each.what) for each in story_of(case).warnings}


def test_the_household_is_told_what_it_may_do_at_each_stage_and_nothing_once_it_is_over() -> None:
    by = social_worker()
    case = started(by, on=ORDER)
    assert "Payer la dette avant l’échéance" in page(by, case)
    recording.happened(by, case.key, "summons_served", date(2024, 5, 2))
    assert "Reprendre le paiement entier du loyer avant l’audience" in page(by, case)
    recording.close(by, case.key, "procedure_abandoned", date(2024, 5, 10))
    said = page(by, case)
    assert "Ce que le ménage peut faire maintenant" not in said
    assert "Procédure abandonnée par le bailleur" in said


def test_a_debt_keeps_its_day_and_its_source_and_is_a_fact_of_the_case() -> None:
    by = social_worker()
    case = started(by, on=ORDER)
    services.note_arrears(by, case.key, date(2024, 2, 1), 120_000, "landlord", rent=60_000)
    services.note_arrears(by, case.key, date(2024, 3, 1), 180_050, "tenant", rent=60_000)
    services.note_arrears(by, case.key, date(2024, 1, 1), 60_000, "landlord")
    assert list(ArrearsLine.objects.order_by("on").values_list("debt_cents", flat=True)) == [60_000, 120_000, 180_050]
    assert story_of(case).facts["debt"] == 180_050
    said = page(by, case)
    assert "1\u202f800,50\u202f€" in said.replace("\u00a0", "\u202f") and "3,0 mois de loyer" in said


def test_a_debt_below_zero_and_a_day_ahead_are_refused() -> None:
    by = social_worker()
    case = started(by, on=ORDER)
    with pytest.raises(BadInput, match="sous zéro"):
        services.note_arrears(by, case.key, date(2024, 2, 1), -1, "landlord")
    with pytest.raises(BadInput, match="à venir"):
        services.note_arrears(by, case.key, date(2050, 2, 1), 1, "landlord")
    assert not ArrearsLine.objects.exists()


def test_a_debt_noted_on_the_case_is_a_line_too() -> None:
    by = social_worker()
    case = started(by, on=ORDER)
    recording.set_fact(by, case.key, "debt", 90_000)
    line = ArrearsLine.objects.get()
    assert (line.debt_cents, line.source) == (90_000, "worker")


def test_a_signal_of_arrears_brings_its_landlord_its_debt_and_its_ground() -> None:
    from pacte.ground.pathways.services import cases
    from tests.ground.pathways.making import signal

    by, landlord = social_worker(), organisation("bailleur-essai", kind="landlord")
    published()
    told = signal(None, sender=landlord, facts={"debt": 150_000, "months": 3}, observed_on=date(2024, 2, 1))
    file = followed(by, home_of(by))
    case = cases.start(by, file.key, "evictions", "arrears_reported", date(2024, 2, 2), signal=told)
    eviction = eviction_of(case)
    assert (eviction.landlord, eviction.ground) == (landlord, "arrears")
    line = eviction.arrears.get()
    assert (line.debt_cents, line.source, line.on) == (150_000, "landlord", date(2024, 2, 1))


def test_a_case_out_of_reach_is_not_there() -> None:
    by, other = social_worker(), social_worker()
    case = started(by, on=ORDER)
    client = Client()
    client.force_login(other)
    assert client.get(reverse("evictions:eviction", kwargs={"key": case.key})).status_code == 404
    with pytest.raises(Http404):
        services.note_arrears(other, case.key, ORDER, 1, "landlord")


def test_a_protected_address_is_shown_and_written_by_nobody_else() -> None:
    by = social_worker()
    case = started(by, on=ORDER)
    services.describe(
        by, case.key, landlord=None, landlord_name="M. Exemple", address="1 rue Fictive", exploc_id="EX-1"
    )
    assert "1 rue Fictive" in page(by, case) and "M. Exemple" in page(by, case)
    assert case.file is not None
    restricted(case.file.person)
    assert "1 rue Fictive" not in page(by, case)
    services.describe(by, case.key, landlord=None, landlord_name="", address="", exploc_id="EX-1")
    assert eviction_of(case).sealed_address != ""


def test_the_state_s_number_is_of_one_procedure() -> None:
    by = social_worker()
    one, two = started(by, on=ORDER), started(by, on=ORDER)
    words = {"landlord": None, "landlord_name": "", "address": ""}
    services.describe(by, one.key, exploc_id="EX-7", **words)  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="a déjà ce numéro"):
        services.describe(by, two.key, exploc_id="EX-7", **words)  # type: ignore[arg-type]


def test_the_pages_of_a_worker_take_few_queries(django_assert_max_num_queries: Any) -> None:
    by = social_worker()
    cases = [started(by, on=ORDER) for _ in range(6)]
    client = Client()
    client.force_login(by)
    with django_assert_max_num_queries(24):
        said = client.get(reverse("evictions:evictions")).content.decode()
    assert all(case.label in said for case in cases)
    with django_assert_max_num_queries(75):
        client.get(reverse("evictions:eviction", kwargs={"key": cases[0].key}))


def test_a_landlord_and_the_commission_read_no_page_of_a_worker() -> None:
    by = social_worker()
    case = started(by, on=ORDER)
    for role in ("landlord", "committee", "pact_team"):
        client = Client()
        client.force_login(worker(organisation(), role))
        assert client.get(reverse("evictions:eviction", kwargs={"key": case.key})).status_code == 403
