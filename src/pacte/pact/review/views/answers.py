"""How a public page is answered: from what was made before, and not at all when the reader has it already.

A frozen edition never changes, so its fragments are kept under its hash; the whole page is kept for readers who carry
no cookie, for whom the frame is the same. A preview is made anew each time and kept nowhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from pacte import __version__

from ..reads.editions import Issue
from ..rules.printed import language_of

DAY, HOUR = 86_400, 3_600
PAGE = "public, max-age=0, must-revalidate"
FILE = "public, max-age=3600"
LIVE = "<!--live-->"
"""Where a frozen fragment leaves room for what is read live."""


def tag(*parts: str) -> str:
    """An ETag for these parts in the language of the request and this version of the product."""
    return quote_etag(hashlib.sha256("\n".join([__version__, get_language() or "", *parts]).encode()).hexdigest()[:32])


def fragment(issue: Issue, name: str, make: Callable[[], dict[str, Any]], template: str) -> tuple[str, SafeString]:
    """A page's title and body, kept under the edition's hash; `make` is called only when they are not there yet."""

    def rendered() -> tuple[str, str]:
        page = make()
        context = {"page": page, "issue": issue, "query": "" if issue.is_latest else f"?edition={issue.code}"}
        return str(page.get("title") or page["pact"]["name"]), render_to_string(template, context)

    if issue.is_preview:
        title, body = rendered()
    else:
        key = f"review/{__version__}/{issue.sha256}/{issue.is_latest}/{get_language()}/{name}"
        title, body = cast(tuple[str, str], cache.get_or_set(key, rendered, DAY))
    return title, mark_safe(body)  # noqa: S308 - our own template's output, escaped there


def page(
    request: HttpRequest,
    issue: Issue,
    name: str,
    make: Callable[[], dict[str, Any]],
    template: str,
    *,
    live: str = "",
    frame: str = "review/base.html",
) -> HttpResponse:
    """The page's answer. `live` is what it adds to the frozen fragment and must be part of its ETag.

    `frame` is the page around the fragment. Where it speaks a language that the pact does not, the fragment is French.
    """
    is_shared = not request.user.is_authenticated and not issue.is_preview
    etag = tag(request.get_full_path(), issue.versions, live)
    if is_shared and (unchanged := get_conditional_response(request, etag=etag)):
        return shared(unchanged, etag, PAGE)

    def answered() -> bytes:
        with translation.override(language_of(get_language())):
            title, body = fragment(issue, name, make, template)
        context = {"issue": issue, "title": title, "body": mark_safe(body.replace(LIVE, live))}  # noqa: S308 - ours too
        return render(request, frame, context).content

    is_plain = is_shared and request.COOKIES.keys() <= {settings.LANGUAGE_COOKIE_NAME}
    response = HttpResponse(cache.get_or_set(f"review/page/{etag}", answered, HOUR) if is_plain else answered())
    return shared(response, etag, PAGE) if is_shared else response


def shared(response: HttpResponse, etag: str, control: str) -> HttpResponse:
    """Let caches keep an answer that is the same for everyone who reads its language."""
    response["ETag"] = etag
    response["Cache-Control"] = control
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
