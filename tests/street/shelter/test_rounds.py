"""A round of a night: compared, chosen, decided line by line by a person, replayed from its log."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.jobs.services import run_pending
from pacte.street.shelter.models import AllocationRound, PriorityGrid, ProposalLine, ShelterPlacement, SiteExclusion
from pacte.street.shelter.reads import rounds as reads
from pacte.street.shelter.services import placing
from pacte.street.shelter.services import rounds as services
from pacte.street.shelter.services import rounds_deciding as deciding
from tests.ground.people.making import organisation, worker
from tests.street.shelter.making import asked, declared, grid, lot, site

pytestmark = pytest.mark.django_db
WOMAN, MAN, CHILD = (30, "woman"), (40, "man"), (5, "")


@pytest.fixture
def regulator() -> User:
    return worker(organisation("ville"), "regulator")


def chosen(actor: User, policy: str = "optimal") -> AllocationRound:
    """Tonight's round, opened and chosen."""
    if not PriorityGrid.objects.exists():
        grid()
    return services.choose(actor, services.open_round(actor).round.key, policy)


def line_for(found: AllocationRound, request: Any) -> ProposalLine:
    return found.lines.get(request=request)


def test_a_round_needs_a_grid_that_an_authority_adopted_and_says_whom_to_ask(regulator: User) -> None:
    asked()
    with pytest.raises(BadInput, match="Une autorité l’adopte, et l’équipe du Pacte l’enregistre"):
        services.open_round(regulator)
    assert not AllocationRound.objects.exists()


def test_a_round_needs_somebody_who_asks(regulator: User) -> None:
    grid()
    asked(state="received")
    with pytest.raises(BadInput, match="Aucune demande qualifiée"):
        services.open_round(regulator)


def test_only_the_regulation_runs_rounds(regulator: User) -> None:
    found = _small(regulator)
    line = found.lines.get(state="proposed")
    other = worker(organisation(), "site_manager")
    for refused in (
        lambda: services.open_round(other),
        lambda: services.choose(other, found.key, "greedy"),
        lambda: services.close_round(other, found.key),
        lambda: services.log_of(other, found.key),
        lambda: deciding.confirm(other, line.key),
        lambda: deciding.set_aside(other, line.key, "other", "x"),
    ):
        with pytest.raises(Refused):
            refused()


def _small(actor: User) -> AllocationRound:
    """One bed, two who ask: the first tier is proposed it, the other has none."""
    lot(site(organisation()), 1, free=1)
    asked(MAN, tier=2)
    asked(WOMAN, tier=1)
    return chosen(actor)


def test_policies_are_compared_on_the_same_night_before_one_is_chosen(regulator: User) -> None:
    grid()
    lot(site(organisation()), 1, free=1)
    asked(MAN, tier=2)
    late = asked(WOMAN, tier=1)
    opened = services.open_round(regulator)
    assert opened.is_new and not opened.round.lines.exists() and opened.round.digest == ""
    figures = {each["policy"]: each["tiers"] for each in opened.round.comparison}
    assert figures == {
        "first_come": [[1, 0, 1], [2, 1, 1]], "greedy": [[1, 1, 1], [2, 0, 1]], "optimal": [[1, 1, 1], [2, 0, 1]],
    }  # fmt: skip
    found = services.choose(regulator, opened.round.key, "first_come")
    assert line_for(found, late).state == "unserved"
    with pytest.raises(BadInput, match="vient de choisir"):
        services.choose(regulator, found.key, "optimal")
    assert not ShelterPlacement.objects.exists()


def test_one_round_is_open_a_night_and_whoever_comes_second_is_given_it(regulator: User) -> None:
    found = _small(regulator)
    again = services.open_round(worker(organisation(), "regulator"))
    assert again.round == found and not again.is_new
    services.close_round(regulator, found.key)
    assert services.open_round(regulator).round.number == 2


def test_a_large_night_is_computed_in_the_background_once(regulator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "AT_ONCE", 0)
    grid()
    lot(site(organisation()), 1, free=1)
    asked()
    found = services.open_round(regulator).round
    with pytest.raises(BadInput, match="Le calcul n’est pas fini"):
        services.choose(regulator, found.key, "optimal")
    job = reads.job_of(found)
    assert job is not None and not job.is_finished and job.owner == regulator
    assert run_pending() == 1
    found.refresh_from_db()
    job.refresh_from_db()
    assert len(found.comparison) == 3 and (job.done, job.total) == (4, 4)
    assert services.choose(regulator, found.key, "optimal").lines.count() == 1


def test_a_confirmed_line_gives_its_place_and_tells_who_decided(regulator: User) -> None:
    found = _small(regulator)
    line = found.lines.get(state="proposed")
    assert deciding.confirm(regulator, line.key).is_confirmed
    line.refresh_from_db()
    assert line.placement is not None
    assert (line.state, line.decided_by, line.placement.origin) == ("confirmed", regulator, "round")
    assert (line.request.state, line.placement.held.count()) == ("offered", 1)
    with pytest.raises(BadInput, match="Une travailleuse sociale a déjà décidé cette ligne à"):
        deciding.confirm(regulator, line.key)


def test_a_lot_taken_meanwhile_is_told_with_who_and_when_and_the_household_is_offered_another(regulator: User) -> None:
    found = _small(regulator)
    line = found.lines.get(state="proposed")
    colleague = worker(organisation(), "regulator")
    assert line.lot is not None
    placing.place(colleague, asked(), line.lot, origin="direct")
    decision = deciding.confirm(regulator, line.key)
    assert not decision.is_confirmed and "a donné sa dernière place à" in decision.words
    line.refresh_from_db()
    told = reads.told([line])[0]
    assert (line.state, line.placement, told.taken_by) == ("taken", None, colleague.display_name)
    assert told.taken_at is not None
    other = lot(site(organisation()), 1, free=1)
    assert deciding.override(regulator, line.key, other, "").is_confirmed
    line.refresh_from_db()
    assert line.placement is not None
    assert (line.state, line.lot, line.placement.lot) == ("confirmed", other, other)


def test_of_ticked_lines_each_stands_by_itself(regulator: User) -> None:
    at = site(organisation())
    beds = lot(at, 2, free=2)
    first, second = asked(WOMAN, tier=1), asked(WOMAN, tier=2)
    found = chosen(regulator)
    placing.place(regulator, asked(), beds, origin="direct")
    decisions = deciding.confirm_many(regulator, [line_for(found, one).key for one in (first, second)])
    assert [each.is_confirmed for each in decisions] == [True, False]
    assert [each.line.state for each in decisions] == ["confirmed", "taken"]


def test_another_lot_needs_a_reason_and_holds_every_hard_rule(regulator: User) -> None:
    found = _small(regulator)
    line = found.lines.get(state="proposed")
    fits, women_only = lot(site(organisation()), 1, free=1), lot(site(organisation()), 1, free=1, audience="men")
    with pytest.raises(BadInput, match="Dites pourquoi"):
        deciding.override(regulator, line.key, fits, "")
    with pytest.raises(BadInput, match="à préciser"):
        deciding.override(regulator, line.key, fits, "other")
    with pytest.raises(BadInput, match="ne peut pas être proposé à ce ménage"):
        deciding.override(regulator, line.key, women_only, "safety")
    deciding.override(regulator, line.key, fits, "safety", "Des mots gardés")
    line.refresh_from_db()
    assert (line.state, line.override_reason, line.lot) == ("overridden", "safety", fits)
    assert unseal(line.sealed_words) == "Des mots gardés"
    assert not any("gardés" in json.dumps(entry.detail) for entry in Entry.objects.all())


def test_a_household_without_a_proposal_may_be_given_a_place_that_appeared_since(regulator: User) -> None:
    found = _small(regulator)
    line = found.lines.get(state="unserved")
    late = lot(site(organisation()), 1, free=1)
    assert deciding.override(regulator, line.key, late, "site_knowledge").is_confirmed


def test_a_line_set_aside_leaves_the_household_in_the_queue(regulator: User) -> None:
    found = _small(regulator)
    line = found.lines.get(state="proposed")
    with pytest.raises(BadInput, match="Dites pourquoi"):
        deciding.set_aside(regulator, line.key, "")
    deciding.set_aside(regulator, line.key, "household_wish")
    line.refresh_from_db()
    assert (line.state, line.request.state) == ("set_aside", "qualified")
    services.close_round(regulator, found.key)
    assert services.open_round(regulator).round.comparison[0]["asked"] == 2


def test_a_closed_round_leaves_what_was_not_decided_and_decides_no_more(regulator: User) -> None:
    found = _small(regulator)
    line = found.lines.get(state="proposed")
    services.close_round(regulator, found.key)
    with pytest.raises(BadInput, match="Ce tour est fini"):
        deciding.confirm(regulator, line.key)
    with pytest.raises(BadInput, match="Ce tour est fini"):
        services.close_round(regulator, found.key)
    assert found.lines.get(pk=line.pk).state == "proposed"


def test_a_round_given_up_before_a_choice_keeps_nothing(regulator: User) -> None:
    grid()
    lot(site(organisation()), 1, free=1)
    asked()
    found = services.open_round(regulator).round
    with pytest.raises(BadInput, match="Rien n’a été proposé"):
        services.close_round(regulator, found.key)
    assert services.abandon(regulator, found.key).state == "abandoned"
    found.refresh_from_db()
    assert found.sealed_log == ""


def test_a_round_is_computed_afresh_until_it_is_chosen(regulator: User) -> None:
    grid()
    lot(site(organisation()), 1, free=1)
    asked()
    found = services.open_round(regulator).round
    asked()
    assert services.compute_again(regulator, found.key).comparison[0]["asked"] == 2
    services.choose(regulator, found.key, "greedy")
    with pytest.raises(BadInput, match="déjà choisie"):
        services.compute_again(regulator, found.key)


@pytest.mark.parametrize("policy", ["first_come", "greedy", "optimal"])
def test_a_round_replays_from_its_log_byte_for_byte_and_a_changed_log_does_not(regulator: User, policy: str) -> None:
    at = site(organisation())
    lot(at, 3, free=3, audience="women_or_men")
    lot(site(organisation()), 2, free=2, kind="room", unit_places=3)
    for tier in (1, 2, 3):
        asked(WOMAN, tier=tier)
        asked(MAN, tier=tier, waiting_nights=tier)
        asked(WOMAN, CHILD, tier=tier)
    found = chosen(regulator, policy)
    assert services.replay(regulator, found.key)
    log = json.loads(services.log_of(regulator, found.key))
    assert (log["seed"], log["policy"], log["digest"]) == (found.seed, policy, found.digest)
    AllocationRound.objects.filter(pk=found.pk).update(digest="0" * 64)
    assert not services.replay(regulator, found.key)


def test_a_household_that_agreed_is_proposed_in_parts_each_with_its_line(regulator: User) -> None:
    home = organisation()
    for _number in range(2):
        lot(site(home), 1, free=1)
    request = asked(MAN, MAN, parts=[[0], [1]])
    found = chosen(regulator)
    lines = list(found.lines.filter(request=request))
    assert [(line.part, line.members) for line in lines] == [(0, [0]), (1, [1])]
    assert all(each.is_confirmed for each in deciding.confirm_many(regulator, [line.key for line in lines]))
    assert ShelterPlacement.objects.filter(request=request).count() == 2


def test_each_line_is_told_in_sentences_and_the_unserved_have_their_reason_and_what_would_serve_them(
    regulator: User,
) -> None:
    found = _small(regulator)
    told = {line.row.state: line.told for line in reads.told(found.lines.all())}
    assert told["proposed"].why and told["unserved"].why
    assert told["unserved"].would_serve
    assert found.counterfactuals


def test_a_minor_alone_is_in_no_round(regulator: User) -> None:
    lot(site(organisation()), 1, free=1)
    child = asked((15, ""), kind="minor_alone")
    asked()
    assert not chosen(regulator).lines.filter(request=child).exists()


def test_a_lot_that_its_site_declares_full_in_between_is_told_without_a_name(regulator: User) -> None:
    found = _small(regulator)
    line = found.lines.get(state="proposed")
    assert line.lot is not None
    declared(line.lot, 0)
    decision = deciding.confirm(regulator, line.key)
    assert "n’a plus de place libre" in decision.words and decision.line.state == "taken"


def test_an_excluded_site_is_not_proposed_and_cannot_be_chosen(regulator: User) -> None:
    beds = lot(site(organisation()), 1, free=1)
    request = asked()
    SiteExclusion.objects.create(request=request, site=beds.site)
    found = chosen(regulator)
    line = line_for(found, request)
    assert line.state == "unserved"
    assert placing.best_lots(request) == []
    with pytest.raises(BadInput, match="ne peut pas être proposé à ce ménage"):
        deciding.override(regulator, line.key, beds, "knowledge")
