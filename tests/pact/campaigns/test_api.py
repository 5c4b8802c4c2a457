"""Collections for programs: a token reads and answers what is asked of its organisation, nothing else."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from pacte.ground.accounts.enums import Scope
from pacte.ground.accounts.models import ApiToken
from pacte.ground.accounts.rules import fingerprint
from pacte.pact.campaigns import services
from tests.pact.campaigns.collection import Collection

ROOT = "/api/v1/campaigns"


@pytest.fixture
def caller(collection: Collection) -> dict[str, Any]:
    ApiToken.objects.create(
        user=collection.contributor, organisation_key=collection.small.association.slug, label="essai",
        scope=Scope.WRITE, digest=fingerprint("pacte_essai"), expires_on=timezone.localdate() + timedelta(days=1),
    )  # fmt: skip
    return {"headers": {"Authorization": "Bearer pacte_essai"}}


def test_a_program_gives_its_figure_and_hands_it_in(
    client: Client, collection: Collection, caller: dict[str, Any]
) -> None:
    asked = client.get(f"{ROOT}/requests", **caller).json()
    assert {row["indicator"] for row in asked} == {"meals", "people"}
    [meals] = [row for row in asked if row["indicator"] == "meals"]
    body = json.dumps({"value": "4000", "qualifier": "about"})
    for _ in range(2):
        given = client.put(f"{ROOT}/requests/{meals['id']}/figure", body, content_type="application/json", **caller)
    assert (given.json()["state"], given.json()["figure"]["qualifier"]) == ("draft", "about")
    handed = client.post(f"{ROOT}/requests/{meals['id']}/submission", **caller)
    assert handed.json()["state"] == "submitted"
    again = client.put(
        f"{ROOT}/requests/{meals['id']}/figure", '{"value": "5000"}', content_type="application/json", **caller
    )
    assert again.status_code == 422


def test_a_figure_of_another_organisation_is_not_found(
    client: Client, collection: Collection, caller: dict[str, Any]
) -> None:
    other = collection.request("share").pk
    given = client.put(f"{ROOT}/requests/{other}/figure", '{"value": "1"}', content_type="application/json", **caller)
    assert given.status_code == 404


def test_a_spreadsheet_by_the_api_is_taken_whole_or_not_at_all(
    client: Client, collection: Collection, caller: dict[str, Any]
) -> None:
    address = f"{ROOT}/{collection.campaign.pk}/import"
    wrong = SimpleUploadedFile("a.xlsx", collection.filled(value="beaucoup"))
    refused = client.post(address, {"file": wrong}, **caller)
    assert (refused.status_code, refused.json()["faults"][0]["where"]) == (422, "H2")
    right = SimpleUploadedFile("a.csv", services.export(collection.contributor, collection.campaign, "csv"))
    taken = client.post(address, {"file": right}, **caller)
    assert (taken.status_code, taken.json()["changed"]) == (200, 0)
