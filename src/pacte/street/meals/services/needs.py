"""Needs: entered for an area, or taken in from a file whole, or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.territory.models import Territory
from pacte.ground.web.exports import as_written, harmless

from ..enums import Meal, Weekday
from ..models import MealNeed
from ..permissions import require_coordination
from ..reads.slots import areas
from ..reads.week import days_between, needs
from ..rules.grid import needs_on

COLUMNS = ("arrondissement", "jour", "repas", "portions", "a_partir_du", "source")
LARGEST = 1024 * 1024
MOST_FAULTS = 50
MOST_PORTIONS = 100_000
LONGEST_SOURCE = 200


@dataclass(frozen=True)
class Line:
    """One need, read from a file."""

    territory: Territory
    weekday: int
    meal: str
    portions: int
    valid_from: date
    source: str


def enter(
    actor: User, territory: Territory, values: Mapping[tuple[int, str], int | None], *, valid_from: date, source: str
) -> int:
    """Enter an area's needs from a day on: {(weekday, meal): portions}. Cells left empty stay as they are.

    Returns how many cells changed. A need entered for that same day is replaced.
    """
    require_coordination(actor)
    with transaction.atomic():
        Territory.objects.select_for_update().filter(pk=territory.pk).first()
        held = _held(territory, valid_from)
        lines = [
            Line(territory, weekday, meal, portions, valid_from, source)
            for (weekday, meal), portions in values.items()
            if portions is not None and portions != held.get((weekday, meal))
        ]
        _write(actor, lines)
    return len(lines)


def _held(territory: Territory, day: date) -> dict[tuple[int, str], int]:
    """What holds for each weekday from this day on."""
    days = days_between(day, date.fromordinal(day.toordinal() + 6))
    mine = [need for need in needs() if need.area == territory.code and need.valid_from <= day]
    return {(on.weekday(), meal): portions for (_area, on, meal), portions in needs_on(mine, days).items()}


def take_in(actor: User, content: bytes) -> int:
    """Take a file in; returns how many needs were written. A file with a fault is refused whole, each one located."""
    require_coordination(actor)
    lines = read(content)
    with transaction.atomic():
        _write(actor, lines)
    return len(lines)


def _write(actor: User, lines: list[Line]) -> None:
    for line in lines:
        MealNeed.objects.update_or_create(
            territory=line.territory, weekday=line.weekday, meal=line.meal, valid_from=line.valid_from,
            defaults={"portions": line.portions, "source": line.source, "noted_by": actor},
        )  # fmt: skip
    if lines:
        record(actor, "meal.needs", "meals.MealNeed:list", detail={"count": len(lines)})


def export() -> str:
    """Every need as CSV, as `take_in` reads it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for need in MealNeed.objects.select_related("territory").defer("territory__geometry"):
        day = need.valid_from.isoformat()
        row = (need.territory.code, need.weekday + 1, need.meal, need.portions, day, harmless(need.source))
        writer.writerow(row)
    return text.getvalue()


def read(content: bytes) -> list[Line]:
    """The needs of a file. Raises BadInput with every fault, by line."""
    rows = _rows(content)
    known = {area.code: area for area in areas()}
    faults: list[Fault] = []
    lines: dict[tuple[str, int, str, date], Line] = {}
    for number, row in rows:
        found = _line(row, known, number)
        if isinstance(found, list):
            faults += found
            continue
        key = (found.territory.code, found.weekday, found.meal, found.valid_from)
        if key in lines:
            faults.append(_fault(number, "repas", _("Ce besoin est deux fois dans le fichier.")))
        lines[key] = found
    if faults:
        raise BadInput(*faults[:MOST_FAULTS])
    return list(lines.values())


def _rows(content: bytes) -> list[tuple[int, dict[str, str]]]:
    if len(content) > LARGEST:
        raise BadInput(Fault("file", _("Ce fichier dépasse un mégaoctet."), _("Séparez-le en plusieurs.")))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(
            Fault("file", _("Ce fichier n’est pas en UTF-8."), _("Enregistrez-le en « CSV UTF-8 »."))
        ) from None
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in head else ",")
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
    if missing:
        raise BadInput(
            Fault(
                "file", _("Il manque des colonnes : %(names)s.") % {"names": ", ".join(missing)},
                _("Partez du fichier exporté d’ici."),
            )
        )  # fmt: skip
    try:
        return [(reader.line_num, {name: (row[name] or "").strip() for name in COLUMNS}) for row in reader]
    except csv.Error:
        raise BadInput(
            Fault("file", _("Ce fichier n’est pas un CSV."), _("Partez du fichier exporté d’ici."))
        ) from None


def _line(row: dict[str, str], known: dict[str, Territory], number: int) -> Line | list[Fault]:
    faults = []
    if row["arrondissement"] not in known:
        faults.append(
            _fault(number, "arrondissement", _("Aucun arrondissement n’a ce code : %s.") % row["arrondissement"])
        )
    if row["jour"] not in {str(day + 1) for day in Weekday.values}:
        faults.append(_fault(number, "jour", _("Le jour va de 1 (lundi) à 7 (dimanche).")))
    if row["repas"] not in Meal.values:
        faults.append(_fault(number, "repas", _("Repas connus : %s.") % ", ".join(Meal.values)))
    if not (row["portions"].isascii() and row["portions"].isdigit() and int(row["portions"]) <= MOST_PORTIONS):
        faults.append(_fault(number, "portions", _("Un nombre entier de portions, de 0 à 100 000.")))
    day = _day(row["a_partir_du"])
    if day is None:
        faults.append(_fault(number, "a_partir_du", _("Une date comme 2019-02-28.")))
    source = as_written(row["source"])
    if not source or len(source) > LONGEST_SOURCE:
        faults.append(_fault(number, "source", _("D’où vient ce nombre, en 200 signes au plus.")))
    if faults or day is None:
        return faults
    return Line(known[row["arrondissement"]], int(row["jour"]) - 1, row["repas"], int(row["portions"]), day, source)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _fault(number: int, column: str, what: str) -> Fault:
    return Fault(_("ligne %(number)s, %(column)s") % {"number": number, "column": column}, what)
