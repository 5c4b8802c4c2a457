"""The journal as a CSV file, sent line by line so that a year of it does not fill the memory."""

from __future__ import annotations

import csv as csv_module
import json
from collections.abc import Iterator

from django.http import StreamingHttpResponse

from pacte.ground.web.exports import harmless

from .models import Entry, EntryQuerySet

COLUMNS = ["number", "at", "actor_key", "action", "target", "organisation", "detail"]


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv(entries: EntryQuerySet) -> StreamingHttpResponse:
    """UTF-8 with its mark, so that spreadsheets read the accents; moments in ISO 8601, UTC."""
    response = StreamingHttpResponse(_lines(entries), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="journal.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _lines(entries: EntryQuerySet) -> Iterator[str]:
    writer = csv_module.writer(_Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for entry in entries.iterator(chunk_size=2000):
        yield writer.writerow(_cells(entry))


def _cells(entry: Entry) -> list[str]:
    """No cell is taken for a formula: codes begin with a letter, the one free text is guarded."""
    line = entry.line()
    return [
        str(line.number), line.at.isoformat(), line.actor_key, line.action, line.target,
        harmless(line.organisation), json.dumps(line.detail, sort_keys=True, ensure_ascii=False),
    ]  # fmt: skip
