"""Take the pictures of docs/screenshots from a fresh demonstration: `make screenshots`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.looking import reach
from tests.browser.pages import PAGES, WIDTHS
from tests.browser.serving import chromium, demonstration, visitor

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SHOWN = {
    "home", "chapter", "indicator", "campaign", "my-day", "review", "my-work", "files", "person", "person-search",
    "duplicates", "front-desk", "referrals", "protection-desk", "keeping",
    "place-kept", "freshness", "directory-import", "agenda", "sessions-kept", "counter", "counts", "field-counter",
    "day-centres", "mail-desk", "lockers", "stock", "meals-today", "meal-grid", "meal-trial", "meal-progress",
    "night-board", "shelter-request", "declare", "priorities", "night-report",
    "schemes", "scheme-version", "case-eviction", "eviction", "eviction-commission-session", "fund-request",
    "fund-session", "fund-budget", "housing-grid", "dwelling-sheet", "neighbour-of-landlord", "young-adult", "signal",
    "tell",
}  # fmt: skip
FOUND = {"needs": "/annuaire/", "open-now": "/annuaire/besoin/eat/", "find": "/annuaire/chercher/"}
"""Pages of finding help, shown in each language that they speak."""
WAYS = {"conflict", "sharing-withdrawn", "handover-read-only", "urgency-open", "statement-made", "erasure-rehearsed"}
"""Pages that are met on the way only: pictures that `tests/browser/test_persons_way.py` takes."""


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, demonstration(Path(data)) as address, chromium() as browser:
        for shown in (page for page in PAGES if page.name in SHOWN):
            for width in WIDTHS:
                context = visitor(browser, address, width, shown.account)
                page = context.new_page()
                reach(page, shown)
                page.screenshot(path=FOLDER / f"{shown.name}-{width}.png", full_page=True, clip=first_screens(width))
                context.close()
        for language in ("fr", "en", "ar"):
            find(browser, address, language)
        decide(browser, address)
    walk()


def find(browser: Browser, address: str, language: str) -> None:
    """The pages of finding help in one language, then the first place that they lead to."""
    for width in WIDTHS:
        with visitor(browser, address, width) as context:
            context.add_cookies([{"name": "django_language", "value": language, "url": address}])
            page = context.new_page()
            for name, path in FOUND.items():
                page.goto(path)
                page.screenshot(
                    path=FOLDER / f"{name}-{language}-{width}.png", full_page=True, clip=first_screens(width)
                )
            page.goto("/annuaire/besoin/wash/?open=any")
            page.locator(".place-card h3 a").first.click()
            page.screenshot(path=FOLDER / f"place-{language}-{width}.png", full_page=True, clip=first_screens(width))


def decide(browser: Browser, address: str) -> None:
    """A round of the night: the three manners compared, then the proposals of the one that is chosen."""
    with visitor(browser, address, WIDTHS[0], "regulator") as context:
        page = context.new_page()
        page.goto("/hebergement/tours/")
        page.get_by_role("button", name="Ouvrir un tour").click()
        page.locator("table.compared").wait_for()
        opened = page.url
        photograph(page, "round-compared", opened)
        page.goto(opened)
        page.get_by_role("button", name="Tour d’ensemble").click()
        page.locator("table.round-lines").wait_for()
        photograph(page, "round-proposals", page.url)


def photograph(page: Page, name: str, url: str) -> None:
    """The first screens of an address at both widths."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(url)
        page.screenshot(path=FOLDER / f"{name}-{width}.png", full_page=True, clip=first_screens(width))
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})


def walk() -> None:
    """The browser's tests walk each way in a demonstration of their own; some of their pictures are kept."""
    with tempfile.TemporaryDirectory() as pictures:
        told = {**os.environ, "PACTE_PICTURES": pictures}
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "tests/browser/test_persons_way.py"], env=told, check=True
        )
        for name in WAYS:
            shutil.copy(Path(pictures) / f"way-{name}.png", FOLDER / f"{name}-1280.png")


def first_screens(width: int) -> dict[str, float]:
    """What a reader sees first: one screen and a half, tall enough to tell the page."""
    return {"x": 0, "y": 0, "width": width, "height": 1400}


if __name__ == "__main__":
    main()
