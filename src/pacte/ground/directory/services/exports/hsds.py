"""HSDS 3.0 in one reading of the directory: organisations in turn, each place and service of theirs written at once.

`organization_full` holds locations and services whole. Elsewhere the locations of a service are what names them, with
their address and their point: the standard asks no more, and the files stay a third of what they would be.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from ...reads import hsds as reads
from ...rules.formats import PlaceRecord
from ...rules.formats.hsds_write import envelope, page
from .streams import Rows, dumped, listed

FILES = (
    "organization_full.json", "service_full.json", "service_at_location_full.json", "organization_list.json",
    "service_list.json", "taxonomy_list.json", "taxonomy_term_list.json",
)  # fmt: skip
LIST = ("id", "name", "status", "description", "alternate_name", "organization_id", "url", "last_modified")
MEGA = 1024 * 1024


def write(folder: Path) -> None:
    """Each resource in a `_full` file, and the pages of lists that HSDS' API gives."""
    with ExitStack() as stack:
        files = _Files(folder, stack)
        for organisation, places in reads.by_operator():
            files.organisation(organisation, places)
    for name, rows in (("taxonomy_list", [reads.taxonomy()]), ("taxonomy_term_list", reads.terms())):
        (folder / f"{name}.json").write_text(dumped(page(rows)), encoding="utf-8")


class _Files:
    """The files that are written side by side."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        def rows(name: str, is_page: bool = False) -> Rows:
            path = folder / f"{name}.json"
            return stack.enter_context(listed(path, '{"contents":[', _end_of_page) if is_page else listed(path))

        self.writer = reads.writer()
        self.organisations, self.services = rows("organization_full"), rows("service_full")
        self.meetings = rows("service_at_location_full")
        self.organisation_list = rows("organization_list", is_page=True)
        self.service_list = rows("service_list", is_page=True)

    def organisation(self, row: dict[str, Any], places: Iterable[PlaceRecord]) -> None:
        """One organisation: its locations as they come, its services after them."""
        self.organisation_list.add(row)
        out = self.organisations.begin(dumped(row).removesuffix("}") + ',"locations":[')
        locations = Rows(out)
        with tempfile.SpooledTemporaryFile(MEGA, "w+", encoding="utf-8") as aside:
            services = Rows(aside)
            for place in places:
                for location in (self.writer.location(place), *self.writer.stops(place)):
                    locations.add(location)
                for service in self._services(row, place):
                    services.add(service)
            out.write('],"services":[')
            aside.seek(0)
            shutil.copyfileobj(aside, out)
        out.write("]}")

    def _services(self, organisation: dict[str, Any], place: PlaceRecord) -> Iterator[dict[str, Any]]:
        for each in place.services:
            row = self.writer.service(place, each)
            self.services.add(row | {"organization": organisation})
            self.service_list.add({name: row[name] for name in LIST if name in row})
            for meeting in self.writer.meetings(place, each):
                self.meetings.add(meeting)
            yield row


def _end_of_page(count: int) -> str:
    return "]," + dumped(envelope(count)).removeprefix("{")
