"""Where a refuge is, is known to its own organisation's keepers alone, and nothing that is kept in sight says it."""

from __future__ import annotations

from datetime import date

import pytest
from django.apps import apps
from django.http import Http404

from pacte.ground.audit.models import Entry
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.directory.models import Place, PremisesMerger, ProtectedDetails
from pacte.ground.directory.services import periods, places, protected, services
from pacte.ground.territory.models import Territory
from tests.ground.people.making import organisation, worker

from .making import place, refuge, service, stop

pytestmark = pytest.mark.django_db


def everything_kept() -> str:
    """All that the directory's tables hold, as text, but what is sealed."""
    rows = [
        str(row) for model in apps.get_app_config("directory").get_models(include_auto_created=True)
        for row in model._base_manager.values()
    ]  # fmt: skip
    return "\n".join(rows)


def test_hiding_a_place_leaves_its_address_telephone_and_point_nowhere() -> None:
    home = organisation()
    keeper = worker(home, "site_manager")
    area = Territory.objects.create(code="99013", kind="arrondissement", name_fr="13e")
    known = place(
        home, kind="itinerary", address="9 rue Cachée", postal_code="99013", municipality="Une ville", territory=area,
        latitude=48.123456, longitude=2.654321, telephone="01 02 03 04 05", email="refuge@exemple.example",
        website="https://refuge.example", directions="Sonnez à la porte verte", description="9, RUE CACHEE : sonnez.",
    )  # fmt: skip
    service(known, description="Appelez le 01.02.03.04.05", name="Accueil du 9 rue Cachée")
    stop(known, address="9 rue Cachée")
    days = {"kind": "notice", "first_day": date(2030, 1, 1), "last_day": date(2030, 1, 2)}
    periods.add(keeper, known.key, days | {"message": "Rendez-vous 9 rue Cachée"})
    places.edit(keeper, known.key, {"address": "9 rue Cachée, bâtiment B", "telephone": "0102030405"})
    PremisesMerger.objects.create(territory=area, title="Un regroupement", into=known).merging.add(known)
    place(home, merged_into=known, address="9 rue Cachée")
    protected.make_confidential(keeper, known.key)
    kept = everything_kept().lower()
    for secret in ("cach", "01 02 03", "0102030405", "01.02", "48.123", "2.654", "refuge@", "refuge.example", "verte"):
        assert secret not in kept, secret
    details = ProtectedDetails.objects.get(place=known)
    assert unseal(details.sealed_address).splitlines()[0] == "9 rue Cachée, bâtiment B"
    assert unseal(details.sealed_telephone) == "0102030405"


def test_only_the_organisations_own_keepers_read_where_it_is_and_each_reading_is_noted() -> None:
    home = organisation()
    hidden = refuge(home, address="9 rue Cachée")
    keeper = worker(home, "site_manager")
    _place, details = protected.read(keeper, hidden.key)
    assert details.address == "9 rue Cachée"
    line = Entry.objects.get(action="place.read_protected")
    assert (line.actor_key, line.target) == (keeper.opaque_id, hidden.target)
    with pytest.raises(Refused):
        protected.read(worker(home, "pact_team"), hidden.key)
    with pytest.raises(Refused):
        protected.read(worker(home, "social_worker"), hidden.key)
    with pytest.raises(Http404):
        protected.read(worker(organisation(), "site_manager"), hidden.key)
    assert Entry.objects.filter(action="place.read_protected").count() == 1


def test_a_keeper_limited_to_a_territory_reaches_their_organisations_refuge() -> None:
    home = organisation()
    area = Territory.objects.create(code="99013", kind="arrondissement", name_fr="13e")
    hidden = refuge(home)
    assert protected.read(worker(home, "site_manager", territory=area), hidden.key)[0] == hidden


def test_a_keeper_of_two_organisations_reads_the_refuge_of_the_one_they_keep() -> None:
    home, other = organisation(), organisation()
    keeper = worker(home, "site_manager")
    from pacte.ground.partners.models import Membership

    Membership.objects.create(user=keeper, organisation=other, role="reader", starts_on=date(2015, 1, 1))
    with pytest.raises(Http404):
        protected.read(keeper, refuge(other).key)


def test_words_that_say_where_a_refuge_is_are_refused() -> None:
    home = organisation()
    hidden = refuge(home, address="9 rue Cachée", telephone="01 02 03 04 05")
    keeper = worker(home, "site_manager")
    with pytest.raises(BadInput) as told:
        places.edit(keeper, hidden.key, {"description": "Venez au 9 RUE CACHEE"})
    assert told.value.faults[0].where == "description"
    with pytest.raises(BadInput):
        services.add(keeper, hidden.key, {"category": "listening", "description": "Appelez le 0102030405"})
    days = {"kind": "notice", "first_day": date(2030, 1, 1), "last_day": date(2030, 1, 2)}
    with pytest.raises(BadInput):
        periods.add(keeper, hidden.key, days | {"message": "9 rue cachée"})


def test_a_refuge_is_hidden_from_its_first_day() -> None:
    home = organisation()
    values = {
        "name": "Un refuge", "organisation": home, "is_confidential": True, "address": "9 rue Cachée",
        "postal_code": "99013", "municipality": "Une ville", "telephone": "01 02 03 04 05",
    }  # fmt: skip
    made = places.create(worker(home, "site_manager"), values)
    assert made.is_confidential and "cach" not in everything_kept().lower()
    assert unseal(made.protected.sealed_address).splitlines() == ["9 rue Cachée", "99013 Une ville"]


def test_an_address_is_not_hidden_where_nobody_could_read_it_again() -> None:
    orphan = place()
    with pytest.raises(BadInput):
        protected.make_confidential(worker(organisation(), "pact_team"), orphan.key)


def test_revealing_needs_a_reason_is_noted_and_makes_a_draft() -> None:
    home = organisation()
    hidden = refuge(home, address="9 rue Cachée\n99013 Une ville", telephone="01 02 03 04 05")
    keeper = worker(home, "organisation_admin")
    with pytest.raises(BadInput):
        protected.reveal(keeper, hidden.key, "")
    with pytest.raises(Refused):
        protected.reveal(worker(organisation(), "pact_team"), hidden.key, "moved")
    protected.reveal(keeper, hidden.key, "moved")
    hidden = Place.objects.get(pk=hidden.pk)
    assert (hidden.address, hidden.postal_code, hidden.status) == ("9 rue Cachée", "99013", "draft")
    assert not ProtectedDetails.objects.exists()
    assert Entry.objects.get(action="place.reveal").detail["reason"] == "moved"


def test_what_is_written_down_of_a_refuge_leaves_its_words() -> None:
    home = organisation()
    hidden = refuge(home, description="Au 12 allée Secrète, au fond.")
    protected.keep(worker(home, "site_manager"), hidden.key, address="12 allée Secrète", telephone="")
    hidden.refresh_from_db()
    assert "Secr" not in hidden.description
