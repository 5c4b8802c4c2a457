"""A night of the 115 in a browser: a site declares from a telephone, a minor alone, a whole round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.looking import overflow, violations
from tests.browser.serving import visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
STOP = "Halte pour femmes d’exemple, centre"


@contextmanager
def window(browser: Browser, address: str, account: str = "", width: int = 1280) -> Iterator[Page]:
    """A page of this account's own browser, or a visitor's."""
    with visitor(browser, address, width, account) as context:
        yield context.new_page()


def seen(page: Page) -> None:
    """Accessible, and within the screen."""
    assert not (found := violations(page)), "\n".join(found)
    assert overflow(page) == 0


def link_of_the_evening(browser: Browser, address: str) -> str:
    """A link that the site makes by hand; it is shown once."""
    with window(browser, address, "site_manager") as page:
        page.goto("/hebergement/mes-sites/")
        page.get_by_role("link", name=STOP).first.click()
        page.get_by_role("button", name="Faire un lien du soir").click()
        seen(page)
        return page.locator("code.once").inner_text().strip()


def test_a_site_declares_from_a_telephone_in_two_taps_and_the_link_serves_once(browser: Browser, address: str) -> None:
    link = link_of_the_evening(browser, address)
    with window(browser, address, width=360) as page:
        taps = 0
        page.goto(link)
        seen(page)
        before = int(page.locator("input[type=number]").first.input_value())
        for act in (page.get_by_role("button", name=re.compile("^.?Une de moins")).first,
                    page.get_by_role("button", name="Déclarer ces places")):  # fmt: skip
            act.click()
            taps += 1
        expect(page.get_by_role("heading", level=1)).to_have_text("C’est déclaré. Merci.")
        seen(page)
        assert taps == 2 and f"{max(0, before - 1)} libre" in page.locator("main").inner_text()
        page.goto(link)
        expect(page.get_by_role("heading", level=1)).to_have_text("Ce lien a déjà servi")
        seen(page)


def test_nothing_free_is_said_in_one_tap_without_scripts(browser: Browser, address: str) -> None:
    link = link_of_the_evening(browser, address)
    with browser.new_context(
        base_url=address, locale="fr-FR", java_script_enabled=False, viewport={"width": 360, "height": 780}
    ) as context:
        page = context.new_page()
        page.goto(link)
        page.get_by_role("button", name="Rien de libre ce soir").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("C’est déclaré. Merci.")
        expect(page.locator("main")).to_contain_text("0 libre")


def asked_for_a_minor(page: Page) -> str:
    """A request of somebody who says that he is a minor, alone; the address of its page."""
    page.goto("/hebergement/demandes/nouvelle/")
    page.locator("select[name=m-0-who]").select_option("man")
    page.locator("input[name=m-0-says_minor]").check()
    page.get_by_role("button", name="Enregistrer").last.click()
    expect(page.locator("main")).to_contain_text("jamais placé ici et jamais renvoyé")
    found = re.search(r"^.*/demandes/[0-9a-f-]{36}/", page.url)
    assert found
    return found[0]


def test_a_minor_alone_is_closed_by_contact_time_and_named_adult_alone(browser: Browser, address: str) -> None:
    said = {
        "Astreinte appelée": "Astreinte d’exemple, 01 00 00 00 00",
        "Heure de l’appel": f"{datetime.now() - timedelta(minutes=3):%Y-%m-%dT%H:%M}",
        "Adulte qui prend le relais": "Une éducatrice d’exemple, service d’astreinte",
    }
    with window(browser, address, "regulator", 360) as page:
        page.goto("/hebergement/nuit/")
        page.get_by_role("link", name="Ouvrir la demande", exact=True).first.click()
        expect(page.locator("main")).to_contain_text("Mineur seul")
        asked = asked_for_a_minor(page)
        page.goto(asked)
        for act in ("Non pourvue", "Annuler", "Danger immédiat : placer", "Placer tout de suite"):
            expect(page.get_by_role("link", name=act, exact=True)).to_have_count(0)
        for act in ("non-pourvue", "annuler"):
            page.goto(f"{asked}{act}/")
            expect(page).to_have_url(f"{asked}mineur/")
            expect(page.locator("main")).to_contain_text("jamais renvoyé")
        seen(page)
        for missing in said:
            page.goto(f"{asked}mineur/")
            for label, words in said.items():
                page.get_by_label(label).fill("" if label == missing else words)
            page.locator("main form button.btn-primary").click()
            expect(page.locator("[data-error-summary]")).to_be_visible()
            page.goto(asked)
            expect(page.get_by_role("link", name="Appeler la protection de l’enfance")).to_be_visible()
            expect(page.locator("#path-title")).to_have_count(0)
        page.goto(f"{asked}mineur/")
        for label, words in said.items():
            page.get_by_label(label).fill(words)
        page.locator("main form button.btn-primary").click()
        expect(page.locator("main")).to_contain_text("Le relais est noté")
        expect(page.locator("section[aria-labelledby=path-title]")).to_contain_text("Une éducatrice d’exemple")
        seen(page)


def test_a_regulator_runs_a_whole_round(browser: Browser, address: str) -> None:
    with window(browser, address, "regulator") as page:
        page.goto("/hebergement/tours/")
        page.get_by_role("button", name="Ouvrir un tour").click()
        expect(page.get_by_role("heading", name="Comparez, puis choisissez")).to_be_visible()
        expect(page.locator("main table").first).to_contain_text("Priorité 1")
        seen(page)
        page.get_by_role("button", name="Tour d’ensemble").click()
        expect(page.locator("main")).to_contain_text("Rien n’est attribué tant que vous ne confirmez pas")
        seen(page)
        first = page.locator(".round-lines tbody tr").first
        label = first.locator("th label span").inner_text()
        first.get_by_role("button", name=re.compile("Confirmer")).click()
        expect(page.locator("main")).to_contain_text("1 place confirmée")
        page.get_by_role("link", name=re.compile(r"^Écarter")).first.click()
        seen(page)
        page.get_by_label("Autre raison").check()
        page.locator("main textarea").first.fill("Une raison d’exemple")
        page.locator("main form button.btn-primary").click()
        page.get_by_label("Tout cocher sur cette page").check()
        page.get_by_role("button", name=re.compile(r"Confirmer (ces|cette)")).click()
        expect(page.locator("main")).to_contain_text(re.compile("0 lignes? à décider"))
        page.get_by_role("link", name=re.compile("Sans place")).click()
        expect(page.locator(".round-lines")).to_contain_text(re.compile("lot|place"))
        seen(page)
        page.get_by_role("link", name=re.compile("Décidées")).click()
        expect(page.locator(".round-lines")).to_contain_text(label)
        page.get_by_role("button", name="Rejouer depuis le journal").click()
        expect(page.locator("main")).to_contain_text("octet pour octet")
        page.get_by_role("button", name="Finir ce tour").click()
        expect(page.locator("main")).to_contain_text("Décidé")
        seen(page)


def test_another_regulators_screen_follows_without_losing_what_is_typed(browser: Browser, address: str) -> None:
    with (
        window(browser, address, "regulator") as board,
        window(browser, address, "regulator") as other,
    ):
        board.goto("/hebergement/nuit/")
        field = board.get_by_label("Demande n°")
        field.fill("12")
        other.goto("/hebergement/nuit/")
        waiting = other.locator("main").get_by_role("link", name=re.compile("^Ouvrir")).last
        waiting.click()
        other.get_by_role("button", name="Je m’en occupe").click()
        label = other.locator("h1").inner_text()
        found = re.search(r"D-\d+", label)
        assert found
        row = board.locator("li, tr").filter(has_text=found[0]).first
        expect(row).to_contain_text(re.compile("Régulation|en main|occupe", re.IGNORECASE), timeout=30_000)
        assert field.input_value() == "12"


def test_a_night_that_is_over_is_read_and_its_report_printed(browser: Browser, address: str) -> None:
    with window(browser, address, "regulator", 360) as page:
        page.goto("/hebergement/bilans/")
        seen(page)
        page.locator("main a[href*='/hebergement/bilans/']").first.click()
        seen(page)
        day = re.search(r"/bilans/([\d-]+)/", page.url)
        assert day and date.fromisoformat(day[1]) < date.today() + timedelta(days=1)
        answer = page.request.get(f"/hebergement/bilans/{day[1]}/bilan.pdf")
        assert answer.ok and answer.body().startswith(b"%PDF")
