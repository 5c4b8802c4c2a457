"""Every digit shown to the public is a measurement, a date of the edition, a derived count, or a written exception."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import translation

from pacte.ground.declarations.registry import declared
from pacte.pact.campaigns import services as campaigns
from pacte.pact.campaigns.models import Achievement, Edition
from pacte.pact.campaigns.snapshot_types import Snapshot
from pacte.pact.commitments.models import Node, Pact
from pacte.pact.review import services
from tests.house.knocking import undone
from tests.house.provenance import pages, prints
from tests.house.provenance.known import Known, Stray, exceptions
from tests.pact.review import paris

LANGUAGES = ("fr", "en")
ADDRESS = "https://pacte.example/donnees/"
PLANTED = "Nous avons aidé 4 217 personnes."


@pytest.fixture(scope="module")
def edition(django_db_setup: None, db: None, django_db_blocker: Any) -> Iterator[Edition]:
    """Paris, frozen once for the file and taken down afterwards."""
    cache.clear()
    with django_db_blocker.unblock(), undone():
        yield paris.frozen()


def plain_routes() -> Iterator[str]:
    """Every public page of every room whose address takes no argument."""
    for _room, doors in declared("access", "DOORS"):
        for door in doors:
            audience = door.methods.get("GET")
            if audience and audience.everyone and not door.machine and not _takes_arguments(door.route):
                yield reverse(door.route)


def _takes_arguments(route: str) -> bool:
    resolver, name = get_resolver(), route
    if ":" in route:
        space, name = route.split(":")
        resolver = resolver.namespace_dict[space][1]
    patterns = resolver.reverse_dict.getlist(name)
    return any(arguments for possible, *_rest in patterns for _text, arguments in possible)


def addresses(snapshot: Snapshot) -> Iterator[str]:
    """Every public page: those of the edition, then all the others."""
    known = Known(snapshot, "fr")
    yield from (reverse("review:chapter", args=[chapter["code"]]) for chapter in snapshot["chapters"])
    yield from (reverse("review:indicator", args=[code]) for code in known.sheets)
    yield reverse("review:review", args=[snapshot["edition"]])
    yield from plain_routes()


def strays_of_pages(client: Client, edition: Edition, paths: list[str]) -> list[Stray]:
    found: list[Stray] = []
    for language in LANGUAGES:
        known = Known(edition.snapshot, language)
        for path in paths:
            answer = client.get(path, headers={"accept-language": language})
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                strays = pages.strays(answer.content.decode(), known, f"{language} {path}", edition.snapshot_sha256)
                found += [stray for stray in strays if not _excepted(path, stray)]
    return found


def _excepted(path: str, stray: Stray) -> bool:
    """Whether this page has a written exception for it."""
    return any(
        re.match(entry["path"], path) and re.search(entry["pattern"], stray.around) for entry in exceptions("page")
    )


def strays_of_print(snapshot: Snapshot, language: str) -> list[Stray]:
    content = services.print_review(snapshot, "ab" * 32, ADDRESS, language)  # type: ignore[arg-type]
    with translation.override(language):
        return prints.strays(content, Known(snapshot, language), "ab" * 32, prints.words_of_states())


def with_prose(snapshot: Snapshot, where: str) -> Snapshot:
    """The same edition with a number typed in a text."""
    changed = copy.deepcopy(snapshot)
    chapter = changed["chapters"][0]
    target = chapter["promise"] if where == "promise" else chapter["achievements"][0]["text"]
    target["fr"] = target["en"] = PLANTED
    return changed


def planted(where: str) -> Edition:
    """An edition frozen with a number typed in a text, past the forms that refuse it."""
    edition = paris.opened(Pact.objects.get(), "2020", 2020)
    if where == "promise":
        Node.objects.filter(code="rights").update(promise_fr=PLANTED, promise_en=PLANTED)
    else:
        Achievement.objects.filter(edition=edition, node__code="rights").update(text_fr=PLANTED, text_en=PLANTED)
    return campaigns.freeze(paris.team(), edition, force="Exemple")


def test_every_digit_of_every_public_page_says_where_it_comes_from(client: Client, edition: Edition) -> None:
    paths = list(dict.fromkeys(addresses(edition.snapshot)))
    assert len(paths) > 50
    found = strays_of_pages(client, edition, paths)
    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_digit_of_the_printed_review_says_where_it_comes_from(edition: Edition, language: str) -> None:
    assert strays_of_print(edition.snapshot, language) == []


@pytest.mark.parametrize("where", ["promise", "achievement"])
def test_a_number_planted_in_prose_is_found_on_the_pages(client: Client, edition: Edition, where: str) -> None:
    with undone():
        found = strays_of_pages(client, planted(where), [reverse("review:chapter", args=["rights"])])
    assert {stray.digits for stray in found} == {"4 217"}


@pytest.mark.parametrize("where", ["promise", "achievement"])
def test_a_number_planted_in_prose_is_found_in_the_print(edition: Edition, where: str) -> None:
    found = strays_of_print(with_prose(edition.snapshot, where), "fr")
    assert {stray.digits for stray in found} == {"4 217"}


def test_a_measurement_printed_otherwise_than_its_value_is_found(client: Client, edition: Edition) -> None:
    path = reverse("review:indicator", args=["rsa_recipients"])
    html = client.get(path, headers={"accept-language": "fr"}).content.decode()
    assert "61\u202f205" in html
    falsified = html.replace("61\u202f205", "61\u202f204")
    assert pages.strays(falsified, Known(edition.snapshot, "fr"), path)


def test_a_small_number_in_prose_is_not_hidden_by_a_figure_of_the_same_value(edition: Edition) -> None:
    """Six commitments are a figure of the edition; a six typed elsewhere is not."""
    changed = copy.deepcopy(edition.snapshot)
    changed["chapters"][1]["promise"]["fr"] = "Nous tenons 6 promesses."
    assert {stray.digits for stray in strays_of_print(changed, "fr")} == {"6"}


def test_each_exception_has_its_reason() -> None:
    for kind in ("text", "structure", "page"):
        assert exceptions(kind)
        assert all(len(entry["reason"]) > 20 for entry in exceptions(kind))
