"""Which edition a page shows: the last frozen one, or the one asked for. An open one is for the pact's team only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pacte.pact.campaigns import reads as campaigns
from pacte.pact.campaigns.models import Edition
from pacte.pact.campaigns.snapshot_types import Snapshot

from ..permissions import Someone, may_preview
from ..rules import printed


@dataclass(frozen=True)
class Issue:
    """An edition as a reader meets it, without its snapshot until a page asks for it."""

    edition: Edition
    published: tuple[Edition, ...]

    @property
    def code(self) -> str:
        return self.edition.code

    @property
    def is_preview(self) -> bool:
        return not self.edition.is_frozen

    @property
    def is_latest(self) -> bool:
        return bool(self.published) and self.edition == self.published[0]

    @property
    def sha256(self) -> str:
        return self.edition.snapshot_sha256

    @property
    def snapshot(self) -> Snapshot:
        return campaigns.snapshot_of(self.edition) if self.is_preview else _frozen(self.edition.pk, self.sha256)

    @property
    def versions(self) -> str:
        """What any public page depends on: this edition and the list of those that a reader may turn to."""
        return "/".join([self.sha256, *(edition.snapshot_sha256 for edition in self.published)])


def cards() -> list[dict[str, str]]:
    """The frozen editions as a list to choose from, the last one first."""
    spoken = printed.language_of(get_language())
    return [
        {
            "code": edition.code,
            "title": (edition.title_en if spoken == "en" else "") or edition.title_fr,
            "meets_on": edition.meets_on.isoformat() if edition.meets_on else "",
            "frozen_at": edition.frozen_at.isoformat() if edition.frozen_at else "",
            "sha256": edition.snapshot_sha256,
        }
        for edition in _editions()
        if edition.is_frozen
    ]


def asked(code: str, reader: Someone) -> Issue | None:
    """The edition of that code, the last frozen one when none is named; None before the first freeze.

    An unknown edition is not found; nor is an open one, for whoever may not preview it.
    """
    editions = _editions()
    frozen = tuple(edition for edition in editions if edition.is_frozen)
    if not code:
        return Issue(frozen[0], frozen) if frozen else None
    found = next((edition for edition in editions if edition.code == code), None)
    if found is None or not (found.is_frozen or may_preview(reader)):
        raise Http404("no such edition")
    return Issue(found, frozen)


def required(code: str, reader: Someone) -> Issue:
    """The same, for a page that has nothing to show without an edition."""
    issue = asked(code, reader)
    if issue is None:
        raise Http404("no frozen edition")
    return issue


def any_of(code: str) -> Issue | None:
    """The edition of that code, whatever its state: for the command line, whose user has the machine."""
    found = [edition for edition in _editions() if edition.code == code]
    return Issue(found[0], ()) if found else None


def frozen(code: str) -> Issue | None:
    """The frozen edition of that code."""
    issue = any_of(code)
    return issue if issue and not issue.is_preview else None


def known_codes() -> str:
    """What may be asked for, as a sentence."""
    codes = ", ".join(edition.code for edition in _editions())
    return _("Éditions connues : %(codes)s.") % {"codes": codes or _("aucune")}


def _editions() -> list[Edition]:
    return list(campaigns.editions().select_related(None).order_by("-period_end", "-pk"))


@lru_cache(maxsize=4)
def _frozen(pk: int, sha256: str) -> Snapshot:
    """A frozen snapshot, read once per process: its hash says that it is still the same one."""
    return campaigns.snapshot_of(Edition.objects.get(pk=pk))
