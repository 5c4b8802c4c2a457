"""The public home page."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_home_names_the_pact(client: Client) -> None:
    assert "Le Pacte" in client.get("/").content.decode()
