"""From the way people write hours in French to the way OpenStreetMap does: a suggestion, never applied by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

DAYS = {
    "lundi": "Mo", "lun": "Mo", "mardi": "Tu", "mar": "Tu", "mercredi": "We", "mer": "We", "jeudi": "Th", "jeu": "Th",
    "vendredi": "Fr", "ven": "Fr", "samedi": "Sa", "sam": "Sa", "dimanche": "Su", "dim": "Su", "lu": "Mo", "ma": "Tu",
    "me": "We", "je": "Th", "ve": "Fr", "di": "Su",
}  # fmt: skip
MONTHS = {
    "janvier": "Jan", "février": "Feb", "fevrier": "Feb", "mars": "Mar", "avril": "Apr", "mai": "May", "juin": "Jun",
    "juillet": "Jul", "août": "Aug", "aout": "Aug", "septembre": "Sep", "octobre": "Oct", "novembre": "Nov",
    "décembre": "Dec", "decembre": "Dec",
}  # fmt: skip
SEVERAL = {
    "tous les jours": "Mo-Su", "toute la semaine": "Mo-Su", "7j/7": "Mo-Su", "7 jours sur 7": "Mo-Su",
    "en semaine": "Mo-Fr", "le week-end": "Sa-Su", "week-end": "Sa-Su", "weekend": "Sa-Su", "jours fériés": "PH",
    "jours feries": "PH", "fériés": "PH", "feries": "PH",
}  # fmt: skip
ROUND = re.compile(r"\b(?:24\s*h?\s*/\s*24|24\s*h(?:eures)?\s*sur\s*24|jour et nuit)\b", re.IGNORECASE)
NIGHT_AND_DAY = re.compile(r"(?:,|et|-)?\s*\b(?:7\s*j?\s*/\s*7|7 jours sur 7)(?:j\b)?", re.IGNORECASE)
APPOINTMENT = re.compile(r"\b(?:(?:uniquement|seulement)\s+)?sur\s+(?:rendez[\s-]?vous|rdv)\b", re.IGNORECASE)
QUOTED = re.compile(r'"[^"]*"')
CLOCK = re.compile(r"\b(\d{1,2})(?:\s*(?:h|heures?)\s*|[:.])(\d{2})\b|\b(\d{1,2})\s*(?:h|heures?)\b", re.IGNORECASE)
DAY_NAMES = "|".join(sorted(set(DAYS.values()) | {"PH"}))
DAY = rf"(?:{DAY_NAMES})(?![a-z])"
WHEN = rf"(?:{DAY}|[A-Z][a-z]{{2}}\b)"
TIMES = r"\d\d:\d\d-\d\d:\d\d"

MERGED = re.compile(rf"((?:{DAY}[-,]?)+ )({TIMES}(?:,{TIMES})*); \1({TIMES})")


def rewrite(text: str) -> Iterator[str]:
    """What the text may have meant, the likeliest first; whoever calls keeps those that can be read.

    >>> next(rewrite("du lundi au vendredi de 9h à 12h30 et de 14h à 18h"))
    'Mo-Fr 09:00-12:30,14:00-18:00'
    >>> next(rewrite("lundi 9h-12h, mardi 14h-17h, fermé les jours fériés"))
    'Mo 09:00-12:00; Tu 14:00-17:00; PH off'
    >>> next(rewrite("24h/24 7j/7")), next(rewrite("Mo-Fr 09:00-12:00 sur rendez-vous"))
    ('24/7', 'Mo-Fr 09:00-12:00 "sur rendez-vous"')
    """
    if len(text) > 500:
        return
    if ROUND.search(text) and not CLOCK.search(ROUND.sub("", text)):
        yield "24/7"
    yield _joined(_ruled(_translated(text)))
    yield MERGED.sub(r"\1\2,\3", text)
    if found := re.search(r';\s*("[^"]*")\s*$', text):
        yield f"{text[: found.start()]} || {found[1]}"


def _translated(text: str) -> str:
    """The same text with days, months, hours and the usual words in the other writing."""
    quoted: list[str] = []

    def aside(found: re.Match[str]) -> str:
        quoted.append(f'"{found[0].strip(chr(34))}"')
        return f" \x00{len(quoted) - 1}\x00 "

    said = APPOINTMENT.sub(aside, QUOTED.sub(aside, text))
    said = said.replace("’", "'")
    for way, meant in SEVERAL.items():
        said = re.sub(rf"\b{re.escape(way)}\b", meant, said, flags=re.IGNORECASE)
    said = re.sub(r"\bmidi\b", "12h", said, flags=re.IGNORECASE)
    said = re.sub(r"\bminuit\b", "24h", said, flags=re.IGNORECASE)
    said = CLOCK.sub(lambda found: f"{int(found[1] or found[3]):02}:{found[2] or '00'}", said)
    for names in (DAYS, MONTHS):
        for way, meant in names.items():
            said = re.sub(rf"\b{way}\b(?!\s\d{{1,2}}(?![\d:h]))\.?", meant, said, flags=re.IGNORECASE)
            said = re.sub(rf"\b{way}s\b", meant, said, flags=re.IGNORECASE)
    said = re.sub(r"\b(?:ouvert|ouverte|ouverture|horaires?|le|la|les|du|de|des|en|l')(?:\s*:)?(?=\s|$)", " ", said,
                  flags=re.IGNORECASE)  # fmt: skip
    said = re.sub(r"(?<=\S)\s+(?:à|a|au|jusqu'à|jusqu'au)\s+(?=\S)", "-", said, flags=re.IGNORECASE)
    said = re.sub(r"\b(?:fermée?s?|sauf)\b", "FERME", said, flags=re.IGNORECASE)
    said = re.sub(r"\s*(?:\bet\b|&|\bpuis\b|/)\s*", ",", said, flags=re.IGNORECASE)
    return re.sub(r"\x00(\d+)\x00", lambda found: quoted[int(found[1])], said)


def _ruled(said: str) -> str:
    """Spaces where they belong, and a closure written after its days."""
    said = re.sub(r"\s*-\s*", "-", said)
    said = re.sub(rf"FERME\s*,?\s*({WHEN}(?:\s*[-,]\s*{WHEN})*)", r"; \1 off", said)
    said = said.replace("FERME", "off")
    said = re.sub(rf"({DAY})\s*(?::\s*|,\s*(?=\d\d:))", r"\1 ", said)
    said = re.sub(rf"({TIMES})\s*[,;.]?\s*(?={DAY})", r"\1; ", said)
    return re.sub(rf"({TIMES})\s*[,;]?\s+(?={TIMES})", r"\1,", said)


def _joined(said: str) -> str:
    said = re.sub(r"\s*,\s*", ",", said)
    said = re.sub(r"\s*[;,]*\s*;\s*[;,]*\s*", "; ", said)
    said = re.sub(rf"({TIMES}),({DAY})", r"\1; \2", said)
    return re.sub(r"\s+", " ", said).strip(" ;,.")
