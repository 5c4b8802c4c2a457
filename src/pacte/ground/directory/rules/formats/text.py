"""Values of any file turned into ours: text without markup, numbers, flags, days, points. Nothing here raises."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from anyascii import anyascii
from rapidfuzz import fuzz, process

_BREAK = re.compile(r"<\s*(?:br|/p|/div|/li|/h\d)\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\ufeff\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\r\f\v\u00a0\u202f]+")
TRUE = frozenset({"oui", "vrai", "true", "yes", "1", "x", "o"})
FALSE = frozenset({"non", "faux", "false", "no", "0", "n"})


def fold(text: str) -> str:
    """A word as it is compared: small Latin letters and digits, one space between.

    >>> fold(" Épicerie  Solidaire "), fold("food_packages")
    ('epicerie solidaire', 'food packages')
    """
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(text).casefold()))


def line(value: Any, limit: int = 0) -> str:
    """A value as one line of text without markup; longer than the limit it ends with an ellipsis.

    >>> line(" Une <b>maison</b> &amp; un jardin "), line(None), line(12), line("abcdef", 4)
    ('Une maison & un jardin', '', '12', 'abc…')
    """
    text = " ".join(prose(value).split())
    return text if not limit or len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def prose(value: Any) -> str:
    """A text of several lines without markup: HTML paragraphs become lines.

    >>> prose("<p>Bonjour</p><p>tout le monde</p>")
    'Bonjour\\ntout le monde'
    """
    if value is None or isinstance(value, bool | dict | list):
        return ""
    text = html.unescape(_TAG.sub("", _BREAK.sub("\n", str(value)[:50_000])))
    text = _SPACES.sub(" ", _CONTROL.sub("", text))
    return "\n".join(part.strip() for part in text.split("\n") if part.strip())


def number(value: Any) -> float | None:
    """A finite number, also written as a text with a comma; None for anything else.

    >>> number("48,85"), number(2), number("x"), number(True), number(float("nan"))
    (48.85, 2.0, None, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value.strip().replace(",", ".")) if isinstance(value, str) else float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def whole(value: Any, highest: int) -> int | None:
    """A whole number between 0 and the highest; None for anything else.

    >>> whole("18", 150), whole(18.0, 150), whole(-1, 150), whole(1.5, 150)
    (18, 18, None, None)
    """
    found = number(value)
    return int(found) if found is not None and found == int(found) and 0 <= found <= highest else None


def flag(value: Any) -> bool | None:
    """A yes or a no; None when it is neither, or not said.

    >>> flag("Oui"), flag(False), flag(""), flag("peut-être")
    (True, False, None, None)
    """
    if isinstance(value, bool):
        return value
    word = fold(str(value)) if isinstance(value, str | int) else ""
    return True if word in TRUE else False if word in FALSE else None


def day(value: Any) -> date | None:
    """The day of a date, a moment, or their ISO text; 23/11/2026 too. None when it is none.

    >>> day("2026-11-23T10:00:00.000Z"), day("23/11/2026"), day("demain")
    (datetime.date(2026, 11, 23), datetime.date(2026, 11, 23), None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = value.strip() if isinstance(value, str) else ""
    try:
        if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def web_address(value: Any) -> str:
    """An address of the web, with its scheme; "" for what is none or too long.

    >>> web_address("exemple.fr/lieu"), web_address("javascript:alert(1)"), web_address("https://exemple.fr")
    ('https://exemple.fr/lieu', '', 'https://exemple.fr')
    """
    text = line(value)
    if text and "://" not in text and re.match(r"[\w-]+(\.[\w-]+)+(/|$)", text):
        text = f"https://{text}"
    return text if len(text) <= 200 and re.fullmatch(r"https?://[\w.-]+\.[a-zA-Z]{2,}(:\d+)?([/?#]\S*)?", text) else ""


def mail_address(value: Any) -> str:
    """A mail address, or "".

    >>> mail_address("lieu@exemple.fr"), mail_address("à demander")
    ('lieu@exemple.fr', '')
    """
    text = line(value)
    held = re.fullmatch(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", text)
    return text if held and len(text) <= 254 and ".." not in text else ""


def listed(value: Any) -> list[Any]:
    """The value when it is a list, else nothing."""
    return value if isinstance(value, list) else []


def mapped(value: Any) -> dict[str, Any]:
    """The value when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def nearest(word: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """The known words that look most like this one, the most alike first.

    >>> nearest("showers", ["shower", "laundry", "show_room"], 1)
    ('shower',)
    """
    found = process.extract(fold(word[:80]), {each: fold(each) for each in known}, scorer=fuzz.WRatio, limit=count)
    return tuple(key for _text, score, key in found if score >= 45)
