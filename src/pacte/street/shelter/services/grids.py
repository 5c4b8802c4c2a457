"""Grids of priority: a sample loaded, a version drafted from another, its criteria, its adoption by a named authority.

What was adopted is never edited: a change is a new version.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.http import Http404
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.audit.services import record
from pacte.ground.declarations.errors import BadInput, Fault

from .. import permissions
from ..enums.requests import OPEN_STATES
from ..models import PriorityCriterion, PriorityGrid, ShelterRequest
from ..models.priorities import MOST_TIERS
from ..reads.tonight import night_at
from ..rules.priorities import RULES
from .priorities import rank_all

SAMPLE = Path(__file__).resolve().parent.parent / "data" / "priority_grid.toml"
LONGEST_CODE = 40
"""Longest code of a criterion: an event of a request quotes it."""
MOST_NUMBER = 240


def load_sample(actor: User | None) -> PriorityGrid:
    """The sample grid as a version of its own, not adopted; the one already loaded when there is one.

    `actor` None is the machine (the demonstration). Raises Refused unless the actor is of the pact's team.
    """
    if actor is not None:
        permissions.require_steering(actor)
    said = tomllib.loads(SAMPLE.read_text(encoding="utf-8"))
    with transaction.atomic():
        there = PriorityGrid.objects.filter(is_sample=True, source=said["source"], adopted_on__isnull=True).first()
        if there is not None:
            return there
        grid = _created(actor, title=said["title"], source=said["source"], is_sample=True)
        PriorityCriterion.objects.bulk_create(PriorityCriterion(grid=grid, **row) for row in said["criterion"])
        record(actor, "shelter.grid_loaded", grid.target, detail={"version": grid.version})
    return grid


def draft_from(actor: User, key: UUID | str) -> PriorityGrid:
    """A new version that says what this one says, to be changed then adopted."""
    permissions.require_steering(actor)
    with transaction.atomic():
        base = _grid(key)
        draft = _created(
            actor, title=base.title, source=base.source, is_sample=base.is_sample, quota_percent=base.quota_percent,
            quota_after=base.quota_after,
        )  # fmt: skip
        for each in base.criteria.all():
            each.pk, each.grid = None, draft
            each._state.adding = True
            each.save()
        record(actor, "shelter.grid_drafted", draft.target, detail={"version": draft.version, "from": base.version})
    return draft


def change_draft(
    actor: User, key: UUID | str, *, title: str, source: str, quota_percent: int | None, quota_after: int | None
) -> PriorityGrid:
    """Change what a draft says of itself. Raises BadInput for half a quota, or for a version already adopted."""
    if (quota_percent is None) != (quota_after is None):
        missing = "quota_after" if quota_after is None else "quota_percent"
        raise BadInput(
            Fault(missing, _("Le quota d’attente a deux nombres."), _("Donnez les deux, ou laissez les deux vides."))
        )

    def change(draft: PriorityGrid) -> dict[str, Any]:
        draft.title, draft.source = title.strip(), source.strip()
        draft.quota_percent, draft.quota_after = quota_percent, quota_after
        draft.save(update_fields=["title", "source", "quota_percent", "quota_after"])
        return {"quota": quota_percent, "after": quota_after}

    return _in_draft(actor, key, "shelter.grid_changed", change)


def add_criterion(actor: User, key: UUID | str, values: dict[str, Any]) -> PriorityGrid:
    """Add a criterion: `name_fr`, `name_en`, `tier`, `rule` ("" when somebody states it), `number`."""

    def change(draft: PriorityGrid) -> dict[str, Any]:
        wanted = _checked(values)
        wanted["code"] = _code(draft, wanted["name_en"] or wanted["name_fr"])
        PriorityCriterion.objects.create(grid=draft, **wanted)
        return {"criterion": wanted["code"], "tier": wanted["tier"]}

    return _in_draft(actor, key, "shelter.criterion_added", change)


def change_criterion(actor: User, key: UUID | str, code: str, values: dict[str, Any]) -> PriorityGrid:
    """Move a criterion to another tier, or word it otherwise. Its code stays."""

    def change(draft: PriorityGrid) -> dict[str, Any]:
        row = _criterion(draft, code)
        for name, value in _checked(values).items():
            setattr(row, name, value)
        row.save()
        return {"criterion": code, "tier": row.tier}

    return _in_draft(actor, key, "shelter.criterion_changed", change)


def remove_criterion(actor: User, key: UUID | str, code: str) -> PriorityGrid:
    """Take a criterion away."""

    def change(draft: PriorityGrid) -> dict[str, Any]:
        _criterion(draft, code).delete()
        return {"criterion": code}

    return _in_draft(actor, key, "shelter.criterion_removed", change)


def adopt(
    actor: User | None, key: UUID | str, *, authority: str, adopted_on: date, first_night: date,
    today: date | None = None,
) -> PriorityGrid:  # fmt: skip
    """Put a grid in force from a night on: it supersedes the version before, and the open requests are ranked again.

    `today` (the current night by default) is the earliest first night: what was decided by another grid stays so.
    Raises Refused unless the actor is of the pact's team, BadInput for an authority without a name, a date to come, a
    night that is over, a grid without criteria or with a hole in its tiers.
    """
    if actor is not None:
        permissions.require_steering(actor)
    with transaction.atomic():
        grid = _draft(key)
        name = " ".join(authority.split())
        if faults := _adoption_faults(grid, name, adopted_on, first_night, today or night_at()):
            raise BadInput(*faults)
        grid.adopted_by, grid.adopted_on, grid.in_force_from, grid.recorded_by = name, adopted_on, first_night, actor
        grid.in_force_until = _make_room(grid, first_night)
        grid.save(update_fields=["adopted_by", "adopted_on", "in_force_from", "in_force_until", "recorded_by"])
        record(
            actor, "shelter.grid_adopted", grid.target,
            detail={"version": grid.version, "from": first_night.isoformat()},
        )  # fmt: skip
        waiting = ShelterRequest.objects.select_for_update().filter(night__gte=first_night, state__in=OPEN_STATES)
        rank_all(waiting.order_by("pk"))
    return grid


def _make_room(grid: PriorityGrid, first_night: date) -> date | None:
    """End the version that ran until then; the last night of this one, when another is already to follow."""
    before = PriorityGrid.objects.select_for_update().filter(adopted_on__isnull=False, in_force_from__lte=first_night)
    for other in before.exclude(pk=grid.pk):
        last = max(first_night - timedelta(days=1), other.in_force_from or first_night)
        if other.in_force_until is None or other.in_force_until > last:
            other.in_force_until = last
            other.save(update_fields=["in_force_until"])
    following = PriorityGrid.objects.filter(adopted_on__isnull=False, in_force_from__gt=first_night)
    next_one = following.order_by("in_force_from").values_list("in_force_from", flat=True).first()
    return next_one - timedelta(days=1) if next_one else None


def _adoption_faults(grid: PriorityGrid, name: str, adopted_on: date, first: date, tonight: date) -> list[Fault]:
    faults = []
    if not name or len(name) > 200:
        faults.append(Fault("authority", _("L’autorité n’est pas nommée."), _("Écrivez qui adopte cette grille.")))
    if adopted_on > timezone.localdate():
        faults.append(Fault("adopted_on", _("Cette date est à venir."), _("Une grille se note une fois adoptée.")))
    if first < tonight:
        faults.append(Fault("first_night", _("Cette nuit est passée."), _("Choisissez cette nuit ou une suivante.")))
    tiers = set(grid.criteria.values_list("tier", flat=True))
    if not tiers:
        faults.append(Fault("", _("Cette grille n’a aucun critère."), _("Ajoutez-en un avant de la faire adopter.")))
    elif holes := sorted(set(range(1, max(tiers) + 1)) - tiers):
        what = _("La priorité %(tier)d n’a aucun critère.") % {"tier": holes[0]}
        faults.append(Fault("", what, _("Ajoutez-lui un critère ou remontez les suivantes.")))
    return faults


def _in_draft(
    actor: User, key: UUID | str, action: str, change: Callable[[PriorityGrid], dict[str, Any]]
) -> PriorityGrid:
    """Change a draft and note it; refused for other roles, and for a version already adopted."""
    permissions.require_steering(actor)
    with transaction.atomic():
        draft = _draft(key)
        record(actor, action, draft.target, detail={"version": draft.version, **change(draft)})
    return draft


def _draft(key: UUID | str) -> PriorityGrid:
    grid = _grid(key)
    if grid.adopted_on is not None:
        raise BadInput(Fault("", _("Cette version est adoptée : elle ne change plus."), _("Faites-en une nouvelle.")))
    return grid


def _grid(key: UUID | str) -> PriorityGrid:
    grid = PriorityGrid.objects.select_for_update().filter(key=key).first()
    if grid is None:
        raise Http404
    return grid


def _criterion(grid: PriorityGrid, code: str) -> PriorityCriterion:
    row = grid.criteria.filter(code=code).first()
    if row is None:
        raise Http404
    return row


def _created(actor: User | None, **values: Any) -> PriorityGrid:
    """The next version. Two drafts at once: the database refuses the number twice, the second is told."""
    number = (PriorityGrid.objects.aggregate(most=Max("version"))["most"] or 0) + 1
    try:
        with transaction.atomic():
            return PriorityGrid.objects.create(version=number, recorded_by=actor, **values)
    except IntegrityError as error:
        raise BadInput(Fault("", _("Quelqu’un vient de faire une version."), _("Recommencez."))) from error


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """What a criterion says, or every fault in it."""
    name, rule, number = (values.get("name_fr") or "").strip(), values.get("rule") or "", values.get("number")
    tier = values.get("tier") or 0
    faults = []
    if not name:
        faults.append(Fault("name_fr", _("Le critère n’a pas de mots."), _("Écrivez-le en une phrase courte.")))
    if not 1 <= tier <= MOST_TIERS:
        faults.append(Fault("tier", _("Cette priorité n’existe pas."), _("De 1 à %(most)d.") % {"most": MOST_TIERS}))
    if rule and rule not in RULES:
        faults.append(Fault("rule", _("Cette règle n’existe pas."), _("Choisissez dans la liste.")))
    needs_number = rule in RULES and bool(RULES[rule].number)
    if needs_number and not (number and 1 <= number <= MOST_NUMBER):
        faults.append(Fault("number", _("Cette règle demande un nombre."), _("Écrivez l’âge qu’elle compte.")))
    if faults:
        raise BadInput(*faults)
    kept = number if needs_number else None
    return {
        "name_fr": name,
        "name_en": (values.get("name_en") or "").strip(),
        "tier": tier,
        "rule": rule,
        "number": kept,
    }


def _code(grid: PriorityGrid, name: str) -> str:
    """A code of the grid's own for these words, never used twice in it."""
    base = slugify(name)[: LONGEST_CODE - 3].strip("-") or "critere"
    taken = set(grid.criteria.values_list("code", flat=True))
    return next(code for code in (base, *(f"{base}-{rank}" for rank in range(2, 99))) if code not in taken)
