"""Who does what at a day centre. Each predicate is one sentence of the institution's rule."""

from .roles import (
    ACCOMPANYING_ROLES,
    CENTRE_ROLES,
    DESK_ROLES,
    accompanies,
    held,
    keeps_delays,
    keeps_lockers,
    require_accompanying,
    require_asking,
    require_centre,
    require_delays,
    require_desk,
    require_keeping,
)

__all__ = [
    "ACCOMPANYING_ROLES",
    "CENTRE_ROLES",
    "DESK_ROLES",
    "accompanies",
    "held",
    "keeps_delays",
    "keeps_lockers",
    "require_accompanying",
    "require_asking",
    "require_centre",
    "require_delays",
    "require_desk",
    "require_keeping",
]
