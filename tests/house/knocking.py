"""Knocking at a door as somebody: the URLs there are, the requests, and their undoing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pacte.ground.accounts.enums import Scope
from pacte.ground.accounts.models import ApiToken, User
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.declarations.access import Door, Placement
from pacte.ground.declarations.registry import declared
from tests.house.city import City, Offer

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
ANONYMOUS = "anonymous"
NOT_ADDRESSES = {"api:api-root"}
"""Where the API hangs, known to `reverse` alone: it answers 404 to everybody."""


@dataclass(frozen=True)
class Route:
    """A URL pattern by its full name; `takes` are the names of its arguments."""

    name: str
    takes: frozenset[str]


def routes() -> list[Route]:
    """Every URL that the product answers, allauth's and the API's included."""
    found: dict[str, frozenset[str]] = {}
    for name, takes in _walk(get_resolver(), (), frozenset()):
        if name in NOT_ADDRESSES:
            continue
        found[name] = found.get(name, frozenset()) | takes
    return [Route(name, takes) for name, takes in sorted(found.items())]


def _walk(
    resolver: URLResolver, spaces: tuple[str, ...], taken: frozenset[str]
) -> Iterator[tuple[str, frozenset[str]]]:
    for pattern in resolver.url_patterns:
        takes = taken | frozenset(pattern.pattern.converters) | frozenset(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or f"(no name) {pattern.pattern}")), takes
        else:
            yield from _walk(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces, takes)


def doors() -> list[Door]:
    """Every door that a room declares."""
    return [door for _room, rows in declared("access", "DOORS") for door in rows]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is rolled back, also by code that asks for the outermost transaction."""
    atomic = transaction.atomic()
    atomic._from_testcase = True  # type: ignore[attr-defined]  # what Django's own TestCase does
    with atomic:
        try:
            yield
        finally:
            transaction.set_rollback(True)


class Knocker:
    """Sends requests as anybody of the city. Each one leaves the database and the sessions as they were."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.client = Client(raise_request_exception=False)
        self.people: dict[str, User] = dict(city.users)
        self.sessions = {who: self._session(user) for who, user in self.people.items()}
        self.tokens = {who: self._token(user) for who, user in self.people.items()}

    def _session(self, user: User) -> str:
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        assert client.session[SESSION_KEY]
        return client.cookies[settings.SESSION_COOKIE_NAME].value

    def _token(self, user: User) -> str:
        text = f"pacte_test-{user.pk}"
        ApiToken.objects.create(
            user=user, organisation_key=self.city.own.slug, label="test", scope=Scope.WRITE,
            digest=fingerprint(text), expires_on=date.today() + timedelta(days=30),
        )  # fmt: skip
        return text

    def renew(self) -> None:
        """Let everybody in again, after canaries took the place of their password and of their token's print."""
        for who, user in self.people.items():
            user.refresh_from_db()
            self.sessions[who] = self._session(user)
            mine = ApiToken.objects.filter(user=user, organisation_key=self.city.own.slug)
            mine.update(digest=fingerprint(self.tokens[who]))

    def offer(self, route: Route, placement: Placement) -> Offer | None:
        """How to knock; a route without arguments needs no plant."""
        found = self.city.offers.get((route.name, placement))
        return found or (None if route.takes else Offer({}))

    def knock(
        self, door: Door, offer: Offer, method: str, who: str, *, body: dict[str, Any] | None = None, query: str = ""
    ) -> Any:
        """The response to one request by this role's holder, or by someone not signed in."""
        user = self.people.get(who)
        path = reverse(door.route, kwargs=offer.arguments(user)) + query
        return self.request(path, method, who, machine=door.machine, body=offer.body if body is None else body)

    def request(
        self, path: str, method: str, who: str, *, machine: bool = False, body: dict[str, Any] | None = None
    ) -> Any:
        self.client.cookies = SimpleCookie()
        headers = {}
        if machine and who in self.tokens:
            headers["Authorization"] = f"Bearer {self.tokens[who]}"
        elif who in self.sessions:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        cache.clear()  # the limits on sign-in count across requests
        with undone():
            return self._send(path, method, headers, machine, body or {})

    def _send(self, path: str, method: str, headers: dict[str, str], machine: bool, body: dict[str, Any]) -> Any:
        files = [value for value in body.values() if isinstance(value, UploadedFile)]
        if method == "GET":
            response = self.client.get(path, headers=headers)
        elif method == "POST" and (not machine or files):
            for file in files:
                file.seek(0)
            response = self.client.post(path, body, headers=headers)
        else:
            text = json.dumps(body, default=str)
            response = self.client.generic(method, path, text, content_type="application/json", headers=headers)
        if response.streaming:
            response.getvalue()  # inside the transaction: a stream may still read the database
        return response


def is_sign_in(response: Any) -> bool:
    """Whether the answer sends to the sign-in page."""
    if response.status_code not in {301, 302, 303, 307}:
        return False
    return urlsplit(response["Location"]).path == reverse(settings.LOGIN_URL)
