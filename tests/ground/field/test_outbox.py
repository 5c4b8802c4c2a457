"""What arrives from a device: each item once, none stopped by another, and words for what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.field import privacy, registry
from pacte.ground.field.models import Receipt
from pacte.ground.field.rules import MOST_BYTES, MOST_ITEMS, Answer
from pacte.ground.footfall.models import Count
from tests.ground.field.making import item, send, states
from tests.ground.footfall.making import Counter, counter

pytestmark = pytest.mark.django_db


@pytest.fixture
def it() -> Counter:
    return counter()


def visit(it: Counter, at: Any = None) -> dict[str, Any]:
    return item("footfall.count", {"place": str(it.place.key), "kind": "visit"}, at)


def test_each_item_is_applied_once_and_has_its_receipt(client: Client, it: Counter) -> None:
    noted = [visit(it), visit(it)]
    assert states(send(client, it.manager, noted)) == ["accepted", "accepted"]
    assert it.total() == Receipt.objects.filter(accepted=True, user=it.manager).count() == 2


def test_a_list_sent_again_because_its_answer_was_lost_gets_the_same_answer_and_counts_nothing_more(
    client: Client, it: Counter
) -> None:
    noted = [visit(it), item("footfall.count", {"place": str(it.place.key), "kind": "unicorn"})]
    first, second = send(client, it.manager, noted), send(client, it.manager, noted)
    assert states(first) == states(second) == ["accepted", "refused"]
    assert it.total() == 1
    assert Receipt.objects.count() == 2


def test_one_bad_item_stops_no_other(client: Client, it: Counter) -> None:
    other = counter()
    noted = [
        item("footfall.count", {"place": str(other.place.key), "kind": "visit"}), {"id": "no identifier"}, 3,
        item("nothing", {}), item("footfall.count", {"place": "nowhere", "kind": "visit"}), visit(it),
    ]  # fmt: skip
    answer = send(client, it.manager, noted)
    told = {receipt["id"]: receipt for receipt in answer.json()["receipts"]}
    assert told[noted[0]["id"]]["words"] == "Ce lieu n’est plus dans vos droits."
    assert "trop ancienne" in told[noted[3]["id"]]["words"]
    assert "abîmé" in told[noted[4]["id"]]["words"]
    assert told["no identifier"]["state"] == told[""]["state"] == "refused"
    assert told[noted[5]["id"]]["state"] == "accepted"
    assert (it.total(), other.total()) == (1, 0)


def test_an_item_that_fails_for_a_reason_of_ours_stays_on_the_device(
    client: Client, it: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(user: Any, client_id: UUID, payload: dict[str, Any], at: Any) -> Answer:
        raise RuntimeError("a fault of ours")

    monkeypatch.setitem(registry._accepts, "breaks", breaks)
    noted = [item("breaks", {}), visit(it)]
    assert states(send(client, it.manager, noted)) == ["retry", "accepted"]
    assert Receipt.objects.count() == 1


def test_an_undoing_that_leaves_before_its_count_undoes_it_all_the_same(client: Client, it: Counter) -> None:
    counted = visit(it)
    undone = item("footfall.undo", {"of": counted["id"]})
    assert states(send(client, it.manager, [undone, counted, visit(it)])) == ["accepted"] * 3
    assert it.total() == 1


def test_what_one_account_noted_is_not_taken_from_another(client: Client, it: Counter) -> None:
    colleague = it.colleague()
    answer = send(client, colleague, [visit(it)], owner=str(it.manager.opaque_id))
    assert (answer.status_code, answer.json()) == (409, {"error": "other_owner"})
    assert not Count.objects.exists()


def test_a_signed_out_device_is_sent_to_the_sign_in_and_nothing_is_taken(client: Client, it: Counter) -> None:
    answer = client.post(reverse("field:outbox"), "{}", content_type="application/json")
    assert answer.status_code == 302 and "connexion" in answer["Location"]
    assert client.get(reverse("field:standing")).json() == {"signed_in": False}


def test_a_list_without_the_token_of_the_session_is_refused(it: Counter) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, it.manager, [visit(it)]).status_code == 403
    standing = strict.get(reverse("field:standing")).json()
    assert standing["owner"] == str(it.manager.opaque_id)
    strict.defaults["HTTP_X_CSRFTOKEN"] = standing["token"]
    assert states(send(strict, it.manager, [visit(it)])) == ["accepted"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("nothing", 400),
        ("[]", 400),
        ('{"owner": "x", "items": []}', 400),
        ('{"owner": 3, "sent_at": "2019-02-07T09:00:00Z", "items": []}', 400),
        ("[" * 5000, 400),
        (f'{{"owner": "", "sent_at": "2019-02-07T09:00:00Z", "items": [{"1," * MOST_ITEMS}1]}}', 413),
        (" " * (MOST_BYTES + 1), 413),
    ],
)
def test_a_list_that_is_none_is_refused_whole(client: Client, it: Counter, body: str, status: int) -> None:
    client.force_login(it.manager)
    assert client.post(reverse("field:outbox"), body, content_type="application/json").status_code == status


def test_a_device_whose_clock_is_wrong_counts_on_the_right_day(client: Client, it: Counter) -> None:
    now = timezone.now()
    wrong = now - timedelta(days=400)
    noted = [visit(it, at=wrong - timedelta(minutes=20)), visit(it, at=wrong + timedelta(days=1))]
    assert states(send(client, it.manager, noted, sent_at=wrong)) == ["accepted", "accepted"]
    first, second = Count.objects.order_by("at")
    assert abs(first.at - (now - timedelta(minutes=20))) < timedelta(seconds=30)
    assert second.at <= timezone.now()


def test_a_list_of_fifty_costs_a_bounded_number_of_queries_for_each(
    client: Client, it: Counter, django_assert_max_num_queries: Any
) -> None:
    noted = [visit(it) for _touch in range(50)]
    with django_assert_max_num_queries(50 * 17 + 20):
        assert states(send(client, it.manager, noted)) == ["accepted"] * 50
    with django_assert_max_num_queries(50 * 7 + 20):
        assert states(send(client, it.manager, noted)) == ["accepted"] * 50


def test_receipts_go_after_two_months_and_a_count_sent_again_then_still_counts_once(
    client: Client, it: Counter
) -> None:
    noted = [visit(it)]
    send(client, it.manager, noted)
    assert privacy.RETENTION[0].purge(timezone.now() + timedelta(seconds=1)) == 1
    assert states(send(client, it.manager, noted)) == ["accepted"]
    assert it.total() == 1
