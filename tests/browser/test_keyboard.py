"""Everything is reached by the keyboard, and one always sees where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.serving import visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def focused(page: Page, what: str) -> str:
    return str(page.evaluate(f"document.activeElement.{what}"))


def is_outlined(page: Page) -> bool:
    """Whether the focused element is drawn with an outline of at least two pixels."""
    return bool(
        page.evaluate(
            "(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2)"
            "(getComputedStyle(document.activeElement))"
        )
    )


def test_the_first_stop_is_the_link_to_the_content(browser: Browser, address: str) -> None:
    with visitor(browser, address, 1280) as context:
        page = context.new_page()
        page.goto("/")
        page.keyboard.press("Tab")
        assert focused(page, "textContent.trim()") == "Aller au contenu"
        assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
        page.keyboard.press("Enter")
        assert focused(page, "id") == "main"
        page.keyboard.press("Tab")
        assert focused(page, "closest('main') !== null") == "True"


@pytest.mark.parametrize(("path", "account"), [("/", ""), ("/campagnes/chiffres/27/", "contributor")])
def test_every_stop_is_visible_and_none_holds_the_reader(
    browser: Browser, address: str, path: str, account: str
) -> None:
    with visitor(browser, address, 1280, account) as context:
        page = context.new_page()
        page.goto(path)
        stops = []
        for _step in range(200):
            page.keyboard.press("Tab")
            if focused(page, "tagName") == "BODY":
                break
            assert is_outlined(page), focused(page, "outerHTML.slice(0, 200)")
            stops.append(focused(page, "outerHTML"))
        else:
            raise AssertionError("the end of the page is never reached")
        inside = "main :is(a[href], button, select, textarea, summary, input:not([type=hidden], [type=radio]))"
        assert len(stops) >= page.locator(inside).count()


def test_on_a_phone_the_menu_opens_and_closes_by_the_keyboard(browser: Browser, address: str) -> None:
    with visitor(browser, address, 360) as context:
        page = context.new_page()
        page.goto("/")
        menu, button = page.locator("#navigation"), page.locator("[data-menu]")
        assert not menu.is_visible()
        button.focus()
        page.keyboard.press("Enter")
        assert menu.is_visible()
        assert button.get_attribute("aria-expanded") == "true"
        page.keyboard.press("Tab")
        assert focused(page, "closest('#navigation') !== null") == "True"
        page.keyboard.press("Escape")
        assert not menu.is_visible()
        assert focused(page, "hasAttribute('data-menu')") == "True"


def test_a_refused_form_takes_the_reader_to_what_is_to_be_corrected(browser: Browser, address: str) -> None:
    with visitor(browser, address, 360) as context:
        page = context.new_page()
        page.goto("/comptes/connexion/")
        page.click("main button[type=submit]")
        assert focused(page, "hasAttribute('data-error-summary')") == "True"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#id_login"


def test_what_is_folded_away_opens_by_the_keyboard_and_closes_at_escape(browser: Browser, address: str) -> None:
    with visitor(browser, address, 1280, "regulator") as context:
        page = context.new_page()
        page.goto("/hebergement/nuit/")
        more = page.locator("#navigation .more")
        links = more.locator("ul a")
        assert links.count() and not links.first.is_visible()
        more.locator("summary").focus()
        page.keyboard.press("Enter")
        assert links.first.is_visible()
        assert is_outlined(page)
        page.keyboard.press("Tab")
        assert focused(page, "closest('.more ul') !== null") == "True"
        assert is_outlined(page)
        page.keyboard.press("Escape")
        assert not links.first.is_visible()
        assert focused(page, "tagName") == "SUMMARY"
