"""Pages of a case: each answers who follows it, costs few queries, and says what the case is."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.pathways.models import Case, CaseClock, CaseDocument, CaseEvent
from pacte.ground.pathways.services import cases, recording
from pacte.ground.people.models import File
from tests.ground.pathways.making import scheme
from tests.ground.people.making import followed, organisation, shared, worker

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
FORMS = (
    "case_happened", "case_plan", "case_what_if", "case_facts", "case_pause", "case_resume", "case_close", "case_note",
    "case_assign", "case_ask", "case_give", "case_refer",
)  # fmt: skip


@pytest.fixture
def actor() -> User:
    return worker(organisation())


@pytest.fixture
def file(actor: User) -> File:
    return followed(actor, actor.memberships.get().organisation)


@pytest.fixture
def case(actor: User, file: File) -> Case:
    scheme()
    begun = cases.start(actor, file.key, "visit", "alert_received", TODAY - timedelta(days=20), words="Des mots à elle")
    recording.plan(actor, begun.key, "hearing_held", TODAY + timedelta(days=30))
    recording.ask_document(actor, begun.key, "report")
    begun.refresh_from_db()
    return begun


@pytest.fixture
def page(client: Client, actor: User) -> Client:
    client.force_login(actor)
    return client


def address(name: str, case: Case, **more: Any) -> str:
    return reverse(f"pathways:{name}", kwargs={"key": case.key, **more})


def text(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_case_page_tells_what_comes_next_and_why(page: Client, case: Case) -> None:
    told = text(page, address("case", case))
    for words in (
        "Faire la visite", "au plus tard le", "Dépassé", "10 jours ouvrés après « Alerte reçue »",
        "Exemple, sans texte",
        "Compte rendu avant l’audience", "5 jours ouvrés avant « Audience », prévu le", "Des mots à elle",
        "Document demandé : Compte rendu", "Aujourd’hui",
    ):  # fmt: skip
        assert words in told, words
    assert f"<title>{case.label}" in told


def test_the_case_page_costs_few_queries(
    page: Client, case: Case, actor: User, django_assert_max_num_queries: Any
) -> None:  # fmt: skip
    for day in range(12):
        recording.happened(actor, case.key, "hearing_held", TODAY - timedelta(days=day))
    with django_assert_max_num_queries(45):
        page.get(address("case", case))


def test_the_list_costs_the_same_for_one_case_and_for_many(
    page: Client, case: Case, actor: User, django_assert_max_num_queries: Any
) -> None:  # fmt: skip
    for _each in range(5):
        other = followed(actor, case.organisation)
        cases.start(actor, other.key, "visit", "alert_received", TODAY)
    with django_assert_max_num_queries(30):
        answer = page.get(reverse("pathways:cases"))
    assert answer.content.decode().count("case-list") == 1 and "6 parcours" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [("", True), ("?when=late", True), ("?when=soon", False), ("?state=closed", False), ("?scheme=visit", True),
     ("?scheme=visit&stage=alert_received", True), ("?when=none", False), ("?scheme=nothing", True)],
)  # fmt: skip
def test_the_list_is_narrowed(page: Client, case: Case, query: str, found: bool) -> None:
    assert (case.label in text(page, reverse("pathways:cases") + query)) is found


@pytest.mark.parametrize("name", [*FORMS, "case", "case_print"])
def test_a_page_of_another_organisations_case_answers_404(client: Client, case: Case, name: str) -> None:
    client.force_login(worker(organisation()))
    assert client.get(address(name, case)).status_code == 404
    client.force_login(worker(case.organisation))
    assert client.get(address(name, case)).status_code == 404


@pytest.mark.parametrize("name", FORMS)
def test_each_form_shows_and_costs_few_queries(
    page: Client, case: Case, name: str, django_assert_max_num_queries: Any
) -> None:  # fmt: skip
    with django_assert_max_num_queries(36):
        assert page.get(address(name, case)).status_code == 200


def test_a_reader_in_full_sees_the_story_and_no_form(client: Client, case: Case) -> None:
    partner = worker(organisation())
    shared(case.file, partner.memberships.get().organisation, "full")  # type: ignore[arg-type]
    client.force_login(partner)
    told = text(client, address("case", case))
    assert "Des mots à elle" in told and "vous lisez sans écrire" in told and "Noter que c’est fait" not in told
    assert "en charge" not in told and "suit le dossier" not in told
    assert client.get(address("case_happened", case)).status_code == 404
    assert client.get(address("case_what_if", case)).status_code == 200


def test_noting_from_the_page(page: Client, case: Case) -> None:
    answer = page.post(address("case_happened", case), {"step": "visit_made", "on": TODAY.isoformat(), "words": ""})
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.stage == "visit_made"
    ahead = page.post(address("case_happened", case), {"step": "visit_made", "on": "2099-01-01", "words": "Gardé"})
    assert ahead.status_code == 422 and "Gardé" in ahead.content.decode() and "à venir" in ahead.content.decode()


def test_a_hearing_that_moves_shows_what_moves_before_it_is_saved(page: Client, case: Case) -> None:
    later = TODAY + timedelta(days=44)
    said = {"step": "hearing_held", "on": later.isoformat()}
    before = CaseEvent.objects.count()
    shown = page.post(address("case_plan", case), said)
    told = shown.content.decode()
    assert shown.status_code == 200 and "plus tard" in told and "Rien n’est encore enregistré" in told
    assert CaseEvent.objects.count() == before
    saved = page.post(address("case_plan", case), said | {"shown": f"hearing_held {later.isoformat()}"})
    assert saved.status_code == 302 and CaseEvent.objects.count() == before + 1


def test_what_if_writes_nothing(page: Client, case: Case) -> None:
    state = list(CaseClock.objects.values()), Case.objects.values().get(), CaseEvent.objects.count()
    said = {"step": "hearing_held", "on": (TODAY + timedelta(days=44)).isoformat()}
    answer = page.post(address("case_what_if", case), said)
    assert answer.status_code == 200 and "jours plus tard" in answer.content.decode()
    assert (list(CaseClock.objects.values()), Case.objects.values().get(), CaseEvent.objects.count()) == state


def test_the_facts_are_given_and_only_what_changed_is_noted(page: Client, case: Case) -> None:
    page.post(address("case_facts", case), {"fact_lease_signed_on": "2020-01-01"})
    page.post(address("case_facts", case), {"fact_lease_signed_on": "2020-01-01"})
    assert CaseEvent.objects.filter(kind="fact").count() == 1
    assert "1 janvier 2020" in text(page, address("case", case))


def test_what_is_corrected_stays_struck_through(page: Client, case: Case, actor: User) -> None:
    event = recording.happened(actor, case.key, "visit_made", TODAY - timedelta(days=2))
    url = address("case_correct", case, event=event.key)
    assert page.get(url).status_code == 200
    page.post(url, {"way": "void", "reason": "not_happened"})
    told = text(page, address("case", case))
    assert "<s>Visite faite" in told and "Cela n’a pas eu lieu" in told
    case.refresh_from_db()
    assert case.stage == "alert_received"


def test_a_document_is_kept_read_and_taken_away(page: Client, case: Case, client: Client) -> None:
    said = {"document": "report", "on": TODAY.isoformat(), "file": SimpleUploadedFile("compte-rendu.txt", b"Un texte")}
    assert page.post(address("case_give", case), said).status_code == 302
    kept = CaseDocument.objects.get().attachment
    assert kept is not None and kept.name in text(page, address("case", case))
    assert page.get(reverse("documents:download", kwargs={"key": kept.key})).status_code == 200
    client.force_login(worker(case.organisation))
    assert client.get(reverse("documents:download", kwargs={"key": kept.key})).status_code == 404


def test_a_case_begins_from_the_persons_page(page: Client, file: File) -> None:
    scheme()
    person = reverse("people:person", kwargs={"key": file.person.key})
    assert "Ouvrir un parcours" in text(page, person)
    choose = reverse("pathways:case_start_choose", kwargs={"file": file.key})
    assert "Une visite d’exemple" in text(page, choose)
    begin = reverse("pathways:case_start", kwargs={"file": file.key, "scheme": "visit"})
    assert page.get(begin).status_code == 200
    answer = page.post(begin, {"step": "alert_received", "on": TODAY.isoformat(), "fact_lease_signed_on": "2021-05-01"})
    case = Case.objects.get()
    assert answer.status_code == 302 and answer["Location"] == address("case", case)
    assert case.label in text(page, person)


def test_the_printed_sheet_is_one_page_in_french(page: Client, case: Case, actor: User) -> None:
    for day in range(25):
        recording.happened(actor, case.key, "hearing_held", TODAY - timedelta(days=day))
    answer = page.get(address("case_print", case))
    assert answer["Content-Type"] == "application/pdf"
    sheet = pypdf.PdfReader(io.BytesIO(answer.content))
    told = sheet.pages[0].extract_text()
    assert len(sheet.pages) == 1
    assert "Une visite d’exemple" in told and "Faire la visite" in told and "Des mots à elle" not in told


def test_the_other_acts_of_the_page(page: Client, case: Case, actor: User) -> None:
    day = {"on": TODAY.isoformat()}
    colleague = worker(case.organisation)
    for name, said in (
        ("case_pause", {"clock": "visit_in_time", "reason": "judge", **day}), ("case_resume", {"clock": "", **day}),
        ("case_note", {"words": "Un mot"}), ("case_assign", {"user": colleague.pk}),
        ("case_ask", {"document": "report", **day}),
        ("case_unplan", {"step": "hearing_held"}), ("case_close", {"outcome": "kept", **day}), ("case_reopen", {}),
    ):  # fmt: skip
        assert page.post(address(name, case), said).status_code == 302, name
    case.refresh_from_db()
    assert case.is_running and case.lead == colleague
