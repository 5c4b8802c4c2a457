"""Which sites a user keeps, and which a user sees."""

from __future__ import annotations

from pacte.ground.partners.permissions import Someone, memberships_of
from pacte.ground.partners.reads import within

from ..models.stock import ShelterSite, ShelterSiteQuerySet
from ..permissions import SITE_ROLES, regulates, steers


def kept_by(user: Someone) -> ShelterSiteQuerySet:
    """The sites of the user's organisations, on the territories where they keep them."""
    held = [membership for membership in memberships_of(user) if membership.role in SITE_ROLES]
    return ShelterSite.objects.filter(within(held)).select_related("organisation", "territory")


def seen_by(user: Someone) -> ShelterSiteQuerySet:
    """Every site for the regulation and the pact's team, one's own for a site's team; never an address from here."""
    if regulates(user) or steers(user):
        return ShelterSite.objects.select_related("organisation", "territory")
    return kept_by(user)
