"""The counter's pages: two touches without a script, once whatever is sent twice; the keeper's sheet and counters."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.footfall import reads
from pacte.ground.footfall.models import Count
from tests.ground.directory.making import place as directory_place
from tests.ground.directory.making import stop
from tests.ground.footfall.making import Counter, counter, stop_session
from tests.ground.people.making import worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def it(client: Client) -> Counter:
    made = counter("day_centre", "shower")
    client.force_login(made.manager)
    return made


def address(name: str, it: Counter) -> str:
    return reverse(f"footfall:{name}", kwargs={"key": it.place.key})


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_my_day_leads_to_the_counter_and_its_button_counts(client: Client, it: Counter) -> None:
    assert address("counter", it) in page(client, "/ma-journee/")
    shown = page(client, address("counter", it))
    key = re.search(r'name="kind" value="visit">\s*<input type="hidden" name="client_id" value="([^"]+)"', shown)
    assert key
    for _click in ("first", "second"):  # a double click sends one form twice
        client.post(address("count", it), {"kind": "visit", "client_id": key[1]})
    assert it.total() == 1
    assert "dont vous : 1" in page(client, address("counter", it))


def test_each_button_carries_an_identifier_of_its_own(client: Client, it: Counter) -> None:
    keys = re.findall(r'name="client_id" value="([^"]+)"', page(client, address("counter", it)))
    assert len(keys) == len(set(keys)) == 3


def test_the_last_touch_is_undone_by_who_made_it(client: Client, it: Counter) -> None:
    it.count("shower")
    colleague = it.colleague()
    client.force_login(colleague)
    assert "Annuler ce dernier" not in page(client, address("counter", it))
    client.force_login(it.manager)
    shown = page(client, address("counter", it))
    assert "Votre dernier : Douche (+1)" in shown
    client.post(address("undo", it), {"client_id": Count.objects.get().client_id})
    assert it.total("shower") == 0
    assert "Annuler ce dernier" not in page(client, address("counter", it))


def test_several_are_counted_at_once_and_a_wrong_number_comes_back_with_its_error(client: Client, it: Counter) -> None:
    several = {"kind": "visit", "quantity": "12", "client_id": uuid4()}
    client.post(address("count", it), several)
    answer = client.post(address("count", it), several | {"quantity": "4000", "client_id": uuid4()})
    assert answer.status_code == 422 and 'value="4000"' in answer.content.decode()
    assert client.post(address("count", it), several | {"kind": "unicorn"}).status_code == 422
    assert client.post(address("count", it), several | {"client_id": "x"}).status_code == 404
    assert it.total() == 12


def test_counters_follow_the_services_until_the_keeper_chooses(client: Client, it: Counter) -> None:
    assert [kind.value for kind in reads.kinds_at(it.place)] == ["visit", "shower"]
    assert client.post(address("kinds", it), {"kinds": ["visit", "locker"]}).status_code == 302
    assert [kind.value for kind in reads.kinds_at(it.place)] == ["visit", "locker"]
    assert client.post(address("kinds", it), {}).status_code == 422
    client.post(address("kinds", it), {"kinds": ["visit", "shower"]})
    assert not it.place.count_switches.exists()


def test_a_counter_put_out_keeps_what_it_counted_today_in_sight(client: Client, it: Counter) -> None:
    it.count("shower", quantity=3)
    client.post(address("kinds", it), {"kinds": ["visit"]})
    assert re.search(r"Aussi compté aujourd’hui :\s+Douche 3", page(client, address("counter", it)))


def test_yesterdays_sheet_is_corrected_with_a_reason_and_nothing_is_erased(client: Client, it: Counter) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    noon = timezone.localtime().replace(hour=12) - timedelta(days=1)
    it.count(quantity=20, at=noon)
    typed = {"day": yesterday.isoformat(), "kind": "visit", "total": "26", "reason": "Feuille de papier"}
    assert client.post(address("correct", it), typed).status_code == 302
    assert it.total(day=yesterday) == 26
    shown = page(client, address("figures", it))
    assert "Feuille de papier" in shown and "+6" in shown and "relisez la feuille" not in shown
    it.count(at=noon)
    assert it.total(day=yesterday) == 27
    assert "relisez la feuille" in page(client, address("figures", it))
    again = client.post(address("correct", it), typed | {"total": "27"})
    assert "La feuille dit déjà 27." in again.content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"total": "-1"}, "supérieure ou égale à 0"),
        ({"reason": " "}, "obligatoire"),
        ({"day": "2999-01-01"}, "jusqu’à"),
    ],
)
def test_a_correction_that_cannot_be_is_sent_back(
    client: Client, it: Counter, typed: dict[str, str], words: str
) -> None:
    usual = {"day": timezone.localdate().isoformat(), "kind": "visit", "total": "3", "reason": "Oubli"}
    answer = client.post(address("correct", it), usual | typed)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert it.total() == 0


def test_an_undoing_after_a_correction_never_makes_a_total_negative(it: Counter) -> None:
    from pacte.ground.footfall import services

    made, today = it.count(quantity=2), timezone.localdate()
    services.correct(it.manager, it.place.key, day=today, kind="visit", total=0, reason="Essai de l’appareil")
    services.undo(it.manager, made.client_id)
    assert it.total() == 0
    services.correct(it.manager, it.place.key, day=today, kind="visit", total=5, reason="Feuille de papier")
    assert it.total() == 5


def test_a_volunteer_counts_but_keeps_no_sheet_and_a_referent_keeps_but_does_not_count(
    client: Client, it: Counter
) -> None:
    client.force_login(it.colleague("volunteer"))
    assert client.get(address("counter", it)).status_code == 200
    assert client.get(address("correct", it)).status_code == 403
    client.force_login(worker(it.home, "organisation_admin"))
    assert client.get(address("counter", it)).status_code == 403
    assert client.get(address("correct", it)).status_code == 200
    assert "Compter" not in page(client, reverse("footfall:places")).split("<main")[1]


def test_a_stop_of_the_mobile_town_hall_counts_who_comes_and_what_for(client: Client) -> None:
    bus = counter("transport")
    bus.place.kind = "itinerary"
    bus.place.save()
    client.force_login(bus.manager)
    first = stop_session(bus.place, stop=stop(bus.place, name="Place d’exemple"))
    later = timezone.now() + timedelta(hours=1, minutes=30)
    second = stop_session(bus.place, starts_at=later, ends_at=later + timedelta(minutes=1))
    shown = page(client, address("counter", bus))
    assert "Place d’exemple" in shown and all(
        word in shown for word in ("Passage", "Aide aux démarches", "Aide numérique")
    )
    for session, times in ((first, 2), (second, 1)):
        for _person in range(times):
            client.post(address("count", bus), {"kind": "visit", "session": session.key, "client_id": uuid4()})
    assert reads.by_session([first.pk, second.pk]) == {first.pk: {"visit": 2}, second.pk: {"visit": 1}}
    assert bus.total() == 3
    told = client.get(address("today", bus)).json()
    assert (told["totals"], told["stops"][0]["title"]) == ({"visit": 3}, "Place d’exemple")


def test_figures_by_day_week_and_month_add_up_and_silence_is_not_zero(client: Client, it: Counter) -> None:
    it.count(quantity=12)
    it.count("shower", quantity=3, at=timezone.now() - timedelta(days=8))
    for step in ("day", "week", "month"):
        found = reads.figures(it.place, step, timezone.localdate())
        assert found.sums == {"visit": 12, "shower": 3}
        assert page(client, f"{address('figures', it)}?par={step}")
    days = dict(reads.figures(it.place, "day", timezone.localdate()).rows)
    assert days[timezone.localdate()] == [12, 0]
    assert days[timezone.localdate() - timedelta(days=3)] == [None, None]


def test_the_file_says_the_same_day_by_day(client: Client, it: Counter) -> None:
    it.count(quantity=7)
    answer = client.get(address("export", it))
    rows = list(csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))
    assert rows[0] == ["day", "kind", "label", "total"]
    assert rows[-1] == [timezone.localdate().isoformat(), "visit", "Passage", "7"]


@pytest.mark.parametrize(("name", "most"), [("counter", 20), ("figures", 22), ("today", 12), ("offline", 14)])
def test_a_page_costs_few_queries_however_much_was_counted(
    client: Client, it: Counter, name: str, most: int, django_assert_max_num_queries: Any
) -> None:
    for _touch in range(12):
        it.count()
    with django_assert_max_num_queries(most):
        page(client, address(name, it))


def test_the_list_of_places_costs_the_same_for_one_and_for_forty(
    client: Client, it: Counter, django_assert_max_num_queries: Any
) -> None:
    for _place in range(40):
        directory_place(it.home)
    it.count()
    with django_assert_max_num_queries(14):
        shown = page(client, reverse("footfall:places"))
    assert shown.index(it.place.name) < shown.index("Les 40 autres lieux")


def test_an_archived_place_and_a_double_are_counted_no_more(client: Client, it: Counter) -> None:
    it.place.status = "archived"
    it.place.save()
    assert client.get(address("counter", it)).status_code == 404
    assert reads.totals([it.place.pk], ["visit"], date(2019, 1, 1), date(2019, 12, 31)) == []
