"""An edition's open data: valid, tidy, protected, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from pacte.ground.indicators import datapackage

PARENTS = {"75120": "75056", "75101": "75056"}


def figure(reference: str, value: str, **fields: Any) -> dict[str, Any]:
    given = {
        "number": 1, "reference": reference, "measurement_id": 1, "revision": 1, "indicator": "people",
        "definition_version": 1, "value": value, "numerator": "", "denominator": "", "base": "", "unit": "person",
        "kind": "stock", "qualifier": "exact", "period_start": "", "period_end": "2019-09-30", "territory": "75056",
        "territory_name": {"fr": "Paris", "en": "Paris"}, "source": "Source inventée", "contributor": "", "method": "",
        "note": "", "status": "approved", "revisions": [], "is_suppressed": False,
    }  # fmt: skip
    return given | fields


def sheet(code: str, *figures: dict[str, Any], **fields: Any) -> dict[str, Any]:
    given = {
        "code": code, "scheme": "shelter", "label": {"fr": "Libellé", "en": "Label"}, "counted": {"fr": "", "en": ""},
        "unit": "person", "kind": "stock", "population": "", "deduplication": "unique", "direction": "up", "method": "",
        "source": "", "definition_version": 1, "threshold": 11, "computed_by": "", "part_of": "", "baseline": "",
        "is_headline": True, "figures": list(figures), "targets": [], "rows": [],
    }  # fmt: skip
    return given | fields


def edition(*sheets: dict[str, Any]) -> dict[str, Any]:
    node = {"code": "street", "indicators": list(sheets), "children": []}
    again = {"code": "street-action", "indicators": list(sheets[:1]), "children": []}
    node["children"] = [again]
    return {
        "schema": 1, "pact": "pacte-d-exemple", "pact_name": {"fr": "Pacte", "en": "Pact"},
        "pact_promise": {"fr": "Promesse", "en": "Promise"}, "pact_period": ["2015-01-01", ""], "edition": "2019",
        "title": {"fr": "Rencontre 2019", "en": "2019 meeting"}, "period_start": "2015-01-01",
        "period_end": "2019-09-30", "meets_on": "", "frozen_at": "2019-10-15T10:00:00+02:00", "chapters": [node],
    }  # fmt: skip


@pytest.fixture
def snapshot() -> dict[str, Any]:
    return edition(
        sheet(
            "people",
            figure("m1-r1", "34"), figure("m2-r1", "4", territory="75120", note="Quatre personnes"),
            figure("m3-r1", "30", territory="75101"),
            figure("m4-r1", "61205", qualifier="provisional", period_start="2018-01-01", period_end="2018-12-31"),
            figure("m5-r1", "120", note="=SOMME(A1)", period_end=""),
        ),
        sheet(
            "change",
            figure("m6-r1", "-11", indicator="change", unit="percent", kind="change", base="expulsions",
                   period_start="2017-01-01", period_end="2018-12-31"),
            unit="percent", threshold=0,
        ),
    )  # fmt: skip


def rows(files: dict[str, bytes], name: str = "mesures.csv") -> dict[str, dict[str, str]]:
    table = csv.DictReader(io.StringIO(files[name].decode()))
    return {row.get("REFERENCE") or row["CODE"]: row for row in table}


def test_the_package_is_valid(snapshot: dict[str, Any], tmp_path: Path) -> None:
    from frictionless import Package, system

    for name, content in datapackage.build(snapshot).items():
        (tmp_path / name).write_bytes(content)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])
    assert {task.name for task in report.tasks} == {"mesures", "indicateurs"}


def test_the_same_snapshot_gives_the_same_bytes(snapshot: dict[str, Any]) -> None:
    assert datapackage.build(snapshot) == datapackage.build(json.loads(json.dumps(snapshot)))


def test_each_figure_is_one_row_even_when_two_nodes_show_it(snapshot: dict[str, Any]) -> None:
    files = datapackage.build(snapshot)
    assert list(rows(files)) == ["m1-r1", "m2-r1", "m3-r1", "m4-r1", "m5-r1", "m6-r1"]
    assert list(rows(files, "indicateurs.csv")) == ["people", "change"]


@pytest.mark.parametrize("parents", [PARENTS, None])
def test_a_small_count_and_what_gives_it_away_are_blank(snapshot: dict[str, Any], parents: dict | None) -> None:
    found = rows(datapackage.build(snapshot, parents=parents))
    for reference in ("m2-r1", "m3-r1"):
        row = found[reference]
        assert (row["OBS_VALUE"], row["OBS_STATUS"], row["CONF_STATUS"], row["NOTE"]) == ("", "Q", "C", "")
    assert (found["m1-r1"]["OBS_VALUE"], found["m1-r1"]["CONF_STATUS"]) == ("34", "F")


def test_what_the_snapshot_withholds_stays_withheld() -> None:
    hidden = figure("m1-r1", "", is_suppressed=True)
    row = rows(datapackage.build(edition(sheet("people", hidden))))["m1-r1"]
    assert (row["OBS_STATUS"], row["CONF_STATUS"]) == ("Q", "C")


def test_a_part_that_leaves_a_small_rest_is_blank() -> None:
    whole, part = figure("m1-r1", "130"), figure("m2-r1", "125", indicator="part")
    found = rows(datapackage.build(edition(sheet("people", whole), sheet("part", part, part_of="people"))))
    assert found["m2-r1"]["OBS_VALUE"] == ""


def test_periods_and_qualifiers_keep_their_codes(snapshot: dict[str, Any]) -> None:
    found = rows(datapackage.build(snapshot))
    assert (found["m4-r1"]["FREQ"], found["m4-r1"]["TIME_PERIOD"], found["m4-r1"]["OBS_STATUS"]) == ("A", "2018", "P")
    assert (found["m5-r1"]["FREQ"], found["m5-r1"]["TIME_PERIOD"]) == ("_U", "")
    assert (found["m6-r1"]["TIME_PERIOD"], found["m6-r1"]["OBS_VALUE"]) == ("2017-01-01/P2Y", "-11")


def test_a_note_is_never_run_as_a_formula(snapshot: dict[str, Any]) -> None:
    assert rows(datapackage.build(snapshot))["m5-r1"]["NOTE"] == "'=SOMME(A1)"


def test_sdmx_csv_is_the_same_table_under_three_constants(snapshot: dict[str, Any]) -> None:
    measures = datapackage.build(snapshot)["mesures.csv"]
    ours, theirs = (list(csv.reader(io.StringIO(t.decode()))) for t in (measures, datapackage.to_sdmx_csv(measures)))
    assert theirs[0][:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    assert [row[3:] for row in theirs] == ours
    assert {tuple(row[:3]) for row in theirs[1:]} == {("dataflow", "PACTE:MESURES(1.0)", "I")}


def test_the_catalogue_describes_each_file(snapshot: dict[str, Any]) -> None:
    files = datapackage.build(snapshot, base_url="https://pacte.example/donnees/2019/")
    record = json.loads(files["catalogue.jsonld"])
    (dataset,) = record["dcat:dataset"]
    addresses = [one["dcat:downloadURL"]["@id"] for one in dataset["dcat:distribution"]]
    assert (record["@type"], dataset["@type"]) == ("dcat:Catalog", "dcat:Dataset")
    assert addresses[0] == "https://pacte.example/donnees/2019/mesures.csv"
    assert dataset["dct:issued"]["@value"] == "2019-10-15T10:00:00+02:00"
