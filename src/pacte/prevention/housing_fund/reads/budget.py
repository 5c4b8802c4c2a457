"""The budget by year and aid, summed from its movements: exact, and of nobody in particular."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Sum

from ..enums import FundAid, FundMove
from ..models import FundBudgetMove
from ..rules.money import share


@dataclass(frozen=True)
class BudgetLine:
    """One aid of a year, or all of them (`aid` ""), in cents."""

    aid: str
    label: str
    voted: int
    committed: int
    paid: int
    repaid: int
    written_off: int

    @property
    def left(self) -> int:
        """What may still be committed."""
        return self.voted - self.committed

    @property
    def percent(self) -> int:
        """The share of what was voted that is committed, in percent."""
        return share(self.committed, self.voted)


def lines(year: int) -> list[BudgetLine]:
    """Every aid of a year."""
    sums: dict[tuple[str, str], int] = {
        (row["aid"], row["kind"]): row["sum"]
        for row in FundBudgetMove.objects.filter(year=year).order_by().values("aid", "kind").annotate(sum=Sum("cents"))
    }
    return [
        BudgetLine(aid.value, str(aid.label), *(sums.get((aid.value, kind.value), 0) for kind in FundMove))
        for aid in FundAid
    ]  # fmt: skip


def whole(rows: list[BudgetLine], label: str) -> BudgetLine:
    """The sum of these lines."""
    names = ("voted", "committed", "paid", "repaid", "written_off")
    return BudgetLine("", label, *(sum(getattr(row, name) for row in rows) for name in names))


def years() -> list[int]:
    """The years that have a movement, the latest first."""
    return sorted(set(FundBudgetMove.objects.order_by().values_list("year", flat=True).distinct()), reverse=True)


def voted(year: int, aid: str) -> int:
    """What was voted for a year and an aid, in cents."""
    return _sum(year, aid, FundMove.VOTED)


def left(year: int, aid: str) -> int:
    """What may still be committed, in cents; negative when more was committed than voted."""
    return voted(year, aid) - _sum(year, aid, FundMove.COMMITTED)


def _sum(year: int, aid: str, kind: str) -> int:
    rows = FundBudgetMove.objects.filter(year=year, aid=aid, kind=kind)
    return rows.aggregate(sum=Sum("cents"))["sum"] or 0
