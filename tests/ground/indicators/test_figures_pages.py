"""The room's pages: what they show, to whom, in how many queries."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from pacte.ground.accounts.models import User
from pacte.ground.indicators import services
from pacte.ground.indicators.enums import MeasurementStatus as Status
from pacte.ground.indicators.models import Definition, Measurement
from pacte.ground.indicators.rules import plain
from pacte.ground.indicators.worklist import entries
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Agreement

from .conftest import Figures

VALUE = {"qualifier": "exact", "reason": "Un lieu avait été oublié."}


def signed_in(user: User) -> Client:
    User.objects.filter(pk=user.pk).update(is_demonstration=True)
    client = Client()
    client.force_login(User.objects.get(pk=user.pk), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def get(user: User, route: str, status: int = 200, query: str = "", **kwargs: Any) -> str:
    response = signed_in(user).get(reverse(route, kwargs=kwargs) + query)
    assert response.status_code == status, response.status_code
    return plain(response.content.decode())


def post(user: User, route: str, body: dict[str, Any], status: int = 302, **kwargs: Any) -> str:
    response = signed_in(user).post(reverse(route, kwargs=kwargs), body)
    assert response.status_code == status, response.content.decode()
    return plain(response.content.decode())


def test_the_list_shows_the_latest_figure_and_is_filtered_and_sorted(figures: Figures) -> None:
    people, meals = figures.indicator(), figures.indicator("meals", unit="meal")
    figures.measure(people, 67000, qualifier="more_than", period_end=date(2014, 12, 31))
    figures.measure(people, 61205)
    reader = figures.user(Role.READER)
    page = get(reader, "indicators:list")
    assert "61 205" in page
    assert "67 000" not in page
    assert page.index(people.label_fr) > page.index(meals.label_fr)
    assert meals.label_fr not in get(reader, "indicators:list", query="?unit=person")
    page = get(reader, "indicators:list", query="?sort=-label")
    assert page.index(people.label_fr) < page.index(meals.label_fr)


def test_the_list_takes_as_many_queries_for_fifty_indicators_as_for_one(
    figures: Figures, django_assert_max_num_queries: Any
) -> None:
    for number in range(50):
        figures.measure(figures.indicator(f"people_{number}"), 100 + number)
    client = signed_in(figures.user(Role.READER))
    client.get(reverse("indicators:list"))
    with django_assert_max_num_queries(12):
        assert client.get(reverse("indicators:list")).status_code == 200


def test_a_measurement_tells_its_revisions_and_their_reasons(
    figures: Figures, django_assert_max_num_queries: Any
) -> None:
    team, first = figures.user(Role.PACT_TEAM), figures.measure(figures.indicator(), 120)
    second = services.correct(team, first, {"value": Decimal(125)}, "Un lieu avait été oublié.")
    client = signed_in(team)
    with django_assert_max_num_queries(14):
        page = plain(client.get(reverse("indicators:measurement", kwargs={"pk": second.pk})).content.decode())
    assert first.reference in page
    assert second.reference in page
    assert "Un lieu avait été oublié." in page
    assert "Corriger ce chiffre" in page
    assert "Corriger ce chiffre" not in get(team, "indicators:measurement", pk=first.pk)


def test_an_indicator_page_shows_its_versions_and_figures(figures: Figures, django_assert_max_num_queries: Any) -> None:
    first = figures.indicator()
    Definition.objects.create(
        indicator=first.indicator, version=2, label_fr="Nouveau libellé", unit="person", kind="stock"
    )
    for year in range(2010, 2020):
        figures.measure(first, 100 + year, period_end=date(year, 12, 31))
    client = signed_in(figures.user(Role.READER))
    with django_assert_max_num_queries(14):
        page = client.get(reverse("indicators:indicator", kwargs={"code": "people"})).content.decode()
    assert "version 2" in page
    assert "Nouveau libellé" in page


def test_the_pact_s_team_drills_down_to_the_rows_of_a_computed_figure(figures: Figures) -> None:
    figures.indicator("agreed", unit="agreement", computed_by="agreements_in_force")
    Agreement.objects.create(organisation=figures.other, title="Ouverture d’une halte", starts_on=date(2018, 1, 1))
    page = get(figures.user(Role.PACT_TEAM), "indicators:indicator", code="agreed")
    assert "Ouverture d'une halte" in page
    assert "Association d'ailleurs" in page


def test_a_small_count_is_on_no_page_of_somebody_else(figures: Figures) -> None:
    row = figures.measure(figures.indicator(), 7, note="Sept personnes")
    other, own = figures.user(Role.CONTRIBUTOR, figures.other), figures.user(Role.CONTRIBUTOR)
    for route, kwargs in (
        ("indicators:list", {}),
        ("indicators:indicator", {"code": "people"}),
        ("indicators:measurement", {"pk": row.pk}),
    ):
        page = get(other, route, **kwargs)
        assert "non publié" in page
        assert 'value="7"' not in page
        assert "Sept personnes" not in page
        assert 'value="7"' in get(own, route, **kwargs)


def test_a_contributor_corrects_a_figure_and_the_team_approves_it(figures: Figures) -> None:
    first = figures.measure(figures.indicator(), 1200)
    contributor, team = figures.user(Role.CONTRIBUTOR), figures.user(Role.PACT_TEAM)
    post(contributor, "indicators:correct", VALUE | {"value": "1 250"}, pk=first.pk)
    second = Measurement.objects.get(supersedes=first)
    assert (second.value, second.status) == (1250, Status.SUBMITTED)
    assert [entry.url for entry in entries(team, date(2019, 10, 1))] == [f"/mesures/{second.pk}/"]
    post(team, "indicators:decide", {"decision": "return", "reason": "Précisez le lieu."}, pk=second.pk)
    assert [entry.act for entry in entries(contributor, date(2019, 10, 1))] == ["Reprendre la correction"]
    post(contributor, "indicators:amend", VALUE | {"value": "1 251"}, pk=second.pk)
    post(team, "indicators:decide", {"decision": "approve"}, pk=second.pk)
    second.refresh_from_db()
    assert (second.value, second.status) == (1251, Status.APPROVED)


def test_a_faulty_correction_keeps_what_was_typed_and_says_what_to_do(figures: Figures) -> None:
    first = figures.measure(figures.indicator(), 1200)
    page = post(
        figures.user(Role.CONTRIBUTOR), "indicators:correct", VALUE | {"value": "-3", "reason": "Motif gardé"}, 422,
        pk=first.pk,
    )  # fmt: skip
    assert "jamais négatif" in page
    assert "Motif gardé" in page
    assert page.index("error-summary") < page.index('id="id_value"')
    assert Measurement.objects.count() == 1


def test_somebody_else_s_draft_does_not_exist(figures: Figures) -> None:
    draft = figures.measure(figures.indicator(), 120, status=Status.DRAFT)
    stranger = figures.user(Role.CONTRIBUTOR, figures.other)
    get(stranger, "indicators:measurement", 404, pk=draft.pk)
    get(stranger, "indicators:amend", 404, pk=draft.pk)


def test_the_pact_s_team_writes_a_new_version(figures: Figures) -> None:
    figures.indicator("meals", unit="meal", kind="flow")
    body = {
        "label_fr": "Repas servis", "unit": "meal", "kind": "flow", "deduplication": "not_applicable",
        "direction": "up", "valid_from": "2020-01-01",
    }  # fmt: skip
    team = figures.user(Role.PACT_TEAM)
    assert "date d'effet" in post(team, "indicators:define", body | {"valid_from": ""}, 422, code="meals")
    post(team, "indicators:define", body, code="meals")
    assert Definition.objects.get(version=2).label_fr == "Repas servis"
    post(team, "indicators:declare", body | {"code": "new_meals"})
    assert Definition.objects.get(indicator__code="new_meals").version == 1


def test_a_threshold_has_its_own_form(figures: Figures) -> None:
    figures.indicator()
    officer = figures.user(Role.DATA_PROTECTION)
    assert "trop bas" in post(
        officer, "indicators:threshold", {"threshold": "2", "valid_from": "2020-01-01"}, 422, code="people"
    )
    post(officer, "indicators:threshold", {"threshold": "6", "valid_from": "2020-01-01"}, code="people")
    assert Definition.objects.get(version=2).threshold == 6
