"""A night's requests as a file for the State's system, in a mapping's own columns: nobody types twice.

No name of a person, nothing of a restricted person, no site that is confidential, no words nor telephone.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.directory.rules.formats.text import fold
from pacte.ground.web.exports import harmless

from .. import permissions
from ..enums.stock import SiteKind
from ..models import ShelterRequest, SiaoMapping
from ..reads import exchange as reads
from ..rules.exchange import CODED
from ..rules.requests import is_minor

NEVER = ("way", "words")
"""Columns of an import that an export leaves empty: they may hold anything."""
HIDDEN_KINDS = (SiteKind.VIOLENCE_REFUGE,)


def export(actor: User, mapping: SiaoMapping, night: date) -> str:
    """The CSV of a night. Our number, state, answer and lot are added where the mapping has no column for them.

    Raises Refused for who does not regulate. Noted in the journal.
    """
    permissions.require_regulation(actor)
    columns = dict(mapping.columns)
    for name in ("label", "state", "answer", "lot"):
        columns.setdefault(name, str(ADDED[name]()))
    theirs = {name: _reversed(mapping, name, night) for name in CODED if name in columns}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([harmless(title) for title in columns.values()])
    rows = reads.night_of_requests(night)
    for request in rows:
        said = _said(request, theirs)
        writer.writerow([harmless(str(said.get(name, ""))) for name in columns])
    record(
        actor, "shelter.siao_exported", f"shelter.SiaoMapping:{mapping.key}", organisation=mapping.organisation.slug,
        detail={"night": night.isoformat(), "rows": len(rows)},
    )  # fmt: skip
    return text.getvalue()


ADDED = {
    "label": lambda: _("Numéro Pacte"), "state": lambda: _("État Pacte"), "answer": lambda: _("Réponse Pacte"),
    "lot": lambda: _("Lot Pacte"),
}  # fmt: skip


def _said(request: ShelterRequest, theirs: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The request's values by our fields, in their words."""
    members = list(request.members.all())
    adults = [each for each in members if not is_minor(each)]
    children = [each for each in members if is_minor(each)]
    genders = [sorted(each.gender for each in adults).count(name) for name in ("woman", "man")]
    return {
        "external_id": request.external_id, "label": request.label, "night": request.night.isoformat(),
        "kind": theirs.get("kind", {}).get(request.kind, ""), "size": len(members), "women": genders[0],
        "men": genders[1], "others": len(adults) - sum(genders), "children": len(children),
        "adult_ages": _ages(_in_order(adults)), "children_ages": _ages(children),
        "territory": request.territory.name_fr if request.territory else "",
        "step_free": _("oui") if request.needs_step_free else _("non"), "animals": request.animals,
        "care": theirs.get("care", {}).get(request.care_need, ""),
        "criteria": " ; ".join(theirs.get("criteria", {}).get(code, code) for code in request.criteria),
        "danger": theirs.get("danger", {}).get(request.danger, ""),
        "state": request.get_state_display(), "answer": reads.answer_of(request), "lot": _lots(request),
    }  # fmt: skip


def _in_order(adults: list[Any]) -> list[Any]:
    """Women, then men, then the others: the order in which an import gives them their ages."""
    rank = {"woman": 0, "man": 1}
    return sorted(adults, key=lambda each: rank.get(each.gender, 2))


def _ages(members: list[Any]) -> str:
    """Ages in order; none when one is not known, since the others would move."""
    ages = [each.age for each in members]
    return " ; ".join(str(age) for age in ages) if all(age is not None for age in ages) else ""


def _lots(request: ShelterRequest) -> str:
    """The lots held, with their site; of a confidential site nothing, not even that it is one."""
    held = [placement.lot for placement in getattr(request, "held_now", [])]
    shown = [lot for lot in held if not lot.site.is_confidential and lot.site.kind not in HIDDEN_KINDS]
    return " ; ".join(f"{lot.site.name}, {lot.name}" for lot in shown)


def _reversed(mapping: SiaoMapping, field: str, night: date) -> dict[str, str]:
    """Their word for each of our values: the mapping's, else our own label. Empty values stay empty."""
    words = dict(reads.choices_of(field, night))
    for word, value in mapping.words.get(field, {}).items():
        if value in words and fold(words[value]) not in mapping.words.get(field, {}):
            words[value] = word
    return words | {"": ""}
