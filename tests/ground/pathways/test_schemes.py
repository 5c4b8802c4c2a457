"""A city writes its schemes: faults said by line, published texts that never change, shipped ones never imposed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.http import Http404

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.enums import Role
from pacte.ground.pathways import cli
from pacte.ground.pathways.enums import VersionState
from pacte.ground.pathways.models import PathwayScheme, SchemeVersion
from pacte.ground.pathways.reads import schemes as reads
from pacte.ground.pathways.reads.scheme_words import _WORDS
from pacte.ground.pathways.reads.shipped import files
from pacte.ground.pathways.reads.stories import scheme_of_version
from pacte.ground.pathways.rules import check as check_rules
from pacte.ground.pathways.rules import check_clocks
from pacte.ground.pathways.rules import parse as parse_rules
from pacte.ground.pathways.rules.drafting import PartKind
from pacte.ground.pathways.rules.parse import parse, read
from pacte.ground.pathways.rules.scheme import Clock, Measure, MeasureKind, Outcome, Rule, Step, Unit
from pacte.ground.pathways.services import schemes as services
from pacte.ground.pathways.services import schemes_parts, shipped
from tests.ground.pathways.making import SCHEME, scheme
from tests.ground.people.making import organisation, worker

pytestmark = pytest.mark.django_db
DAY = date(2025, 3, 3)


@pytest.fixture
def team() -> User:
    return worker(organisation(), Role.PACT_TEAM)


def draft(team: User, text: str = SCHEME) -> SchemeVersion:
    scheme()
    made = services.draft_from(team, "visit", 1)
    return services.write(team, "visit", made.number, text)


def faults_of(text: str) -> list[str]:
    with pytest.raises(BadInput) as bad:
        services.checked(text)
    return [str(fault) for fault in bad.value.faults]


def test_every_code_that_the_rules_give_has_its_words() -> None:
    import re

    source = "".join(Path(module.__file__ or "").read_text() for module in (check_rules, check_clocks, parse_rules))
    codes = set(re.findall(r'yield "(\w+)"', source)) | set(re.findall(r'_fault\("(\w+)"', source)) | {"syntax"}
    codes |= {f"unknown_{kind}" for kind in ("step", "outcome")}
    assert codes == set(_WORDS)


def test_a_fault_is_said_with_its_line_and_its_remedy() -> None:
    line = SCHEME.split("\n").index('stops = ["visit_made"]') + 1
    (said, *_rest) = faults_of(SCHEME.replace('stops = ["visit_made"]', 'stops = ["nothing"]', 1))
    assert f"Ligne {line} : l’étape « nothing » n’existe pas. Choisissez une étape" in said


def test_a_loop_an_unknown_step_a_clock_without_start_and_an_outcome_out_of_reach_are_each_said() -> None:
    loop = SCHEME.replace('after = ["alert_received"]\nrepeats', 'after = ["visit_made"]\nrepeats').replace(
        'after = ["alert_received"]\ndocuments', 'after = ["hearing_held"]\ndocuments'
    )
    lonely = SCHEME.replace('label = "Parcours abandonné"', 'label = "Parcours abandonné"\nby_hand = false')
    assert any("s’attendent l’une l’autre" in each and "Retirez l’un" in each for each in faults_of(loop))
    assert any("ne part de rien" in each for each in faults_of(SCHEME.replace('start = "hearing_held"\n', "")))
    assert any("rien ne mène à l’issue « abandoned »" in each for each in faults_of(lonely))


def test_a_text_that_cannot_be_read_says_where() -> None:
    assert faults_of('key = "visit"\nname = Une visite\n')[0].startswith("Ligne 2 : ce texte ne se lit pas")


def test_a_faulty_text_is_stored_nowhere_unless_it_is_kept_as_a_draft_that_cannot_be_published(team: User) -> None:
    kept = draft(team)
    wrong = SCHEME.replace('stops = ["visit_made"]', 'stops = ["nothing"]', 1)
    with pytest.raises(BadInput):
        services.write(team, "visit", kept.number, wrong)
    kept.refresh_from_db()
    assert "nothing" not in kept.text
    services.write(team, "visit", kept.number, wrong, anyway=True)
    with pytest.raises(BadInput, match="nothing"):
        services.publish(team, "visit", kept.number, adopted_by="Le Conseil de Paris", valid_from=DAY)
    kept.refresh_from_db()
    assert kept.state == VersionState.DRAFT and kept.published_at is None


def test_a_published_version_never_changes(team: User) -> None:
    made = draft(team)
    services.publish(team, "visit", made.number, adopted_by="Le Conseil de Paris", valid_from=DAY, note="Essai")
    with pytest.raises(BadInput, match="ne change plus"):
        services.write(team, "visit", made.number, SCHEME)
    with pytest.raises(BadInput, match="ne change plus"):
        services.discard(team, "visit", made.number)
    assert Entry.objects.filter(action="scheme.publish", target="pathways.PathwayScheme:visit").count() == 1


def test_a_version_is_published_by_a_named_authority(team: User) -> None:
    made = draft(team)
    with pytest.raises(BadInput, match="Nommez-la"):
        services.publish(team, "visit", made.number, adopted_by=" ", valid_from=DAY)


def test_a_text_of_another_scheme_is_refused(team: User) -> None:
    made = draft(team)
    with pytest.raises(BadInput, match="Gardez le code"):
        services.write(team, "visit", made.number, SCHEME.replace('key = "visit"', 'key = "other"', 1))


def test_a_scheme_is_made_part_by_part_and_what_is_stored_is_a_text_that_holds(team: User) -> None:
    made = services.create(team, name="Cafés d’accueil", summary="Un essai")
    key, number = made.scheme.key, made.number
    assert key == "cafes_d_accueil" and reads.written(made).faults
    for step in (Step("asked", "Demande", opens=True), Step("seen", "Reçu", after=("asked",))):
        schemes_parts.put(team, key, number, PartKind.STEP, step)
    clock = Clock("answer", "Réponse", "asked", ("seen",), (Rule(2, Unit.WEEKS, "Exemple"),))
    schemes_parts.put(team, key, number, PartKind.CLOCK, clock)
    schemes_parts.put(team, key, number, PartKind.OUTCOME, Outcome("helped", "Aidé"))
    schemes_parts.put(team, key, number, PartKind.MEASURE, Measure("all", "Demandes", MeasureKind.OPENED, "Toutes."))
    schemes_parts.move(team, key, number, PartKind.STEP, "seen", by=-1)
    made.refresh_from_db()
    said = parse(made.text)
    assert [each.key for each in said.steps] == ["seen", "asked"] and said.clocks[0] == clock
    assert not reads.written(made).faults
    schemes_parts.take(team, key, number, PartKind.STEP, "seen")
    made.refresh_from_db()
    assert {fault.key for fault in reads.written(made).faults} == {"answer"}


def test_a_measure_that_counts_something_else_takes_the_next_number(team: User) -> None:
    scheme()
    made = services.draft_from(team, "visit", 1)
    reworded = Measure("visited_in_time", "Autres mots", MeasureKind.WITHIN, "Autrement dit.", clock="visit_in_time")
    said = schemes_parts.put(team, "visit", made.number, PartKind.MEASURE, reworded)
    assert said.measures[0].version == 1
    other = Measure("visited_in_time", "Autres mots", MeasureKind.WITHIN, "Autre.", clock="report_before_hearing")
    assert schemes_parts.put(team, "visit", made.number, PartKind.MEASURE, other).measures[0].version == 2


def test_a_new_draft_keeps_the_comments_of_its_text(team: User) -> None:
    scheme(text="# Une remarque à garder\n" + SCHEME)
    made = services.draft_from(team, "visit", 1)
    assert made.text.startswith("# Une remarque à garder") and read(made.text).version == "2"


def test_the_only_published_version_of_an_open_scheme_is_not_retired(team: User) -> None:
    scheme()
    with pytest.raises(BadInput, match="seule version publiée"):
        services.retire(team, "visit", 1)
    services.set_open(team, "visit", False)
    assert services.retire(team, "visit", 1).state == VersionState.RETIRED
    with pytest.raises(BadInput, match="pas de version publiée"):
        services.set_open(team, "visit", True)


def test_the_last_draft_of_a_scheme_that_never_ran_takes_it_away(team: User) -> None:
    made = services.create(team, name="Un essai")
    services.discard(team, made.scheme.key, 1)
    assert not PathwayScheme.objects.exists()


def test_two_schemes_have_two_codes(team: User) -> None:
    services.create(team, name="Un essai", key="essai")
    for code in ("essai", "nouveau", "Élan", "1er"):
        with pytest.raises(BadInput):
            services.create(team, name="Un autre", key=code)
    assert services.create(team, name="Essai").scheme.key == "essai_2"


def test_only_the_pacts_team_keeps_schemes() -> None:
    social = worker(organisation())
    made = scheme()
    for act in (
        lambda: services.create(social, name="X"), lambda: services.draft_from(social, "visit", made.number),
        lambda: services.set_open(social, "visit", False), lambda: services.retire(social, "visit", 1),
    ):  # fmt: skip
        with pytest.raises(Refused):
            act()


def test_an_unknown_version_answers_404(team: User) -> None:
    scheme()
    with pytest.raises(Http404):
        services.draft_from(team, "visit", 9)


def test_every_shipped_scheme_holds_and_loading_again_changes_nothing() -> None:
    assert not [fault for path in files() for fault in shipped.faults_of(path.name, path.read_text())[0]]
    first = shipped.load(None)
    again = shipped.load(None)
    assert {"prevention_actions", "women_safe_places", "women_rehousing"} <= set(first.published)
    assert not again.published and not again.drafted and set(again.same) == set(first.published)


def test_a_changed_file_becomes_a_draft_and_what_was_published_stays(tmp_path: Path) -> None:
    file = tmp_path / "visit.toml"
    file.write_text(SCHEME)
    shipped.load(None, [file])
    file.write_text(SCHEME.replace("length = 10", "length = 12"))
    assert shipped.load(None, [file]).drafted == ["visit"]
    assert shipped.load(None, [file]).same == ["visit"]
    first, second = SchemeVersion.objects.order_by("number")
    assert (first.state, second.state) == (VersionState.PUBLISHED, VersionState.DRAFT)
    assert first.text == SCHEME and scheme_of_version(second).clocks[0].rules[0].length == 12


def test_a_faulty_file_is_named_with_its_line_and_the_others_are_loaded(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.toml", tmp_path / "bad.toml"
    good.write_text(SCHEME)
    bad.write_text(SCHEME.replace('start = "alert_received"', 'start = "nowhere"'))
    with pytest.raises(BadInput, match=r"bad\.toml, ligne \d+ : l’étape « nowhere »"):
        shipped.load(None, [bad, good])
    assert PathwayScheme.objects.get().key == "visit"


def test_the_command_checks_a_file_and_says_each_fault(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_text(SCHEME)
    assert CliRunner().invoke(cli.GROUP, ["check", str(file)]).exit_code == 0
    file.write_text(SCHEME.replace('start = "alert_received"', 'start = "nowhere"'))
    told = CliRunner().invoke(cli.GROUP, ["check", str(file)])
    assert told.exit_code == 1 and "x.toml, ligne" in told.stderr and "« nowhere »" in told.stderr


def test_the_commands_load_what_is_shipped_and_list_it() -> None:
    assert "Publié : prevention_actions" in CliRunner().invoke(cli.GROUP, ["load"]).stdout
    assert "prevention_actions" in CliRunner().invoke(cli.GROUP, ["list"]).stdout
