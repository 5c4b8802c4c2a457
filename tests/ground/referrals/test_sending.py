"""Sending somebody to a service: on whose word, to which services, and nothing kept of a refusal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from pacte.ground.audit.models import Entry
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.people.models import AdoptedRules, Household, Sharing
from pacte.ground.people.reads import visible_to
from pacte.ground.people.services import sharing as shares
from pacte.ground.referrals import reads, services
from pacte.ground.referrals.models import Referral
from pacte.ground.referrals.services import Ask, Given
from tests.ground.people.making import organisation, restricted, worker

from .making import AGREED, ASK, manager, scene, service

pytestmark = pytest.mark.django_db


def test_a_named_person_goes_with_the_sharing_that_they_gave_for_this_referral() -> None:
    it = scene()
    assert not visible_to(it.receiver).exists()
    referral = it.sent()
    given = referral.sharing
    assert given is not None
    assert (given.purpose, given.level, given.how) == (f"referral:{referral.key}", "follow_up", "oral")
    assert set(given.classes) == {"identity", "contact"}
    assert visible_to(it.receiver).get() == it.file.person
    assert referral.due_at - referral.sent_at == timedelta(hours=48)
    line = Entry.objects.get(action="referral.send")
    assert line.target == it.file.person.target and line.detail["referral"] == str(referral.key)


def test_without_the_persons_word_nor_a_basis_nothing_leaves_and_nothing_is_kept() -> None:
    it = scene()
    with pytest.raises(BadInput):
        it.sent(given=Given(("identity",), "person", ""))
    with pytest.raises(BadInput):
        it.sent(given=Given(("identity",), "basis", "", "no_such_basis"))
    assert not Referral.objects.exists() and not Sharing.objects.exists()


def test_a_basis_of_the_adopted_list_stands_for_the_person() -> None:
    it = scene()
    basis = {
        "code": "shelter_continuity", "purpose": "Continuité", "follow_ups": ["support"], "kinds": ["association"],
        "level": "follow_up", "classes": ["identity", "contact"], "reference": "Exemple",
    }  # fmt: skip
    AdoptedRules.objects.create(
        kind="sharing_bases", version="1", content={"version": "1", "bases": [basis]}, authority="Une autorité"
    )
    sent = it.sent(given=Given(("identity",), "basis", "", "shelter_continuity"))
    assert sent.sharing is not None and sent.sharing.basis_code == "shelter_continuity"


def test_a_restricted_person_is_named_on_their_own_word_alone() -> None:
    it = scene()
    restricted(it.file.person)
    with pytest.raises(BadInput, match="à l’abri"):
        it.sent(given=Given(("identity",), "basis", "", "shelter_continuity"))
    it.sent()
    assert visible_to(it.receiver).exists()


def test_a_service_that_is_closed_ones_own_or_takes_nobody_like_them_is_refused_in_words() -> None:
    it = scene()
    yesterday, tomorrow = (timezone.localdate() + timedelta(days=days) for days in (-1, 1))
    tries = [
        (service(it.partner, closes_on=yesterday), "ne reçoit pas d’orientations"),
        (service(it.partner, opens_on=tomorrow), "ne reçoit pas d’orientations"),
        (service(organisation(is_active=False)), "ne reçoit pas d’orientations"),
        (service(it.home), "votre organisation"),
        (service(it.partner, takes_persons=False), "pas de personne seule"),
    ]
    for closed, words in tries:
        with pytest.raises(BadInput, match=words):
            it.sent(service=closed)
    it.service.takes_anonymous = False
    it.service.save()
    with pytest.raises(BadInput, match="de qui il s’agit"):
        it.unnamed()
    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("ask", "where"),
    [
        (Ask((), "usual"), "needs"), (Ask(("castle",), "usual"), "needs"), (Ask(("food",), "yesterday"), "urgency"),
        (Ask(("food",), "usual", "x" * 10_000), "words"), (Ask(("food",), "usual", "a\x00b"), "words"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_where_it_stands(ask: Ask, where: str) -> None:
    with pytest.raises(BadInput) as refused:
        scene().sent(ask=ask)
    assert [fault.where for fault in refused.value.faults] == [where]


def test_a_protected_address_never_goes_with_a_referral() -> None:
    with pytest.raises(BadInput, match="ne se partage pas"):
        scene().sent(given=Given(("protected_address",), "person", "oral"))


def test_only_those_who_follow_the_file_send_its_person() -> None:
    it = scene()
    with pytest.raises(Http404):
        services.send(worker(it.home), it.file.key, it.service, ASK, AGREED)
    with pytest.raises(Refused):
        services.send(manager(it.home), it.file.key, it.service, ASK, AGREED)


def test_a_household_goes_through_the_file_of_one_of_its_members() -> None:
    it = scene()
    theirs, others = Household.objects.create(), Household.objects.create()
    theirs.members.create(person=it.file.person, since=timezone.localdate())
    assert it.sent(household=theirs).subject == "household"
    with pytest.raises(BadInput, match="pas de ce ménage"):
        it.sent(service=service(it.partner), household=others)


def test_the_same_person_does_not_wait_twice_at_one_service() -> None:
    it = scene()
    first = it.sent()
    with pytest.raises(BadInput, match="pas encore répondu"):
        it.sent()
    services.withdraw(it.sender, first)
    it.sent()


def test_somebody_without_a_name_is_described_and_a_site_manager_may_do_it() -> None:
    it = scene()
    runs = manager(it.home)
    with pytest.raises(BadInput, match="description manque"):
        services.send_anonymous(runs, it.home, it.service, ASK, "  ")
    sent = services.send_anonymous(runs, it.home, it.service, ASK, "Un homme, à la rue")
    assert reads.sent_by(runs).get() == sent and reads.to_answer(it.receiver).get() == sent
    assert not reads.sent_by(it.sender).exists()
    with pytest.raises(Refused):
        services.send_anonymous(runs, it.partner, it.service, ASK, "Un homme, à la rue")


def test_withdrawing_closes_what_was_opened_and_comes_too_late_after_an_answer() -> None:
    it = scene()
    referral = it.sent()
    services.withdraw(it.sender, referral)
    assert not visible_to(it.receiver).exists()
    with pytest.raises(BadInput, match="n’attend plus de réponse : retirée"):
        services.accept(it.receiver, referral)
    again = it.sent()
    services.accept(it.receiver, again)
    with pytest.raises(BadInput, match="n’attend plus"):
        services.withdraw(it.sender, again)


def test_a_redirection_moves_nothing_until_the_person_agrees_anew() -> None:
    it = scene()
    third = organisation()
    other, there = service(third), worker(third)
    first = it.sent()
    services.redirect(it.receiver, first, to=other, words="Ils ont de la place")
    assert not visible_to(it.receiver).exists() and not visible_to(there).exists()
    with pytest.raises(BadInput):
        services.send_again(it.sender, first, how="")
    second = services.send_again(it.sender, first, how="written")
    assert (second.follows, second.service, second.needs) == (first, other, first.needs)
    assert second.sharing is not None and second.sharing.how == "written"
    assert visible_to(there).exists() and not visible_to(it.receiver).exists()
    with pytest.raises(BadInput):
        services.send_again(it.sender, first, how="oral")


def test_when_the_sharing_is_withdrawn_the_referral_opens_nobody_at_the_next_request() -> None:
    it = scene()
    referral = it.sent()
    assert services.open_referral(it.receiver, referral.key).sight is not None
    assert referral.sharing is not None
    shares.withdraw(it.sender, referral.sharing.key, "oral")
    opened = services.open_referral(it.receiver, referral.key)
    assert opened.sight is None and not opened.is_open and not opened.may_accept
    assert not reads.to_answer(it.receiver).exists()
    with pytest.raises(BadInput, match="n’est plus en vigueur"):
        services.accept(it.receiver, referral)


def test_a_discreet_organisation_never_shares_the_bare_existence_of_its_file() -> None:
    it = scene()
    it.home.is_discreet = True
    it.home.save()
    sent = it.sent(given=Given(("identity",), "person", "oral"))
    assert sent.sharing is not None and sent.sharing.level == "follow_up"
