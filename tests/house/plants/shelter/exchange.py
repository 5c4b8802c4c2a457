"""The exchange: one mapping and one import of each organisation."""

from __future__ import annotations

from pacte.ground.declarations.access import Placement
from pacte.street.shelter.models import SiaoImport, SiaoMapping
from pacte.street.shelter.services.exchange_reading import carried, table_in
from tests.house.city import City

from . import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """A mapping of each side; the file that goes with it is sealed, as a page gives it."""
    table = carried(table_in(b"Identifiant;Composition\nEX-1;Homme isol\xc3\xa9\n"))
    for placement, home in ((Placement.OWN, city.own), (Placement.OTHER_ORGANISATION, city.other)):
        columns = {"external_id": "Identifiant", "kind": "Composition"}
        mapping = SiaoMapping.objects.create(organisation=home, name="File du soir", columns=columns)
        run = SiaoImport.objects.create(mapping=mapping)
        places = [placement, Placement.OTHER_TERRITORY] if placement is Placement.OWN else [placement]
        for each in places:
            city.offer("shelter:exchange_remap", each, {"table": table}, key=mapping.key)
            city.offer("shelter:exchange_import", each, {"table": table}, key=mapping.key)
            city.offer("shelter:exchange_run", each, key=run.key)
