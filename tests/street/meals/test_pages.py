"""The pages of meals: today's service, the grid, trials, forecasts, progress; what each costs in queries."""

from __future__ import annotations

import csv
import io
import uuid
from datetime import date, timedelta
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.enums import Scope
from pacte.ground.accounts.models import ApiToken
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.declarations.demo import Plan
from pacte.ground.footfall.services import count
from pacte.ground.indicators.services.computed import compute
from pacte.ground.partners.enums import Role
from pacte.street.meals import demo, worklist
from pacte.street.meals.models import MealNeed, Scenario, ServedTotal, Slot
from tests.ground.people.making import organisation, worker
from tests.ground.reception.making import area
from tests.street.meals.making import MONDAY, card, closed, need, point, slot

pytestmark = pytest.mark.django_db
EVERY_DAY = "Mo-Su 12:00-13:30"
WEEK = f"?du={MONDAY.isoformat()}"


def team() -> Any:
    return worker(organisation(), Role.PACT_TEAM)


def main(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode().split("<main")[1]


def test_a_keeper_sees_today_s_service_and_what_is_served_so_far(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    home = organisation()
    keeper = worker(home, Role.SITE_MANAGER)
    for _point in range(6):
        slot(point(home), hours=EVERY_DAY, portions=77)
    place = point(home)
    slot(place, hours=EVERY_DAY)
    count(keeper, place, "lunch", client_id=uuid.uuid4(), quantity=23)
    slot(point(organisation(), name="Un point d’ailleurs"), hours=EVERY_DAY)
    client.force_login(keeper)
    with django_assert_max_num_queries(22):
        page = main(client, reverse("meals:points"))
    assert "23" in page and "servies sur 40 portions" in page and "d’après le compteur" in page
    assert "Un point d’ailleurs" not in page
    assert "Ouvrir le compteur" in page


def test_one_tap_says_that_nothing_is_left(client: Client) -> None:
    home = organisation()
    place = point(home)
    made = slot(place, hours=EVERY_DAY)
    client.force_login(worker(home, Role.SITE_MANAGER))
    answer = client.post(reverse("meals:run_out", kwargs={"key": made.key}), {"de": "points"}, follow=True)
    assert "l’annuaire montre que ce lieu est complet" in answer.content.decode()


def test_the_grid_says_first_what_is_missing_and_in_words(client: Client, django_assert_max_num_queries: Any) -> None:
    for _point in range(10):
        slot(point(), hours="Mo-Fr 12:00-13:30; PH off", portions=10)
    need("75120", 0, 130)
    need("75120", 4, 170)
    client.force_login(team())
    with django_assert_max_num_queries(19):
        page = main(client, reverse("meals:grid") + WEEK)
    assert page.index("170") < page.index("100 portions proposées pour 130")
    assert "portions manquent cette semaine" in page and "200" in page
    assert "besoin non saisi" in page
    assert "aucun point ouvert" in page
    assert "vendredi 1" in page


def test_the_file_of_the_week_has_every_cell_and_its_sheet_one_page(client: Client) -> None:
    slot(point(), hours=EVERY_DAY)
    need("75120", 0, 130)
    client.force_login(team())
    text = client.get(reverse("meals:grid_csv") + WEEK).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == 35
    assert [row["manque"] for row in rows if row["jour"] == "2026-04-27" and row["repas"] == "lunch"] == ["90"]
    for number in range(60):
        need(f"75{200 + number % 19}", number % 7, 50)
        closed(slot(point(None, f"75{200 + number % 19}"), hours=EVERY_DAY).place, MONDAY, MONDAY + timedelta(days=6))
    sheet = pypdf.PdfReader(io.BytesIO(client.get(reverse("meals:sheet") + WEEK).content))
    assert len(sheet.pages) == 1
    assert "Semaine des repas" in sheet.pages[0].extract_text()


def test_a_trial_shows_the_difference_and_writes_nothing_then_is_kept_under_a_name(client: Client) -> None:
    place = point()
    slot(place, hours=EVERY_DAY)
    need("75120", 0, 100)
    client.force_login(team())
    asked = f"?day={MONDAY.isoformat()}&area=75120&meal=lunch&weekdays=0&portions=45&times=12:00-13:30"
    page = main(client, reverse("meals:trial") + asked)
    assert "60 → 15" in page and "−45" in page
    closing = main(client, reverse("meals:trial") + f"?day={MONDAY.isoformat()}&closed={place.key}")
    assert "60 → 100" in closing and "+40" in closing
    assert Slot.objects.count() == 1
    assert client.get(reverse("meals:trial") + "?area=75120&times=midi").status_code == 422
    sent = {"name": "Un lundi", "changes": asked[1:] + "&next=//ailleurs.example"}
    kept = client.post(reverse("meals:keep_trial"), sent)
    assert kept["Location"].startswith(reverse("meals:trial"))
    assert "ailleurs" not in Scenario.objects.get().changes


def test_the_trial_suggests_the_point_that_closes_the_most(client: Client) -> None:
    need("75120", 0, 100)
    need("75118", 1, 90)
    need("75118", 2, 90)
    client.force_login(team())
    page = main(client, reverse("meals:trial") + f"?day={MONDAY.isoformat()}")
    assert "Arrondissement 75118" in page and "comblerait 180 portions" in page


def test_the_forecast_names_the_points_that_close_on_a_date(client: Client, django_assert_max_num_queries: Any) -> None:
    for _point in range(8):
        slot(point(), hours="Mo-Fr 12:00-13:30; PH off", portions=10)
    need("75120", 4, 80)
    client.force_login(team())
    with django_assert_max_num_queries(18):
        page = main(client, reverse("meals:forecast") + "?first=2026-05-01&last=2026-05-01")
    assert "points ferment" in page and "80" in page and "au lieu de 0 d’habitude" in page
    assert client.get(reverse("meals:forecast") + "?first=2026-05-02&last=2026-05-01").status_code == 422
    assert "août" in main(client, reverse("meals:forecast"))


def test_needs_are_typed_for_a_whole_arrondissement_and_kept_when_something_is_wrong(client: Client) -> None:
    area("75120")
    client.force_login(team())
    address = reverse("meals:needs_of", kwargs={"code": "75120"})
    wrong = client.post(address, {"valid_from": "2026-01-01", "need_0_lunch": "120"})
    assert wrong.status_code == 422 and 'value="120"' in wrong.content.decode()
    client.post(address, {"valid_from": "2026-01-01", "need_0_lunch": "120", "source": "Une réunion (exemple)"})
    assert MealNeed.objects.get().portions == 120
    assert "120" in main(client, reverse("meals:needs"))
    assert client.get(reverse("meals:needs_of", kwargs={"code": "75199"})).status_code == 404


def test_progress_tells_months_and_operators_without_adding_two_sources(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    home = organisation()
    made = slot(point(home), hours=EVERY_DAY)
    today = timezone.localdate()
    for back in range(3):
        ServedTotal.objects.create(slot=made, day=today - timedelta(days=back), portions=1000 + back)
    client.force_login(worker(home, Role.SITE_MANAGER))
    with django_assert_max_num_queries(18):
        page = main(client, reverse("meals:progress"))
    if today.timetuple().tm_yday > 3:
        assert "3\u202f003" in page and home.name in page
    assert "ne sont jamais ajoutés" in page


def test_my_day_holds_the_shortfall_for_the_team_and_missing_totals_for_the_keeper() -> None:
    home, today = organisation(), timezone.localdate()
    made = slot(point(home), hours=EVERY_DAY)
    for weekday in range(7):
        need("75120", weekday, 50)
    [entry] = list(worklist.shortfall(team(), today))
    assert entry.title.startswith(str(10 * (7 - today.weekday())))
    assert list(worklist.shortfall(worker(home, Role.SITE_MANAGER), today)) == []
    [asked] = list(worklist.totals(worker(home, Role.SITE_MANAGER), today))
    assert asked.act == "Noter le total"
    for back in (1, 2, 3):
        ServedTotal.objects.create(slot=made, day=today - timedelta(days=back), portions=3)
    assert list(worklist.totals(worker(home, Role.SITE_MANAGER), today)) == []
    assert list(worklist.totals(team(), today)) == []


def test_points_that_close_on_a_holiday_ahead_are_told_to_the_team() -> None:
    slot(point(), hours="Mo-Fr 12:00-13:30; PH off")
    told = list(worklist.closures(team(), date(2026, 4, 20)))
    assert [entry.title for entry in told] == ["1 point ferme le vendredi 1 mai"]
    assert list(worklist.closures(team(), date(2026, 3, 1))) == []


def test_the_figures_are_counted_from_the_rows() -> None:
    home = organisation()
    here = point(home, category="solidarity_restaurant")
    slot(here, hours=EVERY_DAY)
    there = slot(point(home, "75118"), hours=EVERY_DAY, portions=10)
    need("75118", 0, 25)
    ServedTotal.objects.create(slot=there, day=MONDAY, portions=8)
    card(home)
    values = {
        code: int(compute(code, MONDAY).value)
        for code in (
            "meals_served_to_date", "meal_points_open", "solidarity_restaurants_open", "meal_portions_of_the_week",
            "meal_shortfall_of_the_week", "meal_cards_active",
        )
    }  # fmt: skip
    assert list(values.values()) == [8, 2, 1, 350, 15, 1]
    assert int(compute("meal_portions_of_the_week", MONDAY, area("75118")).value) == 70


def test_a_program_reads_the_grid_with_a_token(client: Client) -> None:
    home = organisation()
    keeper = worker(home, Role.SITE_MANAGER)
    slot(point(home), hours=EVERY_DAY)
    need("75120", 0, 90)
    ApiToken.objects.create(
        user=keeper, organisation_key=home.slug, label="essai", scope=Scope.READ, digest=fingerprint("pacte_essai"),
        expires_on=date.today() + timedelta(days=30),
    )  # fmt: skip
    address = f"/api/v1/meals/grid?day={MONDAY.isoformat()}"
    answer = client.get(address, headers={"Authorization": "Bearer pacte_essai"}).json()
    assert (answer["first"], answer["need"], answer["offered"], answer["shortfall"]) == ("2026-04-27", 90, 280, 50)
    assert len(answer["cells"]) == 35


def test_the_demonstration_has_gaps_and_overlaps_and_loads_once() -> None:
    home = organisation("casvp")
    for number in range(8):
        made = point(home, "75120" if number % 2 else "75118", "food_distribution", hours="Mo-Fr 12:00-13:30; PH off")
        assert made.pk
    plan = Plan(today=date(2026, 11, 23))
    demo.load(plan)
    before = (Slot.objects.count(), MealNeed.objects.count(), ServedTotal.objects.count())
    demo.load(plan)
    assert before == (Slot.objects.count(), MealNeed.objects.count(), ServedTotal.objects.count())
    assert before[0] >= 8 and before[2] > 1000
