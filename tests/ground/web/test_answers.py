"""Every answer carries its headers and its name; every error speaks the reader's words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.urls import reverse

from pacte.ground.accounts.models import User

pytestmark = pytest.mark.django_db
ANSWERS = {
    "a page": ("/accessibilite/", 200),
    "an error": ("/nulle-part/", 404),
    "a redirection": ("/ma-journee/", 302),
    "a machine’s answer": ("/healthz", 200),
    "the API": ("/api/v1/openapi.json", 200),
    "a style sheet": ("/static/web/theme/base.css", 200),
    "a wrong method": ("/langue/", 405),
}


def signed_in(client: Client) -> Client:
    client.force_login(User.objects.create_user("une.personne@own.example", display_name="Une personne"))
    return client


@pytest.mark.parametrize(("url", "status"), ANSWERS.values(), ids=ANSWERS)
def test_every_kind_of_answer_forbids_what_comes_from_elsewhere(client: Client, url: str, status: int) -> None:
    answer = client.get(url)
    assert answer.status_code == status
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


def test_what_someone_signed_in_saw_is_kept_by_no_cache(client: Client) -> None:
    assert "no-store" not in client.get("/accessibilite/").get("Cache-Control", "")
    assert signed_in(client).get("/accessibilite/")["Cache-Control"] == "private, no-store"


def test_a_well_formed_request_name_is_kept_and_another_is_replaced(client: Client) -> None:
    kept = client.get("/healthz", headers={"X-Request-Id": "abcd-1234-efgh"})
    assert kept["X-Request-Id"] == "abcd-1234-efgh"
    for malformed in ("short", "a b c d e f g h", "x" * 65, "quelqu'un@own.example"):
        given = client.get("/healthz", headers={"X-Request-Id": malformed})["X-Request-Id"]
        assert re.fullmatch(r"[0-9a-f]{32}", given)


def test_a_process_is_alive_without_its_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*args: Any) -> None:
        raise DatabaseError("host=db.internal password=hunter2")

    monkeypatch.setattr(connection, "cursor", away)
    assert client.get("/healthz").json() == {"status": "ok"}
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["faults"] == ["the database cannot be reached (DatabaseError)"]


def test_a_process_is_not_ready_while_a_migration_is_missing(client: Client) -> None:
    assert client.get("/readyz").json() == {"status": "ok", "faults": []}
    MigrationRecorder.Migration.objects.filter(app="territory").delete()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "not applied: run `pacte migrate`" in answer.json()["faults"][0]


def test_a_missing_page_says_what_to_do_and_gives_a_reference(client: Client) -> None:
    answer = client.get("/nulle-part/", headers={"X-Request-Id": "reference-to-quote"})
    said = answer.content.decode()
    assert "Cette page n’existe pas, ou pas pour vous." in said
    assert "repartez de l’accueil" in said
    assert "reference-to-quote" in said


def test_a_refusal_says_what_to_ask_for(client: Client) -> None:
    answer = signed_in(client).get(reverse("audit:journal"))
    assert answer.status_code == 403
    assert "demandez-le à la personne référente" in answer.content.decode()


def test_a_form_that_comes_from_elsewhere_is_told_to_be_sent_again() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("account_login"), {"login": "quelquun@own.example", "password": "x"})
    assert answer.status_code == 403
    assert "Ce formulaire n’est plus valable." in answer.content.decode()
    page = strict.get(reverse("account_login")).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    again = {"login": "quelquun@own.example", "password": "x", "csrfmiddlewaretoken": token[1]}
    assert strict.post(reverse("account_login"), again).status_code != 403


def test_a_crash_shows_words_and_no_detail(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash() -> list[str]:
        raise RuntimeError("canary-of-a-person")

    monkeypatch.setattr("pacte.ground.web.readiness.faults", crash)
    client.raise_request_exception = False
    answer = client.get("/readyz")
    assert answer.status_code == 500
    assert "Quelque chose n’a pas marché de notre côté." in answer.content.decode()
    assert "canary" not in answer.content.decode()


def test_the_language_is_changed_for_one_browser_and_leads_back_to_the_page(client: Client) -> None:
    answer = client.post("/langue/", {"language": "en", "next": "/accessibilite/"})
    assert answer["Location"] == "/accessibilite/"
    assert '<html lang="en" dir="ltr">' in client.get("/accessibilite/").content.decode()


def test_changing_the_language_leads_to_no_other_site(client: Client) -> None:
    answer = client.post("/langue/", {"language": "en", "next": "https://elsewhere.example/"})
    assert "elsewhere" not in answer["Location"]
