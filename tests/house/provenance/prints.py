"""Every digit that the printed review holds, and what vouches for it: a link to its source, or its row of the table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pacte.pact.review.reads import labels

from .known import Known, Stray, plain
from .pdf import Block, Piece, Structure, Target


def strays(content: bytes, known: Known, digest: str, states: dict[str, str]) -> list[Stray]:
    """The digits of the review that come from nowhere. `states` gives the word of each state, in its language."""
    structure = Structure(content)
    blocks = structure.blocks()
    places = _sources(blocks, known)
    found: list[Stray] = []
    row = ""
    for block in blocks:
        if "/TR" in block.path:
            row = _reference(block, known) or row
        reference = row if "/TD" in block.path else ""
        found += _of_links(block, known, places, structure)
        found += _of_text(block, known, reference, digest, states)
    for page, text in structure.artifacts():
        found += [Stray(f"foot of page {page}", digits, text) for digits in _of_foot(page, text, known)]
    return found


def _sources(blocks: list[Block], known: Known) -> dict[Target, str]:
    """The place of each row of the table of sources, by the order of both: each figure is linked to at least once."""
    table = {
        piece.leads_to for block in blocks for piece in block.pieces if re.fullmatch(r"\[\d+\]", piece.text.strip())
    }
    places = sorted((place for place in table if isinstance(place, tuple)), key=lambda place: (place[0], -place[1]))
    ranked = sorted(known.figures.values(), key=lambda figure: figure["number"])
    linked = [figure for figure in ranked if _marked(figure["number"], blocks)]
    assert len(places) == len(linked), (len(places), len(linked))
    return {place: figure["reference"] for place, figure in zip(places, linked, strict=True)}


def _marked(number: int, blocks: list[Block]) -> bool:
    """Whether the mark of this number is a link somewhere."""
    return any(piece.leads_to and piece.text.strip() == f"[{number}]" for block in blocks for piece in block.pieces)


def _reference(block: Block, known: Known) -> str:
    """The measurement whose row begins with this cell."""
    found = re.match(r"\[(\d+)\]", block.text.strip())
    ranked = {figure["number"]: figure["reference"] for figure in known.figures.values()}
    return ranked.get(int(found[1]), "") if found else ""


def _links(block: Block) -> Iterator[Piece]:
    """The links of a block, each whole, whatever the lines it is cut by."""
    whole: Piece | None = None
    for piece in block.pieces:
        if whole and piece.leads_to == whole.leads_to:
            whole = Piece(whole.text + piece.text, whole.leads_to)
            continue
        if whole:
            yield whole
        whole = piece if piece.leads_to else None
    if whole:
        yield whole


def _of_links(block: Block, known: Known, places: dict[Target, str], structure: Structure) -> Iterator[Stray]:
    for link in _links(block):
        text = plain(link.text)
        if not any(character.isdigit() for character in text) or text == link.leads_to:
            continue
        reference = places.get(link.leads_to)
        allowed: set[str] = set()
        if reference:
            mark = f"[{known.figures[reference]['number']}]"
            forms = {known.form(reference), *known.rates(reference)}
            allowed = {mark, *forms, *(f"{form} {mark}" for form in forms)}
        elif isinstance(link.leads_to, tuple) and "/TD" in block.path:
            allowed = {f"page {link.leads_to[0]}"}
        if text not in allowed:
            yield Stray(f"link to {link.leads_to}", text, f"allows {sorted(allowed)}")


def _of_text(block: Block, known: Known, reference: str, digest: str, states: dict[str, str]) -> Iterator[Stray]:
    text = plain(block.loose)
    also = {*known.spans, digest, *(form for forms in known.days.values() for form in forms)}
    also |= {period for one in known.figures for period in known.periods(one)}
    if reference:
        also |= _row(reference, known)
    elif text in _counts(known, states):
        return
    also |= _year_of_story(text, known)
    for digits in known.strays(text, also):
        yield Stray(" ".join(block.path[-2:]), digits, text)


def _row(reference: str, known: Known) -> set[str]:
    """What the row of a measurement may print."""
    figure = known.figures[reference]
    version = {f"version {figure['definition_version']} "}
    earlier = {old["reference"] for old in figure["revisions"]}
    return {
        f"[{figure['number']}]", reference, known.form(reference), *known.periods(reference), *known.quotes(reference),
        *known.target(figure["indicator"]), *version, *earlier,
    }  # fmt: skip


def _counts(known: Known, states: dict[str, str]) -> set[str]:
    """The lines that count the states of a chapter."""
    chapters = [chapter["code"] for chapter in known.snapshot["chapters"]]
    return {f"{word} : {known.count(f'states/{code}/{state}')}" for code in chapters for state, word in states.items()}


def _year_of_story(text: str, known: Known) -> set[str]:
    """An achievement's own year, after its place and its partner."""
    return {
        f"· {told['year']}"
        for node in known.nodes()
        for told in node["achievements"]
        if told["year"] and text.startswith(plain(told["title"][known.language]))  # type: ignore[literal-required]
    }


def _of_foot(page: int, text: str, known: Known) -> list[str]:
    """A running foot holds the title and the number of its page."""
    body = plain(text)
    return [] if not known.strays(body.removesuffix(str(page))) else [body]


def words_of_states() -> dict[str, str]:
    """The word of each state, in the language being spoken."""
    return {
        state: labels.state(state) for state in ("secured", "reachable", "help_needed", "compromised", "not_stated")
    }
