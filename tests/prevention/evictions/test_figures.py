"""Yearly figures by stage and source, with or without levels; and what the rows of this platform count."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.pathways.enums import CaseEventKind
from pacte.ground.pathways.models import Case
from pacte.ground.pathways.services import recording
from pacte.ground.pathways.services.case_appending import append
from pacte.prevention.evictions import indicators
from pacte.prevention.evictions.models import YearFigure
from pacte.prevention.evictions.reads.figures import counted_here
from pacte.prevention.evictions.services import figures as services
from pacte.prevention.evictions.services.figures import Said
from tests.ground.people.making import organisation, restricted, worker

from .making import published, social_worker, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> User:
    return worker(organisation(), "pact_team")


def said(year: int, stage: str = "evicted", source: str = "signatories", **values: Any) -> Said:
    return Said(year=year, stage=stage, source=source, **{"reference": "Un document"} | values)


def page(by: User) -> str:
    client = Client()
    client.force_login(by)
    text = unescape(client.get(reverse("evictions:figures")).content.decode())
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def test_a_change_without_levels_is_printed_as_given_and_said_to_be_so(team: User) -> None:
    services.note(team, said(2018, change_percent=Decimal(-11)))
    text = page(team)
    assert "−11 %" in text and "niveaux non précisés" in text and "non précisé" in text


def test_a_change_is_made_of_two_levels_when_both_are_known(team: User) -> None:
    services.note(team, said(2015, "police_requested", "police", value=4036))
    services.note(team, said(2016, "police_requested", "police", value=3986))
    text = page(team)
    assert "−1,2 %" in text and "niveaux non précisés" not in text
    assert "La préfecture de police ne voit que les situations arrivées à la demande de concours" in text


def test_a_source_that_contradicts_its_own_levels_is_told(team: User) -> None:
    services.note(team, said(2017, value=100))
    services.note(team, said(2018, value=80, change_percent=Decimal(-11)))
    assert "une autre évolution que celle de ses deux nombres" in page(team)


def test_two_sources_of_one_stage_stay_apart(team: User) -> None:
    services.note(team, said(2016, value=100))
    services.note(team, said(2016, source="police", value=90))
    text = page(team)
    assert "Selon : Préfecture de police" in text and "Selon : Signataires de la charte" in text and "190" not in text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({}, "ne dit rien"), ({"value": 5, "reference": ""}, "document manque"),
        ({"value": -1}, "sous zéro"), ({"value": 1, "year": 2090}, "n’est pas finie"),
    ],
)  # fmt: skip
def test_a_figure_that_says_nothing_is_refused(team: User, wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        services.note(team, said(**{"year": 2016} | wrong))
    assert not YearFigure.objects.exists()


def test_a_figure_is_corrected_taken_back_and_noted_once(team: User) -> None:
    figure = services.note(team, said(2016, value=5))
    with pytest.raises(BadInput, match="a déjà un chiffre"):
        services.note(team, said(2016, value=6))
    assert services.note(team, said(2016, value=7), figure.key).value == 7
    services.remove(team, figure.key)
    assert not YearFigure.objects.exists()
    with pytest.raises(Refused):
        services.note(social_worker(), said(2016, value=5))


def test_the_cases_followed_here_are_counted_by_stage_and_year_beside(team: User) -> None:
    by = social_worker()
    case = started(by, on=date(2023, 2, 15))
    recording.happened(by, case.key, "summons_served", date(2024, 5, 2))
    hidden = started(by, on=date(2023, 2, 15))
    assert hidden.file is not None
    restricted(hidden.file.person)
    counts = counted_here()
    assert counts["payment_orders"] == {2023: 1} and counts["summons"] == {2024: 1}
    assert "Parmi les parcours suivis sur cette plateforme" in page(team)


def test_an_act_that_was_voided_is_counted_no_more() -> None:
    by = social_worker()
    case = started(by, on=date(2023, 2, 15))
    event = recording.happened(by, case.key, "summons_served", date(2024, 5, 2))
    recording.correct(by, case.key, event.key, reason="not_happened")
    assert "summons" not in counted_here()


def evicted(year: int, many: int) -> None:
    """Cases of nobody that ended in this year with the police."""
    version = published()
    for rank in range(many):
        case = Case.objects.create(
            number=70_000 + year * 100 + rank, scheme=version.scheme, version=version, organisation=organisation(),
            opened_on=date(year, 1, 2),
        )  # fmt: skip
        append(case, None, CaseEventKind.HAPPENED, "evicted", date(year, 3, 1))


def test_the_change_is_computed_from_rows_and_keeps_its_levels() -> None:
    evicted(2017, 18)
    evicted(2018, 16)
    made = indicators.change(date(2019, 2, 7), None)
    assert (made.value, made.base, made.is_known) == (Decimal("-11.1"), "2017 : 18 ; 2018 : 16", True)
    assert [(row.label, row.columns["count"]) for row in made.rows] == [("2017", "18"), ("2018", "16")]
    assert indicators.with_police(date(2018, 12, 31), None).value == 16


def test_no_change_is_made_of_too_few_cases() -> None:
    evicted(2018, 12)
    assert not indicators.change(date(2019, 2, 7), None).is_known


def test_what_counts_as_avoided_is_what_the_scheme_says() -> None:
    by = social_worker()
    for outcome in ("repayment_plan", "rehoused_social", "sheltered"):
        recording.close(by, started(by).key, outcome, date(2024, 6, 3))
    made = indicators.avoided(date(2024, 12, 31), None)
    assert made.value == 2 and {row.label for row in made.rows} == {
        "Plan d’apurement tenu",
        "Relogé dans le parc social",
    }
    started(by)
    assert indicators.cases_open(date(2024, 12, 31), None).value == 1
