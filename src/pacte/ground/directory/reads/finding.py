"""What the results page says: the list, how it was asked, where to turn when nothing answers. Nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory

from ..enums import WANTS, Category, Want
from . import saying
from .cards import Card, card_of
from .search import Query, find

PAGE = 20
"""Places shown at a time: what an old telephone shows without delay."""


@dataclass(frozen=True)
class Chip:
    """A choice that narrows the list; the one in force is `is_current`."""

    value: str
    words: str
    is_current: bool


@dataclass(frozen=True)
class Outcome:
    """A list and what surrounds it. `nearest` stands for an empty one: the first to be open, then the first to open."""

    query: Query
    cards: list[Card]
    total: int
    page: int
    nearest: list[Card] = field(default_factory=list)
    nearest_is_open: bool = False

    @property
    def next_page(self) -> int:
        """The number of the page that follows; 0 when there is none."""
        return self.page + 1 if self.page * PAGE < self.total else 0

    @property
    def first(self) -> int:
        """The rank of the first place shown."""
        return (self.page - 1) * PAGE + 1

    @property
    def is_narrow(self) -> bool:
        """Whether the query asks for more than what and when: then widening it is a way out."""
        return self.query.territory is not None or bool(self.query.words)


def areas() -> list[Territory]:
    """The divisions that one may choose, in their order."""
    return list(Territory.objects.filter(kind=TerritoryKind.ARRONDISSEMENT).defer("geometry").order_by("order", "code"))


def area_chips(current: Territory | None) -> list[Chip]:
    """The whole city, then each division by its short name: "12e"."""
    chips = [Chip("", _("Toute la ville"), current is None)]
    for area in areas():
        is_current = current is not None and current.pk == area.pk
        chips.append(Chip(area.code, short_name(area), is_current))
    return chips


def short_name(area: Territory) -> str:
    return area.name_fr.replace(" arrondissement", "").strip()


def category_chips(want: str, current: str) -> list[Chip]:
    """What a question may mean, all of it first."""
    known = [Category(code) for code in WANTS.get(want, ())]
    return [Chip("", _("Tout"), not current), *(Chip(each.value, str(each.label), each == current) for each in known)]


def outcome(query: Query, page: int = 1, *, now: datetime | None = None) -> Outcome:
    """The list of one page; with nothing to show, the places to turn to."""
    moment = now or timezone.now()
    found = find(query, limit=PAGE, offset=(page - 1) * PAGE)
    cards = [card_of(result, moment) for result in found.results]
    if cards or page > 1:
        return Outcome(query, cards, found.total, page)
    nearest, is_open = _elsewhere(query, moment)
    return Outcome(query, [], 0, page, nearest, is_open)


def _elsewhere(query: Query, now: datetime) -> tuple[list[Card], bool]:
    """The nearest places open at that moment, in the whole city; else the first to open here, then in the city."""
    wide = replace(query, territory=None, words="", near=query.near or _middle(query.territory))
    if found := find(wide, limit=3).results:
        return [card_of(each, now) for each in found], True
    for asked in (replace(query, at=None), replace(wide, at=None)):
        rows = [each for each in find(asked, limit=60).results if each.opening.opens_at]
        rows.sort(key=lambda each: each.opening.opens_at or now)
        if rows:
            return [card_of(each, now) for each in rows[:3]], False
    return [], False


def _middle(area: Territory | None) -> tuple[float, float] | None:
    if area is None or area.west is None or area.east is None or area.south is None or area.north is None:
        return None
    return (area.south + area.north) / 2, (area.west + area.east) / 2


def heading(query: Query) -> str:
    """What the list is about."""
    if query.categories:
        return _(", ").join(str(Category(code).label) for code in query.categories)
    return str(Want(query.want).label) if query.want else _("Trouver un lieu")


def summary(found: Outcome, is_now: bool) -> str:
    """How many, when and where, in one sentence."""
    count = ngettext("%(count)s lieu", "%(count)s lieux", found.total) % {"count": found.total}
    at = found.query.at
    if is_now:
        when = _("ouvert maintenant") if found.total <= 1 else _("ouverts maintenant")
    elif at is not None:
        told = {"day": saying.long_day(timezone.localtime(at)), "clock": saying.clock(at)}
        when = _("ouvert %(day)s à %(clock)s") % told
    else:
        when = _("ouverts ou fermés")
    parts = [f"{count} {when}", *([found.query.territory.name_fr] if found.query.territory else [])]
    return " · ".join(parts)
