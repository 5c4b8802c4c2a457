"""What, where, when, for whom: what a search finds, in which order, and what it never gives away."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from pacte.ground.directory.models import HeldLabel, NetworkLabel, Place, SpecialPeriod
from pacte.ground.directory.reads.search import Found, Query, find
from pacte.ground.directory.rules.hours import CLOCK
from pacte.ground.directory.services.recording import index
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory

from .making import CENTRE, place, refuge, service, stop

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 10, tzinfo=CLOCK)


@pytest.fixture
def home() -> Organisation:
    return Organisation.objects.create(slug="maison", name="La Maison Ouverte", kind="association")


def offering(category: str, home: Organisation | None = None, **values: Any) -> Place:
    """A place that offers one thing, as the search knows it."""
    made = place(home, **values)
    service(made, category)
    index(made)
    return made


def names(found: Found) -> list[str]:
    return [result.place.name for result in found.results]


@pytest.mark.parametrize(
    ("typed", "category"),
    [
        ("douche", "shower"), ("Douches", "shower"), ("duche", "shower"), ("lavrie", "laundry"), ("LAVERIE", "laundry"),
        ("domicilliation", "mail_address"), ("colis alimantaire", "food_parcel"), ("alimentaire colis", "food_parcel"),
        ("resto solidaire", "solidarity_restaurant"), ("épicerie", "solidarity_grocery"), ("medecin", "general_care"),
        ("où se laver ?", "shower"), ("shower", "shower"), ("a lawyer", "legal_advice"), ("الدش", "shower"),
        ("وجبات", "meal"), ("طبيب أسنان", "dental_care"), ("dentiste", "dental_care"), ("vestiere", "clothing"),
    ],
)  # fmt: skip
def test_what_is_looked_for_is_understood_with_its_slips_in_three_languages(typed: str, category: str) -> None:
    offering(category, name="Celui-là")
    offering("culture", name="Un autre")
    assert names(find(Query(words=typed))) == ["Celui-là"]


def test_a_place_is_found_by_its_name_or_who_runs_it_without_accents_in_any_order_and_with_a_slip(
    home: Organisation,
) -> None:
    offering("meal", home, name="L’Étape du Canal")
    offering("meal", name="Un autre")
    for typed in ("etape canal", "CANAL étape", "l'etappe", "maison ouverte", "maisson ouverte"):
        assert names(find(Query(words=typed))) == ["L’Étape du Canal"], typed


def test_two_things_typed_find_the_place_that_has_both_and_else_those_that_have_one() -> None:
    both = offering("shower", name="Les deux")
    service(both, "laundry")
    offering("shower", name="Une seule")
    assert names(find(Query(words="douche laverie"))) == ["Les deux"]
    both.delete()
    assert names(find(Query(words="douche laverie"))) == ["Une seule"]


def test_words_that_nothing_answers_find_nothing() -> None:
    offering("shower")
    assert find(Query(words="xylophone")).total == 0


def test_a_public_typed_counts_as_for_whom() -> None:
    offering("shower", name="Hommes", audiences=["men"], audience_rule="only")
    offering("shower", name="Femmes", audiences=["women"], audience_rule="only")
    assert names(find(Query(words="douche femme"))) == ["Femmes"]


def test_reserved_to_others_turns_away_a_preference_does_not_and_a_service_may_have_conditions_of_its_own() -> None:
    offering("shower", name="A réservé aux hommes", audiences=["men"], audience_rule="only")
    offering("shower", name="B de préférence", audiences=["men"], audience_rule="preferred")
    offering("shower", name="C pour tous")
    own = place(name="D", audiences=["men"], audience_rule="only")
    service(own, "shower", has_own_conditions=True, audiences=["women"], audience_rule="only")
    found = find(Query(categories=["shower"], audiences=["women"]))
    assert names(found) == ["B de préférence", "C pour tous", "D"]


def test_ages_bind_a_minor_and_not_who_tells_no_age() -> None:
    offering("shower", name="Majeurs", age_min=18)
    offering("shower", name="Tous")
    assert names(find(Query(audiences=["minors"]))) == ["Tous"]
    assert names(find(Query(audiences=["women"]))) == ["Majeurs", "Tous"]


def test_only_what_is_open_then_is_found_at_a_moment() -> None:
    offering("shower", name="Ouvert", hours="Mo 09:00-12:00")
    offering("shower", name="Fermé", hours="Mo 14:00-18:00")
    offering("shower", name="Sur rendez-vous", hours='"sur rendez-vous"')
    offering("shower", name="Non dit", hours="")
    closed = offering("shower", name="En congés", hours="Mo 09:00-12:00")
    SpecialPeriod.objects.create(place=closed, kind="closed", first_day=MONDAY.date(), last_day=MONDAY.date())
    assert names(find(Query(at=MONDAY))) == ["Ouvert"]
    assert names(find(Query(at=MONDAY + timedelta(hours=5)))) == ["Fermé"]
    assert find(Query()).total == 5


def test_only_the_services_that_answer_are_told_and_the_opening_is_theirs() -> None:
    two = offering("shower", name="Deux services", hours="Mo 09:00-12:00")
    service(two, "meal", hours="Mo 12:00-14:00")
    result = find(Query(categories=["shower"], at=MONDAY)).results[0]
    assert [each.category for each in result.services] == ["shower"]
    assert result.opening.state == "open"
    assert result.opening.closes_at == MONDAY.replace(hour=12)


def test_the_nearest_comes_first_with_its_distance_in_metres_and_what_has_no_point_last() -> None:
    offering("shower", name="Loin", latitude=CENTRE[0] + 0.02)
    offering("shower", name="Près", latitude=CENTRE[0] + 0.001)
    offering("shower", name="Sans point", latitude=None, longitude=None)
    found = find(Query(near=CENTRE))
    assert names(found) == ["Près", "Loin", "Sans point"]
    assert [result.distance_m for result in found.results] == [111, 2224, None]
    assert names(find(Query(near=CENTRE, within_m=500))) == ["Près"]


def test_a_territory_holds_the_places_of_all_it_contains_and_groups() -> None:
    city = Territory.objects.create(code="ville", kind="city", name_fr="Ville")
    part = Territory.objects.create(code="nord", kind="arrondissement", name_fr="Nord", parent=city)
    quarter = Territory.objects.create(code="nord-1", kind="quartier", name_fr="Nord 1", parent=part)
    group = Territory.objects.create(code="dst", kind="directorate", name_fr="Direction")
    group.members.add(part)
    other = Territory.objects.create(code="sud", kind="arrondissement", name_fr="Sud", parent=city)
    offering("shower", name="Dedans", territory=quarter)
    offering("shower", name="Ailleurs", territory=other)
    for area in (quarter, part, group):
        assert names(find(Query(territory=area))) == ["Dedans"], area
    assert find(Query(territory=city)).total == 2


def test_a_refuge_is_found_by_what_it_does_and_by_its_name_and_never_by_where(home: Organisation) -> None:
    area = Territory.objects.create(code="nord", kind="arrondissement", name_fr="Nord")
    hidden = refuge(home)
    Place.objects.filter(pk=hidden.pk).update(name="Refuge Alpha")
    hidden.refresh_from_db()
    service(hidden, "shelter")
    index(hidden)
    for query in (Query(categories=["shelter"]), Query(words="hébergement"), Query(words="refuge alpha")):
        found = find(query)
        assert names(found) == ["Refuge Alpha"], query
        assert (found.results[0].point, found.results[0].distance_m) == (None, None)
    for query in (Query(near=CENTRE), Query(territory=area), Query(words="refuge alpha", near=CENTRE)):
        assert find(query).total == 0, query
    assert find(Query(words="rue cachée")).total == 0


def test_an_itinerary_is_found_where_and_when_it_stands() -> None:
    area = Territory.objects.create(code="nord", kind="arrondissement", name_fr="Nord")
    bus = offering("nursing", name="Le bus", kind="itinerary", hours="", latitude=None, longitude=None)
    stop(bus, "Mo 09:00-12:00", name="Près mais mardi", latitude=CENTRE[0] + 0.001).delete()
    stop(bus, "Tu 09:00-12:00", name="Près, mardi", latitude=CENTRE[0] + 0.001)
    stop(bus, "Mo 09:00-12:00", name="Loin, lundi", latitude=CENTRE[0] + 0.02, territory=area)
    now, later = find(Query(at=MONDAY, near=CENTRE)), find(Query(near=CENTRE))
    assert [(result.stop and result.stop.name, result.distance_m) for result in now.results] == [("Loin, lundi", 2224)]
    assert [result.stop and result.stop.name for result in later.results] == ["Près, mardi"]
    assert now.results[0].opening.state == "open"
    in_area = find(Query(territory=area)).results
    assert [result.stop and result.stop.name for result in in_area] == ["Loin, lundi"]
    assert find(Query(territory=area, at=MONDAY + timedelta(days=1))).total == 0


def test_conditions_language_and_label_narrow_and_a_condition_not_stated_is_not_a_yes() -> None:
    yes = offering("shower", name="Oui", is_free=True, accepts_animals=True, languages=["ar"])
    offering("shower", name="Non dit")
    offering("shower", name="Non", is_free=False, languages=["fr"])
    label = NetworkLabel.objects.create(code="reseau", name_fr="Réseau")
    HeldLabel.objects.create(place=yes, label=label, held_from=date(2020, 1, 1))
    for query in (Query(is_free=True), Query(accepts_animals=True), Query(language="ar"), Query(label="reseau")):
        assert names(find(query)) == ["Oui"], query
    assert names(find(Query(is_free=False))) == ["Non"]


def test_drafts_archives_doubles_and_stopped_services_are_not_found() -> None:
    kept = offering("shower", name="Publié")
    offering("shower", status="draft")
    offering("shower", status="archived")
    offering("shower", merged_into=kept)
    service(place(name="Arrêté"), "shower", is_active=False)
    assert names(find(Query(words="douche"))) == ["Publié"]


def test_a_want_finds_every_category_that_answers_it() -> None:
    offering("toilets", name="Toilettes")
    offering("meal", name="Repas")
    assert names(find(Query(want="wash"))) == ["Toilettes"]


def test_what_a_want_most_likely_means_comes_first() -> None:
    offering("shared_kitchen", name="Une cuisine")
    offering("food_distribution", name="Une distribution")
    offering("meal", name="Un repas")
    assert names(find(Query(want="eat"))) == ["Un repas", "Une distribution", "Une cuisine"]


def test_ties_keep_one_order_over_pages_and_what_nobody_verified_comes_last() -> None:
    offering("shower", name="A oublié", reviewed_on=None)
    for _each in range(3):
        offering("shower", name="Même nom")
    whole = [result.place.pk for result in find(Query()).results]
    paged = [find(Query(), limit=1, offset=at).results[0].place.pk for at in range(4)]
    assert whole == paged == [*sorted(whole[:3]), whole[3]]
    assert find(Query(), limit=1).total == 4


@pytest.mark.parametrize("count", [1, 12])
def test_a_search_asks_at_most_four_queries_however_many_places_answer_and_five_with_a_name(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    area = Territory.objects.create(code="nord", kind="arrondissement", name_fr="Nord")
    for _each in range(count):
        bus = offering("shower", name="Bus", kind="itinerary", hours="")
        stop(bus, "Mo 09:00-12:00", territory=area)
        SpecialPeriod.objects.create(
            place=offering("shower", name="Lieu", territory=area), kind="notice", message="Bonjour",
            first_day=MONDAY.date(), last_day=MONDAY.date(),
        )  # fmt: skip
    with django_assert_max_num_queries(4):
        asked = Query(words="douche", near=CENTRE, territory=area, at=MONDAY, audiences=["women"], is_free=None)
        found = find(asked)
        assert found.total == 2 * count
        assert all(result.opening.notices for result in found.results if result.stop is None)
    with django_assert_max_num_queries(5):
        assert find(Query(words="lieu douche", at=MONDAY)).total == count
