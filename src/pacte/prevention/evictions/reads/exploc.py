"""What the exchange with the State's system reads: mappings, imports done, files known, what an export writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.rules.formats.text import fold
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone, memberships_of

from ..enums import EvictionGround, LandlordKind
from ..models import CommissionFile, Eviction, ExplocImport, ExplocMapping
from ..permissions import COMMISSION_ROLES
from ..rules.exploc import ALIASES, USUAL, Reading, Row, line_of

FIELD_WORDS = {
    "exploc_id": _("Identifiant EXPLOC"), "label": _("Numéro Pacte"), "ground": _("Motif"),
    "landlord_kind": _("Type de bailleur"), "debt": _("Dette"), "rent": _("Loyer mensuel hors charges"),
    "territory": _("Arrondissement"), "referred_on": _("Date du signalement"),
    "payment_order_on": _("Commandement de payer"), "summons_on": _("Assignation"), "hearing_on": _("Audience"),
    "quit_order_on": _("Commandement de quitter les lieux"), "police_on": _("Demande de concours"),
    "member": _("Membre désigné (rempli à l’export)"), "answer": _("Réponse (remplie à l’export)"),
}  # fmt: skip
"""Our fields, as a page names them."""
assert FIELD_WORDS.keys() == ALIASES.keys()

VALUE_WORDS = {
    "ground": _("le motif"), "landlord_kind": _("le bailleur"), "debt_cents": _("la dette"),
    "rent_cents": _("le loyer"), "territory": _("l’arrondissement"), "referred_on": _("la date du signalement"),
    "payment_order_on": _("le commandement de payer"), "summons_on": _("l’assignation"),
    "hearing_on": _("l’audience"), "quit_order_on": _("le commandement de quitter les lieux"),
    "police_on": _("la demande de concours"), "exploc_id": _("l’identifiant EXPLOC"),
}  # fmt: skip
"""What a file of the commission holds, as a page says it."""
MOST_WORDS = 60


def homes(user: Someone) -> list[Organisation]:
    """The organisations for which the user sits in the commission."""
    held = [each for each in memberships_of(user) if each.role in COMMISSION_ROLES]
    return list({each.organisation_id: each.organisation for each in held}.values())


def mappings_of(user: Someone) -> QuerySet[ExplocMapping]:
    """The mappings of the organisations for which the user sits."""
    mine = ExplocMapping.objects.filter(organisation__in=homes(user))
    return mine.select_related("organisation").order_by("name", "pk")


def imports_of(user: Someone) -> QuerySet[ExplocImport]:
    """What was imported through them, the latest first."""
    return ExplocImport.objects.filter(mapping__organisation__in=homes(user)).select_related("mapping", "by")


def choices_of(field: str) -> list[tuple[str, str]]:
    """Our values for the words of a coded column, as (value, label)."""
    choices = EvictionGround.choices if field == "ground" else LandlordKind.choices
    return [(value, str(label)) for value, label in choices]


def usual_words(field: str) -> dict[str, str]:
    """Words that need no matching: the field's usual ones and our own labels, folded."""
    return USUAL[field] | {fold(label): value for value, label in choices_of(field)}


def words_in(cells: Iterable[object]) -> list[str]:
    """The words of a coded column, each once."""
    words = {line_of(each)[:80] for each in cells}
    return sorted(words - {""})[:MOST_WORDS]


def reading_of(mapping: ExplocMapping) -> Reading:
    """How this mapping reads a file."""
    columns = {ours: fold(title) for ours, title in mapping.columns.items()}
    words = {field: usual_words(field) | mapping.words.get(field, {}) for field in USUAL}
    return Reading(columns, words)


@dataclass(frozen=True)
class Known:
    """Files already there, by the State's identifier and by their number; and procedures that bear an identifier."""

    by_identifier: dict[str, CommissionFile]
    by_label: dict[str, CommissionFile]
    evictions: dict[str, Eviction]
    hidden: frozenset[str]
    """Identifiers of persons who are out of sight: their lines change nothing and are told nowhere."""

    def of(self, row: Row) -> CommissionFile | None:
        """The file that a line is about."""
        found = self.by_identifier.get(row.exploc_id)
        by_label = self.by_label.get(row.label) if row.label else None
        if by_label is not None and row.exploc_id and by_label.exploc_id not in ("", row.exploc_id):
            by_label = None
        return found or by_label


WITH = ("territory", "eviction__case__scheme", "eviction__case__version", "eviction__case__file__person")


def known(rows: Iterable[Row]) -> Known:
    """What the lines are about, in two queries."""
    said = list(rows)
    numbers = {row.exploc_id for row in said if row.exploc_id}
    labels = {int(row.label[2:]) for row in said if row.label[:2] == "C-" and row.label[2:].isdigit()}
    files = list(CommissionFile.objects.filter(exploc_id__in=numbers).select_related(*WITH))
    files += list(CommissionFile.objects.filter(number__in=labels).select_related(*WITH)) if labels else []
    evictions = list(Eviction.objects.filter(exploc_id__in=numbers).select_related("case__file__person"))
    hidden = {each.exploc_id for each in files if is_hidden(each.eviction)} | {
        each.exploc_id for each in evictions if is_hidden(each)
    }  # fmt: skip
    open_ones = [each for each in files if not is_hidden(each.eviction)]
    return Known(
        {each.exploc_id: each for each in open_ones if each.exploc_id},
        {each.label: each for each in open_ones},
        {each.exploc_id: each for each in evictions if not is_hidden(each)},
        frozenset(hidden),
    )


def is_hidden(eviction: Eviction | None) -> bool:
    """Is it a person's who is out of sight?"""
    return bool(eviction and eviction.case.file and eviction.case.file.person.is_restricted)


def to_export() -> list[CommissionFile]:
    """The files to write: restricted persons are left out."""
    rows = CommissionFile.objects.in_the_open().select_related(*WITH).prefetch_related("answers")
    return list(rows.order_by("number"))
