"""Addresses of the national file: loaded whole or not at all, and found however they are typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from pacte.ground.declarations.errors import BadInput
from pacte.ground.territory import services
from pacte.ground.territory.models import Address, NamedStreet, Territory

pytestmark = pytest.mark.django_db

HEADER = (
    "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;code_insee_ancienne_commune;"
    "nom_ancienne_commune;x;y;lon;lat;type_position"
)


def line(identifier: str, number: str = "12", **values: str) -> str:
    said = {"rep": "", "street": "Rue de l’Exemple", "code": "75012", "lon": "2.39", "lat": "48.84"} | values
    return (
        f"{identifier};;{number};{said['rep']};{said['street']};{said['code']};75112;Paris;;;;;"
        f"{said['lon']};{said['lat']};entrée"
    )


def given(path: Path, *lines: str) -> Path:
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return path


def test_a_file_is_loaded_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    file = given(tmp_path / "a.csv", line("a"), line("b", "14", rep="bis"), line("c", street="Boulevard du Modèle"))
    assert services.import_addresses(file) == 3
    assert services.import_addresses(file) == 0
    assert NamedStreet.objects.count() == 2
    kept = Address.objects.get(identifier="b")
    assert (kept.number, kept.suffix, kept.street.folded) == (14, "bis", "rue exemple")


def test_a_newer_file_moves_what_moved_and_keeps_what_it_does_not_name(tmp_path: Path) -> None:
    services.import_addresses(given(tmp_path / "a.csv", line("a"), line("b", "14")))
    assert services.import_addresses(given(tmp_path / "b.csv", line("a", lat="48.85"), line("c", "16"))) == 2
    assert Address.objects.get(identifier="a").latitude == 48.85
    assert Address.objects.count() == 3


def test_every_fault_is_told_with_its_line_and_nothing_is_written(tmp_path: Path) -> None:
    services.load_outline()
    file = given(
        tmp_path / "a.csv", line("a"), line("a", "14"), line("b", "douze"), line("c", lon="48.84", lat="2.39"),
        line("d", street=""), line("e", lat="nord"),
    )  # fmt: skip
    with pytest.raises(BadInput) as refused:
        services.import_addresses(file)
    assert [fault.where for fault in refused.value.faults] == ["ligne 3", "ligne 4", "ligne 5", "ligne 6", "ligne 7"]
    assert Address.objects.count() == 0 and NamedStreet.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "n’a pas de colonne"),
        (b"numero;nom\n1;2\n", "n’a pas de colonne « id »"),
        (HEADER.encode() + b"\n", "ne contient aucune ligne"),
        (HEADER.encode() + b"\na;;1;;Rue de l\xe9t\xe9;75012;;Paris;;;;;2.3;48.8;\n", "n’est pas un CSV en UTF-8"),
    ],
)
def test_another_file_is_refused_with_what_to_give_instead(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    with pytest.raises(BadInput, match=words):
        services.import_addresses(file)


def test_a_file_full_of_faults_is_not_told_to_the_last_one(tmp_path: Path) -> None:
    file = given(tmp_path / "a.csv", *(line(str(number), "x") for number in range(300)))
    with pytest.raises(BadInput) as refused:
        services.import_addresses(file)
    assert len(refused.value.faults) == 101


def test_each_division_of_the_outline_has_its_postal_codes_and_drawing_again_gives_them_to_an_older_city() -> None:
    services.load_outline()
    Territory.objects.update(postal_codes="")
    services.load_outline()
    codes = dict(Territory.objects.values_list("code", "postal_codes"))
    assert (codes["75101"], codes["75116"], codes["75120"]) == ("75001", "75016 75116", "75020")
