"""Reads a tagged PDF by its structure: each block's text, and within it what is a link and where the link leads."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

Target = tuple[int, float] | str | None
INLINE = {"/Span", "/Strong", "/Em", "/Link", "/Reference"}


@dataclass
class Piece:
    """A run of text. `leads_to` is where its link leads, as (page, height) or an address; None outside a link."""

    text: str
    leads_to: Target = None


@dataclass
class Block:
    """A paragraph, a heading, a cell… `path` is the tags from the document down to it; `row` tells table rows apart."""

    path: tuple[str, ...]
    row: int
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces)

    @property
    def loose(self) -> str:
        """The text outside links, a space in place of each link."""
        return " ".join("" if piece.leads_to else piece.text for piece in self.pieces)


class Structure:
    """A PDF with its structure tree."""

    def __init__(self, content: bytes) -> None:
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.pages = {page.objgen: _marked(page) for page in self.pdf.pages}
        self.numbers = {page.objgen: rank for rank, page in enumerate(self.pdf.pages, start=1)}
        self.rows = 0

    def blocks(self) -> list[Block]:
        """Every block that holds text, in reading order."""
        found: list[Block] = []
        root = self.pdf.Root.StructTreeRoot.K
        for child in _kids(root):
            self._walk(child, (), None, None, None, found)
        return [block for block in found if block.text.strip()]

    def artifacts(self) -> list[tuple[int, str]]:
        """What stands on each page outside the structure: running feet."""
        return [(self.numbers[key], texts[None]) for key, texts in self.pages.items() if texts.get(None, "").strip()]

    def _walk(
        self, node: Any, path: tuple[str, ...], block: Block | None, leads: Target, page: Any, out: list[Block]
    ) -> None:
        if isinstance(node, int) or not isinstance(node, pikepdf.Dictionary):
            self._text(int(node), page, block, leads, path, out)
            return
        if node.get("/Type") == "/MCR":
            self._text(int(node.MCID), node.get("/Pg", page), block, leads, path, out)
            return
        if "/S" not in node:
            return
        tag, page = str(node.S), node.get("/Pg", page)
        if tag == "/TR":
            self.rows += 1
        if tag == "/Link":
            leads = self._destination(node)
        if tag not in INLINE:
            block = Block((*path, tag), self.rows)
            out.append(block)
        for child in _kids(node.get("/K")):
            self._walk(child, (*path, tag), block, leads, page, out)
            if (
                block is not None
                and isinstance(child, pikepdf.Dictionary)
                and str(child.get("/S", "/Span")) not in INLINE
            ):
                block = Block(block.path, self.rows)  # what follows a block stands apart from what came before it
                out.append(block)

    def _text(
        self, mcid: int, page: Any, block: Block | None, leads: Target, path: tuple[str, ...], out: list[Block]
    ) -> None:
        text = self.pages[page.objgen].get(mcid, "")
        if block is None:
            block = Block(path, self.rows)
            out.append(block)
        block.pieces.append(Piece(text, leads))

    def _destination(self, link: Any) -> Target:
        for child in _kids(link.get("/K")):
            if isinstance(child, pikepdf.Dictionary) and child.get("/Type") == "/OBJR":
                annotation = child.Obj
                if "/A" in annotation and "/URI" in annotation.A:
                    return str(annotation.A.URI)
                place = annotation.get("/Dest")
                if isinstance(place, pikepdf.Array):
                    return self.numbers[place[0].objgen], round(float(place[3]), 2)
                return str(place)
        return "?"


def _kids(node: Any) -> Iterator[Any]:
    if node is None:
        return
    yield from node if isinstance(node, pikepdf.Array) else [node]


def _marked(page: pikepdf.Page) -> dict[int | None, str]:
    """The text of each marked content of a page; under None what is an artifact."""
    fonts = {name: _characters(font) for name, font in page.resources.get("/Font", {}).items()}
    texts: dict[int | None, str] = {}
    marks: list[tuple[int | None, bool]] = []
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            properties = operands[1] if name == "BDC" else {}
            inherited = marks[-1] if marks else (None, False)
            mcid = int(properties["/MCID"]) if "/MCID" in properties else inherited[0]
            instead = "/ActualText" in properties
            if instead:
                texts[mcid] = texts.get(mcid, "") + str(properties["/ActualText"])
            marks.append((mcid, instead or inherited[1]))
        elif name == "EMC":
            marks.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in {"Tj", "TJ"} and not (marks and marks[-1][1]):
            mcid = marks[-1][0] if marks else None
            texts[mcid] = texts.get(mcid, "") + _decoded(operands[0], font)
    return texts


def _decoded(shown: Any, font: dict[int, str]) -> str:
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(font.get(int.from_bytes(codes[at : at + 2], "big"), "\ufffd") for at in range(0, len(codes), 2))


def _characters(font: Any) -> dict[int, str]:
    """A font's ToUnicode map."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    found: dict[int, str] = {}
    for section in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", section):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for section in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", section):
            start = int.from_bytes(bytes.fromhex(text), "big")
            for offset in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + offset] = chr(start + offset)
    return found
