"""`pacte shelter`: the example decided from files, each bad file refused with its words, logs checked."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pacte.ground.declarations.errors import BadInput
from pacte.street.shelter.cli import COLUMNS, GROUP
from pacte.street.shelter.rules.allocation import tables

EXAMPLES = Path(__file__).resolve().parents[4] / "docs" / "examples" / "shelter"
PAGE = EXAMPLES.parents[1] / "allocation.md"
REQUESTS = "request;members;tier\na;F34 M6;1\nb;M40;2\n"
LOTS = "lot;site;units;unit_places\nx;s;1;2\n"


def run(*words: object) -> Result:
    return CliRunner().invoke(GROUP, [str(word) for word in words])


def decide(folder: Path, requests: str | bytes = REQUESTS, lots: str | bytes = LOTS, *more: object) -> Result:
    for name, text in (("requests.csv", requests), ("lots.csv", lots)):
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    files = ("--requests", folder / "requests.csv", "--lots", folder / "lots.csv", "--out", folder / "out.csv")
    return run("allocate", *files, "--seed", 7, "--night", "2031-02-07", *more)


def rows(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "out.csv").read_bytes().decode("utf-8-sig")), delimiter=";"))


def faults(result: Result) -> list[str]:
    assert isinstance(result.exception, BadInput), result.output
    return [str(fault) for fault in result.exception.faults]


@pytest.mark.parametrize("policy", ["first_come", "greedy", "optimal"])
def test_the_example_is_decided_and_its_log_gives_the_same_again(policy: str, tmp_path: Path) -> None:
    requests, lots = ((EXAMPLES / name).read_bytes() for name in ("requests.csv", "lots.csv"))
    log = tmp_path / "log.json"
    result = decide(tmp_path, requests, lots, "--policy", policy, "--log", log, "--quota", "20:7")
    assert result.exit_code == 0, result.output
    found = rows(tmp_path)
    assert len({row["request"] for row in found}) == 20
    assert all(row["explanation"] and row["code"] for row in found)
    assert all(row["lot"] for row in found if row["code"].startswith("served"))
    again = run("replay", log)
    assert again.exit_code == 0
    assert "à l’octet près" in again.output


def test_the_example_shows_every_column_and_the_page_explains_each() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, columns in (("requests.csv", tables.REQUEST_COLUMNS), ("lots.csv", tables.LOT_COLUMNS)):
        assert (EXAMPLES / name).read_text(encoding="utf-8").splitlines()[0].split(";") == list(columns)
        assert not [column for column in columns if f"| `{column}` |" not in page]
    assert not [column for column in COLUMNS if f"| `{column}` |" not in page]


def test_the_terminal_shows_tiers_and_levels_with_their_proven_bounds(tmp_path: Path) -> None:
    output = decide(tmp_path).output
    assert re.search(r"^1 +1 +1$", output, re.MULTILINE)
    assert re.search(r"^Servis, priorité 1 +1 +1 +prouvé$", output, re.MULTILINE)
    assert "1 chambre de plus (hommes, 1 place) : 1 ménage de plus en priorité 2." in output


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    found = []
    for _turn in range(2):
        decide(tmp_path, REQUESTS, LOTS, "--log", tmp_path / "log.json")
        found.append([(tmp_path / name).read_bytes() for name in ("out.csv", "log.json")])
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("requests", "encoding"),
    [(REQUESTS, "utf-8-sig"), (REQUESTS.replace(";", ","), "utf-8"), (REQUESTS.replace("a;", "é;"), "cp1252"),
     (REQUESTS.replace("\n", "\r\n"), "utf-8")],
)  # fmt: skip
def test_semicolons_or_commas_a_mark_windows_latin_and_any_line_end_are_read(
    requests: str, encoding: str, tmp_path: Path
) -> None:
    assert decide(tmp_path, requests.encode(encoding)).exit_code == 0
    assert rows(tmp_path)[0]["lot"] == "x"


def test_a_household_of_thirty_is_unserved_with_its_remedy(tmp_path: Path) -> None:
    result = decide(tmp_path, "request;members;tier\na;30*M\n".replace("30*M", "30*M;1"))
    assert result.exit_code == 0
    row = rows(tmp_path)[0]
    assert (row["lot"], row["code"]) == ("", "unserved/no_compatible_place/too_large")
    assert "Vous pouvez proposer au ménage de se répartir." in row["explanation"]


def test_a_split_household_has_a_row_for_each_part(tmp_path: Path) -> None:
    requests = "request;members;tier;parts\na;M30 M31 M32;1;1 3 | 2\n"
    decide(tmp_path, requests, "lot;site;units;unit_places\nx;s;2;2\n")
    assert [(row["lot"], row["members"]) for row in rows(tmp_path)] == [("x", "1 3"), ("x", "2")]


@pytest.mark.parametrize(
    ("requests", "said"),
    [
        ("", "requests.csv : ce fichier n’a pas de ligne de titres. La première ligne porte le nom des colonnes."),
        (b"\xff\xfea\x00", "requests.csv : ce fichier n’est pas du texte. Enregistrez-le en CSV, encodage UTF-8."),
        ("request;members;tier\n", "requests.csv : ce fichier n’a que des titres. Ajoutez au moins une ligne."),
        ("request;tier\na;1\n", "requests.csv, colonne members : cette colonne manque."),
        ("request;members;tier;name\na;M30;1;b\n", "name : cette colonne est inconnue. Colonnes possibles : req"),
        ("request;members;tier;tier\na;M30;1;1\n", "colonne tier : cette colonne est là deux fois."),
        ('request;members;tier\n"a;M30;1\n', "les guillemets de ce fichier ne se ferment pas."),
        ("request;members;tier\na;M30;1;9\n", "ligne 2 : cette ligne a plus de cellules que de titres."),
        ("request;members;tier\na;;1\n", "ligne 2, colonne members : le ménage n’a pas de composition. Écrivez"),
        ("request;members;tier\na;deux;1\n", "colonne members : « deux » ne se lit pas comme une composition."),
        ("request;members;tier\na;F340;1\n", "colonne members : un âge dépasse 120 ans."),
        ("request;members;tier\na;999*M;1\n", "colonne members : plus de 100 personnes."),
        ("request;members;tier\na;0*M;1\n", "colonne members : « 0*M » ne se lit pas comme une composition."),
        ("request;members;tier\na;M30;0\n", "colonne tier : « 0 » est trop petit. Le plus petit possible est 1."),
        ("request;members;tier\na;M30;\n", "colonne tier : cellule vide."),
        ("request;members;tier\na;M30;1\na;M31;1\n", "ligne 3, colonne request : « a » est déjà à la ligne 2."),
        ("request;members;tier\n;M30;1\n", "colonne request : cellule vide."),
        ("request;members;tier\n=1+1;M30;1\n", "colonne request : « =1+1 » ne peut pas servir d’identifiant."),
        ("request;members;tier;waiting_nights\na;M30;1;-3\n", "colonne waiting_nights : « -3 » est trop petit."),
        ("request;members;tier;received\na;M30;1;hier\n", "colonne received : « hier » n’est pas un nombre entier."),
        ("request;members;tier;step_free\na;M30;1;peut-être\n", "« peut-être » n’est pas un mot connu. Mots"),
        ("request;members;tier;latitude\na;M30;1;48,8\n", "colonne latitude : il manque la latitude ou la longitude."),
        ("request;members;tier;latitude;longitude\na;M30;1;488;2\n", "colonne latitude : « 488 » n’est pas sur Terre."),
        ("request;members;tier;latitude;longitude\na;M30;1;nord;2\n", "latitude : « nord » n’est pas en degrés."),
        ("request;members;tier;parts\na;M30 M31;1;1 | 1\n", "colonne parts : « 1 | 1 » ne dit pas comment répartir"),
        ("request;members;tier;parts\na;M30 M3;1;1 | 2\n", "colonne parts : un groupe n’a pas d’adulte."),
        ("request;members;tier;apart_from\na;M30;1;a\n", "ne peut pas être tenue loin d’elle-même."),
        ("request;members;tier;apart_from\na;M30;1;Quokka\n", "un identifiant n’est pas dans ce fichier."),
    ],
)  # fmt: skip
def test_a_bad_file_of_requests_is_refused_in_clear_words(requests: str | bytes, said: str, tmp_path: Path) -> None:
    found = faults(decide(tmp_path, requests))
    assert any(said in fault for fault in found), found
    assert not any("Quokka" in fault for fault in found)
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize(
    ("lots", "said"),
    [
        ("lot;site;units\nx;s;-1\n", "lots.csv, ligne 2, colonne units : « -1 » est trop petit. Le plus"),
        ("lot;site;units\nx;s;99999\n", "colonne units : « 99999 » est trop grand. Le plus grand possible est 20000."),
        ("lot;site;units\nx;s;1.5\n", "colonne units : « 1.5 » n’est pas un nombre entier."),
        ("lot;site;units\nx;;1\n", "colonne site : cellule vide."),
        ("lot;site;units\nx;s;1\nx;s;1\n", "ligne 3, colonne lot : « x » est déjà à la ligne 2."),
        ("lot;site;units;unit_places\nx;s;1;0\n", "colonne unit_places : « 0 » est trop petit."),
        ("lot;site;units;kind;unit_places\nx;s;1;beds;2\n", "un lit ou un fauteuil a une seule place."),
        ("lot;site;units;kind\nx;s;1;tent\n", "« tent » n’est pas un mot connu. Mots possibles : room, beds, chairs."),
        ("lot;site;units;audience\nx;s;1;cats\n", "colonne audience : « cats » n’est pas un mot connu."),
        ("lot;site;units;min_age;max_age\nx;s;1;30;20\n", "colonne max_age : l’âge le plus haut est sous le plus bas."),
        ("lot;site\nx;s\n", "lots.csv, colonne units : cette colonne manque."),
    ],
)  # fmt: skip
def test_a_bad_file_of_lots_is_refused_in_clear_words(lots: str, said: str, tmp_path: Path) -> None:
    found = faults(decide(tmp_path, REQUESTS, lots))
    assert any(said in fault for fault in found), found
    assert not (tmp_path / "out.csv").exists()


def test_every_fault_of_both_files_is_told_at_once(tmp_path: Path) -> None:
    result = decide(tmp_path, "request;members;tier\na;;x\nb;M30;1\nb;M;-1\n", "lot;site;units;kind\nx;s;many;tent\n")
    assert [fault.split(" : ")[0] for fault in faults(result)] == [
        "requests.csv, ligne 2, colonne members",
        "requests.csv, ligne 2, colonne tier",
        "requests.csv, ligne 4, colonne tier",
        "requests.csv, ligne 4, colonne request",
        "lots.csv, ligne 2, colonne kind",
        "lots.csv, ligne 2, colonne units",
    ]


def test_a_file_read_is_never_written_over(tmp_path: Path) -> None:
    result = decide(tmp_path, REQUESTS, LOTS, "--log", tmp_path / "lots.csv")
    assert result.exit_code == 1
    assert "servirait deux fois" in result.output
    assert (tmp_path / "lots.csv").read_text() == LOTS
    assert not (tmp_path / "out.csv").exists()


@pytest.mark.parametrize("quota", ["20", "0:7", "101:7", "20:0", "a:b"])
def test_a_quota_that_means_nothing_is_refused(quota: str, tmp_path: Path) -> None:
    assert decide(tmp_path, REQUESTS, LOTS, "--quota", quota).exit_code == 2


@pytest.mark.parametrize("policy", ["first_come", "greedy", "optimal"])
def test_a_pair_and_a_site_left_out_are_in_no_file_and_not_on_the_terminal(policy: str, tmp_path: Path) -> None:
    """Planted words, then the whole output beside that of a night in which the lot does not fit for another reason."""
    lots = "lot;site;units;unit_places;max_age\nx;s;2;1;\ny;t;1;1;{}\n"
    kept = "request;members;tier;excluded_sites;apart_from\na;F34;1;t|Zyzzyva;\nb;F40;2;Zyzzyva;\nc;F41;3;;{}\n"
    outputs = []
    for requests, offered in (
        (kept.format(""), lots.format("")),
        (kept.replace("t|", "").format(""), lots.format("39")),
    ):
        result = decide(tmp_path, requests, offered, "--policy", policy, "--log", tmp_path / "log.json")
        texts = [(tmp_path / name).read_text(encoding="utf-8-sig") for name in ("out.csv", "log.json")]
        outputs.append([result.stdout, *texts])
        assert not any("Zyzzyva" in text or "excluded" in text or "apart" in text for text in outputs[-1])
        assert "Zyzzyva" not in result.output
    assert "1 site de la colonne excluded_sites" in result.stderr
    assert not re.search(r"\b[abc]\b", result.stderr)


@pytest.mark.parametrize("policy", ["first_come", "greedy", "optimal"])
def test_a_pair_that_changes_nothing_leaves_every_output_as_it_was(policy: str, tmp_path: Path) -> None:
    """The two could never have met: one place is for women only, the other for men."""
    requests = "request;members;tier;apart_from\na;F34;1;{}\nb;M40;2;\nc;M41;3;\n"
    lots = "lot;site;units;audience\nx;s;1;women\ny;t;1;men\n"
    outputs = []
    for pair in ("", "b"):
        result = decide(tmp_path, requests.format(pair), lots, "--policy", policy, "--log", tmp_path / "log.json")
        texts = [(tmp_path / name).read_bytes() for name in ("log.json", "out.csv")]
        outputs.append([result.output, texts[0], texts[1]])
    assert outputs[0][1] == outputs[1][1]
    assert outputs[0][0] == outputs[1][0]
    without_counts = [re.sub(rb"\(\d+ lots?\)", b"", each[2]) for each in outputs]
    assert without_counts[0] == without_counts[1]


def test_a_log_that_was_changed_is_refused(tmp_path: Path) -> None:
    log = tmp_path / "log.json"
    decide(tmp_path, REQUESTS, LOTS, "--log", log)
    log.write_text(log.read_text().replace('"tier":2', '"tier":1'))
    result = run("replay", log)
    assert result.exit_code == 1
    assert "ce journal a été modifié" in result.output
    log.write_bytes(b"\xff\x00")
    assert "n’est pas le journal d’un tour" in run("replay", log).output


def test_a_log_is_compared_with_the_digest_noted_elsewhere(tmp_path: Path) -> None:
    log = tmp_path / "log.json"
    decide(tmp_path, REQUESTS, LOTS, "--log", log)
    digest = run("replay", log).output.split()[-1]
    assert run("replay", log, "--digest", digest).exit_code == 0
    assert run("replay", log, "--digest", "0" * 64).exit_code == 1
