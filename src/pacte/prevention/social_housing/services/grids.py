"""Scoring grids: samples loaded, a version drafted from another, its rubrics and criteria, its adoption.

What was adopted is never edited: a change is a new version.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from ..models import ScoringCriterion, ScoringGrid, ScoringRubric
from ..permissions import require_grid_keeping
from ..reads.grids import GRIDS, problems

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "grids"
LONGEST = 40


def load_samples(actor: User | None) -> list[ScoringGrid]:
    """The grids that ship, each once, without effect. `actor` None is the machine (the demonstration)."""
    if actor is not None:
        require_grid_keeping(actor)
    return [_loaded(actor, path) for path in sorted(SAMPLES.glob("*.toml"), reverse=True)]


def _loaded(actor: User | None, path: Path) -> ScoringGrid:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    with transaction.atomic():
        there = ScoringGrid.objects.filter(code=said["code"], adopted_on__isnull=True).first()
        if there is not None:
            return there
        names = ("code", "title", "source", "is_sample", "is_complete", "refusal_points")
        grid = _created(actor, **{name: said[name] for name in names})
        for row in said["rubric"]:
            rubric = grid.rubrics.create(code=row["code"], label=row["label"], adds=row["adds"])
            ScoringCriterion.objects.bulk_create(ScoringCriterion(rubric=rubric, **each) for each in row["criterion"])
        record(actor, "social_housing.grid_loaded", grid.target, detail={"version": grid.version})
    return grid


def draft_from(actor: User, key: UUID | str) -> ScoringGrid:
    """A new version that says what this one says, to be changed then adopted."""
    require_grid_keeping(actor)
    with transaction.atomic():
        base = _grid(key)
        draft = _created(
            actor, title=base.title, source=base.source, is_sample=base.is_sample, is_complete=base.is_complete,
            refusal_points=base.refusal_points,
        )  # fmt: skip
        for rubric in base.rubrics.prefetch_related("criteria"):
            criteria = list(rubric.criteria.all())
            rubric.pk, rubric.grid = None, draft
            rubric._state.adding = True
            rubric.save()
            for each in criteria:
                each.pk, each.rubric = None, rubric
                each._state.adding = True
                each.save()
        record(actor, "social_housing.grid_drafted", draft.target, detail={"from": base.version})
    return draft


def change_draft(actor: User, key: UUID | str, values: dict[str, Any]) -> ScoringGrid:
    """What a draft says of itself: its title, its source, whether it is whole, what a refusal costs."""
    with transaction.atomic():
        draft = _draft(actor, key)
        for name in ("title", "source", "is_complete", "refusal_points"):
            setattr(draft, name, values[name])
        draft.save(update_fields=["title", "source", "is_complete", "refusal_points"])
        record(actor, "social_housing.grid_changed", draft.target, detail={"refusal": draft.refusal_points})
    return draft


def keep_rubric(actor: User, key: UUID | str, values: dict[str, Any], code: str = "") -> ScoringRubric:
    """Add a rubric to a draft, or change the one of this code."""
    with transaction.atomic():
        draft = _draft(actor, key)
        rubric = _rubric(draft, code) if code else ScoringRubric(grid=draft)
        if not code:
            rubric.code = _code(values["label"], set(draft.rubrics.values_list("code", flat=True)))
        rubric.label, rubric.adds = values["label"].strip(), values["adds"]
        rubric.save()
        record(actor, "social_housing.rubric_kept", draft.target, detail={"rubric": rubric.code})
    return rubric


def keep_criterion(
    actor: User, key: UUID | str, rubric: str, values: dict[str, Any], code: str = ""
) -> ScoringCriterion:
    """Add a criterion to a draft's rubric, or change the one of this code. Raises BadInput for a range upside down."""
    low, high = values.get("low"), values.get("high")
    if not values["measure"] and (low is not None or high is not None):
        raise BadInput(Fault("measure", _("Des bornes sont données sans rien à calculer."), _("Choisissez quoi.")))
    if values["measure"] and low is None and high is None:
        raise BadInput(Fault("low", _("Un critère calculé a au moins une borne."), _("Donnez-en une.")))
    if low is not None and high is not None and low >= high:
        raise BadInput(Fault("high", _("La fin vient avant le début."), _("Donnez une valeur plus grande.")))
    with transaction.atomic():
        draft = _draft(actor, key)
        held = _rubric(draft, rubric)
        codes = set(ScoringCriterion.objects.filter(rubric__grid=draft).values_list("code", flat=True))
        row = _criterion(held, code) if code else ScoringCriterion(rubric=held, code=_code(values["label"], codes))
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        record(actor, "social_housing.criterion_kept", draft.target, detail={"criterion": row.code})
    return row


def remove_criterion(actor: User, key: UUID | str, rubric: str, code: str) -> None:
    """Take a criterion out of a draft; its rubric goes with its last one."""
    with transaction.atomic():
        draft = _draft(actor, key)
        held = _rubric(draft, rubric)
        _criterion(held, code).delete()
        if not held.criteria.exists():
            held.delete()
        record(actor, "social_housing.criterion_removed", draft.target, detail={"criterion": code})


def adopt(
    actor: User | None, key: UUID | str, *, authority: str, adopted_on: date, valid_from: date,
    today: date | None = None,
) -> ScoringGrid:  # fmt: skip
    """Put a draft in force, under the name of the authority that adopted it. `today`: the demonstration's past.

    Raises BadInput for an extract, a grid that would count twice, or a day that has gone by.
    """
    with transaction.atomic():
        draft = _draft(actor, key)
        faults = [Fault("", words) for words in problems(ScoringGrid.objects.prefetch_related(GRIDS).get(pk=draft.pk))]
        if adopted_on > (today or timezone.localdate()):
            faults.append(Fault("adopted_on", _("L’adoption est à venir."), _("Notez-la quand elle a eu lieu.")))
        if valid_from < (today or timezone.localdate()):
            faults.append(Fault("valid_from", _("Ce jour est passé."), _("Des fiches ont pu être préparées depuis.")))
        if faults:
            raise BadInput(*faults)
        draft.adopted_by, draft.adopted_on, draft.valid_from = authority.strip(), adopted_on, valid_from
        draft.save(update_fields=["adopted_by", "adopted_on", "valid_from"])
        record(actor, "social_housing.grid_adopted", draft.target, detail={"version": draft.version})
    return draft


def _created(actor: User | None, **values: Any) -> ScoringGrid:
    last = ScoringGrid.objects.select_for_update().order_by("-version").first()
    return ScoringGrid.objects.create(version=last.version + 1 if last else 1, recorded_by=actor, **values)


def _grid(key: UUID | str) -> ScoringGrid:
    found = ScoringGrid.objects.select_for_update().filter(key=key).first()
    if found is None:
        raise Http404
    return found


def _draft(actor: User | None, key: UUID | str) -> ScoringGrid:
    """A version not adopted yet, under its lock. Raises BadInput for one that was."""
    if actor is not None:
        require_grid_keeping(actor)
    found = _grid(key)
    if found.adopted_on is not None:
        raise BadInput(Fault("", _("Cette version est adoptée : elle ne change plus."), _("Préparez une version.")))
    return found


def _rubric(draft: ScoringGrid, code: str) -> ScoringRubric:
    found = draft.rubrics.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _criterion(rubric: ScoringRubric, code: str) -> ScoringCriterion:
    found = rubric.criteria.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _code(label: str, taken: set[str]) -> str:
    base = slugify(label)[:LONGEST].strip("-") or "critere"
    code, number = base, 2
    while code in taken:
        code, number = f"{base[: LONGEST - 4]}-{number}", number + 1
    return code
