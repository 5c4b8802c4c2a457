"""Cards: issued, checked by number alone, once a meal, replaced; who sees whose; what is kept and forgotten."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.declarations.privacy import Asker
from pacte.ground.partners.enums import Role
from pacte.ground.people.reads import sight_of
from pacte.ground.people.registry import panels
from pacte.street.meals import privacy
from pacte.street.meals.models import Card, CardPolicy, CardUse
from pacte.street.meals.reads.cards import cards_of
from pacte.street.meals.services import cards
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.street.meals.making import card, point

pytestmark = pytest.mark.django_db


def restaurant(home: object) -> object:
    return point(home, category="solidarity_restaurant")  # type: ignore[arg-type]


def test_the_restaurant_learns_a_date_and_the_meals_left_and_no_name(client: Client) -> None:
    home = organisation()
    person = followed(worker(home), home, given_name="Prénom-1", family_name="Exemple").person
    place, held = restaurant(home), card(home, person)
    client.force_login(worker(home, Role.VOLUNTEER))
    address = reverse("meals:check", kwargs={"key": place.key})  # type: ignore[attr-defined]
    page = client.post(address, {"number": held.number, "meal": "lunch", "act": "check"}).content.decode()
    assert "1 janvier 2090" in page and "1 repas encore" in page
    assert "Prénom-1" not in page and person.pseudonym not in page and "Exemple" not in page.split("<main")[1]
    used = client.post(address, {"number": held.number, "meal": "lunch", "act": "use"}).content.decode()
    assert "le repas est compté" in used and "0 repas encore" in used
    again = client.post(address, {"number": held.number, "meal": "dinner", "act": "use"})
    assert again.status_code == 422 and "tous ses repas" in again.content.decode()


def test_a_card_of_two_meals_a_day_opens_each_meal_once() -> None:
    home = organisation()
    keeper, place, held = worker(home, Role.SITE_MANAGER), restaurant(home), card(home, meals_a_day=2)
    assert cards.use(keeper, place.key, held.number, "lunch").left == 1  # type: ignore[attr-defined]
    with pytest.raises(BadInput, match="déjà servi pour ce repas"):
        cards.use(keeper, place.key, held.number, "lunch")  # type: ignore[attr-defined]
    assert cards.use(keeper, place.key, f" {held.number[:3]} {held.number[3:]}", "dinner").left == 0  # type: ignore[attr-defined]


def test_the_journal_does_not_keep_which_card_was_used_where() -> None:
    home = organisation()
    keeper, place, held = worker(home, Role.SITE_MANAGER), restaurant(home), card(home)
    cards.use(keeper, place.key, held.number, "lunch")  # type: ignore[attr-defined]
    entry = Entry.objects.get(action="meal_card.use")
    assert str(held.key) not in f"{entry.target} {entry.detail}" and held.number not in str(entry.detail)


def test_a_number_that_opens_nothing_says_why_and_never_whose_it_was() -> None:
    home = organisation()
    keeper, place, today = worker(home, Role.SITE_MANAGER), restaurant(home), timezone.localdate()
    over = card(home, valid_until=date(2020, 1, 2))
    later = card(home, valid_from=today + timedelta(days=3))
    for number, words in (("123", "Aucune carte"), (over.number, "ne sert plus"), (later.number, "servira à partir")):
        with pytest.raises(BadInput, match=words):
            cards.check(keeper, place.key, number)  # type: ignore[attr-defined]
    with pytest.raises(Http404):
        cards.check(worker(organisation(), Role.SITE_MANAGER), place.key, over.number)  # type: ignore[attr-defined]


def test_a_lost_card_stops_and_the_new_number_keeps_what_was_eaten_today() -> None:
    home = organisation()
    agent, keeper, place = worker(home), worker(home, Role.SITE_MANAGER), restaurant(home)
    held = cards.issue_monthly(agent, followed(agent, home).person.key, valid_from=timezone.localdate())
    cards.use(keeper, place.key, held.number, "lunch")  # type: ignore[attr-defined]
    made = cards.replace(agent, held.key)
    with pytest.raises(BadInput, match="ne sert plus"):
        cards.check(keeper, place.key, held.number)  # type: ignore[attr-defined]
    assert cards.check(keeper, place.key, made.number).left == 0  # type: ignore[attr-defined]
    assert (made.valid_until, made.replaces) == (held.valid_until, held)


def test_a_person_has_one_card_at_a_time_and_an_organisation_its_quota() -> None:
    home = organisation()
    agent, today = worker(home), timezone.localdate()
    CardPolicy.objects.create(valid_from=date(2015, 1, 1), monthly_quota=1, voucher_quota=3, source="exemple")
    person = followed(agent, home).person
    cards.issue_monthly(agent, person.key, valid_from=today)
    with pytest.raises(BadInput, match="déjà une carte"):
        cards.issue_monthly(agent, person.key, valid_from=today)
    with pytest.raises(BadInput, match="Il reste 0"):
        cards.issue_monthly(agent, followed(agent, home).person.key, valid_from=today)
    assert len(cards.issue_vouchers(agent, home, 3, today)) == 3
    with pytest.raises(BadInput, match="Il reste 0"):
        cards.issue_vouchers(agent, home, 1, today)


def test_only_who_follows_the_person_issues_and_sees_a_card() -> None:
    home, elsewhere = organisation(), organisation()
    agent, stranger = worker(home), worker(elsewhere)
    person = followed(agent, home).person
    with pytest.raises(Http404):
        cards.issue_monthly(stranger, person.key, valid_from=timezone.localdate())
    with pytest.raises(Refused):
        cards.issue_monthly(worker(home, Role.SITE_MANAGER), person.key, valid_from=timezone.localdate())
    cards.issue_monthly(agent, person.key, valid_from=timezone.localdate())
    assert cards_of(agent).count() == 1
    assert not cards_of(stranger).exists()


def test_the_card_of_a_restricted_person_is_hidden_from_colleagues_who_do_not_follow_them(client: Client) -> None:
    home = organisation()
    agent, colleague = worker(home), worker(home)
    person = restricted(followed(agent, home, given_name="Prénom-9").person)
    held = card(home, person)
    assert cards_of(agent).get() == held
    assert not cards_of(colleague).exists()
    client.force_login(colleague)
    assert held.number[:3] not in client.get(reverse("meals:cards")).content.decode().split("<main")[1]
    assert client.get(reverse("meals:card", kwargs={"key": held.key})).status_code == 404


def test_the_person_s_page_shows_the_card_and_offers_one_when_none_serves() -> None:
    home = organisation()
    agent = worker(home)
    person = followed(agent, home).person
    sight = sight_of(agent, person)
    assert sight is not None
    [panel] = [panel for panel in panels(agent, sight) if panel.title == "Restaurant solidaire"]
    assert panel.act and panel.act[0] == "Remettre une carte"
    card(home, person)
    [panel] = [panel for panel in panels(agent, sight) if panel.title == "Restaurant solidaire"]
    assert panel.rows and panel.act is None


def test_uses_go_first_then_whose_card_it_was_then_the_card() -> None:
    home = organisation()
    old = card(home, followed(worker(home), home).person, valid_until=date(2021, 1, 1))
    CardUse.objects.create(card=old, place=restaurant(home), day=date(2020, 5, 5), meal="lunch")  # type: ignore[misc]
    before = timezone.now() - timedelta(days=90)
    assert [rule.purge(before) for rule in privacy.RETENTION] == [1, 1, 1]
    assert all(rule.is_sample for rule in privacy.RETENTION)


def test_a_person_is_told_their_cards_a_relative_nothing_and_nothing_is_left_afterwards() -> None:
    home = organisation()
    person = followed(worker(home), home).person
    held = card(home, person)
    CardUse.objects.create(card=held, place=restaurant(home), meal="lunch")  # type: ignore[misc]
    [holding] = privacy.HOLDINGS
    assert [section.title for section in holding.tell(person, Asker.SELF)] == [
        "Cartes de restaurant solidaire", "Repas avec la carte",
    ]  # fmt: skip
    assert holding.tell(person, Asker.RELATIVE) == []
    assert holding.anonymise(person) > 0
    assert (holding.anonymise(person), Card.objects.count()) == (0, 0)
