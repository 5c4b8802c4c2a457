"""Sites as their pages show them: what each lot has tonight, what is closed, what each site declared, what nights cost.

Of a confidential site, only its own team reads more than the name and the lots.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import TruncMonth
from django.http import Http404

from pacte.ground.directory.models import Place
from pacte.ground.directory.permissions import keeper_memberships
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone
from pacte.ground.partners.reads import within
from pacte.ground.territory.reads import inside

from ..models import Closure, Declaration, Lot, LotCapacity, LotNight, ShelterSite
from ..permissions import keeps_site, require_reading
from .availability import Available, available
from .sites import kept_by, seen_by


@dataclass(frozen=True)
class LotTonight:
    """A lot and its night."""

    lot: Lot
    tonight: Available

    @property
    def open_units(self) -> int:
        """Units that are not closed."""
        return self.tonight.capacity - self.tonight.closed


@dataclass
class SiteTonight:
    """A site's night. `is_kept`: the reader is of its team. `declared_at`: when it last declared, none: not yet."""

    site: ShelterSite
    is_kept: bool
    lots: list[LotTonight] = field(default_factory=list)
    declared_at: datetime | None = None
    how: str = ""

    @property
    def is_named_only(self) -> bool:
        """A confidential site, for whoever is not of its team."""
        return self.site.is_confidential and not self.is_kept

    def total(self, name: str) -> int:
        """The sum over its lots of one number of the night."""
        return sum(getattr(each.tonight, name) for each in self.lots)

    @property
    def capacity(self) -> int:
        return self.total("capacity")

    @property
    def closed(self) -> int:
        return self.total("closed")

    @property
    def held(self) -> int:
        return self.total("held")

    @property
    def free(self) -> int:
        return self.total("free")


def seen_site(user: Someone, key: UUID | str) -> ShelterSite:
    """A site that the user sees; Refused for who reads no night, Http404 for one out of reach."""
    require_reading(user)
    site = seen_by(user).filter(key=key).first()
    if site is None:
        raise Http404
    return site


def kept_site(user: Someone, key: UUID | str) -> ShelterSite:
    """A site that the user keeps; Http404 for another's."""
    site = kept_by(user).filter(key=key).first()
    if site is None:
        raise Http404
    return site


def kept_lot(user: Someone, key: UUID | str) -> Lot:
    """A lot of a site that the user keeps; Http404 for another's."""
    lot = Lot.objects.select_related("site__organisation").filter(key=key, site__in=kept_by(user)).first()
    if lot is None:
        raise Http404
    return lot


def kept_closure(user: Someone, key: UUID | str) -> Closure:
    """A closure of a site that the user keeps; Http404 for another's."""
    found = Closure.objects.select_related("site", "lot").filter(key=key, site__in=kept_by(user)).first()
    if found is None:
        raise Http404
    return found


def tonight_of(
    user: Someone, night: date, *, territory: int | None = None, audience: str = "", said: str = "", name: str = ""
) -> list[SiteTonight]:
    """Sites that the user sees with their night, by name. `said`: "free", "no" (has not declared), "yes" (has).

    A territory never finds a confidential site. Eleven queries whatever the number of sites.
    """
    require_reading(user)
    rows = seen_by(user).order_by("name", "pk")
    if territory is not None:
        rows = rows.filter(territory__in=inside(territory))
    if name:
        rows = rows.filter(name__icontains=name)
    mine = set(kept_by(user).values_list("pk", flat=True))
    sites = {site.pk: SiteTonight(site, site.pk in mine) for site in rows}
    lots = Lot.objects.filter(site__in=sites.keys()).order_by("name", "pk")
    if audience:
        lots = lots.filter(audience=audience)
    _with_lots(sites, list(lots), night)
    _with_declarations(sites, night)
    found = [each for each in sites.values() if each.lots or not audience]
    keep = {
        "free": lambda each: each.free > 0,
        "yes": lambda each: each.declared_at is not None,
        "no": lambda each: each.declared_at is None and each.capacity > 0,
    }.get(said)
    return [each for each in found if keep(each)] if keep else found


def site_tonight(user: Someone, site: ShelterSite, night: date) -> SiteTonight:
    """One site with its night."""
    shown = {site.pk: SiteTonight(site, keeps_site(user, site))}
    _with_lots(shown, list(Lot.objects.filter(site=site).order_by("name", "pk")), night)
    _with_declarations(shown, night)
    return shown[site.pk]


def _with_lots(sites: dict[int, SiteTonight], lots: list[Lot], night: date) -> None:
    found = available(night, lots) if lots else {}
    for lot in lots:
        sites[lot.site_id].lots.append(LotTonight(lot, found[lot.pk]))


def _with_declarations(sites: dict[int, SiteTonight], night: date) -> None:
    rows = Declaration.objects.filter(night=night, site__in=sites.keys()).order_by("at", "pk")
    for site, at, how in rows.values_list("site", "at", "how"):
        sites[site].declared_at, sites[site].how = at, how


def closures_of(site: ShelterSite, tonight: date) -> list[Closure]:
    """What is closed now or will be, the first to begin first."""
    rows = Closure.objects.filter(Q(until_night__isnull=True) | Q(until_night__gte=tonight), site=site)
    return list(rows.select_related("lot").order_by("from_night", "pk"))


def capacities_to_come(site: ShelterSite, tonight: date) -> list[LotCapacity]:
    """Numbers that will hold from a later night on."""
    rows = LotCapacity.objects.filter(lot__site=site, from_night__gt=tonight).select_related("lot")
    return list(rows.order_by("from_night", "lot__name"))


def capacities_of(lot: Lot) -> list[LotCapacity]:
    """Every dated number of a lot, the last first."""
    return list(lot.capacities.order_by("-from_night"))


@dataclass(frozen=True)
class MonthCost:
    """What a lot's nights cost in a month: nights given, euros. `month` is its first day."""

    lot: Lot
    month: date
    unit_nights: int
    cost: Decimal


def costs_of(site: ShelterSite, until: date, months: int = 3) -> list[MonthCost]:
    """What nights cost, by lot and month, over the last months (this one included); only nights that are frozen."""
    first = until.replace(day=1)
    for _month in range(months - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    rows = LotNight.objects.filter(lot__site=site, night__gte=first, cost__isnull=False, frozen_at__isnull=False)
    sums = rows.annotate(month=TruncMonth("night")).values("lot", "month").order_by("-month", "lot__name")
    lots = {lot.pk: lot for lot in site.lots.all()}
    return [
        MonthCost(lots[row["lot"]], row["month"], row["nights"], row["cost_sum"])
        for row in sums.annotate(nights=Sum("attributed"), cost_sum=Sum("cost"))
    ]


def nights_of(site: ShelterSite, until: date, count: int = 14) -> list[dict[str, object]]:
    """The last frozen nights of a site, one line each: capacity, closed, attributed, persons where all was counted.

    `persons` is none as long as a lot of the night was not counted.
    """
    rows = LotNight.objects.filter(lot__site=site, night__lte=until, night__gt=until - timedelta(days=count))
    nights: dict[date, list[LotNight]] = defaultdict(list)
    for row in rows.order_by("-night"):
        nights[row.night].append(row)
    return [_night(night, held) for night, held in nights.items()]


def _night(night: date, rows: Iterable[LotNight]) -> dict[str, object]:
    held = list(rows)
    counted = [row.persons for row in held]
    return {
        "night": night, "capacity": sum(row.capacity for row in held), "closed": sum(row.closed for row in held),
        "attributed": sum(row.attributed for row in held), "absent": sum(row.absent for row in held),
        "persons": None if None in counted else sum(each or 0 for each in counted),
    }  # fmt: skip


def homes_of(user: Someone) -> QuerySet[Organisation]:
    """The organisations whose sites the user keeps."""
    keys = {held.organisation_id for held in keeper_memberships(user)}
    return Organisation.objects.filter(pk__in=keys, is_active=True).order_by("name")


def places_for(user: Someone, site: ShelterSite | None = None) -> QuerySet[Place]:
    """Entries of the directory that may be one of the user's sites: theirs, public, and not another site's."""
    taken = ShelterSite.objects.filter(place__isnull=False)
    if site is not None:
        taken = taken.exclude(pk=site.pk)
    rows = Place.objects.filter(within(keeper_memberships(user)), is_confidential=False, merged_into__isnull=True)
    return rows.exclude(pk__in=taken.values("place")).order_by("name")


def uncounted(user: Someone, night: date) -> list[tuple[ShelterSite, int]]:
    """Sites that the user keeps with lots that had units this night and were not counted, and how many lots."""
    counted = LotNight.objects.filter(night=night, counted_at__isnull=False).values("lot")
    last = LotCapacity.objects.filter(lot=OuterRef("pk"), from_night__lte=night).order_by("-from_night")
    lots = Lot.objects.annotate(units=Subquery(last.values("units")[:1])).filter(units__gt=0).exclude(pk__in=counted)
    sites = kept_by(user).open_on(night)
    missing = dict(
        lots.filter(site__in=sites.values("pk")).order_by().values_list("site").annotate(count=Count("pk"))
    )  # fmt: skip
    return [(site, missing[site.pk]) for site in sites.filter(pk__in=missing).order_by("name")] if missing else []
