"""A spreadsheet with a wrong cell, handed in at both widths: the fault is found at its cell."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import overflow, violations
from tests.browser.pages import WIDTHS
from tests.browser.serving import visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
CAMPAIGN = "/campagnes/1/"


def spoilt(page: Page) -> bytes:
    """The contributor's own spreadsheet, its first value written in letters."""
    exported = page.request.get(CAMPAIGN + "tableur/?format=csv").body().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(exported), delimiter=";"))
    rows[1][rows[0].index("valeur")] = "beaucoup"
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_wrong_cell_is_named_with_what_to_do(browser: Browser, address: str, width: int) -> None:
    with visitor(browser, address, width, "contributor") as context:
        page = context.new_page()
        page.goto(CAMPAIGN + "import/")
        page.set_input_files(
            "input[type=file]", {"name": "chiffres.csv", "mimeType": "text/csv", "buffer": spoilt(page)}
        )
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_url(re.compile("/imports/"))
        for _attempt in range(20):  # the worker may take it up a moment later
            if page.locator(".error-summary").count():
                break
            page.wait_for_timeout(500)
            page.reload()
        expect(page.locator("main")).to_contain_text("Rien n’a été écrit")
        assert re.fullmatch(r"[A-Z]+2", page.locator("main tbody th code").first.inner_text())
        assert "beaucoup" in page.locator("main tbody").inner_text()
        assert not (found := violations(page)), "\n".join(found)
        assert overflow(page) <= 0
