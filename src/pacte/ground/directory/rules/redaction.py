"""Taking out of a text what must not be in it: an address, a telephone number, however they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

REMOVED = "…"
"""What stands where a secret stood."""

_ALIKE = {"a": "aàâä", "e": "eéèêë", "i": "iîï", "o": "oôö", "u": "uùûü", "c": "cç", "y": "yÿ"}
_PLAIN = {accented: plain for plain, all_of_them in _ALIKE.items() for accented in all_of_them}
SHORTEST_NUMBER = 6


def _letter(sign: str) -> str:
    plain = _PLAIN.get(sign, sign)
    return f"[{_ALIKE[plain]}]" if plain in _ALIKE else re.escape(plain)


def _pattern(secret: str) -> re.Pattern[str] | None:
    """The secret, whatever its accents, its case and the signs between its words; a number with any grouping."""
    digits = re.sub(r"\D", "", secret)
    if len(digits) >= SHORTEST_NUMBER and not re.search(r"[^\W\d_]", secret):
        tail = digits[-9:]
        return re.compile(r"(?:\+?\d{0,4}[\s.()/-]*)?" + r"[\s.()/-]*".join(tail))
    found = re.findall(r"[^\W_]+", secret.casefold())
    if not found or (len(found) == 1 and len(found[0]) < 4):
        return None
    return re.compile(r"\b" + r"[\W_]+".join("".join(map(_letter, word)) for word in found) + r"\b", re.IGNORECASE)


def redact(text: str, secrets: Iterable[str]) -> str:
    """The text without these secrets.

    >>> redact("Venez au 9, rue Cachee (01.02.03.04.05).", ["9 rue Cachée", "01 02 03 04 05"])
    'Venez au … (…).'
    >>> redact("+33 1 02 03 04 05", ["0102030405"])
    '…'
    """
    for secret in secrets:
        pattern = _pattern(secret)
        if pattern:
            text = pattern.sub(REMOVED, text)
    return text


def reveals(text: str, secrets: Iterable[str]) -> bool:
    """Whether the text holds one of these secrets.

    >>> reveals("près du 9 RUE CACHEE", ["9 rue Cachée"]), reveals("rue du Parc", ["9 rue Cachée"])
    (True, False)
    """
    return any(pattern.search(text) for pattern in map(_pattern, secrets) if pattern)


def redacted(value: Any, secrets: Iterable[str]) -> Any:
    """The same for every text inside lists and dictionaries; the rest is kept as it is.

    >>> redacted({"name": ["9 rue Cachée", 3]}, ["9 rue Cachée"])
    {'name': ['…', 3]}
    """
    kept = list(secrets)
    if isinstance(value, str):
        return redact(value, kept)
    if isinstance(value, list):
        return [redacted(each, kept) for each in value]
    if isinstance(value, dict):
        return {name: redacted(each, kept) for name, each in value.items()}
    return value
