"""Figures that the work itself gives: no value is ever typed. Each is attached to the scheme that it measures.

They speak of the year in which the demonstration is made: an edition of the past does not have them, except the
agreements, whose dates go back to the pact's first year.
"""

from __future__ import annotations

from datetime import date

from pacte.ground.indicators.models import Definition, Indicator
from pacte.ground.partners.models import Organisation

from ..models import Node, NodeIndicator
from . import facts

SINCE_EVER = frozenset({"agreements_in_force"})
TEXTS = ("label_fr", "label_en", "counted_fr", "counted_en", "unit", "kind")


def load(today: date) -> None:
    """One indicator and its sheet per row of `data/computed.csv`. Loading again changes nothing."""
    owner = Organisation.objects.get(slug="ville-de-paris")
    for row in facts.rows("computed"):
        node = Node.objects.get(code=row["node"])
        scheme = "" if row["code"] in SINCE_EVER else row["node"]
        indicator, _ = Indicator.objects.get_or_create(code=row["code"], defaults={"owner": owner, "scheme": scheme})
        since = None if row["code"] in SINCE_EVER else date(today.year, 1, 1)
        sheet = {name: row[name] for name in TEXTS} | {"threshold": int(row["threshold"]), "valid_from": since}
        Definition.objects.get_or_create(
            indicator=indicator, version=1, defaults={**sheet, "computed_by": row["code"], "source": owner.name}
        )
        NodeIndicator.objects.get_or_create(node=node, indicator=indicator, defaults={"order": 90})
