"""From a file to records that hold, whatever its format, with every fault of the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from data_inclusion.schema import v1  # type: ignore[import-untyped]
from pydantic import BaseModel, ValidationError

from ...enums import Category, ExchangeFormat
from ...reads.records import words
from ...rules.formats import Mistake, Parsed, data_inclusion_read, hsds_read, plain, soliguide
from ...rules.formats.checking import checked, unknown_categories
from ...rules.formats.hsds_tables import from_documents, from_sheets
from ..checking import city_boxes
from .opening import Opened, Sheet, opened

Parser = Callable[[Opened], Parsed]
Rows = list[tuple[str, Any]]


def read(path: Path, form: str) -> Parsed:
    """The places of the file, checked. Raises BadInput when the file itself cannot be opened."""
    parsed = checked(PARSERS[form](opened(path)), city_boxes())
    unknown = unknown_categories(parsed.places, frozenset(Category.values))
    if not unknown:
        return parsed
    wrong = {each.place for each in unknown}
    kept = tuple(place for place in parsed.places if place.identifier not in wrong)
    return Parsed(kept, (*parsed.mistakes, *unknown))


def _soliguide(found: Opened) -> Parsed:
    if not found.documents:
        return _nothing()
    parts = [soliguide.parse(document) for document in found.documents.values()]
    return Parsed(
        tuple(place for part in parts for place in part.places),
        tuple(mistake for part in parts for mistake in part.mistakes),
    )


def _hsds(found: Opened) -> Parsed:
    if found.documents:
        return hsds_read.parse(from_documents(found.documents), words())
    sheets = {name: [(sheet.where(n), _bare(row)) for n, row in sheet.rows] for name, sheet in found.sheets.items()}
    return hsds_read.parse(from_sheets(sheets), words())


def _bare(row: dict[str, Any]) -> dict[str, Any]:
    """Cells by the column's own name: titles are folded, HSDS' are joined by underscores."""
    return {title.replace(" ", "_"): value for title, value in row.items() if value not in (None, "")}


def _data_inclusion(found: Opened) -> Parsed:
    structures, services = _named(found, "structures"), _named(found, "services")
    for document in found.documents.values():
        if isinstance(document, dict):
            structures += _listed(document.get("structures"), "structures")
            services += _listed(document.get("services"), "services")
    if not structures:
        return Parsed((), (Mistake("", "missing_part", "structures"),))
    judge = (_judge(v1.Structure), _judge(v1.Service))
    return data_inclusion_read.parse(structures, services, words(), judge)


def _named(found: Opened, name: str) -> Rows:
    """The rows of the document or of the sheet of this name."""
    rows: Rows = []
    for stem, document in found.documents.items():
        if stem.startswith(name):
            rows += _listed(document, stem)
    for stem, sheet in found.sheets.items():
        if stem.startswith(name):
            rows += [(sheet.where(n), _typed(row)) for n, row in sheet.rows]
    return rows


def _listed(document: Any, name: str) -> Rows:
    return [(f"{name}[{n}]", row) for n, row in enumerate(document)] if isinstance(document, list) else []


LISTS = {"thematiques", "publics", "modes_accueil", "modes_mobilisation", "mobilisable_par", "zone_eligibilite",
         "reseaux_porteurs"}  # fmt: skip
TEXTS = {"code_postal", "telephone", "siret", "code_insee", "id", "structure_id"}


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    """A row of a sheet as the standard's JSON has it: lists split, codes as text, empty cells left out."""
    found: dict[str, Any] = {}
    for title, value in _bare(row).items():
        if title in LISTS:
            found[title] = [part.strip() for part in str(value).strip("[]").replace("'", "").split(",") if part.strip()]
        elif title in TEXTS and isinstance(value, int | float):
            found[title] = str(int(value)).zfill(5) if title.startswith("code_") else str(int(value))
        else:
            found[title] = value.date().isoformat() if hasattr(value, "date") else value
    return found


def _judge(model: type[BaseModel]) -> data_inclusion_read.Judge:
    """The standard's own schema as a judge of one row."""

    def judge(row: dict[str, Any]) -> list[tuple[str, str]]:
        try:
            model.model_validate(row)
        except ValidationError as error:
            return [(".".join(map(str, each["loc"][:2])), each["msg"][:150]) for each in error.errors()[:20]]
        except (ValueError, OverflowError, RecursionError) as error:
            return [("", str(error)[:150])]
        return []

    return judge


def _plain(found: Opened) -> Parsed:
    if not found.sheets:
        return _nothing()
    sheet = next(iter(found.sheets.values()))
    wrong = plain.titles_wrong(sheet.titles, sheet.where(1))
    if any(each.code == "missing_column" for each in wrong):
        return Parsed((), tuple(wrong))
    parsed = plain.parse(_located(sheet), words())
    return Parsed(parsed.places, (*wrong, *parsed.mistakes))


def _located(sheet: Sheet) -> Iterable[tuple[str, dict[str, str], dict[str, Any]]]:
    for number, row in sheet.rows:
        yield sheet.where(number), {title: sheet.where(number, title) for title in row}, row


def _nothing() -> Parsed:
    return Parsed((), (Mistake("", "not_a_list"),))


PARSERS: dict[str, Parser] = {
    ExchangeFormat.SOLIGUIDE.value: _soliguide,
    ExchangeFormat.HSDS.value: _hsds,
    ExchangeFormat.DATA_INCLUSION.value: _data_inclusion,
    ExchangeFormat.PLAIN.value: _plain,
}
