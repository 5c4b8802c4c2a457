"""The outbox's page says that messages leave, never to whom nor what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pacte.ground.accounts.models import User
from pacte.ground.messages import services
from pacte.ground.messages.enums import Channel
from tests.ground.jobs.test_pages import administer

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    user = User.objects.create_user("admin@own.example", display_name="Une administratrice")
    administer(user)
    client.force_login(user)
    return client


def test_it_counts_by_channel_and_state_within_its_query_budget(
    admin: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(60):
        services.send(
            f"person:{number}", channel=Channel.SMS, address="+33100000000", template="a/b", context={"note": "secret"}
        )
    with django_assert_max_num_queries(9):
        page = admin.get(reverse("messages:outbox")).content.decode()
    assert "SMS" in page and ">60<" in page
    assert "+331" not in page and "secret" not in page


def test_it_is_closed_to_others(client: Client) -> None:
    client.force_login(User.objects.create_user("b@own.example", display_name="Une personne"))
    assert client.get(reverse("messages:outbox")).status_code == 403
