"""Answering: once, by the service alone; then what came of it, and who may know of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.people.models import Sharing
from pacte.ground.people.reads import visible_to
from pacte.ground.referrals import reads, services
from pacte.ground.referrals.models import Referral, ReferralEvent
from pacte.ground.territory.models import Territory
from tests.ground.people.making import organisation, restricted, worker

from .making import manager, scene, service

pytestmark = pytest.mark.django_db


def state(referral: Referral) -> str:
    return Referral.objects.get(pk=referral.pk).state.value


def test_a_referral_is_answered_once_and_the_second_hand_is_told() -> None:
    it = scene()
    referral, colleague = it.sent(), worker(it.partner)
    services.accept(it.receiver, referral)
    with pytest.raises(BadInput, match="n’attend plus de réponse : acceptée"):
        services.accept(colleague, referral)
    with pytest.raises(BadInput, match="acceptée"):
        services.decline(colleague, referral, reason="full")
    assert referral.events.count() == 1


def test_the_database_itself_refuses_a_second_answer_a_second_outcome_and_a_refusal_without_reason() -> None:
    referral = scene().unnamed()
    for first, second in [("accepted", "declined"), ("done", "no_show"), ("reminded", "reminded")]:
        ReferralEvent.objects.create(referral=referral, kind=first)
        with pytest.raises(IntegrityError), transaction.atomic():
            ReferralEvent.objects.create(referral=referral, kind=second, reason="full")
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferralEvent.objects.create(referral=scene().unnamed(), kind="declined")


def test_declining_says_why_and_closes_the_person_at_once() -> None:
    it = scene()
    referral = it.sent()
    with pytest.raises(BadInput, match="Dites pourquoi"):
        services.decline(it.receiver, referral, reason="laziness")
    services.decline(it.receiver, referral, reason="full", words="Rien avant lundi")
    assert not visible_to(it.receiver).exists()
    assert Sharing.objects.get().end == "declined"
    event = referral.events.get()
    assert (event.reason, event.words, state(referral)) == ("full", "Rien avant lundi", "declined")


def test_what_came_of_an_accepted_referral_is_said_once() -> None:
    it = scene()
    referral = it.sent()
    with pytest.raises(BadInput, match="orientation acceptée"):
        services.mark_done(it.receiver, referral)
    services.accept(it.receiver, referral)
    services.mark_no_show(it.receiver, referral)
    assert state(referral) == "no_show" and not visible_to(it.receiver).exists()
    with pytest.raises(BadInput):
        services.mark_done(it.receiver, referral)


def test_a_person_who_was_received_stays_open_to_who_received_them() -> None:
    it = scene()
    referral = it.sent()
    services.accept(it.receiver, referral)
    services.mark_done(it.receiver, referral)
    assert state(referral) == "done" and visible_to(it.receiver).exists()


def test_a_site_manager_answers_without_seeing_who_it_is() -> None:
    it = scene()
    referral, runs = it.sent(), manager(it.partner)
    opened = services.open_referral(runs, referral.key)
    assert opened.may_accept and opened.sight is None and not opened.is_open
    assert services.open_referral(runs, it.unnamed().key).is_open
    services.accept(runs, referral)


def test_a_service_is_answered_for_on_its_territory_and_in_its_organisation() -> None:
    it = scene()
    here, there = (Territory.objects.create(code=code, kind="sector", name_fr=code) for code in ("A", "B"))
    near, far = worker(it.partner, territory=here), worker(it.partner, territory=there)
    referral = it.sent(service=service(it.partner, territory=here))
    for stranger in (far, worker(organisation()), it.sender):
        with pytest.raises(Http404):
            services.accept(stranger, referral)
    with pytest.raises(Refused):
        services.accept(worker(it.partner, "reader"), referral)
    services.accept(near, referral)


def test_a_proposal_is_an_open_service_that_takes_such_people() -> None:
    it = scene()
    referral = it.sent()
    closed = service(organisation(), closes_on=timezone.localdate() - timedelta(days=1))
    for wrong in (it.service, closed, service(organisation(), takes_persons=False)):
        with pytest.raises(BadInput):
            services.redirect(it.receiver, referral, to=wrong)


def test_a_restricted_persons_referrals_are_known_to_those_who_see_the_person_alone() -> None:
    it = scene()
    before, runs, previous = it.sent(), manager(it.partner), worker(it.home)
    restricted(it.file.person)
    assert reads.sent_by(it.sender).get() == before
    for other in (it.receiver, runs, previous):
        assert not reads.seen_by(other).exists()
        with pytest.raises(Http404):
            services.open_referral(other, before.key)
    since = it.sent(service=service(it.partner))
    assert since in reads.received_by(it.receiver)
    assert not reads.seen_by(runs).exists()


def test_after_a_handover_the_previous_worker_reads_for_a_month_and_a_stranger_to_the_file_never() -> None:
    it = scene()
    it.sent()
    mine = it.file.workers.filter(user=it.sender)
    for end, days, count in [("handover", 29, 1), ("handover", 31, 0), ("objection", 1, 0)]:
        mine.update(until=timezone.now() - timedelta(days=days), end=end)
        assert reads.sent_by(it.sender).count() == count
    assert not reads.sent_by(worker(it.home)).exists()


def test_the_sender_reads_the_news_once_and_again_when_there_is_more() -> None:
    it = scene()
    referral = it.unnamed()
    services.note(it.sender, referral)
    assert not referral.events.exists()
    services.accept(it.receiver, referral)
    assert reads.sent_by(it.sender).with_news().exists()
    services.note(it.sender, referral)
    assert not reads.sent_by(it.sender).with_news().exists()
    services.mark_done(it.receiver, referral)
    assert reads.sent_by(it.sender).with_news().exists()
