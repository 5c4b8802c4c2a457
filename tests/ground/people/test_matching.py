"""How two records are weighed, and what looking at all of them at once finds."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner

from pacte.ground.declarations.errors import BadInput
from pacte.ground.people.cli import GROUP
from pacte.ground.people.models import Pair
from pacte.ground.people.reads import matching as reads
from pacte.ground.people.rules.matching import Side, compare, side, weights
from pacte.ground.people.services import batch_matching
from pacte.ground.people.services.batch_matching import estimated
from pacte.ground.people.services.reasons import in_words

from . import febrl
from .making import followed, organisation, restricted, worker

BORN = date(1980, 5, 2)


def codes(one: Side, other: Side) -> list[str]:
    return [reason.code for reason in compare(one, other, weights()).reasons]


def score(one: Side, other: Side, share: float = 0.001) -> float:
    return compare(one, other, weights(), lambda _word: share).score


def test_a_first_of_january_is_a_year_and_weighs_less_than_a_day() -> None:
    default, day = side("Awa", "Sow", birth_date=date(1980, 1, 1)), side("Awa", "Sow", birth_date=BORN)
    assert codes(default, day)[-1] == codes(default, default)[-1] == "birth_year"
    assert score(default, default) < score(day, day)


def test_names_changed_over_are_recognised_and_said() -> None:
    assert codes(side("Awa", "Sow", birth_date=BORN), side("Sow", "Awa", birth_date=BORN))[:3] == [
        "given_exact", "family_exact", "names_swapped",
    ]  # fmt: skip


def test_a_rare_name_in_common_weighs_more_than_a_frequent_one() -> None:
    one = side("Awa", "Sow")
    assert score(one, one, share=0.00001) > score(one, one, share=0.01)


def test_what_is_not_known_weighs_nothing() -> None:
    assert compare(side("", ""), side("Awa", "Sow", birth_date=BORN, gender="woman"), weights()).reasons == ()


def test_two_persons_of_one_name_born_on_other_days_are_not_proposed() -> None:
    one, other = side("Awa", "Sow", birth_date=BORN), side("Awa", "Sow", birth_date=date(1961, 11, 23))
    assert score(one, other) < weights().propose_from


def test_every_level_has_its_weight_and_its_words() -> None:
    said = in_words([[code, 1.0] for code in weights().bits], contact=True)
    assert all(each.words for each in said)
    assert not {each.words for each in said} & set(weights().bits)


def test_on_a_share_of_febrl_4_splink_finds_nearly_all_and_nothing_else() -> None:
    sides, truth = febrl.load(600)
    found = [frozenset((each.one, each.other)) for each in estimated(sides, 0.5)]
    precision, recall = febrl.judged(found, truth)
    assert precision >= 0.995 and recall >= 0.97


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "splink", None)
    sides = {number: side("Awa", "Sow") for number in range(batch_matching.FEWEST)}
    with pytest.raises(BadInput, match=r"pacte\[matching\]"):
        list(estimated(sides))


@pytest.mark.django_db
def test_too_few_records_are_said_to_be_too_few() -> None:
    run = CliRunner().invoke(GROUP, ["match"])
    assert run.exit_code == 1 and "moins de 200" in run.output


@pytest.mark.django_db
def test_the_batch_proposes_pairs_with_their_source_and_leaves_decisions_and_hidden_persons_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = organisation()
    me = worker(home)
    one, two, three, hidden = (followed(me, home, given_name="Awa", family_name="Sow").person for _ in range(4))
    restricted(hidden)
    Pair.objects.create(first=one, second=two, state="different", score=1, source="rules")
    seen: list[set[int]] = []

    def found(sides: dict[int, Side], probability: float) -> Any:
        """What splink would find; it is tried on its own above."""
        seen.append(set(sides))
        for first, second in ((one, two), (two, three)):
            yield batch_matching.Estimated(first.pk, second.pk, 20.0, 0.99, [["names", 20.0]])

    monkeypatch.setattr(batch_matching, "estimated", found)
    assert batch_matching.match() == 1
    assert seen == [{one.pk, two.pk, three.pk}] and hidden.pk not in seen[0]
    assert sorted(Pair.objects.values_list("state", "source")) == [("different", "rules"), ("proposed", "splink")]
    assert batch_matching.match() == 0


@pytest.mark.django_db
def test_the_index_command_says_how_many_it_indexed() -> None:
    home = organisation()
    followed(worker(home), home, given_name="Awa", family_name="Sow")
    assert CliRunner().invoke(GROUP, ["index"]).output == "persons indexed: 1\n"


@pytest.mark.django_db
def test_records_are_brought_together_by_a_birth_or_a_telephone_when_the_names_are_not_enough() -> None:
    home = organisation()
    me = worker(home)
    known = {"birth_date": BORN, "birth_year": 1980, "phone": "0100000001"}
    one = followed(me, home, given_name="Zoulikha", family_name="Exemplaire", **known).person
    other = followed(me, home, given_name="Zouzou", family_name="Exemplaire", **known).person
    assert [each.pk for each in reads.alike(one)] == [other.pk]
