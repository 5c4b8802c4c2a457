"""Where is what somebody typed: addresses, postal codes, arrondissements, places; and never a refuge."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from pacte.ground.directory.models import Place
from pacte.ground.directory.reads.locating import locate
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Address, NamedStreet
from pacte.ground.territory.rules.addresses import folded
from pacte.ground.territory.services import load_outline

from .making import place, refuge

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def city() -> None:
    load_outline()


def street(name: str, code: str, *numbers: int, latitude: float = 48.85) -> NamedStreet:
    made = NamedStreet.objects.create(name=name, postal_code=code, municipality="Paris", folded=folded(name))
    Address.objects.bulk_create(
        Address(
            identifier=f"{made.pk}-{number}", street=made, number=number, latitude=latitude + number / 10_000,
            longitude=2.35,
        )
        for number in numbers
    )  # fmt: skip
    return made


def labels(text: str) -> list[str]:
    return [each.label for each in locate(text)]


@pytest.mark.parametrize(
    "typed",
    [
        "12 rue de l'Exemple 75012 Paris", "12, RUE DE L’EXEMPLE", "12 r exemple paris 12e", "12 rue de l'exempel",
        "12 rue exemple, 75012", "12 exemple", "12 rue exemple Paris 12",
        "12 bis rue de l’Exemple Paris 12ème arrondissement",
    ],
)  # fmt: skip
def test_an_address_is_found_with_its_abbreviations_and_its_slips(typed: str) -> None:
    street("Rue de l’Exemple", "75012", 2, 12, 30)
    street("Avenue du Modèle", "75012", 12)
    found = locate(typed)
    assert [each.label for each in found] == ["12 Rue de l’Exemple, 75012 Paris"]
    assert (found[0].latitude, found[0].longitude) == (pytest.approx(48.8512), 2.35)
    assert found[0].territory is not None and found[0].territory.code == "75112"


def test_a_number_that_is_not_there_gives_the_nearest_one_and_no_number_the_middle_of_the_street() -> None:
    street("Rue de l’Exemple", "75012", 2, 12, 30)
    assert labels("28 rue de l’Exemple") == ["30 Rue de l’Exemple, 75012 Paris"]
    assert locate("rue de l’Exemple")[0].latitude == pytest.approx(48.8512)
    assert labels("rue de l’Exemple") == ["Rue de l’Exemple, 75012 Paris"]


def test_a_street_of_two_arrondissements_is_told_apart_by_the_postal_code() -> None:
    street("Boulevard du Modèle", "75003", 1)
    street("Boulevard du Modèle", "75011", 2)
    assert len(labels("bd du modele")) == 2
    assert labels("bd du modele 75011") == ["Boulevard du Modèle, 75011 Paris"]
    assert labels("bd du modele paris 3e") == ["Boulevard du Modèle, 75003 Paris"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("75012", "75112"), ("Paris 12", "75112"), ("12e", "75112"), ("12ème", "75112"),
        ("12e arrondissement", "75112"),
        ("paris 12eme arrondissement", "75112"), ("12th arrondissement", "75112"), ("75116", "75116"),
        ("1er", "75101"), ("75001 Paris", "75101"), ("Paris", "75056"), ("Paris 75020", "75120"),
    ],
)  # fmt: skip
def test_a_postal_code_or_an_arrondissement_gives_its_middle(typed: str, code: str) -> None:
    found = locate(typed)
    assert len(found) == 1 and found[0].territory is not None and found[0].territory.code == code
    assert found[0].territory.south is not None and found[0].territory.north is not None
    assert found[0].territory.south < found[0].latitude < found[0].territory.north


def test_without_the_national_file_the_streets_and_names_of_published_places_answer() -> None:
    place(name="La Halte du Canal", address="12 rue de l’Exemple", postal_code="75010", latitude=48.87)
    place(name="Un autre", address="80 rue de l’Exemple", postal_code="75010", latitude=48.88)
    assert labels("rue de l'exempel 75010") == ["12 rue de l’Exemple, 75010"]
    assert locate("78 rue de l’exemple")[0].latitude == 48.88
    assert labels("halte canal") == ["La Halte du Canal, 75010"]


def test_a_street_that_nobody_knows_gives_the_area_that_was_named_and_otherwise_nothing() -> None:
    street("Rue de l’Exemple", "75012", 2)
    assert labels("3 rue Inconnue 75012") == ["12e arrondissement"]
    assert locate("3 rue Inconnue") == []
    assert locate("rue") == [] and locate("") == [] and locate("???") == [] and locate("42") == []


def test_a_refuge_and_a_draft_are_located_by_nothing() -> None:
    home = Organisation.objects.create(slug="maison", name="La Maison", kind="association")
    hidden = refuge(home, address="9 rue Cachée")
    Place.objects.filter(pk=hidden.pk).update(name="Refuge Alpha")
    place(name="Brouillon", address="9 rue Brouillonne", status="draft")
    for typed in ("9 rue Cachée", "refuge alpha", "rue brouillonne", "brouillon"):
        assert locate(typed) == [], typed


def test_a_hostile_text_is_read_no_further_than_an_address() -> None:
    assert locate("12 rue " * 5_000) == []


def test_locating_asks_four_queries_at_most(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    street("Rue de l’Exemple", "75012", 2, 12)
    place(address="3 rue du Lieu")
    with django_assert_max_num_queries(4):
        assert locate("12 rue de l’Exemple 75012")
    with django_assert_max_num_queries(4):
        assert locate("3 rue du lieu")
