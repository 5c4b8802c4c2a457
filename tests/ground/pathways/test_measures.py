"""What a scheme says it counts is a figure at once: by arrondissement, never a person, shares as two counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.indicators import services as indicators
from pacte.ground.pathways.models import Case
from pacte.ground.pathways.reads.measures import SchemeMeasure
from pacte.ground.pathways.rules.parse import parse
from pacte.ground.pathways.rules.scheme import Measure, MeasureKind
from pacte.ground.pathways.services import cases, recording
from pacte.ground.territory.models import Territory
from tests.ground.pathways.making import SCHEME, scheme
from tests.ground.people.making import followed, organisation, restricted, worker

pytestmark = pytest.mark.django_db
MORE = """
[[measure]]
key = "opened"
label = "Alertes"
kind = "opened"
explanation = "Les alertes de l’année."

[[measure]]
key = "running"
label = "En cours"
kind = "open"
explanation = "Ce jour-là."

[[measure]]
key = "visits"
label = "Visites"
kind = "step"
step = "visit_made"
explanation = "Les visites de l’année."

[[measure]]
key = "kept"
label = "Logements gardés"
kind = "outcome"
outcome = "kept"
explanation = "Dans l’année."

[[measure]]
key = "wait"
label = "Jours d’attente"
kind = "days"
step = "alert_received"
until = "visit_made"
explanation = "La moitié attend moins."
"""
TODAY = timezone.localdate


@pytest.fixture
def social() -> User:
    scheme(text=SCHEME + MORE, state="published")
    return worker(organisation())


def case(social: User, *, opened: int, visited: int | None = None, kept: bool = False, **columns: Any) -> Case:
    """A case opened so many days before the last of this year's June, visited so many days after."""
    home = social.memberships.get().organisation
    since = day() - timedelta(days=opened)
    made = cases.start(social, followed(social, home).key, "visit", "alert_received", since)
    if visited is not None:
        recording.happened(social, made.key, "visit_made", since + timedelta(days=visited))
    if kept:
        recording.close(social, made.key, "kept", day())
    Case.objects.filter(pk=made.pk).update(**columns) if columns else None
    return made


def day() -> date:
    """A day of a year that is over, far from its ends."""
    return date(TODAY().year - 1, 6, 30)


def value(code: str, territory: Territory | None = None) -> int:
    return int(indicators.compute(f"pathway_visit_{code}", day(), territory).value)


def test_each_kind_of_measure_counts_the_cases_of_the_year(social: User) -> None:
    case(social, opened=60, visited=5)
    case(social, opened=60, visited=40, kept=True)
    case(social, opened=60)
    case(social, opened=300)
    figures = {code: value(code) for code in ("opened", "running", "visits", "kept", "wait")}
    assert figures == {"opened": 3, "running": 3, "visits": 2, "kept": 1, "wait": 22}


def test_a_share_is_two_counts_those_in_time_and_those_whose_term_came(social: User) -> None:
    case(social, opened=60, visited=5)
    case(social, opened=60, visited=40)
    case(social, opened=60)
    case(social, opened=1)
    assert (value("visited_in_time_met"), value("visited_in_time_due")) == (1, 3)


def test_a_restricted_person_is_in_no_figure(social: User) -> None:
    hidden = case(social, opened=60, visited=5)
    assert hidden.file is not None
    restricted(hidden.file.person)
    assert [value(code) for code in ("opened", "visits", "visited_in_time_due")] == [0, 0, 0]


def test_rows_are_arrondissements_and_a_territory_counts_its_own(social: User) -> None:
    area = Territory.objects.create(code="75119", kind="arrondissement", name_fr="19e arrondissement")
    case(social, opened=60, visited=5, territory=area)
    case(social, opened=60, visited=5, territory=None)
    rows = indicators.compute("pathway_visit_visits", day()).rows
    assert [(row.label, row.columns["count"]) for row in rows] == [
        ("19e arrondissement", "1"), ("Arrondissement non précisé", "1"),
    ]  # fmt: skip
    assert value("visits", area) == 1


def test_a_measure_taken_out_of_the_next_version_still_counts(social: User) -> None:
    case(social, opened=60)
    scheme(text=SCHEME, state="published")
    assert value("opened") == 1


def test_a_draft_gives_no_figure_and_a_published_version_does(social: User) -> None:
    scheme(key="other", text=(SCHEME + MORE).replace('"visit"', '"other"', 1), state="draft", published_at=None)
    codes = indicators.computations()
    assert "pathway_visit_opened" in codes and "pathway_other_opened" not in codes
    assert codes["pathway_visit_visited_in_time_met"].label == "Une visite d’exemple : Visites faites à temps, à temps"


def test_a_code_never_outgrows_the_definition_that_names_it() -> None:
    said = parse(SCHEME.replace('key = "visit"', f'key = "{"v" * 60}"', 1))
    one, two = (SchemeMeasure(said, Measure("m" * 50 + end, "M", MeasureKind.OPEN, "")) for end in "ab")
    assert len(one.code("met")) == 80 and len({one.code("met"), one.code("due"), two.code("met")}) == 3


def test_a_figure_costs_few_queries(social: User, django_assert_max_num_queries: Any) -> None:
    for _each in range(3):
        case(social, opened=60, visited=5)
    with django_assert_max_num_queries(5):
        value("visits")
