"""What each public page is given, made from one snapshot in the language being spoken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import get_language

from pacte.pact.campaigns.snapshot_types import Snapshot

from ..rules import printed, walk
from .chapters import ChapterView, CountView, Reader
from .figures import FigureView, view


@dataclass(frozen=True)
class SourceRow:
    """A figure in the table of sources."""

    figure: FigureView
    key: str
    note: str
    method: str
    base: str


def reader_of(snapshot: Snapshot) -> Reader:
    """Reads the snapshot in the language of this request."""
    return Reader(snapshot, printed.language_of(get_language()))


def home(snapshot: Snapshot) -> dict[str, Any]:
    """The pact at a glance."""
    reader = reader_of(snapshot)
    chapters = reader.chapters(at_a_glance=True)
    return {
        "pact": pact(reader),
        "chapters": [chapter for chapter in chapters if chapter.is_chapter],
        "asides": [chapter for chapter in chapters if not chapter.is_chapter],
        "total": reader.counts(snapshot["chapters"], "all"),
    }


def pact(reader: Reader) -> dict[str, Any]:
    """The pact's name and promise, and the edition's dates."""
    snapshot = reader.snapshot
    return {
        "name": printed.words(snapshot["pact_name"], reader.language),
        "promise": printed.words(snapshot["pact_promise"], reader.language),
        "title": printed.words(snapshot["title"], reader.language),
        "starts_on": snapshot["pact_period"][0],
        "ends_on": snapshot["pact_period"][1],
        "meets_on": snapshot["meets_on"],
        "frozen_at": snapshot["frozen_at"],
        "period_start": snapshot["period_start"],
        "period_end": snapshot["period_end"],
    }


def chapter(snapshot: Snapshot, code: str) -> dict[str, Any]:
    """One chapter, with its neighbours to turn to. Not found when the edition has none of that code."""
    node = walk.chapter_of(snapshot, code)
    if node is None:
        raise Http404("no such chapter")
    reader = reader_of(snapshot)
    return {"pact": pact(reader), "chapter": reader.chapter(node), "neighbours": names(reader)}


def names(reader: Reader) -> list[dict[str, str]]:
    """Every chapter by code, colour and name."""
    return [
        {"code": node["code"], "key": node["key"], "name": printed.words(node["name"], reader.language)}
        for node in reader.snapshot["chapters"]
    ]


def review(snapshot: Snapshot) -> dict[str, Any]:
    """The whole review, with the table that says where each number comes from."""
    reader = reader_of(snapshot)
    chapters: list[ChapterView] = reader.chapters()
    total: tuple[CountView, ...] = reader.counts(snapshot["chapters"], "all")
    return {"pact": pact(reader), "chapters": chapters, "total": total, "sources": sources(reader)}


def sources(reader: Reader) -> list[SourceRow]:
    """Every figure of the edition by its number."""
    return [
        SourceRow(
            figure=view(one.figure, one.sheet, "", reader.language),
            key=one.chapter["key"],
            note=one.figure["note"],
            method=one.figure["method"] or one.sheet["method"],
            base=one.figure["base"],
        )
        for one in walk.figures(reader.snapshot)
    ]
