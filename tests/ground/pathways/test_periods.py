"""Legal periods are data: shipped winters, samples said to be, and a change that moves the terms concerned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.jobs.services import run_pending
from pacte.ground.partners.enums import Role
from pacte.ground.pathways.models import Case, CaseClock, LegalPeriod
from pacte.ground.pathways.reads.stories import periods as kept
from pacte.ground.pathways.rules.periods import deferred
from pacte.ground.pathways.services import cases, periods
from tests.ground.pathways.making import SCHEME, scheme
from tests.ground.people.making import followed, organisation, worker

pytestmark = pytest.mark.django_db
DEFERRED = SCHEME.replace('label = "Visite à faire"', 'label = "Visite à faire"\ndeferred_by = "winter_truce"')


@pytest.fixture
def team() -> User:
    return worker(organisation(), Role.PACT_TEAM)


def period(starts: date, ends: date, **values: Any) -> dict[str, Any]:
    return {"kind": "winter_truce", "starts_on": starts, "ends_on": ends, "reference": "Un texte", **values}


def deferred_case() -> tuple[Case, date]:
    scheme(text=DEFERRED, state="published")
    social = worker(organisation())
    home = social.memberships.get().organisation
    case = cases.start(social, followed(social, home).key, "visit", "alert_received", timezone.localdate())
    return case, due(case)


def due(case: Case) -> date:
    day = CaseClock.objects.get(case=case, clock="visit_in_time").due_on
    assert day is not None
    return day


def test_each_winter_since_2015_is_shipped_and_the_two_prolongations_are_samples() -> None:
    added = periods.load(None)
    assert added == LegalPeriod.objects.count() and periods.load(None) == 0
    for year in range(2015, 2027):
        row = LegalPeriod.objects.get(starts_on=date(year, 11, 1))
        assert row.ends_on == date(year + 1, 3, 31) and "L412-6" in row.reference and not row.is_sample
    assert list(LegalPeriod.objects.filter(is_sample=True).order_by("starts_on").values_list("ends_on", flat=True)) == [
        date(2020, 7, 10), date(2021, 5, 31),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 12, 26), date(2025, 4, 1)),
        (date(2024, 10, 31), date(2024, 10, 31)),
        (date(2020, 4, 15), date(2020, 7, 11)),
        (date(2020, 1, 15), date(2020, 7, 11)),
    ],
)
def test_the_shipped_periods_give_the_days_of_the_domain(day: date, expected: date) -> None:
    periods.load(None)
    assert deferred(day, "winter_truce", kept()) == expected


def test_a_period_added_moves_the_terms_of_running_cases_and_taken_away_moves_them_back(team: User) -> None:
    case, before = deferred_case()
    added = periods.add(team, period(before - timedelta(days=1), before + timedelta(days=30)))
    assert due(case) >= before + timedelta(days=31)
    periods.correct(team, added.pk, period(before - timedelta(days=1), before + timedelta(days=40)))
    assert due(case) >= before + timedelta(days=41)
    periods.remove(team, added.pk)
    assert due(case) == before
    acts = set(Entry.objects.filter(action__startswith="legal_period.").values_list("action", flat=True))
    assert acts == {"legal_period.add", "legal_period.correct", "legal_period.remove"}


def test_many_cases_are_folded_again_in_the_background(team: User, monkeypatch: pytest.MonkeyPatch) -> None:
    case, before = deferred_case()
    monkeypatch.setattr(periods, "AT_ONCE", 0)
    periods.add(team, period(before, before + timedelta(days=30)))
    assert due(case) == before
    run_pending()
    assert due(case) > before + timedelta(days=30)


def test_a_case_whose_clocks_no_period_moves_is_left_alone(team: User) -> None:
    scheme()
    social = worker(organisation())
    home = social.memberships.get().organisation
    case = cases.start(social, followed(social, home).key, "visit", "alert_received", timezone.localdate())
    folded, before = case.folded_at, due(case)
    periods.add(team, period(before, before + timedelta(days=30)))
    case.refresh_from_db()
    assert case.folded_at == folded


def test_a_period_without_a_text_is_a_sample(team: User) -> None:
    assert periods.add(team, period(date(2030, 4, 1), date(2030, 4, 30), reference=" ")).is_sample


def test_two_periods_that_share_a_day_are_refused_and_two_that_touch_are_not(team: User) -> None:
    periods.add(team, period(date(2030, 11, 1), date(2031, 3, 31)))
    with pytest.raises(BadInput, match="couvre déjà"):
        periods.add(team, period(date(2031, 3, 31), date(2031, 4, 30)))
    periods.add(team, period(date(2031, 4, 1), date(2031, 4, 30)))
    with pytest.raises(BadInput, match="finit avant"):
        periods.add(team, period(date(2032, 4, 2), date(2032, 4, 1)))


def test_only_the_pacts_team_keeps_periods() -> None:
    with pytest.raises(Refused):
        periods.add(worker(organisation()), period(date(2030, 4, 1), date(2030, 4, 30)))
