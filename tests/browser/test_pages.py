"""Every kind of page, at both widths: no accessibility violation, nothing wider than the screen, no script error."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.pages import PAGES, WIDTHS, Page
from tests.browser.serving import visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("visited", PAGES, ids=lambda page: page.name)
def test_a_page_is_accessible_fits_the_screen_and_logs_no_error(
    browser: Browser, address: str, visited: Page, width: int
) -> None:
    context = visitor(browser, address, width, visited.account)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    answer = page.goto(visited.path)
    assert answer is not None
    assert answer.status == (404 if visited.name == "not-found" else 200)
    found = Axe().run(page, options=RULES)
    violations = [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert not violations, "\n".join(violations)
    assert overflow <= 0, f"{overflow} pixels too wide"
    assert not [error for error in errors if "404" not in error], errors
