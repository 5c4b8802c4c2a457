"""Organisations and their members: who gives what, and what it changes at the next request."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.messages.models import Message
from pacte.ground.partners import services
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.partners.permissions import has_role
from tests.house.city import City, found

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return found()


def give(city: City, by: str, **changes: Any) -> Membership:
    values = {
        "email": "colleague@own.example", "display_name": "Une collègue", "role": "reader",
        "territory": city.here, "starts_on": timezone.localdate(),
    } | changes  # fmt: skip
    return services.give_membership(city.users[by], values.pop("organisation", city.own), **values)


def test_a_referent_invites_a_colleague_who_had_no_account(city: City) -> None:
    membership = give(city, "organisation_admin", email="Colleague@Own.example")
    assert has_role(membership.user, "reader", organisation=city.own)
    assert Message.objects.get().template == "accounts/mail/invitation"
    given = Entry.objects.get(action="membership.give")
    assert given.detail == {"role": "reader", "user": str(membership.user.opaque_id)}
    with pytest.raises(BadInput, match="a déjà ce rôle"):
        give(city, "organisation_admin")


@pytest.mark.parametrize("role", ["platform_admin", "pact_team", "data_protection"])
def test_a_referent_gives_no_reserved_role_nor_ends_one(city: City, role: str) -> None:
    with pytest.raises(Refused, match="dépasse ce que vous pouvez donner"):
        give(city, "organisation_admin", role=role)
    with pytest.raises(Refused):
        services.end_membership(city.users["organisation_admin"], city.users[role].memberships.get())
    assert give(city, "platform_admin", role=role).role == role


def test_a_referent_gives_no_more_territory_than_theirs_and_only_at_home(city: City) -> None:
    for changes in ({"territory": city.there}, {"territory": None}, {"organisation": city.other}):
        with pytest.raises(Refused):
            give(city, "organisation_admin", **changes)
    Membership.objects.filter(user=city.users["organisation_admin"]).update(territory=None)
    assert give(city, "organisation_admin", territory=None).territory is None


def test_a_role_taken_back_opens_nothing_at_the_next_request(client: Client, city: City) -> None:
    member = city.users["contributor"]
    client.force_login(member)
    page = reverse("partners:organisation", kwargs={"slug": "own"})
    assert client.get(page).status_code == 200
    services.end_membership(city.users["organisation_admin"], member.memberships.get())
    assert client.get(page).status_code == 404
    assert "membre d’aucune organisation" in client.get(reverse("partners:organisations")).content.decode()
    assert member.memberships.get().ends_on == timezone.localdate() - timedelta(days=1)


def test_a_role_that_had_not_begun_goes_and_an_old_one_keeps_its_end(city: City) -> None:
    services.end_membership(city.users["organisation_admin"], give(city, "organisation_admin"))
    assert not User.objects.get(email="colleague@own.example").memberships.exists()
    old = give(city, "organisation_admin", starts_on=date(2016, 1, 1), ends_on=date(2017, 1, 1))
    services.end_membership(city.users["organisation_admin"], old)
    old.refresh_from_db()
    assert old.ends_on == date(2017, 1, 1)


def test_the_platform_keeps_somebody_to_administer_it(city: City) -> None:
    admin = city.users["platform_admin"]
    with pytest.raises(BadInput, match="dernière personne"):
        services.end_membership(admin, admin.memberships.get())
    give(city, "platform_admin", role="platform_admin")
    services.end_membership(admin, admin.memberships.get())
    assert not has_role(admin, "platform_admin")


def test_a_fresh_installation_gets_its_first_administrator_from_the_machine(client: Client) -> None:
    call = {"email": "Chief@Ville.example", "display_name": "Une responsable", "organisation_name": "Ville d’exemple"}
    link = services.install_administrator(**call)
    services.install_administrator(**call)
    chief = User.objects.get(email="chief@ville.example")
    assert has_role(chief, "platform_admin", organisation=Organisation.objects.get(slug="ville-dexemple"))
    assert chief.memberships.count() == 1
    assert client.get(link.removeprefix("http://localhost:8000"), follow=True).status_code == 200


def test_a_closed_organisation_gives_no_right_and_gives_them_back(city: City) -> None:
    other = give(city, "platform_admin", organisation=city.other).user
    services.close_organisation(city.users["pact_team"], city.other)
    assert not has_role(other, "reader")
    services.open_organisation(city.users["pact_team"], city.other)
    assert has_role(other, "reader")


def test_a_partner_is_founded_once_with_a_siret_that_exists(client: Client, city: City) -> None:
    client.force_login(city.users["pact_team"])
    form = {"name": "Régie de quartier d’exemple", "kind": "association", "siret": "21750001600018"}
    wrong = client.post(reverse("partners:found"), form)
    assert wrong.status_code == 422
    assert "SIRET n’existe pas" in wrong.content.decode() and form["name"] in wrong.content.decode()
    made = client.post(reverse("partners:found"), form | {"siret": "21750001600019"})
    assert made["Location"] == reverse("partners:organisation", kwargs={"slug": "regie-de-quartier-dexemple"})
    again = client.post(reverse("partners:found"), form | {"siret": ""})
    assert "déjà pris" in again.content.decode()


def test_a_referent_keeps_the_details_and_the_sites_of_their_organisation(client: Client, city: City) -> None:
    client.force_login(city.users["organisation_admin"])
    site = {"name": "Accueil de jour", "territory": city.here.pk}
    client.post(reverse("partners:site_add", kwargs={"slug": "own"}), site)
    placed = city.own.sites.get()
    address = {"slug": "own", "number": placed.pk}
    client.post(reverse("partners:site_change", kwargs=address), site | {"name": "Accueil de nuit"})
    assert "Accueil de nuit" in client.get(reverse("partners:organisation", kwargs={"slug": "own"})).content.decode()
    client.post(reverse("partners:site_remove", kwargs=address))
    assert not city.own.sites.exists()
    client.post(reverse("partners:change", kwargs={"slug": "own"}), {"name": "Nouveau nom", "kind": "company"})
    assert Organisation.objects.get(slug="own").name == "Nouveau nom"


@pytest.mark.parametrize(
    ("route", "most"), [("organisations", 6), ("organisation", 8), ("members", 6), ("membership_give", 6)]
)
def test_each_page_keeps_to_its_budget(
    client: Client, city: City, route: str, most: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        services.add_site(city.users["platform_admin"], city.own, name=f"Lieu {number}", territory=city.here)
    client.force_login(city.users["platform_admin"])
    kwargs = {} if route == "organisations" else {"slug": "own"}
    with django_assert_max_num_queries(most):
        assert client.get(reverse(f"partners:{route}", kwargs=kwargs)).status_code == 200
