"""Announcing sessions: series on the clock, holidays, one or all the following, slots, tours."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from pacte.ground.agenda import reads, services
from pacte.ground.agenda.models import Session
from pacte.ground.agenda.rules import recurrence
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.messages.models import ContactRule, Message
from pacte.ground.partners.enums import Role
from tests.ground.agenda.making import account, registered, session
from tests.ground.directory.making import place, refuge, stop
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.ground.reception.making import area

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year + 1


def values(day: date, start: int = 9, end: int = 11, **more: Any) -> dict[str, Any]:
    moments = [timezone.make_aware(datetime(day.year, day.month, day.day, hour)) for hour in (start, end)]
    usual = {"kind": "drop_in", "title": "Une permanence", "starts_at": moments[0], "ends_at": moments[1]}
    return usual | {"registration": "free"} | more


def hours(sessions: Any) -> list[str]:
    return [timezone.localtime(each.starts_at).strftime("%d/%m %H:%M") for each in sessions]


def test_a_series_keeps_its_hour_across_the_change_of_the_clock_and_skips_public_holidays() -> None:
    home = organisation()
    first = date(YEAR, 10, 20)
    made = services.create(
        worker(home), home, values(first), services.Repeat("weekly", date(YEAR, 11, 30), skips_holidays=True)
    )
    assert made.series is not None
    found = hours(made.series.sessions.order_by("starts_at"))
    assert {hour[-5:] for hour in found} == {"09:00"} and len(found) >= 5
    assert not {"01/11", "11/11"} & {hour[:5] for hour in found}


@given(
    first=st.dates(date(2015, 1, 1), date(2035, 1, 1)), span=st.integers(0, 500),
    frequency=st.sampled_from(["weekly", "fortnightly", "monthly"]), skips=st.booleans(),
)  # fmt: skip
def test_every_day_of_a_series_is_the_same_weekday_in_order_and_within_its_bounds(
    first: date, span: int, frequency: str, skips: bool
) -> None:
    until = first + timedelta(days=span)
    days = recurrence.days(first, frequency, until, skips_holidays=skips)
    assert days == sorted(set(days)) and all(first <= day <= until for day in days)
    assert {day.weekday() for day in days} <= {first.weekday()}
    assert skips or first in days
    assert not skips or not [day for day in days if recurrence.is_holiday(day)]
    if frequency == "monthly":
        assert len({(day.year, day.month) for day in days}) == len(days)


def test_a_series_without_a_reachable_end_or_in_disorder_is_refused_and_nothing_is_written() -> None:
    home = organisation()
    agent, day = worker(home), date(YEAR, 3, 2)
    for repeat in (services.Repeat("weekly", date(YEAR + 9, 1, 1)), services.Repeat("weekly", day - timedelta(days=1))):
        with pytest.raises(BadInput):
            services.create(agent, home, values(day), repeat)
    with pytest.raises(BadInput, match="avant le début"):
        services.create(agent, home, values(day, 11, 9))
    assert not Session.objects.exists()


def test_one_session_or_all_the_following_are_changed_and_cancelled() -> None:
    home = organisation()
    agent = worker(home)
    first = services.create(agent, home, values(date(YEAR, 3, 2)), services.Repeat("weekly", date(YEAR, 3, 24), False))
    series = Session.objects.filter(series=first.series).order_by("starts_at")
    one, two, three, four = series
    day = timezone.localtime(two.starts_at).date()
    services.edit(agent, two.key, values(day + timedelta(days=1), 14, 16), "following")
    services.edit(agent, four.key, values(timezone.localtime(four.starts_at).date() + timedelta(days=1), 18, 19))
    assert hours(series.all()) == ["02/03 09:00", "10/03 14:00", "17/03 14:00", "24/03 18:00"]
    services.cancel(agent, three.key, "Travaux", "following")
    assert [each.is_cancelled for each in series.all()] == [False, False, True, True]
    assert one.pk == first.pk


def test_those_registered_are_told_that_it_moves_or_is_cancelled_and_never_contact_is_respected() -> None:
    home = organisation()
    agent, user = worker(home), account()
    reached = followed(agent, home, phone="0612345678").person
    silent = followed(agent, home, phone="0612345679").person
    hidden = restricted(followed(agent, home, phone="0612345670").person)
    ContactRule.objects.create(recipient_key=silent.recipient_key, never_contact=True)
    at = session(home, title="Soins du matin")
    registered(at, user)
    for person in (reached, silent, hidden):
        registered(at, person=person, organisation=home)
    services.cancel(agent, at.key, "Salle indisponible")
    sent = {message.recipient_key: message.state for message in Message.objects.all()}
    assert sent[reached.recipient_key] == "queued" and sent[silent.recipient_key] == "refused"
    assert hidden.recipient_key not in sent and f"user:{user.opaque_id}" in sent


def test_a_message_to_a_person_says_when_and_neither_what_for_nor_by_whom(settings: Any) -> None:
    from pacte.ground.messages.services.sending import _words

    home = organisation()
    agent = worker(home)
    person = followed(agent, home, phone="0612345678").person
    at = session(home, title="Soins du matin", place=place(home, name="Un lieu connu"))
    registered(at, person=person, organisation=home)
    services.cancel(agent, at.key, "Infirmière absente")
    subject, text = _words(Message.objects.get(recipient_key=person.recipient_key))
    assert "Soins" not in subject + text and "Infirmière" not in text and home.name not in text
    assert "Un lieu connu" in text and "annulé" in text


def test_whoever_has_a_seat_tomorrow_is_reminded_once_and_who_waits_is_not() -> None:
    home = organisation()
    tomorrow = timezone.localtime() + timedelta(days=1)
    at = session(home, capacity=1)
    start = tomorrow.replace(hour=10, minute=0)
    Session.objects.filter(pk=at.pk).update(starts_at=start, ends_at=start + timedelta(hours=1))
    registered(at, account())
    registered(at, account(), "waiting")
    registered(session(home, hours=90), account())
    now = timezone.localtime().replace(hour=12)
    assert services.remind(now.replace(hour=6)) == 0
    assert (services.remind(now), services.remind(now)) == (1, 0)


def test_a_session_is_kept_in_ones_own_organisation_and_on_ones_territory() -> None:
    home, other = organisation(), organisation()
    here, there = area("75120"), area("75116")
    keeper = worker(home, Role.SITE_MANAGER, territory=here)
    day = date(YEAR, 3, 2)
    services.create(keeper, home, values(day, territory=here))
    for where, territory in ((other, here), (home, there)):
        with pytest.raises(Refused):
            services.create(keeper, where, values(day, territory=territory))
    with pytest.raises(Refused):
        services.create(worker(home, Role.VOLUNTEER), home, values(day))
    theirs = session(other)
    with pytest.raises(Http404):
        services.edit(keeper, theirs.key, values(day))
    assert reads.kept_by(worker(organisation(), Role.PACT_TEAM)).filter(pk=theirs.pk).exists()


def test_a_permanence_is_cut_into_slots_and_they_are_cancelled_with_it() -> None:
    home = organisation()
    agent, user = worker(home), account()
    permanence = session(home, kind="drop_in", registration="free", minutes=100)
    slots = services.open_slots(agent, permanence.key, minutes=30, posts=2, registration="both")
    assert [slot.capacity for slot in slots] == [2, 2, 2]
    services.register_myself(user, slots[0].key)
    for bad in (permanence.key, slots[0].key):
        with pytest.raises(BadInput, match="déjà ses créneaux"):
            services.open_slots(agent, bad, minutes=30)
    services.cancel(agent, permanence.key, "Salle indisponible")
    assert not Session.objects.kept().exists()
    assert Message.objects.get().template == "agenda/mail/cancelled"


def test_a_tour_makes_its_stops_of_that_day_sessions_in_the_order_of_their_hours() -> None:
    home = organisation()
    agent = worker(home, Role.SITE_MANAGER)
    bus = place(home, kind="itinerary", name="La mairie mobile", latitude=None, longitude=None, address="")
    here = area("75120")
    late = stop(bus, "Mo 14:00-16:00", name="Place de l’Après-midi", territory=here)
    early = stop(bus, "Mo 09:00-11:00", name="Place du Matin", order=2)
    stop(bus, "Tu 09:00-11:00", name="Place du Mardi")
    monday = timezone.localdate() + timedelta(days=14 - timezone.localdate().weekday())
    while recurrence.is_holiday(monday):
        monday += timedelta(days=7)
    tour = services.plan(agent, bus, monday, [agent])
    found = list(tour.sessions.order_by("starts_at"))
    assert [each.stop for each in found] == [early, late] and found[1].territory == here
    assert {each.kind for each in found} == {"mobile_stop"} and all(each.is_public for each in found)
    with pytest.raises(BadInput, match="déjà prévue"):
        services.plan(agent, bus, monday)
    with pytest.raises(BadInput, match="ne s’arrête nulle part"):
        services.plan(agent, bus, monday + timedelta(days=2))
    with pytest.raises(Refused):
        services.plan(worker(organisation(), Role.SITE_MANAGER), bus, monday)
    Session.objects.filter(tour=tour).update(starts_at=timezone.now(), ends_at=timezone.now() + timedelta(hours=1))
    assert len(reads.stops_today(agent, bus)) == 2
    assert reads.stops_today(worker(organisation()), bus) == []


def test_a_session_at_a_confidential_place_is_nowhere() -> None:
    home = organisation()
    agent = worker(home)
    hidden = refuge(home)
    made = services.create(
        agent, home, values(date(YEAR, 3, 2), place=hidden, place_words="9 rue Cachée", territory=area("75120"))
    )
    told = reads.where(made)
    assert made.territory is None and made.place_words == ""
    assert told.is_confidential and told.line == "Adresse confidentielle" and told.area == "" and told.point is None
