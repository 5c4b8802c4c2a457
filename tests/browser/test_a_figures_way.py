"""A figure's way, as its two users live it: asked, given, sent back with a reason, corrected, approved."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.serving import visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def figure_of(browser: Browser, address: str, account: str) -> str:
    """The path of the first figure that still awaits its contributor, read on their own list."""
    context = visitor(browser, address, 1280, account)
    page = context.new_page()
    page.goto("/campagnes/mes-chiffres/")
    path = page.locator("main a[href^='/campagnes/chiffres/']").first.get_attribute("href")
    context.close()
    assert path is not None
    return path


def queue_of(context: BrowserContext) -> str:
    """The path of what awaits a decision in the demonstration's campaign."""
    page = context.new_page()
    page.goto("/ma-journee/")
    path = page.locator("main a[href*='/a-valider/']").first.get_attribute("href")
    page.close()
    assert path is not None
    return path


def test_a_figure_is_given_sent_back_corrected_and_approved(browser: Browser, address: str) -> None:
    path = figure_of(browser, address, "contributor.emmaus")
    giver = visitor(browser, address, 1280, "contributor.emmaus")
    decider = visitor(browser, address, 1280, "pact_team")

    form = giver.new_page()
    form.goto(path)
    form.fill("input[name=value]", "beaucoup")
    form.get_by_role("button", name="Enregistrer et soumettre").click()
    expect(form.locator("[data-error-summary]")).to_be_focused()
    expect(form.locator("input[name=value]")).to_have_value("beaucoup")

    form.fill("input[name=value]", "51")
    form.fill("input[name=base]", "sorties observées")
    form.get_by_role("button", name="Enregistrer et soumettre").click()
    expect(form.locator("main")).to_contain_text("à valider")

    queue = decider.new_page()
    queue.goto(queue_of(decider))
    card = queue.locator(f"#figure-{path.strip('/').split('/')[-1]}")
    card.locator("summary").click()
    card.locator("textarea").fill("Précisez la base.")
    card.get_by_role("button", name="Renvoyer").click()
    expect(card).to_have_count(0)
    form.goto(path)
    expect(form.locator("main")).to_contain_text("Précisez la base.")
    form.fill("input[name=base]", "sorties de l’année")
    form.get_by_role("button", name="Enregistrer et soumettre").click()

    queue.goto(queue_of(decider))
    card.get_by_role("button", name="Valider").click()
    expect(card).to_have_count(0)
    form.goto(path)
    expect(form.locator("main")).to_contain_text("validée")
    expect(form.locator("input[name=value]")).to_have_count(0)
    giver.close()
    decider.close()
