"""Who regulates, who keeps a site, who steers. Each predicate is one sentence of the institution's rule."""

from .roles import (
    REGULATING_ROLES,
    SITE_ROLES,
    STEERING_ROLES,
    keeps_site,
    keeps_sites,
    reads_nights,
    regulates,
    require_reading,
    require_regulation,
    require_site,
    require_steering,
    steers,
)

__all__ = [
    "REGULATING_ROLES",
    "SITE_ROLES",
    "STEERING_ROLES",
    "keeps_site",
    "keeps_sites",
    "reads_nights",
    "regulates",
    "require_reading",
    "require_regulation",
    "require_site",
    "require_steering",
    "steers",
]
