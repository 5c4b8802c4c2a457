"""From a year before 18 to six months after leaving: clocks, contracts, refusals with an appeal, the return."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pypdf
import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.declarations.privacy import Asker
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import CaseClock
from pacte.ground.pathways.services import recording
from pacte.ground.people.models import FileWorker
from pacte.prevention.young_adults import indicators, privacy, worklist
from pacte.prevention.young_adults.models import YoungAdult
from pacte.prevention.young_adults.reads.young import board_of, contracts_ending
from pacte.prevention.young_adults.rules import years_after
from pacte.prevention.young_adults.services import contracts, planning
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.prevention.young_adults.making import ago, young

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Organisation:
    return organisation()


@pytest.fixture
def referent(home: Organisation) -> User:
    return worker(home)


@pytest.fixture
def someone(referent: User, home: Organisation) -> YoungAdult:
    return young(referent, home)


def clock(of: YoungAdult, key: str) -> CaseClock:
    return CaseClock.objects.get(case=of.case, clock=key)


def signed(by: User, of: YoungAdult, starts: date, ends: date, **values: Any) -> Any:
    return contracts.sign(by, of.case.key, signed_on=min(starts, ago(0)), starts_on=starts, ends_on=ends, **values)


def test_the_interview_is_due_one_year_before_eighteen(referent: User, home: Organisation) -> None:
    turns = ago(-500)
    found = young(referent, home, turns_18_on=turns, on=ago(10))
    assert clock(found, "interview_before_18").due_on == years_after(turns, -1)
    recording.happened(referent, found.case.key, "interview_held", ago(0))
    assert clock(found, "interview_before_18").hold == "ended"


def test_taken_in_charge_after_seventeen_it_has_no_term_but_is_for_now(referent: User, home: Organisation) -> None:
    found = young(referent, home, turns_18_on=ago(-100), taken_in_charge_on=ago(20), on=ago(10))
    assert clock(found, "interview_before_18").hold == "cancelled"
    assert "Dès que possible" in str(list(worklist.young_people(referent, ago(0))))
    recording.happened(referent, found.case.key, "interview_held", ago(0))
    assert "Dès que possible" not in str(list(worklist.young_people(referent, ago(0))))


def test_the_term_of_the_last_contract_is_a_clock_and_a_renewal_moves_it(referent: User, someone: YoungAdult) -> None:
    first = signed(referent, someone, ago(170), ago(-10))
    assert (first.kind, clock(someone, "contract_term").due_on) == ("first", ago(-10))
    second = signed(referent, someone, ago(-11), ago(-100))
    assert (second.kind, clock(someone, "contract_term").due_on) == ("renewal", ago(-100))
    assert not contracts_ending(referent, ago(0), ago(-30)).exists()


def test_contracts_that_end_soon_are_listed_until_renewed(referent: User, someone: YoungAdult) -> None:
    signed(referent, someone, ago(170), ago(-10))
    assert contracts_ending(referent, ago(0), ago(-30)).count() == 1
    line = board_of(referent, ago(0)).ending[0]
    assert (line.young, line.days_left) == (someone, 10)


def test_days_that_the_law_or_the_calendar_refuse_are_said(referent: User, someone: YoungAdult) -> None:
    signed(referent, someone, ago(170), ago(-10))
    assert someone.turns_18_on
    past = years_after(someone.turns_18_on, 3) + timedelta(days=30)
    for starts, ends, words in (
        (ago(200), ago(190), "commence à 18 ans"), (ago(-20), ago(-15 + 10), "La fin vient avant"),
        (ago(0), ago(-30), "Un contrat court déjà"), (ago(-20), past, "dépasse 21 ans"), (past, past, "a 21 ans"),
    ):  # fmt: skip
        with pytest.raises(BadInput, match=words):
            signed(referent, someone, starts, ends)
    assert signed(referent, someone, ago(-20), past, past_21=True).past_21


def test_a_refusal_is_disputed_and_answered_in_order(referent: User, someone: YoungAdult) -> None:
    key = someone.case.key
    refusal = contracts.refuse(referent, key, refused_on=ago(20), ground="resources", words="Motif écrit")
    with pytest.raises(BadInput, match="Aucun recours"):
        contracts.decide_appeal(referent, key, refusal.key, outcome="rejected", on=ago(1))
    with pytest.raises(BadInput, match="après le refus"):
        contracts.appeal(referent, key, refusal.key, kind="urgent", on=ago(30))
    contracts.appeal(referent, key, refusal.key, kind="urgent", on=ago(10))
    with pytest.raises(BadInput, match="déjà en cours"):
        contracts.appeal(referent, key, refusal.key, kind="court", on=ago(9))
    decided = contracts.decide_appeal(referent, key, refusal.key, outcome="contract_ordered", on=ago(5))
    assert (decided.appeal_outcome, decided.appeal_decided_on) == ("contract_ordered", ago(5))


def test_leaving_stops_the_contract_and_the_interview_six_months_later_survives_the_end(
    referent: User, someone: YoungAdult
) -> None:
    signed(referent, someone, ago(170), ago(-100))
    contracts.leave(referent, someone.case.key, on=ago(30), outcome="own_home")
    someone.refresh_from_db()
    someone.case.refresh_from_db()
    assert someone.left_on == ago(30) and someone.case.outcome == "own_home"
    assert someone.contracts.get().dates.last == ago(30)
    after = clock(someone, "six_months_after")
    assert after.hold == "live" and after.due_on and after.due_on > ago(-140)
    contracts.hold_interview_after(referent, someone.case.key, ago(0))
    assert clock(someone, "six_months_after").hold == "ended"


def test_whoever_left_comes_back_until_twenty_one_and_signs_anew(referent: User, someone: YoungAdult) -> None:
    signed(referent, someone, ago(170), ago(40))
    contracts.leave(referent, someone.case.key, on=ago(40), outcome="own_choice")
    contracts.come_back(referent, someone.case.key, on=ago(10))
    someone.refresh_from_db()
    assert someone.left_on is None and someone.case.closed_on is None
    assert clock(someone, "six_months_after").hold == "cancelled"
    assert signed(referent, someone, ago(9), ago(-100)).kind == "return"


def test_from_twenty_one_on_there_is_no_right_to_return(referent: User, home: Organisation) -> None:
    turned = ago(3 * 365 + 200)
    found = young(referent, home, turns_18_on=turned, on=ago(3 * 365))
    contracts.leave(referent, found.case.key, on=ago(400), outcome="own_choice")
    with pytest.raises(BadInput, match="s’arrête à 21 ans"):
        contracts.come_back(referent, found.case.key, on=ago(1))


def test_what_the_case_s_own_page_notes_is_followed(referent: User, someone: YoungAdult) -> None:
    recording.set_fact(referent, someone.case.key, "turns_18_on", ago(100))
    event = recording.happened(referent, someone.case.key, "left_care", ago(3))
    someone.refresh_from_db()
    assert (someone.turns_18_on, someone.left_on) == (ago(100), ago(3))
    recording.correct(referent, someone.case.key, event.key, reason="not_happened")
    someone.refresh_from_db()
    assert someone.left_on is None


def test_an_aim_about_health_is_written_and_read_by_those_who_read_health_data(
    referent: User, someone: YoungAdult, home: Organisation
) -> None:
    with pytest.raises(BadInput, match="ne lit pas ce domaine"):
        planning.add_goal(referent, someone.case.key, domain="health", words="Un rendez-vous")
    goal = planning.add_goal(referent, someone.case.key, domain="housing", words="Un studio")
    planning.goal_done(referent, someone.case.key, goal.pk)
    goal.refresh_from_db()
    assert goal.done_on == ago(0) and "Un studio" not in goal.sealed_words


def test_another_team_and_another_role_reach_nothing(someone: YoungAdult) -> None:
    with pytest.raises(Http404):
        contracts.leave(worker(organisation()), someone.case.key, on=ago(0), outcome="own_home")
    with pytest.raises(Refused):
        contracts.leave(worker(organisation(), "landlord"), someone.case.key, on=ago(0), outcome="own_home")


def test_a_protected_child_is_in_no_colleague_s_list_and_in_no_figure(
    referent: User, home: Organisation, someone: YoungAdult
) -> None:
    signed(referent, someone, ago(170), ago(-10))
    colleague = worker(home)
    assert someone.case.file
    FileWorker.objects.filter(file=someone.case.file, user=colleague).delete()
    restricted(someone.case.file.person, "protected_child")
    assert not board_of(colleague, ago(0)).ending and board_of(referent, ago(0)).ending
    assert indicators.under_contract(ago(0), None).value == 0
    assert indicators.contracts("first")(date(ago(170).year, 12, 31), None).value == 0


def test_a_relative_s_statement_does_not_even_say_that_somebody_is_followed(
    referent: User, someone: YoungAdult
) -> None:
    planning.name_trusted(referent, someone.case.key, "Une tante d’exemple", ago(3))
    assert someone.case.file
    person = someone.case.file.person
    assert privacy.HOLDINGS[0].tell(person, Asker.RELATIVE) == []
    assert "Une tante d’exemple" in str(privacy.HOLDINGS[0].tell(person, Asker.SELF))
    privacy.HOLDINGS[0].anonymise(person)
    someone.refresh_from_db()
    assert someone.sealed_trusted == ""


def test_figures_count_contracts_refusals_appeals_interviews_and_returns(
    referent: User, home: Organisation, someone: YoungAdult
) -> None:
    today = ago(0)
    signed(referent, someone, today, ago(-50))
    signed(referent, someone, ago(-51), ago(-100))
    refusal = contracts.refuse(referent, someone.case.key, refused_on=today, ground="plan", words="Motif")
    contracts.appeal(referent, someone.case.key, refusal.key, kind="urgent", on=today)
    minor = young(referent, home, turns_18_on=ago(-500), on=today)
    recording.happened(referent, minor.case.key, "interview_held", today)
    counts = {each.code: int(each.compute(today, None).value) for each in indicators.DECLARED}
    assert counts == {
        "young_adults_under_contract": 1, "young_contracts_signed": 1, "young_contracts_renewed": 1,
        "young_contracts_refused": 1, "young_contract_appeals": 1, "young_interviews_before_18_in_time": 1,
        "young_interviews_after_leaving_in_time": 0, "young_returns": 0, "neet_supported": 0, "neet_caseload": 0,
        "neet_positive_exits": 0,
    }  # fmt: skip


def test_the_page_says_the_rights_and_the_plan_is_printed_for_the_young_person(
    client: Client, referent: User, someone: YoungAdult
) -> None:
    signed(referent, someone, ago(170), ago(-10))
    planning.add_goal(referent, someone.case.key, domain="housing", words="Un studio près du lycée")
    client.force_login(referent)
    page = client.get(reverse("young_adults:young", kwargs={"key": someone.case.key})).content.decode()
    assert "Avant 21 ans, le contrat est un droit" in page and "Un studio près du lycée" in page
    printed = client.get(reverse("young_adults:plan_pdf", kwargs={"key": someone.case.key}))
    text = " ".join(each.extract_text() for each in pypdf.PdfReader(io.BytesIO(printed.content)).pages)
    assert "Un studio près du lycée" in text and "six mois après votre sortie" in text and "référé" in text


def test_pages_hold_their_query_budget(
    client: Client, referent: User, home: Organisation, someone: YoungAdult, django_assert_max_num_queries: Any
) -> None:
    for _each in range(3):
        young(referent, home, file=followed(referent, home))
    client.force_login(referent)
    with django_assert_max_num_queries(24):
        assert client.get(reverse("young_adults:home")).status_code == 200
    with django_assert_max_num_queries(45):
        assert client.get(reverse("young_adults:young", kwargs={"key": someone.case.key})).status_code == 200


def test_a_day_of_eighteen_already_three_years_old_opens_nothing(referent: User, home: Organisation) -> None:
    with pytest.raises(BadInput, match="21 ans ou plus"):
        young(referent, home, turns_18_on=ago(4 * 365), on=timezone.localdate())
