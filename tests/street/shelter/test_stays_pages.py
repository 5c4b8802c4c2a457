"""The pages of stays: what each reader sees, what a button does, how many queries it takes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.privacy import Asker
from pacte.ground.partners.models import Organisation
from pacte.ground.people.reads.sight import sight_of
from pacte.street.shelter.models import HeldUnit, Lot, RequestMember, ShelterPlacement, ShelterRequest
from pacte.street.shelter.privacy.stays import HOLDINGS, RETENTION
from pacte.street.shelter.reads.stays_costs import hotel_costs
from pacte.street.shelter.reads.stays_one import panel_rows
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.services import placing, stays
from pacte.street.shelter.worklist.stays import of_regulation, of_sites
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.street.shelter.making import asked, lot, site

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Organisation:
    return organisation()


@pytest.fixture
def regulator() -> User:
    return worker(organisation(), "regulator")


@pytest.fixture
def keeper(home: Organisation) -> User:
    return worker(home, "site_manager")


def offered(by: User, at: Lot, request: ShelterRequest | None = None) -> ShelterPlacement:
    return placing.place(by, request or asked(), at, origin="direct")


def there(by: User, at: Lot, request: ShelterRequest | None = None) -> ShelterPlacement:
    return stays.arrived(by, offered(by, at, request))


def page(client: Client, user: User, route: str, **kwargs: Any) -> str:
    client.force_login(user)
    response = client.get(reverse(f"shelter:{route}", kwargs=kwargs))
    assert response.status_code == 200
    return response.content.decode()


def post(client: Client, user: User, route: str, placement: ShelterPlacement, **body: Any) -> Any:
    client.force_login(user)
    return client.post(reverse(f"shelter:{route}", kwargs={"key": placement.key}), body, follow=True)


def test_the_evening_page_says_who_is_expected_and_one_button_receives_them(
    client: Client, home: Organisation, regulator: User, keeper: User
) -> None:
    at = lot(site(home), units=4, free=4, accepts_animals=True)
    held = offered(regulator, at, asked((30, "woman"), (3, ""), kind="woman_with_children", animals=1))
    text = page(client, keeper, "arrivals", key=at.site.key)
    assert held.request.label in text and "1 femme" in text and "1 enfant (3 ans), 1 animal" in text
    after = post(client, keeper, "stay_arrived", held, **{"from": "arrivals"})
    assert after.redirect_chain[-1][0] == reverse("shelter:arrivals", kwargs={"key": at.site.key})
    held.refresh_from_db()
    assert held.state == "present" and "L’arrivée est notée." in after.content.decode()


def test_the_site_is_told_the_place_is_free_the_regulation_also_how_many_could_have_it(
    client: Client, home: Organisation, regulator: User, keeper: User
) -> None:
    at = lot(site(home), units=2, free=2)
    first, second = offered(regulator, at), offered(regulator, at)
    asked()
    told = post(client, keeper, "stay_no_show", first).content.decode()
    assert "La place est libre." in told and "pourrait" not in told
    told = post(client, regulator, "stay_no_show", second, then="queue").content.decode()
    assert "2 ménages qui attendent pourraient la prendre." in told
    second.request.refresh_from_db()
    assert second.request.state == "qualified"


def test_a_household_with_somebody_out_of_sight_is_in_no_count(
    client: Client, home: Organisation, regulator: User
) -> None:
    at = lot(site(home), units=1, free=1)
    held = offered(regulator, at)
    elsewhere = organisation()
    person = restricted(followed(worker(elsewhere), elsewhere).person)
    RequestMember.objects.filter(request=asked()).update(person=person)
    assert "attend pourrait" not in post(client, regulator, "stay_no_show", held).content.decode()


def test_a_refused_end_keeps_what_was_typed_and_says_why(
    client: Client, home: Organisation, regulator: User, keeper: User
) -> None:
    held = there(regulator, lot(site(home), free=1))
    told = post(client, keeper, "stay_end", held, end="other", orientation="")
    assert told.status_code == 422 and "Personne ne sort sans orientation." in told.content.decode()
    told = post(client, keeper, "stay_end", held, end="other_shelter", orientation="Au centre voisin")
    assert "Au centre voisin" in told.content.decode()


def test_a_stay_at_another_site_is_not_found_and_a_role_without_stays_is_refused(
    client: Client, home: Organisation, regulator: User
) -> None:
    held = offered(regulator, lot(site(home), free=1))
    client.force_login(worker(organisation(), "site_manager"))
    assert client.get(reverse("shelter:stay", kwargs={"key": held.key})).status_code == 404
    client.force_login(worker(home))
    assert client.get(reverse("shelter:stay", kwargs={"key": held.key})).status_code == 403


def test_a_name_is_on_the_page_only_for_who_may_see_the_person(
    client: Client, home: Organisation, regulator: User, keeper: User
) -> None:
    elsewhere = organisation()
    file = followed(worker(elsewhere), elsewhere, given_name="Prénomunique")
    mine = followed(regulator, Organisation.objects.get(memberships__user=regulator), given_name="Prénomconnu")
    at = lot(site(home), units=4, free=4)
    unknown, known = offered(regulator, at, asked(file=file)), offered(regulator, at, asked(file=mine))
    for reader in (keeper, regulator):
        assert "Prénomunique" not in page(client, reader, "arrivals", key=at.site.key)
        assert "Prénomunique" not in page(client, reader, "stay", key=unknown.key)
    assert "Prénomconnu" in page(client, regulator, "stay", key=known.key)
    assert "Prénomconnu" not in page(client, keeper, "stay", key=known.key)
    assert not Entry.objects.filter(detail__icontains="Prénom").exists()


def test_why_a_household_was_placed_at_once_is_not_told_to_the_site(
    client: Client, home: Organisation, regulator: User, keeper: User
) -> None:
    request = asked()
    held = placing.place_now(regulator, request, "violence", "Des mots", lot=lot(site(home), free=1))
    assert "Des mots" in page(client, regulator, "stay", key=held.key)
    told = page(client, keeper, "stay", key=held.key)
    assert "Des mots" not in told and "Violences" not in told


def test_a_household_at_the_door_is_taken_in_from_a_form_that_asks_no_name(
    client: Client, home: Organisation, keeper: User
) -> None:
    here = site(home)
    own = lot(here, units=4, free=4, in_rounds=False)
    client.force_login(keeper)
    url = reverse("shelter:take_in", kwargs={"key": here.key})
    assert "aucun nom" in client.get(url).content.decode()
    wrong = client.post(url, {"lot": own.key, "women": 1, "children": "trois"})
    assert wrong.status_code == 422 and "trois" in wrong.content.decode()
    done = client.post(url, {"lot": own.key, "women": 1, "children": "3; 0"})
    assert done.status_code == 302
    assert ShelterPlacement.objects.get().persons == 3
    alone = client.post(url, {"lot": own.key, "men": 1, "says_minor": "on"}, follow=True)
    assert "ni placé ici, ni renvoyé" in alone.content.decode() and ShelterPlacement.objects.count() == 1


def test_the_morning_says_who_leaves_and_whose_last_night_it_was(
    client: Client, home: Organisation, regulator: User, keeper: User
) -> None:
    here = site(home)
    single, lasting = there(regulator, lot(here, free=1, lasts=False)), there(regulator, lot(here, free=1))
    ShelterPlacement.objects.filter(pk=lasting.pk).update(last_night=night_at())
    text = page(client, keeper, "departures", key=here.key)
    assert text.index("pour cette nuit seulement") < text.index(single.request.label)
    assert text.index("Dernière nuit prévue") < text.index(lasting.request.label)


def test_transports_say_who_waits_from_where_and_where_to(client: Client, home: Organisation, regulator: User) -> None:
    held = offered(regulator, lot(site(home, name="Un refuge", is_confidential=True), free=1))
    stays.ask_transport(regulator, held, "taxi")
    text = page(client, regulator, "transports")
    assert (
        held.request.label in text and "Taxi" in text and "adresse de vive voix" in text and "1 ménage attend" in text
    )
    post(client, regulator, "stay_on_the_way", held)
    assert "parti à" in page(client, regulator, "transports")


def test_a_household_out_of_sight_does_not_say_from_where_it_comes(
    client: Client, home: Organisation, regulator: User
) -> None:
    from pacte.ground.territory.models import Territory

    area = Territory.objects.create(code="75199", kind="arrondissement", name_fr="Arrondissement secret")
    elsewhere = organisation()
    person = restricted(followed(worker(elsewhere), elsewhere).person)
    request = asked(territory=area)
    RequestMember.objects.filter(request=request).update(person=person)
    stays.ask_transport(regulator, offered(regulator, lot(site(home), free=1), request), "taxi")
    assert "Arrondissement secret" not in page(client, regulator, "transports")


def test_hotel_nights_cost_what_their_lot_says_by_stay_and_by_night(
    client: Client, home: Organisation, regulator: User
) -> None:
    hotel = lot(site(home, kind="hotel", name="Hôtel =Exemple"), units=3, free=3, kind="room", nightly_cost="42.50")
    held = there(regulator, hotel)
    HeldUnit.objects.create(placement=held, lot=hotel, night=night_at() - timedelta(days=31), position=1)
    found = hotel_costs(regulator, night_at().replace(day=1))
    assert [(line.label, line.nights, str(line.cost)) for line in found.stays] == [(held.request.label, 1, "42.50")]
    assert [(night, units) for night, units, _cost in found.nights] == [(night_at(), 1)]
    assert "42,50 €" in page(client, regulator, "hotel_costs").replace("\xa0", " ").replace("\u202f", " ")
    told = client.get(reverse("shelter:hotel_costs_csv")).content.decode("utf-8-sig")
    assert f"{held.request.label};{night_at()};Hôtel =Exemple" in told and told.endswith(";1;1;42.50;42.50\r\n")


def test_a_single_night_is_asked_again_without_being_typed_again(home: Organisation, regulator: User) -> None:
    elsewhere = organisation()
    file = followed(worker(elsewhere), elsewhere)
    request = asked((30, "woman"), (3, ""), kind="woman_with_children", file=file, sealed_way=seal("06 00 00 00 12"))
    held = there(regulator, lot(site(home), free=2, lasts=False), request)
    yesterday = night_at() - timedelta(days=1)
    ShelterRequest.objects.filter(pk=request.pk).update(night=yesterday)
    ShelterPlacement.objects.filter(pk=held.pk).update(first_night=yesterday, last_night=yesterday)
    HeldUnit.objects.update(night=yesterday)
    from django.utils import timezone

    stays.continue_stays(timezone.now())
    again = stays.ask_again(regulator, held)
    assert (again.night, again.state, again.kind, again.size) == (night_at(), "qualified", "woman_with_children", 2)
    assert again.previous_site == held.lot.site and again.file == file and again.sealed_way
    with pytest.raises(Exception, match="déjà une demande"):
        stays.ask_again(regulator, held)


def test_my_day_counts_arrivals_to_confirm_and_stays_without_a_unit(
    home: Organisation, regulator: User, keeper: User
) -> None:
    here = site(home)
    at = lot(here, units=2, free=2)
    offered(regulator, at)
    staying = there(regulator, at)
    yesterday = night_at() - timedelta(days=1)
    ShelterPlacement.objects.update(first_night=yesterday)
    HeldUnit.objects.filter(placement=staying).delete()
    mine = [(entry.title, entry.urgency.value) for entry in of_sites(keeper, night_at())]
    assert mine == [("1 arrivée à confirmer", "overdue"), ("1 ménage présent sans unité cette nuit", "today")]
    assert [entry.title for entry in of_regulation(regulator, night_at())] == [
        "1 séjour n’a pas pu être prolongé", "1 ménage attendu, heure passée",
    ]  # fmt: skip
    assert not list(of_sites(worker(organisation(), "site_manager"), night_at()))
    assert not list(of_regulation(keeper, night_at()))


def test_a_place_unanswered_for_half_an_hour_is_shown(home: Organisation, regulator: User, client: Client) -> None:
    held = offered(regulator, lot(site(home), free=1))
    ShelterPlacement.objects.update(placed_at=held.placed_at - timedelta(minutes=31))
    assert "1 place proposée sans réponse" in [entry.title for entry in of_regulation(regulator, night_at())]
    assert "sans réponse depuis trente minutes (exemple)" in page(client, regulator, "stays")


def test_the_person_s_page_names_no_refuge_beyond_its_team_and_whoever_placed_them(
    home: Organisation, regulator: User
) -> None:
    elsewhere = organisation()
    social = worker(elsewhere)
    file = followed(social, elsewhere)
    for confidential, words in ((False, "Un centre ouvert"), (True, "Site confidentiel")):
        there(
            regulator, lot(site(home, name="Un centre ouvert", is_confidential=confidential), free=1), asked(file=file)
        )
        sight = sight_of(social, file.person)
        assert sight is not None
        assert words in [row.title for row in panel_rows(social, sight)]
    assert [row.url for row in panel_rows(social, sight)] == ["", ""]


def test_a_person_is_told_their_stays_and_a_relative_nothing(home: Organisation, regulator: User, keeper: User) -> None:
    elsewhere = organisation()
    file = followed(worker(elsewhere), elsewhere)
    held = there(regulator, lot(site(home, name="Un centre"), free=1), asked(file=file))
    stays.end(keeper, held, "housed", "Un logement à elle")
    [section] = HOLDINGS[0].tell(file.person, Asker.SELF)
    assert section.rows[0][0] == "Un centre" and section.rows[0][-1] == "Un logement à elle"
    assert HOLDINGS[0].tell(file.person, Asker.RELATIVE) == []
    assert HOLDINGS[0].anonymise(file.person) == 1 and HOLDINGS[0].anonymise(file.person) == 0


def test_words_go_a_year_after_the_stay_and_the_nights_stay(home: Organisation, regulator: User, keeper: User) -> None:
    from django.utils import timezone

    held = stays.end(keeper, there(regulator, lot(site(home), free=1)), "housed", "Des mots")
    rule = RETENTION[0]
    assert rule.purge(timezone.now() - rule.keep) == 0
    ShelterPlacement.objects.update(ended_at=timezone.now() - rule.keep - timedelta(days=1))
    assert rule.purge(timezone.now() - rule.keep) == 1
    held.refresh_from_db()
    assert held.sealed_orientation == "" and held.state == "ended"


@pytest.mark.parametrize(("route", "budget"), [("arrivals", 26), ("departures", 20)])
def test_a_site_s_pages_take_as_many_queries_for_many_households_as_for_one(
    route: str, budget: int, client: Client, home: Organisation, regulator: User, keeper: User,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    at = lot(site(home), units=30, free=30)
    for _household in range(6):
        offered(regulator, at)
        there(regulator, at)
    client.force_login(keeper)
    with django_assert_max_num_queries(budget):
        assert client.get(reverse(f"shelter:{route}", kwargs={"key": at.site.key})).status_code == 200


@pytest.mark.parametrize(("route", "budget"), [("stays", 24), ("transports", 18), ("hotel_costs", 12)])
def test_the_regulation_s_pages_take_as_many_queries_for_many_stays_as_for_one(
    route: str, budget: int, client: Client, home: Organisation, regulator: User, django_assert_max_num_queries: Any
) -> None:
    at = lot(site(home), units=30, free=30, nightly_cost=40)
    for _household in range(6):
        stays.ask_transport(regulator, offered(regulator, at), "taxi")
        there(regulator, at)
    client.force_login(regulator)
    with django_assert_max_num_queries(budget):
        assert client.get(reverse(f"shelter:{route}")).status_code == 200


def test_a_stay_s_page_and_message_stay_within_their_budget(
    client: Client, home: Organisation, regulator: User, django_assert_max_num_queries: Any
) -> None:
    held = offered(regulator, lot(site(home), free=1))
    client.force_login(regulator)
    for route, budget in (("stay", 20), ("stay_message", 14)):
        with django_assert_max_num_queries(budget):
            assert client.get(reverse(f"shelter:{route}", kwargs={"key": held.key})).status_code == 200
