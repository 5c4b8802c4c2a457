"""Finds digits in the texts of a snapshot. A number in prose has no source: it belongs in a measurement.

A few sequences are words rather than counts (the 115 emergency line, the ordinal of an arrondissement, the years of
age of a population): they are listed here, each with its reason, and the proof of provenance reads the same list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pacte.pact.campaigns.snapshot_types import NodeData, Snapshot, Text

from . import walk

ALLOWED: dict[str, str] = {
    r"\b115\b": "the number to call for emergency shelter is a name",
    r"\b(?:1er|\d{1,2}e)\b": "the ordinal of an arrondissement is its name",
    r"\b\d{1,2}(?:st|nd|rd|th)\b": "the same, in English",
    r"\b\d{1,2} à \d{1,2} ans\b|\b(?:après|de|dès|moins de|plus de) \d{1,2} ans\b": "years of age define a population",
    r"\baged \d{1,2}(?:[-–]| to )\d{1,2}\b|\b(?:after|under|over) \d{1,2}\b": "the same, in English",
}
"""Patterns of digit sequences that are words, with the reason of each."""

_WORDS = re.compile("|".join(f"(?:{pattern})" for pattern in ALLOWED))
_DIGITS = re.compile(r"\d+(?:[\s.,\u202f\u00a0]\d+)*")


@dataclass(frozen=True)
class Stray:
    """A digit sequence found in prose: where it stands (a path in the snapshot) and the sequence itself."""

    where: str
    digits: str
    text: str


def stray_digits(text: str) -> list[str]:
    """The digit sequences of a text that are not words.

    >>> stray_digits("Appeler le 115 dans le 5e ; 3 600 personnes")
    ['3 600']
    >>> stray_digits("Jeunes de 18 à 25 ans")
    []
    """
    return _DIGITS.findall(_WORDS.sub(" ", text))


def strays(snapshot: Snapshot) -> Iterator[Stray]:
    """Every stray digit sequence of an edition's texts, in both languages.

    The title is not read: it may name the edition by its year. Nor are the notes and methods of measurements, which
    quote their source and are printed beside the figure they explain.
    """
    yield from _of_text("pact_name", snapshot["pact_name"])
    yield from _of_text("pact_promise", snapshot["pact_promise"])
    for node in walk.nodes(snapshot["chapters"]):
        yield from _of_node(node)


def _of_node(node: NodeData) -> Iterator[Stray]:
    where = node["code"]
    for field in ("name", "promise", "description"):
        yield from _of_text(f"{where}.{field}", node[field])
    for state in node["states"]:
        for field in ("comment", "not_done"):
            yield from _of_line(f"{where}.states.{field}", state[field])  # type: ignore[literal-required]
    for told in node["achievements"]:
        yield from _of_text(f"{where}.achievements.title", told["title"])
        yield from _of_text(f"{where}.achievements.text", told["text"])
        yield from _of_line(f"{where}.achievements.place", told["place"])
        yield from _of_line(f"{where}.achievements.partner", told["partner"])
    for sheet in node["indicators"]:
        for field in ("label", "counted"):
            yield from _of_text(f"{where}.{sheet['code']}.{field}", sheet[field])  # type: ignore[literal-required]
        for field in ("population", "method", "source"):
            yield from _of_line(f"{where}.{sheet['code']}.{field}", sheet[field])  # type: ignore[literal-required]


def _of_text(where: str, text: Text) -> Iterator[Stray]:
    for language, line in (("fr", text["fr"]), ("en", text["en"])):
        if language == "fr" or line != text["fr"]:
            yield from _of_line(f"{where}.{language}", line)


def _of_line(where: str, line: str) -> Iterator[Stray]:
    for digits in stray_digits(line):
        yield Stray(where, digits, line)


def has_digits(text: str) -> bool:
    """Whether a text holds any digit at all, even one that is a word."""
    return bool(_DIGITS.search(text))
