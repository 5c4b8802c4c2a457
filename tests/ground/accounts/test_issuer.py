"""An issuer proves who someone is. It gives neither an account nor a right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import seal
from tests.ground.accounts.issuer import CLIENT, Issuer, running

pytestmark = pytest.mark.django_db
LOGIN = "/comptes/identite/proconnect/"


@pytest.fixture
def issuer(settings: Settings) -> Iterator[Issuer]:
    with running() as issuer:
        settings.OIDC = {"issuer": issuer.address, "client": CLIENT, "secret": "secret"}
        yield issuer


@pytest.fixture
def agent() -> User:
    return User.objects.create_user("agent@ville.example", "une phrase assez longue", display_name="Un agent")


def leave(client: Client) -> dict[str, str]:
    """Press the button; the parameters that the browser takes to the issuer."""
    response = client.post(LOGIN)
    assert response.status_code == 302, response.content
    return {name: values[0] for name, values in parse_qs(urlsplit(response["Location"]).query).items()}


def come_back(client: Client, issuer: Issuer, **changes: str) -> Any:
    """Go to the issuer and return from it, as a browser would."""
    sent = leave(client)
    issuer.nonce = sent["nonce"]
    return client.get(LOGIN + "retour/", {"code": "code", "state": sent["state"]} | changes)


def is_in(client: Client) -> bool:
    return client.get(reverse("accounts:profile")).status_code == 200


def test_the_request_carries_state_nonce_assurance_and_proof_key(client: Client, issuer: Issuer) -> None:
    sent = leave(client)
    assert sent["acr_values"] == "eidas1"
    assert sent["code_challenge_method"] == "S256"
    assert set(sent["scope"].split()) == {"openid", "email"}
    assert sent["state"] and sent["nonce"] and sent["nonce"] != leave(client)["nonce"]
    crafted = client.post(LOGIN + "?auth_params=nonce%3Dchosen&scope=phone&process=connect")
    assert "chosen" not in crafted["Location"] and "phone" not in crafted["Location"]


@pytest.mark.parametrize("as_json", [False, True])
def test_a_verified_address_links_an_existing_account_once_then_its_sub_is_enough(
    client: Client, issuer: Issuer, agent: User, as_json: bool
) -> None:
    issuer.as_json = as_json
    assert come_back(client, issuer).status_code == 302
    assert is_in(client)
    link = SocialAccount.objects.get()
    assert (link.user_id, link.uid, link.extra_data) == (agent.pk, "sub-1", {})
    agent.refresh_from_db()
    assert agent.check_password("une phrase assez longue")
    issuer.email, issuer.verified = "changed@ville.example", False
    other = Client()
    come_back(other, issuer)
    assert is_in(other)
    assert "code_verifier" in issuer.asked[0][1]


def test_the_sub_goes_before_the_address(client: Client, issuer: Issuer, agent: User) -> None:
    come_back(client, issuer)
    other = User.objects.create_user("other@ville.example", display_name="Une autre")
    issuer.email = other.email
    second = Client()
    come_back(second, issuer)
    assert second.session["_auth_user_id"] == str(agent.pk)


@pytest.mark.parametrize(
    "lie",
    [
        {"signed_by": "other"},
        {"person_signed_by": "other"},
        {"named": "https://elsewhere.example"},
        {"changes": {"iss": "https://elsewhere.example"}},
        {"changes": {"aud": "another-client"}},
        {"changes": {"nonce": "another"}},
        {"changes": {"acr": "eidas0"}},
        {"changes": {"exp": 1}},
        {"changes": {"sub": "sub-2"}},
        {"person_changes": {"iss": "https://elsewhere.example"}},
    ],
    ids=str,
)
def test_an_answer_that_proves_nothing_opens_nothing(
    client: Client, issuer: Issuer, agent: User, lie: dict[str, Any]
) -> None:
    sent = leave(client)
    issuer.nonce = sent["nonce"]
    for name, value in lie.items():
        setattr(issuer, name, value)
    response = client.get(LOGIN + "retour/", {"code": "code", "state": sent["state"]})
    assert response.status_code == 400
    assert "n’a pas abouti" in response.content.decode()
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_a_state_that_was_not_sent_opens_nothing(client: Client, issuer: Issuer, agent: User) -> None:
    assert come_back(client, issuer, state="forged").status_code == 400
    sent = leave(client)
    issuer.nonce = sent["nonce"]
    thief = Client()
    assert thief.get(LOGIN + "retour/", {"code": "code", "state": sent["state"]}).status_code == 400
    assert not is_in(client) and not is_in(thief)


@pytest.mark.parametrize("change", [{"email": "unknown@ville.example"}, {"verified": False}])
def test_someone_without_an_account_is_told_so_and_gets_none(
    client: Client, issuer: Issuer, agent: User, change: dict[str, Any]
) -> None:
    for name, value in change.items():
        setattr(issuer, name, value)
    response = come_back(client, issuer)
    assert response.status_code == 403
    assert "aucun compte n’existe ici" in response.content.decode()
    assert User.objects.count() == 1 and not SocialAccount.objects.exists()


def test_a_closed_account_stays_closed(client: Client, issuer: Issuer, agent: User) -> None:
    come_back(client, issuer)
    User.objects.update(is_active=False)
    come_back(Client(), issuer)
    assert not is_in(client)


def test_the_second_factor_is_still_asked(client: Client, issuer: Issuer, agent: User) -> None:
    Authenticator.objects.create(user=agent, type="totp", data={"secret": seal("JBSWY3DPEHPK3PXP")})
    assert come_back(client, issuer)["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)


def test_signing_out_closes_the_session_at_the_issuer(client: Client, issuer: Issuer, agent: User) -> None:
    come_back(client, issuer)
    address = client.post(reverse("account_logout"))["Location"]
    assert address.startswith(f"{issuer.address}/session/end?")
    sent = parse_qs(urlsplit(address).query)
    assert sent["id_token_hint"][0].count(".") == 2
    assert sent["post_logout_redirect_uri"] == ["http://localhost:8000/"]
    assert not is_in(client)


def test_without_an_issuer_there_is_no_button_and_no_way(client: Client) -> None:
    assert "ProConnect" not in client.get(reverse("account_login")).content.decode()
    assert client.post(LOGIN).status_code == 400
    assert client.get(LOGIN + "retour/").status_code == 400


def test_an_issuer_that_does_not_answer_leaves_the_password(client: Client, settings: Settings) -> None:
    settings.OIDC = {"issuer": "http://127.0.0.1:9", "client": CLIENT, "secret": "secret"}
    assert "ProConnect" in client.get(reverse("account_login")).content.decode()
    response = client.post(LOGIN)
    assert response.status_code == 503
    assert "mot de passe" in response.content.decode()
