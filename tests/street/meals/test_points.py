"""Points, slots, what they served; the directory's closures move the grid at once; needs entered and imported."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.directory.services import periods
from pacte.ground.footfall.services import count
from pacte.ground.partners.enums import Role
from pacte.street.meals.models import MealNeed, PortionChange, ServedTotal, Slot
from pacte.street.meals.reads import served as told
from pacte.street.meals.reads.week import week
from pacte.street.meals.services import needs, served, slots
from tests.ground.people.making import organisation, worker
from tests.ground.reception.making import area
from tests.street.meals.making import MONDAY, closed, need, point, slot

pytestmark = pytest.mark.django_db
EVERY_DAY = "Mo-Su 12:00-13:30"


def values(place: Any, **others: Any) -> dict[str, Any]:
    given = {
        "service": place.services.first(), "meal": "lunch", "food": "hot", "hours": EVERY_DAY, "portions": 40,
        "valid_from": date(2015, 1, 1), "valid_until": None,
    }  # fmt: skip
    return given | others


def test_closing_two_points_in_the_directory_moves_the_grid_at_once() -> None:
    home = organisation()
    keeper = worker(home, Role.SITE_MANAGER)
    first, second = point(home), point(home)
    for place in (first, second):
        slot(place, hours=EVERY_DAY)
    need("75120", 0, 70)
    assert week(MONDAY).grid.total().shortfall == 0
    for place in (first, second):
        values_of = {"kind": "closed", "reason": "holidays", "first_day": MONDAY, "last_day": MONDAY}
        periods.add(keeper, place.key, values_of)
    after = week(MONDAY).grid
    assert after.cell("75120", MONDAY, "lunch").offered == 0
    assert after.total().shortfall == 70
    assert after.cell("75120", MONDAY + timedelta(days=1), "lunch").offered == 80


def test_a_closure_of_the_service_alone_and_other_hours_are_followed() -> None:
    place = point()
    slot(place, hours=EVERY_DAY)
    closed(place, MONDAY, service=place.services.first())
    closed(place, MONDAY + timedelta(days=1), kind="other_hours", hours="Mo-Su 08:00-11:00")
    closed(place, MONDAY + timedelta(days=2), kind="notice", message="Entrée par la cour")
    grid = week(MONDAY).grid
    assert [grid.cell("75120", MONDAY + timedelta(days=n), "lunch").offered for n in range(4)] == [0, 0, 40, 40]


def test_a_draft_an_archived_or_a_confidential_point_has_no_cell() -> None:
    for status in ("draft", "archived"):
        slot(point(status=status))
    hidden = point()
    slot(hidden, hours=EVERY_DAY)
    type(hidden).objects.filter(pk=hidden.pk).update(
        is_confidential=True, territory=None, address="", postal_code="", latitude=None, longitude=None
    )
    grid = week(MONDAY).grid
    assert grid.total().offered == 0
    assert grid.elsewhere == 7 * 40


def test_the_week_costs_the_same_for_one_point_and_for_thirty(django_assert_max_num_queries: Any) -> None:
    for _point in range(30):
        slot(point(), hours=EVERY_DAY)
    with django_assert_max_num_queries(7):
        assert week(MONDAY).grid.total().offered == 7 * 30 * 40


@pytest.mark.parametrize(
    ("hours", "words"),
    [("Mo 12:00", "position"), ("24/7", "12 heures"), ("Mo 12:00-13:00 off", "jamais"), ("", "jamais")],
)
def test_hours_that_no_meal_has_are_refused_in_words(hours: str, words: str) -> None:
    home = organisation()
    place = point(home)
    with pytest.raises(BadInput) as told_:
        slots.open_slot(worker(home, Role.SITE_MANAGER), place.key, **values(place, hours=hours))
    fault = told_.value.faults[0]
    assert fault.where == "hours"
    assert words in f"{fault.what} {fault.remedy}" or (words == "position" and "caractère" in fault.what), fault


def test_a_slot_changed_from_a_day_on_leaves_the_past_as_it_was() -> None:
    home = organisation()
    keeper, place = worker(home, Role.SITE_MANAGER), point(home)
    made = slots.open_slot(keeper, place.key, **values(place))
    PortionChange.objects.create(slot=made, day=MONDAY + timedelta(days=4), portions=7)
    changed = values(place, portions=60)
    del changed["valid_from"]
    slots.change_slot(keeper, made.key, starting=MONDAY + timedelta(days=2), **changed)
    grid = week(MONDAY).grid
    assert [grid.cell("75120", MONDAY + timedelta(days=n), "lunch").offered for n in range(5)] == [40, 40, 60, 60, 7]
    assert Slot.objects.count() == 2


def test_a_keeper_keeps_their_own_points_and_a_social_worker_none() -> None:
    home, place = organisation(), point(organisation())
    with pytest.raises(Http404):
        slots.open_slot(worker(home, Role.SITE_MANAGER), place.key, **values(place))
    with pytest.raises(Refused):
        slots.open_slot(worker(home), place.key, **values(place))
    assert slots.open_slot(worker(home, Role.PACT_TEAM), place.key, **values(place))


def test_the_service_must_be_of_the_point_and_about_meals() -> None:
    home = organisation()
    place, other = point(home), point(home)
    with pytest.raises(BadInput, match="pas de ce point"):
        slots.open_slot(worker(home, Role.SITE_MANAGER), place.key, **values(place, service=other.services.first()))


def test_nothing_left_is_said_to_the_directory_in_one_tap() -> None:
    home = organisation()
    keeper, place = worker(home, Role.SITE_MANAGER), point(home)
    slots.run_out(keeper, slot(place).key)
    assert place.services.get().saturation_on(timezone.now()) == "high"


def test_a_total_sent_twice_is_written_once_and_a_correction_needs_a_reason() -> None:
    home = organisation()
    keeper, place = worker(home, Role.SITE_MANAGER), point(home)
    made, day, one = slot(place, hours=EVERY_DAY), timezone.localdate() - timedelta(days=1), uuid.uuid4()
    for _sending in range(2):
        served.enter(keeper, made.key, day, 30, client_id=one)
    assert ServedTotal.objects.count() == 1
    with pytest.raises(BadInput, match="30 portions"):
        served.enter(keeper, made.key, day, 33, client_id=uuid.uuid4())
    served.enter(keeper, made.key, day, 33, client_id=uuid.uuid4(), reason="Erreur de saisie")
    assert told.entered_by_slot([made.pk], day, day) == {(made.pk, day): 33}
    assert [row.portions for row in ServedTotal.objects.order_by("revision")] == [30, 33]


def test_a_total_of_tomorrow_or_of_a_closed_day_is_refused() -> None:
    home = organisation()
    keeper = worker(home, Role.SITE_MANAGER)
    made = slot(point(home), hours=EVERY_DAY, valid_until=timezone.localdate() - timedelta(days=5))
    with pytest.raises(BadInput, match="à venir"):
        served.enter(keeper, made.key, timezone.localdate() + timedelta(days=1), 3, client_id=uuid.uuid4())
    with pytest.raises(BadInput, match="ne sert pas"):
        served.enter(keeper, made.key, timezone.localdate(), 3, client_id=uuid.uuid4())


def test_an_entered_total_and_the_counter_are_never_added() -> None:
    home = organisation()
    keeper, place, day = worker(home, Role.SITE_MANAGER), point(home), timezone.localdate()
    made = slot(place, hours=EVERY_DAY)
    count(keeper, place, "lunch", client_id=uuid.uuid4(), quantity=12)
    assert told.by_place([place.pk], day, day)[place.pk, day, "lunch"].portions == 12
    served.enter(keeper, made.key, day, 40, client_id=uuid.uuid4())
    found = told.by_place(None, day, day)[place.pk, day, "lunch"]
    assert (found.portions, found.is_entered) == (40, True)


HEAD = "arrondissement;jour;repas;portions;a_partir_du;source\r\n"


def test_a_file_with_faults_is_refused_whole_with_each_line() -> None:
    area("75120")
    team = worker(organisation(), Role.PACT_TEAM)
    bad = (
        HEAD
        + "75120;1;lunch;90;2019-01-01;Réunion\r\n75199;9;brunch;-3;hier;\r\n75120;1;lunch;80;2019-01-01;Réunion\r\n"
    )
    with pytest.raises(BadInput) as told_:
        needs.take_in(team, bad.encode())
    assert [fault.where for fault in told_.value.faults] == [
        "ligne 3, arrondissement", "ligne 3, jour", "ligne 3, repas", "ligne 3, portions", "ligne 3, a_partir_du",
        "ligne 3, source", "ligne 4, repas",
    ]  # fmt: skip
    assert not MealNeed.objects.exists()
    with pytest.raises(BadInput, match="UTF-8"):
        needs.take_in(team, (HEAD + "75120;1;lunch;90;2019-01-01;Réunion").encode("latin-1"))
    with pytest.raises(BadInput, match="colonnes"):
        needs.take_in(team, b"a;b\r\n1;2")


def test_what_is_exported_is_taken_in_again_and_changes_nothing() -> None:
    need("75120", 0, 90, source="=Réunion")
    kept = MealNeed.objects.values_list("territory", "weekday", "meal", "portions", "valid_from", "source")
    before = list(kept)
    assert needs.take_in(worker(organisation(), Role.PACT_TEAM), needs.export().encode()) == 1
    assert (
        list(MealNeed.objects.values_list("territory", "weekday", "meal", "portions", "valid_from", "source")) == before
    )


def test_needs_of_an_area_are_entered_from_a_day_on_and_empty_cells_stay() -> None:
    need("75120", 0, 90)
    team = worker(organisation(), Role.PACT_TEAM)
    changed = needs.enter(
        team, area("75120"), {(0, "lunch"): 90, (0, "dinner"): 30, (1, "lunch"): None},
        valid_from=MONDAY, source="Une réunion (exemple)",
    )  # fmt: skip
    assert changed == 1
    grid = week(MONDAY).grid
    assert [grid.cell("75120", MONDAY, meal).need for meal in ("lunch", "dinner")] == [90, 30]
    assert week(MONDAY - timedelta(days=7)).grid.cell("75120", MONDAY - timedelta(days=7), "dinner").need is None
    assert reverse("meals:needs_of", kwargs={"code": "75120"})
