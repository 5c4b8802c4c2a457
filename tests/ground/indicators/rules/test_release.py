"""Which figures of one release are withheld."""

from __future__ import annotations

from decimal import Decimal

from pacte.ground.indicators.rules.release import Fact, withheld

PARENTS = {"75120": "75056", "75101": "75056", "75113": "75056", "75101-75120": "75056", "79-20": "75120"}


def fact(territory: str, value: int, indicator: str = "people", part_of: str = "", **fields: object) -> Fact:
    key = f"{indicator}@{territory}"
    return Fact(key, indicator, part_of, territory, ("", "2019-09-30"), Decimal(value), **fields)  # type: ignore[arg-type]


def test_territories_and_parts_are_protected_together() -> None:
    facts = [
        fact("75056", 200), fact("75120", 120), fact("75101", 80),
        fact("75056", 60, "women", "people"), fact("75120", 56, "women", "people"),
        fact("75101", 4, "women", "people"),
    ]  # fmt: skip
    hidden = withheld(facts, PARENTS)
    assert {"women@75101", "women@75120"} <= hidden
    assert "people@75056" not in hidden


def test_a_set_of_areas_that_overlaps_the_others_does_not_unbind_the_total() -> None:
    facts = [fact("75056", 34), fact("75120", 4), fact("75101", 30), fact("75101-75120", 34)]
    assert {"people@75120", "people@75101"} <= withheld(facts, PARENTS)


def test_what_an_earlier_release_hid_stays_hidden_with_what_would_give_it_away() -> None:
    facts = [fact("75056", 90), fact("75120", 40), fact("75101", 50)]
    assert withheld(facts, PARENTS) == frozenset()
    assert withheld(facts, PARENTS, hidden=["people@75120"]) == {"people@75120", "people@75101"}


def test_three_levels_of_territory_are_protected_together() -> None:
    facts = [fact("75056", 90), fact("75120", 40), fact("75101", 50), fact("79-20", 36)]
    hidden = withheld(facts, PARENTS)
    assert "people@79-20" in hidden  # else the rest of the 20th arrondissement is four people
    assert "people@75056" not in hidden


def test_a_table_too_entangled_to_judge_keeps_only_what_contains_everything() -> None:
    facts = [
        fact(place, value, code, part_of)
        for code, part_of, values in (("people", "", (90, 40, 36)), ("women", "people", (60, 30, 28)))
        for place, value in zip(("75056", "75120", "79-20"), values, strict=True)
    ]
    assert withheld(facts, PARENTS) == {"people@75120", "people@79-20", "women@75120", "women@79-20"}


def test_shares_of_small_bases_or_of_everybody_are_withheld_and_what_counts_nobody_never() -> None:
    share = {"numerator": Decimal(5), "denominator": Decimal(10)}
    assert withheld([fact("75056", 50, "share", **share)], {}) == {"share@75056"}
    assert withheld([fact("75056", 3, threshold=0)], {}) == frozenset()
