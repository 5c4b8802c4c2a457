"""Pages of the agenda: what everyone finds, what one keeps, my day, the person's page, programs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.enums import Scope
from pacte.ground.accounts.models import ApiToken
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.agenda import privacy, services, worklist
from pacte.ground.agenda.models import Registration, Session
from pacte.ground.declarations.privacy import Asker
from pacte.ground.partners.enums import Role
from pacte.ground.people.reads import sight_of
from pacte.ground.people.registry import panels
from tests.ground.agenda.making import account, registered, session
from tests.ground.directory.making import place, refuge
from tests.ground.people.making import followed, organisation, worker
from tests.ground.reception.making import area

pytestmark = pytest.mark.django_db


def listed(client: Client, **asked: str) -> str:
    return client.get(reverse("agenda:public"), asked).content.decode()


def test_the_public_finds_by_kind_area_date_and_words_and_a_refuge_is_in_no_area(client: Client) -> None:
    home, here = organisation(), area("75120")
    near = session(home, title="Dessin du jeudi", territory=here)
    far = session(home, title="Conseil juridique", kind="drop_in", hours=24 * 20)
    hidden = session(home, title="Groupe de parole", place=refuge(home), territory=here)
    session(home, title="Réunion interne", is_public=False)
    session(home, title="Déjà passée", hours=-9)
    whole = listed(client)
    assert all(each.title in whole for each in (near, far, hidden))
    assert "Réunion interne" not in whole and "Déjà passée" not in whole
    in_area = listed(client, area="75120")
    assert near.title in in_area and far.title not in in_area and hidden.title not in in_area
    later = (timezone.localdate() + timedelta(days=10)).isoformat()
    assert near.title not in listed(client, day=later) and far.title in listed(client, day=later)
    assert far.title in listed(client, kind="drop_in") and near.title not in listed(client, kind="drop_in")
    assert near.title in listed(client, words="jeudi dessin") and far.title not in listed(client, words="jeudi dessin")
    assert "Rien n’est annoncé" in listed(client, words="zzz")


def test_the_public_list_costs_the_same_for_two_sessions_and_for_forty(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    home, here = organisation(), area("75120")
    for number in range(40):
        registered(session(home, place=place(home, territory=here), hours=48 + number), account())
    with django_assert_max_num_queries(6):
        page = listed(client)
    assert page.count('class="hours"') == 40


def test_three_taps_from_the_agenda_to_a_seat_and_the_page_says_so(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    user, at = account(), session(organisation(), capacity=1)
    client.force_login(user)
    address = reverse("agenda:session", kwargs={"key": at.key})
    assert address in listed(client) and "M’inscrire" in client.get(address).content.decode()
    done = client.post(reverse("agenda:register", kwargs={"key": at.key}), {"seats": "1"}, follow=True)
    assert "Vous avez une place." in done.content.decode()
    with django_assert_max_num_queries(14):
        mine = client.get(reverse("agenda:mine")).content.decode()
    assert at.title in mine and "Rendre ma place" in mine
    for bad in ("0", "11", "beaucoup", "²"):
        other = session(organisation(), hours=90)
        client.post(reverse("agenda:register", kwargs={"key": other.key}), {"seats": bad})
    assert Registration.objects.count() == 1


def test_the_programme_of_a_month_by_place(client: Client, django_assert_max_num_queries: Any) -> None:
    home = organisation()
    one, other = place(home, name="La maison d’exemple"), place(home, name="Le foyer d’exemple")
    day = (timezone.localdate().replace(day=1) + timedelta(days=62)).replace(day=15)
    start = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 15))  # type: ignore[attr-defined]
    for where, kind in ((one, "culture"), (other, "workshop"), (one, "drop_in")):
        made = session(home, place=where, kind=kind, title=f"{kind} ici")
        Session.objects.filter(pk=made.pk).update(starts_at=start, ends_at=start + timedelta(hours=2))
    with django_assert_max_num_queries(4):
        page = client.get(reverse("agenda:programme"), {"mois": f"{day:%Y-%m}"}).content.decode()
    assert "culture ici" in page and "workshop ici" in page and "drop_in ici" not in page
    narrowed = client.get(reverse("agenda:programme"), {"mois": f"{day:%Y-%m}", "lieu": str(one.key)})
    assert "workshop ici" not in narrowed.content.decode()
    assert client.get(reverse("agenda:programme"), {"mois": "2019-99", "lieu": "<x>"}).status_code == 200


def test_a_session_is_announced_from_its_form_and_what_was_typed_is_kept(client: Client) -> None:
    home = organisation()
    client.force_login(worker(home, Role.SITE_MANAGER))
    day = timezone.localdate() + timedelta(days=9)
    typed = {
        "kind": "training", "title": "Une formation", "organisation": home.pk, "day": day.isoformat(),
        "starts": "09:30", "ends": "12:00", "registration": "account", "capacity": "12", "is_public": "on",
        "frequency": "weekly",
    }  # fmt: skip
    refused = client.post(reverse("agenda:new"), typed)
    assert refused.status_code == 422 and "jusqu’à quel jour" in refused.content.decode()
    assert 'value="Une formation"' in refused.content.decode()
    client.post(reverse("agenda:new"), typed | {"until": (day + timedelta(days=8)).isoformat()})
    assert [each.capacity for each in Session.objects.all()] == [12, 12]
    made = Session.objects.first()
    assert made is not None
    edit = reverse("agenda:edit", kwargs={"key": made.key})
    assert 'value="09:30"' in client.get(edit).content.decode()
    done = client.post(edit, typed | {"span": "following", "starts": "10:00", "capacity": ""}, follow=True)
    assert "C’est modifié." in done.content.decode()
    assert {timezone.localtime(each.starts_at).hour for each in Session.objects.all()} == {10}


def test_the_week_and_the_sheet_cost_the_same_for_few_and_for_many(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    home = organisation()
    agent = worker(home)
    at = session(home, hours=0.1)
    for _person in range(12):
        registered(at, person=followed(agent, home).person, organisation=home)
        registered(session(home, hours=0.2), account())
    client.force_login(agent)
    with django_assert_max_num_queries(10):
        assert at.title in client.get(reverse("agenda:kept")).content.decode()
    with django_assert_max_num_queries(24):
        page = client.get(reverse("agenda:keep", kwargs={"key": at.key})).content.decode()
    assert page.count('value="attended"') == 12


def test_my_day_holds_today_s_sessions_sheets_to_fill_waiting_lists_and_people_to_warn() -> None:
    home = organisation()
    agent, today = worker(home), timezone.localdate()
    noon = timezone.localtime().replace(hour=12, minute=0)
    mine = session(home)
    Session.objects.filter(pk=mine.pk).update(starts_at=noon, ends_at=noon + timedelta(hours=1))
    registered(session(home, hours=-30), account())
    session(home, hours=-31, registration="free", anonymous_count=0)
    registered(session(home, hours=50, capacity=1), account(), "waiting")
    gone = session(home, hours=70)
    registered(gone, person=followed(agent, home).person, organisation=home, registered_by=agent)
    services.cancel(agent, gone.key, "Salle indisponible")
    asked = [entry.act for provider in worklist.PROVIDERS for entry in provider(agent, today)]
    assert sorted(set(asked)) == ["Ouvrir la feuille", "Prévenir la personne", "Remplir la feuille", "Voir la liste"]
    assert asked.count("Remplir la feuille") == 1
    assert [e for p in worklist.PROVIDERS for e in p(worker(organisation(), Role.PACT_TEAM), today)] == []


def test_the_person_s_page_shows_what_ones_own_organisation_booked() -> None:
    home, other = organisation(), organisation()
    agent = worker(home)
    person = followed(agent, home).person
    ours, theirs = session(home, title="Rendez-vous d’ici"), session(other, title="Rendez-vous d’ailleurs", hours=60)
    registered(ours, person=person, organisation=home)
    registered(theirs, person=person, organisation=other)
    sight = sight_of(agent, person)
    assert sight is not None
    [panel] = [each for each in panels(agent, sight) if each.title == "Rendez-vous et séances"]
    assert len(panel.rows) == 1 and "Rendez-vous d’ici" in panel.rows[0].title
    assert panel.act and str(person.key) in panel.act[1]


def test_a_person_is_told_their_appointments_a_relative_nothing_and_nothing_names_them_after() -> None:
    home = organisation()
    person = followed(worker(home), home).person
    registered(session(home, title="Un rendez-vous"), person=person, organisation=home)
    registered(session(home, hours=-50), person=person, organisation=home, state="attended")
    [holding] = privacy.HOLDINGS
    [section] = holding.tell(person, Asker.SELF)
    assert len(section.rows) == 2 and holding.tell(person, Asker.RELATIVE) == []
    assert (holding.anonymise(person), holding.anonymise(person)) == (2, 0)
    assert sorted(Registration.objects.values_list("state", flat=True)) == ["attended", "cancelled"]


def test_after_a_year_a_registration_counts_and_names_nobody() -> None:
    home = organisation()
    old, recent = session(home, hours=-24 * 400), session(home, hours=-24)
    registered(old, account(), "attended", seats=2)
    registered(recent, account(), "attended")
    limit = timezone.now() - privacy.KEEP_REGISTRATIONS
    assert (privacy._unname(limit), privacy._unname(limit)) == (1, 0)
    kept = Registration.objects.get(session=old)
    assert (kept.account, kept.attendee_name, kept.seats) == (None, "", 2)


def test_programs_read_sessions_and_their_seats_and_never_who(client: Client) -> None:
    home = organisation()
    agent = worker(home)
    ours, theirs = session(home, is_public=False, capacity=4), session(organisation())
    hidden = session(home, place=refuge(home))
    registered(ours, account(), seats=2)
    ApiToken.objects.create(
        user=agent, organisation_key=home.slug, label="test", scope=Scope.READ, digest=fingerprint("pacte_x"),
        expires_on=timezone.localdate() + timedelta(days=2),
    )  # fmt: skip
    token = {"Authorization": "Bearer pacte_x"}
    own = client.get("/api/v1/agenda/own", headers=token).json()
    assert {row["key"]: row["taken"] for row in own["sessions"]} == {str(ours.key): 2, str(hidden.key): 0}
    public = client.get("/api/v1/agenda/public", headers=token).json()
    assert {row["key"] for row in public["sessions"]} == {str(theirs.key), str(hidden.key)}
    [told] = [row for row in public["sessions"] if row["is_confidential"]]
    assert told["where"] == told["territory"] == ""


def test_the_tour_is_planned_and_followed_on_its_pages(client: Client, django_assert_max_num_queries: Any) -> None:
    from tests.ground.directory.making import stop

    home = organisation()
    manager = worker(home, Role.SITE_MANAGER)
    bus = place(home, kind="itinerary", latitude=None, longitude=None, address="", name="La mairie mobile")
    for number in range(6):
        stop(bus, f"{8 + number:02d}:00-{9 + number:02d}:00", name=f"Arrêt {number}", order=number)
    client.force_login(manager)
    day = timezone.localdate() + timedelta(days=3)
    typed = {"place": bus.pk, "day": day.isoformat(), "staff": [manager.pk]}
    done = client.post(reverse("agenda:new_tour"), typed, follow=True)
    assert done.status_code == 200 and "6 arrêts" in done.content.decode()
    with django_assert_max_num_queries(12):
        page = client.get(done.redirect_chain[-1][0]).content.decode()
    assert page.index("Arrêt 0") < page.index("Arrêt 5") and manager.display_name in page
    again = client.post(reverse("agenda:new_tour"), typed)
    assert again.status_code == 422 and "déjà prévue" in again.content.decode()
