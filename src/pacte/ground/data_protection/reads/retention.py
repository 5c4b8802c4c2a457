"""The rules of retention that the rooms declare, with what stands in their way and what they last did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from pacte.ground.declarations.privacy import Fate, Retention
from pacte.ground.declarations.registry import declared

from ..enums import RunKind
from ..models import ArchiveVisa, RetentionLine, RetentionRun
from ..rules import code_of, length

FATES = {Fate.DELETE: _("supprimer"), Fate.ARCHIVE: _("archiver"), Fate.ANONYMISE: _("rendre anonyme")}
"""What becomes of the rows, as a verb."""


@dataclass(frozen=True)
class Kept:
    """One rule as the officer reads it. `visa` is the agreement it stands on; `awaits` that it lacks one."""

    code: str
    what: str
    model: str
    days: int
    reason: str
    fate: str
    reference: str
    is_sample: bool
    needs_visa: bool
    visa: ArchiveVisa | None
    fields: list[str]
    ran_at: datetime | None
    ran_count: int

    @property
    def length(self) -> str:
        """How long, in words."""
        return words_of_length(self.days)

    @property
    def awaits(self) -> bool:
        return self.needs_visa and self.visa is None


def rules() -> list[tuple[str, Retention]]:
    """Every room's rules with their codes, in the order of the rooms: a run applies them in this order.

    A room that has two rules of one fate for one kind of rows finds them numbered, in the order that it declares.
    """
    times: Counter[str] = Counter()
    found = []
    for _owner, rows in declared("privacy", "RETENTION"):
        for rule in rows:
            code = code_of(rule.model, rule.fate)
            times[code] += 1
            found.append((code if times[code] == 1 else f"{code}.{times[code]}", rule))
    return found


def visas_in_force() -> dict[str, ArchiveVisa]:
    """For each rule's code, the visa that covers it today."""
    return {code: visa for visa in ArchiveVisa.objects.in_force() for code in visa.rules}


def kept() -> list[Kept]:
    """Every rule, what it awaits, and what it last took away."""
    visas = visas_in_force()
    last: dict[str, RetentionLine] = {}
    done = RetentionLine.objects.filter(run__kind=RunKind.REAL, count__gt=0).select_related("run")
    for line in done.order_by("run__at", "pk"):
        last[line.rule] = line
    fields = [field for _owner, rows in declared("privacy", "FIELDS") for field in rows]
    found = []
    for code, rule in rules():
        line_ = last.get(code)
        found.append(
            Kept(
                code=code, what=name_of(rule.model), model=rule.model, days=rule.keep.days, reason=str(rule.reason),
                fate=str(FATES[rule.fate]), reference=rule.reference, is_sample=rule.is_sample,
                needs_visa=rule.awaits_archives,
                visa=visas.get(code) if rule.awaits_archives else None,
                fields=[field.field for field in fields if field.model == rule.model],
                ran_at=line_.run.at if line_ else None, ran_count=line_.count if line_ else 0,
            )
        )  # fmt: skip
    return found


def words_of_length(days: int) -> str:
    """A duration in words."""
    number, unit = length(days)
    if unit == "years":
        return ngettext("%(number)s an", "%(number)s ans", number) % {"number": number}
    if unit == "months":
        return ngettext("%(number)s mois", "%(number)s mois", number) % {"number": number}
    return ngettext("%(number)s jour", "%(number)s jours", number) % {"number": number}


def name_of(model: str) -> str:
    """What a model's rows are called, in the reader's language."""
    return str(apps.get_model(model)._meta.verbose_name_plural)


def rules_awaiting_archives() -> list[tuple[str, str]]:
    """The rules that need a visa, as (code, words): what a visa may cover."""
    return [(code, f"{name_of(rule.model)} : {FATES[rule.fate]}") for code, rule in rules() if rule.awaits_archives]


def runs() -> QuerySet[RetentionRun]:
    """The runs and rehearsals, the latest first, with their lines."""
    lines = RetentionLine.objects.select_related("visa")
    return RetentionRun.objects.select_related("by").prefetch_related(Prefetch("lines", lines))
