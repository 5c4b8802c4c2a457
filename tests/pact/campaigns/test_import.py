"""Import = export: nothing changes twice, and a wrong file is refused whole, each fault at its cell."""

from __future__ import annotations

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.indicators.models import Measurement
from pacte.ground.jobs.services import run_pending
from pacte.ground.partners.enums import Role
from pacte.pact.campaigns import services
from pacte.pact.campaigns.models import SpreadsheetImport
from pacte.pact.campaigns.services.files import MAX_BYTES
from tests.pact.campaigns.collection import Collection, cell, saved


def faults(received: SpreadsheetImport) -> dict[str, str]:
    assert received.state == "refused", received.faults
    return {where: f"{what} {remedy}" for where, what, remedy in received.faults}


def handed_in(collection: Collection, data: bytes) -> SpreadsheetImport:
    return services.receive(collection.contributor, collection.campaign, data, background=False)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_is_exported_comes_back_without_a_change(collection: Collection, form: str) -> None:
    services.save_draft(
        collection.contributor,
        collection.request("meals"),
        {
            "value": Decimal(4_600_000), "qualifier": "more_than", "source": "=Une source; avec un point-virgule",
            "note": "Deux\r\nlignes", "method": "-1 par jour",
        },
    )  # fmt: skip
    received = handed_in(collection, services.export(collection.contributor, collection.campaign, form))
    assert (received.state, received.rows, received.changed, received.faults) == ("done", 2, 0, [])


def test_importing_the_same_file_twice_changes_nothing_the_second_time(collection: Collection) -> None:
    data = collection.filled(value=4000, qualifier="environ")
    changed = [handed_in(collection, data).changed for _ in range(2)]
    assert changed == [1, 0]
    answer = Measurement.objects.get()
    assert (answer.value, answer.qualifier, answer.origin, answer.status) == (4000, "about", "spreadsheet", "draft")
    assert answer.transitions.count() == 1  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("3 600", "3600"), ("3\u202f600", "3600"), (3600.0, "3600"), ("3600,00", "3600"), ("120", "120")],
)
def test_numbers_are_read_as_a_french_keyboard_writes_them(collection: Collection, typed: object, value: str) -> None:
    assert handed_in(collection, collection.filled(value=typed)).state == "done"
    assert Measurement.objects.get().value == Decimal(value)


@pytest.mark.parametrize("typed", ["01/10/2019", "1er octobre 2019", "2019-10-01", date(2019, 10, 1), "1.10.2019"])
def test_dates_are_read_in_the_usual_french_forms(collection: Collection, typed: object) -> None:
    assert handed_in(collection, collection.filled(value=1, period_start=typed)).state == "done"


@pytest.mark.parametrize(
    ("values", "place", "words"),
    [
        ({"value": "beaucoup"}, "H", "n’est pas un nombre"),
        ({"value": "3.600"}, "H", "se lit de deux façons"),
        ({"value": True}, "H", "Un nombre est attendu"),
        ({"value": date(2020, 1, 1)}, "H", "Un nombre est attendu"),
        ({"value": "=1+1"}, "H", "formule"),
        ({"value": 1.5}, "H", "nombre entier"),
        ({"value": "40 %"}, "H", "n’est pas l’unité"),
        ({"value": 1, "unit": "personnes"}, "G", "Donnez la valeur en repas"),
        ({"value": 1, "unit": "cailloux"}, "G", "n’est pas un mot connu"),
        ({"value": 1, "qualifier": "peut-être"}, "I", "n’est pas un mot connu"),
        ({"value": 1, "period_start": date(2018, 1, 1)}, "M", "sort de la campagne"),
        ({"value": 1, "period_end": "30/09/20"}, "N", "n’est pas une date"),
        ({"value": 1, "indicator": "licornes"}, "A", "n’existe pas"),
        ({"value": 1, "territory": "99999"}, "B", "n’existe pas"),
        ({"value": 1, "asked_end": date(2020, 9, 29)}, "D", "Aucun chiffre n’est demandé pour cette période"),
        ({"value": 1, "indicator": "share", "asked_start": None}, "A", "n’est pas demandé à votre organisation"),
        ({"note": "Sans valeur"}, "H", "La valeur manque"),
        ({"value": 1, "base": "x" * 201}, "L", "trop long"),
        ({"value": 10**17}, "H", "trop grand"),
    ],
)
def test_each_fault_is_named_with_its_cell_and_nothing_is_written(
    collection: Collection, values: dict[str, Any], place: str, words: str
) -> None:
    found = faults(handed_in(collection, collection.filled(**values)))
    assert list(found) == [f"{place}2"], found
    assert words in found[f"{place}2"]
    assert not Measurement.objects.exists()


def test_one_wrong_cell_refuses_the_whole_file(collection: Collection) -> None:
    def edit(sheet: Any) -> None:
        cell(sheet, "meals", "value").value = 12
        cell(sheet, "people", "value").value = "beaucoup"

    assert list(faults(handed_in(collection, collection.edited(edit)))) == ["H3"]
    assert not Measurement.objects.exists()


def test_a_percentage_without_its_base_is_refused_at_the_base(collection: Collection) -> None:
    other = collection.small.user(Role.CONTRIBUTOR, collection.small.other)
    book = load_workbook(BytesIO(services.export(other, collection.campaign)))
    cell(book.worksheets[0], "share", "value").value = 47
    received = services.receive(other, collection.campaign, saved(book), background=False)
    assert list(faults(received)) == ["L2"]


def test_a_cell_shown_as_a_percentage_counts_in_hundredths(collection: Collection) -> None:
    other = collection.small.user(Role.CONTRIBUTOR, collection.small.other)
    book = load_workbook(BytesIO(services.export(other, collection.campaign)))
    sheet = book.worksheets[0]
    cell(sheet, "share", "value").value, cell(sheet, "share", "base").value = 0.47, "sorties"
    cell(sheet, "share", "value").number_format = "0%"
    assert services.receive(other, collection.campaign, saved(book), background=False).state == "done"
    assert Measurement.objects.get().value == 47


def test_the_same_figure_on_two_rows_is_refused(collection: Collection) -> None:
    def edit(sheet: Any) -> None:
        sheet.append([row.value for row in sheet[2]])

    found = faults(handed_in(collection, collection.edited(edit)))
    assert "déjà à la ligne 2" in found["A4"]


def test_a_missing_heading_is_named(collection: Collection) -> None:
    found = faults(handed_in(collection, collection.edited(lambda sheet: sheet.delete_cols(8))))
    assert "valeur" in found["1"]


def test_a_file_without_its_first_row_is_refused(collection: Collection) -> None:
    assert "titres" in faults(handed_in(collection, collection.edited(lambda sheet: sheet.delete_rows(1))))["1"]


def test_columns_may_be_moved_and_others_added(collection: Collection) -> None:
    def edit(sheet: Any) -> None:
        sheet.insert_cols(1)
        sheet["A1"] = "Mes remarques"
        sheet["I2"] = 4000

    assert handed_in(collection, collection.edited(edit)).changed == 1


def test_merged_cells_are_named(collection: Collection) -> None:
    found = faults(handed_in(collection, collection.edited(lambda sheet: sheet.merge_cells("H2:H3"))))
    assert "fusionnées" in found["H2"]


def test_a_value_once_given_is_not_erased_by_an_empty_cell(collection: Collection) -> None:
    handed_in(collection, collection.filled(value=1))
    found = faults(handed_in(collection, collection.filled(value=None)))
    assert "ne s’efface pas" in found["H2"]


def test_a_submitted_figure_may_come_back_unchanged_only(collection: Collection) -> None:
    handed_in(collection, collection.filled(value=1))
    services.submit_all(collection.contributor, collection.campaign)
    assert handed_in(collection, collection.filled()).state == "done"
    assert "déjà" in faults(handed_in(collection, collection.filled(value=2)))["H2"]


def test_a_file_of_thirty_megabytes_is_refused_by_its_size(collection: Collection) -> None:
    with pytest.raises(BadInput, match="30 Mo"):
        handed_in(collection, b"\0" * (30 * 1024 * 1024))
    assert not SpreadsheetImport.objects.exists()


@pytest.mark.parametrize(
    "data",
    [b"", b"bonjour", b"%PDF-1.7 \x00\x01", b"PK\x03\x04 cut short", b"\xd0\xcf\x11\xe0" + b"x" * 600, b"\x89PNG\r\n"],
)
def test_what_is_no_spreadsheet_is_refused(collection: Collection, data: bytes) -> None:
    assert faults(handed_in(collection, data))


def archive(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def test_a_file_that_unfolds_beyond_measure_is_refused_unread(collection: Collection) -> None:
    bomb = archive(xl__workbook_xml=b"0" * (90 * 1024 * 1024))
    assert len(bomb) < MAX_BYTES
    assert "se déplie" in faults(handed_in(collection, bomb))["Fichier"]


def test_xml_entities_are_refused(collection: Collection) -> None:
    nested = archive(xl__workbook_xml=b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert "déclarations" in faults(handed_in(collection, nested))["Fichier"]


def test_a_zip_that_holds_no_workbook_is_refused(collection: Collection) -> None:
    assert "classeur" in faults(handed_in(collection, archive(word__document_xml=b"<a/>")))["Fichier"]


def test_a_large_file_is_read_by_a_job_and_then_deleted(collection: Collection) -> None:
    data = collection.filled(value=4000)
    received = services.receive(collection.contributor, collection.campaign, data, background=True)
    assert received.state == "waiting"
    assert received.path.stat().st_mode & 0o777 == 0o600
    run_pending()
    received.refresh_from_db()
    assert (received.state, received.changed) == ("done", 1)
    assert not received.path.exists()


def test_a_job_run_again_does_nothing_twice(collection: Collection) -> None:
    received = handed_in(collection, collection.filled(value=4000))
    services.read(received)
    assert Measurement.objects.count() == 1


def test_only_a_contributor_hands_a_file_in(collection: Collection) -> None:
    with pytest.raises(Refused):
        services.receive(collection.team, collection.campaign, b"", background=False)


def test_a_frozen_edition_takes_no_file(collection: Collection) -> None:
    data = collection.filled(value=1)
    services.freeze(collection.team, collection.edition, force="Essai")
    assert "gelée" in faults(handed_in(collection, data))[""]


def test_three_hundred_rows_go_out_and_back_in_few_queries(
    collection: Collection, django_assert_max_num_queries: Any
) -> None:
    from pacte.pact.campaigns.models import FigureRequest
    from tests.pact.campaigns.city import indicator

    small = collection.small
    FigureRequest.objects.bulk_create(
        FigureRequest(
            campaign=collection.campaign, indicator=indicator(f"i{n}", small.association, "meal", "stock"),
            territory=small.paris, organisation=small.association, unit="meal", kind="stock",
            period_end=collection.campaign.period_end, due_on=collection.campaign.due_on,
        )
        for n in range(300)
    )  # fmt: skip

    def edit(sheet: Any) -> None:
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, 8).value = 1000 + row

    data = collection.edited(edit)
    with django_assert_max_num_queries(45):
        assert handed_in(collection, data).changed == 302
    again = services.export(collection.contributor, collection.campaign)
    with django_assert_max_num_queries(25):
        assert handed_in(collection, again).changed == 0
