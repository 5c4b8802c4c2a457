"""The attendance sheet, the certificates it leads to, and who reads which name."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.agenda import indicators, reads, services
from pacte.ground.agenda.models import Certificate, Registration
from pacte.ground.declarations.errors import BadInput
from pacte.ground.partners.enums import Role
from tests.ground.agenda.making import account, registered, session
from tests.ground.people.making import followed, organisation, restricted, worker

pytestmark = pytest.mark.django_db


def told(user: Any, at: Any) -> list[str]:
    return [line.label for line in reads.sheet_of(user, at).lines]


def test_a_person_is_named_on_the_sheet_to_who_follows_them_alone() -> None:
    home, other = organisation(), organisation()
    agent, keeper = worker(home), worker(home, Role.SITE_MANAGER)
    person = followed(agent, home, given_name="Prénom-1", family_name="Exemple").person
    theirs = followed(worker(other), other).person
    at = session(home)
    registered(at, person=person, organisation=home)
    registered(at, person=theirs, organisation=other)
    unnamed = f"Une personne inscrite par {other.name}"
    assert told(agent, at) == [person.label(), unnamed]
    assert told(keeper, at) == [f"Une personne inscrite par {home.name}", unnamed]


def test_neither_a_discreet_organisation_nor_who_registered_a_restricted_person_is_told() -> None:
    home, discreet, other = organisation(), organisation(is_discreet=True), organisation()
    agent = worker(home)
    at = session(home)
    registered(at, person=followed(worker(discreet), discreet).person, organisation=discreet)
    registered(at, person=restricted(followed(worker(other), other).person), organisation=other, seats=3)
    registered(at, seats=2)
    assert told(agent, at) == ["Une personne inscrite par un professionnel"] * 3
    assert reads.sheet_of(agent, at).seats == 6


def test_presence_is_one_tap_and_may_be_undone_and_the_sheet_opens_an_hour_before(client: Client) -> None:
    home = organisation()
    agent, at, later = worker(home), session(home, hours=0.5), session(home, hours=3)
    seat, early = registered(at, account(), seats=3), registered(later, account())
    client.force_login(agent)
    page = client.get(reverse("agenda:keep", kwargs={"key": at.key})).content.decode()
    assert 'name="state" value="attended"' in page
    for state in ("attended", "absent", "registered", "attended"):
        client.post(reverse("agenda:attendance", kwargs={"key": seat.key}), {"state": state})
        seat.refresh_from_db()
        assert seat.state == state
    assert reads.sheet_of(agent, at).came == 3
    with pytest.raises(BadInput, match="une heure avant"):
        services.mark(agent, early.key, "attended")
    with pytest.raises(Http404):
        services.mark(worker(organisation()), seat.key, "absent")
    with pytest.raises(BadInput):
        services.mark(agent, seat.key, "cancelled")


def test_an_anonymous_count_is_a_number_that_replaces_the_earlier_one() -> None:
    home = organisation()
    agent, at = worker(home), session(home, hours=-2, registration="free")
    services.count_unnamed(agent, at.key, 12)
    assert services.count_unnamed(agent, at.key, 14).anonymous_count == 14
    for bad in (-1, 5001):
        with pytest.raises(BadInput):
            services.count_unnamed(agent, at.key, bad)


def trained(home: Any, agent: Any) -> tuple[Any, Registration]:
    at = session(home, hours=-3, kind="training", title="Accompagner au numérique", minutes=90)
    return at, registered(at, agent, "attended")


def test_who_attended_a_training_gets_one_certificate_that_prints_the_same_bytes() -> None:
    home = organisation()
    keeper, agent = worker(home), account()
    at, _seat = trained(home, agent)
    registered(at, account(), "absent")
    [held] = services.issue(keeper, at.key)
    assert services.issue(keeper, at.key) == []
    first = services.print_certificate(agent, held.number)
    assert first == services.print_certificate(keeper, held.number)
    text = " ".join(pypdf.PdfReader(io.BytesIO(first)).pages[0].extract_text().split())
    assert agent.display_name in text and "Accompagner au numérique" in text and "1 h 30" in text
    assert held.number in text
    with pytest.raises(Http404):
        services.print_certificate(account(), held.number)


def test_a_certificate_is_checked_by_its_number_without_a_name_and_withdrawn_with_the_presence(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    home = organisation()
    keeper, agent = worker(home), account()
    at, seat = trained(home, agent)
    [held] = services.issue(keeper, at.key)
    address = reverse("agenda:certificate", kwargs={"number": held.number})
    with django_assert_max_num_queries(3):
        page = client.get(address).content.decode()
    assert "Attestation valable" in page and "Accompagner au numérique" in page and agent.display_name not in page
    typed = client.get(reverse("agenda:certificates"), {"number": f" {held.number.lower()} "})
    assert typed.status_code == 302 and typed.headers["Location"] == address
    services.mark(keeper, seat.key, "absent")
    assert "Attestation retirée" in client.get(address).content.decode()
    with pytest.raises(Http404):
        services.print_certificate(agent, held.number)
    assert client.get(reverse("agenda:certificate", kwargs={"number": "2019-XXXX-XXXX"})).status_code == 404


def test_only_a_training_that_is_over_gives_certificates() -> None:
    home = organisation()
    keeper = worker(home)
    for at in (session(home, hours=-3), session(home, kind="training")):
        with pytest.raises(BadInput):
            services.issue(keeper, at.key)


def test_an_agent_trained_twice_counts_once_and_figures_count_what_took_place() -> None:
    from tests.ground.reception.making import area

    home = organisation()
    keeper, agent, today = worker(home), account(), timezone.localdate()
    here = area("75120")
    for _turn in range(2):
        at, _seat = trained(home, agent)
        services.issue(keeper, at.key)
    session(home, hours=-3, cancelled_at=timezone.now(), cancel_reason="Non")
    session(home, hours=-3, kind="mobile_stop", registration="free", territory=here, anonymous_count=9)
    session(home, hours=-24 * 400)
    if (timezone.now() - timedelta(hours=3)).year != today.year:
        return
    assert int(indicators.agents_trained(today, None).value) == 1
    assert int(indicators.sessions_held(today, None).value) == 3
    assert int(indicators.registrations(today, None).value) == 2
    assert int(indicators.attendance(today, None).value) == 11
    assert int(indicators.mobile_stops_held(today, here).value) == 1
    assert int(indicators.mobile_stops_held(today, area("75116")).value) == 0
    assert {row.columns["organisation"] for row in indicators.attendance(today, None).rows} == {home.name}
    assert Certificate.objects.count() == 2
