"""Between which values the city may set each delay: a term of nought days would take a right away."""

from __future__ import annotations

BOUNDS: dict[str, tuple[int, int]] = {
    "mail_months": (1, 36),
    "mail_warning_days": (7, 180),
    "silence_months": (1, 24),
    "mail_kept_days": (7, 365),
    "locker_months": (1, 24),
    "locker_renewals": (0, 12),
    "locker_warning_days": (1, 60),
    "offer_days": (1, 60),
    "offers_most": (1, 10),
    "grace_days": (0, 180),
    "luggage_days": (1, 730),
}


def out_of_bounds(values: dict[str, int]) -> list[str]:
    """The names of the delays that cannot be kept; luggage stays at least until the grace is over.

    >>> out_of_bounds({"mail_months": 0, "offer_days": 7})
    ['mail_months']
    >>> out_of_bounds({"grace_days": 30, "luggage_days": 20})
    ['luggage_days']
    """
    wrong = [name for name, value in values.items() if not BOUNDS[name][0] <= value <= BOUNDS[name][1]]
    if values.get("luggage_days", 730) <= values.get("grace_days", 0) and "luggage_days" not in wrong:
        wrong.append("luggage_days")
    return wrong
