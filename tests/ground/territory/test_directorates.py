"""Territorial directorates: data that whoever knows their perimeters imports."""

from __future__ import annotations

from pathlib import Path

import pytest

from pacte.ground.declarations.demo import Plan
from pacte.ground.declarations.errors import BadInput
from pacte.ground.territory import demo, reads, services
from pacte.ground.territory.models import Territory

pytestmark = pytest.mark.django_db


def given(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(["code,name,members", *lines]), encoding="utf-8")
    return path


def test_a_site_on_an_arrondissement_belongs_to_the_directorate_that_groups_it(tmp_path: Path) -> None:
    services.load_outline()
    file = given(tmp_path / "file.csv", "est,Direction est,75119 75120", "centre,Direction centre,75101")
    assert services.import_directorates(file, "La ville") == 2
    twentieth, thirteenth = (Territory.objects.get(code=code) for code in ("75120", "75113"))
    found = reads.directorate_of(twentieth)
    assert found and (found.code, found.source) == ("est", "La ville")
    assert reads.directorate_of(thirteenth) is None
    assert found.pk in reads.reaching(twentieth) and twentieth.pk in reads.covered(found.pk)


def test_importing_twice_changes_nothing_and_a_new_perimeter_replaces_the_old(tmp_path: Path) -> None:
    services.load_outline()
    file = given(tmp_path / "file.csv", "est,Direction est,75119 75120")
    services.import_directorates(file, "La ville")
    assert services.import_directorates(file, "La ville") == 0
    given(file, "est,Direction est,75120")
    assert services.import_directorates(file, "La ville") == 1
    assert [each.code for each in Territory.objects.get(code="est").members.all()] == ["75120"]


def test_a_file_of_a_french_spreadsheet_is_read_too(tmp_path: Path) -> None:
    services.load_outline()
    file = tmp_path / "file.csv"
    file.write_text("\ufeffcode;name;members\nest;Direction est;75119, 75120\n", encoding="utf-8")
    assert services.import_directorates(file, "La ville") == 1
    assert Territory.objects.get(code="est").members.count() == 2


def test_every_fault_is_told_with_its_line_and_nothing_is_changed(tmp_path: Path) -> None:
    services.load_outline()
    file = given(
        tmp_path / "file.csv", "est,Direction est,75120", "est,,75120", "75101,Premier,75101", "nord,Nord,75999",
        "sud,Sud,", "ouest,Ouest,75120",
    )  # fmt: skip
    with pytest.raises(BadInput) as refused:
        services.import_directorates(file, "La ville")
    assert [(fault.where, fault.what.split(" «")[0]) for fault in refused.value.faults] == [
        ("ligne 3", "le code"), ("ligne 3", "le nom est vide ou trop long."), ("ligne 4", "le code"),
        ("ligne 5", "le territoire"), ("ligne 6", "aucun territoire n’est groupé."),
        ("ligne 7", "« 75120 » est déjà dans"),
    ]  # fmt: skip
    assert not Territory.objects.filter(kind="directorate").exists()


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"\xff\xfe\x00", "texte lisible"), (b"code,name\n", "members"), (b"code,name,members\n", "aucune ligne")],
)  # fmt: skip
def test_a_file_that_is_not_one_says_what_to_do(tmp_path: Path, content: bytes, word: str) -> None:
    file = tmp_path / "file.csv"
    file.write_bytes(content)
    with pytest.raises(BadInput, match=word):
        services.import_directorates(file, "La ville")


def test_the_demonstration_s_directorates_say_that_they_are_samples() -> None:
    demo.load(Plan())
    demo.load(Plan())
    rows = Territory.objects.filter(kind="directorate")
    assert rows.count() == 4
    assert all("exemple" in row.name_fr and "Exemple" in row.source and row.members.exists() for row in rows)
