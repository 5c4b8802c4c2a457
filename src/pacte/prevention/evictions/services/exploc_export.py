"""The commission's files in a mapping's own columns, for the State's system. No name, no word, nobody out of sight."""

from __future__ import annotations

import csv
import io
from typing import Any

from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.directory.rules.formats.text import fold
from pacte.ground.web.exports import harmless

from ..models import CommissionFile, ExplocMapping
from ..permissions import require_commission
from ..reads import exploc as reads
from ..rules.exploc import CODED, STEPS


def export(actor: User, mapping: ExplocMapping) -> str:
    """The CSV of every file. Our number, member and answer are added where the mapping has no column for them.

    Raises Refused for who does not sit in the commission. Noted in the journal.
    """
    require_commission(actor)
    added = {"label": _("Numéro Pacte"), "member": _("Membre désigné"), "answer": _("Réponse de la commission")}
    columns = {name: title for name, title in added.items() if name not in mapping.columns}
    columns = dict(mapping.columns) | columns
    theirs = {name: _reversed(mapping, name) for name in CODED}
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([harmless(title) for title in columns.values()])
    rows = reads.to_export()
    for file in rows:
        said = _said(file, theirs)
        writer.writerow([harmless(str(said.get(name, ""))) for name in columns])
    target = f"evictions.ExplocMapping:{mapping.key}"
    record(actor, "exploc.exported", target, organisation=mapping.organisation.slug, detail={"rows": len(rows)})
    return text.getvalue()


def _said(file: CommissionFile, theirs: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The file's values by our fields, in their words."""
    said = {
        "exploc_id": file.exploc_id, "label": file.label, "debt": _euros(file.debt_cents),
        "rent": _euros(file.rent_cents), "territory": file.territory.name_fr if file.territory else "",
        "referred_on": file.referred_on.isoformat(), "member": file.get_member_display(),
        "answer": " ; ".join(str(each.get_kind_display()) for each in file.answers.all()),
        "ground": theirs["ground"].get(file.ground, ""),
        "landlord_kind": theirs["landlord_kind"].get(file.landlord_kind, ""),
    }  # fmt: skip
    return said | {ours: file.dates.get(step) or "" for ours, step in STEPS.items()}


def _euros(cents: int | None) -> str:
    """An amount as their spreadsheets write it."""
    return "" if cents is None else f"{cents // 100},{cents % 100:02}"


def _reversed(mapping: ExplocMapping, field: str) -> dict[str, str]:
    """Their word for each of our values: the mapping's, else our own label."""
    words = dict(reads.choices_of(field))
    for word, value in mapping.words.get(field, {}).items():
        if value in words and fold(words[value]) not in mapping.words.get(field, {}):
            words[value] = word
    return words | {"": ""}
