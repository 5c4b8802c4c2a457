"""The night on a map: sites with what they have free, and households counted by arrondissement.

A confidential site is absent from the map and from its table. A household has no point here: only a count of its
arrondissement, and a household with a restricted person is in no count of any.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory

from ..models import Lot, ShelterRequest, ShelterSite
from .availability import available


@dataclass
class SiteTonight:
    """One site tonight. `free` is none while it has declared nothing."""

    site: ShelterSite
    free: int | None
    places: int

    @property
    def tone(self) -> str:
        """Its colour; the word stands beside it."""
        return "warn" if self.free is None else "good" if self.free else "plain"

    @property
    def words(self) -> str:
        """Its state in words, the same on the map and in the table."""
        if self.free is None:
            return _("n’a rien déclaré")
        if not self.free:
            return _("complet")
        return ngettext("%(count)d place libre", "%(count)d places libres", self.free) % {"count": self.free}


@dataclass(frozen=True)
class Area:
    """Households that wait in an arrondissement, and the middle of its drawing (latitude, longitude)."""

    territory: Territory
    households: int

    @property
    def middle(self) -> list[float] | None:
        area = self.territory
        if area.south is None or area.north is None or area.west is None or area.east is None:
            return None
        return [round((area.south + area.north) / 2, 4), round((area.west + area.east) / 2, 4)]

    @property
    def span(self) -> list[float]:
        """How high and wide its drawing is, in degrees."""
        area = self.territory
        return [round((area.north or 0) - (area.south or 0), 4), round((area.east or 0) - (area.west or 0), 4)]


def sites_tonight(night: date) -> list[SiteTonight]:
    """Open sites that are not confidential, by name, with the places that are free there."""
    lots = list(
        Lot.objects.filter(in_rounds=True, site__is_confidential=False).select_related("site", "site__territory")
    )
    stock = available(night, lots)
    grouped: dict[int, list[Lot]] = defaultdict(list)
    for lot in lots:
        if stock[lot.pk].capacity > stock[lot.pk].closed:
            grouped[lot.site_id].append(lot)
    found = []
    for mine in grouped.values():
        said = any(stock[lot.pk].declared is not None for lot in mine)
        free = sum(stock[lot.pk].free * lot.unit_places for lot in mine) if said else None
        places = sum((stock[lot.pk].capacity - stock[lot.pk].closed) * lot.unit_places for lot in mine)
        found.append(SiteTonight(mine[0].site, free, places))
    return sorted(found, key=lambda each: (each.site.name, each.site.pk))


def areas_tonight(night: date) -> tuple[list[Area], int]:
    """Households that wait, by arrondissement, and how many are counted in none. Restricted persons are left out."""
    waiting = ShelterRequest.objects.of_night(night).waiting().in_the_open().order_by()
    counts = dict(waiting.values_list("territory").annotate(Count("pk")))
    kinds = Territory.objects.filter(kind=TerritoryKind.ARRONDISSEMENT).order_by("order", "code")
    areas = [Area(area, counts.pop(area.pk)) for area in kinds.defer("geometry") if area.pk in counts]
    return areas, sum(counts.values())
