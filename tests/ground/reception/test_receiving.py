"""Coming, being called, being seen: nobody is asked for a name, nobody is called twice, no minor leaves alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.enums import Role
from pacte.ground.partners.services import remove_site
from pacte.ground.reception import reads, services
from pacte.ground.reception.enums import VisitOutcome
from pacte.ground.reception.models import Arrival
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.ground.reception.making import area, came, desk, directorate

pytestmark = pytest.mark.django_db


def test_tickets_follow_one_another_at_each_desk_and_begin_again_each_day() -> None:
    home = organisation()
    agent, one, two = worker(home), desk(home), desk(home)
    came(one, day=timezone.localdate() - timedelta(days=1), arrived_at=timezone.now() - timedelta(days=1))
    assert [services.arrive(agent, one.pk, reason="food").number for _visit in range(2)] == [1, 2]
    assert services.arrive(agent, two.pk, reason="food").number == 1


def test_one_comes_without_a_name_and_without_a_file() -> None:
    home = organisation()
    arrival = services.arrive(worker(home, Role.SITE_MANAGER), desk(home).pk, reason="other")
    assert arrival.person is None
    assert not [field.name for field in Arrival._meta.fields if "given" in field.name or "family" in field.name]


def test_a_minor_alone_then_what_is_urgent_then_the_first_come_are_called() -> None:
    home = organisation()
    agent, place = worker(home), desk(home)
    first, urgent, minor = came(place, 30), came(place, 20, is_urgent=True), came(place, 5, is_minor_alone=True)
    assert [services.call(agent, place.pk).pk for _call in range(3)] == [minor.pk, urgent.pk, first.pk]
    with pytest.raises(BadInput, match="Personne n’attend"):
        services.call(agent, place.pk)


def test_somebody_already_called_is_not_called_by_another() -> None:
    home = organisation()
    place = desk(home)
    arrival = came(place)
    services.call(worker(home), place.pk, arrival.key)
    with pytest.raises(BadInput, match="n’attend plus"):
        services.call(worker(home), place.pk, arrival.key)


def test_a_visit_passes_to_a_colleague_of_the_desk_and_to_nobody_else() -> None:
    home = organisation()
    agent, colleague, place = worker(home), worker(home), desk(home)
    arrival = services.call(agent, came(place).desk_id)
    assert services.hand_to(agent, arrival.key, colleague).worker == colleague
    with pytest.raises(BadInput, match="ne travaille pas"):
        services.hand_to(agent, arrival.key, worker(organisation()))


def test_a_colleague_of_the_directorate_that_groups_the_place_works_there() -> None:
    home, here = organisation(), area()
    colleague = worker(home, territory=directorate(here))
    assert colleague in reads.colleagues(desk(home, here))
    assert reads.desks_of(colleague).count() == 1


def test_called_by_mistake_one_waits_again_at_the_same_place() -> None:
    home = organisation()
    agent, place = worker(home), desk(home)
    first, _second = came(place, 20), came(place, 10)
    services.put_back(agent, services.call(agent, place.pk).key)
    assert services.call(agent, place.pk).pk == first.pk


def test_a_wrong_end_is_undone_within_some_minutes_and_not_later() -> None:
    home = organisation()
    agent, place = worker(home), desk(home)
    arrival = services.call(agent, came(place).desk_id)
    services.end(agent, arrival.key, VisitOutcome.INFORMED)
    assert services.reopen(agent, arrival.key).ended_at is None
    services.end(agent, arrival.key, VisitOutcome.INFORMED)
    Arrival.objects.filter(pk=arrival.pk).update(ended_at=timezone.now() - timedelta(minutes=16))
    with pytest.raises(BadInput, match="plus de 15 minutes"):
        services.reopen(agent, arrival.key)


def test_who_leaves_before_the_call_was_not_seen_and_who_got_an_answer_was() -> None:
    home = organisation()
    agent, place = worker(home), desk(home)
    assert services.end(agent, came(place).key, VisitOutcome.LEFT).called_at is None
    assert services.end(agent, came(place).key, VisitOutcome.INFORMED).worker == agent


def test_a_minor_alone_cannot_leave_without_duty_contact_time_and_adult() -> None:
    home = organisation()
    agent, place = worker(home), desk(home)
    arrival = services.arrive(agent, place.pk, reason="shelter", is_minor_alone=True)
    for outcome in VisitOutcome:
        with pytest.raises(BadInput, match="ne repart pas sans adulte"):
            services.end(agent, arrival.key, outcome)
    called = timezone.now() - timedelta(minutes=3)
    with pytest.raises(BadInput, match="à venir"):
        services.note_duty(
            agent, arrival.key, duty_contact="Une permanence", named_adult="Une adulte",
            duty_called_at=timezone.now() + timedelta(hours=1),
        )  # fmt: skip
    for contact, adult in (("", "Une adulte"), ("Une permanence", "  ")):
        with pytest.raises(BadInput, match="Il manque"):
            services.note_duty(agent, arrival.key, duty_contact=contact, duty_called_at=called, named_adult=adult)
    services.note_duty(agent, arrival.key, duty_contact="Permanence", duty_called_at=called, named_adult="Une adulte")
    kept = Arrival.objects.get(pk=arrival.pk)
    assert (kept.duty_contact, kept.named_adult, kept.lacks) == ("Permanence", "Une adulte", ())
    assert "adulte" not in kept.sealed_named_adult
    assert services.end(agent, arrival.key, VisitOutcome.EMERGENCY).ended_at


def test_the_database_itself_keeps_a_minor_from_leaving_alone() -> None:
    arrival = came(desk(), is_minor_alone=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Arrival.objects.filter(pk=arrival.pk).update(ended_at=timezone.now(), outcome="left")


def test_a_visit_is_linked_only_to_a_person_whom_the_worker_sees() -> None:
    home, elsewhere = organisation(), organisation()
    agent, stranger = worker(home), worker(elsewhere)
    arrival, mine, theirs = came(desk(home)), followed(agent, home), followed(stranger, elsewhere)
    assert services.link_person(agent, arrival.key, mine.person.key).person == mine.person
    with pytest.raises(Http404):
        services.link_person(agent, arrival.key, theirs.person.key)
    with pytest.raises(Refused):
        services.link_person(worker(home, Role.SITE_MANAGER), arrival.key, mine.person.key)
    assert services.unlink(agent, arrival.key).person is None


def test_the_link_to_a_restricted_person_is_told_only_to_who_follows_them() -> None:
    home = organisation()
    agent, colleague, place = worker(home), worker(home), desk(home)
    file = followed(agent, home)
    services.link_person(agent, came(place).key, file.person.key)
    restricted(file.person)
    assert [ticket.is_linked for ticket in reads.board_of(place, agent).waiting] == [True]
    assert [ticket.is_linked for ticket in reads.board_of(place, colleague).waiting] == [False]


def test_a_desk_of_another_territory_or_organisation_does_not_exist() -> None:
    home, here, there = organisation(), area("75120"), area("75101")
    agent = worker(home, territory=here)
    for place in (desk(home, there), desk(organisation(), here)):
        for act in (
            lambda place=place: services.arrive(agent, place.pk, reason="food"),
            lambda place=place: services.call(agent, place.pk),
            lambda place=place: services.end(agent, came(place).key, VisitOutcome.LEFT),
        ):
            with pytest.raises(Http404):
                act()
    with pytest.raises(Refused):
        services.call(worker(home, Role.READER), desk(home, here).pk)


def test_a_desk_opens_once_at_a_place_and_closes_when_nobody_waits() -> None:
    home = organisation()
    referent, agent = worker(home, Role.ORGANISATION_ADMIN), worker(home)
    place = desk(home)
    with pytest.raises(BadInput, match="déjà un guichet"):
        services.open_desk(referent, place.site)
    arrival = came(place)
    with pytest.raises(BadInput, match="attendent encore"):
        services.close_desk(referent, place.pk)
    services.end(agent, arrival.key, VisitOutcome.LEFT)
    services.close_desk(referent, place.pk)
    with pytest.raises(BadInput, match="fermé"):
        services.arrive(agent, place.pk, reason="food")
    assert services.open_desk(referent, place.site).is_open
    with pytest.raises(Refused):
        services.close_desk(agent, place.pk)


def test_the_journal_holds_codes_alone() -> None:
    home = organisation()
    agent = worker(home)
    arrival = services.arrive(agent, desk(home).pk, reason="shelter", is_minor_alone=True)
    services.note_duty(
        agent, arrival.key, duty_contact="Une permanence", duty_called_at=timezone.now(), named_adult="Une adulte"
    )
    lines = Entry.objects.filter(target=arrival.target)
    assert [line.action for line in lines.order_by("pk")] == ["arrival.arrive", "arrival.duty"]
    assert "adulte" not in str([line.detail for line in lines])


def test_a_place_where_people_were_welcomed_stays_in_the_list() -> None:
    home = organisation()
    with pytest.raises(BadInput, match="Du travail a été noté"):
        remove_site(worker(home, Role.ORGANISATION_ADMIN), desk(home).site)
