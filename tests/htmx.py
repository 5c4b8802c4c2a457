"""A fragment swapped into the page that was open gives the page that a reload gives."""

from __future__ import annotations

import re
from html.parser import HTMLParser

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class _Finder(HTMLParser):
    """Where the element of this id begins and ends."""

    def __init__(self, html: str, target: str) -> None:
        super().__init__(convert_charrefs=False)
        self.lines = [0]
        for line in html.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.target, self.depth, self.begin, self.end = target, 0, -1, -1
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.begin < 0 and dict(attrs).get("id") == self.target:
            self.begin = self._here()
        if self.begin >= 0 and self.end < 0 and tag not in VOID:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        if self.begin >= 0 and self.end < 0 and tag not in VOID:
            self.depth -= 1
            if not self.depth:
                self.end = self._here() + len(f"</{tag}>")

    def _here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column


def swapped(page: str, fragment: str, target: str) -> str:
    """The page once the fragment has taken the place of the element of this id (`hx-swap="outerHTML"`).

    >>> swapped('<p>a</p><div id="x"><div>b</div></div><p>c</p>', '<div id="x">d</div>', "x")
    '<p>a</p><div id="x">d</div><p>c</p>'
    """
    found = _Finder(page, target)
    assert found.end > 0, f"no element has the id {target}"
    return page[: found.begin] + fragment.strip() + page[found.end :]


def settled(html: str) -> str:
    """The markup without blanks and without the token that changes at each answer."""
    return " ".join(TOKEN.sub("", html).split())


def assert_swap_equals_reload(before: str, fragment: str, after: str, target: str) -> None:
    """`before` with the fragment in the place of `target` is `after`."""
    assert settled(swapped(before, fragment, target)) == settled(after)
