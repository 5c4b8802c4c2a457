"""Sites, lots, dated capacity, closures: the past stays, nobody is left outside, an address that is secret stays so."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from pacte.ground.accounts.models import User
from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.street.shelter.models import Closure, HeldUnit, Lot, LotCapacity, ShelterPlacement, ShelterSite, SiteAddress
from pacte.street.shelter.reads.availability import available
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.services import stock, stock_closing
from pacte.street.shelter.worklist.stock import closures_to_watch
from tests.ground.people.making import organisation, worker
from tests.street.shelter.making import asked, lot, site

pytestmark = pytest.mark.django_db
LONG_AGO = date(2015, 1, 1)


@pytest.fixture
def home() -> Organisation:
    return organisation()


@pytest.fixture
def keeper(home: Organisation) -> User:
    return worker(home, Role.SITE_MANAGER)


@pytest.fixture
def centre(home: Organisation) -> ShelterSite:
    return site(home)


def nights(ahead: int) -> date:
    return night_at() + timedelta(days=ahead)


def placed(at: Lot, units: int = 1, *, first: date | None = None, last: date | None = None) -> ShelterPlacement:
    """A household in this lot, holding its units tonight."""
    made = ShelterPlacement.objects.create(
        request=asked(), lot=at, units=units, first_night=first or night_at(), last_night=last, origin="direct",
        state="present",
    )  # fmt: skip
    taken = HeldUnit.objects.filter(lot=at, night=night_at()).count()
    for number in range(units):
        HeldUnit.objects.create(placement=made, lot=at, night=night_at(), position=taken + number + 1)
    return made


VALUES: dict[str, Any] = {"name": "Un centre", "kind": "emergency", "address": "3 rue de l’Exemple"}


def test_a_site_is_opened_in_the_scheme_of_its_kind(keeper: User, home: Organisation) -> None:
    assert stock.open_site(keeper, home, VALUES).scheme == "shelter"
    halt = stock.open_site(keeper, home, {**VALUES, "name": "Une halte", "kind": "night_stop"})
    assert halt.scheme == "night_stops"
    assert Entry.objects.filter(action="site.open").count() == 2


def test_a_site_is_opened_by_its_own_organisation(keeper: User) -> None:
    with pytest.raises(Refused):
        stock.open_site(keeper, organisation(), VALUES)
    with pytest.raises(Refused):
        stock.open_site(worker(organisation(), Role.REGULATOR), organisation(), VALUES)
    assert not ShelterSite.objects.exists()


def test_two_sites_of_an_organisation_have_two_names(keeper: User, home: Organisation) -> None:
    stock.open_site(keeper, home, VALUES)
    with pytest.raises(BadInput, match="déjà celui d’un de vos sites"):
        stock.open_site(keeper, home, VALUES)


def test_the_address_of_a_confidential_site_is_sealed_at_once(keeper: User, home: Organisation) -> None:
    made = stock.open_site(
        keeper, home,
        {**VALUES, "is_confidential": True, "directions": "Porte B", "telephone": "01 02 03 04 05"},
    )  # fmt: skip
    made.refresh_from_db()
    assert (made.address, made.directions, made.telephone, made.territory) == ("", "", "", None)
    assert "Exemple" not in SiteAddress.objects.get().sealed_address
    assert stock.read_address(keeper, made.key)[1:] == ("3 rue de l’Exemple\nPorte B", "01 02 03 04 05")
    assert Entry.objects.filter(action="site.read_protected").count() == 1


def test_a_confidential_site_stays_so_and_is_read_by_its_team_alone(keeper: User, home: Organisation) -> None:
    made = stock.open_site(keeper, home, {**VALUES, "is_confidential": True})
    stock.change_site(keeper, made.key, {**VALUES, "is_confidential": False, "address": "5 rue de l’Exemple"})
    made.refresh_from_db()
    assert made.is_confidential
    assert made.address == ""
    assert stock.read_address(keeper, made.key)[1] == "3 rue de l’Exemple"
    with pytest.raises(Refused):
        stock.read_address(worker(organisation(), Role.REGULATOR), made.key)
    with pytest.raises(Http404):
        stock.read_address(worker(organisation(), Role.SITE_MANAGER), made.key)


def test_a_public_site_that_becomes_confidential_loses_its_address(keeper: User, centre: ShelterSite) -> None:
    said = {"name": centre.name, "kind": "violence_refuge", "address": centre.address, "is_confidential": True}
    changed = stock.change_site(keeper, centre.key, said)
    changed.refresh_from_db()
    assert (changed.address, changed.latitude) == ("", None)
    assert stock.read_address(keeper, centre.key)[1] == "3 rue de l’Exemple"


LOT: dict[str, Any] = {"name": "Chambres", "kind": "room", "unit_places": 3, "audience": "families"}


def test_a_lot_opens_with_its_units_from_a_night_on(keeper: User, centre: ShelterSite) -> None:
    made = stock.add_lot(keeper, centre.key, LOT, units=5, from_night=nights(2))
    assert available(night_at(), [made])[made.pk].capacity == 0
    assert available(nights(2), [made])[made.pk].capacity == 5


@pytest.mark.parametrize(
    ("values", "units", "ahead", "words"),
    [
        ({"min_age": 60, "max_age": 18}, 5, 0, "sous l’âge minimal"),
        ({}, 0, 0, "de 1 à 2000 unités"),
        ({}, 2001, 0, "de 1 à 2000 unités"),
        ({}, 5, -1, "est passée"),
        ({"unit_places": 31}, 5, 0, "30"),
        ({"audience": "anybody"}, 5, 0, "anybody"),
    ],
)
def test_a_lot_that_does_not_hold_is_refused_whole(
    keeper: User, centre: ShelterSite, values: dict[str, Any], units: int, ahead: int, words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        stock.add_lot(keeper, centre.key, LOT | values, units=units, from_night=nights(ahead))
    assert not Lot.objects.exists()


def test_a_bed_has_one_place(keeper: User, centre: ShelterSite) -> None:
    assert stock.add_lot(keeper, centre.key, LOT | {"kind": "beds"}, units=5, from_night=night_at()).unit_places == 1


def test_a_new_number_holds_from_its_night_on_and_leaves_the_past(keeper: User, centre: ShelterSite) -> None:
    rooms = lot(centre, 10)
    stock_closing.set_capacity(keeper, rooms.key, units=4, from_night=nights(3))
    known = {ahead: available(nights(ahead), [rooms])[rooms.pk].capacity for ahead in (-30, 0, 2, 3, 30)}
    assert known == {-30: 10, 0: 10, 2: 10, 3: 4, 30: 4}
    with pytest.raises(BadInput, match="elle reste comme elle a été"):
        stock_closing.set_capacity(keeper, rooms.key, units=3, from_night=nights(-1))
    with pytest.raises(BadInput, match="de 0 à 2000"):
        stock_closing.set_capacity(keeper, rooms.key, units=-1, from_night=nights(0))


def test_fewer_units_than_households_hold_says_who_is_there_and_loses_nothing(
    keeper: User, centre: ShelterSite
) -> None:
    rooms = lot(centre, 5)
    placed(rooms, 2, last=night_at())
    placed(rooms, 1)
    with pytest.raises(BadInput) as refused:
        stock_closing.set_capacity(keeper, rooms.key, units=2, from_night=night_at())
    words = str(refused.value)
    assert "2 ménages (3 unités), il en resterait 2" in words
    assert "Déplacez ou terminez d’abord leurs séjours" in words
    assert LotCapacity.objects.get().units == 5
    assert ShelterPlacement.objects.count() == 2
    stock_closing.set_capacity(keeper, rooms.key, units=3, from_night=night_at())
    stock_closing.set_capacity(keeper, rooms.key, units=1, from_night=nights(1))


def test_a_lot_is_not_closed_on_people(keeper: User, centre: ShelterSite) -> None:
    rooms = lot(centre, 3)
    placed(rooms, 2, last=nights(2))
    said = {"reason": "works", "words": "Plomberie"}
    with pytest.raises(BadInput, match=r"nuits du .* au .* : 1 ménage \(2 unités\), il en resterait 0 d’ouvertes"):
        stock_closing.close_lot(keeper, rooms.key, from_night=night_at(), **said)
    with pytest.raises(BadInput, match="1 ménage"):
        stock_closing.close_site(keeper, centre.key, from_night=nights(1), **said)
    assert not Closure.objects.exists()
    stock_closing.close_lot(keeper, rooms.key, units=1, from_night=night_at(), **said)
    stock_closing.close_lot(keeper, rooms.key, from_night=nights(3), **said)
    assert available(night_at(), [rooms])[rooms.pk].closed == 1
    assert available(nights(3), [rooms])[rooms.pk].closed == 3


def test_a_stay_without_an_end_forbids_a_closure_unless_it_is_announced(keeper: User, centre: ShelterSite) -> None:
    rooms = lot(centre, 1)
    placed(rooms)
    with pytest.raises(BadInput, match="sans date de fin"):
        stock_closing.close_lot(keeper, rooms.key, reason="works", from_night=nights(13))
    stock_closing.close_lot(keeper, rooms.key, reason="works", from_night=nights(14))
    assert [str(entry.kind) for entry in closures_to_watch(keeper, night_at())] == ["Fermeture habitée"]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"from_night": -1}, "est passée"),
        ({"from_night": 3, "until_night": 2}, "finit avant de commencer"),
        ({"reason": "because"}, "La raison manque"),
        ({"units": 4}, "3 unités cette nuit-là"),
        ({"units": 0}, "3 unités cette nuit-là"),
    ],
)
def test_a_closure_that_does_not_hold_is_refused(
    keeper: User, centre: ShelterSite, said: dict[str, Any], words: str
) -> None:
    rooms = lot(centre, 3)
    values: dict[str, Any] = {"reason": "pests", "from_night": 0} | said
    for name in ("from_night", "until_night"):
        if name in values:
            values[name] = nights(values[name])
    with pytest.raises(BadInput, match=words):
        stock_closing.close_lot(keeper, rooms.key, **values)


def test_a_closure_ends_earlier_later_or_never_began(keeper: User, centre: ShelterSite) -> None:
    rooms = lot(centre, 3)
    begun = Closure.objects.create(site=centre, lot=rooms, reason="works", from_night=nights(-5))
    stock_closing.change_closure(keeper, begun.key, until_night=nights(-1))
    assert available(night_at(), [rooms])[rooms.pk].closed == 0
    assert available(nights(-1), [rooms])[rooms.pk].closed == 3
    with pytest.raises(BadInput, match="est finie"):
        stock_closing.change_closure(keeper, begun.key, until_night=nights(3))
    ahead = stock_closing.close_lot(keeper, rooms.key, reason="works", from_night=nights(4), until_night=nights(5))
    placed(rooms, last=nights(6))
    with pytest.raises(BadInput, match="1 ménage"):
        stock_closing.change_closure(keeper, ahead.key, until_night=nights(6))
    assert stock_closing.change_closure(keeper, ahead.key, until_night=nights(3)) is None
    assert Closure.objects.count() == 1


def test_a_site_does_not_close_before_a_stay_ends(keeper: User, centre: ShelterSite) -> None:
    placed(lot(centre, 3), last=nights(5))
    said = {"name": centre.name, "kind": "emergency", "address": centre.address}
    with pytest.raises(BadInput, match="1 ménage"):
        stock.change_site(keeper, centre.key, {**said, "closes_on": nights(4)})
    stock.change_site(keeper, centre.key, {**said, "closes_on": nights(5)})
    with pytest.raises(BadInput, match="vient avant la première"):
        stock.change_site(keeper, centre.key, {**said, "opens_on": nights(9), "closes_on": nights(8)})


def test_somebody_elses_site_is_not_found(centre: ShelterSite) -> None:
    stranger = worker(organisation(), Role.SITE_MANAGER)
    rooms = lot(centre, 3)
    for act in (
        lambda: stock.change_site(stranger, centre.key, VALUES),
        lambda: stock.add_lot(stranger, centre.key, LOT, units=1, from_night=night_at()),
        lambda: stock_closing.set_capacity(stranger, rooms.key, units=1, from_night=night_at()),
        lambda: stock_closing.close_site(stranger, centre.key, reason="works", from_night=night_at()),
    ):
        with pytest.raises(Http404):
            act()


def test_of_a_confidential_site_others_read_its_name_and_its_lots_alone(
    client: Client, keeper: User, home: Organisation
) -> None:
    said = {**VALUES, "name": "Un lieu discret", "kind": "violence_refuge", "is_confidential": True}
    hidden = stock.open_site(keeper, home, {**said, "telephone": "01 02 03 04 05", "evening_email": "a@pacte.example"})
    rooms = lot(hidden, 3, free=2, name="Studios")
    secrets = ("rue de l’Exemple", "01 02 03 04 05", "a@pacte.example", "Mise à l’abri de victimes", home.name)
    for role in (Role.REGULATOR, Role.PACT_TEAM):
        client.force_login(worker(organisation(), role))
        for path in ("mes-sites/", "mes-sites.csv", f"sites/{hidden.key}/"):
            page = client.get(f"/hebergement/{path}").content.decode()
            assert "Un lieu discret" in page
            assert not [secret for secret in secrets if secret in page], path
    assert client.get(f"/hebergement/sites/{hidden.key}/adresse/").status_code == 403
    client.force_login(keeper)
    assert "rue de l’Exemple" in client.get(f"/hebergement/sites/{hidden.key}/adresse/").content.decode()
    assert "rue de l’Exemple" not in client.get("/hebergement/mes-sites.csv").content.decode()
    assert rooms.name in client.get("/hebergement/mes-sites.csv").content.decode()


def test_the_list_is_narrowed_by_audience_by_what_was_said_and_by_name(client: Client, home: Organisation) -> None:
    lot(site(home, name="Les Acacias"), 3, free=2, audience="families")
    lot(site(home, name="Les Bouleaux"), 3, free=0, audience="men")
    lot(site(home, name="Les Cèdres"), 3, audience="men")
    client.force_login(worker(organisation(), Role.REGULATOR))

    def names(**query: str) -> list[str]:
        page = client.get("/hebergement/mes-sites.csv", query).content.decode()
        return sorted({line.split(",")[1] for line in page.splitlines()[1:]})

    assert names(public="men") == ["Les Bouleaux", "Les Cèdres"]
    assert names(dit="free") == ["Les Acacias"]
    assert names(dit="no") == ["Les Cèdres"]
    assert names(dit="yes", public="men") == ["Les Bouleaux"]
    assert names(nom="acac") == ["Les Acacias"]
    assert client.get("/hebergement/mes-sites/", {"territoire": "x", "dit": "?"}).status_code == 200


def test_a_cell_of_the_file_is_never_a_formula(client: Client, keeper: User, home: Organisation) -> None:
    lot(site(home, name="=1+1"), 3)
    client.force_login(keeper)
    assert ",'=1+1," in client.get("/hebergement/mes-sites.csv").content.decode()


def test_the_pages_hold_their_query_budget(
    client: Client, keeper: User, home: Organisation, django_assert_max_num_queries: Any
) -> None:
    for _each in range(5):
        lot(site(home), 3, free=1)
    client.force_login(keeper)
    with django_assert_max_num_queries(22):
        assert client.get("/hebergement/mes-sites/").status_code == 200
    with django_assert_max_num_queries(26):
        assert client.get(f"/hebergement/sites/{ShelterSite.objects.all()[0].key}/").status_code == 200
