"""What a site is asked tonight, what it said and when, which sites have said nothing yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef
from django.http import Http404

from pacte.ground.accounts.rules import fingerprint

from ..models import ColdPlanActivation, Declaration, DeclarationLink, Lot, LotCapacity, ShelterSite
from ..models.stock import ShelterSiteQuerySet
from ..rules.declaring import most_free
from .availability import available


@dataclass(frozen=True)
class Line:
    """A lot on the evening's page. `most`: what is neither closed nor held."""

    lot: Lot
    capacity: int
    closed: int
    held: int
    declared: int | None
    declared_at: datetime | None
    free: int

    @property
    def most(self) -> int:
        """The most that can be said free."""
        return most_free(self.capacity, self.closed, self.held)

    @property
    def proposed(self) -> int:
        """What the page shows first: all that can be free, or what is left of what the site already said."""
        return self.most if self.declared_at is None else self.free


def lines_of(site: ShelterSite, night: date) -> list[Line]:
    """The lots that the regulation gives and that have units this night, in their order."""
    lots = list(Lot.objects.filter(site=site, in_rounds=True).order_by("name", "pk"))
    found = available(night, lots) if lots else {}
    lines = []
    for lot in lots:
        tonight = found[lot.pk]
        if tonight.capacity:
            lines.append(
                Line(
                    lot, tonight.capacity, tonight.closed, tonight.held, tonight.declared, tonight.declared_at,
                    tonight.free,
                )
            )  # fmt: skip
    return lines


def said_tonight(site: ShelterSite, night: date) -> list[Declaration]:
    """What the site declared for this night, the last first."""
    return list(Declaration.objects.filter(site=site, night=night).prefetch_related("lots__lot"))


def silent_sites(night: date) -> ShelterSiteQuerySet:
    """Open sites with lots to give that have declared nothing for this night."""
    level = ColdPlanActivation.objects.level_on(night)
    said = Declaration.objects.filter(site=OuterRef("pk"), night=night)
    units = LotCapacity.objects.filter(
        lot__site=OuterRef("pk"), lot__in_rounds=True, from_night__lte=night, units__gt=0
    )  # fmt: skip
    return ShelterSite.objects.open_on(night, level).filter(~Exists(said), Exists(units))


def link_of(token: str) -> DeclarationLink:
    """The link that this token opens, spent or not; Http404 for one that was never made."""
    link = DeclarationLink.objects.select_related("site__organisation").filter(digest=fingerprint(token)).first()
    if link is None:
        raise Http404
    return link
