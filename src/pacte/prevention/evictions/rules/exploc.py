"""A file of the State's system (EXPLOC) read through a mapping. No public format exists: nothing is assumed beyond it.

An empty cell says nothing, so that it never erases anything. No column is read for a name, an address or a telephone:
the commission knows numbers. What cannot be read is a coded fault; the verbs give it words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from pacte.ground.directory.rules.formats.text import fold

from ..enums import EvictionGround, LandlordKind

STEPS = {
    "payment_order_on": "payment_order_served", "summons_on": "summons_served", "hearing_on": "hearing_held",
    "quit_order_on": "quit_order_served", "police_on": "police_requested",
}  # fmt: skip
"""Columns that are days of the procedure, and the step that each dates."""
MAY_BE_AHEAD = ("hearing_held",)
"""Steps that the file may announce; any other day ahead is a mistake."""

ALIASES: dict[str, tuple[str, ...]] = {
    "exploc_id": ("identifiant exploc", "numero exploc", "identifiant", "numero dossier", "reference"),
    "label": ("numero pacte",),
    "ground": ("motif", "motif de la procedure", "fondement"),
    "landlord_kind": ("type de bailleur", "bailleur", "parc"),
    "debt": ("montant de la dette", "dette", "montant impaye"),
    "rent": ("loyer", "loyer hors charges", "montant du loyer"),
    "territory": ("arrondissement", "code postal", "commune"),
    "referred_on": ("date du signalement", "signale le", "date de saisine"),
    "payment_order_on": ("date du commandement de payer", "commandement de payer"),
    "summons_on": ("date d assignation", "date de l assignation", "assignation"),
    "hearing_on": ("date d audience", "date de l audience", "audience"),
    "quit_order_on": ("date du commandement de quitter les lieux", "commandement de quitter les lieux"),
    "police_on": ("date de demande de concours", "concours de la force publique"),
    "member": ("membre designe", "confie a"),
    "answer": ("reponse de la commission", "avis"),
}
"""Our fields, and the titles by which a column is proposed for each: folded (small letters, no accents)."""
REQUIRED = ("exploc_id",)
WRITTEN_ONLY = ("member", "answer")
"""Columns that an export fills and that an import never reads."""
CODED = ("ground", "landlord_kind")
USUAL: dict[str, dict[str, str]] = {
    "ground": {
        "impaye": EvictionGround.ARREARS, "impayes": EvictionGround.ARREARS, "impayes de loyer": EvictionGround.ARREARS,
        "sans titre": EvictionGround.NO_TITLE, "conge": EvictionGround.NOTICE, "troubles": EvictionGround.TROUBLE,
        "autre": EvictionGround.OTHER,
    },
    "landlord_kind": {
        "social": LandlordKind.SOCIAL, "parc social": LandlordKind.SOCIAL, "bailleur social": LandlordKind.SOCIAL,
        "prive": LandlordKind.PRIVATE, "particulier": LandlordKind.PRIVATE, "societe": LandlordKind.COMPANY,
    },
}  # fmt: skip
"""Words that are read without being matched, folded."""
MOST_CENTS = 100_000_000


@dataclass(frozen=True)
class Reading:
    """How a file is read: the column (folded title) of each field, and our word for each of theirs (folded)."""

    columns: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass
class Row:
    """A line as our values, or its faults as (our field, code). `values` holds only what the line says.

    Amounts in cents; days as ISO text, so that they are compared and kept as they are.
    """

    exploc_id: str = ""
    label: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)


def propose(titles: Iterable[str]) -> dict[str, str]:
    """For each of our fields, the column that its title designates; a column serves once.

    >>> propose(["numero exploc", "dette", "couleur"])
    {'exploc_id': 'numero exploc', 'debt': 'dette'}
    """
    left, found = list(titles), {}
    for name, aliases in ALIASES.items():
        title = next((each for each in aliases if each in left), None)
        if title is not None:
            found[name] = title
            left.remove(title)
    return found


def absent(columns: Mapping[str, str], titles: Iterable[str]) -> list[str]:
    """Our fields whose mapped column the file has not; those that an export alone fills may lack.

    >>> absent({"exploc_id": "id", "debt": "dette", "answer": "avis"}, ["id"])
    ['debt']
    """
    there = set(titles)
    return [name for name, title in columns.items() if title not in there and name not in WRITTEN_ONLY]


def read_row(cells: Mapping[str, Any], reading: Reading, today: date) -> Row:
    """One line.

    >>> reading = Reading({"exploc_id": "id", "debt": "dette"})
    >>> row = read_row({"id": "EX-1", "dette": "1 234,50 €"}, reading, date(2024, 1, 1))
    >>> row.exploc_id, row.values
    ('EX-1', {'debt_cents': 123450})
    """
    row = Row()
    said = {name: line_of(cells.get(title)) for name, title in reading.columns.items() if name not in WRITTEN_ONLY}
    said = {name: text for name, text in said.items() if text}
    row.exploc_id, row.label = said.pop("exploc_id", ""), said.pop("label", "").upper()
    if len(row.exploc_id) > 60 or " " in row.exploc_id:
        row.faults.append(("exploc_id", "bad_identifier"))
    for name, text in said.items():
        _read(row, name, text, reading, today)
    return row


def _read(row: Row, name: str, text: str, reading: Reading, today: date) -> None:
    if name in CODED:
        word = fold(text)
        value = reading.words.get(name, {}).get(word) or USUAL[name].get(word)
        _keep(row, name, name, value, "unknown_word")
    elif name in ("debt", "rent"):
        cents = cents_of(text)
        too_small = cents is None or cents < 0 or (name == "rent" and cents == 0)
        _keep(row, name, f"{name}_cents", None if too_small or (cents or 0) > MOST_CENTS else cents, "not_an_amount")
    elif name == "territory":
        row.values["territory"] = text
    else:
        day = day_of(text)
        ahead = day is not None and day > today and STEPS.get(name) not in MAY_BE_AHEAD
        _keep(row, name, name, day.isoformat() if day and not ahead else None, "ahead" if ahead else "not_a_day")


def _keep(row: Row, name: str, ours: str, value: Any, code: str) -> None:
    if value is None:
        row.faults.append((name, code))
    else:
        row.values[ours] = value


def line_of(value: Any) -> str:
    """A cell as a line of text; a whole number loses the decimals that a spreadsheet gives it.

    >>> line_of(1024.0), line_of("  EX-12  bis "), line_of(None), line_of(date(2024, 2, 15))
    ('1024', 'EX-12 bis', '', '2024-02-15')
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = value.date()
    return " ".join(str(value).split()) if value is not None else ""


def cents_of(text: str) -> int | None:
    """An amount in euros as people write it, in cents; None for anything else.

    >>> cents_of("1 234,50 €"), cents_of("1.234,50"), cents_of("850"), cents_of("-5"), cents_of("beaucoup")
    (123450, 123450, 85000, -500, None)
    """
    plain = re.sub(r"[\s\u202f\u00a0€]|EUR", "", text)
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        return None
    cents = amount * 100
    return int(cents) if cents == cents.to_integral_value() else None


def day_of(text: str) -> date | None:
    """A day written in a usual way.

    >>> day_of("15/02/2024"), day_of("2024-02-15"), day_of("15.2.24"), day_of("bientôt")
    (datetime.date(2024, 2, 15), datetime.date(2024, 2, 15), datetime.date(2024, 2, 15), None)
    """
    if found := re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", text):
        parts = int(found[1]), int(found[2]), int(found[3])
    elif found := re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)", text):
        year = int(found[3])
        parts = year + 2000 if year < 100 else year, int(found[2]), int(found[1])
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def iso_day(value: Any) -> date | None:
    """A day kept as ISO text; None for anything else."""
    return day_of(value) if isinstance(value, str) else None
