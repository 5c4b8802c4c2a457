"""What the front desk gives to others: its figures, its part of my day, of the API, of a person's statement."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.enums import Scope
from pacte.ground.accounts.models import ApiToken, User
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.declarations.demo import Plan
from pacte.ground.declarations.privacy import Asker
from pacte.ground.indicators.services.computed import compute
from pacte.ground.partners.enums import Role
from pacte.ground.people.reads import sight_of
from pacte.ground.people.registry import panels
from pacte.ground.reception import demo, indicators, privacy, reads, worklist
from pacte.ground.reception.models import Arrival, FrontDesk
from pacte.ground.reception.reads.figures import LEFT, TOTAL, _released_together
from tests.ground.people.making import followed, organisation, worker
from tests.ground.reception.making import area, came, desk, directorate

pytestmark = pytest.mark.django_db


def asked(user: User) -> list[tuple[str, str, str]]:
    return [(it.kind, it.act, it.urgency.value) for it in worklist.front_desk(user, timezone.localdate())]


def test_my_day_holds_long_waits_those_handed_to_me_and_minors_to_protect() -> None:
    home = organisation()
    agent, colleague, place = worker(home), worker(home), desk(home)
    came(place, 29)
    assert asked(agent) == []
    came(place, 31)
    came(place, 50)
    came(place, 5, seen_after=1, worker=agent)
    came(place, 5, is_minor_alone=True)
    assert asked(agent) == [
        ("Mineur seul", "Noter la permanence et l’adulte", "overdue"),
        ("Accueil", "Dire la suite donnée", "today"),
        ("Accueil", "Appeler la suivante", "today"),
    ]
    assert [kind for kind, act, _urgency in asked(colleague) if act == "Dire la suite donnée"] == []
    assert asked(worker(organisation())) == []
    entries = list(worklist.front_desk(agent, timezone.localdate()))
    assert entries[-1].title == "2 personnes attendent depuis plus de 30 minutes" and entries[-1].post


def test_a_visit_left_open_yesterday_is_to_be_closed() -> None:
    home = organisation()
    agent, yesterday = worker(home), timezone.localdate() - timedelta(days=1)
    came(desk(home), day=yesterday, arrived_at=timezone.now() - timedelta(days=1))
    assert asked(agent) == [("Accueil", "Clore cette visite", "today")]


def test_my_day_costs_the_same_for_one_visit_and_for_forty(django_assert_max_num_queries: Any) -> None:
    home = organisation()
    agent, place = worker(home), desk(home)
    for _visit in range(40):
        came(place, 40, seen_after=1, worker=agent)
    with django_assert_max_num_queries(3):
        assert len(asked(agent)) == 40


def test_the_figures_count_the_year_the_median_wait_and_who_was_seen() -> None:
    east, west = desk(territory=area("75120")), desk(territory=area("75116"))
    now = timezone.now()
    today = timezone.localdate()
    came(east, 60, seen_after=10, outcome="met", ended_at=now)
    came(east, 60, seen_after=30, outcome="informed", ended_at=now)
    came(east, 60, outcome="left", ended_at=now)
    came(west, 60, seen_after=50, outcome="met", ended_at=now)
    came(west, day=date(2015, 1, 1), arrived_at=now - timedelta(days=4000))
    here = area("75120")
    assert int(compute("front_desk_arrivals", today).value) == 4
    assert int(compute("front_desk_arrivals", today, here).value) == 3
    assert int(compute("front_desk_median_wait", today, here).value) == 20
    assert str(compute("front_desk_seen_the_same_day", today).value) == "75.0"
    assert int(compute("front_desk_arrivals", today, directorate(here)).value) == 3
    assert [row.columns["count"] for row in indicators.arrivals(today, None).rows] == ["3", "1"]


def test_who_left_unseen_is_shown_first_and_a_small_whole_hides_all_but_nothing() -> None:
    ways = {"outcome": {"met": 60, "informed": 20, "left": 15, "emergency": 3}, "reason": {"rights": 98, "food": 0}}
    shown, withheld = _released_together(98, ways)
    assert withheld and shown[LEFT] == 15 and shown[TOTAL] == 98
    assert shown["outcome", "emergency"] is None and shown["outcome", "informed"] is None
    small, _withheld = _released_together(7, {"reason": {"rights": 7, "food": 0}})
    assert small == {TOTAL: None, ("reason", "rights"): None, ("reason", "food"): 0}
    assert _released_together(0, {"reason": {"rights": 0}}) == ({TOTAL: 0, ("reason", "rights"): 0}, False)


def test_a_person_is_told_their_visits_and_a_relative_nothing() -> None:
    home = organisation()
    person = followed(worker(home), home).person
    came(desk(home), person=person, outcome="met", ended_at=timezone.now())
    [holding] = privacy.HOLDINGS
    [section] = holding.tell(person, Asker.SELF)
    assert section.rows[0][2:] == ("Mes droits", "A rencontré un professionnel")
    assert holding.tell(person, Asker.RELATIVE) == []


def test_nothing_of_the_person_is_left_after_anonymisation_even_twice() -> None:
    home = organisation()
    person, place = followed(worker(home), home).person, desk(home)
    came(place, person=person)
    minor = came(place, person=person, is_minor_alone=True, duty_called_at=timezone.now())
    minor.duty_contact, minor.named_adult, minor.outcome, minor.ended_at = "Une", "Deux", "met", timezone.now()
    minor.save()
    [holding] = privacy.HOLDINGS
    assert (holding.anonymise(person), holding.anonymise(person)) == (2, 0)
    minor.refresh_from_db()
    assert not Arrival.objects.filter(person__isnull=False).exists()
    assert (minor.duty_contact, minor.named_adult, minor.outcome) == ("", "", "met")


def test_links_go_first_then_the_names_noted_for_minors_then_the_visits() -> None:
    home = organisation()
    person, place = followed(worker(home), home).person, desk(home)
    past = timezone.now() - timedelta(days=400)
    old = came(place, day=past.date(), arrived_at=past, person=person, is_minor_alone=True, duty_called_at=past)
    old.duty_contact, old.named_adult, old.outcome, old.ended_at = "Une", "Deux", "met", past
    old.save()
    came(place, person=person)
    before = timezone.now() - timedelta(days=365)
    assert [rule.purge(before) for rule in privacy.RETENTION] == [1, 1, 1]
    assert Arrival.objects.get().person == person
    assert all(rule.is_sample for rule in privacy.RETENTION)


def test_a_person_s_page_shows_their_visits_only_to_those_who_work_at_the_desk() -> None:
    home = organisation()
    agent, place = worker(home, territory=area("75120")), desk(home, area("75120"))
    other = desk(home, area("75101"))
    person = followed(agent, home).person
    sight = sight_of(agent, person)
    assert sight is not None
    came(other, person=person)
    assert not [panel for panel in panels(agent, sight) if panel.title == "Visites à l’accueil"]
    came(place, person=person)
    held = came(place, 3, seen_after=1, worker=agent)
    [panel] = [panel for panel in panels(agent, sight) if panel.title == "Visites à l’accueil"]
    assert len(panel.rows) == 1
    assert panel.act and str(held.key) in panel.act[1] and str(person.key) in panel.act[1]


def test_the_api_gives_codes_and_never_who_came(client: Client, django_assert_max_num_queries: Any) -> None:
    home = organisation()
    agent, place = worker(home), desk(home)
    ApiToken.objects.create(
        user=agent, organisation_key=home.slug, label="essai", scope=Scope.READ, digest=fingerprint("pacte_essai"),
        expires_on=date.today() + timedelta(days=30),
    )  # fmt: skip
    person = followed(agent, home).person
    minor = came(place, 4, person=person, is_minor_alone=True, duty_called_at=timezone.now())
    minor.named_adult = "Une adulte"
    minor.save()
    came(desk(organisation()))
    headers = {"Authorization": "Bearer pacte_essai"}
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("api:reception_arrivals"), headers=headers)
    said = answer.json()
    assert (said["count"], said["waiting"], said["arrivals"][0]["stage"]) == (1, 1, "waiting")
    assert str(person.key) not in answer.content.decode() and "adulte" not in answer.content.decode()
    for query in ("day=hier", "desk=0", "desk=99999999999999999999"):
        assert client.get(f"{reverse('api:reception_arrivals')}?{query}", headers=headers).status_code == 422


def test_the_demonstration_makes_desks_that_work_once() -> None:
    home = organisation("casvp")
    worker(home, Role.SOCIAL_WORKER)
    plan = Plan(today=timezone.localdate())
    demo.load(plan)
    count = Arrival.objects.count()
    demo.load(plan)
    assert FrontDesk.objects.count() == 2
    assert Arrival.objects.count() == count > 200
    assert reads.board_of(FrontDesk.objects.all()[0], User.objects.all()[0]).waiting
