"""Agreements: their phase follows from their dates, and whoever keeps them may correct the past."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pacte.ground.accounts.services import create_token
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners import services
from pacte.ground.partners.models import Agreement, Membership
from pacte.ground.partners.reads import agreements_in_force
from pacte.ground.partners.worklist import agreements_to_renew
from tests.house.city import City, found

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def city() -> City:
    return found()


def signed(city: City, **changes: object) -> Agreement:
    values = {"title": "Convention", "starts_on": date(2019, 1, 1), "ends_on": date(2019, 12, 31)} | changes
    return services.sign_agreement(city.users["pact_team"], city.own, **values)  # type: ignore[arg-type]


def test_adding_ending_and_back_dating_moves_the_number_in_force(city: City) -> None:
    team, on = city.users["pact_team"], date(2019, 9, 30)
    first = signed(city)
    late = signed(city, starts_on=date(2019, 10, 1), ends_on=None)
    assert agreements_in_force(on).count() == 1
    services.correct_agreement(team, late, title="Convention", starts_on=on, ends_on=None)
    assert agreements_in_force(on, city.own).count() == 2
    services.end_agreement(team, first, ends_on=on)
    assert agreements_in_force(on).count() == 2
    assert agreements_in_force(on + DAY).count() == 1
    assert agreements_in_force(on, city.other).count() == 0
    acts = list(Entry.objects.order_by("pk").values_list("action", "organisation"))
    assert acts == [(f"agreement.{act}", "own") for act in ("sign", "sign", "correct", "end")]


def test_an_end_before_the_beginning_is_refused_whole(city: City) -> None:
    agreement = signed(city)
    with pytest.raises(BadInput, match="La fin précède le début"):
        services.end_agreement(city.users["pact_team"], agreement, ends_on=date(2018, 12, 31))
    agreement.refresh_from_db()
    assert agreement.ends_on == date(2019, 12, 31)


def test_only_those_who_keep_partners_sign_and_end(city: City) -> None:
    agreement = signed(city)
    with pytest.raises(Refused, match="équipe du Pacte"):
        services.end_agreement(city.users["organisation_admin"], agreement, ends_on=date(2019, 6, 1))


def test_the_list_filters_by_phase_on_a_day_and_keeps_to_its_budget(
    client: Client, city: City, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for year in range(2010, 2019):
        signed(city, title=f"Convention {year}", starts_on=date(year, 1, 1), ends_on=date(year, 12, 31))
    client.force_login(city.users["pact_team"])
    with django_assert_max_num_queries(7):
        page = client.get(reverse("partners:agreements"), {"phase": "in_force", "on": "2014-05-01"}).content.decode()
    assert "Convention 2014" in page and "Convention 2015" not in page
    assert (
        "2 conventions"
        in client.get(
            reverse("partners:agreements"), {"phase": "to_come", "on": "2016-12-31", "organisation": "own"}
        ).content.decode()
    )


def test_an_agreement_that_ends_soon_is_in_the_day_of_those_who_keep_it(city: City) -> None:
    today = timezone.localdate()
    signed(city, ends_on=today + 5 * DAY)
    signed(city, ends_on=today + 400 * DAY)
    (entry,) = agreements_to_renew(city.users["pact_team"], today)
    assert (entry.due, entry.urgency) == (today + 5 * DAY, "soon")
    assert not list(agreements_to_renew(city.users["reader"], today))


def test_a_program_acts_with_what_its_user_may_do_today_in_one_organisation(client: Client, city: City) -> None:
    team = city.users["pact_team"]
    Membership.objects.create(user=team, organisation=city.other, role="reader", starts_on=date(2015, 1, 1))
    headers = {}
    for key in ("own", "other"):
        expiry = timezone.localdate() + DAY
        _token, text = create_token(team, label="x", organisation_key=key, scope="write", expires_on=expiry)
        headers[key] = {"Authorization": f"Bearer {text}"}
    body = {"organisation": "other", "title": "Convention", "starts_on": "2019-01-01"}
    address = reverse("api:partners_agreements")
    made = client.post(address, body, content_type="application/json", headers=headers["own"])
    assert made.status_code == 201 and made.json()["phase"] == "in_force"
    one = reverse("api:partners_agreement", kwargs={"number": made.json()["id"]})
    refused = client.patch(one, {"ends_on": "2019-12-31"}, content_type="application/json", headers=headers["other"])
    assert refused.status_code == 403
    assert len(client.get(reverse("api:partners_organisations"), headers=headers["other"]).json()) == 1
    ended = client.patch(one, {"ends_on": "2019-12-31"}, content_type="application/json", headers=headers["own"])
    assert ended.json()["phase"] == "ended"
    assert (
        client.get(address, {"in_force_on": "2019-12-31"}, headers=headers["own"]).json()[0]["organisation"] == "other"
    )
    Membership.objects.filter(user=team, organisation=city.own).update(role="reader")
    assert client.get(one, headers=headers["own"]).status_code == 404
    Membership.objects.filter(user=team, organisation=city.own).update(ends_on=timezone.localdate() - DAY)
    assert client.get(address, headers=headers["own"]).status_code == 401
