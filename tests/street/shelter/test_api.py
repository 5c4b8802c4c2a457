"""Programs read what is free and declare it; no household and no address come out."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from pacte.ground.accounts.enums import Scope
from pacte.ground.accounts.models import User
from pacte.ground.accounts.services import create_token
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from tests.ground.people.making import organisation, worker

from .making import asked, grid, lot, site

pytestmark = pytest.mark.django_db


def call(client: Client, user: User, home: Organisation, path: str, body: Any = None) -> Any:
    ends = timezone.localdate() + timedelta(days=30)
    _, token = create_token(user, label="essai", organisation_key=home.slug, scope=Scope.WRITE, expires_on=ends)
    head = {"HTTP_AUTHORIZATION": f"Bearer {token}"}
    if body is None:
        return client.get(f"/api/v1/shelter/{path}", **head)
    return client.post(f"/api/v1/shelter/{path}", json.dumps(body), content_type="application/json", **head)


def test_a_site_declares_through_its_own_software_and_reads_what_is_free(client: Client) -> None:
    home = organisation()
    keeper = worker(home, Role.SITE_MANAGER)
    beds = lot(site(home), 5)
    said = call(
        client, keeper, home, f"sites/{beds.site.key}/declaration", {"lots": [{"lot": str(beds.key), "free": 3}]}
    )
    assert said.status_code == 200 and said.json()["lots"][0]["free"] == 3
    assert call(client, keeper, home, "sites").json()["lots"][0]["declared"] == 3
    many = call(
        client, keeper, home, f"sites/{beds.site.key}/declaration", {"lots": [{"lot": str(beds.key), "free": 9}]}
    )
    assert many.status_code == 422 and beds.site.declarations.count() == 1


def test_the_regulation_reads_every_free_lot_and_no_address(client: Client) -> None:
    home = organisation()
    regulator = worker(home, Role.REGULATOR)
    asked()
    lot(site(organisation(), is_confidential=True, name="Un refuge"), 4, free=2)
    answer = call(client, regulator, home, "free")
    assert [each["free"] for each in answer.json()["lots"]] == [2] and "address" not in answer.content.decode()
    assert call(client, worker(home, Role.SITE_MANAGER), home, "free").status_code == 403


def test_the_grid_in_force_is_read_with_who_adopted_it(client: Client) -> None:
    home = organisation()
    reader = worker(home, Role.REGULATOR)
    assert call(client, reader, home, "grid").json()["version"] is None
    adopted = grid()
    told = call(client, reader, home, "grid").json()
    assert (told["adopted_by"], len(told["criteria"])) == (adopted.adopted_by, 4)
