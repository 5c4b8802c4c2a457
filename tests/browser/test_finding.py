"""From home to an open meal point in three taps: 360 pixels, no scripts, three languages, location refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.looking import listen, overflow, violations
from tests.browser.serving import visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
LANGUAGES = {"fr": ("Français", "Ouvert"), "en": ("English", "Open"), "ar": ("العربية", "مفتوح")}
PAGES = ["/", "/annuaire/", "/annuaire/besoin/eat/", "/annuaire/besoin/sleep/?open=any", "/annuaire/chercher/"]
PHONE = {"width": 360, "height": 640}


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """An old telephone: no script, no position."""
    with browser.new_context(viewport=PHONE, locale="fr-FR", base_url=address, java_script_enabled=False) as opened:
        yield opened


def turn_to(page: Page, language: str) -> None:
    """Choose a language by its own name, as its reader finds it."""
    page.goto("/")
    if language != "fr":
        page.get_by_role("button", name=LANGUAGES[language][0]).click()
    assert page.locator("html").get_attribute("lang") == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_home_to_an_open_meal_point_in_three_taps(plain: BrowserContext, language: str) -> None:
    page = plain.new_page()
    turn_to(page, language)
    page.locator(".needs-choices a").first.click()
    page.locator(".chips").first.get_by_role("link").first.click()
    page.locator(".place-card h3 a").first.click()
    assert page.locator(".place-now strong").inner_text().startswith((LANGUAGES[language][1], "En partie", "Part"))
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert overflow_without_script(page)


def overflow_without_script(page: Page) -> bool:
    """Whether the page's own box fits the screen; no script runs to measure it."""
    box = page.locator("main").bounding_box()
    return box is not None and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]


@pytest.mark.parametrize("width", (360, 1280))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_page_is_accessible_in_each_language(
    browser: Browser, address: str, language: str, width: int
) -> None:
    with visitor(browser, address, width) as context:
        context.add_cookies([{"name": "django_language", "value": language, "url": address}])
        page = context.new_page()
        errors = listen(page)
        page.goto("/annuaire/besoin/eat/?open=any")
        place = page.locator(".place-card h3 a").first.get_attribute("href") or ""
        for path in [*PAGES, place]:
            page.goto(path)
            assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr"), path
            assert not (found := violations(page)), f"{path}\n" + "\n".join(found)
            assert overflow(page) <= 0, path
        assert not errors, errors


def test_a_refused_position_says_what_to_do_and_an_area_still_answers(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=PHONE, locale="fr-FR", base_url=address, permissions=[]) as context:
        page = context.new_page()
        page.goto("/annuaire/chercher/")
        page.get_by_role("button", name="Autour de moi").click()
        page.get_by_text("Position inconnue. Écrivez une adresse, ou choisissez un arrondissement.").wait_for()
        page.select_option("select[name=open]", "any")
        page.get_by_role("button", name="Chercher").click()
        page.locator(".place-card").first.wait_for()
        assert page.locator(".place-card").count() > 1


def test_a_position_is_posted_and_gives_distances(browser: Browser, address: str) -> None:
    here = {"latitude": 48.853412, "longitude": 2.348823}
    with browser.new_context(
        viewport=PHONE, locale="fr-FR", base_url=address, geolocation=here, permissions=["geolocation"]
    ) as context:
        page = context.new_page()
        page.goto("/annuaire/chercher/")
        page.get_by_role("button", name="Autour de moi").click()
        page.get_by_text("Position trouvée").wait_for()
        assert page.locator("input[name=latitude]").input_value() == "48.853"
        page.select_option("select[name=open]", "any")
        page.get_by_role("button", name="Chercher").click()
        page.locator(".place-where strong").first.wait_for()
        assert "48.85" not in page.url


def test_erasing_leaves_nothing_to_go_back_to(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=PHONE, locale="fr-FR", base_url=address) as context:
        page = context.new_page()
        page.goto("/annuaire/")
        page.fill("input[name=words]", "douche")
        page.get_by_role("button", name="Chercher").click()
        page.get_by_role("button", name="Effacer et quitter").click()
        page.wait_for_url("**/annuaire/")
        page.go_back()
        page.wait_for_load_state()
        assert not page.locator(".place-card").count()


def test_the_map_shows_the_list_on_a_telephone_when_it_is_asked_for(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=PHONE, locale="fr-FR", base_url=address) as context:
        page = context.new_page()
        errors = listen(page)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto("/annuaire/besoin/eat/?open=any")
        assert not [url for url in asked if "leaflet" in url]
        page.get_by_role("button", name="Voir la carte").click()
        page.locator(".map-number").first.wait_for()
        assert not [url for url in asked if not url.startswith(address)]
        assert not errors, errors


def test_a_page_with_answers_that_nobody_touches_goes_back_to_the_needs(browser: Browser, address: str) -> None:
    with visitor(browser, address, PHONE["width"]) as context:
        page = context.new_page()
        page.clock.install()
        page.goto("/annuaire/chercher/")
        page.fill("input[name=where]", "75012")
        page.get_by_role("button", name="Chercher").click()
        page.locator("[data-leave]").wait_for()
        page.clock.fast_forward("09:00")
        assert page.locator("[data-leave]").count() == 1
        page.clock.fast_forward("01:30")
        page.wait_for_url("**/annuaire/")
