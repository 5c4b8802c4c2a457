"""What the day centres give to others: a keeper's page, figures, my day, the API, a person's page and statement."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.enums import Scope
from pacte.ground.accounts.models import ApiToken
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.declarations.demo import Plan
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.declarations.privacy import Asker
from pacte.ground.indicators.services.computed import compute
from pacte.ground.partners.enums import Role
from pacte.ground.people.reads import sight_of
from pacte.ground.people.registry import panels
from pacte.street.day_centres import privacy
from pacte.street.day_centres.demo import lockers as demo_lockers
from pacte.street.day_centres.demo import mail as demo_mail
from pacte.street.day_centres.models import CentrePolicy, Loan, Locker, MailAddress, MailNotice, MailTerm, Waiting
from pacte.street.day_centres.reads.centres import centres
from pacte.street.day_centres.services import addresses, desk, waiting
from pacte.street.day_centres.services import lockers as services
from pacte.street.day_centres.services.common import change_delays
from pacte.street.day_centres.worklist.lockers import lockers as locker_entries
from pacte.street.day_centres.worklist.mail import addresses as address_entries
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.street.day_centres.making import aged, centre, given, lockers

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def test_a_keeper_sees_each_centre_s_numbers_and_no_name(client: Client, django_assert_max_num_queries: Any) -> None:
    home = organisation()
    mine, keeper = worker(home), worker(home, Role.SITE_MANAGER)
    for _centre in range(6):
        at = centre(home)
        given(mine, followed(mine, home, given_name="Prénom-1").person, at)
        desk.receive(mine, at.key, 1, quantity=2)
        lockers(keeper, at, 3)
    services.lend(keeper, Locker.objects.filter(set__place=at)[0].key, card="0042", referred_by=home)
    client.force_login(keeper)
    with django_assert_max_num_queries(24):
        page = client.get(reverse("day_centres:home")).content.decode()
    assert "Prénom-1" not in page
    shown = next(each for each in centres(keeper) if each.place == at)
    assert (shown.mail_waiting, shown.addresses, shown.lockers, shown.lockers_free) == (2, 1, 3, 2)
    assert reverse("day_centres:mail_desk", kwargs={"key": at.key}) in page


def test_a_restricted_person_s_address_is_counted_for_those_who_follow_them_alone() -> None:
    home = organisation()
    mine, keeper, at = worker(home), worker(home, Role.SITE_MANAGER), centre(home)
    person = followed(mine, home).person
    given(mine, person, at)
    assert int(compute("mail_addresses_in_force", TODAY()).value) == 1
    restricted(person)
    assert [each.addresses for each in centres(keeper)] == [0]
    assert [each.addresses for each in centres(mine)] == [1]
    assert int(compute("mail_addresses_in_force", TODAY()).value) == 0


def test_the_figures_count_addresses_renewals_mail_lockers_and_waits() -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    early, late = (aged(given(mine, followed(mine, home).person, at), days) for days in (350, 400))
    for each in (early, late):
        addresses.renew(mine, each.key)
    desk.receive(mine, at.key, 1, quantity=4)
    room = lockers(worker(home, Role.SITE_MANAGER), at, 4)
    services.lend(mine, Locker.objects.filter(set=room)[0].key, card="1", referred_by=home)
    services.set_state(mine, Locker.objects.filter(set=room)[3].key, "out_of_order")
    for card in ("2", "3", "4"):
        waiting.ask(mine, at.key, card=card, referred_by=home)
    today = TODAY()
    assert int(compute("mail_addresses_in_force", today).value) == 2
    assert str(compute("mail_addresses_renewed_in_time", today).value) == "50.0"
    assert int(compute("mail_received", today).value) == 4
    assert int(compute("lockers_used", today).value) == 1
    assert str(compute("lockers_used_rate", today).value) == "33.3"
    assert int(compute("lockers_waiting", today).value) == 3
    assert int(compute("mail_received", date(2015, 6, 1)).value) == 0


def test_my_day_holds_what_is_asked_what_ends_and_who_is_silent_by_box_number() -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    addresses.ask(mine, followed(mine, home).person.key, at.key)
    for days in (10, 120, 340, 400):
        aged(given(mine, followed(mine, home, given_name="Prénom-1").person, at), days)
    MailAddress.objects.filter(box__in=[3, 4]).update(last_seen_on=TODAY())
    entries = list(address_entries(mine, TODAY()))
    assert sorted(entry.act for entry in entries) == [
        "Prendre des nouvelles", "Préparer le renouvellement", "Renouveler ou clore", "Répondre",
    ]  # fmt: skip
    assert not [entry for entry in entries if "Prénom" in entry.title + entry.detail]
    assert list(address_entries(worker(home, Role.SITE_MANAGER), TODAY())) == []
    assert list(address_entries(worker(organisation()), TODAY())) == []


def test_my_day_follows_a_locker_from_the_offer_to_the_delay_without_a_name() -> None:
    home = organisation()
    keeper, at = worker(home, Role.SITE_MANAGER), centre(home)
    room = lockers(keeper, at, 5)
    for number, days in ((1, 0), (2, 85), (3, 95), (4, 115)):
        made = services.lend(
            keeper, Locker.objects.get(set=room, number=number).key, card=str(number), referred_by=home
        )
        Loan.objects.filter(pk=made.pk).update(
            starts_on=made.starts_on - timedelta(days=days), ends_on=made.ends_on - timedelta(days=days)
        )
    waiting.ask(keeper, at.key, card="9", referred_by=home)
    acts = [entry.act for entry in locker_entries(keeper, TODAY())]
    assert acts == [
        "Prévenir ou donner", "Chercher à joindre la personne", "En parler avec la personne",
        "Renouveler ou préparer la suite",
    ]  # fmt: skip


def test_a_program_reads_its_organisation_s_lockers_and_no_other_s(client: Client) -> None:
    home, other = organisation(), organisation()
    keeper, at = worker(home, Role.SITE_MANAGER), centre(home)
    lockers(keeper, at, 5)
    lockers(worker(other, Role.SITE_MANAGER), centre(other), 7)
    ApiToken.objects.create(
        user=keeper, organisation_key=home.slug, label="essai", scope=Scope.READ, digest=fingerprint("pacte_essai"),
        expires_on=TODAY() + timedelta(days=3),
    )  # fmt: skip
    answer = client.get(reverse("api:day_centres"), headers={"Authorization": "Bearer pacte_essai"}).json()
    assert [(each["place"], each["lockers"], each["lockers_free"]) for each in answer["centres"]] == [
        (str(at.key), 5, 5)
    ]


def test_a_person_s_page_shows_the_address_and_the_locker_to_their_own_centres_alone() -> None:
    home, elsewhere = organisation(), organisation()
    mine, at = worker(home), centre(home)
    person = followed(mine, home).person
    sight = sight_of(mine, person)
    assert sight is not None
    [panel] = [each for each in panels(mine, sight) if each.title == "Courrier et casier"]
    assert panel.act is not None and panel.act[0] == "Demander une adresse"
    given(mine, person, at)
    room = lockers(worker(home, Role.SITE_MANAGER), at, 1)
    services.lend(mine, Locker.objects.get(set=room).key, person_key=person.key, referred_by=home)
    [panel] = [each for each in panels(mine, sight) if each.title == "Courrier et casier"]
    assert len(panel.rows) == 2 and "jusqu’au" in panel.rows[0].detail and "jusqu’au" in panel.rows[1].detail
    stranger = worker(elsewhere)
    followed_there = sight_of(stranger, followed(stranger, elsewhere).person)
    assert followed_there is not None
    assert all(not each.rows for each in panels(stranger, followed_there) if each.title == "Courrier et casier")


def test_a_person_is_told_their_addresses_and_lockers_and_a_relative_nothing() -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    person = followed(mine, home).person
    given(mine, person, at)
    desk.receive(mine, at.key, 1)
    room = lockers(worker(home, Role.SITE_MANAGER), at, 1)
    services.lend(mine, Locker.objects.get(set=room).key, person_key=person.key, referred_by=home)
    told = [section.title for holding in privacy.HOLDINGS for section in holding.tell(person, Asker.SELF)]
    assert told == ["Adresses de courrier", "Casiers"]
    assert not [section for holding in privacy.HOLDINGS for section in holding.tell(person, Asker.RELATIVE)]


def test_nothing_leads_to_an_anonymised_person_and_the_figures_stay() -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    person = followed(mine, home).person
    given(mine, person, at)
    desk.receive(mine, at.key, 1, quantity=3)
    room = lockers(worker(home, Role.SITE_MANAGER), at, 1)
    services.lend(mine, Locker.objects.get(set=room).key, person_key=person.key, referred_by=home)
    waiting.ask(mine, at.key, card="8", referred_by=home)
    for _twice in range(2):
        for holding in privacy.HOLDINGS:
            holding.anonymise(person)
    assert not MailAddress.objects.filter(person__isnull=False).exists()
    assert not MailTerm.objects.filter(address__isnull=False).exists()
    loan = Loan.objects.get()
    assert loan.person is None and loan.ended_on is None and loan.card.startswith("sans nom")
    assert MailNotice.objects.get().quantity == 3 and not MailNotice.objects.waiting().exists()
    assert int(compute("mail_received", TODAY()).value) == 3


def test_what_is_over_is_forgotten_after_its_time_and_what_runs_is_not() -> None:
    home = organisation()
    mine, at = worker(home), centre(home)
    old, kept = (given(mine, followed(mine, home).person, at) for _person in range(2))
    long_ago = TODAY() - timedelta(days=1000)
    MailAddress.objects.filter(pk=old.pk).update(closed_on=long_ago, end_reason="elsewhere")
    room = lockers(worker(home, Role.SITE_MANAGER), at, 1)
    loan = services.lend(mine, Locker.objects.get(set=room).key, card="0042", referred_by=home)
    Loan.objects.filter(pk=loan.pk).update(ended_on=long_ago, end_reason="returned")
    wait = waiting.ask(mine, at.key, card="0043", referred_by=home)
    Waiting.objects.filter(pk=wait.pk).update(
        closed_at=timezone.now() - timedelta(days=400), outcome="taken", locker=None, offer_until=None
    )
    before = timezone.now() - timedelta(days=366)
    done = {each.model: each.purge(before) for each in privacy.RETENTION}
    assert done["day_centres.MailAddress"] == 1 and done["day_centres.Loan"] == 1 and done["day_centres.Waiting"] == 1
    assert MailAddress.objects.get(pk=old.pk).person is None and MailAddress.objects.get(pk=kept.pk).person is not None
    assert all(each.is_sample for each in privacy.RETENTION if each.model.startswith("day_centres.M"))


def test_the_city_s_delays_are_set_by_the_pact_s_team_between_their_bounds(client: Client) -> None:
    team = worker(organisation(), Role.PACT_TEAM)
    change_delays(team, {"locker_months": 2, "grace_days": 20})
    assert CentrePolicy.current().locker_months == 2
    with pytest.raises(BadInput):
        change_delays(team, {"mail_months": 0})
    keeper = worker(organisation(), Role.SITE_MANAGER)
    with pytest.raises(Refused):
        change_delays(keeper, {"locker_months": 3})
    client.force_login(keeper)
    assert "exemples" in client.get(reverse("day_centres:delays")).content.decode()
    assert client.post(reverse("day_centres:delays"), {}).status_code == 403


def test_the_demonstration_loads_twice_to_the_same_rows() -> None:
    home = organisation("casvp")
    mine = worker(home)
    centre(home)
    for _person in range(4):
        followed(mine, home)
    room = organisation("armee-du-salut")
    centre(room)
    for _turn in range(2):
        demo_mail.load(Plan(today=TODAY()))
        demo_lockers.load(Plan(today=TODAY()))
        counts = (MailAddress.objects.count(), Locker.objects.count(), Waiting.objects.count() > 4)
        assert counts == (4, 44, True)
