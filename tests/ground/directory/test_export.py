"""What goes out is what the standards accept, and what comes in again is the same."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from data_inclusion.schema import v1
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from pacte.ground.directory.cli import GROUP
from pacte.ground.directory.models import Origin, Place, SpecialPeriod
from pacte.ground.directory.reads.records import records
from pacte.ground.directory.rules.formats import PlaceRecord
from pacte.ground.directory.services import exports
from pacte.ground.directory.services.imports import import_file

from ..people.making import organisation
from .making import place, refuge, service, stop

pytestmark = pytest.mark.django_db
SECRETS = ("9 rue Cachée", "01 99 99 99 99", "75013", "Association du refuge")


@pytest.fixture
def city() -> None:
    """A place with everything, an itinerary, a refuge, a place that says nothing."""
    everything = {
        "description": "Un lieu.\nAvec deux lignes.", "description_en": "A place.", "audiences": ["women", "families"],
        "audience_rule": "only", "age_min": 18, "is_unconditional": True, "is_anonymous": True, "is_step_free": False,
        "needs_appointment": False, "documents": "Un justificatif", "is_free": False, "price": "1 €",
        "languages": ["fr", "ar"], "telephone": "01 00 00 00 00", "email": "lieu@exemple.fr",
        "website": "https://exemple.fr", "directions": "Au fond de la cour", "municipality": "Paris",
        "operator": "Association exemple",
    }  # fmt: skip
    full = place(name="Le lieu entier", **everything)
    shower = service(full, "shower", hours="Mo 10:00-12:00,14:00-18:00; Sa 22:00-02:00", name="Douches", capacity=12)
    service(full, "laundry", has_own_conditions=True, audiences=["men"], audience_rule="preferred", is_free=True)
    service(full, "locker", is_active=False)
    SpecialPeriod.objects.create(
        place=full,
        service=shower,
        kind="closed",
        first_day=date(2026, 8, 1),
        last_day=date(2026, 8, 31),
        message="Août",
    )
    SpecialPeriod.objects.create(
        place=full, kind="other_hours", first_day=date(2026, 7, 1), last_day=date(2026, 7, 9), hours="Mo 08:00-09:00"
    )
    bus = place(name="Le bus", kind="itinerary", address="", postal_code="", latitude=None, longitude=None, hours="")
    service(bus, "digital_help")
    stop(bus, "Mo 10:00-12:00", name="Le marché", order=1)
    stop(bus, "Tu 10:00-12:00", name="La gare", order=2, address="Place de la Gare")
    place(name="Bu", hours="", address="", postal_code="", latitude=None, longitude=None)
    hidden = refuge(organisation(), SECRETS[0], SECRETS[1], description="Un abri")
    Place.objects.filter(pk=hidden.pk).update(operator=SECRETS[3])
    service(hidden, "shelter", needs_referral=True, has_own_conditions=True)
    place(name="Un brouillon", status="draft")


def files(form: str) -> Iterator[tuple[str, bytes]]:
    """What goes out in a format: each file's name and content."""
    with tempfile.TemporaryDirectory() as folder:
        for path in exports.write(form, Path(folder)):
            yield path.name, path.read_bytes()


def told(form: str) -> dict[str, Any]:
    return {name: json.loads(content) for name, content in files(form) if name.endswith("json")}


@cache
def validator(folder: Path, name: str) -> Draft202012Validator:
    """The standard's own schema; its schemas have no identifier, so each is known by the name of its file."""
    resources = [
        (path.name, Resource(json.loads(path.read_text()), specification=_draft())) for path in folder.glob("*.json")
    ]
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator(json.loads((folder / name).read_text()), registry=registry, format_checker=_formats())


def _draft() -> Any:
    from referencing.jsonschema import DRAFT202012

    return DRAFT202012


def _formats() -> Any:
    return Draft202012Validator.FORMAT_CHECKER


FULL = {
    "organization_full.json": "organization.json", "service_full.json": "service.json",
    "service_at_location_full.json": "service_at_location.json",
}  # fmt: skip
LISTS = {"organization_list.json": "organization_list.json", "service_list.json": "service_list.json"}


@pytest.mark.shared_data
def test_the_schemas_of_hsds_find_no_error(city: None, shared_data: Path) -> None:
    folder = shared_data / "directory" / "hsds-3.0" / "schema" / "compiled"
    out = told("hsds")
    errors = []
    for name, schema in (FULL | LISTS).items():
        rows = out[name]["contents"] if name in LISTS else out[name]
        assert rows
        errors += [
            f"{name}: {e.json_path} {e.message[:80]}"
            for row in rows
            for e in validator(folder, schema).iter_errors(row)
        ]
    assert errors == []


@pytest.mark.shared_data
def test_the_schema_of_hsds_does_find_an_error(city: None, shared_data: Path) -> None:
    folder = shared_data / "directory" / "hsds-3.0" / "schema" / "compiled"
    row = told("hsds")["service_full.json"][0] | {"status": "open"}
    assert not validator(folder, "service.json").is_valid(row)


def test_the_models_of_data_inclusion_find_no_error(city: None) -> None:
    out = told("data-inclusion")
    assert (len(out["structures.json"]), len(out["services.json"])) == (4, 4)
    for row in out["structures.json"]:
        v1.Structure.model_validate(row)
    for row in out["services.json"]:
        v1.Service.model_validate(row)


@pytest.mark.parametrize("form", ["hsds", "data-inclusion", "csv", "geojson"])
def test_nothing_that_goes_out_shows_a_confidential_place(city: None, form: str) -> None:
    out = b"".join(content for _name, content in files(form)).decode()
    assert "Un refuge" in out
    assert [secret for secret in SECRETS if secret in out] == []
    assert "Un brouillon" not in out


def test_a_slot_is_a_row_with_its_days_its_night_and_its_holidays(city: None) -> None:
    organisations = told("hsds")["organization_full.json"]
    services = {each["name"]: each for row in organisations for each in row["services"]}
    rows = [
        (row.get("byday"), row.get("opens_at"), row.get("closes_at"))
        for row in services["Douches"]["schedules"] if "byday" in row
    ]  # fmt: skip
    assert rows == [("MO", "10:00", "12:00"), ("MO", "14:00", "18:00"), ("SA", "22:00", "02:00")]
    weekly = services["Laverie"]["schedules"][0]
    assert weekly["byday"] == "MO,TU,WE,TH,FR"
    assert weekly["description"] == "Mo-Fr 09:00-12:00; PH off"
    assert weekly["notes"] == "Fermé les jours fériés."


def test_identifiers_stay_the_same_from_one_export_to_the_next(city: None) -> None:
    assert list(files("hsds")) == list(files("hsds"))


def bare(found: PlaceRecord) -> PlaceRecord:
    """A record without the identifiers that an empty directory makes anew."""
    names = {each.identifier: f"{each.category} {each.name}" for each in found.services}
    return replace(
        found, identifier="",
        services=tuple(sorted((replace(each, identifier="") for each in found.services), key=str)),
        periods=tuple(replace(each, service=names.get(each.service, "")) for each in found.periods),
    )  # fmt: skip


def everything() -> dict[str, PlaceRecord]:
    return {each.name: bare(each) for each in records(Place.objects.published())}


def test_what_goes_out_in_hsds_comes_in_the_same(city: None, tmp_path: Path) -> None:
    before = everything()
    for name, content in files("hsds"):
        (tmp_path / name).write_bytes(content)
    Place.objects.all().delete()
    outcome = import_file(tmp_path, "hsds", "ville")
    assert (outcome.created, outcome.faults) == (4, [])
    assert everything() == before
    assert import_file(tmp_path, "hsds", "ville").unchanged == 4


def test_what_goes_out_in_data_inclusion_comes_in_with_the_same_places_and_services(city: None, tmp_path: Path) -> None:
    for name, content in files("data-inclusion"):
        (tmp_path / name).write_bytes(content)
    outcome = import_file(tmp_path, "data-inclusion", "autre")
    assert (outcome.created, outcome.faults) == (4, [])
    known = Place.objects.get(origins__source="autre", name="Le lieu entier")
    assert set(known.services.values_list("category", "name")) == {("shower", "Douches"), ("laundry", "")}
    assert known.hours == "Mo-Fr 09:00-12:00; PH off"


def test_the_table_comes_in_again(city: None, tmp_path: Path) -> None:
    ((_name, content),) = files("csv")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0][:5] == ["Identifiant", "Nom", "Porté par", "Nature", "Services"]
    path = tmp_path / "lieux.csv"
    path.write_bytes(content)
    before = {each.name: each for each in records(Place.objects.published())}
    Place.objects.all().delete()
    outcome = import_file(path, "plain", "tableur")
    assert (outcome.created, outcome.faults) == (4, [])
    after = {each.name: each for each in records(Place.objects.published())}
    for name, found in after.items():
        assert found.conditions == before[name].conditions
        assert (found.address, found.hours, found.latitude) == (
            before[name].address, before[name].hours, before[name].latitude,
        )  # fmt: skip
        assert {each.category for each in found.services} == {each.category for each in before[name].services}


def test_the_commands_export_and_import(city: None, tmp_path: Path) -> None:
    runner, folder = CliRunner(), str(tmp_path / "out")
    assert runner.invoke(GROUP, ["export", "--format", "hsds", folder]).exit_code == 0
    Place.objects.all().delete()
    first = runner.invoke(GROUP, ["import", "--format", "hsds", folder])
    assert "4 created, 0 changed, 0 unchanged, 0 left out" in first.output
    again = runner.invoke(GROUP, ["import", "--format", "hsds", folder])
    assert "0 created, 0 changed, 4 unchanged, 0 left out" in again.output
    assert Origin.objects.filter(source="hsds").count() == 4
