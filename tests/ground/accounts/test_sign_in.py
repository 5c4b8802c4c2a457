"""Signing in, the second factor, and what ends a session."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from pacte.config import keys
from pacte.ground.accounts import letters, services
from pacte.ground.accounts.models import User
from pacte.ground.accounts.tasks import seal_again
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.crypto import is_current, unseal
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.messages.models import Message
from pacte.ground.partners.enums import OrganisationKind, Role
from pacte.ground.partners.models import Membership, Organisation
from tests.house.city import City, found

pytestmark = pytest.mark.django_db
PASSWORD = "une phrase assez longue"


@pytest.fixture(autouse=True)
def _no_limit_reached_yet() -> None:
    cache.clear()


def make(role: Role, **fields: Any) -> User:
    """Someone with a password and one role."""
    user = User.objects.create_user(f"{role}@ville.example", PASSWORD, display_name="Une personne", **fields)
    home, _made = Organisation.objects.get_or_create(slug="home", name="Chez nous", kind=OrganisationKind.CITY)
    Membership.objects.create(user=user, organisation=home, role=role, starts_on=date(2015, 1, 1))
    return user


def sign_in(client: Client, email: str, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": email, "password": password})


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_signing_in_and_out_is_in_the_journal_by_opaque_key(client: Client) -> None:
    user = make(Role.READER)
    assert sign_in(client, user.email).status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("accounts:profile")).status_code == 302
    lines = Entry.objects.order_by("pk").values_list("action", "target")
    assert list(lines) == [(f"account.{act}", f"accounts.User:{user.opaque_id}") for act in ("sign_in", "sign_out")]


def test_too_many_failures_answer_a_page_that_says_what_to_do(client: Client) -> None:
    user = make(Role.READER)
    answers = [sign_in(client, user.email, "wrong") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert "Attendez cinq minutes" in answers[-1].content.decode()
    assert sign_in(client, user.email).status_code == 429


def test_nobody_signs_up_and_an_unknown_address_is_not_told_apart(client: Client) -> None:
    make(Role.READER)
    known = client.post(reverse("account_reset_password"), {"email": "reader@ville.example"})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@ville.example"})
    assert known["Location"] == unknown["Location"] == reverse("account_reset_password_done")
    assert Message.objects.count() == 1
    assert client.get("/comptes/signup/").status_code == 404


def test_a_role_that_needs_a_second_factor_goes_nowhere_without_it(client: Client) -> None:
    user = make(Role.PACT_TEAM)
    sign_in(client, user.email)
    for name in ("accounts:profile", "accounts:tokens", "review:home"):
        assert client.get(reverse(name))["Location"] == reverse("mfa_activate_totp")
    swap = client.get(reverse("accounts:profile"), headers={"HX-Request": "true"})
    assert swap["HX-Redirect"] == reverse("mfa_activate_totp")
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code[^>]*>([A-Z2-7]{32})</code>", page)
    assert secret
    assert client.post(reverse("mfa_activate_totp"), {"code": code(secret[1])}).status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 200
    assert secret[1] not in str(Authenticator.objects.get(type="totp").data)
    assert "Il vous reste 10 codes" in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    again = Client()
    assert sign_in(again, user.email)["Location"] == reverse("mfa_authenticate")
    assert again.get(reverse("accounts:profile")).status_code == 302
    cache.clear()
    again.post(reverse("mfa_authenticate"), {"code": code(secret[1])})
    assert again.get(reverse("accounts:profile")).status_code == 200
    kept = again.post(reverse("mfa_deactivate_totp"))
    assert kept.status_code == 200 and Authenticator.objects.filter(type="totp").exists()


def test_the_city_may_name_the_roles_that_need_a_second_factor(client: Client, settings: Settings) -> None:
    settings.SECOND_FACTOR_ROLES = ["reader"]
    client.force_login(make(Role.PACT_TEAM))
    assert client.get(reverse("accounts:profile")).status_code == 200
    client.force_login(make(Role.READER))
    assert client.get(reverse("accounts:profile")).status_code == 302
    client.force_login(make(Role.VOLUNTEER, is_demonstration=True))
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_a_second_factor_still_works_after_the_keys_turned(client: Client, settings: Settings) -> None:
    settings.KEYS = keys.generate()
    user = make(Role.READER)
    sign_in(client, user.email)
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code[^>]*>([A-Z2-7]{32})</code>", page)
    assert secret
    client.post(reverse("mfa_activate_totp"), {"code": code(secret[1])})
    settings.KEYS = keys.rotate(settings.KEYS)
    sealed = Authenticator.objects.get(type="totp").data["secret"]
    assert not is_current(sealed) and unseal(sealed) == secret[1]
    cache.clear()
    again = Client()
    sign_in(again, user.email)
    again.post(reverse("mfa_authenticate"), {"code": code(secret[1])})
    assert again.get(reverse("accounts:profile")).status_code == 200
    assert (seal_again(timezone.now()), seal_again(timezone.now())) == (2, 0)
    sealed = Authenticator.objects.get(type="totp").data["secret"]
    assert is_current(sealed) and unseal(sealed) == secret[1]


def test_a_closed_account_is_out_at_the_next_request_and_its_sessions_never_come_back(client: Client) -> None:
    city = found()
    user = make(Role.READER)
    sign_in(client, user.email)
    assert UserSession.objects.filter(user=user).count() == 1
    admin = city.users["platform_admin"]
    services.disable_account(admin, user)
    assert client.get(reverse("accounts:profile")).status_code == 302
    assert not UserSession.objects.filter(user=user).exists()
    services.enable_account(admin, user)
    assert client.get(reverse("accounts:profile")).status_code == 302
    assert sign_in(client, user.email).status_code == 200
    assert Message.objects.get().template == "accounts/mail/password"


def test_an_invited_person_chooses_a_password_by_the_link_and_once_only(client: Client) -> None:
    city = found()
    user = services.invite(city.users["platform_admin"], email="New@Ville.example ", display_name="Une nouvelle")
    assert user.email == "new@ville.example" and not user.has_usable_password()
    assert Message.objects.get().template == "accounts/mail/invitation"
    link = letters.set_password_address(user).removeprefix("http://localhost:8000")
    page = client.get(link, follow=True)
    address = page.redirect_chain[-1][0]
    client.post(address, {"password1": PASSWORD, "password2": PASSWORD})
    assert sign_in(client, user.email).status_code == 302
    assert "déjà servi" in Client().get(link, follow=True).content.decode()


def test_administration_refuses_what_makes_no_sense() -> None:
    city = found()
    admin, reader = city.users["platform_admin"], city.users["reader"]
    with pytest.raises(BadInput, match="propre compte"):
        services.disable_account(admin, admin)
    with pytest.raises(BadInput, match="déjà cette adresse"):
        services.invite(admin, email=reader.email.upper(), display_name="X")
    with pytest.raises(BadInput, match="pas complète"):
        services.invite(admin, email="nobody", display_name="X")
    with pytest.raises(Refused, match="administration"):
        services.invite(reader, email="x@ville.example", display_name="X")


def test_language_and_name_are_kept_and_spoken(client: Client) -> None:
    user = make(Role.READER)
    client.force_login(user)
    answer = client.post(reverse("accounts:profile"), {"display_name": " Nouveau nom ", "language": "en"})
    assert answer.status_code == 302
    user.refresh_from_db()
    assert (user.display_name, user.language) == ("Nouveau nom", "en")
    elsewhere = Client()
    elsewhere.force_login(user)
    assert '<html lang="en"' in elsewhere.get(reverse("accounts:profile")).content.decode()
    wrong = client.post(reverse("accounts:profile"), {"display_name": "", "language": "en"})
    assert wrong.status_code == 422


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("accounts:profile", 5),
        ("accounts:tokens", 5),
        ("accounts:token_create", 4),
        ("accounts:people", 6),
        ("mfa_index", 6),
    ],
)
def test_each_page_keeps_to_its_budget(
    client: Client, name: str, most: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    city = found()
    client.force_login(city.users["platform_admin"])
    with django_assert_max_num_queries(most):
        assert client.get(reverse(name)).status_code == 200


def test_a_search_for_a_name_is_never_in_an_address(client: Client) -> None:
    city: City = found()
    client.force_login(city.users["platform_admin"])
    page = client.post(reverse("accounts:people"), {"words": "ailleurs"}).content.decode()
    assert "stranger@other.example" in page and "reader@own.example" not in page
