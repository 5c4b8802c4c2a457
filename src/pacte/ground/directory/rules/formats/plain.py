"""A plain table with French titles, one row per place: what anyone can fill in and what the open data gives.

It keeps the services' names, not their own hours or conditions, and neither stops nor periods.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from . import text as t
from .record import Conditions, Mistake, Parsed, PlaceRecord, ServiceRecord
from .words import Words

Row = dict[str, Any]
Located = Iterable[tuple[str, dict[str, str], Row]]
SEPARATOR = " | "
TEXTS = {
    "Nom": ("name", 160), "Porté par": ("operator", 160), "Présentation": ("description", 10_000),
    "Adresse": ("address", 200), "Code postal": ("postal_code", 10), "Commune": ("municipality", 80),
    "Accès": ("directions", 200), "Téléphone": ("telephone", 30),
}  # fmt: skip
FLAGS = {
    "Sans condition": "is_unconditional", "Sans donner son nom": "is_anonymous", "Sur orientation": "needs_referral",
    "Sur rendez-vous": "needs_appointment", "Sur inscription": "needs_registration", "Gratuit": "is_free",
    "Accessible sans marche": "is_step_free", "Animaux acceptés": "accepts_animals",
}  # fmt: skip
NUMBERS = {"Âge minimum": "age_min", "Âge maximum": "age_max"}
POINT = {"Latitude": "latitude", "Longitude": "longitude"}
OTHERS = (
    "Identifiant", "Nature", "Services", "Horaires", "Courriel", "Site", "Publics", "Règle des publics",
    "Papiers à apporter", "Prix", "Langues", "Adresse confidentielle", "Vérifiée le",
)  # fmt: skip
COLUMNS = (
    "Identifiant", "Nom", "Porté par", "Nature", "Services", "Présentation", "Adresse confidentielle", "Adresse",
    "Code postal", "Commune", "Accès", "Latitude", "Longitude", "Téléphone", "Courriel", "Site", "Horaires", "Publics",
    "Règle des publics", *NUMBERS, *FLAGS, "Papiers à apporter", "Prix", "Langues", "Vérifiée le",
)  # fmt: skip
NEEDED = ("Identifiant", "Nom", "Services")
KINDS = {"": "fixed", "lieu fixe": "fixed", "fixed": "fixed", "itineraire": "itinerary", "itinerary": "itinerary"}
_BY_TITLE = {t.fold(title): title for title in COLUMNS}


def titles_wrong(titles: Iterable[str], where: str) -> list[Mistake]:
    """What is wrong with the line of titles: one that is needed and absent, one that is not known."""
    given = [title for title in titles if title]
    missing = [Mistake(where, "missing_column", title) for title in NEEDED if t.fold(title) not in given]
    unknown = [
        Mistake(where, "unknown_column", title, t.nearest(title, COLUMNS)) for title in given if title not in _BY_TITLE
    ]
    return missing + unknown


def parse(rows: Located, words: Words) -> Parsed:
    """Places of the rows: (where the row is, where each of its cells is by folded title, its cells by folded title)."""
    places, mistakes = [], []
    for where, cells, row in rows:
        reader = _Reader(where, cells, {_BY_TITLE[title]: value for title, value in row.items() if title in _BY_TITLE})
        place = reader.place(words)
        if reader.mistakes:
            mistakes += reader.mistakes
        else:
            places.append(place)
    return Parsed(tuple(places), tuple(mistakes))


class _Reader:
    def __init__(self, where: str, cells: dict[str, str], row: Row) -> None:
        self.where, self.cells, self.row = where, cells, row
        self.identifier = _text(row.get("Identifiant"))[:200]
        self.mistakes: list[Mistake] = []

    def wrong(self, title: str, code: str, value: str = "", near: tuple[str, ...] = ()) -> None:
        where = self.cells.get(t.fold(title), self.where)
        self.mistakes.append(Mistake(where, code, value[:80], near, self.identifier))

    def place(self, words: Words) -> PlaceRecord:
        texts: Row = {name: self._text(title, limit) for title, (name, limit) in TEXTS.items()}
        kind = KINDS.get(t.fold(_text(self.row.get("Nature"))), "")
        if not kind:
            self.wrong("Nature", "unknown_value", _text(self.row.get("Nature")), ("Lieu fixe", "Itinéraire"))
        checked = {"Courriel": t.mail_address, "Site": t.web_address}
        mail, site = (self._checked(title, read(self.row.get(title))) for title, read in checked.items())
        return PlaceRecord(
            self.identifier, kind=kind, is_confidential=self._flag("Adresse confidentielle") or False,
            **{name: self._number(title) for title, name in POINT.items()},
            email=mail, website=site, hours=_text(self.row.get("Horaires")), reviewed_on=self._day("Vérifiée le"),
            conditions=self._conditions(words), services=tuple(self._services(words)), where=self.where, **texts,
        )  # fmt: skip

    def _text(self, title: str, limit: int) -> str:
        text = t.prose(self.row.get(title)) if title == "Présentation" else _text(self.row.get(title))
        if len(text) > limit:
            self.wrong(title, "too_long", str(len(text)))
        return text

    def _checked(self, title: str, found: str) -> str:
        if not found and (given := _text(self.row.get(title))):
            self.wrong(title, "unknown_value", given)
        return found

    def _services(self, words: Words) -> Iterator[ServiceRecord]:
        for name in _split(self.row.get("Services")):
            code = words.category_codes.get(t.fold(name))
            if code:
                yield ServiceRecord(code, code, where=self.cells.get("services", self.where))
            else:
                self.wrong("Services", "unknown_category", name, t.nearest(name, words.categories.values()))

    def _conditions(self, words: Words) -> Conditions:
        rule = t.fold(_text(self.row.get("Règle des publics")))
        if rule and rule not in words.rule_codes:
            self.wrong("Règle des publics", "unknown_value", rule, tuple(words.rules.values()))
        audiences = tuple(self._codes("Publics", words.audience_codes, words.audiences.values()))
        default = "preferred" if audiences else "everyone"
        return Conditions(
            audiences=audiences, audience_rule=words.rule_codes.get(rule, default),
            **{name: self._whole(title) for title, name in NUMBERS.items()},
            **{name: self._flag(title) for title, name in FLAGS.items()},
            documents=self._text("Papiers à apporter", 200), price=self._text("Prix", 120),
            languages=tuple(self._codes("Langues", words.language_codes, words.languages.values())),
        )  # fmt: skip

    def _codes(self, title: str, known: dict[str, str], labels: Iterable[str]) -> Iterator[str]:
        for name in dict.fromkeys(_split(self.row.get(title))):
            code = known.get(t.fold(name))
            if code:
                yield code
            else:
                wrong = "unknown_audience" if title == "Publics" else "unknown_value"
                self.wrong(title, wrong, name, t.nearest(name, labels))

    def _flag(self, title: str) -> bool | None:
        given = _text(self.row.get(title))
        found = t.flag(given) if given else None
        if given and found is None:
            self.wrong(title, "unknown_value", given, ("oui", "non"))
        return found

    def _number(self, title: str) -> Any:
        given = self.row.get(title)
        found = t.number(given)
        if found is None and _text(given):
            self.wrong(title, "not_a_number", _text(given))
        return found

    def _whole(self, title: str) -> Any:
        found = t.whole(self.row.get(title), 130)
        if found is None and _text(self.row.get(title)):
            self.wrong(title, "not_a_number", _text(self.row.get(title)))
        return found

    def _day(self, title: str) -> Any:
        found = t.day(self.row.get(title))
        if found is None and _text(self.row.get(title)):
            self.wrong(title, "not_a_day", _text(self.row.get(title)))
        return found


def rows_of(places: Iterable[PlaceRecord], words: Words) -> Iterator[list[Any]]:
    """The titles, then a row per place, as `parse` reads them again."""
    yield list(COLUMNS)
    for place in places:
        row = _row(place, words)
        yield [row.get(title, "") for title in COLUMNS]


def _row(place: PlaceRecord, words: Words) -> Row:
    held = place.conditions
    names = dict.fromkeys(words.categories[each.category] for each in place.services)
    row: Row = {title: getattr(place, name) for title, (name, _limit) in TEXTS.items()}
    row |= {title: _yes(getattr(held, name)) for title, name in FLAGS.items()}
    row |= {title: _blank(getattr(held, name)) for title, name in NUMBERS.items()}
    row |= {title: _blank(getattr(place, name)) for title, name in POINT.items()}
    return row | {
        "Identifiant": place.identifier, "Nature": "Itinéraire" if place.kind == "itinerary" else "Lieu fixe",
        "Services": SEPARATOR.join(names), "Adresse confidentielle": "oui" if place.is_confidential else "",
        "Courriel": place.email, "Site": place.website, "Horaires": place.hours,
        "Publics": SEPARATOR.join(words.audiences.get(each, each) for each in held.audiences),
        "Règle des publics": words.rules[held.audience_rule], "Papiers à apporter": held.documents,
        "Prix": held.price, "Langues": SEPARATOR.join(words.languages.get(each, each) for each in held.languages),
        "Vérifiée le": place.reviewed_on.isoformat() if place.reviewed_on else "",
    }  # fmt: skip


def _yes(value: bool | None) -> str:
    return "" if value is None else "oui" if value else "non"


def _blank(value: Any) -> Any:
    return "" if value is None else value


def _text(value: Any) -> str:
    """A cell as one line; a whole number written by a spreadsheet as 75020.0 is 75020."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return t.line(value.isoformat() if hasattr(value, "isoformat") else value)


def _split(value: Any) -> list[str]:
    text = value if isinstance(value, str) else _text(value)
    return [part.strip() for part in re.split(r"[|;\n]", text) if part.strip()]
