"""One demonstration served and one Chromium for all browser tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.serving import CHROMIUM, chromium, demonstration
from tests.conftest import need


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    need(CHROMIUM.exists(), "Chromium")
    # Playwright leaves an event loop running in this process, and Django then refuses the database to the tests that
    # follow here. They stay in their one thread: nothing is asynchronous but the browser's own conversation.
    with pytest.MonkeyPatch.context() as patch, chromium() as opened:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield opened


@pytest.fixture(scope="session")
def address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with demonstration(Path(tmp_path_factory.mktemp("demonstration"))) as served:
        yield served
