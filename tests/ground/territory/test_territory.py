"""The city's drawing, the official boundaries that replace it, and its streets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.test import Client
from shapely.geometry import shape

from pacte.ground.declarations.errors import BadInput
from pacte.ground.territory import reads, services
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Street, StreetJunction, Territory

pytestmark = pytest.mark.django_db


def boundaries(path: Path, *features: dict[str, object]) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}))
    return path


def square(code: str | None, west: float = 2.0) -> dict[str, object]:
    corners = [(west, 48), (west + 1, 48), (west + 1, 49), (west, 49), (west, 48)]
    return {
        "type": "Feature",
        "properties": {"c_arinsee": code, "l_ar": "Carré"},
        "geometry": {"type": "Polygon", "coordinates": [corners]},
    }


def test_the_outline_is_a_mesh_without_hole_nor_overlap() -> None:
    city = services.load_outline()
    areas = [shape(territory.geometry) for territory in reads.divisions()]
    assert len(areas) == 20
    assert sum(area.area for area in areas) == pytest.approx(shape(city.geometry).area)
    assert shape(city.geometry).geom_type == "Polygon"
    assert not shape(city.geometry).interiors


def test_drawing_twice_changes_nothing() -> None:
    services.load_outline()
    before = list(Territory.objects.values())
    services.load_outline()
    assert list(Territory.objects.values()) == before


def test_official_boundaries_replace_the_drawing_and_the_drawing_never_replaces_them(tmp_path: Path) -> None:
    services.load_outline()
    file = boundaries(tmp_path / "official.geojson", square("75101"))
    kind = TerritoryKind.ARRONDISSEMENT
    assert services.import_boundaries(file, kind, "c_arinsee", "l_ar", "La ville") == 1
    assert services.import_boundaries(file, kind, "c_arinsee", "l_ar", "La ville") == 0
    services.load_outline()
    territory = Territory.objects.get(code="75101")
    assert (territory.is_approximate, territory.source, territory.east) == (False, "La ville", 3.0)
    assert territory.name_fr == "1er arrondissement"


def test_a_faulty_boundary_file_is_refused_whole_with_each_fault(tmp_path: Path) -> None:
    services.load_outline()
    crossed = square("75102")
    crossed["geometry"] = {"type": "Polygon", "coordinates": [[(0, 0), (1, 1), (1, 0), (0, 1), (0, 0)]]}
    file = boundaries(tmp_path / "bad.geojson", square("75101"), square(None), crossed)
    with pytest.raises(BadInput) as refused:
        services.import_boundaries(file, TerritoryKind.ARRONDISSEMENT, "c_arinsee", "l_ar", "La ville")
    assert [fault.where for fault in refused.value.faults] == ["élément 2", "élément 3"]
    assert Territory.objects.get(code="75101").is_approximate


def test_the_official_files_can_be_imported(shared_data: Path) -> None:
    services.load_outline()
    changed = services.import_boundaries(
        shared_data / "geography" / "arrondissements.geojson",
        TerritoryKind.ARRONDISSEMENT, "c_arinsee", "l_aroff", "Ville de Paris",
    )  # fmt: skip
    assert changed == 20
    assert Territory.objects.filter(kind="arrondissement").count() == 20


def test_the_drawing_resembles_the_official_arrondissements(shared_data: Path) -> None:
    services.load_outline()
    official = json.loads((shared_data / "geography" / "arrondissements.geojson").read_text())
    for feature in official["features"]:
        code = str(feature["properties"]["c_arinsee"])
        drawn, true = shape(Territory.objects.get(code=code).geometry), shape(feature["geometry"])
        assert drawn.intersection(true).area / drawn.area > 0.85, code


def test_street_lengths_are_measured_from_coordinates(tmp_path: Path) -> None:
    file = tmp_path / "streets.txt"
    file.write_text("2 1 0 0 0\n48.85 2.35\n48.85 2.36\n0 1 2 99 99999\n")
    assert services.import_streets(file) == (2, 1)
    street = Street.objects.get()
    assert street.two_way
    assert street.length_m == pytest.approx(731.7, abs=1)


def test_a_street_that_leads_nowhere_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    StreetJunction.objects.create(number=7, latitude=48, longitude=2)
    file = tmp_path / "streets.txt"
    file.write_text("1 1\n48 2\n0 5 1\n")
    with pytest.raises(BadInput, match="réseau de rues"):
        services.import_streets(file)
    assert StreetJunction.objects.get().number == 7


def test_a_right_on_the_city_reaches_each_arrondissement_and_not_the_reverse() -> None:
    city = services.load_outline()
    twentieth = Territory.objects.get(code="75120")
    assert reads.lineage(twentieth) == {twentieth.pk, city.pk}
    assert twentieth.pk not in reads.lineage(city)


def test_the_page_lists_what_it_draws(client: Client, django_assert_max_num_queries: pytest.FixtureRequest) -> None:
    services.load_outline()
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        page = client.get("/territoires/").content.decode()
    assert "20e arrondissement" in page
    assert "<svg" in page
