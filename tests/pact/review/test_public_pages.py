"""The public pages: what they say, to whom, from which edition, at what cost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from pacte.ground.indicators.models import Measurement
from pacte.pact.campaigns.models import Edition
from tests.pact.review import paris

CHAPTERS = ["Accès aux droits", "Prévention", "Intervention sociale à la rue", "Insertion durable", "Coopération"]
PAGES = [
    ("review:home", []), ("review:chapter", ["street"]), ("review:indicator", ["rsa_recipients"]),
    ("review:editions", []), ("review:review", ["2019"]), ("review:open_data", []),
    ("review:review_pdf", ["2019"]), ("review:dataset", ["2019"]), ("review:dataset_csv", ["2019"]),
]  # fmt: skip


@pytest.fixture
def french(client: Client) -> Client:
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    return client


def text(client: Client, route: str, *arguments: str, query: str = "") -> str:
    return client.get(reverse(route, args=arguments) + query).content.decode()


def test_home_shows_five_chapters_with_three_large_figures_each(french: Client, edition: Edition) -> None:
    page = text(french, "review:home")
    assert [page.count(f">{name}</a></h2>") for name in CHAPTERS] == [1] * 5
    assert page.count("figure-number") == 15
    assert "Pacte parisien de lutte contre la grande exclusion" in page


def test_a_chapter_tells_what_is_not_done(french: Client, edition: Edition) -> None:
    page = text(french, "review:chapter", "street")
    assert "Pas encore fait" in page
    assert "Objectifs compromis" in page


def test_an_indicator_shows_its_values_its_sheet_and_its_change(french: Client, edition: Edition) -> None:
    page = text(french, "review:indicator", "rsa_recipients")
    for piece in (
        "61\u202f205",
        "67\u202f000",
        "environ −9\u202f%",
        "Ville de Paris ; CAF",
        "une baisse est une amélioration",
    ):
        assert piece in page


def test_evictions_and_meals_say_what_their_source_leaves_out(french: Client, edition: Edition) -> None:
    assert "La source ne donne pas les niveaux." in text(french, "review:indicator", "evictions_change")
    assert "période non précisée" in text(french, "review:indicator", "meals_served")


def test_pages_are_told_in_english_too(client: Client, edition: Edition) -> None:
    page = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert "Access to rights" in page
    assert "since 2015" in page


def test_a_correction_after_the_freeze_changes_nothing_frozen_and_shows_on_the_indicator(
    french: Client, edition: Edition
) -> None:
    before = text(french, "review:review", "2019")
    frozen = Measurement.objects.get(definition__indicator__code="rsa_recipients", revision=1, value=61205)
    revised = Measurement.objects.get(pk=frozen.pk)
    revised.pk, revised.supersedes, revised.revision, revised.value = None, frozen, 2, Decimal(61300)
    revised.revision_reason = "Un fichier arrivé plus tard"
    revised.save()
    page = text(french, "review:indicator", "rsa_recipients")
    assert "Corrigé depuis" in page
    assert "61\u202f300" in page
    assert "Un fichier arrivé plus tard" in page
    assert "61\u202f205" in page
    cache.clear()
    assert text(french, "review:review", "2019") == before


def test_a_visitor_turns_to_another_edition(french: Client, edition: Edition) -> None:
    paris.frozen("2018", 2018, edition.pact)
    assert "Rencontre annuelle 2018" in text(french, "review:editions")
    page = text(french, "review:home", query="?edition=2018")
    assert "Vous lisez une édition passée" in page
    assert "?edition=2018" in page
    assert "Vous lisez une édition passée" not in text(french, "review:home")


def test_an_open_edition_is_for_the_team_only(french: Client, edition: Edition) -> None:
    paris.opened(edition.pact, "2020", 2020)
    addresses = ["/?edition=2020", "/pacte/street/?edition=2020", "/bilan/2020/", "/bilan/2020/bilan.pdf"]
    assert [french.get(address).status_code for address in addresses] == [404] * 4
    french.force_login(paris.team())
    for address in addresses[:3]:
        assert "Aperçu d’une édition encore ouverte" in french.get(address).content.decode()
    assert french.get(addresses[3]).content.startswith(b"%PDF")
    assert french.get("/donnees/2020/mesures.csv").status_code == 404
    assert "2020" not in text(french, "review:editions")


@pytest.mark.parametrize(
    "address",
    ["/?edition=nulle", "/pacte/inconnu/", "/indicateurs/inconnu/", "/bilan/1999/", "/donnees/1999/mesures.csv"],
)
def test_what_an_edition_does_not_hold_is_not_found(client: Client, edition: Edition, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("route", "arguments"), PAGES)
def test_a_page_made_before_asks_the_database_almost_nothing(
    client: Client, edition: Edition, route: str, arguments: list[str], django_assert_max_num_queries: Any
) -> None:
    """The list of editions, and for an indicator its later revisions."""
    address = reverse(route, args=arguments)
    client.get(address)
    with django_assert_max_num_queries(2):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(("route", "arguments"), PAGES)
def test_a_page_made_for_the_first_time_reads_its_snapshot_only(
    client: Client, edition: Edition, route: str, arguments: list[str], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(4):
        assert client.get(reverse(route, args=arguments)).status_code == 200


@pytest.mark.parametrize(
    ("route", "arguments"), [page for page in PAGES if page[0] not in {"review:editions", "review:open_data"}]
)
def test_a_reader_who_has_the_page_is_told_that_it_has_not_changed(
    client: Client, edition: Edition, route: str, arguments: list[str]
) -> None:
    address = reverse(route, args=arguments)
    first = client.get(address)
    assert first["Cache-Control"].startswith("public")
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    other = client.get(address, headers={"if-none-match": first["ETag"], "accept-language": "en"})
    assert route.startswith("review:dataset") or other.status_code == 200


def test_a_signed_in_reader_s_page_is_kept_by_no_shared_cache(client: Client, edition: Edition) -> None:
    client.force_login(paris.team())
    assert "public" not in client.get("/").get("Cache-Control", "")


def test_open_data_hold_every_measurement_of_the_edition(client: Client, edition: Edition) -> None:
    lines = client.get("/donnees/2019/mesures.csv").content.decode().splitlines()
    assert len(lines) >= 44
    package = client.get("/donnees/2019/datapackage.json").json()
    assert {resource["path"] for resource in package["resources"]} == {"mesures.csv", "indicateurs.csv"}
    record = client.get("/donnees/2019/catalogue.jsonld").json()
    assert "/donnees/2019/mesures.csv" in str(record)
