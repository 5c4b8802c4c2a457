"""The shell of the offline application: what the browser may keep, and what it never does."""

from __future__ import annotations

import json
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from pacte.ground.field import views
from pacte.ground.field.registry import kept_files
from tests.ground.footfall.making import counter

pytestmark = pytest.mark.django_db


def test_the_worker_keeps_static_files_alone_and_each_is_there(client: Client) -> None:
    answer = client.get("/terrain/sw.js")
    assert answer["Content-Type"].startswith("text/javascript") and "no-cache" in answer["Cache-Control"]
    found = re.search(r"^const FILES = (.*);$", answer.content.decode(), re.MULTILINE)
    assert found
    names = json.loads(found[1])
    assert names and all(name.startswith(f"/{settings.STATIC_URL.strip('/')}/") for name in names)
    assert all(finders.find(name) for name in kept_files())


def test_another_content_is_another_version(monkeypatch: pytest.MonkeyPatch) -> None:
    views._worker.cache_clear()
    before = views._worker()[0]
    monkeypatch.setattr(views, "kept_files", lambda: ["web/mark.svg"])
    views._worker.cache_clear()
    after = views._worker()[0]
    views._worker.cache_clear()
    assert before != after


def test_a_page_that_may_be_kept_names_nobody_and_holds_no_total(client: Client) -> None:
    it = counter()
    it.manager.display_name = "Un nom qui ne se garde pas"
    it.manager.save()
    it.count(quantity=487)
    identifier = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # one may hold the total's digits
    client.force_login(it.manager)
    for path in (reverse("field:home"), reverse("footfall:offline", kwargs={"key": it.place.key})):
        answer = client.get(path)
        page = identifier.sub("", answer.content.decode())
        assert answer["Pacte-Keep"] == "shell"
        assert it.place.name in page
        assert it.manager.display_name not in page and it.manager.email not in page and "487" not in page
        assert "csrfmiddlewaretoken" not in page


def test_a_page_of_the_site_never_says_that_it_may_be_kept(client: Client) -> None:
    it = counter()
    client.force_login(it.manager)
    for path in ("/ma-journee/", reverse("footfall:counter", kwargs={"key": it.place.key}), reverse("field:standing")):
        assert "Pacte-Keep" not in client.get(path)
    client.logout()
    assert "Pacte-Keep" not in client.get(reverse("field:home"))


def test_a_telephone_installs_the_application_within_its_own_addresses(client: Client) -> None:
    told = client.get("/terrain/manifeste.webmanifest").json()
    assert told["scope"] == told["start_url"] == "/terrain/"


def test_the_first_page_costs_few_queries(client: Client, django_assert_max_num_queries: object) -> None:
    it = counter()
    client.force_login(it.manager)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert it.place.name in client.get(reverse("field:home")).content.decode()
