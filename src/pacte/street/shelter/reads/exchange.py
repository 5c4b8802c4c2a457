"""What the exchange with the State's system reads: mappings, imports done, requests known, a night to export."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from pacte.ground.directory.rules.formats.text import fold
from pacte.ground.partners.models import Organisation
from pacte.ground.partners.permissions import Someone, memberships_of
from pacte.ground.people.enums import CareNeed

from ..enums.requests import DangerReason, HouseholdKind, ShelterRequestState, UnmetReason
from ..models import ShelterPlacement, ShelterRequest, SiaoImport, SiaoMapping
from ..permissions import REGULATING_ROLES
from ..rules.exchange import ALIASES, KIND_WORDS, Reading, Row
from .priorities import grid_of
from .tonight import night_at

FIELD_WORDS = {
    "external_id": _("Identifiant SI-SIAO"), "label": _("Numéro Pacte"), "night": _("Nuit"),
    "kind": _("Type de ménage"), "size": _("Nombre de personnes"), "women": _("Femmes"), "men": _("Hommes"),
    "others": _("Adultes, autre genre ou non dit"), "children": _("Enfants"), "adult_ages": _("Âges des adultes"),
    "children_ages": _("Âges des enfants"), "territory": _("Arrondissement"), "step_free": _("Besoin de plain-pied"),
    "animals": _("Animaux"), "care": _("Besoin de soins"), "criteria": _("Critères de priorité"),
    "danger": _("Danger immédiat"), "way": _("Comment joindre le ménage"), "words": _("Précisions"),
    "state": _("État (rempli à l’export)"), "answer": _("Réponse (remplie à l’export)"),
    "lot": _("Lot proposé (rempli à l’export)"),
}  # fmt: skip
"""Our fields, as a page names them."""
assert FIELD_WORDS.keys() == ALIASES.keys()

LONGEST_WORD = 80
MOST_WORDS = 60
"""Words of a coded column that are shown to be matched, and kept."""

VALUE_WORDS = {
    "members": _("la composition"), "territory": _("l’arrondissement"), "needs_step_free": _("le plain-pied"),
    "animals": _("les animaux"), "care_need": _("les soins"), "criteria": _("les critères de priorité"),
    "danger": _("le danger immédiat"), "way": _("comment joindre le ménage"), "words": _("les précisions"),
    "external_id": _("l’identifiant SI-SIAO"),
}  # fmt: skip
"""What a request holds, as a page says it."""


def homes(user: Someone) -> list[Organisation]:
    """The organisations in which the user regulates."""
    held = [each for each in memberships_of(user) if each.role in REGULATING_ROLES]
    return list({each.organisation_id: each.organisation for each in held}.values())


def mappings_of(user: Someone) -> QuerySet[SiaoMapping]:
    """The mappings of the organisations in which the user regulates."""
    mine = SiaoMapping.objects.filter(organisation__in=homes(user))
    return mine.select_related("organisation").order_by("name", "pk")


def imports_of(user: Someone) -> QuerySet[SiaoImport]:
    """What was imported through them, the latest first."""
    return SiaoImport.objects.filter(mapping__organisation__in=homes(user)).select_related("mapping", "by")


def choices_of(field: str, night: date) -> list[tuple[str, str]]:
    """Our values for the words of a coded column, as (value, label)."""
    if field == "criteria":
        grid = grid_of(night)
        return [(each.code, str(each)) for each in grid.criteria.all()] if grid else []
    enums: dict[str, Any] = {"kind": HouseholdKind, "care": CareNeed, "danger": DangerReason}
    return [(value, str(label)) for value, label in enums[field].choices]


def words_in(cells: Iterable[Any], field: str) -> list[str]:
    """The different words of a coded column, as they are written, in their order; long or numerous ones are cut."""
    found: dict[str, str] = {}
    for cell in cells:
        for part in re.split(r"[;|]", str(cell)) if field == "criteria" else [str(cell)]:
            word = " ".join(part.split())
            if word and len(word) <= LONGEST_WORD:
                found.setdefault(fold(word), word)
    return list(found.values())[:MOST_WORDS]


def usual_words(field: str, night: date) -> dict[str, str]:
    """Words that need no mapping: our own values and labels and, for households, the 115's usual ones."""
    known = {fold(word): value for value, label in choices_of(field, night) for word in (value, label)}
    if field == "kind":
        known |= {word: value.value for word, value in KIND_WORDS.items()}
    if field == "danger":
        known |= dict.fromkeys(("non", "aucun", "0", "n"), "")
    if field == "care":
        known |= dict.fromkeys(("non", "aucun"), CareNeed.NONE.value)
    return known


def reading_of(mapping: SiaoMapping) -> Reading:
    """A saved mapping as the rules read it, the usual words beside its own."""
    night = night_at()
    words = {
        field: usual_words(field, night) | mapping.words.get(field, {})
        for field in ("kind", "care", "criteria", "danger")
        if field in mapping.columns
    }
    return Reading(columns_of(mapping), words)


def columns_of(mapping: SiaoMapping) -> dict[str, str]:
    """The folded title of each mapped column; the mapping keeps them as they are written."""
    return {field: fold(title) for field, title in mapping.columns.items()}


@dataclass(frozen=True)
class Known:
    """Requests already there, by identifier and by number."""

    by_identifier: dict[tuple[str, date], ShelterRequest]
    by_label: dict[tuple[str, date], ShelterRequest]

    def of(self, row: Row) -> ShelterRequest | None:
        """The request that a line is about."""
        if row.night is None:
            return None
        found = self.by_identifier.get((row.external_id, row.night)) if row.external_id else None
        by_label = self.by_label.get((row.label, row.night)) if row.label else None
        if by_label is not None and row.external_id and by_label.external_id not in ("", row.external_id):
            by_label = None
        return found or by_label


def known(rows: Iterable[Row]) -> Known:
    """The requests of the nights that these lines are about, in two queries."""
    nights = {row.night for row in rows if row.night is not None}
    found = list(
        ShelterRequest.objects.filter(night__in=nights)
        .select_related("territory", "file", "household", "from_organisation", "previous_site")
        .prefetch_related("members")
    )
    return Known(
        {(each.external_id, each.night): each for each in found if each.external_id},
        {(each.label, each.night): each for each in found},
    )


def night_of_requests(night: date) -> list[ShelterRequest]:
    """The requests of a night to export: restricted persons are left out, a cancelled request too."""
    placed = ShelterPlacement.objects.holding().select_related("lot__site").order_by("part")
    rows = ShelterRequest.objects.of_night(night).in_the_open().exclude(state=ShelterRequestState.CANCELLED)
    return list(
        rows.select_related("territory").prefetch_related(
            "members", Prefetch("placements", queryset=placed, to_attr="held_now")
        )
    )


def answer_of(request: ShelterRequest) -> str:
    """What was answered: the place's state, or why there was none."""
    if request.state == ShelterRequestState.UNMET:
        return str(UnmetReason(request.unmet_reason).label)
    return str(request.get_state_display())
