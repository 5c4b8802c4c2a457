"""Lockers: given once, for three months, by referral; a line in order of arrival; delays that leave time."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.partners.enums import Role
from pacte.street.day_centres.models import Loan, Locker, LockerSet
from pacte.street.day_centres.reads import lockers as reads
from pacte.street.day_centres.reads.centres import centres
from pacte.street.day_centres.rules.terms import last_day
from pacte.street.day_centres.services import lockers as services
from pacte.street.day_centres.services import waiting
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.street.day_centres.making import centre, lockers

pytestmark = pytest.mark.django_db


def scene(count: int = 2) -> tuple[Any, Any, Any, LockerSet]:
    """An organisation, its keeper, its place and its lockers."""
    home = organisation()
    keeper, at = worker(home, Role.SITE_MANAGER), centre(home)
    return home, keeper, at, lockers(keeper, at, count)


def locker(of: LockerSet, number: int) -> Locker:
    return Locker.objects.get(set=of, number=number)


def moved(loan: Loan, days: int) -> Loan:
    """The loan's term moved so many days back."""
    shift = timedelta(days=days)
    Loan.objects.filter(pk=loan.pk).update(starts_on=loan.starts_on - shift, ends_on=loan.ends_on - shift)
    loan.refresh_from_db()
    return loan


def test_a_locker_is_lent_three_months_by_card_and_no_name() -> None:
    home, keeper, _at, all_of_them = scene()
    loan = services.lend(keeper, locker(all_of_them, 1).key, card=" 00 42 ", referred_by=home)
    assert (loan.card, loan.person, loan.ends_on) == ("00 42", None, last_day(timezone.localdate(), 3))


def test_a_locker_given_twice_is_refused_with_when_and_in_words_that_name_nobody() -> None:
    home, keeper, _at, all_of_them = scene()
    person = followed(worker(home), home, given_name="Prénom-1").person
    mine = worker(home)
    one = locker(all_of_them, 1)
    services.lend(mine, one.key, person_key=person.key, referred_by=home)
    with pytest.raises(BadInput) as told:
        services.lend(keeper, one.key, card="0042", referred_by=home)
    words = str(told.value)
    assert "Le casier 1 est déjà donné : un membre de l’équipe l’a donné le" in words
    assert str(timezone.localdate().year) in words
    assert "Prénom" not in words and mine.display_name not in words
    with pytest.raises(IntegrityError), transaction.atomic():
        Loan.objects.create(locker=one, card="0043", ends_on=timezone.localdate())


def test_a_person_has_one_locker_in_the_city_and_a_card_one_at_a_place() -> None:
    home, keeper, _at, here = scene()
    mine = worker(home)
    person = followed(mine, home).person
    there = lockers(keeper, centre(home))
    services.lend(mine, locker(here, 1).key, person_key=person.key, referred_by=home)
    with pytest.raises(BadInput, match="déjà un casier dans la ville"):
        services.lend(mine, locker(there, 1).key, person_key=person.key, referred_by=home)
    services.lend(keeper, locker(here, 2).key, card="0042", referred_by=home)
    with pytest.raises(BadInput, match="Cette carte"):
        services.lend(keeper, locker(lockers(keeper, here.place, 1), 3).key, card="0042", referred_by=home)


@pytest.mark.parametrize("to", [{}, {"card": "   "}, {"card": "Nom, prénom"}])
def test_a_loan_is_to_somebody_and_a_card_holds_no_sentence(to: dict[str, str]) -> None:
    home, keeper, _at, all_of_them = scene()
    with pytest.raises(BadInput):
        services.lend(keeper, locker(all_of_them, 1).key, referred_by=home, **to)


def test_a_loan_is_renewed_once_near_its_term_and_no_more() -> None:
    home, keeper, _at, all_of_them = scene()
    loan = services.lend(keeper, locker(all_of_them, 1).key, card="0042", referred_by=home)
    with pytest.raises(BadInput, match="Le terme est encore loin"):
        services.renew(keeper, loan.key)
    end = moved(loan, 80).ends_on
    assert services.renew(keeper, loan.key).ends_on == last_day(end + timedelta(days=1), 3)
    moved(Loan.objects.get(), 90)
    with pytest.raises(BadInput, match="déjà été renouvelé"):
        services.renew(keeper, loan.key)


def test_luggage_is_put_aside_only_after_the_city_s_delay() -> None:
    home, keeper, _at, all_of_them = scene()
    loan = services.lend(keeper, locker(all_of_them, 1).key, card="0042", referred_by=home)
    term = (loan.ends_on - timezone.localdate()).days
    moved(loan, term + 60)
    with pytest.raises(BadInput, match="60 jours après le terme"):
        services.give_back(keeper, loan.key, "put_aside")
    moved(loan, 1)
    assert services.give_back(keeper, loan.key, "put_aside").end_reason == "put_aside"


def test_who_waits_first_is_offered_the_first_free_locker_and_nobody_jumps_the_line() -> None:
    home, keeper, at, all_of_them = scene(1)
    loan = services.lend(keeper, locker(all_of_them, 1).key, card="0001", referred_by=home)
    first, second = (waiting.ask(keeper, at.key, card=card, referred_by=home) for card in ("0002", "0003"))
    services.give_back(keeper, loan.key, "returned")
    first.refresh_from_db()
    assert first.locker == locker(all_of_them, 1)
    with pytest.raises(BadInput, match="gardé pour la personne"):
        services.lend(keeper, locker(all_of_them, 1).key, card="0009", referred_by=home)
    assert waiting.take(keeper, first.key).card == "0002"
    second.refresh_from_db()
    assert second.locker is None
    with pytest.raises(BadInput, match="Aucun casier n’est gardé"):
        waiting.take(keeper, second.key)


def test_an_offer_that_passes_goes_to_the_next_and_after_two_the_wait_ends() -> None:
    home, keeper, at, all_of_them = scene(1)
    loan = services.lend(keeper, locker(all_of_them, 1).key, card="0001", referred_by=home)
    first, second = (waiting.ask(keeper, at.key, card=card, referred_by=home) for card in ("0002", "0003"))
    services.give_back(keeper, loan.key, "returned")
    late = timezone.now() + timedelta(days=8)
    assert waiting.expire_offers(timezone.now()) == 0
    assert waiting.expire_offers(late) == 1
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.missed == 1 and first.locker is None and second.locker is not None
    waiting.take(keeper, second.key)
    services.give_back(keeper, Loan.objects.running().get().key, "returned")
    first.refresh_from_db()
    assert first.locker is not None
    assert waiting.expire_offers(late) == 1
    first.refresh_from_db()
    assert first.outcome == "missed"
    assert Locker.objects.free().count() == 1


def test_a_locker_is_by_referral_and_a_worker_elsewhere_refers_for_their_own() -> None:
    home, keeper, at, _all = scene(1)
    elsewhere = organisation()
    theirs = worker(elsewhere, Role.OUTREACH_WORKER)
    with pytest.raises(BadInput, match="s’obtient par un partenaire"):
        waiting.ask(keeper, at.key, card="0002", referred_by=None)
    with pytest.raises(BadInput, match="s’obtient par un partenaire"):
        waiting.ask(theirs, at.key, card="0002", referred_by=home)
    made = waiting.ask(theirs, at.key, card="0002", referred_by=elsewhere)
    assert made.locker is not None
    with pytest.raises(Http404):
        waiting.take(theirs, made.key)
    with pytest.raises(Http404):
        waiting.ask(worker(elsewhere, Role.SITE_MANAGER), at.key, card="0003", referred_by=elsewhere)
    assert waiting.take(keeper, made.key).referred_by == elsewhere


def test_a_discreet_partner_is_named_to_its_own_alone() -> None:
    _home, keeper, at, _all = scene(1)
    discreet = organisation(is_discreet=True)
    theirs = worker(discreet)
    waiting.ask(theirs, at.key, card="0002", referred_by=discreet)
    assert [line.partner for line in reads.board_of(keeper, at).waits] == ["Un partenaire"]
    assert [line.partner for line in reads.asked_elsewhere(theirs)] == [discreet.name]


def test_out_of_order_waits_until_the_locker_is_empty_and_a_repaired_one_is_offered() -> None:
    home, keeper, at, all_of_them = scene(1)
    one = locker(all_of_them, 1)
    services.set_state(keeper, one.key, "out_of_order")
    wait = waiting.ask(keeper, at.key, card="0002", referred_by=home)
    assert wait.locker is None
    services.set_state(keeper, one.key, "in_service")
    wait.refresh_from_db()
    assert wait.locker == one
    with pytest.raises(BadInput, match="pris ou proposé"):
        services.set_state(keeper, one.key, "out_of_order")


def test_a_restricted_person_waits_unseen_but_for_those_who_follow_them(client: Client) -> None:
    home, keeper, at, all_of_them = scene(1)
    mine, colleague = worker(home), worker(home)
    loan = services.lend(keeper, locker(all_of_them, 1).key, card="0001", referred_by=home)
    person = followed(mine, home, given_name="Prénom-1", family_name="Exemple").person
    wait = waiting.ask(mine, at.key, person_key=person.key, referred_by=home)
    restricted(person)
    for other in (keeper, colleague):
        assert reads.board_of(other, at).waits == []
        client.force_login(other)
        assert client.get(reverse("day_centres:wait", kwargs={"key": wait.key})).status_code == 404
        assert [each.waiting for each in centres(other)] == [0]
    assert [line.holder for line in reads.board_of(mine, at).waits] == ["Prénom-1 Exemple"]
    services.give_back(keeper, loan.key, "returned")
    waiting.take(mine, wait.key)
    [line] = reads.board_of(colleague, at).lines
    assert line.is_taken and (line.holder, line.partner, line.lateness) == ("", "", None)
    client.force_login(keeper)
    page = client.get(reverse("day_centres:lockers", kwargs={"key": at.key})).content.decode()
    assert "Prénom-1" not in page and "Pris" in page


def test_a_name_is_given_by_who_may_know_of_the_person_and_does_not_exist_for_others() -> None:
    home, keeper, _at, all_of_them = scene()
    person = followed(worker(home), home).person
    unknown = organisation()
    theirs = followed(worker(unknown), unknown).person
    with pytest.raises(Refused):
        services.lend(keeper, locker(all_of_them, 1).key, person_key=person.key, referred_by=home)
    with pytest.raises(Http404):
        services.lend(worker(home), locker(all_of_them, 1).key, person_key=theirs.key, referred_by=home)
    assert not Loan.objects.exists()


def test_the_board_costs_the_same_for_two_lockers_and_for_sixty(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    home, _keeper, at, all_of_them = scene(60)
    mine = worker(home)
    for number in range(1, 31):
        person = followed(mine, home).person
        services.lend(mine, locker(all_of_them, number).key, person_key=person.key, referred_by=home)
    client.force_login(mine)
    with django_assert_max_num_queries(24):
        page = client.get(reverse("day_centres:lockers", kwargs={"key": at.key})).content.decode()
    assert page.count('class="locker-number"') == 60
