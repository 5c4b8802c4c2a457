"""What was noted in a case, as lines of a story: each with its day, who noted it, and what a correction made of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import unseal

from ..enums import CaseEventKind
from ..models import CaseEvent
from ..rules.scheme import Scheme
from ..rules.story import Story
from . import case_words as words

K = CaseEventKind
ON_ITS_DAY = {K.HAPPENED, K.GIVEN, K.ASKED, K.PAUSED, K.RESUMED, K.CLOSED}
"""Kinds that are told on the day they speak of; the others on the day they were noted."""

TITLES = {
    K.HAPPENED: "%(what)s",
    K.PLANNED: gettext_lazy("« %(what)s » prévu le %(day)s"),
    K.FACT: "%(what)s",
    K.PAUSED: gettext_lazy("Délai suspendu : %(what)s"),
    K.RESUMED: gettext_lazy("Délai repris : %(what)s"),
    K.CLOSED: gettext_lazy("Parcours terminé : %(what)s"),
    K.ASKED: gettext_lazy("Document demandé : %(what)s"),
    K.GIVEN: gettext_lazy("Document reçu : %(what)s"),
    K.ASSIGNED: gettext_lazy("Parcours confié"),
    K.MOVED: gettext_lazy("Passé à une autre version du dispositif"),
}
STRONG = {K.HAPPENED, K.CLOSED, K.REOPENED}
CORRECTABLE = {K.HAPPENED, K.PLANNED, K.FACT, K.PAUSED, K.RESUMED, K.CLOSED, K.ASKED, K.GIVEN}


@dataclass(frozen=True)
class Line:
    """One line: `title` says it; `words` is what the worker wrote, when the reader may read it.

    `struck`: taken away by a correction, with its `reason`, its `corrected_by` and `corrected_on`.
    `noted_on` when it is another day than the one it speaks of.
    """

    key: UUID
    kind: str
    day: date
    title: str
    detail: str = ""
    words: str = ""
    by: str = ""
    noted_on: date | None = None
    is_strong: bool = False
    struck: bool = False
    reason: str = ""
    corrected_by: str = ""
    corrected_on: date | None = None
    may_correct: bool = False
    rank: int = 0


class Telling:
    """Turns the rows of one case into lines, for one reader: `opens_values`, `opens_words`, `may_write`."""

    def __init__(
        self, scheme: Scheme, story: Story, *, opens_values: bool, opens_words: bool, may_write: bool,
        names: bool = True,
    ) -> None:  # fmt: skip
        self.scheme, self.story = scheme, story
        self.opens_values, self.opens_words, self.may_write = opens_values, opens_words, may_write
        self.names = names
        self.holding: dict[str, CaseEvent] = {}
        self.users: dict[str, str] = {}

    def lines(self, rows: Iterable[CaseEvent]) -> list[Line]:
        """The lines by day, then in the order in which they were noted."""
        kept = list(rows)
        self.users = _people_named(kept) if self.names else {}
        corrections = [row for row in kept if row.kind == K.CORRECTED and str(row.key) not in self.story.voided]
        self.holding = {str(row.target_event): row for row in corrections}
        found = [line for row in kept for line in self._of(row)]
        return sorted(found, key=lambda line: (line.day, line.rank))

    def _of(self, row: CaseEvent) -> list[Line]:
        if row.kind == K.CORRECTED:
            return []
        ruling = self.holding.get(str(row.key)) if str(row.key) in self.story.voided else None
        if ruling is None:
            return [self._line(row, row)]
        struck = self._line(row, row, ruling)
        return [struck, self._line(ruling, row)] if ruling.replaces else [struck]

    def _line(self, said: CaseEvent, noted: CaseEvent, ruling: CaseEvent | None = None) -> Line:
        """`said` holds the content; `noted` is the row under whose key it is corrected."""
        kind = CaseEventKind(said.replaces or said.kind)
        at = timezone.localtime(said.at).date()
        day = said.on if kind in ON_ITS_DAY and said.on else at
        title, detail = self._told(kind, said)
        text = unseal(said.sealed_words) if said.sealed_words and self.opens_words else ""
        told = Line(
            noted.key, kind.value, day, title, detail, text, self._name(said), at if at != day else None,
            is_strong=kind in STRONG, rank=noted.rank,
            may_correct=self.may_write and ruling is None and kind in CORRECTABLE,
        )  # fmt: skip
        if ruling is None:
            return told
        return Line(**vars(told) | {
            "struck": True, "reason": str(ruling.get_reason_display()), "corrected_by": self._name(ruling),
            "corrected_on": timezone.localtime(ruling.at).date(),
        })  # fmt: skip

    def _name(self, row: CaseEvent) -> str:
        return str(row.by.display_name) if self.names and row.by else ""

    def _told(self, kind: CaseEventKind, row: CaseEvent) -> tuple[str, str]:
        """What a line says, and its detail."""
        name = words.name_of(self.scheme, row.what) if row.what else _("tous les délais")
        if kind is K.PLANNED and row.on is None:
            return _("« %(what)s » n’est plus prévu") % {"what": name}, ""
        title = str(TITLES.get(kind, kind.label)) % {"what": name, "day": words.day_words(row.on)}
        return title, self._detail(kind, row)

    def _detail(self, kind: CaseEventKind, row: CaseEvent) -> str:
        if kind is K.HAPPENED:
            step = self.scheme.step(row.what)
            return step.by if step else ""
        if kind is K.FACT:
            return self._value(row)
        if kind is K.PAUSED:
            return str(row.get_reason_display())
        return self._given_to(row.value) if kind is K.ASSIGNED else ""

    def _value(self, row: CaseEvent) -> str:
        if not self.opens_values:
            return ""
        return words.value_words(self.scheme.fact(row.what), row.value)

    def _given_to(self, value: Any) -> str:
        return self.users.get(str(value.get("to")), "") if isinstance(value, dict) else ""


def _people_named(rows: Iterable[CaseEvent]) -> dict[str, str]:
    """Names of those to whom the case was given, by their opaque identifier; none is asked when there is none."""
    keys = {str(row.value.get("to", "")) for row in rows if row.kind == K.ASSIGNED and isinstance(row.value, dict)}
    known = set()
    for key in keys:
        try:
            known.add(UUID(key))
        except ValueError:
            continue
    if not known:
        return {}
    named = User.objects.filter(opaque_id__in=known).values_list("opaque_id", "display_name")
    return {str(key): name for key, name in named}
