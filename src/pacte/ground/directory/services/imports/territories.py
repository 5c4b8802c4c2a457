"""The territory that an address falls in. A point alone assigns nothing where the city's outline is a drawing."""

from __future__ import annotations

from functools import cached_property

from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory


class Territories:
    """Territories by postal code, read once for a whole file."""

    @cached_property
    def by_postal_code(self) -> dict[str, Territory]:
        """Each known postal code with the division that it names."""
        rows = Territory.objects.filter(kind=TerritoryKind.ARRONDISSEMENT).defer("geometry")
        return {code: area for area in rows for code in area.postal_codes.split()}

    def of(self, postal_code: str) -> Territory | None:
        """The division of this postal code, or None when nobody said which."""
        return self.by_postal_code.get(postal_code.replace(" ", ""))
