"""The pages of a round: what they say, to whom, at what cost; and what they never say."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.street.shelter.models import AllocationRound, KeptApart, RequestMember, ShelterPlacement
from pacte.street.shelter.services import placing
from pacte.street.shelter.services import rounds as services
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.street.shelter.making import asked, grid, lot, site

pytestmark = pytest.mark.django_db
WOMAN, MAN = (30, "woman"), (40, "man")


@pytest.fixture
def regulator() -> User:
    return worker(organisation("ville"), "regulator")


@pytest.fixture
def at_desk(client: Client, regulator: User) -> Client:
    client.force_login(regulator)
    return client


def page(at_desk: Client, name: str, **arguments: Any) -> str:
    query = arguments.pop("query", {})
    answer = at_desk.get(reverse(f"shelter:{name}", kwargs=arguments), query)
    assert answer.status_code == 200
    return answer.content.decode()


def post(at_desk: Client, name: str, body: dict[str, Any], **arguments: Any) -> str:
    answer = at_desk.post(reverse(f"shelter:{name}", kwargs=arguments), body, follow=True)
    return answer.content.decode()


def opened(regulator: User, requests: int = 3, policy: str = "") -> AllocationRound:
    grid()
    home = organisation()
    for _number in range(requests - 1):
        lot(site(home), 1, free=1)
    for number in range(requests):
        asked(WOMAN, tier=1 + number % 2)
    found = services.open_round(regulator).round
    return services.choose(regulator, found.key, policy) if policy else found


def test_the_list_says_why_no_round_can_be_opened(at_desk: Client) -> None:
    asked()
    assert "Aucune grille de priorité" in page(at_desk, "rounds")
    assert "Aucune grille de priorité" in post(at_desk, "round_open", {})


def test_a_round_is_opened_compared_chosen_and_decided_on_its_pages(at_desk: Client) -> None:
    grid()
    beds = lot(site(organisation(), name="Un centre clair"), 1, free=1)
    first, second = asked(WOMAN, tier=1), asked(WOMAN, tier=2)
    assert "Ouvrir un tour" in page(at_desk, "rounds")
    shown = post(at_desk, "round_open", {})
    assert "Comparez, puis choisissez" in shown and "1 sur 2" in shown and "Lits perdus" in shown
    found = AllocationRound.objects.get()
    shown = post(at_desk, "round_choose", {"policy": "optimal"}, key=found.key)
    assert "ménage sur 2 a une proposition" in shown and "Un centre clair" in shown
    assert first.label in shown and second.label not in shown
    unserved = page(at_desk, "round", key=found.key, query={"vue": "sans-place"})
    assert second.label in unserved and first.label not in unserved
    line = found.lines.get(request=first)
    shown = post(at_desk, "round_confirm", {"line": [str(line.key)]}, key=found.key)
    assert "1 ligne confirmée" in shown
    assert ShelterPlacement.objects.get().lot == beds
    assert "Rejoué depuis son journal" in post(at_desk, "round_replay", {}, key=found.key)
    assert "Le tour est fini" in post(at_desk, "round_close", {}, key=found.key)


def test_pressing_a_lines_own_button_confirms_that_line_alone(at_desk: Client, regulator: User) -> None:
    found = opened(regulator, 3, "optimal")
    one, other = found.lines.filter(state="proposed")
    post(at_desk, "round_confirm", {"one": str(one.key), "line": [str(other.key)]}, key=found.key)
    assert [line.state for line in found.lines.filter(pk__in=[one.pk, other.pk]).order_by("pk")] == [
        "confirmed", "proposed",
    ]  # fmt: skip


def test_nothing_ticked_confirms_nothing_and_says_so(at_desk: Client, regulator: User) -> None:
    found = opened(regulator, 2, "optimal")
    assert "Cochez d’abord" in post(at_desk, "round_confirm", {}, key=found.key)


def test_a_line_of_another_round_or_no_line_at_all_is_not_found(at_desk: Client, regulator: User) -> None:
    found = opened(regulator, 2, "optimal")
    address = reverse("shelter:round_confirm", kwargs={"key": found.key})
    for body in ({"line": [str(found.key)]}, {"line": ["x"]}):
        assert at_desk.post(address, body).status_code == 404


def test_a_lot_taken_meanwhile_names_the_colleague_and_the_hour_on_the_line(at_desk: Client, regulator: User) -> None:
    found = opened(regulator, 2, "optimal")
    line = found.lines.get(state="proposed")
    colleague = worker(organisation(), "regulator")
    assert line.lot is not None
    placing.place(colleague, asked(), line.lot, origin="direct")
    assert "a donné sa dernière place à" in post(at_desk, "round_confirm", {"one": str(line.key)}, key=found.key)
    shown = page(at_desk, "round", key=found.key, query={"vue": "prises"})
    assert "Pris par Une travailleuse sociale à" in shown and "Autre place" in shown


def test_another_lot_keeps_what_was_typed_and_says_what_is_missing(at_desk: Client, regulator: User) -> None:
    found = opened(regulator, 2, "optimal")
    line = found.lines.get(state="proposed")
    other = lot(site(organisation()), 1, free=1)
    address = reverse("shelter:line_another", kwargs={"key": line.key})
    answer = at_desk.post(address, {"lot": str(other.key), "words": "Des mots tapés"})
    assert answer.status_code == 422 and "Des mots tapés" in answer.content.decode()
    answer = at_desk.post(address, {"lot": str(other.key), "reason": "other", "words": "Des mots tapés"}, follow=True)
    shown = answer.content.decode()
    assert "La place est donnée" in shown and "Des mots tapés" not in shown


def test_the_log_is_downloaded_as_json_and_the_journal_says_so(at_desk: Client, regulator: User) -> None:
    found = opened(regulator, 2, "greedy")
    answer = at_desk.get(reverse("shelter:round_log", kwargs={"key": found.key}))
    assert answer["Content-Type"] == "application/json" and answer.json()["digest"] == found.digest
    assert Entry.objects.filter(action="shelter.round.log").count() == 1


def test_a_round_costs_the_same_whatever_its_number_of_lines(
    at_desk: Client, regulator: User, django_assert_max_num_queries: Any
) -> None:
    found = opened(regulator, 12, "optimal")
    for group in ("a-decider", "sans-place"):
        with django_assert_max_num_queries(16):
            page(at_desk, "round", key=found.key, query={"vue": group})
    with django_assert_max_num_queries(16):
        page(at_desk, "rounds")


def test_a_comparison_costs_few_queries(at_desk: Client, regulator: User, django_assert_max_num_queries: Any) -> None:
    found = opened(regulator, 12)
    with django_assert_max_num_queries(12):
        page(at_desk, "round", key=found.key)


def known(request: Any, name: str) -> Any:
    home = organisation()
    colleague = worker(home)
    person = followed(colleague, home, family_name=name).person
    RequestMember.objects.filter(request=request, position=0).update(person=person)
    return person


@pytest.mark.parametrize("policy", ["first_come", "greedy", "optimal"])
def test_a_pair_kept_apart_is_in_no_page_explanation_counterfactual_or_log(
    at_desk: Client, regulator: User, policy: str
) -> None:
    """The same night with the pair, and with the second household merely too large for the lot, says the same."""
    grid()
    beds = lot(site(organisation(), name="Le seul site"), 4, free=4)
    fled, feared = asked(WOMAN, tier=1), asked(MAN, tier=2)
    first, second = known(fled, "ZQKFLED"), known(feared, "ZQKFEARED")
    rule = KeptApart.objects.create(person=first, other=second)
    found = services.choose(regulator, services.open_round(regulator).round.key, policy)
    states = {line.request_id: line.state for line in found.lines.all()}
    assert states == {fled.pk: "proposed", feared.pk: "unserved"}
    texts = [services.log_of(regulator, found.key)]
    for group in ("a-decider", "prises", "sans-place", "decidees"):
        texts.append(page(at_desk, "round", key=found.key, query={"vue": group}))
    line = found.lines.get(request=feared)
    texts.append(page(at_desk, "line_another", key=line.key))
    texts.append(post(at_desk, "line_another", {"lot": str(beds.key), "reason": "safety"}, key=line.key))
    texts += [repr(line.explanation) for line in found.lines.all()]
    texts += [repr(found.comparison), repr(found.counterfactuals)]
    texts += [repr((entry.target, entry.detail)) for entry in Entry.objects.filter(action__startswith="shelter.")]
    forbidden = ["ZQK", str(rule.key), str(first.key), str(second.key), first.pseudonym, second.pseudonym, "apart"]
    for text in texts:
        assert not [word for word in forbidden if word in text]
    told = line.explanation["why"]
    assert told["reason"] in ("no_place", "no_compatible_place")
    assert "excluded" not in {rule["rule"] for rule in told["excluded"]}
    assert str(fled.key) not in repr(line.explanation) and "Le seul site" not in texts[3]
    assert services.replay(regulator, found.key)


def test_what_a_restricted_person_has_is_in_nobody_elses_explanation(at_desk: Client, regulator: User) -> None:
    grid()
    lot(site(organisation()), 1, free=1)
    hidden, other = asked(WOMAN, tier=1), asked(WOMAN, tier=2)
    restricted(known(hidden, "ZQKHIDDEN"))
    found = services.choose(regulator, services.open_round(regulator).round.key, "optimal")
    why = found.lines.get(request=other).explanation["why"]
    assert why["taken_by"] == [] or why["taken_by"] == ()
    assert why["drawn"] == 1 and why["reason"] == "no_place"
    assert "ZQK" not in page(at_desk, "round", key=found.key)


def test_immediate_danger_is_placed_in_one_tap_from_the_request(at_desk: Client) -> None:
    best = lot(site(organisation()), 1, free=1)
    request = asked(WOMAN)
    shown = page(at_desk, "place_now", key=request.key)
    assert "Placer maintenant" in shown and "checked" in shown
    address = reverse("shelter:place_now", kwargs={"key": request.key})
    answer = at_desk.post(address, {"lot": str(best.key), "words": "Ce qui fut dit"})
    assert answer.status_code == 422 and "Ce qui fut dit" in answer.content.decode()
    answer = at_desk.post(address, {"lot": str(best.key), "danger": "newborn"})
    assert answer.status_code == 302
    placed = ShelterPlacement.objects.get()
    assert (placed.origin, placed.danger, placed.lot) == ("immediate", "newborn", best)


def test_a_minor_alone_is_shown_no_place(at_desk: Client) -> None:
    lot(site(organisation()), 1, free=1)
    child = asked((15, ""), kind="minor_alone")
    assert "jamais placé ici" in page(at_desk, "place_now", key=child.key)
