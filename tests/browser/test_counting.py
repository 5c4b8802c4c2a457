"""Two devices count the same queue, one of them without a network for twenty minutes: the total is exact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.browser.looking import overflow, violations
from tests.browser.serving import sign_in, visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
MANAGER, COLLEAGUE = "site_manager", "social_worker.shelter"

KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys())
    for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
  return found;
}"""
VAULT = """() => new Promise((resolve) => {
  const opening = indexedDB.open("pacte-terrain");
  opening.onsuccess = () => {
    const reading = opening.result.transaction(["keys", "queue"]);
    const key = reading.objectStore("keys").get("main");
    const queue = reading.objectStore("queue").getAll();
    reading.oncomplete = () => resolve({
      extractable: key.result.extractable,
      rows: queue.result.map((row) => new TextDecoder("latin1").decode(row.data)),
      names: queue.result.flatMap((row) => Object.keys(row)),
    });
  };
})"""


@contextmanager
def device(browser: Browser, address: str, account: str) -> Iterator[tuple[BrowserContext, Page]]:
    """A telephone, signed in."""
    with visitor(browser, address, 360, account) as context:
        yield context, context.new_page()


def place_of(page: Page) -> str:
    """The key of the first place where this account counts."""
    page.goto("/frequentation/")
    link = page.locator(".counted-places a").first.get_attribute("href")
    assert link
    return link.rstrip("/").rsplit("/", 1)[-1]


def open_counter(page: Page, place: str) -> None:
    """The counter, once it is kept for later and its figure is known."""
    page.goto(f"/terrain/compteur/{place}/")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    page.wait_for_function(f"async () => ({KEPT})().then((found) => found.includes(location.pathname))")
    expect(page.locator("[data-outbox-text]")).to_have_text(re.compile("Tout est envoyé|Rien n’attend"))
    expect(page.locator("[data-stale]")).to_be_hidden()


def shown(page: Page, kind: str) -> int:
    total = page.locator(f"[data-kind={kind}] [data-total]")
    expect(total).to_have_text(re.compile(r"^\d+$"))
    return int(total.inner_text())


def touch(page: Page, kind: str, times: int = 1) -> None:
    for _touch in range(times):
        before = shown(page, kind)
        page.locator(f"[data-kind={kind}]").click()
        expect(page.locator(f"[data-kind={kind}] [data-total]")).to_have_text(str(before + 1))


def undo(page: Page, kind: str) -> None:
    before = shown(page, kind)
    page.get_by_role("button", name="Annuler ce dernier").click()
    expect(page.locator(f"[data-kind={kind}] [data-total]")).to_have_text(str(before - 1))


def confirmed(page: Page, place: str) -> dict[str, int]:
    """What the server says of today."""
    told: dict[str, int] = page.request.get(f"/terrain/compteur/{place}/totaux/").json()["totals"]
    return told


def test_one_device_is_offline_for_twenty_minutes_and_the_total_is_exact(browser: Browser, address: str) -> None:
    with device(browser, address, MANAGER) as (mine, phone), device(browser, address, COLLEAGUE) as (_other, desk):
        place = place_of(phone)
        before = confirmed(desk, place)
        phone.clock.install(time=datetime.now() - timedelta(minutes=20))
        open_counter(phone, place)
        open_counter(desk, place)
        mine.set_offline(True)
        touch(phone, "visit", 5)
        touch(phone, "shower", 2)
        undo(phone, "shower")
        phone.clock.fast_forward("10:00")
        phone.reload()
        expect(phone.locator("[data-outbox-text]")).to_contain_text("8 à envoyer")
        touch(phone, "visit", 3)
        undo(phone, "visit")
        phone.clock.fast_forward("10:00")
        touch(desk, "visit", 4)
        undo(desk, "visit")
        expect(desk.locator("[data-outbox-text]")).to_contain_text("Tout est envoyé")
        assert confirmed(desk, place)["visit"] == before.get("visit", 0) + 3
        mine.set_offline(False)
        expect(phone.locator("[data-outbox-text]")).to_contain_text("Tout est envoyé", timeout=15_000)
        after = confirmed(desk, place)
        assert after["visit"] == before.get("visit", 0) + (5 + 3 - 1) + (4 - 1)
        assert after["shower"] == before.get("shower", 0) + 1
        desk.get_by_role("button", name="Envoyer maintenant").click()
        for page in (phone, desk):
            expect(page.locator("[data-kind=visit] [data-total]")).to_have_text(str(after["visit"]))
            expect(page.locator("[data-kind=shower] [data-total]")).to_have_text(str(after["shower"]))


def test_an_answer_that_is_lost_makes_the_list_leave_twice_and_count_once(browser: Browser, address: str) -> None:
    with device(browser, address, MANAGER) as (_mine, phone):
        place = place_of(phone)
        before = confirmed(phone, place).get("visit", 0)
        open_counter(phone, place)
        lost = []

        def lose(route: Route) -> None:
            lost.append(route.fetch().status)
            route.abort()

        phone.route("**/terrain/envois/", lose, times=1)
        touch(phone, "visit", 1)
        expect(phone.locator("[data-outbox-text]")).to_contain_text("1 à envoyer")
        expect(phone.locator("[data-outbox-text]")).to_contain_text("Tout est envoyé", timeout=15_000)
        assert lost == [200]
        assert confirmed(phone, place)["visit"] == shown(phone, "visit") == before + 1


def test_signed_out_the_queue_waits_and_leaves_after_the_sign_in(browser: Browser, address: str) -> None:
    with device(browser, address, MANAGER) as (mine, phone):
        place = place_of(phone)
        before = confirmed(phone, place).get("visit", 0)
        open_counter(phone, place)
        mine.clear_cookies()
        touch(phone, "visit", 2)
        expect(phone.locator("[data-outbox-text]")).to_contain_text("2 à envoyer. Vous êtes déconnecté.")
        phone.get_by_role("link", name="Se connecter").click()
        sign_in(phone, MANAGER)
        phone.goto(f"/terrain/compteur/{place}/")
        expect(phone.locator("[data-outbox-text]")).to_contain_text("Tout est envoyé")
        assert confirmed(phone, place)["visit"] == before + 2


def test_what_waits_is_sealed_and_what_is_kept_is_the_shell_alone(browser: Browser, address: str) -> None:
    with device(browser, address, MANAGER) as (mine, phone):
        place = place_of(phone)
        phone.goto("/terrain/")
        open_counter(phone, place)
        phone.goto("/ma-journee/")
        phone.goto(f"/frequentation/{place}/")
        phone.goto(f"/terrain/compteur/{place}/")
        mine.set_offline(True)
        touch(phone, "visit")
        held = phone.evaluate(VAULT)
        assert held["extractable"] is False
        assert len(held["rows"]) == 1 and not any("visit" in row or place in row for row in held["rows"])
        assert set(held["names"]) == {"owner", "since", "iv", "data", "order"}
        pages = [path for path in phone.evaluate(KEPT) if not path.startswith("/static/")]
        assert set(pages) == {"/terrain/", f"/terrain/compteur/{place}/"}
        undo(phone, "visit")
        mine.set_offline(False)
        expect(phone.locator("[data-outbox-text]")).to_contain_text("Tout est envoyé")
        assert phone.evaluate(VAULT)["rows"] == []


def test_a_device_without_room_says_so_and_counts_nothing(browser: Browser, address: str) -> None:
    with device(browser, address, MANAGER) as (_mine, phone):
        place = place_of(phone)
        open_counter(phone, place)
        before = shown(phone, "visit")
        phone.evaluate("""() => { IDBObjectStore.prototype.add = function () {
          throw new DOMException("no room", "QuotaExceededError"); }; }""")
        phone.locator("[data-kind=visit]").click()
        expect(phone.get_by_role("alert")).to_contain_text("L’appareil n’a plus de place")
        assert shown(phone, "visit") == before


def test_at_night_the_buttons_are_large_and_the_page_fits_a_telephone(browser: Browser, address: str) -> None:
    with device(browser, address, MANAGER) as (_mine, phone):
        open_counter(phone, place_of(phone))
        for _theme in ("day", "night"):
            assert not violations(phone) and overflow(phone) <= 0
            phone.get_by_role("button", name="Thème de nuit").click()
        boxes = [each.bounding_box() for each in phone.locator("main button:visible").all()]
        assert all(box and min(box["width"], box["height"]) >= 48 for box in boxes)


def test_from_my_day_two_touches_count_without_a_script(browser: Browser, address: str) -> None:
    with visitor(browser, address, 360, MANAGER) as context:
        place = place_of(context.new_page())
        state = context.storage_state()
    with browser.new_context(base_url=address, java_script_enabled=False, storage_state=state) as plain:
        page = plain.new_page()
        before = confirmed(page, place).get("visit", 0)
        page.goto("/ma-journee/?tout=today")
        page.locator(f'a[href="/frequentation/{place}/"]').first.click()
        page.get_by_role("button", name=re.compile("^Passage")).click()
        assert confirmed(page, place)["visit"] == before + 1
        page.get_by_role("button", name="Annuler ce dernier").click()
        assert confirmed(page, place).get("visit", 0) == before
