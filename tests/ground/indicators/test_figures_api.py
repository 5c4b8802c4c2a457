"""Figures for programs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.test import Client

from pacte.ground.accounts.enums import Scope
from pacte.ground.accounts.models import ApiToken, User
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.indicators.enums import MeasurementStatus as Status
from pacte.ground.indicators.models import Measurement
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Agreement, Organisation

from .conftest import Figures

URL = "/api/v1/indicators"


def call(user: User, organisation: Organisation, path: str, body: dict[str, Any] | None = None) -> Any:
    text = f"pacte_{user.pk}"
    ApiToken.objects.get_or_create(
        digest=fingerprint(text),
        defaults={
            "user": user, "organisation_key": organisation.slug, "label": "essai", "scope": Scope.WRITE,
            "expires_on": date.today() + timedelta(days=3),
        },
    )  # fmt: skip
    headers = {"Authorization": f"Bearer {text}"}
    client = Client(raise_request_exception=False)
    if body is None:
        return client.get(URL + path, headers=headers)
    return client.post(URL + path, body, content_type="application/json", headers=headers)


def test_figures_are_filtered_by_indicator_territory_and_period(
    figures: Figures, django_assert_max_num_queries: Any
) -> None:
    people, meals = figures.indicator(), figures.indicator("meals", unit="meal")
    figures.measure(people, 120)
    figures.measure(people, 130, territory=figures.here)
    figures.measure(people, 110, period_end=date(2018, 9, 30))
    figures.measure(meals, 4000)
    figures.measure(meals, 5000, territory=figures.here, status=Status.DRAFT)
    reader = figures.user(Role.READER, figures.other)
    call(reader, figures.other, "/measurements")
    with django_assert_max_num_queries(12):
        assert call(reader, figures.other, "/measurements").json()["count"] == 4
    query = "/measurements?indicator=people&territory=75056&since=2019-01-01"
    (item,) = call(reader, figures.other, query).json()["items"]
    assert (item["indicator"], float(item["value"]), item["is_suppressed"]) == ("people", 120, False)


def test_a_small_count_is_withheld_from_other_organisations_programs(figures: Figures) -> None:
    figures.measure(figures.indicator(), 7, note="Sept personnes")
    reader, contributor = figures.user(Role.READER, figures.other), figures.user(Role.CONTRIBUTOR)
    (item,) = call(reader, figures.other, "/measurements").json()["items"]
    assert (item["value"], item["note"], item["is_suppressed"]) == (None, "", True)
    (item,) = call(contributor, figures.own, "/measurements").json()["items"]
    assert float(item["value"]) == 7


def test_a_program_gives_a_draft_for_its_own_organisation_only(figures: Figures) -> None:
    figures.indicator()
    contributor = figures.user(Role.CONTRIBUTOR)
    body = {"indicator": "people", "territory": "75120", "contributor": "own", "value": "120", "unit": "person"}
    response = call(contributor, figures.own, "/measurements", body | {"period_end": "2019-09-30"})
    assert response.status_code == 201, response.content
    made = Measurement.objects.get()
    assert (made.status, made.origin, made.contributor) == (Status.DRAFT, "api", figures.own)
    assert call(contributor, figures.own, "/measurements", body | {"contributor": "other"}).status_code == 403
    assert Measurement.objects.count() == 1


def test_a_computed_value_comes_with_its_rows_for_the_pact_s_team(figures: Figures) -> None:
    figures.indicator("agreed", unit="agreement", computed_by="agreements_in_force")
    figures.indicator()
    Agreement.objects.create(organisation=figures.own, title="Ouverture", starts_on=date(2018, 1, 1))
    team = figures.user(Role.PACT_TEAM)
    answer = call(team, figures.city, "/agreed/computed?on=2019-09-30").json()
    assert (float(answer["value"]), answer["rows"][0]["organisation"]) == (1, "Association d’ici")
    assert call(team, figures.city, "/people/computed").status_code == 404
    assert call(figures.user(Role.CONTRIBUTOR), figures.own, "/agreed/computed").status_code == 403
    assert [one["code"] for one in call(team, figures.city, "").json()] == ["agreed", "people"]
