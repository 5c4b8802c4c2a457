"""Take the pictures of docs/screenshots from a fresh demonstration: `make screenshots`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.browser.pages import PAGES, WIDTHS
from tests.browser.serving import chromium, demonstration, visitor

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
SHOWN = {"home", "chapter", "indicator", "campaign", "my-day", "review"}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, demonstration(Path(data)) as address, chromium() as browser:
        for shown in (page for page in PAGES if page.name in SHOWN):
            for width in WIDTHS:
                context = visitor(browser, address, width, shown.account)
                page = context.new_page()
                page.goto(shown.path)
                page.screenshot(path=FOLDER / f"{shown.name}-{width}.png", full_page=True, clip=first_screens(width))
                context.close()


def first_screens(width: int) -> dict[str, float]:
    """What a reader sees first: one screen and a half, tall enough to tell the page."""
    return {"x": 0, "y": 0, "width": width, "height": 1400}


if __name__ == "__main__":
    main()
