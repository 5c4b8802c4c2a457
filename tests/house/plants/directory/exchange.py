"""How to knock at the doors of exchange: the team's pages, and what everybody reads."""

from __future__ import annotations

import json

from django.core.files.uploadedfile import SimpleUploadedFile

from pacte.ground.declarations.access import Placement
from pacte.ground.directory.models import DirectoryImport, Place, PlacePair
from pacte.ground.directory.reads.hsds import taxonomy, terms
from pacte.ground.directory.rules.formats.hsds_rows import made
from tests.house.city import City

from . import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """URL arguments and bodies for each route of the part."""
    _imports(city)
    _pairs(city, planted)
    _reads(city, planted)


def _imports(city: City) -> None:
    row = {"lieu_id": 1, "name": "Un lieu importé", "services_all": [{"category": "shower"}]}
    file = SimpleUploadedFile("places.json", json.dumps([row]).encode())
    city.offer_everywhere("directory:import", {"format": "soliguide", "source": "soliguide", "file": file})
    common = {"actor": city.users["pact_team"], "source": "soliguide", "format": "soliguide", "suffix": ".json"}
    run = DirectoryImport.objects.create(
        **common, stage="rehearsed", faults=[["ligne 2", "Le nom manque.", "Donnez-en un."]],
        preview={"new": [["1", "Un lieu"]], "changes": [["2", "Un autre", ["name"]]], "kept": [], "missing": []},
    )  # fmt: skip
    city.offer_everywhere("directory:import_run", key=run.key)
    city.offer_everywhere("directory:confirm_import", key=run.key)
    city.offer_everywhere("directory:give_up_import", key=run.key)


def _pairs(city: City, planted: dict[Placement, Planted]) -> None:
    keys = sorted(each.place.pk for each in planted.values())
    proposed = PlacePair.objects.create(first_id=keys[0], second_id=keys[1], score=0.9, reasons=["near", "name"])
    decided = PlacePair.objects.create(first_id=keys[1], second_id=keys[2], score=0.8, state="distinct")
    city.offer_everywhere("directory:pair", {"keep": keys[0]}, number=proposed.pk)
    city.offer_everywhere("directory:keep_apart", number=proposed.pk)
    city.offer_everywhere("directory:undo_pair", number=decided.pk)


def _reads(city: City, planted: dict[Placement, Planted]) -> None:
    city.offer_everywhere("directory:download", name="lieux.csv")
    city.offer_everywhere("api:hsds_taxonomy", key=taxonomy()["id"])
    city.offer_everywhere("api:hsds_taxonomy_term", key=terms()[0]["id"])
    for placement, held in planted.items():
        place = Place.objects.get(pk=held.refuge.pk if placement is Placement.OWN else held.place.pk)
        city.offer("api:directory_place", placement, key=place.key)
        service = held.service
        city.offer("api:hsds_service", placement, key=service.key)
        city.offer("api:hsds_organization", placement, key=made("organisation", held.place.run_by))
        met = made("at", str(service.key), str(held.place.key))
        city.offer("api:hsds_service_at_location", placement, key=met)
