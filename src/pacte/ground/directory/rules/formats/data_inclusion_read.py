"""Places from data·inclusion: structures are places, services are what they do. Plain Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from . import text as t
from .mappings import table
from .record import Conditions, Mistake, Parsed, PlaceRecord, ServiceRecord
from .words import Words

Row = dict[str, Any]
Located = Sequence[tuple[str, Any]]
Judge = Callable[[Row], list[tuple[str, str]]]


def parse(structures: Located, services: Located, words: Words, judge: tuple[Judge, Judge]) -> Parsed:
    """Every structure with its services. `judge` gives what the standard's own schema refuses: (field, words)."""
    reader = _Reader(words)
    by_structure = reader.services(services, judge[1])
    places = []
    for where, row in structures:
        if place := reader.place(where, row, by_structure, judge[0]):
            places.append(place)
    for (structure, _name), (where, _service) in list(by_structure.items()):
        if structure not in reader.structures:
            reader.mistakes.append(Mistake(f"{where}.structure_id", "unknown_place", structure, (), structure))
    wrong = {mistake.place for mistake in reader.mistakes}
    return Parsed(tuple(each for each in places if each.identifier not in wrong), tuple(reader.mistakes))


class _Reader:
    def __init__(self, words: Words) -> None:
        self.words = words
        self.mistakes: list[Mistake] = []
        self.structures: set[str] = set()
        self.rows: dict[str, Row] = {}
        self.inside: dict[str, list[str]] = {}

    def services(self, rows: Located, judge: Judge) -> dict[tuple[str, str], tuple[str, ServiceRecord]]:
        """The services by structure and identifier."""
        found: dict[tuple[str, str], tuple[str, ServiceRecord]] = {}
        seen: dict[str, str] = {}
        for where, row in rows:
            if not isinstance(row, dict):
                self.mistakes.append(Mistake(where, "not_an_object"))
                continue
            structure, key = t.line(row.get("structure_id"), 200), t.line(row.get("id"), 200)
            self._judged(where, row, structure, judge)
            if key in seen:
                self.mistakes.append(Mistake(where, "duplicate", key, (seen[key],), structure))
                continue
            seen[key] = where
            self.rows.setdefault(structure, row)
            self.inside.setdefault(structure, []).append(key)
            found[(structure, key)] = (where, self._service(where, row, structure, key))
        return found

    def place(
        self, where: str, row: Any, services: dict[tuple[str, str], tuple[str, ServiceRecord]], judge: Judge
    ) -> PlaceRecord | None:
        if not isinstance(row, dict):
            self.mistakes.append(Mistake(where, "not_an_object"))
            return None
        key = t.line(row.get("id"), 200)
        self.structures.add(key)
        self._judged(where, row, key, judge)
        return PlaceRecord(
            key, t.line(row.get("nom"), 160), description=t.prose(row.get("description")),
            address=t.line(row.get("adresse"), 200), postal_code=t.line(row.get("code_postal"), 10),
            municipality=t.line(row.get("commune"), 80), directions=t.line(row.get("complement_adresse"), 200),
            latitude=t.number(row.get("latitude")), longitude=t.number(row.get("longitude")),
            telephone=t.line(row.get("telephone"), 30), email=t.mail_address(row.get("courriel")),
            website=t.web_address(row.get("site_web")), hours=t.line(row.get("horaires_accueil")),
            reviewed_on=t.day(row.get("date_maj")), conditions=self._conditions(self.rows.get(key, {})),
            services=tuple(services[(key, each)][1] for each in self.inside.get(key, ())), where=where,
        )  # fmt: skip

    def _judged(self, where: str, row: Row, place: str, judge: Judge) -> None:
        """What the schema refuses, the two fields that are read more kindly here left apart."""
        for name, words in judge(row):
            if name not in ("thematiques", "horaires_accueil", "courriel", "site_web"):
                self.mistakes.append(Mistake(f"{where}.{name}" if name else where, "standard", words, (), place))

    def _service(self, where: str, row: Row, structure: str, key: str) -> ServiceRecord:
        category = self._category(row)
        if not category:
            themes = [each for each in t.listed(row.get("thematiques")) if isinstance(each, str)]
            word = ", ".join(themes) or t.line(row.get("nom"), 80)
            known = table("data_inclusion")["in"] if themes else self.words.categories
            near = t.nearest(themes[0] if themes else word, known)
            self.mistakes.append(Mistake(f"{where}.thematiques", "unknown_category", word, near, structure))
        name, label = t.line(row.get("nom"), 160), self.words.categories.get(category, "")
        name = "" if t.fold(name) == t.fold(label) else name.removeprefix(f"{label} : ")
        return ServiceRecord(
            key, category, name,
            t.prose(row.get("description")), t.line(row.get("horaires_accueil")), self._conditions(row), where=where,
        )  # fmt: skip

    def _category(self, row: Row) -> str:
        """Our category: the service's name when it is one of ours, else its first known theme, else their family."""
        name = t.line(row.get("nom"))
        for word in (name, name.partition(" : ")[0]):
            if code := self.words.category_codes.get(t.fold(word)):
                return code
        given = table("data_inclusion")
        themes = [each for each in t.listed(row.get("thematiques")) if isinstance(each, str)]
        for theme in themes:
            if theme in given["in"]:
                return str(given["in"][theme])
        for theme in themes:
            family, dashes, rest = theme.partition("--")
            if dashes and rest and family in given["families"]:
                return str(given["families"][family])
        return ""

    def _conditions(self, row: Row) -> Conditions:
        known = table("data_inclusion")["publics_in"]
        given = [each for each in t.listed(row.get("publics")) if isinstance(each, str)]
        audiences = tuple(dict.fromkeys(known[each] for each in given if each in known))
        fees, by = row.get("frais"), t.listed(row.get("mobilisable_par"))
        return Conditions(
            audiences=audiences, audience_rule="preferred" if audiences else "everyone",
            is_free=None if fees not in ("gratuit", "payant") else fees == "gratuit",
            price=t.line(row.get("frais_precisions"), 120) if fees == "payant" else "",
            needs_referral=True if by == ["professionnels"] else None,
            documents=t.line(row.get("conditions_acces"), 200),
        )  # fmt: skip
