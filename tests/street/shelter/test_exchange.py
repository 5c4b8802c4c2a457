"""Files of the State's system: read through a saved mapping, twice without effect, never over what was changed here."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.territory.models import Territory
from pacte.street.shelter.models import RequestEvent, ShelterRequest, SiaoImport, SiaoMapping
from pacte.street.shelter.reads import exchange as reads
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.rules.exchange import propose
from pacte.street.shelter.services import exchange, placing, requests
from pacte.street.shelter.services.exchange_export import export
from pacte.street.shelter.services.exchange_reading import brought_back, carried, table_in
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.street.shelter.making import asked, lot, site

pytestmark = pytest.mark.django_db
EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "shelter" / "siao.csv"
COLUMNS = {
    "external_id": "Identifiant", "night": "Nuit", "kind": "Composition", "women": "Femmes", "men": "Hommes",
    "children": "Enfants", "children_ages": "Âges des enfants", "animals": "Animaux", "step_free": "PMR",
}  # fmt: skip


@pytest.fixture
def regulator() -> User:
    return worker(organisation(), "regulator")


def mapping(by: User, columns: dict[str, str] | None = None, **words: dict[str, str]) -> SiaoMapping:
    return exchange.save_mapping(by, "File du soir", columns or COLUMNS, words, home=reads.homes(by)[0])


def file(*rows: str, columns: dict[str, str] | None = None) -> bytes:
    titles = ";".join((columns or COLUMNS).values())
    return "\n".join([titles, *rows]).encode()


def imported(by: User, data: bytes, through: SiaoMapping | None = None, *, keep_valid: bool = False) -> SiaoImport:
    return exchange.run(by, table_in(data), through or mapping(by), keep_valid=keep_valid)


ONE = "SI-1;;Homme isolé;;;;;2;non"
FAMILY = "SI-2;;;1;0;2;4, 8 mois;;oui"


def test_a_file_makes_the_requests_of_the_night_with_the_states_identifiers(regulator: User) -> None:
    run = imported(regulator, file(ONE, FAMILY))
    assert (run.rows, run.created, run.refused) == (2, 2, 0)
    man, family = ShelterRequest.objects.order_by("number")
    assert (man.external_id, man.kind, man.animals, man.source) == ("SI-1", "single_man", 2, "import")
    assert (family.kind, family.size, family.needs_step_free) == ("woman_with_children", 3, True)
    assert [member.age for member in family.members.order_by("position")] == [None, 4, 0]
    assert {man.night, family.night} == {night_at()}
    assert {man.state, family.state} == {"qualified"}


def test_the_same_file_again_changes_nothing(regulator: User) -> None:
    through = mapping(regulator)
    imported(regulator, file(ONE, FAMILY), through)
    before = list(ShelterRequest.objects.values().order_by("pk"))
    events = RequestEvent.objects.count()
    again = imported(regulator, file(ONE, FAMILY), through)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)
    assert list(ShelterRequest.objects.values().order_by("pk")) == before
    assert RequestEvent.objects.count() == events


def test_a_changed_row_changes_only_what_the_file_changed(regulator: User) -> None:
    through = mapping(regulator)
    imported(regulator, file(ONE), through)
    request = ShelterRequest.objects.get()
    ShelterRequest.objects.filter(pk=request.pk).update(care_need="some")
    run = imported(regulator, file("SI-1;;Homme isolé;;;;;3;non"), through)
    request.refresh_from_db()
    assert (run.changed, request.animals, request.care_need) == (1, 3, "some")


def test_what_was_changed_here_since_is_kept_and_said(regulator: User) -> None:
    through = mapping(regulator)
    imported(regulator, file(ONE), through)
    ShelterRequest.objects.update(animals=1)
    run = imported(regulator, file("SI-1;;Homme isolé;;;;;3;non"), through)
    assert ShelterRequest.objects.get().animals == 1
    assert run.unchanged == 1
    assert "Gardé comme saisi ici : les animaux." in str(run.faults)


def test_an_empty_cell_erases_nothing(regulator: User) -> None:
    through = mapping(regulator)
    imported(regulator, file(ONE), through)
    imported(regulator, file("SI-1;;;;;;;;"), through)
    request = ShelterRequest.objects.get()
    assert (request.animals, request.size) == (2, 1)


def test_a_row_in_error_stops_everything_unless_the_right_ones_are_kept(regulator: User) -> None:
    through, data = mapping(regulator), file(ONE, "SI-3;demain;Homme isolé;;;;;;", "SI-4;;;;;;;;", FAMILY)
    with pytest.raises(BadInput) as bad:
        imported(regulator, data, through)
    said = [str(fault) for fault in bad.value.faults]
    assert said[0].startswith("ligne 3, colonne B « Nuit » : Cette date ne se lit pas.")
    assert said[1].startswith("ligne 4, colonne C « Composition » : La composition du ménage manque.")
    assert not ShelterRequest.objects.exists()
    run = imported(regulator, data, through, keep_valid=True)
    assert (run.created, run.refused, ShelterRequest.objects.count()) == (2, 2, 2)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (";;Homme isolé;;;;;;", "L’identifiant manque."),
        ("SI-1;;Homme isolé;;;;;;\nSI-1;;Homme isolé;;;;;;", "déjà plus haut"),
        ("SI-1;;Ménage lunaire;;;;;;", "pas dans la correspondance"),
        ("SI-1;;;un;;;;;", "pas un nombre"),
        ("SI-1;;;1;;1;grand;;", "âges ne se lisent pas"),
        ("SI-1;;;1;;1;4, 5;;", "plus d’âges que de personnes"),
        ("SI-1;;Homme isolé;;;;;;peut-être", "Ni oui, ni non."),
        ("SI-1;01/01/2015;Homme isolé;;;;;;", "Cette nuit est passée."),
        (f"{'S' * 61};;Homme isolé;;;;;;", "identifiant est trop long"),
        ("SI-1;;Groupe d’adultes;;;;;;", "combien de personnes"),
    ],
)
def test_each_fault_is_told_in_words_with_its_place(regulator: User, row: str, words: str) -> None:
    with pytest.raises(BadInput, match=words) as bad:
        imported(regulator, file(row))
    assert bad.value.faults[0].where.startswith("ligne ")


def test_a_household_of_many_is_refused_in_its_row_and_the_others_go_on(regulator: User) -> None:
    run = imported(regulator, file("SI-9;;;40;40;;;;", ONE), keep_valid=True)
    assert (run.created, run.refused) == (1, 1)


def test_a_child_without_an_age_waits_to_be_completed(regulator: User) -> None:
    imported(regulator, file("SI-1;;;1;;1;;;"))
    request = ShelterRequest.objects.get()
    assert (request.state, request.kind) == ("received", "woman_with_children")


def test_a_missing_column_is_told_by_its_name_and_nothing_is_lost(regulator: User) -> None:
    through = mapping(regulator)
    with pytest.raises(BadInput, match="« Composition »") as bad:
        imported(regulator, b"Identifiant;Nuit\nSI-1;\n", through)
    assert len(bad.value.faults) == 7
    through.refresh_from_db()
    assert through.columns == COLUMNS


@pytest.mark.parametrize("written", ["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%y", "%Y-%m-%dT21:30", "%d-%m-%Y 21:30"])
def test_a_night_is_read_however_it_is_written(regulator: User, written: str) -> None:
    night = night_at() + timedelta(days=2)
    imported(regulator, file(f"SI-1;{night.strftime(written)};Homme isolé;;;;;;"))
    assert ShelterRequest.objects.get().night == night


def test_latin_letters_of_old_spreadsheets_and_workbooks_are_read(regulator: User) -> None:
    through = mapping(regulator)
    imported(regulator, file(ONE).decode().encode("cp1252"), through)
    book = Workbook()
    assert book.active is not None
    book.active.append(list(COLUMNS.values()))
    book.active.append(["SI-8", night_at(), "Femme isolée", None, None, None, None, 1, "Oui"])
    held = io.BytesIO()
    book.save(held)
    imported(regulator, held.getvalue(), through)
    assert list(ShelterRequest.objects.order_by("number").values_list("kind", flat=True)) == [
        "single_man", "single_woman",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "vide"),
        (b"Identifiant\n", "ligne de titres"),
        (b"\x00\x01\x02", "tableur"),
        (b"\xd0\xcf\x11\xe0old", "ancien format"),
        (b"PK\x03\x04broken", "abîmé"),
        (b"Identifiant;Identifiant\n1;2\n", "Deux colonnes"),
        (b"Identifiant\n" + b"x\n" * 2001, "2000 demandes"),
    ],
)
def test_a_file_that_is_not_a_table_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        table_in(data)


def test_their_words_are_matched_with_ours(regulator: User) -> None:
    through = mapping(regulator, kind={"h seul": "single_man"})
    imported(regulator, file("SI-1;;H. seul;;;;;;"), through)
    assert ShelterRequest.objects.get().kind == "single_man"


def test_a_minor_alone_in_a_file_is_never_placed(regulator: User) -> None:
    imported(regulator, file("SI-1;;Mineur isolé;;;;16;;"))
    assert ShelterRequest.objects.get().is_minor_alone


def test_a_request_taken_by_telephone_takes_its_identifier_and_keeps_what_was_said(regulator: User) -> None:
    columns = {"external_id": "Identifiant", "label": "Numéro Pacte", "animals": "Animaux"}
    request = asked((40, "man"), animals=2)
    run = imported(regulator, file(f"SI-5;{request.label};1", columns=columns), mapping(regulator, columns))
    request.refresh_from_db()
    assert (run.changed, request.external_id, request.animals) == (1, "SI-5", 2)


def test_a_request_closed_here_is_not_reopened_by_a_file(regulator: User) -> None:
    through = mapping(regulator)
    imported(regulator, file(ONE), through)
    requests.close_unmet(regulator, ShelterRequest.objects.get(), "no_place")
    run = imported(regulator, file("SI-1;;Homme isolé;;;;;3;non"), through)
    assert (ShelterRequest.objects.get().state, run.unchanged) == ("unmet", 1)


def test_the_fictional_example_is_read_with_what_its_titles_propose(regulator: User) -> None:
    for code, number in (("75120", "20e"), ("75118", "18e"), ("75110", "10e"), ("75101", "1er"), ("75113", "13e")):
        Territory.objects.create(code=code, kind="arrondissement", name_fr=f"{number} arrondissement")
    table = table_in(EXAMPLE.read_bytes())
    columns = {ours: table.heads[title] for ours, title in propose(table.titles).items()}
    run = imported(regulator, EXAMPLE.read_bytes(), mapping(regulator, columns))
    assert (run.created, run.refused) == (5, 0)
    first = ShelterRequest.objects.get(external_id="FICTIF-0001")
    assert first.territory is not None and first.territory.code == "75120"
    assert imported(regulator, EXAMPLE.read_bytes(), SiaoMapping.objects.get()).unchanged == 5


def test_what_is_exported_and_read_back_changes_nothing(regulator: User) -> None:
    through = mapping(regulator)
    imported(regulator, file(ONE, FAMILY), through)
    text = export(regulator, through, night_at())
    assert text.splitlines()[0].startswith(";".join(COLUMNS.values()))
    again = imported(regulator, text.encode(), through)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)


def test_an_export_gives_number_state_answer_and_lot_and_no_name(regulator: User) -> None:
    through, home = mapping(regulator), organisation()
    followed_one = followed(worker(home), home, given_name="Prénom", family_name="Exemple")
    request = asked((40, "man"), file=followed_one)
    requests.close_unmet(regulator, asked((30, "woman")), "step_free")
    there = lot(site(home, name="Centre d’exemple"), 2, free=2, name="Grand lot")
    placing.place(regulator, request, there, origin="direct")
    text = export(regulator, through, night_at())
    assert "D-001;Place proposée;Place proposée;Centre d’exemple, Grand lot" in text
    assert "D-002;Non pourvue;Pas de place de plain-pied;" in text
    assert "Prénom" not in text and "Exemple" not in text


def test_an_export_never_says_a_confidential_site_nor_a_restricted_person(regulator: User) -> None:
    through, home = mapping(regulator), organisation()
    hidden = lot(site(home, name="Un refuge", is_confidential=True), 2, free=2, name="Le lot du refuge")
    placing.place(regulator, asked((40, "woman")), hidden, origin="direct")
    out_of_sight = followed(worker(home), home)
    restricted(out_of_sight.person)
    asked((33, "woman"), file=out_of_sight, external_id="SI-77")
    text = export(regulator, through, night_at())
    assert "refuge" not in text and "SI-77" not in text
    assert len(text.splitlines()) == 2


def test_a_cell_that_a_spreadsheet_would_run_stays_a_text_both_ways(regulator: User) -> None:
    through = mapping(regulator)
    imported(regulator, file("=1+1;;Homme isolé;;;;;;"), through)
    text = export(regulator, through, night_at())
    assert "'=1+1" in text
    assert imported(regulator, text.encode(), through).unchanged == 1


def test_only_the_regulation_exchanges_and_each_organisation_its_own(regulator: User) -> None:
    through, table = mapping(regulator), table_in(file(ONE))
    for role in ("pact_team", "site_manager", "social_worker"):
        user = worker(organisation(), role)
        for act in (
            lambda user=user: exchange.plan(user, table, through),
            lambda user=user: exchange.run(user, table, through, keep_valid=True),
            lambda user=user: export(user, through, night_at()),
        ):
            with pytest.raises(Refused):
                act()
    with pytest.raises(Http404):
        exchange.mapping_for(worker(organisation(), "regulator"), through.key)


def test_a_mapping_needs_its_identifier_a_name_and_each_column_once(regulator: User) -> None:
    home = reads.homes(regulator)[0]
    with pytest.raises(BadInput) as bad:
        exchange.save_mapping(regulator, " ", {"women": "A", "men": "A"}, {}, home=home)
    assert {fault.where for fault in bad.value.faults} == {"external_id", "women", "men", "name"}


def test_a_table_travels_sealed_and_comes_back_whole() -> None:
    table = table_in(file(ONE, FAMILY))
    text = carried(table)
    assert "SI-1" not in text
    assert brought_back(text).rows == table.rows
    with pytest.raises(BadInput, match="Déposez-le de nouveau"):
        brought_back("autre chose")


def hidden_table(page: str) -> str:
    found = re.search(r'name="table" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_the_whole_way_by_the_pages(client: Client, regulator: User, django_assert_max_num_queries: Any) -> None:
    client.force_login(regulator)
    home = reverse("shelter:exchange")
    data = file(ONE, "SI-3;;H. seul;;;;;;", "SI-4;demain;Homme isolé;;;;;;")
    upload = {"file": SimpleUploadedFile("file.csv", data)}
    page = client.post(home, upload).content.decode()
    assert "Quelle colonne est quoi" in page and "« H. seul »" in page
    table = hidden_table(page)
    said = {f"column_{ours}": title for ours, title in propose(table_in(data).titles).items()}
    wrong = client.post(reverse("shelter:exchange_mapping"), said | {"table": table, "name": ""})
    assert wrong.status_code == 422
    said |= {"table": table, "name": "Du soir", "word_kind_2_1": "single_man"}
    preview = client.post(reverse("shelter:exchange_mapping"), said).content.decode()
    assert "Cette date ne se lit pas." in preview and not ShelterRequest.objects.exists()
    saved = SiaoMapping.objects.get()
    assert saved.words == {"kind": {"h seul": "single_man"}}
    again = reverse("shelter:exchange_remap", kwargs={"key": saved.key})
    assert "Quelle colonne est quoi" in client.post(again, {"table": table}).content.decode()
    act = reverse("shelter:exchange_import", kwargs={"key": saved.key})
    assert client.post(act, {"table": table}).status_code == 422
    assert client.post(act, {"table": "perdu"}).status_code == 422
    done = client.post(act, {"table": table, "keep_valid": "on"})
    assert done.status_code == 302
    assert "Cette date ne se lit pas." in client.get(done["Location"]).content.decode()
    with django_assert_max_num_queries(20):
        assert "Du soir" in client.get(home).content.decode()
    exported = client.post(reverse("shelter:exchange_export"), {"mapping": saved.key, "night": night_at().isoformat()})
    assert "SI-3" in exported.content.decode()
    assert client.post(reverse("shelter:exchange_export"), {"night": "x"}).status_code == 422
    short = {"file": SimpleUploadedFile("court.csv", b"Identifiant\nSI-1\n"), "mapping": saved.key}
    missing = client.post(home, short)
    assert missing.status_code == 422 and "« Composition »" in missing.content.decode()
    assert client.post(home, {}).status_code == 422


def test_a_preview_asks_the_same_number_of_questions_whatever_the_rows(
    regulator: User, django_assert_max_num_queries: Any
) -> None:
    through = mapping(regulator)
    rows = [f"SI-{rank};;Homme isolé;;;;;1;non" for rank in range(20)]
    imported(regulator, file(*rows), through)
    table = table_in(file(*rows))
    with django_assert_max_num_queries(12):
        assert len(exchange.plan(regulator, table, through).of("same")) == 20
