"""A token is its owner, today, in one organisation; and never more than its scope."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts import services
from pacte.ground.accounts.api import TokenAuth
from pacte.ground.accounts.models import ApiToken
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.models import Membership
from tests.house.city import City, found

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return found()


def create(city: City, scope: str = "write", days: int = 30) -> tuple[ApiToken, str]:
    return services.create_token(
        city.users["contributor"], label="Envoi", organisation_key="own", scope=scope,
        expires_on=timezone.localdate() + timedelta(days=days),
    )  # fmt: skip


def call(text: str, method: str = "get") -> Any:
    request = getattr(RequestFactory(), method)("/api/v1/x", headers={"Authorization": f"Bearer {text}"})
    return TokenAuth()(request)


def test_a_token_is_shown_once_and_kept_as_a_fingerprint(city: City) -> None:
    token, text = create(city)
    assert text not in str(ApiToken.objects.values().get())
    found_token = call(text)
    assert (found_token.user, found_token.organisation, found_token.scope) == (token.user, city.own, "write")
    token.refresh_from_db()
    assert token.last_used_on == timezone.localdate()
    assert call("pacte_unknown") is None


def test_a_token_to_read_writes_nothing(city: City) -> None:
    _token, text = create(city, scope="read")
    assert call(text)
    with pytest.raises(Refused, match="que la lecture"):
        call(text, "post")


def test_a_token_dies_with_its_date_its_revocation_the_membership_or_the_account(city: City) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    token, text = create(city)
    ApiToken.objects.update(expires_on=yesterday)
    assert call(text) is None
    token, text = create(city)
    services.revoke_token(token.user, token)
    assert call(text) is None
    token, text = create(city)
    Membership.objects.filter(user=token.user).update(ends_on=yesterday)
    assert call(text) is None
    Membership.objects.filter(user=token.user).update(ends_on=None)
    assert call(text)
    services.disable_account(city.users["platform_admin"], token.user)
    assert call(text) is None
    services.enable_account(city.users["platform_admin"], token.user)
    assert call(text) is None


def test_a_token_speaks_for_an_organisation_of_its_owner_for_a_year_at_most(city: City) -> None:
    with pytest.raises(Refused, match="dont vous êtes membre"):
        services.create_token(
            city.users["contributor"], label="x", organisation_key="other", scope="read", expires_on=date(2100, 1, 1)
        )
    for days in (-1, 400):
        with pytest.raises(BadInput, match="d’ici à un an"):
            create(city, days=days)


def test_one_creates_sees_and_revokes_only_ones_own(client: Client, city: City) -> None:
    client.force_login(city.users["reader"])
    form = {"label": "Envoi mensuel", "organisation_key": "own", "scope": "read"}
    expiry = timezone.localdate() + timedelta(days=10)
    page = client.post(reverse("accounts:token_create"), form | {"expires_on": expiry.isoformat()}).content.decode()
    assert "pacte_" in page and "plus jamais montré" in page
    assert "pacte_" not in client.get(reverse("accounts:tokens")).content.decode()
    late = client.post(reverse("accounts:token_create"), form | {"expires_on": "2100-01-01"})
    assert late.status_code == 422 and "Envoi mensuel" in late.content.decode()
    foreign, _text = create(city)
    refused = client.post(reverse("accounts:tokens"), {"token": foreign.pk})
    assert refused.status_code == 422 and "pas dans votre liste" in refused.content.decode()
    own = ApiToken.objects.get(user=city.users["reader"])
    assert client.post(reverse("accounts:tokens"), {"token": own.pk}).status_code == 302
    own.refresh_from_db()
    assert own.revoked_at
