"""A stock of kits: what moves it, what it refuses, how a shortage is shared. It is never negative."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.directory.models import Place
from pacte.ground.partners.enums import Role
from pacte.street.day_centres.models import Item, StockLevel, StockMovement, SupplyRequest
from pacte.street.day_centres.rules import stock as rules
from pacte.street.day_centres.services import stock, supply
from tests.ground.directory.making import place, service
from tests.ground.people.making import organisation, worker

pytestmark = pytest.mark.django_db


def level(at: Place, item: Item) -> int:
    found = StockLevel.objects.filter(place=at, item=item).first()
    return found.quantity if found else 0


@pytest.fixture
def team() -> User:
    return worker(organisation(), Role.PACT_TEAM)


@pytest.fixture
def centre() -> Place:
    return place(organisation())


@pytest.fixture
def keeper(centre: Place) -> User:
    assert centre.organisation is not None
    return worker(centre.organisation, Role.SITE_MANAGER)


@pytest.fixture
def soap(team: User) -> Item:
    return stock.name_item(team, "Savon")


@pytest.fixture
def towel(team: User) -> Item:
    return stock.name_item(team, "Serviette")


@pytest.fixture
def kit(team: User, soap: Item, towel: Item) -> Item:
    return stock.name_item(team, "Kit", recipe={soap.pk: 2, towel.pk: 1})


def test_what_is_received_is_in_stock_and_sent_twice_counts_once(keeper: User, centre: Place, soap: Item) -> None:
    act = uuid4()
    for _twice in range(2):
        stock.receive(keeper, centre, soap, 30, act=act, reason="Une collecte")
    assert level(centre, soap) == 30
    assert StockMovement.objects.count() == 1


def test_assembling_takes_the_parts_and_makes_the_kits(
    keeper: User, centre: Place, soap: Item, towel: Item, kit: Item
) -> None:
    stock.receive(keeper, centre, soap, 30, act=uuid4())
    stock.receive(keeper, centre, towel, 12, act=uuid4())
    stock.assemble(keeper, centre, kit, 10, act=uuid4())
    assert [level(centre, item) for item in (soap, towel, kit)] == [10, 2, 10]


def test_an_assembly_that_lacks_parts_names_each_of_them_and_takes_nothing(
    keeper: User, centre: Place, soap: Item, towel: Item, kit: Item
) -> None:
    stock.receive(keeper, centre, soap, 12, act=uuid4())
    stock.receive(keeper, centre, towel, 4, act=uuid4())
    with pytest.raises(BadInput) as refused:
        stock.assemble(keeper, centre, kit, 10, act=uuid4())
    said = str(refused.value)
    assert "« Savon » : il en faut 20, il y en a 12. Il en manque 8." in said
    assert "« Serviette » : il en faut 10, il y en a 4. Il en manque 6." in said
    assert [level(centre, item) for item in (soap, towel, kit)] == [12, 4, 0]


def test_a_kit_whose_recipe_is_unknown_is_not_assembled(keeper: User, centre: Place, soap: Item) -> None:
    with pytest.raises(BadInput, match="composition"):
        stock.assemble(keeper, centre, soap, 1, act=uuid4())


def test_more_than_there_is_cannot_be_handed_out(keeper: User, centre: Place, soap: Item) -> None:
    stock.receive(keeper, centre, soap, 2, act=uuid4())
    with pytest.raises(BadInput, match="Savon"):
        stock.hand_out(keeper, centre, soap, 3, act=uuid4())
    assert level(centre, soap) == 2


def test_the_database_itself_refuses_a_negative_level(centre: Place, soap: Item) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StockLevel.objects.create(place=centre, item=soap, quantity=-1)


def test_a_transfer_leaves_one_stock_and_enters_the_other(keeper: User, centre: Place, soap: Item) -> None:
    other = place(organisation())
    stock.receive(keeper, centre, soap, 9, act=uuid4())
    stock.transfer(keeper, centre, other, soap, 4, act=uuid4())
    assert (level(centre, soap), level(other, soap)) == (5, 4)


def test_an_inventory_notes_only_what_differs_with_its_reason(
    keeper: User, centre: Place, soap: Item, towel: Item
) -> None:
    for item in (soap, towel):
        stock.receive(keeper, centre, item, 10, act=uuid4())
    changed = stock.take_inventory(keeper, centre, {soap.pk: 7, towel.pk: 10}, act=uuid4(), reason="Étagère")
    last = StockMovement.objects.first()
    assert changed == 1 and last is not None
    assert (last.item, last.change, last.after, last.reason) == (soap, -3, 7, "Étagère")


@pytest.mark.parametrize("quantity", [0, -1, 10**7])
def test_a_number_that_makes_no_sense_is_refused(keeper: User, centre: Place, soap: Item, quantity: int) -> None:
    with pytest.raises(BadInput, match="Le nombre va de 1"):
        stock.receive(keeper, centre, soap, quantity, act=uuid4())


def test_a_loss_without_a_reason_is_refused(keeper: User, centre: Place, soap: Item) -> None:
    with pytest.raises(BadInput, match="raison"):
        stock.discard(keeper, centre, soap, 1, act=uuid4(), reason=" ")


def test_who_keeps_another_place_has_no_right_to_this_stock(centre: Place, soap: Item) -> None:
    with pytest.raises(Refused):
        stock.receive(worker(organisation(), Role.SITE_MANAGER), centre, soap, 1, act=uuid4())


def test_two_items_do_not_share_a_name(team: User, soap: Item) -> None:
    with pytest.raises(BadInput, match="existe déjà"):
        stock.name_item(team, " savon ")


def test_a_shortage_is_shared_in_proportion_and_each_place_gets_its_own(
    team: User, keeper: User, centre: Place, soap: Item
) -> None:
    asking = [place(organisation()) for _each in range(3)]
    stock.receive(keeper, centre, soap, 10, act=uuid4())
    for at, wanted in zip(asking, (10, 5, 5), strict=True):
        assert at.organisation is not None
        supply.ask(worker(at.organisation, Role.SITE_MANAGER), at, soap, wanted)
    shares = supply.proposed(centre, soap)
    assert [share.given for share in shares] == [5, 3, 2]
    supply.share(team, centre, soap, {share.request.key: share.given for share in shares}, act=uuid4())
    assert [level(at, soap) for at in (centre, *asking)] == [0, 5, 3, 2]
    assert not SupplyRequest.objects.filter(state="waiting").exists()


def test_nobody_is_sent_more_than_they_asked(team: User, keeper: User, centre: Place, soap: Item) -> None:
    asking = place(organisation())
    stock.receive(keeper, centre, soap, 10, act=uuid4())
    request = supply.ask(team, asking, soap, 3)
    with pytest.raises(BadInput, match="4 pour 3 demandés"):
        supply.share(team, centre, soap, {request.key: 4}, act=uuid4())
    assert level(centre, soap) == 10


def test_asking_again_replaces_what_waits(keeper: User, centre: Place, soap: Item) -> None:
    supply.ask(keeper, centre, soap, 3)
    supply.ask(keeper, centre, soap, 8)
    assert SupplyRequest.objects.get().quantity == 8


@given(available=st.integers(0, 500), asked=st.dictionaries(st.integers(1, 40), st.integers(1, 200), max_size=12))
def test_a_share_gives_out_all_there_is_and_never_more_than_asked(available: int, asked: dict[int, int]) -> None:
    given_out = rules.share_out(available, asked)
    assert sum(given_out.values()) == min(available, sum(asked.values()))
    assert all(0 <= given_out[key] <= asked[key] for key in asked)
    total = sum(asked.values())
    if total > available:
        assert all(abs(given_out[key] - asked[key] * available / total) < 1 for key in asked)


ACTS = ("receive", "assemble", "hand_out", "discard", "transfer", "inventory")


class NeverNegative(TestCase):
    """Random movements, some of them refused: no level is ever below zero, and each is the sum of its movements."""

    def setUp(self) -> None:
        self.team = worker(organisation(), Role.PACT_TEAM)
        self.places = [place(organisation()) for _each in range(2)]
        self.soap, self.towel = (stock.name_item(self.team, name) for name in ("Savon", "Serviette"))
        self.kit = stock.name_item(self.team, "Kit", recipe={self.soap.pk: 2, self.towel.pk: 1})

    @settings(max_examples=25, deadline=None)
    @given(
        moves=st.lists(
            st.tuples(st.sampled_from(ACTS), st.integers(0, 1), st.integers(0, 2), st.integers(0, 12), st.uuids()),
            max_size=14,
        )
    )
    def test_stock_is_never_negative_over_random_movements(self, moves: list[tuple[str, int, int, int, UUID]]) -> None:
        for what, where, which, quantity, act in moves:
            self._move(what, self.places[where], (self.soap, self.towel, self.kit)[which], quantity, act)
        for held in StockLevel.objects.all():
            changes = StockMovement.objects.filter(place=held.place, item=held.item).order_by("pk")
            assert held.quantity == sum(movement.change for movement in changes)
            assert all(movement.after >= 0 for movement in changes)

    def _move(self, what: str, at: Place, item: Item, quantity: int, act: UUID) -> None:
        other = self.places[at == self.places[0]]
        verbs: dict[str, Any] = {
            "receive": lambda: stock.receive(self.team, at, item, quantity, act=act),
            "assemble": lambda: stock.assemble(self.team, at, item, quantity, act=act),
            "hand_out": lambda: stock.hand_out(self.team, at, item, quantity, act=act),
            "discard": lambda: stock.discard(self.team, at, item, quantity, act=act, reason="Périmé"),
            "transfer": lambda: stock.transfer(self.team, at, other, item, quantity, act=act),
            "inventory": lambda: stock.take_inventory(self.team, at, {item.pk: quantity}, act=act, reason="Compté"),
        }
        before = dict(StockLevel.objects.values_list("pk", "quantity"))
        try:
            verbs[what]()
        except BadInput:
            kept = dict(StockLevel.objects.filter(pk__in=before).values_list("pk", "quantity"))
            assert kept == before, "what was refused changed nothing"


def test_the_page_of_a_stock_says_what_is_low_and_what_can_be_assembled(
    client: Client, keeper: User, centre: Place, soap: Item, towel: Item, kit: Item, django_assert_max_num_queries: Any
) -> None:
    stock.receive(keeper, centre, soap, 7, act=uuid4())
    stock.receive(keeper, centre, towel, 7, act=uuid4())
    stock.warn_at(keeper, centre, soap, 10)
    stock.warn_at(keeper, centre, kit, None)
    client.force_login(keeper)
    with django_assert_max_num_queries(14):
        answer = client.get(f"/accueils-de-jour/{centre.key}/stock/")
    assert answer.status_code == 200
    assert "bientôt épuisé" in answer.text
    assert "3 kits peuvent encore être assemblés" in answer.text


def test_a_form_keeps_what_was_typed_when_an_item_is_short(
    client: Client, keeper: User, centre: Place, soap: Item
) -> None:
    stock.receive(keeper, centre, soap, 2, act=uuid4())
    client.force_login(keeper)
    body = {"act": str(uuid4()), "item": soap.pk, "quantity": 5}
    answer = client.post(f"/accueils-de-jour/{centre.key}/stock/remettre/", body)
    assert answer.status_code == 422
    assert "il en faut 5, il y en a 2" in answer.text and 'value="5"' in answer.text


def test_the_movements_leave_for_a_spreadsheet_without_who_noted_them(
    client: Client, keeper: User, centre: Place, soap: Item
) -> None:
    stock.receive(keeper, centre, soap, 2, act=uuid4(), reason="=1+1")
    client.force_login(keeper)
    text = client.get(f"/accueils-de-jour/{centre.key}/stock/mouvements.csv").content.decode("utf-8-sig")
    assert "Réception,Savon,2,2,'=1+1" in text
    assert keeper.display_name not in text


def test_the_team_shares_out_from_its_page(client: Client, team: User, keeper: User, centre: Place, soap: Item) -> None:
    asking = place(organisation())
    service(asking, "day_centre")
    stock.receive(keeper, centre, soap, 4, act=uuid4())
    request = supply.ask(team, asking, soap, 9)
    client.force_login(team)
    assert "9 demandés par 1 lieu" in client.get("/accueils-de-jour/stocks/demandes/").text
    address = f"/accueils-de-jour/stocks/demandes/{soap.pk}/{centre.key}/"
    assert 'value="4"' in client.get(address).text
    answer = client.post(address, {"act": str(uuid4()), request.key.hex: 4})
    assert answer.status_code == 302
    assert level(asking, soap) == 4
