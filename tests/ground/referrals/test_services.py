"""Services, kinds, delays, reminders, my day, figures and programs."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from pacte.ground.accounts.models import User
from pacte.ground.accounts.services import create_token
from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.declarations.privacy import Asker
from pacte.ground.messages.models import Message
from pacte.ground.partners.enums import Role
from pacte.ground.referrals import indicators, privacy, services
from pacte.ground.referrals.models import Referral, ReferralEvent, ServiceKind
from pacte.ground.referrals.reads.delays import delays
from pacte.ground.referrals.worklist import PROVIDERS
from pacte.ground.worklist.rules import Entry
from tests.ground.people.making import organisation, restricted, worker

from .making import Scene, kind, manager, scene, service

pytestmark = pytest.mark.django_db


def test_a_referent_keeps_the_services_of_their_organisation_and_the_pacts_team_all_of_them() -> None:
    it = scene()
    referent, team = worker(it.partner, Role.ORGANISATION_ADMIN), worker(it.home, Role.PACT_TEAM)
    said: dict[str, Any] = {
        "name": "Un autre", "kind": kind(), "takes_persons": True, "takes_households": False, "takes_anonymous": False,
    }  # fmt: skip
    services.add_service(referent, it.partner, **said)
    services.add_service(team, it.partner, **said)
    with pytest.raises(Refused):
        services.add_service(referent, it.home, **said)
    with pytest.raises(Refused):
        services.change_service(it.receiver, it.service, **said)
    with pytest.raises(BadInput, match="ne reçoit personne"):
        services.change_service(referent, it.service, **said | {"takes_persons": False})
    with pytest.raises(BadInput, match="précède"):
        services.change_service(
            referent, it.service, **said, opens_on=date(2019, 2, 2), closes_on=date(2019, 2, 1)
        )  # fmt: skip


def test_delays_are_examples_until_the_pacts_team_settles_them_and_sent_referrals_keep_their_date() -> None:
    it = scene()
    team = worker(it.home, Role.PACT_TEAM)
    assert services.take_sample_kinds(team) > 5
    assert services.take_sample_kinds(team) == 0
    sample = ServiceKind.objects.get(code="day_centre")
    assert sample.is_sample
    it.service.kind = sample
    it.service.save()
    referral = it.unnamed()
    services.save_kind(team, sample, name_fr="Accueil de jour", answer_within=4, remind_after=2)
    sample.refresh_from_db()
    assert (sample.is_sample, sample.answer_within) == (False, 4)
    assert Referral.objects.get(pk=referral.pk).due_at - referral.sent_at == timedelta(hours=48)
    with pytest.raises(Refused):
        services.save_kind(it.sender, sample, name_fr="Accueil de jour", answer_within=4, remind_after=2)
    for answer, reminder in ((0, 1), (10**6, 1), (2, 4)):
        with pytest.raises(BadInput):
            services.save_kind(team, sample, name_fr="Accueil", answer_within=answer, remind_after=reminder)
    services.save_kind(team, None, name_fr="Bains-douches", answer_within=4, remind_after=2)
    with pytest.raises(BadInput, match="existe déjà"):
        services.save_kind(team, None, name_fr="Bains douches", answer_within=4, remind_after=2)


def test_a_reminder_leaves_once_names_nobody_and_goes_to_those_who_may_answer() -> None:
    it = scene()
    it.sent()
    worker(it.partner, Role.READER)
    runs = manager(it.partner)
    assert services.remind(timezone.now()) == 0
    later = timezone.now() + timedelta(hours=25)
    assert services.remind(later) == 2 and services.remind(later) == 0
    keys = set(Message.objects.values_list("recipient_key", flat=True))
    assert keys == {f"user:{user.opaque_id}" for user in (it.receiver, runs)}
    for message in Message.objects.all():
        told = json.loads(unseal(message.sealed_context))
        assert told.keys() == {"count", "late", "address"} and told["count"] == 1


def test_neither_the_restricted_nor_the_withdrawn_nor_the_answered_are_reminded() -> None:
    it = scene()
    services.accept(it.receiver, it.unnamed())
    services.withdraw(it.sender, it.unnamed())
    it.sent()
    restricted(it.file.person)
    assert services.remind(timezone.now() + timedelta(days=9)) == 0


def day(user: User) -> list[Entry]:
    today = timezone.localdate()
    return [entry for provider in PROVIDERS for entry in provider(user, today)]


def test_my_day_holds_what_is_to_be_done_one_click_from_its_act_and_names_nobody() -> None:
    it = scene()
    referral = it.sent()
    [entry] = day(it.receiver)
    assert (entry.act, entry.url) == ("Répondre", reverse("referrals:referral", kwargs={"key": referral.key}))
    assert entry.due == timezone.localdate(referral.due_at)
    assert "Personne" not in entry.title + entry.detail and day(it.sender) == []
    services.redirect(it.receiver, referral, to=service(organisation()))
    assert [each.act for each in day(it.sender)] == ["Renvoyer au service proposé"] and day(it.receiver) == []
    services.send_again(it.sender, referral, how="oral")
    assert day(it.sender) == []


def test_my_day_tells_an_outcome_until_it_is_read_and_an_agreement_taken_back() -> None:
    it = scene()
    referral = it.unnamed()
    services.decline(it.receiver, referral, reason="full")
    assert [each.act for each in day(it.sender)] == ["Lire la réponse"]
    services.note(it.sender, referral)
    assert day(it.sender) == []
    named = it.sent()
    restricted(it.file.person)
    assert [each.act for each in day(it.sender)] == [
        "Retirer : l’accord n’est plus en vigueur"
    ] or named.is_shared_still
    accepted = it.unnamed()
    services.accept(it.receiver, accepted)
    assert "Dire ce qu’il en est" in [each.act for each in day(it.receiver)]


def test_my_day_costs_the_same_for_one_referral_and_for_many(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    it = scene()
    for _number in range(8):
        it.unnamed()
    for user, count in ((it.receiver, 8), (it.sender, 0)):
        with django_assert_max_num_queries(18):
            assert len(day(User.objects.get(pk=user.pk))) == count


def answered(
    it: Scene, count: int, *, answer: str = "accepted", hours: int = 5, reason: str = "", days: int = 40
) -> None:
    """Referrals without a name, sent so many days ago and answered so many hours after."""
    for _number in range(count):
        referral = it.unnamed()
        sent_at = referral.sent_at - timedelta(days=days)
        Referral.objects.filter(pk=referral.pk).update(sent_at=sent_at, due_at=sent_at + timedelta(hours=48))
        at = sent_at + timedelta(hours=hours)
        ReferralEvent.objects.create(referral=referral, kind=answer, at=at, reason=reason)


def test_delays_count_answers_in_time_and_late_with_a_median_and_protect_small_counts() -> None:
    it = scene()
    answered(it, 20, hours=5)
    answered(it, 15, answer="declined", hours=60, reason="full")
    answered(it, 3, answer="declined", hours=60, reason="territory")
    [row] = delays().rows
    assert (row.sent, row.in_time, row.median_hours) == (38, 20, 5)
    reasons = dict(zip([reason.value for reason in delays().reasons], row.reasons, strict=True))
    assert reasons["territory"] is None and reasons["full"] is None


def test_delays_are_those_of_whole_months_and_do_not_move_within_one() -> None:
    it = scene()
    answered(it, 12)
    before = delays()
    answered(it, 3, days=0)
    assert delays() == before and before.until.month != timezone.localdate().month


def test_beyond_many_services_reasons_are_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    it = scene()
    answered(it, 15, answer="declined", reason="full")
    monkeypatch.setattr("pacte.ground.referrals.reads.delays.MOST_SERVICES", 0)
    found = delays()
    assert found.total is not None
    assert (found.total.reasons, found.total.declined, found.rows[0].reasons) == ([15], 15, [None])


def test_delays_count_no_restricted_person_and_cost_the_same_for_many(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    it = scene()
    answered(it, 12)
    it.sent()
    Referral.objects.filter(subject="person").update(sent_at=timezone.now() - timedelta(days=40))
    restricted(it.file.person)
    assert delays().rows[0].sent == 12
    client.force_login(it.sender)
    with django_assert_max_num_queries(9):
        text = client.get(reverse("referrals:delays")).content.decode()
    assert "Un service d’accueil" in text and "5 heures" in text


def test_figures_count_the_sent_the_answered_in_time_and_the_declined_by_reason() -> None:
    it = scene()
    answered(it, 12, hours=0, days=0)
    answered(it, 11, answer="declined", hours=0, reason="full", days=0)
    it.unnamed()
    it.sent()
    restricted(it.file.person)
    values = {each.code: each.compute(timezone.localdate(), None) for each in indicators.DECLARED}
    assert {code: int(result.value) for code, result in values.items()} == {
        "referrals_sent": 24, "referrals_answered_in_time": 23, "referrals_declined": 11,
    }  # fmt: skip
    assert values["referrals_declined"].rows[0].label == "Aucune place en ce moment"
    assert indicators.referrals_sent(date(2015, 1, 1), None).value == 0


def called(client: Client, user: User, home: Any, method: str, route: str, body: Any = None, **kwargs: Any) -> Any:
    _token, text = create_token(
        user, organisation_key=home.slug, label="essai", scope="write", expires_on=date.today() + timedelta(days=9)
    )
    path = reverse(f"api:referrals_{route}", kwargs=kwargs)
    return client.generic(
        method, path, json.dumps(body or {}), content_type="application/json",
        headers={"Authorization": f"Bearer {text}"},
    )  # fmt: skip


def test_a_program_sends_without_a_name_and_answers_once_and_is_never_given_a_name(client: Client) -> None:
    it = scene()
    body = {"service": str(it.service.key), "description": "Un homme, à la rue", "needs": ["food"]}
    made = called(client, it.sender, it.home, "POST", "anonymous", body)
    assert made.status_code == 201 and made.json()["state"] == "waiting"
    wrong = called(client, it.sender, it.home, "POST", "anonymous", body | {"needs": ["castle"]})
    assert wrong.status_code == 422 and wrong.json()["detail"][0]["where"] == "needs"
    it.sent()
    listed = called(client, it.receiver, it.partner, "GET", "inbox")
    assert len(listed.json()) == 2 and "Personne" not in listed.content.decode()
    key = made.json()["key"]
    answer = called(client, it.receiver, it.partner, "POST", "answer", {"answer": "accepted"}, key=key)
    assert answer.json()["state"] == "accepted"
    again = called(client, it.receiver, it.partner, "POST", "answer", {"answer": "declined", "reason": "full"}, key=key)
    assert again.status_code == 422
    assert called(client, it.receiver, it.partner, "POST", "outcome", {"outcome": "done"}, key=key).status_code == 200
    assert called(client, it.sender, it.home, "POST", "answer", {"answer": "accepted"}, key=key).status_code == 404


def test_a_person_is_told_of_their_referrals_and_a_relative_is_not() -> None:
    it = scene()
    it.sent()
    [holding] = privacy.HOLDINGS
    [section] = holding.tell(it.file.person, Asker.SELF)
    assert "Un service d’accueil" in section.rows[0][2] and section.rows[0][5] == "Une précision pour vous"
    assert holding.tell(it.file.person, Asker.RELATIVE) == []


def test_anonymised_a_persons_referrals_keep_dates_and_outcomes_and_no_word() -> None:
    it = scene()
    referral = it.sent()
    services.decline(it.receiver, referral, reason="full", words="Rappeler Une Personne")
    [holding] = privacy.HOLDINGS
    assert holding.anonymise(it.file.person) == 2 and holding.anonymise(it.file.person) == 0
    referral.refresh_from_db()
    assert referral.words == "" and referral.events.get().words == "" and referral.state == "declined"


def test_texts_go_when_their_time_is_over_and_figures_stay() -> None:
    it = scene()
    it.sent()
    it.unnamed()
    Referral.objects.update(sent_at=timezone.now() - timedelta(days=100))
    unnamed, named = privacy.RETENTION
    now = timezone.now()
    assert (unnamed.purge(now - unnamed.keep), named.purge(now - named.keep)) == (1, 0)
    assert unnamed.purge(now - unnamed.keep) == 0 and Referral.objects.count() == 2
    assert not Referral.objects.exclude(description="").exists()
