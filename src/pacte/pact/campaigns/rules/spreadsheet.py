"""The spreadsheet of a campaign: its columns, how a cell is read, which faults a row has on its own.

The same columns go out and come in. A cell is never mended: what can be read in two ways is refused at its place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from pacte.ground.declarations.errors import Fault

from .dates import read_day
from .numbers import UnreadableError, read

Translate = Callable[[str], str]

KEY = ("indicator", "territory", "asked_start", "asked_end")
COLUMNS = {
    "indicator": "indicateur",
    "territory": "territoire",
    "asked_start": "demandé du",
    "asked_end": "demandé au",
    "label": "libellé",
    "organisation": "organisation",
    "unit": "unité",
    "value": "valeur",
    "qualifier": "précision",
    "numerator": "numérateur",
    "denominator": "dénominateur",
    "base": "base",
    "period_start": "période du",
    "period_end": "période au",
    "source": "source",
    "method": "méthode",
    "note": "note",
    "state": "état",
}
"""Each column's name in the code and its heading, in order. Headings are not translated: they are the format."""
READ_ONLY = frozenset({"label", "organisation", "state"})
"""Written for the reader; whatever they hold is not looked at on the way in."""
LENGTHS = {"base": 200, "source": 200}
SYMBOLS = {"%": "percent", "€": "EUR"}


@dataclass(frozen=True)
class Cell:
    """One cell as the file gives it. `percent` is true for a number that the spreadsheet shows as a percentage."""

    value: str | int | float | Decimal | bool | date | None = None
    is_formula: bool = False
    is_percent: bool = False

    @property
    def is_empty(self) -> bool:
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


EMPTY = Cell()


@dataclass
class Row:
    """One row read: its number in the file, its key, its values, its faults, and where each column stands."""

    number: int
    letters: Mapping[str, str]
    key: tuple[str, str, str, str] = ("", "", "", "")
    unit: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def place(self, column: str) -> str:
        """The cell's name, such as "D14"."""
        return f"{self.letters[column]}{self.number}"

    def fault(self, column: str, what: str, remedy: str = "") -> None:
        self.faults.append(Fault(self.place(column), what, remedy))


def letter(index: int) -> str:
    """The name of a column by its rank from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def read_header(cells: list[Cell], _: Translate) -> tuple[dict[str, int], list[Fault]]:
    """Where each column stands, in any order; columns that are not ours are left alone."""
    ours = {heading: name for name, heading in COLUMNS.items()}
    places: dict[str, int] = {}
    faults = []
    for index, cell in enumerate(cells):
        name = ours.get(" ".join(str(cell.value or "").casefold().split()))
        if name in places:
            faults.append(
                Fault(
                    f"{letter(index)}1",
                    _("La colonne « %(name)s » est là deux fois.") % {"name": COLUMNS[name]},
                    _("Supprimez l’une des deux."),
                )
            )
        elif name:
            places[name] = index
    missing = [heading for name, heading in COLUMNS.items() if name not in places and name not in READ_ONLY]
    if missing:
        faults.append(
            Fault(
                "1",
                _("La ligne de titres manque, ou il y manque : %(names)s.") % {"names": ", ".join(missing)},
                _("Repartez du fichier exporté et gardez sa première ligne."),
            )
        )
    return places, faults


def read_row(
    number: int,
    cells: list[Cell],
    places: Mapping[str, int],
    words: Mapping[str, Mapping[str, str]],
    _: Translate,
) -> Row:
    """One row. `words` gives, for "unit" and "qualifier", the code of each accepted word."""
    row = Row(number, {name: letter(index) for name, index in places.items()})
    found = {name: cells[index] if index < len(cells) else EMPTY for name, index in places.items()}
    for name, cell in found.items():
        if cell.is_formula and name not in READ_ONLY:
            row.fault(
                name, _("La cellule contient une formule."), _("Collez sa valeur (collage spécial, « valeurs »).")
            )
    if row.faults:
        return row
    row.key = (
        _text(found["indicator"]),
        _text(found["territory"]),
        *(day.isoformat() if (day := _day(row, name, found[name], _)) else "" for name in KEY[2:]),
    )  # type: ignore[assignment]
    row.unit = _word(row, "unit", found["unit"], words, _)
    row.values["qualifier"] = _word(row, "qualifier", found["qualifier"], words, _) or "exact"
    for name in ("value", "numerator", "denominator"):
        row.values[name] = _number(row, name, found[name], _)
    for name in ("period_start", "period_end"):
        row.values[name] = _day(row, name, found[name], _)
    for name in ("base", "source", "method", "note"):
        row.values[name] = _prose(row, name, found[name], _)
    return row


def same_text(text: str) -> str:
    """A text without what a spreadsheet changes on its way: line ends and blanks around it.

    >>> same_text(" a\\r\\nb ")
    'a\\nb'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _text(cell: Cell) -> str:
    """A code: a spreadsheet may have made a number of 75056."""
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def _prose(row: Row, name: str, cell: Cell, _: Translate) -> str:
    if isinstance(cell.value, date):
        row.fault(
            name, _("Un texte est attendu, la cellule contient une date."), _("Mettez la cellule au format texte.")
        )
        return ""
    text = same_text(_text(cell))
    longest = LENGTHS.get(name, 4000)
    if len(text) > longest:
        row.fault(name, _("Le texte est trop long."), _("Gardez au plus %(count)d caractères.") % {"count": longest})
    return text


def _word(row: Row, name: str, cell: Cell, words: Mapping[str, Mapping[str, str]], _: Translate) -> str:
    text = _text(cell)
    code = words[name].get(text.casefold(), "")
    if text and not code:
        row.fault(
            name,
            _("« %(text)s » n’est pas un mot connu ici.") % {"text": text[:20]},
            _("Reprenez le mot du fichier exporté."),
        )
    return code


def _day(row: Row, name: str, cell: Cell, _: Translate) -> date | None:
    if cell.is_empty:
        return None
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    try:
        if isinstance(cell.value, str):
            return read_day(cell.value)
    except ValueError:
        pass
    row.fault(
        name,
        _("« %(text)s » n’est pas une date.") % {"text": str(cell.value)[:20]},
        _("Écrivez le jour, le mois et l’année sur quatre chiffres : 30/09/2020."),
    )
    return None


def _number(row: Row, name: str, cell: Cell, _: Translate) -> Decimal | None:
    if cell.is_empty:
        return None
    if isinstance(cell.value, bool | date):
        row.fault(name, _("Un nombre est attendu ici."), _("Écrivez la valeur en chiffres."))
        return None
    if isinstance(cell.value, str):
        return _typed_number(row, name, cell.value, _)
    number = _from_binary(Decimal(str(cell.value)))
    if not cell.is_percent:
        return number
    if row.unit and row.unit != "percent":
        row.fault(name, _("Cette valeur n’est pas un pourcentage."), _("Remettez la cellule au format nombre."))
        return None
    return number * 100 if name == "value" else number


def _typed_number(row: Row, name: str, text: str, _: Translate) -> Decimal | None:
    kept = text.strip()
    symbol = next((sign for sign in SYMBOLS if kept.endswith(sign)), "")
    if symbol and row.unit and row.unit != SYMBOLS[symbol]:
        row.fault(
            name,
            _("La valeur est donnée en « %(symbol)s », qui n’est pas l’unité demandée.") % {"symbol": symbol},
            _("Donnez-la dans l’unité de la colonne « unité »."),
        )
        return None
    try:
        return read(kept.removesuffix(symbol))
    except UnreadableError:
        row.fault(
            name,
            _("« %(text)s » n’est pas un nombre, ou se lit de deux façons.") % {"text": kept[:20]},
            _("Écrivez par exemple 3600, 3 600 ou 3600,5."),
        )
        return None


def _from_binary(number: Decimal) -> Decimal:
    """What a spreadsheet's binary number stands for: 0.30000000000000004 is 0.3.

    >>> _from_binary(Decimal("0.30000000000000004")), _from_binary(Decimal("0.12345"))
    (Decimal('0.3000'), Decimal('0.12345'))
    """
    if not number.is_finite():
        return number
    rounded = round(number, 4)
    return rounded if abs(rounded - number) < Decimal("1e-9") else number
