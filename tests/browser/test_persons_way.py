"""A person's rights, as those who serve them live it: withdrawal, handover, urgency, statement, erasure.

Each way has a person of its own in the demonstration. `PACTE_PICTURES=folder` keeps a picture of each step.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import violations
from tests.browser.page import SHOWN
from tests.browser.serving import visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SEND = "main form button[type=submit]"
PHRASE = "trois pommes sur un banc d’exemple"


@contextmanager
def window(browser: Browser, address: str, account: str) -> Iterator[Page]:
    """A page of this account's own browser."""
    with visitor(browser, address, 1280, account) as context:
        yield context.new_page()


def seen(page: Page, name: str) -> None:
    """A step of the way: accessible, and pictured when pictures are asked."""
    assert not (found := violations(page)), "\n".join(found)
    clip = {"x": 0, "y": 0, "width": 1280, "height": 1400}
    if folder := os.environ.get("PACTE_PICTURES"):
        page.screenshot(path=Path(folder) / f"way-{name}.png", full_page=True, clip=clip)


def status(page: Page, path: str) -> int:
    answer = page.goto(path)
    assert answer is not None
    return answer.status


def test_what_was_shared_closes_as_soon_as_the_person_withdraws(browser: Browser, address: str) -> None:
    person = f"/personnes/{SHOWN}a1/"
    with (
        window(browser, address, "social_worker") as worker,
        window(browser, address, "social_worker.shelter") as partner,
    ):
        assert status(partner, person) == 200
        seen(partner, "sharing-received")
        worker.goto(person)
        given = worker.locator(f"form[action*='{SHOWN}d1']")
        given.locator("select[name=how]").select_option("written")
        given.get_by_role("button", name="La personne retire son accord").click()
        expect(worker.locator(f"form[action*='{SHOWN}d1']")).to_have_count(0)
        seen(worker, "sharing-withdrawn")
        worker.get_by_text("La personne retire tous ses partages").click()
        worker.get_by_role("button", name="Noter le retrait de tous les partages").click()
        assert status(partner, person) == 404


def test_a_file_handed_over_is_written_by_one_and_read_by_the_other(browser: Browser, address: str) -> None:
    person, write = f"/personnes/{SHOWN}a4/", f"a[href$='/{SHOWN}b4/notes/']"
    with (
        window(browser, address, "social_worker") as before,
        window(browser, address, "social_worker.colleague") as after,
    ):
        before.goto(person)
        assert before.locator(write).count() == 1
        before.goto(f"/personnes/dossiers/{SHOWN}b4/passer/")
        before.locator("select[name=user]").select_option(index=1)
        seen(before, "handover-form")
        before.locator(SEND).click()
        assert status(before, person) == 200
        assert before.locator(write).count() == 0
        seen(before, "handover-read-only")
        after.goto(person)
        assert after.locator(write).count() == 1
        after.goto("/ma-journee/")
        seen(after, "handover-received")


def test_a_file_is_opened_in_urgency_and_the_access_is_looked_at(browser: Browser, address: str) -> None:
    person = f"/personnes/{SHOWN}a5/"
    with window(browser, address, "outreach_worker") as page:
        assert status(page, person) == 404
        page.goto("/personnes/urgence/")
        page.check("input[name=reason][value=danger]")
        page.fill("textarea[name=words]", "Mots d’exemple : sans réponse depuis hier, il gèle.")
        page.fill("input[name=family_name]", "Exemple")
        page.fill("input[name=given_name]", "Prénom-Urgence")
        page.fill("input[name=birth_year]", "1980")
        page.locator(SEND).click()
        seen(page, "urgency-found")
        page.get_by_role("button", name="Ouvrir ce dossier").first.click()
        expect(page.locator("h1")).to_have_text("Prénom-Urgence Exemple")
        assert page.locator(f"a[href$='/{SHOWN}b5/notes/']").count() == 0
        seen(page, "urgency-open")
    with window(browser, address, "data_protection") as officer:
        officer.goto("/personnes/urgence/relecture/")
        told = officer.locator("main").get_by_text("il gèle")
        expect(told).to_be_visible()
        seen(officer, "urgency-to-review")
        waiting = officer.get_by_role("button", name="Justifié", exact=True).count()
        officer.get_by_role("button", name="Justifié", exact=True).first.click()
        expect(officer.get_by_role("button", name="Justifié", exact=True)).to_have_count(waiting - 1)
        seen(officer, "urgency-reviewed")


def received(page: Page, kind: str) -> None:
    """The request is recorded; the page is the request's."""
    page.goto("/protection-des-donnees/demandes/enregistrer/")
    page.locator("select[name=kind]").select_option(kind)
    page.locator(SEND).click()
    page.get_by_role("link", name="Vérifier l’identité").click()


def found(page: Page, name: str) -> None:
    """The person is found by what they say of themselves, and held for this request."""
    page.get_by_role("link", name="Retrouver la personne").click()
    page.fill("input[name=words]", name)
    page.fill("input[name=birth_year]", "1980")
    page.locator(SEND).click()
    page.get_by_role("button", name="C’est elle").first.click()


def test_somebody_without_papers_receives_what_is_held_about_them(browser: Browser, address: str) -> None:
    with window(browser, address, "social_worker") as worker:
        worker.goto(f"/personnes/{SHOWN}a6/")
        pseudonym = worker.locator(".pseudonym").first.inner_text()
        worker.goto(f"/protection-des-donnees/phrase/{SHOWN}a6/")
        worker.fill("input[name=phrase]", PHRASE)
        worker.fill("input[name=again]", PHRASE)
        seen(worker, "statement-phrase")
        worker.locator(SEND).click()
    with window(browser, address, "data_protection") as officer:
        received(officer, "access")
        officer.locator("select[name=proof]").select_option("phrase")
        officer.fill("input[name=pseudonym]", pseudonym)
        officer.fill("input[name=phrase]", PHRASE)
        seen(officer, "statement-identity")
        officer.locator(SEND).click()
        seen(officer, "statement-known")
        if officer.get_by_role("link", name="Retrouver la personne").count():
            found(officer, "Prénom-Relevé Exemple")
        officer.get_by_role("button", name="Établir le relevé").click()
        seen(officer, "statement-made")
        with officer.expect_download() as download:
            officer.get_by_role("link", name="Télécharger le relevé").click()
        body = Path(download.value.path()).read_bytes()
        assert body.startswith(b"%PDF")


def test_somebody_is_erased_and_nobody_finds_them_any_more(browser: Browser, address: str) -> None:
    person = f"/personnes/{SHOWN}a7/"
    with window(browser, address, "social_worker") as worker, window(browser, address, "data_protection") as officer:
        assert status(worker, person) == 200
        received(officer, "erasure")
        officer.locator("select[name=proof]").select_option("papers")
        officer.locator(SEND).click()
        found(officer, "Prénom-Effacement Exemple")
        seen(officer, "erasure-held")
        officer.get_by_role("link", name="Voir ce qui partirait").click()
        seen(officer, "erasure-rehearsed")
        reference = officer.locator("main strong").last.inner_text()
        officer.locator("main form input[type=text]").fill(reference)
        officer.get_by_role("button", name="Effacer pour toujours").click()
        expect(officer.get_by_role("link", name="Télécharger le certificat")).to_be_visible()
        seen(officer, "erasure-done")
        assert status(worker, person) == 404
        worker.goto("/personnes/recherche/")
        worker.fill("main input[name=words]", "Prénom-Effacement")
        worker.locator(SEND).first.click()
        assert worker.locator("main").get_by_text("Prénom-Effacement Exemple").count() == 0
        seen(worker, "erasure-not-found")


def test_two_who_write_at_once_lose_no_word(browser: Browser, address: str) -> None:
    """The second one to save is told, sees both texts, and chooses."""
    form = f"/personnes/notes/{SHOWN}c2/"
    with window(browser, address, "social_worker") as one, window(browser, address, "social_worker") as other:
        one.goto(form)
        other.goto(form)
        one.fill("textarea[name=words]", "Note d’exemple : le premier texte.")
        one.locator(SEND).first.click()
        other.fill("textarea[name=words]", "Note d’exemple : le second texte.")
        other.locator(SEND).first.click()
        expect(other.locator("main")).to_contain_text("le premier texte")
        expect(other.locator("main")).to_contain_text("le second texte")
        seen(other, "conflict")
