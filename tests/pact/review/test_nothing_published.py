"""The public pages of a city that has frozen nothing yet."""

from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.django_db
def test_before_the_first_freeze_home_says_that_nothing_is_published(client: Client) -> None:
    assert "Aucune édition n’est encore publiée" in client.get("/", headers={"accept-language": "fr"}).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/pacte/rights/", "/indicateurs/x/", "/bilan/2019/", "/donnees/2019/mesures.csv"])
def test_before_the_first_freeze_there_is_nothing_to_find(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
