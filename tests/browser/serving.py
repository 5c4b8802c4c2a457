"""A demonstration city of its own, served as a user would serve it, and a Chromium to visit it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "demonstration-2019"
SIGNED_IN: dict[tuple[str, str], Any] = {}
"""The cookies of each account: one signs in once, the site counts how often."""
PACTE = Path(sys.executable).parent / "pacte"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demonstration(data: Path) -> Iterator[str]:
    """Build the demonstration in `data`, serve it, yield its address, stop it."""
    port = free_port()
    address = f"http://localhost:{port}"
    surroundings = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    surroundings |= {"PACTE_DATA": str(data), "PACTE_BASE_URL": address, "PACTE_LOG_LEVEL": "WARNING"}
    subprocess.run([PACTE, "demo", "--no-serve"], env=surroundings, check=True, stdout=subprocess.DEVNULL)
    with (data / "serve.log").open("w") as log:
        server = subprocess.Popen([PACTE, "serve", "--port", str(port)], env=surroundings, stdout=log, stderr=log)
        try:
            wait_for(address + "/readyz")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_for(address: str, seconds: float = 40) -> None:
    """Until the address answers 200."""
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        if time.monotonic() > end:
            raise TimeoutError(f"{address} does not answer")
        time.sleep(0.2)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


def visitor(browser: Browser, address: str, width: int, account: str = "") -> BrowserContext:
    """A window of this width, in French, signed in as the demonstration account of this role when one is given."""
    screen: Any = {"viewport": {"width": width, "height": 900}, "locale": "fr-FR", "base_url": address}
    if account and (address, account) not in SIGNED_IN:
        with browser.new_context(**screen) as first:
            sign_in(first.new_page(), account)
            SIGNED_IN[(address, account)] = first.storage_state()
    return browser.new_context(**screen, storage_state=SIGNED_IN.get((address, account)))


def sign_in(page: Page, account: str) -> None:
    page.goto("/comptes/connexion/")
    page.fill("input[name=login]", f"{account}@demo.pacte.example")
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/ma-journee/")
