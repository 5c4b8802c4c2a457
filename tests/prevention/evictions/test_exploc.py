"""Files of the State's system: through a saved mapping, twice without effect, never over what was noted here."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.urls import reverse

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.pathways.reads.stories import story_of
from pacte.ground.pathways.services import recording
from pacte.prevention.evictions.models import CommissionFile, ExplocImport, ExplocMapping
from pacte.prevention.evictions.reads import exploc as reads
from pacte.prevention.evictions.rules.exploc import propose
from pacte.prevention.evictions.services import evictions, exploc
from pacte.prevention.evictions.services.exploc_export import export
from pacte.prevention.evictions.services.exploc_reading import brought_back, carried, table_in
from tests.ground.people.making import organisation, restricted, worker

from .making import social_worker, started

pytestmark = pytest.mark.django_db
EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "evictions" / "exploc.csv"
COLUMNS = {
    "exploc_id": "Identifiant", "ground": "Motif", "landlord_kind": "Parc", "debt": "Dette", "rent": "Loyer",
    "summons_on": "Assignation", "hearing_on": "Audience",
}  # fmt: skip
ONE = "EX-1;Impayé;Privé;1 234,50;600;02/05/2024;12/06/2030"


@pytest.fixture
def committee() -> User:
    return worker(organisation(), "committee")


def mapping(by: User, columns: dict[str, str] | None = None, **words: dict[str, str]) -> ExplocMapping:
    return exploc.save_mapping(by, "Mensuel", columns or COLUMNS, words, home=reads.homes(by)[0])


def file(*rows: str) -> bytes:
    return "\n".join([";".join(COLUMNS.values()), *rows]).encode()


def imported(by: User, data: bytes, through: ExplocMapping | None = None, *, keep_valid: bool = False) -> ExplocImport:
    return exploc.run(by, table_in(data), through or mapping(by), keep_valid=keep_valid)


def test_a_line_is_a_file_of_the_commission(committee: User) -> None:
    run = imported(committee, file(ONE))
    made = CommissionFile.objects.get()
    assert (run.created, made.exploc_id, made.debt_cents, made.rent_cents) == (1, "EX-1", 123_450, 60_000)
    assert (made.ground, made.landlord_kind, made.day_of("hearing_held")) == ("arrears", "private", date(2030, 6, 12))


def test_the_same_file_again_changes_nothing(committee: User) -> None:
    through = mapping(committee)
    imported(committee, file(ONE), through)
    before = list(CommissionFile.objects.values())
    again = imported(committee, file(ONE), through)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 1)
    assert list(CommissionFile.objects.values()) == before


def test_a_linked_case_takes_the_acts_that_it_has_not_and_keeps_those_it_has(committee: User) -> None:
    by = social_worker()
    case = started(by, ground="")
    evictions.describe(by, case.key, landlord=None, landlord_name="", address="", exploc_id="EX-1")
    recording.happened(by, case.key, "summons_served", date(2024, 5, 6))
    run = imported(committee, file(ONE))
    story = story_of(case)
    assert story.happened["summons_served"] == (date(2024, 5, 6),)
    assert story.planned["hearing_held"] == date(2030, 6, 12)
    assert (story.facts["debt"], story.facts["ground"]) == (123_450, "arrears")
    assert "Gardé comme noté ici : l’assignation." in str(run.faults)
    events = case.events.count()
    imported(committee, file(ONE), ExplocMapping.objects.get())
    assert case.events.count() == events


def test_what_was_changed_here_since_is_kept_and_said(committee: User) -> None:
    through = mapping(committee)
    imported(committee, file(ONE), through)
    CommissionFile.objects.update(debt_cents=50_000)
    run = imported(committee, file(ONE.replace("1 234,50", "2 000")), through)
    assert CommissionFile.objects.get().debt_cents == 50_000
    assert "Gardé comme noté ici : la dette." in str(run.faults)


def test_an_empty_cell_erases_nothing(committee: User) -> None:
    through = mapping(committee)
    imported(committee, file(ONE), through)
    imported(committee, file("EX-1;;;;;;"), through)
    assert CommissionFile.objects.get().debt_cents == 123_450


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (";Impayé;;;;;", "L’identifiant manque."),
        ("EX-1;;;;;;\nEX-1;;;;;;", "déjà plus haut"),
        ("EX-1;Lunaire;;;;;", "pas dans la correspondance"),
        ("EX-1;;;-5;;;", "descend sous zéro"),
        ("EX-1;;;beaucoup;;;", "ne se lit pas"),
        ("EX-1;;;;;demain;", "Cette date ne se lit pas"),
        ("EX-1;;;;;02/05/2040;", "Ce jour est à venir"),
    ],
)
def test_each_fault_is_told_with_its_place_and_stops_everything(committee: User, row: str, words: str) -> None:
    with pytest.raises(BadInput, match=words) as bad:
        imported(committee, file(row, ONE.replace("EX-1", "EX-2")))
    assert bad.value.faults[0].where.startswith("ligne ")
    assert not CommissionFile.objects.exists()


def test_the_right_lines_may_be_kept_without_the_wrong_ones(committee: User) -> None:
    run = imported(committee, file("EX-9;Lunaire;;;;;", ONE), keep_valid=True)
    assert (run.created, run.refused) == (1, 1)


def test_their_words_are_matched_with_ours(committee: User) -> None:
    imported(committee, file("EX-1;Loyer dû;;;;;"), mapping(committee, ground={"loyer du": "arrears"}))
    assert CommissionFile.objects.get().ground == "arrears"


def test_a_person_out_of_sight_is_neither_written_nor_exported(committee: User) -> None:
    by = social_worker()
    case = started(by)
    evictions.describe(by, case.key, landlord=None, landlord_name="", address="", exploc_id="EX-1")
    assert case.file is not None
    restricted(case.file.person)
    through = mapping(committee)
    run = imported(committee, file(ONE), through)
    assert (run.unchanged, CommissionFile.objects.count()) == (1, 0)
    assert "summons_served" not in story_of(case).happened
    assert "EX-1" not in export(committee, through)


def test_what_is_exported_and_read_back_changes_nothing(committee: User) -> None:
    through = mapping(committee)
    imported(committee, file(ONE), through)
    text = export(committee, through)
    assert text.splitlines()[0].startswith(";".join(COLUMNS.values()))
    again = imported(committee, text.encode(), through)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 1)


def test_the_fictional_example_is_read_with_what_its_titles_propose(committee: User) -> None:
    table = table_in(EXAMPLE.read_bytes())
    columns = {ours: table.heads[title] for ours, title in propose(table.titles).items()}
    run = imported(committee, EXAMPLE.read_bytes(), mapping(committee, columns))
    assert (run.created, run.refused) == (3, 0)


def test_a_missing_column_and_a_file_that_is_no_table_are_said(committee: User) -> None:
    with pytest.raises(BadInput, match="« Dette »"):
        imported(committee, b"Identifiant\nEX-1\n", mapping(committee))
    with pytest.raises(BadInput, match="tableur"):
        table_in(b"\x00\x01")
    with pytest.raises(BadInput, match="n’est plus là"):
        brought_back("altered")


def test_the_pages_carry_the_file_from_upload_to_import(committee: User) -> None:
    client = Client()
    client.force_login(committee)
    upload = SimpleUploadedFile("dossiers.csv", file(ONE))
    said = client.post(reverse("evictions:exploc"), {"file": upload}).content.decode()
    assert "Quelle colonne est quoi" in said
    table = carried(table_in(file(ONE)))
    form = {"name": "Mensuel", "table": table} | {f"column_{ours}": title.lower() for ours, title in COLUMNS.items()}
    said = client.post(reverse("evictions:exploc_mapping"), form).content.decode()
    assert "Rien n’est encore écrit." in said
    assert not CommissionFile.objects.exists()
    run = client.post(
        reverse("evictions:exploc_import", kwargs={"key": ExplocMapping.objects.get().key}),
        {"table": table},
        follow=True,
    )
    assert run.status_code == 200 and CommissionFile.objects.count() == 1


def test_others_are_refused_and_a_mapping_of_others_is_not_there(committee: User) -> None:
    through = mapping(committee)
    with pytest.raises(Refused):
        exploc.plan(social_worker(), table_in(file(ONE)), through)
    with pytest.raises(Http404):
        exploc.mapping_for(worker(organisation(), "committee"), through.key)
