"""The navigation follows the roles of the day; a request leaves nothing of itself behind."""

from __future__ import annotations

import json
import logging
from datetime import date

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import reverse

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import Refused
from pacte.ground.partners.enums import OrganisationKind, Role
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.web import views
from pacte.ground.web.logs import JsonFormatter
from pacte.ground.web.middleware import RequestIdMiddleware, content_security_policy


@pytest.fixture
def team(client: Client) -> User:
    """Someone of the pact's team, signed in."""
    user = User.objects.create_user("team@own.example", display_name="Une personne", is_demonstration=True)
    city = Organisation.objects.create(slug="city", name="Ville", kind=OrganisationKind.CITY)
    Membership.objects.create(user=user, organisation=city, role=Role.PACT_TEAM, starts_on=date(2015, 1, 1))
    client.force_login(user)
    return user


@pytest.mark.django_db
def test_a_role_that_ended_takes_its_links_away(client: Client, team: User) -> None:
    structure = f'href="{reverse("commitments:structure")}"'
    assert structure in client.get("/accessibilite/").content.decode()
    Membership.objects.filter(user=team).update(ends_on=date(2016, 1, 1))
    assert structure not in client.get("/accessibilite/").content.decode()


@pytest.mark.django_db
def test_a_page_under_two_links_marks_the_nearer_one_only(client: Client, team: User) -> None:
    shown = client.get(reverse("commitments:structure")).context["shell"].navigation()
    assert [item.url for item in shown if item.is_current] == [reverse("commitments:structure")]


@pytest.mark.django_db
def test_a_visitors_page_leaves_no_cookie(client: Client) -> None:
    assert not client.get("/accessibilite/").cookies


@pytest.mark.django_db
def test_a_refusal_of_ours_is_quoted_and_another_is_not(client: Client, team: User) -> None:
    request = client.get("/accessibilite/").wsgi_request
    ours = views.forbidden(request, Refused("Il faut le rôle d’équipe du Pacte."))
    assert "Il faut le rôle d’équipe du Pacte." in ours.content.decode()
    assert "hunter2" not in views.forbidden(request, PermissionError("hunter2")).content.decode()


def test_a_crash_page_needs_neither_the_database_nor_a_user(rf: RequestFactory) -> None:
    answer = views.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Réessayez dans quelques minutes." in answer.content.decode()


def test_a_request_that_crashes_leaves_its_identifier_to_no_other(rf: RequestFactory) -> None:
    def crash(request: HttpRequest) -> HttpResponse:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        RequestIdMiddleware(crash)(rf.get("/"))
    record = logging.LogRecord("pacte", logging.INFO, __file__, 1, "after", None, None)
    assert json.loads(JsonFormatter().format(record))["request_id"] == ""


@override_settings(OIDC={"issuer": "https://identity.example/api/v2", "client": "", "secret": ""})
def test_only_the_origin_of_the_issuer_may_receive_the_sign_in_form() -> None:
    assert "form-action 'self' https://identity.example;" in content_security_policy()
