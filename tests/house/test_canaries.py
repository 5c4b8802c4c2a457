"""No answer and no log ever shows a sensitive value to somebody whom its declaration does not name.

Every door is opened as everybody, in every placement, with every export that its page offers, and with a body that
makes it fail; what comes back is searched for the canaries planted in the city.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from functools import partial
from html import unescape
from typing import Any

import openpyxl
import pytest
import typst
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from django.utils.functional import Promise

from pacte.ground.accounts.models import User
from pacte.ground.declarations.access import Door, Placement
from pacte.ground.declarations.registry import declared
from tests.house.canaries import Aviary, listening, readable
from tests.house.city import Offer
from tests.house.knocking import ANONYMOUS, Knocker, Route, doors, routes
from tests.house.sampling import is_deep, said, searched

DOORS = {door.route: door for door in doors()}
KNOCKABLE = searched([route for route in routes() if route.name in DOORS])
HREF = re.compile(r'href="(\?[^"#]*|[^"#?]*\?[^"#]*)"')
MOST_VARIANTS = 8
REFUSALS = {403, 404}
"""Who is refused is refused before the body is read: another body would show nothing else."""


@pytest.fixture(scope="module")
def aviary(knocker: Knocker) -> Aviary:
    """Planted among people who have sessions and tokens, and who get in again afterwards."""
    planted = Aviary()
    knocker.renew()
    return planted


class Search:
    """Opens one door as everybody and keeps what should not have been seen."""

    def __init__(self, knocker: Knocker, aviary: Aviary) -> None:
        self.knocker, self.aviary = knocker, aviary
        self.leaks: list[str] = []
        self.searched: Counter[str] = Counter()

    def open(self, what: str, who: str, send: Any) -> Any:
        """Send one request; search its answer for this person, and the log for anybody."""
        with listening() as log:
            response = send()
        user = self.knocker.people.get(who)
        self.searched[response.headers.get("Content-Type", "no content").split(";")[0]] += 1
        for canary in self.aviary.escaped(readable(response), user):
            self.leaks.append(f"{what} as {who} ({response.status_code}) shows {canary}")
        for canary in self.aviary.escaped("\n".join(log), None):
            self.leaks.append(f"{what} as {who} ({response.status_code}) logs {canary}")
        return response

    def door(self, door: Door, offer: Offer, placement: Placement) -> None:
        """Every declared method as everybody; for a page, also each export it links to."""
        for who in [ANONYMOUS, *self.knocker.people]:
            for method in door.methods:
                what = f"{method} {door.route} [{placement}]"
                knock = partial(self.knocker.knock, door, offer, method, who)
                response = self.open(what, who, knock)
                if method != "GET" and response.status_code not in REFUSALS:
                    self.open(f"{what} empty", who, partial(knock, body={}))
                for query in variants(response) if method == "GET" else []:
                    self.open(f"{what}{query}", who, partial(knock, query=query))


def variants(response: Any) -> list[str]:
    """The query strings by which a page links to itself: sorted, filtered, exported."""
    if response.streaming or "html" not in response.headers.get("Content-Type", ""):
        return []
    here = response.request["PATH_INFO"]
    links = [unescape(link) for link in HREF.findall(response.content.decode())]
    queries = {f"?{link.split('?', 1)[1]}" for link in links if link.split("?", 1)[0] in {"", here}}
    exports_first = sorted(queries, key=lambda query: ("export" not in query and "format" not in query, query))
    return exports_first[:MOST_VARIANTS]


def test_everybody_is_in_while_their_answers_are_searched(knocker: Knocker, aviary: Aviary) -> None:
    for who in knocker.people:
        assert knocker.request("/comptes/", "GET", who).status_code == 200
        assert knocker.request("/api/v1/partners/organisations", "GET", who, machine=True).status_code == 200


def test_every_sensitive_field_has_a_row_in_the_city(aviary: Aviary, record_property: Any) -> None:
    record_property("canaries", {"canaries planted": len(aviary.canaries)})
    assert not aviary.bare, f"sensitive fields without a row in tests/house/plants: {aviary.bare}"


def test_every_retention_says_why_in_words_that_are_translated() -> None:
    rules = [rule for _room, rows in declared("privacy", "RETENTION") for rule in rows]
    assert rules
    assert not [rule.model for rule in rules if not isinstance(rule.reason, Promise)]


@pytest.mark.parametrize("route", KNOCKABLE, ids=lambda route: route.name)
def test_no_answer_shows_what_is_not_its_readers(
    route: Route, knocker: Knocker, aviary: Aviary, record_property: Any
) -> None:
    search = Search(knocker, aviary)
    for placement in Placement if route.takes else [Placement.OWN]:
        offer = knocker.offer(route, placement)
        assert offer, f"no plant offers {route.name} for {placement}: add it to tests/house/plants"
        search.door(DOORS[route.name], offer, placement)
    counted = {"responses searched": search.searched.total(), f"urls, {said(is_whole=is_deep())}": 1}
    record_property("canaries", counted | search.searched)
    assert not search.leaks, f"{len(search.leaks)} leaks\n" + "\n".join(search.leaks[:40])


@pytest.mark.parametrize(
    "address", ["/nulle-part/", "/api/v1/nulle-part", "/journal/?page=%00", "/pieces/%3Cscript%3E/"]
)
def test_no_error_page_shows_what_is_not_its_readers(
    address: str, knocker: Knocker, aviary: Aviary, record_property: Any
) -> None:
    search = Search(knocker, aviary)
    for who in [ANONYMOUS, *knocker.people]:
        for method in ("GET", "POST"):
            search.open(address, who, partial(knocker.request, address, method, who))
    record_property("canaries", {"responses searched": search.searched.total(), **search.searched})
    assert not search.leaks


def leak(request: HttpRequest, form: str) -> HttpResponse:
    """A page that shows the stranger's address to whoever asks, in each form in which it could happen."""
    secret = User.objects.order_by("pk").last().email  # type: ignore[union-attr]
    if form == "log":
        logging.getLogger("pacte").error("sent to %s", secret)
        return HttpResponse("")
    if form == "header":
        return HttpResponse("", headers={"Content-Disposition": f'attachment; filename="{secret}.csv"'})
    if form == "xlsx":
        book, out = openpyxl.Workbook(), io.BytesIO()
        book.active.append([secret])
        book.save(out)
        return HttpResponse(out.getvalue())
    if form == "pdf":
        return HttpResponse(typst.compile(secret.split("@")[0].encode()))
    return HttpResponse(f"<p>{secret.upper()}</p>", status=403)


urlpatterns = [path("leak/<form>/", leak)]


@override_settings(ROOT_URLCONF="tests.house.test_canaries", MIDDLEWARE=[])
@pytest.mark.parametrize("form", ["page", "header", "xlsx", "pdf", "log"])
def test_a_leak_is_found_whatever_its_form(form: str, knocker: Knocker, aviary: Aviary) -> None:
    search = Search(knocker, aviary)
    search.open("leak", ANONYMOUS, lambda: knocker.request(f"/leak/{form}/", "GET", ANONYMOUS))
    assert len(search.leaks) == 1
    assert "accounts.User.email" in search.leaks[0]
    assert ("logs" if form == "log" else "shows") in search.leaks[0]


def test_who_is_named_may_read(knocker: Knocker, aviary: Aviary) -> None:
    canary = next(c for c in aviary.canaries.values() if c.sensitive.model == "audit.Entry")
    word = next(word for word, each in aviary.canaries.items() if each is canary)
    assert not aviary.escaped(word, knocker.people["data_protection"])
    assert aviary.escaped(word, knocker.people["platform_admin"]) == [canary]
