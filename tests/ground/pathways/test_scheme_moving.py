"""A version is tried on the running cases before it acts; they keep theirs until they are moved on purpose."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.jobs.services import run_pending
from pacte.ground.partners.enums import Role
from pacte.ground.pathways.enums import CaseEventKind
from pacte.ground.pathways.models import Case, CaseClock, CaseEvent, SchemeVersion
from pacte.ground.pathways.reads import schemes_preview
from pacte.ground.pathways.reads.schemes_preview import preview
from pacte.ground.pathways.reads.stories import scheme_of_version
from pacte.ground.pathways.rules.parse import parse
from pacte.ground.pathways.services import cases, moving, recording
from tests.ground.pathways.making import SCHEME, scheme
from tests.ground.people.making import followed, organisation, restricted, worker

pytestmark = pytest.mark.django_db
LONGER = SCHEME.replace("length = 10", "length = 20")


@pytest.fixture
def team() -> User:
    return worker(organisation(), Role.PACT_TEAM)


@pytest.fixture
def social() -> User:
    return worker(organisation())


def running(social: User, days_ago: int = 3) -> Case:
    home = social.memberships.get().organisation
    since = timezone.localdate() - timedelta(days=days_ago)
    return cases.start(social, followed(social, home).key, "visit", "alert_received", since)


def second(text: str = LONGER) -> SchemeVersion:
    return scheme(text=text, state="published")


def test_a_preview_says_which_terms_move_by_the_number_of_the_case_alone(social: User) -> None:
    scheme()
    case = running(social)
    draft = scheme(text=LONGER, state="draft", published_at=None)
    found = preview(draft, scheme_of_version(draft))
    (line,) = found.lines
    assert (found.total, found.looked_at, found.counts["terms"], line.label) == (1, 1, 1, case.label)
    assert "Visite à faire" in line.words[0] and "devient" in line.words[0] and not line.is_lossy
    case.refresh_from_db()
    assert case.version.number == 1


def test_a_preview_says_first_what_would_be_lost(social: User) -> None:
    scheme()
    case = running(social, 5)
    recording.happened(social, case.key, "hearing_held", timezone.localdate())
    running(social)
    start = SCHEME.index('[[step]]\nkey = "hearing_held"')
    clock = SCHEME.index('[[clock]]\nkey = "report_before_hearing"')
    without = SCHEME[:start] + SCHEME[SCHEME.index('[[step]]\nkey = "visit_made"') : clock]
    without += SCHEME[SCHEME.index("[[outcome]]") :]
    draft = scheme(text=without, state="draft", published_at=None)
    found = preview(draft, parse(without))
    assert found.lines[0].label == case.label and found.lines[0].is_lossy and len(found.lines) == 1
    assert (found.counts["lost"], found.counts["stage"], found.counts["gone"]) == (1, 1, 1)
    assert any("ne connaît plus «\u00a0Audience\u00a0»" in words for words in found.lines[0].words)


def test_a_restricted_person_is_in_no_preview(social: User) -> None:
    scheme()
    case = running(social)
    assert case.file is not None
    restricted(case.file.person)
    found = preview(second(), parse(LONGER))
    assert (found.total, found.looked_at, found.lines) == (0, 0, [])


def test_of_many_cases_a_preview_tries_some_and_says_so(social: User, monkeypatch: pytest.MonkeyPatch) -> None:
    scheme()
    for _each in range(5):
        running(social)
    monkeypatch.setattr(schemes_preview, "LOOKED_AT", 2)
    found = preview(second(), parse(LONGER))
    assert (found.total, found.looked_at, found.is_sampled) == (5, 2, True)


def test_a_preview_costs_the_same_number_of_queries_for_one_case_or_several(
    social: User, django_assert_max_num_queries: object
) -> None:
    scheme()
    for _each in range(4):
        running(social)
    version = second()
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        preview(version, parse(LONGER))


def test_a_running_case_keeps_its_version_until_it_is_moved(team: User, social: User) -> None:
    scheme()
    case = running(social)
    before = CaseClock.objects.get(case=case, clock="visit_in_time").due_on
    second()
    case.refresh_from_db()
    assert case.version.number == 1
    assert moving.move(team, "visit", 1, 2) is None
    case.refresh_from_db()
    after = CaseClock.objects.get(case=case, clock="visit_in_time").due_on
    assert case.version.number == 2 and before and after and after > before
    told = CaseEvent.objects.get(case=case, kind=CaseEventKind.MOVED)
    assert told.value == {"from": 1, "to": 2} and told.by == team


def test_a_closed_case_is_never_moved(team: User, social: User) -> None:
    scheme()
    case = running(social)
    recording.close(social, case.key, "kept", timezone.localdate())
    second()
    moving.move(team, "visit", 1, 2)
    case.refresh_from_db()
    assert case.version.number == 1


def test_many_cases_are_moved_in_the_background_and_moving_again_changes_nothing(
    team: User, social: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheme()
    for _each in range(3):
        running(social)
    second()
    monkeypatch.setattr(moving, "AT_ONCE", 2)
    job = moving.move(team, "visit", 1, 2)
    assert job is not None and not Case.objects.filter(version__number=2).exists()
    run_pending()
    assert Case.objects.filter(version__number=2).count() == 3
    moving.move_in_background(job, *job.identifiers)
    assert CaseEvent.objects.filter(kind=CaseEventKind.MOVED).count() == 3


def test_cases_go_to_a_published_version_only_and_by_the_pacts_team(team: User, social: User) -> None:
    scheme()
    scheme(text=LONGER, state="draft", published_at=None)
    with pytest.raises(BadInput, match="n’est pas publiée"):
        moving.move(team, "visit", 1, 2)
    with pytest.raises(BadInput, match="déjà cette version"):
        moving.move(team, "visit", 1, 1)
    with pytest.raises(Refused):
        moving.move(social, "visit", 1, 2)


def test_the_day_on_which_it_opens_gives_a_case_its_version(social: User) -> None:
    today = timezone.localdate()
    scheme(state="published", valid_from=date(2015, 1, 1))
    scheme(text=LONGER, state="published", valid_from=today - timedelta(days=10))
    assert running(social, 30).version.number == 1
    assert running(social, 3).version.number == 2
