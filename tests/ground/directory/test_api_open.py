"""The directory for programs: what everybody reads, page by page, and never where a refuge is."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pacte.ground.directory.models import Place
from pacte.ground.directory.services import exports

from ..people.making import organisation
from .making import place, refuge, service, stop

pytestmark = pytest.mark.django_db
SECRETS = ("9 rue Cachée", "01 99 99 99 99")
PATHS = (
    "places", "services", "hsds/services", "hsds/organizations", "hsds/service_at_locations", "hsds/taxonomies",
    "hsds/taxonomy_terms",
)  # fmt: skip


@pytest.fixture
def city() -> dict[str, Any]:
    full = place(name="Le lieu", operator="Association exemple")
    shower = service(full, "shower")
    bus = place(name="Le bus", kind="itinerary", operator="Association exemple")
    service(bus, "digital_help")
    stop(bus)
    hidden = refuge(organisation(), *SECRETS)
    service(hidden, "shelter")
    return {"full": full, "shower": shower, "hidden": hidden}


def get(client: Client, path: str, **query: Any) -> Any:
    answer = client.get(f"/api/v1/directory/{path}", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.mark.parametrize("path", PATHS)
def test_everybody_reads_it_in_few_queries_and_never_where_a_refuge_is(
    client: Client, city: Any, path: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(14):
        found = get(client, path)
    text = json.dumps(found, ensure_ascii=False)
    assert [secret for secret in SECRETS if secret in text] == []


def test_places_are_narrowed_by_category_and_by_nearness(client: Client, city: Any) -> None:
    found = get(client, "places", category="shower", near="48.8566,2.3522")
    assert [(each["name"], each["distance_m"]) for each in found["items"]] == [("Le lieu", 0)]
    assert client.get("/api/v1/directory/places", {"category": "bath"}).status_code == 422
    assert client.get("/api/v1/directory/places", {"area": "nowhere"}).status_code == 422
    assert client.get("/api/v1/directory/places", {"limit": 5000}).status_code == 422


def test_a_confidential_place_is_read_without_where_it_is(client: Client, city: Any) -> None:
    found = get(client, f"places/{city['hidden'].key}")
    assert (found["is_confidential"], found["address"], found["latitude"]) == (True, "", None)


def test_the_pages_of_hsds_have_its_envelope(client: Client, city: Any) -> None:
    first = get(client, "hsds/services", page=1, per_page=2)
    assert {name: value for name, value in first.items() if name != "contents"} == {
        "total_items": 3, "total_pages": 2, "page_number": 1, "size": 2, "first_page": True, "last_page": False,
        "empty": False,
    }  # fmt: skip
    assert get(client, "hsds/services", page=2, per_page=2)["last_page"] is True
    assert get(client, "hsds/services", page=9, per_page=2)["empty"] is True
    assert get(client, "hsds/service_at_locations")["total_items"] == 4
    assert get(client, "hsds/organizations")["total_items"] == 2


def test_each_row_of_hsds_is_found_whole(client: Client, city: Any) -> None:
    for path in PATHS[2:]:
        for row in get(client, path)["contents"]:
            assert get(client, f"{path}/{row['id']}")["id"] == row["id"]
    missing = client.get(f"/api/v1/directory/hsds/services/{city['full'].key}")
    assert missing.status_code == 404


def test_open_data_says_what_there_is_and_its_licence(
    client: Client, city: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(10):
        page = client.get(reverse("directory:open_data")).content.decode()
    assert "3 lieux publiés" in page
    assert "Licence Ouverte 2.0" in page


@pytest.mark.parametrize("name", ["lieux.csv", "lieux.geojson", "hsds.zip", "data-inclusion.json"])
def test_a_file_is_made_once_and_anew_when_an_entry_changes(client: Client, city: Any, name: str) -> None:
    address = reverse("directory:download", kwargs={"name": name})
    first = client.get(address)
    assert first.status_code == 200
    assert len(first.getvalue()) > 100
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 304
    Place.objects.filter(pk=city["full"].pk).update(status="archived")
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200
    if not name.endswith("zip"):
        assert "Le lieu" not in again.getvalue().decode()
    assert client.get(reverse("directory:download", kwargs={"name": "passwords.csv"})).status_code == 404


def test_a_file_is_written_once_for_many_readers(city: Any) -> None:
    with exports.opened("hsds.zip") as first, exports.opened("hsds.zip") as second:
        assert os.fstat(first.fileno()).st_ino == os.fstat(second.fileno()).st_ino


def test_the_files_of_an_earlier_state_go_when_another_is_written(city: Any) -> None:
    with exports.opened("lieux.csv") as before:
        Place.objects.filter(pk=city["full"].pk).update(status="archived")
        with exports.opened("lieux.csv") as after:
            assert "Le lieu" in before.read().decode()
            assert "Le lieu" not in after.read().decode()
            left = [each.name for each in Path(str(after.name)).parent.glob("*-lieux-csv")]
            assert left == [Path(str(after.name)).name]
