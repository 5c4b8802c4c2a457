"""The demonstration's city: Paris, drawn lightly, and directorates that are examples."""

from __future__ import annotations

from pacte.ground.declarations.demo import Plan
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from pacte.ground.territory.services import load_outline

DIRECTORATES = {
    "exemple-centre": ("Direction d’exemple, centre et ouest", range(1, 10)),
    "exemple-sud": ("Direction d’exemple, sud", range(13, 17)),
    "exemple-nord": ("Direction d’exemple, nord", (17, 18)),
    "exemple-est": ("Direction d’exemple, est", (10, 11, 12, 19, 20)),
}
"""No source gives the true perimeters: these are samples, to be replaced by `pacte territory directorates`."""

SAMPLE = "Exemple de démonstration, sans source"


def load(plan: Plan) -> None:
    """Draw the city, its arrondissements and the sample directorates; the plan's size changes nothing here."""
    load_outline()
    for order, (code, (name, numbers)) in enumerate(DIRECTORATES.items(), 1):
        directorate, made = Territory.objects.get_or_create(
            code=code,
            defaults={"kind": TerritoryKind.DIRECTORATE, "name_fr": name, "order": order, "source": SAMPLE},
        )
        if made:
            directorate.members.set(Territory.objects.filter(code__in=[f"751{number:02}" for number in numbers]))
