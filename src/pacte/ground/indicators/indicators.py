"""The computed indicators of the floors below, which cannot declare them themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pacte.ground.partners.models import Agreement
from pacte.ground.territory.models import Territory

from .rules.computed import Computed, Result, Row


def agreements_in_force(on: date, territory: Territory | None) -> Result:
    """Agreements whose dates contain this day, the last day included. An agreement binds the whole city."""
    agreements = Agreement.objects.in_force(on).select_related("organisation").order_by("organisation__name", "pk")
    rows = [
        Row(
            agreement.title,
            {
                "organisation": agreement.organisation.name,
                "starts_on": agreement.starts_on.isoformat(),
                "ends_on": agreement.ends_on.isoformat() if agreement.ends_on else "",
            },
        )
        for agreement in agreements
    ]
    return Result(Decimal(len(rows)), rows)


DECLARED = [Computed("agreements_in_force", agreements_in_force)]
