"""Every URL is declared, and answers everybody as declared.

Each door is knocked at with each declared method, as each of the roles and as someone not signed in, for an object of
one's own organisation and territory, of another organisation, of another territory. Methods that are not declared
must answer 405.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from pacte.ground.declarations.access import NOBODY, PUBLIC, Audience, Door, Placement, Reach, only
from pacte.ground.partners.enums import Role
from tests.house.knocking import ANONYMOUS, METHODS, Knocker, Route, doors, is_sign_in, routes
from tests.house.sampling import is_deep, is_on_sqlite, knockers, said

ROUTES = routes()
DOORS = {door.route: door for door in doors()}
REACHED = {
    Reach.ANY: frozenset(Placement),
    Reach.OWN_ORGANISATION: frozenset({Placement.OWN, Placement.OTHER_TERRITORY}),
    Reach.OWN_TERRITORY: frozenset({Placement.OWN, Placement.OTHER_ORGANISATION}),
    Reach.SELF: frozenset({Placement.OWN}),
}


@dataclass(frozen=True)
class Cell:
    """One knock and what it should have answered."""

    method: str
    who: str
    placement: str
    expected: str
    response: Any

    @property
    def status(self) -> int:
        return int(self.response.status_code)

    def __str__(self) -> str:
        crash = getattr(self.response, "exc_info", None)
        why = f" {crash[0].__name__}: {crash[1]}" if crash else ""
        return f"{self.method:<7}{self.who:<20}{self.placement:<20}expected {self.expected:<10}got {self.status}{why}"


def expected(audience: Audience, who: str, placement: Placement, takes_arguments: bool) -> str:
    """What the declaration promises: "in", "sign in", "forbidden" or "not found"."""
    if audience.everyone:
        return "in"
    if who == ANONYMOUS:
        return "sign in"
    if audience.signed_in:
        return "in"
    if who not in audience.roles:
        return "forbidden"
    return "in" if not takes_arguments or placement in REACHED[audience.roles[who]] else "not found"


def holds(promise: str, response: Any, door: Door, placement: Placement) -> bool:
    status = response.status_code
    if promise == "in":
        return status not in {401, 403, 404, 405} and status < 500 and not is_sign_in(response)
    if promise == "sign in":
        return status == 401 if door.machine else is_sign_in(response)
    if promise == "not found":
        return bool(status == 404)
    # Without the role, somebody else's object may as well not exist.
    return status == 403 or (status == 404 and placement is not Placement.OWN)


def placements(route: Route) -> list[Placement]:
    """Where the object may stand; without arguments there is no object."""
    return list(Placement) if route.takes else [Placement.OWN]


EVERYBODY = (ANONYMOUS, *Role.values)


def knock_everywhere(knocker: Knocker, route: Route, door: Door, people: Sequence[str] = EVERYBODY) -> list[Cell]:
    """Every cell of this door: each declared method by each of these people, in each placement."""
    cells = []
    for placement in placements(route):
        offer = knocker.offer(route, placement)
        assert offer, f"no plant offers {route.name} for {placement}: add it to tests/house/plants"
        for method, audience in door.methods.items():
            for who in people:
                if who == ANONYMOUS and placement is not Placement.OWN:
                    continue  # nobody's organisation is theirs
                promise = expected(audience, who, placement, bool(route.takes))
                response = knocker.knock(door, offer, method, who)
                kept = "" if holds(promise, response, door, placement) else promise
                cells.append(Cell(method, who, placement, kept, response))
    return cells


def knock_undeclared(knocker: Knocker, route: Route, door: Door) -> list[Cell]:
    """Methods that the door does not declare, by somebody who may use another one."""
    offer = knocker.offer(route, Placement.OWN)
    assert offer
    insiders = [
        who for who in Role.values for audience in door.methods.values()
        if expected(audience, who, Placement.OWN, True) == "in"
    ]  # fmt: skip
    cells = []
    for method in METHODS:
        if method not in door.methods:
            for who in insiders[:1]:
                response = knocker.knock(door, offer, method, who, body={})
                cells.append(Cell(method, who, Placement.OWN, "" if response.status_code == 405 else "405", response))
            response = knocker.knock(door, offer, method, ANONYMOUS, body={})
            refused = response.status_code in {401, 403, 405} or is_sign_in(response)
            cells.append(Cell(method, ANONYMOUS, Placement.OWN, "" if refused else "405", response))
    return cells


@pytest.mark.parametrize("wrong", [PUBLIC, NOBODY, only(Role.READER)], ids=["too open", "too closed", "another role"])
def test_a_declaration_that_is_not_the_truth_is_told(wrong: Audience, knocker: Knocker) -> None:
    cells = knock_everywhere(knocker, Route("audit:journal", frozenset()), Door("audit:journal", {"GET": wrong}))
    assert [cell for cell in cells if cell.expected and cell.who == Role.DATA_PROTECTION] or wrong == PUBLIC
    assert [cell for cell in cells if cell.expected]


def test_a_method_that_is_declared_nowhere_is_told(knocker: Knocker) -> None:
    journal = Route("audit:journal", frozenset())
    assert not [cell for cell in knock_undeclared(knocker, journal, DOORS["audit:journal"]) if cell.expected]
    without = Door("data_protection:visa_record", {"GET": only(Role.DATA_PROTECTION)})
    told = [
        cell.method
        for cell in knock_undeclared(knocker, Route("data_protection:visa_record", frozenset()), without)
        if cell.expected
    ]
    assert told == ["POST"]


def test_every_url_has_exactly_one_door() -> None:
    count = Counter(door.route for door in doors())
    missing = [route.name for route in ROUTES if not count[route.name]]
    twice = [name for name, times in count.items() if times > 1]
    assert not missing, f"URLs that no access.DOORS declares: {missing}"
    assert not twice, f"doors declared twice: {twice}"


def test_every_door_has_its_url() -> None:
    assert not sorted(DOORS.keys() - {route.name for route in ROUTES})


def test_every_door_names_known_methods_and_roles() -> None:
    for door in DOORS.values():
        assert door.methods.keys() <= set(METHODS), door.route
        for audience in door.methods.values():
            assert audience.roles.keys() <= set(Role.values), door.route


@pytest.mark.parametrize("route", [route for route in ROUTES if route.name in DOORS], ids=lambda route: route.name)
def test_the_door_answers_everybody_as_declared(route: Route, knocker: Knocker, record_property: Any) -> None:
    door = DOORS[route.name]
    cells = knock_everywhere(knocker, route, door, knockers(door, EVERYBODY)) + knock_undeclared(knocker, route, door)
    record_property(
        "doors",
        {"urls": 1, "cells": len(cells), f"urls, {said(is_whole=is_deep() or is_on_sqlite())}": 1}
        | Counter(f"answers {c.status}" for c in cells),
    )
    wrong = [str(cell) for cell in cells if cell.expected]
    assert not wrong, f"{route.name}: {len(wrong)} of {len(cells)} knocks\n" + "\n".join(wrong)
