"""What of a night may be told to one household: nobody restricted, no site kept from it, and why a lot does not fit.

A site left out, or held by somebody the household must never meet, is taken away before anything is counted, and what a
restricted household takes counts as never having been free. So nothing told can betray either.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ...enums.allocation import HardRule, TonightMode
from . import compatibility
from .folded import Folded
from .problem import Allocation, Lot, Member, Night, Party, Stay

Why = tuple[HardRule, ...]


@dataclass(frozen=True)
class View:
    """The night as one household may be told it: its lots, and how many other households ask."""

    party: Party
    lots: tuple[Lot, ...]
    others: int


class Seen:
    """A night and its allocation, from which the view of each household is taken."""

    def __init__(self, night: Night, allocation: Allocation) -> None:
        self.night, self.allocation = night, allocation
        self._reasons: dict[tuple[int, int], Why] = {}
        self._classes: dict[tuple[object, ...], int] = {}
        self._lot_classes: dict[tuple[str, int, str], int] = {}

    @cached_property
    def parties(self) -> tuple[Party, ...]:
        """Households without a restricted person: the only ones that counts shown to others may hold."""
        return tuple(party for party in self.night.parties if not party.is_confidential)

    @cached_property
    def lots(self) -> tuple[Lot, ...]:
        """Lots with what restricted households take subtracted, and those that they settled as they settled them."""
        return self._lots_but_for(())

    @cached_property
    def takers(self) -> dict[str, tuple[Party, ...]]:
        """By lot, the households without a restricted person that stay in it."""
        found: dict[str, list[Party]] = {lot.key: [] for lot in self.night.lots}
        for party in self.parties:
            for key in dict.fromkeys(stay.lot for stay in self.stays(party)):
                found[key].append(party)
        return {key: tuple(parties) for key, parties in found.items()}

    def stays(self, party: Party) -> tuple[Stay, ...]:
        return tuple(self.allocation.stays.get(party.key, ()))

    @cached_property
    def _numbers(self) -> Folded:
        return compatibility.folded(self.night)

    @cached_property
    def _places(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        parties = {party.key: index for index, party in enumerate(self.night.parties)}
        return parties, {lot.key: index for index, lot in enumerate(self.night.lots)}

    def distance(self, party: Party, lot: Lot) -> int:
        """From a household to a lot, in hundreds of metres, as it was counted for the night."""
        parties, lots = self._places
        return int(self._numbers.distance[parties[party.key], lots[lot.key]])

    @cached_property
    def _forward(self) -> frozenset[str]:
        return frozenset(self._numbers.parties[index].key for index in self._numbers.forward or ())

    def is_forward(self, party: Party) -> bool:
        """Whether the waiting quota brings a household directly after the first tier."""
        return party.key in self._forward

    def standing(self, party: Party) -> tuple[tuple[int, int], int]:
        """A household's place before any draw: its tier or the quota, then its nights waited; the least comes first."""
        return ((1, 1) if self.is_forward(party) else (party.tier, 0), -party.waiting)

    def view(self, party: Party) -> View:
        """What one household may be told."""
        hidden = party.excluded_sites | self.sites_of_kept_apart(party)
        lots = self._lots_but_for((party,)) if party.is_confidential else self.lots
        seen = tuple(lot for lot in lots if lot.site not in hidden) if hidden else lots
        return View(party, seen, len(self.parties) - (not party.is_confidential))

    def reasons(self, view: View, members: tuple[int, ...] | None = None) -> list[Why]:
        """For each lot of a view, the hard rules between it and the household, or a part of it.

        A lot with some beds free, but fewer than the persons, is too small rather than full.
        """
        asked = self._class(_as_asked(view.party, members))
        bare = replace(view.party, excluded_sites=frozenset())
        found = []
        for lot in view.lots:
            known = (lot.key, lot.units, lot.audience)
            if known not in self._lot_classes:
                self._lot_classes[known] = self._class(_as_offered(lot))
            pair = (asked, self._lot_classes[known])
            if pair not in self._reasons:
                rules = compatibility.broken(bare, lot, members)
                self._reasons[pair] = tuple(
                    HardRule.TOO_LARGE if rule == HardRule.FULL and lot.units else rule for rule in rules
                )
            found.append(self._reasons[pair])
        return found

    def _class(self, signature: tuple[object, ...]) -> int:
        return self._classes.setdefault(signature, len(self._classes))

    @cached_property
    def _apart(self) -> Mapping[str, tuple[str, ...]]:
        foes: dict[str, list[str]] = {}
        for pair in self.night.apart:
            for key in pair:
                foes.setdefault(key, []).extend(other for other in pair if other != key)
        return {key: tuple(others) for key, others in foes.items()}

    @cached_property
    def by_key(self) -> Mapping[str, Lot]:
        """Every lot of the night, as it was before anybody was placed."""
        return {lot.key: lot for lot in self.night.lots}

    def sites_of_kept_apart(self, party: Party, among: Container[str] | None = None) -> frozenset[str]:
        """Sites held tonight by those whom a household must never meet (all of them, or some)."""
        foes = [foe for foe in self._apart.get(party.key, ()) if among is None or foe in among]
        return frozenset(self.by_key[stay.lot].site for foe in foes for stay in self.allocation.stays.get(foe, ()))

    def _lots_but_for(self, known: Iterable[Party]) -> tuple[Lot, ...]:
        """The lots once restricted households other than these have theirs; a lot all taken by them is full."""
        keys = {party.key for party in known}
        modes: dict[str, TonightMode] = dict(self.night.modes)
        taken: dict[str, int] = {}
        for party in self.night.parties:
            if not party.is_confidential or party.key in keys:
                continue
            for stay in self.stays(party):
                taken[stay.lot] = taken.get(stay.lot, 0) + compatibility.needed(
                    party, self.by_key[stay.lot], stay.members
                )
                if stay.lot in self.allocation.modes:
                    modes[stay.lot] = self.allocation.modes[stay.lot]
        return tuple(
            compatibility.tonight(replace(lot, units=lot.units - taken.get(lot.key, 0)), modes)
            for lot in self.night.lots
        )


def _as_asked(party: Party, members: tuple[int, ...] | None) -> tuple[object, ...]:
    """All of a household that a hard rule looks at."""
    those: Iterable[Member] = party.members if members is None else (party.members[place] for place in members)
    needs = (party.needs_step_free, party.animals > 0, party.has_minor_alone)
    return (tuple(sorted((member.age if member.age is not None else -1, member.gender) for member in those)), needs)


def _as_offered(lot: Lot) -> tuple[object, ...]:
    """All of a lot that a hard rule looks at, but for its site."""
    return (
        lot.kind, lot.units, lot.unit_places, lot.audience, lot.min_age, lot.max_age, lot.step_free,
        lot.accepts_animals, lot.is_closed,
    )  # fmt: skip
