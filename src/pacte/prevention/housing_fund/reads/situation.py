"""What a household told of its means, opened for whoever may read it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from pacte.ground.declarations.crypto import CannotOpen, unseal

from ..enums import NOT_COUNTED, FundResource
from ..models import FundCeilings, FundRequest
from ..rules.ceilings import FundAsked, FundRules
from ..rules.means import FundHousehold, Resource, counted, per_unit


@dataclass(frozen=True)
class Situation:
    """Resources per month by line, rent and charges per month, the debt; cents."""

    resources: tuple[Resource, ...] = ()
    rent: int = 0
    charges: int = 0
    debt: int = 0
    resumed_months: int = 0

    @property
    def counted(self) -> int:
        return counted(self.resources)

    @property
    def lines(self) -> list[tuple[str, int, bool]]:
        """Each line as (words, sum, whether it counts)."""
        return [
            (str(FundResource(each.kind).label), each.cents, each.kind not in NOT_COUNTED) for each in self.resources
        ]  # fmt: skip

    def as_text(self) -> str:
        """As it is sealed."""
        data = {
            "resources": [[each.kind, each.cents] for each in self.resources], "rent": self.rent,
            "charges": self.charges, "debt": self.debt, "resumed_months": self.resumed_months,
        }  # fmt: skip
        return json.dumps(data)


def words_of(sealed: str) -> str:
    """A sealed text, opened; nothing when it was taken away."""
    return unseal(sealed) if sealed else ""


def situation_of(request: FundRequest) -> Situation:
    """What is kept of the household's means; nothing once it was forgotten. The caller has asked who may read it."""
    try:
        data: dict[str, Any] = json.loads(words_of(request.sealed_situation) or "{}")
    except (CannotOpen, ValueError):
        data = {}
    kinds = set(FundResource.values)
    resources = tuple(Resource(kind, int(sum_)) for kind, sum_ in data.get("resources", []) if kind in kinds)
    numbers = {name: int(data.get(name, 0)) for name in ("rent", "charges", "debt", "resumed_months")}
    return Situation(resources, **numbers)


def household_of(request: FundRequest) -> FundHousehold:
    """Who lives there."""
    return FundHousehold(request.older, request.younger)


def asked_of(request: FundRequest) -> FundAsked:
    """The request as the rules judge it."""
    return FundAsked(request.aid, household_of(request), situation_of(request).counted, request.asked_cents)


def ceilings_of(request: FundRequest) -> FundCeilings | None:
    """The adopted version that judges this request: the one in force on the day it was made."""
    return FundCeilings.objects.in_force(request.asked_on).first()


def rules_of(ceilings: FundCeilings | None) -> FundRules:
    """What a version says; nothing is allowed without one."""
    return ceilings.rules if ceilings else FundRules()


def means_per_unit(request: FundRequest, situation: Situation, rules: FundRules) -> int:
    """Counted resources per consumption unit, by the weights of the adopted rules."""
    return per_unit(situation.counted, household_of(request), rules.units)
