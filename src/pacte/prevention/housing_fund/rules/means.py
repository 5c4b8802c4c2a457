"""A household's means: what counts of its resources, per month and per consumption unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..enums import NOT_COUNTED

MOST_PEOPLE = 20


@dataclass(frozen=True)
class FundHousehold:
    """Who lives there: adults and children of fourteen and more, children under fourteen."""

    older: int
    younger: int = 0

    @property
    def size(self) -> int:
        return self.older + self.younger

    @property
    def composition(self) -> str:
        """As the committee reads it: "2 + 1", adults and older children, then younger children.

        >>> FundHousehold(2, 1).composition
        '2 + 1'
        """
        return f"{self.older} + {self.younger}"


@dataclass(frozen=True)
class Resource:
    """Money of one member, per month, in cents."""

    kind: str
    cents: int


@dataclass(frozen=True)
class Units:
    """Weights of consumption units, in hundredths, as the adopted rules give them."""

    first: int = 100
    older: int = 50
    younger: int = 30

    def of(self, household: FundHousehold) -> int:
        """The household's units, in hundredths.

        >>> Units().of(FundHousehold(2, 1))
        180
        """
        if household.size == 0:
            return 0
        first, others = (household.older > 0), max(household.older - 1, 0)
        younger = household.younger if first else household.younger - 1
        return self.first + others * self.older + younger * self.younger


def counted(resources: Iterable[Resource]) -> int:
    """What counts, per month: everyone's resources but housing aid, ARS and AEEH (service-public F1334).

    >>> counted([Resource("work", 100000), Resource("housing_aid", 25000), Resource("school_allowance", 9000)])
    100000
    """
    return sum(each.cents for each in resources if each.kind not in NOT_COUNTED)


def per_unit(amount: int, household: FundHousehold, units: Units) -> int:
    """A monthly sum per consumption unit, in whole cents (rounded down); the sum itself for an empty household.

    >>> per_unit(90000, FundHousehold(2, 1), Units())
    50000
    """
    weight = units.of(household)
    return amount * 100 // weight if weight else amount
