"""Writing the requests a user sees as a spreadsheet that can be filled in and handed back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone, translation
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font

from pacte.ground.accounts.models import User
from pacte.ground.indicators.enums import CountingUnit, Qualifier
from pacte.ground.indicators.models import Definition
from pacte.ground.web.exports import harmless

from .. import reads
from ..enums import RequestState
from ..models import Campaign, FigureRequest
from ..permissions import require_part
from ..rules.numbers import plain
from ..rules.spreadsheet import COLUMNS, letter, same_text

WIDTHS = {"label": 46, "organisation": 26, "base": 30, "source": 30, "method": 30, "note": 40}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXACT_IN_BINARY = 15
"""Digits that a spreadsheet's number keeps; a longer one goes as text."""


def export(actor: User, campaign: Campaign, form: str = "xlsx") -> bytes:
    """The requests of the campaign that this user sees, one a row, as XLSX or CSV."""
    require_part(actor)
    requests = reads.requests_visible_to(actor).filter(campaign=campaign).with_state(timezone.localdate())
    rows = _rows(list(requests), _labels(campaign))
    with translation.override("fr"):
        return _csv(rows) if form == "csv" else _xlsx(rows)


def _labels(campaign: Campaign) -> dict[int, str]:
    sheets = Definition.objects.filter(indicator__requests__campaign=campaign).order_by("version")
    return dict(sheets.values_list("indicator", "label_fr"))


def _rows(requests: list[Any], labels: dict[int, str]) -> Iterator[dict[str, Any]]:
    for request in requests:
        yield {
            "indicator": request.indicator.code,
            "territory": request.territory.code,
            "asked_start": request.period_start,
            "asked_end": request.period_end,
            "label": labels.get(request.indicator_id, ""),
            "organisation": request.organisation.name,
            "unit": str(CountingUnit(request.unit).label),
            "state": str(RequestState(request.state).label),
            **_answer(request),
        }


def _answer(request: FigureRequest) -> dict[str, Any]:
    answer = request.measurement
    if answer is None:
        return {"period_start": request.period_start, "period_end": request.period_end}
    return {
        "value": answer.value,
        "qualifier": str(Qualifier(answer.qualifier).label),
        "numerator": answer.numerator,
        "denominator": answer.denominator,
        "period_start": answer.period_start,
        "period_end": answer.period_end,
        **{name: same_text(getattr(answer, name)) for name in ("base", "source", "method", "note")},
    }


def _xlsx(rows: Iterator[dict[str, Any]]) -> bytes:
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("Chiffres")
    sheet.freeze_panes = "A2"
    for index, name in enumerate(COLUMNS):
        sheet.column_dimensions[letter(index)].width = WIDTHS.get(name, 14)
    heads = [WriteOnlyCell(sheet, heading) for heading in COLUMNS.values()]
    for head in heads:
        head.font = Font(bold=True)
    sheet.append(heads)
    for row in rows:
        sheet.append([_xlsx_cell(sheet, row.get(name)) for name in COLUMNS])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsx_cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, Decimal):
        digits = len(value.normalize().as_tuple().digits)
        value = value if digits <= EXACT_IN_BINARY else _french(value)
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"  # a text that begins with "=" stays a text
        return cell
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, datetime.combine(value, time()))
        cell.number_format = "DD/MM/YYYY"
        return cell
    return value


def _csv(rows: Iterator[dict[str, Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COLUMNS.values())
    for row in rows:
        writer.writerow([_csv_field(row.get(name)) for name in COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _csv_field(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return _french(value)
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return harmless(str(value))


def _french(value: Decimal) -> str:
    """With a comma; never exactly three decimals, which read as thousands."""
    whole, mark, decimals = plain(value).partition(".")
    return f"{whole},{decimals}0" if len(decimals) == 3 else f"{whole}{',' if mark else ''}{decimals}"
