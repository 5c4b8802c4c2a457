"""What a browser finds wrong with the page that it shows."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

from tests.browser.page import Page as Visited

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}

WORDS = {"KEY": "[0-9a-f]{8}-[0-9a-f-]{27}", "NUMBER": "[0-9]+"}
"""What stands in a path for what only the page before knows."""
LAST = "#last"
"""What ends a path when it is the last link of the page that is followed, not the first."""


def reach(page: Page, visited: Visited) -> Response | None:
    """Open the page, by the links of the pages that lead to it when its path is not known beforehand."""
    answer = None
    for step in (*visited.by, visited.path):
        answer = page.goto(met(page, step) if any(word in step for word in WORDS) else step)
    return answer


def met(page: Page, pattern: str) -> str:
    """The first address that the page links to and that has this shape; the last one when `#last` follows it."""
    shape = re.escape(pattern.removesuffix(LAST))
    for word, meaning in WORDS.items():
        shape = shape.replace(word, meaning)
    hrefs = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
    found = [str(href) for href in hrefs if re.fullmatch(shape, urlsplit(href).path)]
    assert found, f"nothing on {page.url} leads to {pattern}"
    return found[-1 if pattern.endswith(LAST) else 0]


def violations(page: Page) -> list[str]:
    """The accessibility rules that the page breaks, each with the element at fault."""
    found = Axe().run(page, options=RULES)
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found.response["violations"]
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the screen."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def listen(page: Page) -> list[str]:
    """The errors of scripts and of the security policy, as they come."""
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors
