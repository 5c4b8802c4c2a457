"""A file of the State's own system, read through a mapping: columns proposed by their titles, cells into our values.

No public format of that system exists: nothing is assumed beyond what the mapping says. An empty cell says nothing, so
that it never erases anything. What cannot be read is a coded fault; the verbs give it words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from pacte.ground.directory.rules.formats.text import FALSE, TRUE, fold

from ..enums.requests import HouseholdKind
from .requests import MOST_MEMBERS, Someone

ALIASES: dict[str, tuple[str, ...]] = {
    "external_id": ("identifiant si siao", "identifiant", "id demande", "numero demande", "n demande", "reference"),
    "label": ("numero pacte",),
    "night": ("nuit", "nuit du", "date de la nuit", "date demande", "date de la demande", "date"),
    "kind": ("composition", "type de menage", "typologie", "composition familiale", "menage"),
    "size": ("nombre de personnes", "nb personnes", "effectif", "personnes"),
    "women": ("femmes", "nb femmes", "nombre de femmes"),
    "men": ("hommes", "nb hommes", "nombre d hommes"),
    "others": ("autres adultes", "adultes autre genre"),
    "children": ("enfants", "nb enfants", "nombre d enfants", "mineurs"),
    "adult_ages": ("ages des adultes", "age adultes", "age"),
    "children_ages": ("ages des enfants", "age enfants"),
    "territory": ("arrondissement", "code postal", "commune", "secteur"),
    "step_free": ("pmr", "plain pied", "mobilite reduite"),
    "animals": ("animaux", "animal", "nb animaux"),
    "care": ("soins", "besoin de soins", "sante"),
    "criteria": ("criteres", "vulnerabilites", "criteres de priorite"),
    "danger": ("danger", "danger immediat", "urgence"),
    "way": ("telephone", "contact"),
    "words": ("observations", "commentaire", "precisions"),
    "state": ("etat pacte", "statut", "etat"),
    "answer": ("reponse pacte", "reponse", "motif"),
    "lot": ("lot pacte", "place proposee", "structure"),
}
"""Our fields, and the titles by which a column is proposed for each: folded (small letters, no accents)."""

REQUIRED = ("external_id",)
WRITTEN_ONLY = ("state", "answer", "lot")
"""Columns that an export fills and that an import never reads."""
CODED = ("kind", "care", "criteria", "danger")
"""Fields whose words are matched with ours."""
KIND_WORDS = {
    "homme isole": HouseholdKind.SINGLE_MAN, "femme isolee": HouseholdKind.SINGLE_WOMAN,
    "personne isolee": HouseholdKind.SINGLE_OTHER, "couple": HouseholdKind.COUPLE,
    "femme seule avec enfant s": HouseholdKind.WOMAN_WITH_CHILDREN,
    "homme seul avec enfant s": HouseholdKind.MAN_WITH_CHILDREN,
    "couple avec enfant s": HouseholdKind.COUPLE_WITH_CHILDREN, "groupe d adultes": HouseholdKind.ADULTS,
    "groupe avec enfants": HouseholdKind.GROUP_WITH_CHILDREN, "mineur isole": HouseholdKind.MINOR_ALONE,
}  # fmt: skip
"""The 115's usual words for a household, folded."""
ADULTS_OF: dict[str, tuple[str, ...]] = {
    HouseholdKind.SINGLE_MAN: ("man",), HouseholdKind.SINGLE_WOMAN: ("woman",), HouseholdKind.SINGLE_OTHER: ("",),
    HouseholdKind.COUPLE: ("", ""), HouseholdKind.WOMAN_WITH_CHILDREN: ("woman",),
    HouseholdKind.MAN_WITH_CHILDREN: ("man",), HouseholdKind.COUPLE_WITH_CHILDREN: ("", ""),
}  # fmt: skip
"""The adults that a kind of household says by itself."""
WITH_CHILDREN = (
    HouseholdKind.WOMAN_WITH_CHILDREN, HouseholdKind.MAN_WITH_CHILDREN, HouseholdKind.COUPLE_WITH_CHILDREN,
    HouseholdKind.GROUP_WITH_CHILDREN,
)  # fmt: skip
MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre",
    "decembre",
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """How a file is read: the column (folded title) of each field, and our word for each of theirs (folded)."""

    columns: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass
class Row:
    """A line of the file as our values, or its faults as (our field, code).

    `values` holds only what the line says, by the names of a request: `members` as [age, gender, says minor].
    `is_partial`: the composition lacks something that somebody has to complete.
    """

    external_id: str = ""
    label: str = ""
    night: date | None = None
    values: dict[str, Any] = field(default_factory=dict)
    is_partial: bool = False
    faults: list[tuple[str, str]] = field(default_factory=list)

    @property
    def members(self) -> tuple[Someone, ...]:
        return tuple(Someone(age, gender, minor) for age, gender, minor in self.values.get("members", ()))


def propose(titles: Iterable[str]) -> dict[str, str]:
    """For each of our fields, the column that its title designates; a column serves once.

    >>> propose(["identifiant si siao", "nuit", "composition", "couleur"])
    {'external_id': 'identifiant si siao', 'night': 'nuit', 'kind': 'composition'}
    """
    left, found = list(titles), {}
    for name, aliases in ALIASES.items():
        for alias in aliases:
            if alias in left:
                found[name] = alias
                left.remove(alias)
                break
    return found


def missing(columns: Mapping[str, str], titles: Iterable[str]) -> list[tuple[str, str]]:
    """Mapped columns that the file has not, as (our field, their title); those that an export alone fills may lack.

    >>> missing({"external_id": "id", "kind": "composition", "state": "statut"}, ["id", "nuit"])
    [('kind', 'composition')]
    """
    there = set(titles)
    return [(name, title) for name, title in columns.items() if title not in there and name not in WRITTEN_ONLY]


def read_row(cells: Mapping[str, Any], mapping: Reading, *, tonight: date) -> Row:
    """One line. The night is `tonight` when the file has no column for it or leaves it empty."""
    row = Row(night=tonight)
    said = {name: cells.get(title) for name, title in mapping.columns.items() if name not in WRITTEN_ONLY}
    said = {name: value for name, value in said.items() if value is not None and str(value).strip()}
    row.external_id = text_of(said.get("external_id"))
    row.label = text_of(said.get("label")).upper()
    if len(row.external_id) > 60:
        row.faults.append(("external_id", "too_long"))
    if "night" in said:
        row.night = day_of(said["night"])
        if row.night is None:
            row.faults.append(("night", "not_a_day"))
    _read_composition(row, said, mapping)
    _read_needs(row, said, mapping)
    return row


def _read_composition(row: Row, said: Mapping[str, Any], mapping: Reading) -> None:
    kind = _coded(row, said, mapping, "kind")
    counts = {name: _count(row, said, name) for name in ("size", "women", "men", "others", "children")}
    ages = {name: _ages(row, said, name) for name in ("adult_ages", "children_ages")}
    if row.faults or not (kind or any(each is not None for each in counts.values()) or any(ages.values())):
        return
    made = compose(kind[0] if kind else "", counts, ages["adult_ages"] or [], ages["children_ages"] or [])
    if isinstance(made, tuple):
        row.faults.append(made)
        return
    row.values["members"] = made
    row.is_partial = any(age is None and minor for age, _gender, minor in made)


Member = list[Any]


def compose(
    kind: str, counts: Mapping[str, int | None], adult_ages: Sequence[int], children_ages: Sequence[int]
) -> list[Member] | tuple[str, str]:
    """The household as [age, gender, says minor], adults first; or the fault as (our field, code).

    A child without an age says to be a minor: somebody completes it.

    >>> compose("woman_with_children", {"children": 2}, [31], [4])
    [[31, 'woman', False], [4, '', False], [None, '', True]]
    >>> compose("", {"women": 1, "men": 1, "size": 3}, [], [])
    ('size', 'size_differs')
    >>> compose("adults", {}, [], [])
    ('size', 'count_needed')
    """
    genders = _adults(kind, counts, adult_ages, children_ages)
    if genders is None:
        return "size", "count_needed"
    children = counts.get("children")
    if children is None:
        children = len(children_ages) or _children_by(kind, counts.get("size"), len(genders))
    if len(children_ages) > children or (len(adult_ages) > len(genders) and kind != HouseholdKind.MINOR_ALONE):
        return ("children_ages" if len(children_ages) > children else "adult_ages"), "too_many_ages"
    told = list(children_ages) or (list(adult_ages) if kind == HouseholdKind.MINOR_ALONE else [])
    members: list[Member] = [
        [adult_ages[rank] if rank < len(adult_ages) else None, gender, False] for rank, gender in enumerate(genders)
    ]
    members += [
        [told[rank], "", kind == HouseholdKind.MINOR_ALONE] if rank < len(told) else [None, "", True]
        for rank in range(min(children, MOST_MEMBERS + 1))
    ]
    if counts.get("size") is not None and counts["size"] != len(members):
        return "size", "size_differs"
    return members


def _adults(
    kind: str, counts: Mapping[str, int | None], adult_ages: Sequence[int], children_ages: Sequence[int]
) -> list[str] | None:
    """The gender of each adult, "" when not said; None when nothing says how many they are."""
    named = [counts.get(name) for name in ("women", "men", "others")]
    if any(each is not None for each in named):
        women, men, others = (each or 0 for each in named)
        return ["woman"] * women + ["man"] * men + [""] * others
    if kind in ADULTS_OF:
        return list(ADULTS_OF[kind])
    if kind == HouseholdKind.MINOR_ALONE:
        return []
    adults = len(adult_ages) or (counts.get("size") or 0) - (counts.get("children") or len(children_ages))
    return [""] * min(adults, MOST_MEMBERS + 1) if adults >= 1 else None


def _children_by(kind: str, size: int | None, adults: int) -> int:
    """Children of a household of which only the kind, and maybe the size, is said."""
    if size is not None and (kind in WITH_CHILDREN or kind == HouseholdKind.MINOR_ALONE):
        return max(1, size - adults)
    return 1 if kind in WITH_CHILDREN or kind == HouseholdKind.MINOR_ALONE else 0


def _read_needs(row: Row, said: Mapping[str, Any], mapping: Reading) -> None:
    if "step_free" in said:
        flag = yes_no(said["step_free"])
        _keep(row, "step_free", "needs_step_free", flag, "not_yes_no")
    if "animals" in said:
        flag = yes_no(said["animals"]) if number_of(said["animals"]) is None else None
        count = int(flag) if flag is not None else number_of(said["animals"])
        _keep(row, "animals", "animals", count, "not_a_count")
    for name, ours in (("care", "care_need"), ("danger", "danger")):
        if found := _coded(row, said, mapping, name):
            row.values[ours] = found[0]
    if found := _coded(row, said, mapping, "criteria"):
        row.values["criteria"] = sorted(set(found))
    for name in ("territory", "way", "words"):
        if name in said:
            row.values[name] = text_of(said[name])


def _keep(row: Row, name: str, ours: str, value: Any, code: str) -> None:
    if value is None:
        row.faults.append((name, code))
    else:
        row.values[ours] = value


def _coded(row: Row, said: Mapping[str, Any], mapping: Reading, name: str) -> list[str]:
    """Our values for the words of a cell; one cell may hold several criteria, separated by ";" or "|"."""
    if name not in said:
        return []
    parts = re.split(r"[;|]", str(said[name])) if name == "criteria" else [str(said[name])]
    known = mapping.words.get(name, {})
    found = [known.get(fold(part), "?") for part in parts if part.strip()]
    if "?" in found:
        row.faults.append((name, "unknown_word"))
    return [each for each in found if each not in ("?", "")]


def _count(row: Row, said: Mapping[str, Any], name: str) -> int | None:
    if name not in said:
        return None
    found = number_of(said[name])
    if found is None or found > 200:
        row.faults.append((name, "not_a_count"))
        return None
    return found


def _ages(row: Row, said: Mapping[str, Any], name: str) -> list[int] | None:
    if name not in said:
        return None
    found = ages_of(said[name])
    if found is None:
        row.faults.append((name, "not_ages"))
    return found


def text_of(value: Any) -> str:
    """A cell as a line of text; a whole number loses the decimals that a spreadsheet gives it.

    >>> text_of(1024.0), text_of("  SI-12  bis "), text_of(None)
    ('1024', 'SI-12 bis', '')
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split()) if value is not None else ""


def number_of(value: Any) -> int | None:
    """A whole number that is not negative; None for anything else.

    >>> number_of("2"), number_of(2.0), number_of("deux"), number_of("-1")
    (2, 2, None, None)
    """
    text = text_of(value)
    return int(text) if re.fullmatch(r"\d{1,4}", text) else None


def ages_of(value: Any) -> list[int] | None:
    """Ages in years, in the order written; months make an age of 0. None when one cannot be read.

    >>> ages_of("4 ; 7 ans, 11"), ages_of("3 mois"), ages_of(34.0), ages_of("grand")
    ([4, 7, 11], [0], [34], None)
    """
    found = []
    for part in re.split(r"[;,/|+]|\bet\b", text_of(value)):
        said = re.fullmatch(r"\s*(\d{1,3})\s*(ans?|a|mois|m)?\.?\s*", part, re.IGNORECASE)
        if said is None or int(said[1]) > 120:
            return None
        found.append(int(said[1]) // 12 if (said[2] or "").lower().startswith("m") else int(said[1]))
    return found


def yes_no(value: Any) -> bool | None:
    """A flag as people write it; None for anything else.

    >>> yes_no("Oui"), yes_no(0), yes_no("peut-être")
    (True, False, None)
    """
    word = fold(text_of(value))
    return True if word in TRUE else False if word in FALSE else None


def day_of(value: Any) -> date | None:
    """A day written in any usual way; the time beside it is not read.

    >>> day_of("07/02/2019"), day_of("2019-02-07T21:30"), day_of("7 février 2019"), day_of("7.2.19"), day_of("demain")
    (datetime.date(2019, 2, 7), datetime.date(2019, 2, 7), datetime.date(2019, 2, 7), datetime.date(2019, 2, 7), None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = text_of(value)
    if found := re.match(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)", text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)", text):
        year = int(found[3])
        return _day(year + 2000 if year < 100 else year, int(found[2]), int(found[1]))
    found = re.search(r"(\d{1,2})(?:er)? ([a-z]+) (\d{4})", fold(text))
    if found and found[2] in MONTHS:
        return _day(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
