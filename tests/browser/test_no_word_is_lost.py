"""Nothing typed is lost: neither to somebody who saved meanwhile, nor to a session that ended."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.serving import visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HALF_AN_HOUR = 30 * 60 * 1000


@pytest.fixture
def at_work(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = visitor(browser, address, 1280, "social_worker")
    yield context
    context.close()


def person(context: BrowserContext) -> Page:
    """The page of the last person of my files."""
    page = context.new_page()
    page.goto("/personnes/dossiers/")
    page.locator("tbody th a").last.click()
    return page


def test_who_saves_second_finds_both_versions_and_merges_them(at_work: BrowserContext) -> None:
    first, second = person(at_work), person(at_work)
    for page in (first, second):
        page.get_by_role("link", name="Mettre à jour la situation").first.click()
    for page, words in ((first, "Dort à l’hôtel."), (second, "Duvet à remplacer.")):
        page.get_by_label("Situation en quelques mots").fill(words)
        page.get_by_role("button", name="Enregistrer").click()
    assert second.get_by_role("heading", level=1).inner_text() == "Rien n’est perdu, choisissez"
    second.goto("/ma-journee/")
    second.get_by_role("link", name="Choisir").first.click()
    second.get_by_label("Écrire un mélange des deux").check()
    assert second.get_by_label("Votre mélange").input_value() == "Dort à l’hôtel.\n\nDuvet à remplacer."
    second.get_by_role("button", name="Enregistrer mes choix").click()
    shown = second.locator("main").inner_text()
    assert "Dort à l’hôtel." in shown and "Duvet à remplacer." in shown


def test_a_note_outlives_the_session_in_which_it_was_begun(at_work: BrowserContext) -> None:
    page = person(at_work)
    page.get_by_role("link", name="Écrire une note").first.click()
    page.clock.install()
    page.reload()
    page.get_by_label("Votre note").fill("Écrite avant la fin de la session.")
    page.clock.fast_forward(HALF_AN_HOUR)
    cookies = at_work.cookies()
    at_work.clear_cookies()
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Vous n’êtes plus connecté. Rien n’est perdu.").wait_for()
    assert page.get_by_label("Votre note").input_value() == "Écrite avant la fin de la session."
    at_work.add_cookies([cookie for cookie in cookies if cookie["name"] == "pacte"])  # type: ignore[misc]
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("heading", name="Notes").wait_for()
    assert "Écrite avant la fin de la session." in page.locator("main").inner_text()
