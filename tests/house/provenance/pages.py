"""Every digit that a page shows or speaks, and the element that says where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from .known import Known, Stray, plain

SPOKEN = ("title", "alt", "aria-label", "placeholder")
UNSEEN = {"script", "style", "template"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    """An element with its text, as far as it has been read."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return plain("".join(self.pieces))

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())


class _Reader(HTMLParser):
    """Gathers texts by the nearest element that vouches for them, or by the element that holds them."""

    def __init__(self) -> None:
        super().__init__()
        self.here: Element | None = None
        self.vouched: list[Element] = []
        self.loose: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.loose += [(f"@{name}", attributes[name]) for name in SPOKEN if attributes.get(name)]
        if tag == "meta" and attributes.get("name") == "description":
            self.loose.append(("@content", attributes.get("content", "")))
        if tag in VOID:
            return
        self.here = Element(tag, attributes, self.here)
        if _vouches(self.here):
            self.vouched.append(self.here)

    def handle_endtag(self, tag: str) -> None:
        step = self.here
        while step is not None and step.tag != tag:
            step = step.parent
        if step is not None:
            self.here = step.parent

    def handle_data(self, data: str) -> None:
        step = self.here
        while step is not None:
            if step.tag in UNSEEN:
                return
            if _vouches(step):
                step.pieces.append(data)
                return
            step = step.parent
        if data.strip():
            self.loose.append((self.here.tag if self.here else "", data))


def _vouches(element: Element) -> bool:
    """Whether an element says where its digits come from."""
    known = {"review-quote", "review-reference", "review-digest"}
    return element.tag in {"data", "time"} or bool(element.classes & known) or bool(_drawn(element))


def _drawn(element: Element) -> str:
    """The indicator whose chart a drawn label belongs to."""
    step = element.parent if element.tag == "text" else None
    while step is not None and "chart" not in step.classes:
        step = step.parent
    return step.attributes.get("data-indicator", "") if step else ""


def strays(html: str, known: Known, where: str, digest: str = "", live: dict[str, str] | None = None) -> list[Stray]:
    """The digits of a page that come from nowhere. `live` gives the printed form of later revisions, by reference."""
    reader = _Reader()
    reader.feed(html)
    found = [Stray(where, digits, plain(text)) for _tag, text in reader.loose for digits in known.strays(text)]
    for element in reader.vouched:
        if any(character.isdigit() for character in element.text):
            found += _false(element, known, where, digest, live or {})
    return found


def _false(element: Element, known: Known, where: str, digest: str, live: dict[str, str]) -> Iterator[Stray]:
    """What an element claims wrongly."""
    allowed = set(_allowed(element, known, digest, live))
    if element.text not in allowed and not known_in_words(element, known):
        yield Stray(where, element.text, f"<{element.tag} {element.attributes}> allows {sorted(allowed)}")


def known_in_words(element: Element, known: Known) -> bool:
    """A quotation whose digits are all words needs nothing more."""
    return element.tag == "q" and not known.strays(element.text)


def _allowed(element: Element, known: Known, digest: str, live: dict[str, str]) -> Iterator[str]:
    attributes = element.attributes
    reference = attributes.get("data-measurement", "")
    if drawn := _drawn(element):
        yield from _label(drawn, known)
    elif "figure" in element.classes:
        yield from _figure(reference.split(), known, live)
    elif "derived" in element.classes:
        yield str(known.count(attributes["data-rule"]))
    elif "row" in element.classes:
        yield from known.cells(attributes["data-indicator"])
    elif "target" in element.classes:
        yield from known.target(attributes["data-indicator"])
    elif element.tag == "time":
        yield from _time(attributes, known)
    elif "review-quote" in element.classes:
        yield from known.target(attributes["data-target"]) if "data-target" in attributes else known.quotes(reference)
    elif "review-reference" in element.classes:
        yield from {*known.figures, *known.sheets, *live, *_past(known)}
    elif "review-digest" in element.classes:
        yield digest


def _figure(references: list[str], known: Known, live: dict[str, str]) -> Iterator[str]:
    """One measurement, or the change between two."""
    if len(references) == 2:
        yield known.rate(*references)
    elif references and references[0] in known.figures:
        yield known.form(references[0])
    elif references and references[0] in live:
        yield live[references[0]]


def _label(indicator: str, known: Known) -> Iterator[str]:
    """What a chart writes: values, periods and targets of its own indicator, names of territories."""
    for figure in known.sheets[indicator]["figures"]:
        yield known.form(figure["reference"])
        yield from known.periods(figure["reference"])
        yield from map(plain, figure["territory_name"].values())  # type: ignore[arg-type]
    goals = ("cible", "cible, au plus", "target", "target, at most")
    yield from (f"{words} : {form}" for form in known.target(indicator) for words in goals)


def _time(attributes: dict[str, str], known: Known) -> Iterator[str]:
    stamp = attributes.get("datetime", "")
    for reference, figure in known.figures.items():
        if stamp == "/".join(day for day in (figure["period_start"], figure["period_end"]) if day):
            yield from known.periods(reference)
    yield from known.days.get(stamp, ())
    if stamp in known.years:
        yield stamp


def _past(known: Known) -> set[str]:
    return {old["reference"] for figure in known.figures.values() for old in figure["revisions"]}
