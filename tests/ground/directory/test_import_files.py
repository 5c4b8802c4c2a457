"""Files that are not what they should be: each is told with its place, and nothing is half written."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from pacte.ground.declarations.errors import BadInput
from pacte.ground.directory.models import DirectoryImport, Place
from pacte.ground.directory.reads.records import words
from pacte.ground.directory.rules.formats import data_inclusion_read, hsds_read, plain
from pacte.ground.directory.rules.formats.hsds_tables import from_documents
from pacte.ground.directory.services.imports import import_file, opening
from pacte.ground.directory.services.imports.receiving import rehearse
from pacte.ground.jobs.services import run_pending

from ..people.making import organisation, worker
from .exchanging import soliguide_place, written

pytestmark = pytest.mark.django_db
TITLES = ["Identifiant", "Nom", "Services", "Horaires", "Publics", "Latitude", "Longitude"]
GOOD = ["1", "Un lieu exemple", "Douche | Laverie", "Mo-Fr 09:00-12:00", "Femmes", "48,85", "2,35"]


def book(folder: Path, *rows: list[Any], merge: str = "") -> Path:
    out = Workbook()
    for row in (TITLES, *rows):
        out.active.append(row)
    if merge:
        out.active.merge_cells(merge)
    out.save(folder / "lieux.xlsx")
    return folder / "lieux.xlsx"


def table(folder: Path, *rows: list[str], encoding: str = "utf-8", titles: list[str] = TITLES) -> Path:
    path = folder / "lieux.csv"
    path.write_bytes("\n".join(";".join(row) for row in (titles, *rows)).encode(encoding))
    return path


def said(path: Path, form: str = "plain") -> str:
    with pytest.raises(BadInput) as refused:
        import_file(path, form, "essai")
    assert not Place.objects.exists()
    return str(refused.value)


def test_a_table_comes_in_from_a_csv_or_a_workbook(tmp_path: Path) -> None:
    assert import_file(table(tmp_path, GOOD), "plain", "a").created == 1
    assert import_file(book(tmp_path, GOOD), "plain", "b").created == 1
    for place in Place.objects.all():
        assert (place.hours, place.audiences, place.audience_rule) == ("Mo-Fr 09:00-12:00", ["women"], "preferred")
        assert (place.latitude, place.longitude) == (48.85, 2.35)
        assert set(place.services.values_list("category", flat=True)) == {"shower", "laundry"}


def test_a_table_saved_in_latin_1_keeps_its_accents(tmp_path: Path) -> None:
    row = ["1", "Épicerie de l’été", "Épicerie solidaire", "", "", "", ""]
    import_file(table(tmp_path, row, encoding="cp1252"), "plain", "a")
    assert Place.objects.get().name == "Épicerie de l’été"


def test_each_faulty_cell_is_told_with_its_row_and_its_column(tmp_path: Path) -> None:
    found = said(table(tmp_path, GOOD, ["2", "", "Douches et bains", "lundi 9h", "Fames", "nord", "2,35"]))
    assert "ligne 3, colonne C « Services » (entrée 2) : Le service « Douches et bains » n’est pas connu." in found
    assert "« Douche »" in found
    assert "Le public « Fames » n’est pas connu. Les plus proches : « Femmes »" in found
    assert "« nord » n’est pas un nombre" in found


def test_hours_that_no_parser_takes_are_refused_with_their_position(tmp_path: Path) -> None:
    found = said(table(tmp_path, ["2", "Un lieu", "Douche", "Mo-Fr 9h", "", "", ""]))
    assert "ligne 2" in found
    assert "caractère 7" in found


def test_merged_cells_are_told(tmp_path: Path) -> None:
    assert "A2 : Des cellules sont fusionnées ici." in said(book(tmp_path, GOOD, GOOD, merge="A2:A3"))


def test_a_formula_is_told_with_its_cell(tmp_path: Path) -> None:
    assert "Sheet!B2 : Cette cellule contient une formule." in said(book(tmp_path, ["1", "=1+1", *GOOD[2:]]))


def test_a_column_that_is_not_known_is_told(tmp_path: Path) -> None:
    titles = [*TITLES[:3], "Horraires", *TITLES[4:]]
    found = said(table(tmp_path, GOOD, titles=titles))
    assert "La colonne « horraires » n’est pas connue. Les plus proches : « Horaires »" in found


def test_json_cut_short_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "places.json"
    path.write_text(json.dumps([soliguide_place()])[:-20], encoding="utf-8")
    assert "places.json, ligne 1" in said(path, "soliguide")
    assert "coupé ou mal formé" in said(path, "soliguide")


def test_json_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text("[" * 200_000, encoding="utf-8")
    assert "Fichier" in said(path, "soliguide")


def test_a_file_that_is_too_heavy_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "places.json"
    with path.open("wb") as out:
        out.truncate(200 * 1024 * 1024)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("it was read"))
    assert "trop lourd : 200 Mo. La limite est de 50 Mo." in said(path, "soliguide")


def test_an_archive_that_unfolds_beyond_measure_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("organization_full.json", b" " * (20 * 1024 * 1024))
    assert "se déplie au-delà de toute mesure" in said(path, "hsds")


def test_a_broken_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lieux.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    assert "abîmée" in said(path)


def test_a_line_that_says_confidential_and_where_is_refused(tmp_path: Path) -> None:
    titles = ["Identifiant", "Nom", "Services", "Adresse confidentielle", "Adresse"]
    found = said(table(tmp_path, ["1", "Un refuge", "Hébergement", "oui", "9 rue Cachée"], titles=titles))
    assert "confidentiel et dit pourtant où il est" in found
    assert "9 rue Cachée" not in found


def test_hours_with_words_behind_them_are_quoted(tmp_path: Path) -> None:
    import_file(
        table(tmp_path, [*GOOD[:3], "Mo-Fr 09:00-12:00, fermé en août", *GOOD[4:]]), "plain", "a", keep_valid=True
    )
    row = [*GOOD[:3], '"Mo-Fr 09:00-12:00; fermé en août"', *GOOD[4:]]
    import_file(table(tmp_path, row), "plain", "b")
    assert Place.objects.get(origins__source="b").hours == 'Mo-Fr 09:00-12:00 "fermé en août"'


def test_data_inclusion_is_judged_by_its_own_schema(tmp_path: Path) -> None:
    good = {"source": "x", "id": "x--1", "nom": "Une structure", "date_maj": "2026-01-02"}
    services = [{
        "source": "x", "id": "x--s", "structure_id": "x--1", "nom": "Un repas", "description": "Un repas chaud",
        "date_maj": "2026-01-02", "thematiques": ["equipement-et-alimentation--alimentation"],
    }]  # fmt: skip
    written(tmp_path, services, "services.json")
    written(tmp_path, [good, good | {"id": "x--2", "nom": "X"}], "structures.json")
    assert "structures[1].nom" in said(tmp_path, "data-inclusion")
    written(tmp_path, [good], "structures.json")
    assert import_file(tmp_path, "data-inclusion", "x").created == 1
    assert Place.objects.get().services.get().category == "food_distribution"


def test_hsds_tables_come_in_from_an_archive(tmp_path: Path) -> None:
    one, two, three = (f"{n}0000000-0000-4000-8000-000000000000" for n in (1, 2, 3))
    rows = {
        "organization": f"id,name,description\n{one},Exemple,Exemple",
        "location": f"id,location_type,name,latitude,longitude\n{two},physical,Le lieu,48.85,2.35",
        "service": f"id,organization_id,name,status\n{three},{one},Showers,active",
        "service_at_location": f"id,service_id,location_id\n{one},{three},{two}",
        "schedule": f"id,service_id,byday,opens_at,closes_at\n{one},{three},\"MO,TU\",09:00:00Z,12:00:00Z",
        "address": f"id,location_id,address_1,city,postal_code\n{one},{two},1 rue A,Paris,75020",
    }  # fmt: skip
    path = tmp_path / "hsds.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in rows.items():
            archive.writestr(f"{name}.csv", text)
    assert import_file(path, "hsds", "voisine").created == 1
    place = Place.objects.get()
    assert (place.name, place.operator, place.address) == ("Le lieu", "Exemple", "1 rue A")
    assert (place.services.get().category, place.services.get().hours) == ("shower", "Mo-Tu 09:00-12:00")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
HSDS = st.dictionaries(
    st.sampled_from(["id", "name", "status", "services", "locations", "service_at_locations", "schedules", "attributes",
                     "latitude", "addresses", "location", "organization", "service_id", "location_id"]),
    json_values, max_size=6,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(HSDS, max_size=3), json_values)
def test_any_hsds_or_data_inclusion_or_table_gives_places_or_faults(rows: list[Any], anything: Any) -> None:
    vocabulary = words()
    for name in ("organization_full", "service_full", "service_at_location_full", "location"):
        hsds_read.parse(from_documents({name: rows, "x": anything}), vocabulary)
    located = [(str(n), row) for n, row in enumerate([*rows, anything])]
    data_inclusion_read.parse(located, located, vocabulary, (lambda row: [], lambda row: []))
    cells = [(str(n), {}, {title.lower(): anything for title in plain.COLUMNS}) for n in range(2)]
    plain.parse(cells, vocabulary)


@pytest.fixture
def team(client: Client) -> Any:
    user = worker(organisation(kind="city"), "pact_team")
    client.force_login(user)
    return user


def handed_in(client: Client, *places: Any, **values: Any) -> Any:
    file = SimpleUploadedFile("places.json", json.dumps(list(places)).encode())
    return client.post(
        reverse("directory:import"), {"format": "soliguide", "source": "soliguide", "file": file} | values
    )


def test_a_file_is_rehearsed_then_confirmed_on_a_page(
    client: Client, team: Any, django_assert_max_num_queries: Any
) -> None:
    run_page = handed_in(client, soliguide_place()).headers["Location"]
    with django_assert_max_num_queries(12):
        page = client.get(run_page).content.decode()
    assert "Un lieu exemple 1" in page
    assert "Confirmer l’import" in page
    assert not Place.objects.exists()
    run = DirectoryImport.objects.get()
    assert client.post(reverse("directory:confirm_import", kwargs={"key": run.key})).status_code == 302
    assert Place.objects.get().name == "Un lieu exemple 1"
    assert "L’annuaire est à jour." in client.get(run_page).content.decode()
    assert not run.path.exists()
    with django_assert_max_num_queries(14):
        assert client.get(reverse("directory:import")).status_code == 200


def test_the_faults_of_a_file_are_a_table_on_its_page(client: Client, team: Any) -> None:
    answer = handed_in(client, soliguide_place(name=""))
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Rien n’a été écrit" in page
    assert "[0].name" in page


def test_a_file_that_is_too_heavy_keeps_the_form(client: Client, team: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_BYTES", 100)
    answer = handed_in(client, soliguide_place())
    assert answer.status_code == 422
    assert "trop lourd" in answer.content.decode()


def test_a_large_file_is_read_and_written_by_a_job(
    client: Client, team: Any, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr("pacte.ground.directory.services.imports.receiving.INLINE_BYTES", 10)
    with django_capture_on_commit_callbacks(execute=True):
        handed_in(client, soliguide_place())
    run_pending()
    run = DirectoryImport.objects.get()
    assert run.stage == "rehearsed"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("directory:confirm_import", kwargs={"key": run.key}))
    run_pending()
    run.refresh_from_db()
    assert (run.stage, run.created) == ("done", 1)
    assert rehearse(run).stage == "done"


def test_a_file_that_is_given_up_leaves_nothing(client: Client, team: Any) -> None:
    handed_in(client, soliguide_place())
    run = DirectoryImport.objects.get()
    client.post(reverse("directory:give_up_import", kwargs={"key": run.key}))
    assert not run.path.exists()
    assert not Place.objects.exists()
    assert io.BytesIO(run.path.name.encode()).read()


def test_the_example_of_the_guide_comes_in(tmp_path: Path) -> None:
    example = Path(__file__).parents[3] / "docs" / "examples" / "directory" / "lieux.csv"
    assert import_file(example, "plain", "exemple").created == 3
    assert Place.objects.get(is_confidential=True).address == ""
