"""What is free tonight: the page, the link that serves once, the mail of the evening. Nothing said is lost."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import Http404
from django.test import Client
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.declarations.errors import BadInput
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.street.shelter.models import Closure, Declaration, DeclarationLink, HeldUnit, Lot, ShelterPlacement
from pacte.street.shelter.models.stock import ShelterSite
from pacte.street.shelter.reads.availability import available
from pacte.street.shelter.services import declaring
from pacte.street.shelter.services.declaring import LinkSpent
from tests.ground.people.making import organisation, worker
from tests.street.shelter.making import asked, lot, site

pytestmark = pytest.mark.django_db
EVENING = timezone.make_aware(datetime(2019, 2, 7, 19, 30))
NIGHT = date(2019, 2, 7)


@pytest.fixture(autouse=True)
def evening(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past seven on a Thursday evening."""
    monkeypatch.setattr(timezone, "now", lambda: EVENING)


@pytest.fixture
def home() -> Organisation:
    return organisation()


@pytest.fixture
def keeper(home: Organisation) -> User:
    return worker(home, Role.SITE_MANAGER)


@pytest.fixture
def regulator() -> User:
    return worker(organisation(), Role.REGULATOR)


@pytest.fixture
def centre(home: Organisation) -> ShelterSite:
    return site(home, evening_email="centre@pacte.example")


@pytest.fixture
def rooms(centre: ShelterSite) -> Lot:
    return lot(centre, 5, name="Chambres")


def held(at: Lot, units: int) -> None:
    placed = ShelterPlacement.objects.create(request=asked(), lot=at, units=units, first_night=NIGHT, origin="direct")
    taken = HeldUnit.objects.filter(lot=at, night=NIGHT).count()
    for number in range(units):
        HeldUnit.objects.create(placement=placed, lot=at, night=NIGHT, position=taken + number + 1)


def free(at: Lot) -> int:
    return available(NIGHT, [at])[at.pk].free


def path(key: UUID) -> str:
    return f"/hebergement/sites/{key}/ce-soir/"


def test_what_is_declared_is_free_until_it_is_given(keeper: User, centre: ShelterSite, rooms: Lot) -> None:
    held(rooms, 1)
    made = declaring.declare(keeper, centre.key, {rooms.key: 3})
    assert made.lots.get().held_units == 1
    assert made.how == "page"
    assert free(rooms) == 3
    held(rooms, 2)
    assert free(rooms) == 1


def test_declaring_again_replaces_the_number_and_keeps_the_first(keeper: User, centre: ShelterSite, rooms: Lot) -> None:
    for number in (3, 1, 4):
        declaring.declare(keeper, centre.key, {rooms.key: number})
    assert free(rooms) == 4
    assert Declaration.objects.count() == 3


def test_a_place_given_while_the_page_was_open_is_not_counted_twice(
    keeper: User, centre: ShelterSite, rooms: Lot
) -> None:
    seen = {rooms.key: 0}
    held(rooms, 2)
    declaring.declare(keeper, centre.key, {rooms.key: 5}, seen=seen)
    assert free(rooms) == 3


def test_two_declarations_at_once_are_two_declarations_and_the_last_one_counts(
    keeper: User, regulator: User, centre: ShelterSite, rooms: Lot
) -> None:
    seen = {rooms.key: 0}
    declaring.declare(keeper, centre.key, {rooms.key: 5}, seen=seen)
    declaring.declare(regulator, centre.key, {rooms.key: 2}, seen=seen)
    assert [each.how for each in Declaration.objects.order_by("pk")] == ["page", "regulation"]
    assert free(rooms) == 2


@pytest.mark.parametrize(
    ("number", "words"),
    [(5, "5 unités, dont 1 fermées et 1 attribuées : au plus 3 libres"), (-1, "négatif"), (None, "manque")],
)
def test_what_the_lot_cannot_have_is_refused_and_nothing_is_written(
    keeper: User, centre: ShelterSite, rooms: Lot, number: int | None, words: str
) -> None:
    held(rooms, 1)
    Closure.objects.create(site=centre, lot=rooms, units=1, reason="works", from_night=NIGHT)
    with pytest.raises(BadInput, match=words):
        declaring.declare(keeper, centre.key, {} if number is None else {rooms.key: number})
    assert not Declaration.objects.exists()


def test_another_night_is_refused(keeper: User, centre: ShelterSite, rooms: Lot) -> None:
    for ahead, words in ((-1, "est passée : rien n’a été enregistré"), (1, "n’est pas encore venue")):
        with pytest.raises(BadInput, match=words):
            declaring.declare(keeper, centre.key, {rooms.key: 1}, night=NIGHT + timedelta(days=ahead))


def test_a_site_that_is_not_open_tonight_has_nothing_to_declare(keeper: User, centre: ShelterSite, rooms: Lot) -> None:
    ShelterSite.objects.update(cold_plan_level=2)
    with pytest.raises(BadInput, match="aucune place ouverte"):
        declaring.declare(keeper, centre.key, {rooms.key: 1})


def test_the_regulation_declares_for_a_site_on_the_telephone_and_no_other_site_does(
    regulator: User, centre: ShelterSite
) -> None:
    hotel = lot(centre, 9, kind="room", nightly_cost="62.50")
    assert declaring.declare(regulator, centre.key, {hotel.key: 4}).how == "regulation"
    with pytest.raises(Http404):
        declaring.declare(worker(organisation(), Role.SITE_MANAGER), centre.key, {hotel.key: 4})


def test_a_lot_that_the_regulation_does_not_give_is_not_asked(keeper: User, centre: ShelterSite, rooms: Lot) -> None:
    lot(centre, 4, in_rounds=False)
    said = declaring.declare(keeper, centre.key, {rooms.key: 2})
    assert list(said.lots.values_list("lot", "free_units")) == [(rooms.pk, 2)]


# The page.


def test_the_page_proposes_what_is_neither_closed_nor_held(
    client: Client, keeper: User, centre: ShelterSite, rooms: Lot
) -> None:
    held(rooms, 1)
    Closure.objects.create(site=centre, lot=rooms, units=1, reason="works", from_night=NIGHT)
    client.force_login(keeper)
    page = client.get(path(centre.key)).content.decode()
    assert f'name="{rooms.key.hex}"' in page
    assert 'value="3"' in page
    answer = client.post(path(centre.key), {rooms.key.hex: "3", f"seen_{rooms.key.hex}": "1", "night": "2019-02-07"})
    assert answer.status_code == 302
    assert "déclaré 3 à 19:30" in client.get(path(centre.key)).content.decode()


def test_declaring_again_begins_with_what_is_left_of_what_was_said(
    client: Client, keeper: User, centre: ShelterSite, rooms: Lot
) -> None:
    declaring.declare(keeper, centre.key, {rooms.key: 3})
    held(rooms, 1)
    client.force_login(keeper)
    assert 'value="2"' in client.get(path(centre.key)).content.decode()


def test_steps_work_without_a_script_and_declare_nothing(
    client: Client, keeper: User, centre: ShelterSite, rooms: Lot
) -> None:
    client.force_login(keeper)
    page = client.post(path(centre.key), {rooms.key.hex: "3", "step": f"{rooms.key.hex}:-1"}).content.decode()
    assert 'value="2"' in page
    assert not Declaration.objects.exists()


def test_nothing_free_is_one_tap(client: Client, keeper: User, centre: ShelterSite, rooms: Lot) -> None:
    client.force_login(keeper)
    assert client.post(path(centre.key), {rooms.key.hex: "5", "nothing": "1"}).status_code == 302
    assert free(rooms) == 0
    assert Declaration.objects.get().lots.get().free_units == 0


def test_a_page_left_open_since_yesterday_keeps_what_was_typed(
    client: Client, keeper: User, centre: ShelterSite, rooms: Lot
) -> None:
    client.force_login(keeper)
    answer = client.post(path(centre.key), {rooms.key.hex: "4", "night": "2019-02-06"})
    assert answer.status_code == 422
    assert "La nuit du 6 février 2019 est passée" in answer.content.decode()
    assert 'value="4"' in answer.content.decode()
    assert 'value="2019-02-07"' in answer.content.decode()
    assert not Declaration.objects.exists()


@pytest.mark.parametrize("typed", ["", "beaucoup", "-1", "6", "1.5", "99999999999999999999"])
def test_what_is_no_number_of_free_units_comes_back(
    client: Client, keeper: User, centre: ShelterSite, rooms: Lot, typed: str
) -> None:
    client.force_login(keeper)
    answer = client.post(path(centre.key), {rooms.key.hex: typed})
    assert answer.status_code == 422
    assert "Il reste quelque chose à corriger" in answer.content.decode()
    assert not Declaration.objects.exists()


def test_the_page_holds_its_query_budget(
    client: Client, keeper: User, centre: ShelterSite, django_assert_max_num_queries: Any
) -> None:
    for _each in range(8):
        lot(centre, 3)
    client.force_login(keeper)
    with django_assert_max_num_queries(18):
        assert client.get(path(centre.key)).status_code == 200


# The link.


def by_link(client: Client, token: str, **said: str) -> Any:
    url = f"/hebergement/soir/{token}/"
    return client.post(url, said) if said else client.get(url)


def test_a_link_declares_once_without_signing_in(client: Client, keeper: User, centre: ShelterSite, rooms: Lot) -> None:
    token = declaring.make_link(keeper, centre.key)
    assert DeclarationLink.objects.get().digest == fingerprint(token)
    shown = by_link(client, token)
    assert shown.status_code == 200
    assert rooms.key.hex in shown.content.decode()
    done = by_link(client, token, **{rooms.key.hex: "4"})
    assert "C’est déclaré" in done.content.decode()
    assert free(rooms) == 4
    assert Declaration.objects.get().how == "link"
    again = by_link(client, token, **{rooms.key.hex: "1"})
    assert again.status_code == 410
    assert "déclarées le 7 février 2019, 19:30. Rien n’a été changé" in again.content.decode()
    assert by_link(client, token).status_code == 410
    assert free(rooms) == 4


def test_opening_a_link_or_stepping_does_not_spend_it(
    client: Client, keeper: User, centre: ShelterSite, rooms: Lot
) -> None:
    token = declaring.make_link(keeper, centre.key)
    by_link(client, token)
    stepped = by_link(client, token, **{rooms.key.hex: "4", "step": f"{rooms.key.hex}:1"})
    assert 'value="5"' in stepped.content.decode()
    assert by_link(client, token, **{rooms.key.hex: "9"}).status_code == 422
    assert DeclarationLink.objects.get().used_at is None


def test_behind_a_link_the_form_is_filled_so_that_declaring_is_one_press(
    client: Client, keeper: User, centre: ShelterSite, rooms: Lot
) -> None:
    token = declaring.make_link(keeper, centre.key)
    page = by_link(client, token).content.decode()
    fields = dict(re.findall(r'name="([^"]+)"[^>]*?value="([^"]*)"', page))
    assert fields[rooms.key.hex] == "5"
    sent = {name: value for name, value in fields.items() if rooms.key.hex in name}
    assert "C’est déclaré" in by_link(client, token, **sent).content.decode()


def test_a_link_is_not_kept_not_indexed_and_names_nobody(
    client: Client, keeper: User, centre: ShelterSite, rooms: Lot
) -> None:
    client.force_login(keeper)
    for token in (declaring.make_link(keeper, centre.key), "a-guessed-one"):
        answer = by_link(client, token)
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer["X-Robots-Tag"]
        assert keeper.display_name not in answer.content.decode()


def test_a_link_needs_no_cookie_and_no_other_token(keeper: User, centre: ShelterSite, rooms: Lot) -> None:
    strict = Client(enforce_csrf_checks=True)
    token = declaring.make_link(keeper, centre.key)
    assert "csrf" not in by_link(strict, token).content.decode()
    assert by_link(strict, token, **{rooms.key.hex: "2"}).status_code == 200


def test_an_expired_link_says_so_and_changes_nothing(
    client: Client, keeper: User, centre: ShelterSite, rooms: Lot, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = declaring.make_link(keeper, centre.key)
    noon = timezone.make_aware(datetime(2019, 2, 8, 12, 0))
    with pytest.raises(LinkSpent):
        declaring.declare_by_link(token, {rooms.key: 1}, now=noon)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    answer = by_link(client, token, **{rooms.key.hex: "1"})
    assert answer.status_code == 410
    assert "n’est plus valable" in answer.content.decode()
    assert "un nouveau lien" in answer.content.decode()
    assert not Declaration.objects.exists()


def test_a_link_declares_its_own_night_until_noon(
    client: Client, keeper: User, centre: ShelterSite, rooms: Lot, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = declaring.make_link(keeper, centre.key)
    morning = timezone.make_aware(datetime(2019, 2, 8, 11, 59))
    monkeypatch.setattr(timezone, "now", lambda: morning)
    assert by_link(client, token, **{rooms.key.hex: "1"}).status_code == 200
    assert Declaration.objects.get().night == NIGHT


@pytest.mark.parametrize("change", [lambda token: token[:-1], lambda token: "A" * 43, lambda _token: "../x"])
def test_a_forged_or_guessed_link_opens_nothing(
    client: Client, keeper: User, centre: ShelterSite, rooms: Lot, change: Any
) -> None:
    forged = change(declaring.make_link(keeper, centre.key))
    assert by_link(client, forged).status_code == 404
    assert by_link(client, forged, **{rooms.key.hex: "1"}).status_code == 404
    assert not Declaration.objects.exists()


def test_a_link_of_a_site_says_nothing_of_another(
    client: Client, keeper: User, centre: ShelterSite, rooms: Lot
) -> None:
    other = lot(site(organisation()), 3)
    token = declaring.make_link(keeper, centre.key)
    by_link(client, token, **{rooms.key.hex: "1", other.key.hex: "3"})
    assert free(other) == 0


def test_the_regulation_and_the_site_make_a_link_by_hand_and_see_it_once(
    client: Client, regulator: User, centre: ShelterSite, rooms: Lot
) -> None:
    client.force_login(regulator)
    answer = client.post(f"/hebergement/sites/{centre.key}/lien/")
    token = re.search(r"/hebergement/soir/([\w-]+)/", answer.content.decode())
    assert token
    assert DeclarationLink.objects.get().digest == fingerprint(token[1])
    with pytest.raises(Http404):
        declaring.make_link(worker(organisation(), Role.SITE_MANAGER), centre.key)
    with pytest.raises(Http404):
        declaring.make_link(regulator, uuid4())
