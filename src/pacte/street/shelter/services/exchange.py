"""Requests of a night in from the State's file, through a saved mapping; a file read again changes nothing.

A change of the file is taken only where nobody changed the request here since. A line in error is told with its place
and keeps none of the others out, when the user says so. The file itself is kept nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.directory.services.imports.opening import Sheet
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory
from pacte.ground.web.spreadsheets import TOLD

from .. import permissions
from ..enums.requests import LIVE_STATES, RequestSource
from ..models import ShelterRequest, SiaoImport, SiaoMapping
from ..reads import exchange as reads
from ..reads.tonight import night_at
from ..rules.exchange import ALIASES, REQUIRED, Reading, Row, missing, read_row
from ..rules.requests import Asked
from . import exchange_fields as fields
from . import requests as verbs
from .exchange_words import fault_for, kept_here, not_written


@dataclass
class Line:
    """One line of the file, and what an import would do with it: "new", "changed", "same" or "refused".

    `changes`: our fields that would change. `kept`: those that were changed here since, and stay as they are.
    """

    where: str
    row: Row
    fate: str = "new"
    request: ShelterRequest | None = None
    changes: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass
class Plan:
    """What an import would do."""

    lines: list[Line]

    def of(self, fate: str) -> list[Line]:
        return [line for line in self.lines if line.fate == fate]

    @property
    def faults(self) -> list[Fault]:
        return [fault for line in self.lines for fault in line.faults]


def save_mapping(
    actor: User, name: str, columns: dict[str, str], words: dict[str, dict[str, str]], *, home: Organisation
) -> SiaoMapping:
    """Keep how this organisation's files are read, under a name; the same name is written over.

    Raises Refused, Http404 for an organisation where the actor does not regulate, BadInput for a column used twice, a
    field that is needed, a mapping without a name.
    """
    permissions.require_regulation(actor)
    if home not in reads.homes(actor):
        raise Http404
    kept = {ours: title for ours, title in columns.items() if ours in ALIASES and title}
    faults = [Fault(ours, _("Choisissez la colonne de l’identifiant.")) for ours in REQUIRED if ours not in kept]
    faults += [Fault(ours, _("Cette colonne sert déjà à autre chose."), _("Une colonne sert une fois."))
               for ours, title in kept.items() if list(kept.values()).count(title) > 1]  # fmt: skip
    if not name.strip() or len(name.strip()) > 80:
        faults.append(Fault("name", _("La correspondance n’a pas de nom."), _("Par exemple « File du soir ».")))
    if faults:
        raise BadInput(*faults)
    said = {
        ours: {theirs: value for theirs, value in list(each.items())[: reads.MOST_WORDS] if value}
        for ours, each in words.items()
    }
    with transaction.atomic():
        saved, _made = SiaoMapping.objects.update_or_create(
            organisation=home, name=name.strip(),
            defaults={"columns": kept, "words": said, "saved_at": timezone.now(), "saved_by": actor},
        )  # fmt: skip
        target = f"shelter.SiaoMapping:{saved.key}"
        record(actor, "shelter.mapping_saved", target, organisation=home.slug, detail={"columns": len(kept)})
    return saved


def plan(actor: User, sheet: Sheet, mapping: SiaoMapping) -> Plan:
    """What an import of this table would do, line by line; nothing is written.

    Raises Refused, BadInput naming each mapped column that the file has not.
    """
    permissions.require_regulation(actor)
    columns = reads.columns_of(mapping)
    if absent := missing(columns, sheet.titles):
        raise BadInput(*(not_there(ours, mapping.columns[ours]) for ours, _title in absent))
    how, tonight = reads.reading_of(mapping), night_at()
    rows = [(number, read_row(cells, how, tonight=tonight)) for number, cells in sheet.rows]
    known = reads.known(row for _number, row in rows)
    places = fields.Places()
    seen: set[tuple[str, date | None]] = set()
    lines = []
    for number, row in rows:
        line = Line(_("ligne %(row)d") % {"row": number}, row, request=known.of(row))
        faults = [*row.faults, *_faults(line, places, seen)]
        line.faults = [fault_for(sheet.where(number, columns.get(ours, "")), code) for ours, code in faults]
        if faults:
            line.fate = "refused"
        elif line.request is not None:
            _compare(line, places)
        lines.append(line)
    return Plan(lines)


def not_there(ours: str, title: str) -> Fault:
    """A mapped column that the file has not."""
    what = _("La colonne « %(title)s » (%(field)s) n’est pas dans le fichier.") % {
        "title": title, "field": reads.FIELD_WORDS[ours],
    }  # fmt: skip
    return Fault(_("Fichier"), what, _("Ajoutez-la, ou changez la correspondance."))


def _faults(line: Line, places: fields.Places, seen: set[tuple[str, date | None]]) -> list[tuple[str, str]]:
    """What is wrong with a line besides its cells, as (our field, code)."""
    row = line.row
    faults = []
    if not row.external_id and not row.label:
        faults.append(("external_id", "no_identifier"))
    if row.external_id and (row.external_id, row.night) in seen:
        faults.append(("external_id", "twice"))
    seen.add((row.external_id, row.night))
    if "territory" in row.values and places.of(row.values["territory"]) is None:
        faults.append(("territory", "unknown_place"))
    if line.request is None and not faults and not row.faults:
        if row.label:
            faults.append(("label", "unknown_label"))
        elif not row.members:
            faults.append(("kind", "no_composition"))
        elif row.night is not None and row.night < night_at():
            faults.append(("night", "past"))
    return faults


def _compare(line: Line, places: fields.Places) -> None:
    """What the file would change of a request that is known, and what was changed here since."""
    request, row = line.request, line.row
    assert request is not None
    if row.external_id and not request.external_id:
        line.changes.append("external_id")
    for ours, value in row.values.items():
        said = places.value(ours, value)
        before = request.imported.get(ours)
        now = fields.print_of(fields.current(request, ours))
        if (before and before[0] == fields.print_of(said)) or now == fields.print_of(said):
            continue
        is_ours = now != before[1] if before else not fields.is_empty(fields.current(request, ours))
        (line.kept if is_ours or request.state not in LIVE_STATES else line.changes).append(ours)
    line.fate = "changed" if line.changes else "same"


def run(actor: User, sheet: Sheet, mapping: SiaoMapping, *, keep_valid: bool) -> SiaoImport:
    """Import: each line by itself, all that is right is kept. Read again, the same file changes nothing.

    Raises as `plan`; and BadInput with every fault, nothing written, when a line is wrong and the others are not to
    be kept without it.
    """
    made = plan(actor, sheet, mapping)
    if made.faults and not keep_valid:
        raise BadInput(*made.faults[:TOLD])
    places = fields.Places()
    for line in made.lines:
        if line.fate != "refused":
            _write(actor, line, places)
    return _noted(actor, mapping, made)


def _write(actor: User, line: Line, places: fields.Places) -> None:
    """One line, in its own transaction: a line that cannot be written is refused, and the others go on."""
    try:
        with transaction.atomic():
            if line.request is None:
                request = verbs.receive(actor, _asked(line.row, places))
            else:
                request = _changed(actor, line, places)
            prints = dict(request.imported)
            for ours, value in line.row.values.items():
                said = fields.print_of(places.value(ours, value))
                kept = prints.get(ours, ["", ""])[1] if ours in line.kept else fields.print_of(
                    fields.current(request, ours)
                )  # fmt: skip
                prints[ours] = [said, kept]
            if prints != request.imported:
                ShelterRequest.objects.filter(pk=request.pk).update(imported=prints)
    except (BadInput, Http404) as bad:
        line.fate, line.faults = "refused", not_written(line.where, bad)


def _asked(row: Row, places: fields.Places) -> Asked:
    """A line as a new request of its night."""
    territory: Territory | None = places.of(row.values.get("territory", ""))
    return Asked(
        members=row.members, source=RequestSource.IMPORT, night=row.night, territory=territory,
        point=fields.middle(territory), needs_step_free=row.values.get("needs_step_free", False),
        animals=row.values.get("animals", 0), care_need=row.values.get("care_need", ""),
        criteria=tuple(row.values.get("criteria", ())), danger=row.values.get("danger", ""),
        way=row.values.get("way", ""), words=row.values.get("words", ""), external_id=row.external_id,
        to_complete=row.is_partial,
    )  # fmt: skip


def _changed(actor: User, line: Line, places: fields.Places) -> ShelterRequest:
    """The request with what the file alone changed; nothing is touched when there is nothing to change."""
    assert line.request is not None
    request = ShelterRequest.objects.select_for_update().get(pk=line.request.pk)
    line.request, line.changes, line.kept = request, [], []
    _compare(line, places)
    if not line.changes:
        return request
    values = fields.as_asked(request, line.row, line.changes, places)
    is_ready = request.state == "received" and bool(values.members) and not line.row.is_partial
    verb = verbs.qualify if is_ready else verbs.change
    verb(actor, request, values, version=request.version)
    request.refresh_from_db()
    return request


def _noted(actor: User, mapping: SiaoMapping, made: Plan) -> SiaoImport:
    told: Iterable[Fault] = [
        *made.faults, *(kept_here(line.where, name) for line in made.lines for name in line.kept)
    ]  # fmt: skip
    with transaction.atomic():
        run_ = SiaoImport.objects.create(
            mapping=mapping, by=actor, rows=len(made.lines), created=len(made.of("new")),
            changed=len(made.of("changed")), unchanged=len(made.of("same")), refused=len(made.of("refused")),
            faults=[[each.where, str(each.what), str(each.remedy)] for each in list(told)[:TOLD]],
        )  # fmt: skip
        detail: dict[str, Any] = {"rows": run_.rows, "created": run_.created, "changed": run_.changed}
        target = f"shelter.SiaoImport:{run_.key}"
        record(actor, "shelter.siao_imported", target, organisation=mapping.organisation.slug, detail=detail)
    return run_


def mapping_for(actor: User, key: UUID | str) -> SiaoMapping:
    """A mapping of an organisation where the actor regulates; Refused for other roles, else Http404."""
    permissions.require_regulation(actor)
    found = reads.mappings_of(actor).filter(key=key).first()
    if found is None:
        raise Http404
    return found


__all__ = ["Line", "Plan", "Reading", "mapping_for", "not_there", "plan", "run", "save_mapping"]
