"""The glossary is complete both ways: what the code names is explained, and what is explained is in the code."""

from __future__ import annotations

import enum
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.apps import apps

import pacte
from pacte.ground.declarations.registry import rooms
from pacte.ground.partners.enums import Role

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "glossary.md"
ROW = re.compile(r"^\| (?P<french>[^|]+) \| (?P<code>[^|]+) \| (?P<meaning>[^|]+) \|$")
HEAD = {"French term", "---"}


def entries() -> list[tuple[str, list[str], str]]:
    """The rows: French term, names in the code, meaning."""
    rows = [match for line in PAGE.read_text(encoding="utf-8").splitlines() if (match := ROW.match(line))]
    kept = [row for row in rows if row["french"].strip() not in HEAD]
    return [(row["french"].strip(), re.findall(r"`([^`]+)`", row["code"]), row["meaning"].strip()) for row in kept]


def explained() -> set[str]:
    return {name for _french, names, _meaning in entries() for name in names}


def vocabularies() -> dict[str, type[enum.Enum]]:
    """Every enumeration that the product defines, by its name."""
    for module in pkgutil.walk_packages(pacte.__path__, "pacte."):
        if module.name.endswith(".enums") or ".declarations." in module.name or ".rules" in module.name:
            import_module(module.name)
    return {each.__name__: each for each in _below(enum.Enum) if each.__module__.startswith("pacte.")}


def _below(root: type[enum.Enum]) -> Iterator[type[enum.Enum]]:
    for child in root.__subclasses__():
        yield child
        yield from _below(child)


def models() -> set[str]:
    """Every model of the product."""
    return {model.__name__ for model in apps.get_models() if model.__module__.startswith("pacte.")}


def test_every_model_is_explained() -> None:
    assert not sorted(models() - explained())


def test_no_two_vocabularies_nor_models_share_a_name() -> None:
    vocabularies()
    kinds = [each.__name__ for each in set(_below(enum.Enum)) if each.__module__.startswith("pacte.")]
    kept = [model.__name__ for model in apps.get_models() if model.__module__.startswith("pacte.")]
    assert [name for name, times in Counter([*kinds, *kept]).items() if times > 1] == []


def test_every_vocabulary_is_explained() -> None:
    assert not sorted(vocabularies().keys() - explained())


def test_every_role_is_explained() -> None:
    assert not sorted({f"Role.{role.name}" for role in Role} - explained())


def test_every_name_given_exists() -> None:
    known = vocabularies()
    members = {f"{name}.{member.name}" for name, vocabulary in known.items() for member in vocabulary}
    exists = models() | known.keys() | members | {room.rsplit(".", 1)[-1] for room in rooms()}
    assert not sorted(explained() - exists)


def test_every_term_says_what_it_means_once() -> None:
    told = entries()
    french = [term for term, _names, _meaning in told]
    assert all(names and meaning for _french, names, meaning in told)
    assert len(french) == len(set(french)), sorted({term for term in french if french.count(term) > 1})


def test_french_terms_use_french_typography() -> None:
    assert not [term for term, _names, _meaning in entries() if "'" in term], "write ’"
