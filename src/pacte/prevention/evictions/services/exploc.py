"""The State's file (EXPLOC) in, through a saved mapping; a file read again changes nothing.

A value of the file is taken only where nobody changed it here since. A day that the case already has is never moved by
a file: it is told instead. A line in error keeps none of the others out, when the user says so.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.directory.rules.formats.text import fold
from pacte.ground.directory.services.imports.opening import Sheet
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.enums import CaseEventKind
from pacte.ground.pathways.reads.stories import story_of
from pacte.ground.pathways.services.recording import append
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from pacte.ground.web.spreadsheets import TOLD

from ..enums import DebtSource, Referrer
from ..models import ArrearsLine, CommissionFile, Eviction, ExplocImport, ExplocMapping
from ..permissions import require_commission
from ..reads import exploc as reads
from ..rules.exploc import ALIASES, REQUIRED, STEPS, Row, absent, iso_day, read_row
from .commission import numbered
from .exploc_words import fault_for, kept_here, not_there


@dataclass
class Line:
    """One line of the file, and what an import would do with it: "new", "changed", "same" or "refused".

    `changes`: our fields that would change. `kept`: those that were changed here since, and stay as they are.
    """

    where: str
    row: Row
    fate: str = "new"
    file: CommissionFile | None = None
    eviction: Eviction | None = None
    changes: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass
class ImportPlan:
    """What an import would do."""

    lines: list[Line]

    def of(self, fate: str) -> list[Line]:
        return [line for line in self.lines if line.fate == fate]

    @property
    def faults(self) -> list[Fault]:
        return [fault for line in self.lines for fault in line.faults]


class Areas:
    """Arrondissements by their code, postal codes, name or number; read once."""

    def __init__(self) -> None:
        self.known: dict[str, Territory] = {}
        for each in Territory.objects.filter(kind=TerritoryKind.ARRONDISSEMENT).defer("geometry"):
            name = fold(each.name_fr)
            for word in (each.code, name, *each.postal_codes.split(), name.split(" ")[0]):
                self.known.setdefault(word, each)

    def of(self, text: str) -> Territory | None:
        """The arrondissement that a cell names."""
        number = fold(text).removesuffix(" arrondissement")
        found = (self.known.get(word) for word in (fold(text), number, f"{number}e", f"{number}er"))
        return next((each for each in found if each is not None), None)


def save_mapping(
    actor: User, name: str, columns: dict[str, str], words: dict[str, dict[str, str]], *, home: Organisation
) -> ExplocMapping:
    """Keep how this organisation's files are read, under a name; the same name is written over.

    Raises Refused, Http404 for an organisation for which the actor does not sit, BadInput.
    """
    require_commission(actor)
    if home not in reads.homes(actor):
        raise Http404
    kept = {ours: title for ours, title in columns.items() if ours in ALIASES and title}
    faults = [Fault(ours, _("Choisissez la colonne de l’identifiant.")) for ours in REQUIRED if ours not in kept]
    titles = list(kept.values())
    faults += [
        Fault(ours, _("Cette colonne sert déjà à autre chose."), _("Une colonne sert une fois."))
        for ours, title in kept.items() if titles.count(title) > 1
    ]  # fmt: skip
    if not name.strip() or len(name.strip()) > 80:
        faults.append(Fault("name", _("La correspondance n’a pas de nom."), _("Par exemple « EXPLOC, mensuel ».")))
    if faults:
        raise BadInput(*faults)
    said = {
        ours: {theirs: value for theirs, value in list(each.items())[: reads.MOST_WORDS] if value}
        for ours, each in words.items()
    }
    with transaction.atomic():
        saved, _made = ExplocMapping.objects.update_or_create(
            organisation=home, name=name.strip(),
            defaults={"columns": kept, "words": said, "saved_at": timezone.now(), "saved_by": actor,
                      "is_sample": False},
        )  # fmt: skip
        target = f"evictions.ExplocMapping:{saved.key}"
        record(actor, "exploc.mapping_saved", target, organisation=home.slug, detail={"columns": len(kept)})
    return saved


def mapping_for(actor: User, key: UUID | str) -> ExplocMapping:
    """A mapping of an organisation for which the actor sits; Refused for other roles, else Http404."""
    require_commission(actor)
    found = reads.mappings_of(actor).filter(key=key).first()
    if found is None:
        raise Http404
    return found


def plan(actor: User, sheet: Sheet, mapping: ExplocMapping) -> ImportPlan:
    """What an import of this table would do, line by line; nothing is written.

    Raises Refused, BadInput naming each mapped column that the file has not.
    """
    require_commission(actor)
    reading = reads.reading_of(mapping)
    if missing := absent(reading.columns, sheet.titles):
        raise BadInput(*(not_there(ours, mapping.columns[ours]) for ours in missing))
    today = timezone.localdate()
    rows = [(number, read_row(cells, reading, today)) for number, cells in sheet.rows]
    known, areas = reads.known(row for _number, row in rows), Areas()
    seen: set[str] = set()
    lines = []
    for number, row in rows:
        line = Line(_("ligne %(row)d") % {"row": number}, row, file=known.of(row))
        line.eviction = line.file.eviction if line.file else known.evictions.get(row.exploc_id)
        faults = [*row.faults, *_faults(row, areas, seen)]
        line.faults = [fault_for(sheet.where(number, reading.columns.get(ours, "")), code) for ours, code in faults]
        if line.faults:
            line.fate = "refused"
        elif row.exploc_id in known.hidden:
            line.fate = "same"
        elif line.file is not None:
            _compare(line, areas)
        lines.append(line)
    return ImportPlan(lines)


def _faults(row: Row, areas: Areas, seen: set[str]) -> list[tuple[str, str]]:
    """What is wrong with a line besides its cells, as (our field, code)."""
    faults = []
    if not row.exploc_id:
        faults.append(("exploc_id", "no_identifier"))
    elif row.exploc_id in seen:
        faults.append(("exploc_id", "twice"))
    seen.add(row.exploc_id)
    if "territory" in row.values and areas.of(row.values["territory"]) is None:
        faults.append(("territory", "unknown_place"))
    return faults


def said_by(row: Row, areas: Areas) -> dict[str, Any]:
    """What the line says, as the file would hold it."""
    said = dict(row.values)
    if "territory" in said:
        found = areas.of(said["territory"])
        said["territory"] = found.code if found else ""
    return said


def current(file: CommissionFile, ours: str) -> Any:
    """What the commission's file holds of a field now."""
    if ours == "territory":
        return file.territory.code if file.territory else ""
    if ours in STEPS:
        return file.dates.get(STEPS[ours])
    value = getattr(file, ours)
    return value.isoformat() if isinstance(value, date) else value


def print_of(value: Any) -> str:
    """A print of a value: equal for equal values, and saying nothing to who has not the platform's secret."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:24]


def _compare(line: Line, areas: Areas) -> None:
    """What the line would change of a file that is known, and what was changed here since."""
    file = line.file
    assert file is not None
    if line.row.exploc_id and not file.exploc_id:
        line.changes.append("exploc_id")
    for ours, said in said_by(line.row, areas).items():
        before, now = file.imported.get(ours), current(file, ours)
        if (before and before[0] == print_of(said)) or now == said:
            continue
        is_ours = print_of(now) != before[1] if before else bool(now)
        (line.kept if is_ours else line.changes).append(ours)
    line.fate = "changed" if line.changes else "same"


def run(actor: User, sheet: Sheet, mapping: ExplocMapping, *, keep_valid: bool) -> ExplocImport:
    """Import: each line by itself, all that is right is kept.

    Raises as `plan`; and BadInput with every fault, nothing written, when a line is wrong and the others are not to
    be kept without it.
    """
    made = plan(actor, sheet, mapping)
    if made.faults and not keep_valid:
        raise BadInput(*made.faults[:TOLD])
    areas = Areas()
    for line in made.lines:
        if line.fate in ("new", "changed"):
            _write(actor, line, areas)
    return _noted(actor, mapping, made)


def _write(actor: User, line: Line, areas: Areas) -> None:
    """One line, in its own transaction: a line that cannot be written is refused, and the others go on."""
    try:
        with transaction.atomic():
            said = said_by(line.row, areas)
            file = _file_of(line)
            names = list(said) if line.fate == "new" else [each for each in line.changes if each in said]
            _apply(file, {ours: said[ours] for ours in names}, areas)
            prints = dict(file.imported)
            for ours in said:
                kept = prints.get(ours, ["", ""])[1] if ours in line.kept else print_of(current(file, ours))
                prints[ours] = [print_of(said[ours]), kept]
            file.imported = prints
            file.save()
            if file.eviction is not None:
                _tell_case(actor, line, file.eviction, {ours: said[ours] for ours in names})
    except BadInput as bad:
        line.fate, line.faults = "refused", [Fault(line.where, str(each.what), str(each.remedy)) for each in bad.faults]


def _file_of(line: Line) -> CommissionFile:
    """The file that the line writes in, locked; a new one is of the procedure that bears the same identifier."""
    if line.file is not None:
        held = CommissionFile.objects.select_for_update().get(pk=line.file.pk)
        held.exploc_id = held.exploc_id or line.row.exploc_id
        return held
    on = iso_day(line.row.values.get("referred_on")) or timezone.localdate()
    return numbered(
        exploc_id=line.row.exploc_id, eviction=line.eviction, referred_by=Referrer.BAILIFF, referred_on=on
    )  # fmt: skip


def _apply(file: CommissionFile, said: dict[str, Any], areas: Areas) -> None:
    dates = dict(file.dates)
    for ours, value in said.items():
        if ours in STEPS:
            dates[STEPS[ours]] = value
        elif ours == "territory":
            file.territory = areas.of(value)
        elif ours == "referred_on":
            file.referred_on = iso_day(value) or file.referred_on
        else:
            setattr(file, ours, value)
    file.dates = dates


def _tell_case(actor: User, line: Line, eviction: Eviction, said: dict[str, Any]) -> None:
    """What the line says becomes facts of the case: a debt with its day, acts it has not. Nothing is moved."""
    case = eviction.case
    if not case.is_running:
        return
    if "debt_cents" in said:
        rent = said.get("rent_cents")
        ArrearsLine.objects.update_or_create(
            eviction=eviction, on=timezone.localdate(), source=DebtSource.STATE_FILE,
            defaults={"debt_cents": said["debt_cents"], "rent_cents": rent, "noted_by": actor},
        )  # fmt: skip
    story = story_of(case)
    for fact, ours in (("ground", "ground"), ("landlord_kind", "landlord_kind"), ("debt", "debt_cents"),
                       ("rent", "rent_cents")):  # fmt: skip
        if ours in said and story.facts.get(fact) is None:
            append(case, actor, CaseEventKind.FACT, fact, timezone.localdate(), said[ours])
    for ours, step in STEPS.items():
        on = iso_day(said.get(ours))
        if on is None:
            continue
        here = {*story.happened.get(step, ()), *([story.planned[step]] if step in story.planned else [])}
        if not here:
            ahead = on > timezone.localdate()
            append(case, actor, CaseEventKind.PLANNED if ahead else CaseEventKind.HAPPENED, step, on)
        elif on not in here:
            line.kept.append(ours)


def _noted(actor: User, mapping: ExplocMapping, made: ImportPlan) -> ExplocImport:
    told: Iterable[Fault] = [
        *made.faults, *(kept_here(line.where, name) for line in made.lines for name in line.kept)
    ]  # fmt: skip
    with transaction.atomic():
        done = ExplocImport.objects.create(
            mapping=mapping, by=actor, rows=len(made.lines), created=len(made.of("new")),
            changed=len(made.of("changed")), unchanged=len(made.of("same")), refused=len(made.of("refused")),
            faults=[[each.where, str(each.what), str(each.remedy)] for each in list(told)[:TOLD]],
        )  # fmt: skip
        detail = {"rows": done.rows, "created": done.created, "changed": done.changed}
        target = f"evictions.ExplocImport:{done.key}"
        record(actor, "exploc.imported", target, organisation=mapping.organisation.slug, detail=detail)
    return done
