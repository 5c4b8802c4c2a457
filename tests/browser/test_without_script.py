"""Without any script, the pact is read, a form is sent, a figure is decided."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.serving import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A phone that runs no script."""
    with browser.new_context(
        viewport={"width": 360, "height": 900}, locale="fr-FR", base_url=address, java_script_enabled=False
    ) as context:
        yield context


def test_the_menu_stays_open_and_leads_from_page_to_page(plain: BrowserContext) -> None:
    page = plain.new_page()
    page.goto("/")
    page.get_by_role("navigation", name="Navigation principale").get_by_role("link", name="Données ouvertes").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Données ouvertes"


@pytest.mark.parametrize("path", ["/", "/pacte/street/", "/indicateurs/rsa_recipients/", "/bilan/2019/"])
def test_the_public_pages_say_the_same(plain: BrowserContext, browser: Browser, address: str, path: str) -> None:
    page = plain.new_page()
    page.goto(path)
    with browser.new_context(viewport={"width": 360, "height": 900}, locale="fr-FR", base_url=address) as other:
        scripted = other.new_page()
        scripted.goto(path)
        assert page.locator("main").inner_text() == scripted.locator("main").inner_text()


def test_one_signs_in_finds_ones_day_and_filters_a_list(plain: BrowserContext) -> None:
    page = plain.new_page()
    sign_in(page, "pact_team")
    page.goto("/campagnes/1/")
    page.select_option("select[name=state]", "submitted")
    page.get_by_role("button", name="Filtrer").click()
    assert set(page.locator("main table tbody .tag").all_inner_texts()) >= {"à valider"}
