"""The pages of signals: the public one, a partner's, the desk's, the pact's team's; and the API."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.enums import Scope
from pacte.ground.accounts.models import ApiToken, User
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.declarations.crypto import seal
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import Case, Signal, TriageDesk
from pacte.ground.worklist.reads import entries_for
from tests.ground.pathways.making import desk, scheme, signal
from tests.ground.people.making import followed, organisation, worker

pytestmark = pytest.mark.django_db

TELL = {"kind": "family_violence", "contact": "Un numéro", "quiet": "on", "words": "Des mots"}


@pytest.fixture
def home() -> Organisation:
    return organisation("bureau")


@pytest.fixture
def actor(home: Organisation) -> User:
    return worker(home)


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_anyone_asks_for_help_without_an_account_and_reads_a_number_a_service_and_a_day(
    client: Client, home: Organisation
) -> None:
    desk(home, "family_violence", answer_within=2)
    shown = client.get(reverse("pathways:tell"))
    assert shown.status_code == 200
    assert "no-store" in shown["Cache-Control"]
    assert shown["X-Robots-Tag"] == "noindex"
    for number in ("17", "114", "3919", "119", "115"):
        assert f"<bdi>{number}</bdi>" in text_of(shown)
    assert "Effacer et quitter" in text_of(shown)
    told = client.post(reverse("pathways:tell"), TELL)
    made = Signal.objects.get()
    assert told.status_code == 200
    assert made.label in text_of(told)
    assert home.name in text_of(told)
    assert "N’attendez pas notre réponse" in text_of(told)
    assert "no-store" in told["Cache-Control"]
    assert made.facts == {"quiet": True}


def test_without_a_way_to_be_reached_what_was_typed_is_kept(client: Client) -> None:
    refused = client.post(reverse("pathways:tell"), TELL | {"contact": ""})
    assert refused.status_code == 422
    assert "Des mots" in text_of(refused)
    assert not Signal.objects.exists()


def test_a_machine_that_fills_the_field_nobody_sees_writes_nothing(client: Client) -> None:
    assert client.post(reverse("pathways:tell"), TELL | {"website": "https://machine.example"}).status_code == 200
    assert not Signal.objects.exists()


def test_without_a_desk_the_page_says_so_and_sends_to_a_town_hall(client: Client) -> None:
    told = client.post(reverse("pathways:tell"), TELL)
    assert "Aucun service n’est encore chargé" in text_of(told)


def test_a_landlord_hands_in_and_reads_a_state(client: Client, home: Organisation) -> None:
    desk(home)
    landlord = worker(organisation("bailleur", kind="landlord"), Role.LANDLORD)
    client.force_login(landlord)
    form = text_of(client.get(reverse("pathways:signal_new")))
    assert "Souffrance psychique" not in form
    given = {"kind": "arrears", "source": "landlord", "reference": "BAIL-7", "debt": "1129,50", "who": "Prénom Exemple"}
    sent = client.post(reverse("pathways:signal_new"), given, follow=True)
    page = text_of(sent)
    assert Signal.objects.get().facts["debt"] == 112_950
    assert "BAIL-7" in page and "Reçue" in page
    assert "Prénom Exemple" not in page
    assert client.get(reverse("pathways:signal", kwargs={"key": Signal.objects.get().key})).status_code == 403


def test_the_desk_lists_danger_first_and_opens_each(
    client: Client, home: Organisation, actor: User, django_assert_max_num_queries: Any
) -> None:
    at = desk(home, "arrears", "family_violence")
    calm = signal(at, sealed_who=seal("Prénom Exemple"))
    danger = signal(at, kind="family_violence", due_on=timezone.localdate() + timedelta(days=30))
    for _n in range(20):
        signal(at)
    client.force_login(actor)
    with django_assert_max_num_queries(14):
        page = text_of(client.get(reverse("pathways:triage")))
    assert page.index(danger.label) < page.index(calm.label)
    assert "Prénom Exemple" not in page
    with django_assert_max_num_queries(16):
        page = text_of(client.get(reverse("pathways:signal", kwargs={"key": calm.key})))
    assert "Prénom Exemple" in page
    assert "Prénom Exemple" not in re.search("<title>(.*?)</title>", page).group(1)  # type: ignore[union-attr]


def test_from_the_signal_a_case_is_opened_by_the_form(client: Client, home: Organisation, actor: User) -> None:
    scheme()
    here, file, today = signal(desk(home)), followed(actor, home), timezone.localdate()
    client.force_login(actor)
    address = reverse("pathways:signal_open", kwargs={"key": here.key})
    assert client.get(address).status_code == 200
    said = {"file": str(file.key), "begins": "visit:alert_received", "on": today.isoformat()}
    done = client.post(address, said)
    assert done["Location"] == reverse("pathways:case", kwargs={"key": Case.objects.get().key})
    assert client.post(address, said).status_code == 422


def test_who_may_be_the_same_is_shown_before_a_new_person_is_recorded(
    client: Client, home: Organisation, actor: User
) -> None:
    from pacte.ground.people.models import Person
    from pacte.ground.people.services import meeting

    scheme()
    here = signal(desk(home))
    meeting.meet(
        actor, home.slug, purpose="support", values={"given_name": "Prénom", "family_name": "Exemple"}, names=[]
    )  # fmt: skip
    client.force_login(actor)
    address = reverse("pathways:signal_open", kwargs={"key": here.key})
    said = {
        "given_name": "Prénom", "family_name": "Exemple", "begins": "visit:alert_received",
        "on": timezone.localdate().isoformat(),
    }  # fmt: skip
    asked = client.post(address, said)
    assert asked.status_code == 422
    assert "Est-ce l’une de ces personnes" in text_of(asked)
    assert client.post(address, said | {"anyway": "on"}).status_code == 302
    assert Person.objects.count() == 2


@pytest.mark.parametrize(
    ("route", "body"), [("signal_close", {"reason": "solved"}), ("signal_join", {}), ("signal_pass", {"area": ""})]
)
def test_each_other_answer_has_its_form(
    client: Client, home: Organisation, actor: User, route: str, body: dict[str, str]
) -> None:
    here = signal(desk(home))
    client.force_login(actor)
    address = reverse(f"pathways:{route}", kwargs={"key": here.key})
    assert client.get(address).status_code == 200
    assert client.post(address, body).status_code == (302 if body.get("reason") else 422)


def test_the_pacts_team_keeps_desks_and_reads_no_signal(
    client: Client, home: Organisation, django_assert_max_num_queries: Any
) -> None:
    team = worker(organisation(), Role.PACT_TEAM)
    here = signal(None, due_on=None)
    client.force_login(team)
    body = {"organisation": home.slug, "kinds": ["arrears", "debt"], "answer_within": "8"}
    assert client.post(reverse("pathways:desk_new"), body).status_code == 302
    here.refresh_from_db()
    assert here.desk == TriageDesk.objects.get()
    with django_assert_max_num_queries(12):
        page = text_of(client.get(reverse("pathways:desks")))
    assert here.label not in page
    assert home.name in page
    edit = reverse("pathways:desk_edit", kwargs={"pk": here.desk.pk})
    assert client.get(edit).status_code == 200
    assert client.post(edit, {"kinds": ["debt"], "answer_within": "9"}).status_code == 302
    close = reverse("pathways:desk_close", kwargs={"pk": here.desk.pk})
    assert client.post(close).status_code == 302
    assert client.get(reverse("pathways:signal", kwargs={"key": here.key})).status_code == 403


def test_what_waits_is_in_the_desks_day_and_counted_in_the_teams(home: Organisation, actor: User) -> None:
    today = timezone.localdate()
    at = desk(home, "arrears", "family_violence")
    late = signal(at, due_on=today - timedelta(days=2), sealed_who=seal("Prénom Exemple"))
    danger = signal(at, kind="family_violence", due_on=today + timedelta(days=30))
    signal(None, due_on=None)
    mine = {each.title.split(" ")[0]: each for each in entries_for(actor, today)}
    assert mine[late.label].urgency == "overdue"
    assert mine[danger.label].urgency == "today"
    assert all("Prénom" not in each.title + each.detail for each in mine.values())
    team = [each.title for each in entries_for(worker(organisation(), Role.PACT_TEAM), today)]
    assert "1 alerte sans réponse après son délai" in team
    assert "1 alerte sans guichet" in team


def test_a_program_hands_in_for_its_organisation_and_reads_states(client: Client, home: Organisation) -> None:
    desk(home)
    landlord = worker(organisation("bailleur", kind="landlord"), Role.LANDLORD)
    ApiToken.objects.create(
        user=landlord, organisation_key="bailleur", label="essai", scope=Scope.WRITE, digest=fingerprint("pacte_essai"),
        expires_on=timezone.localdate() + timedelta(days=1),
    )  # fmt: skip
    headers = {"Authorization": "Bearer pacte_essai"}
    body = {"kind": "arrears", "source": "landlord", "reference": "BAIL-7"}
    address = reverse("api:pathways_signals")
    made = client.post(address, body, content_type="application/json", headers=headers)
    assert made.status_code == 201
    assert made.json()["state"] == "Reçue"
    assert set(made.json()) == {"label", "reference", "received_on", "state"}
    assert client.get(address, headers=headers).json() == [made.json()]
    wrong = client.post(address, body | {"area": "75999"}, content_type="application/json", headers=headers)
    assert wrong.status_code == 422
