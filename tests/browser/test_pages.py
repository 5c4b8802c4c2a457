"""Every kind of page, at both widths: no accessibility violation, nothing wider than the screen, no script error."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.looking import listen, overflow, reach, violations
from tests.browser.page import Page
from tests.browser.pages import PAGES, WIDTHS
from tests.browser.serving import visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
STATUS = {"not-found": 404, "journal-search": 400}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("visited", PAGES, ids=lambda page: page.name)
def test_a_page_is_accessible_fits_the_screen_and_logs_no_error(
    browser: Browser, address: str, visited: Page, width: int
) -> None:
    with visitor(browser, address, width, visited.account) as context:
        page = context.new_page()
        errors = listen(page)
        answer = reach(page, visited)
        expected = STATUS.get(visited.name, 200)
        assert answer is not None
        assert answer.status == expected
        assert not (found := violations(page)), "\n".join(found)
        assert (wide := overflow(page)) <= 0, f"{wide} pixels too wide"
        assert not [error for error in errors if f"status of {expected}" not in error], errors
