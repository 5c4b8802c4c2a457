"""Urgencies, and their words. A due date decides; nobody sets one by hand."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

SOON_DAYS = 7


class Urgency(StrEnum):
    """How pressing, most pressing first."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"

    @classmethod
    def of(cls, due: date | None, today: date) -> Urgency:
        """The urgency of something due that day; no date means later.

        >>> Urgency.of(date(2019, 2, 7), today=date(2019, 2, 8)).value
        'overdue'
        >>> Urgency.of(date(2019, 2, 15), today=date(2019, 2, 8)).value
        'soon'
        >>> Urgency.of(None, today=date(2019, 2, 8)).value
        'later'
        """
        if due is None:
            return cls.LATER
        if due < today:
            return cls.OVERDUE
        if due == today:
            return cls.TODAY
        return cls.SOON if due <= today + timedelta(days=SOON_DAYS) else cls.LATER

    @property
    def rank(self) -> int:
        """0 for the most pressing."""
        return list(Urgency).index(self)


URGENCY_LABELS = {
    Urgency.OVERDUE: _("En retard"),
    Urgency.TODAY: _("Aujourd’hui"),
    Urgency.SOON: _("Dans les sept jours"),
    Urgency.LATER: _("Plus tard"),
}

URGENCY_SIGNS = {Urgency.OVERDUE: "!", Urgency.TODAY: "●", Urgency.SOON: "◐", Urgency.LATER: "○"}
"""A sign beside each word: colour never speaks alone."""
