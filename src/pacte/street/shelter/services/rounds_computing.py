"""The computation of a round: the same night by every policy, with its log, its explanations and what would serve more.

It decides nothing and places nobody. What it found waits, sealed, for a person to choose.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from time import monotonic
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from pacte.ground.declarations.crypto import seal, unseal
from pacte.ground.declarations.errors import BadInput, Fault
from pacte.ground.jobs.models import Job

from ..enums.allocation import Policy, RoundState
from ..models import AllocationRound
from ..reads import explanations
from ..reads.problem import night_problem
from ..rules.allocation import counterfactuals, explaining, measures, policies, record
from ..rules.allocation.compatibility import folded
from ..rules.allocation.folded import Flags
from ..rules.allocation.problem import Allocation, Night

SECONDS = 30.0
"""At most so long for one policy's search; past it, the best found with its proven bound."""
FOR_EACH = 3.0
"""Seconds given to what would have served each household; past them, the rest have the round's own."""
STEPS = 1 + len(Policy)
Progress = Callable[[int, int], None]


def compute(job: Job, round_pk: int) -> None:
    """The background job: computes a round that waits for it. Run again, it changes nothing."""
    found = AllocationRound.objects.get(pk=round_pk)
    prepare(found, job.report)


def prepare(found: AllocationRound, progress: Progress = lambda _done, _total: None) -> None:
    """Compute the round and keep what was found, unless it was chosen, closed or computed meanwhile."""
    if not _waits(found):
        return
    candidates, comparison = candidates_of(found, progress)
    with transaction.atomic():
        locked = AllocationRound.objects.select_for_update().get(pk=found.pk)
        if _waits(locked):
            locked.sealed_log, locked.comparison = seal(json.dumps(candidates)), comparison
            locked.save(update_fields=["sealed_log", "comparison"])
    found.refresh_from_db()


def _waits(found: AllocationRound) -> bool:
    return found.state == RoundState.OPEN and not found.digest and not found.comparison


def candidate(found: AllocationRound, policy: str) -> dict[str, Any]:
    """What a policy proposes for a computed round. Raises BadInput when what was computed cannot be read any more."""
    kept = json.loads(unseal(found.sealed_log))
    if policy not in kept:
        raise BadInput(Fault("", _("Ce calcul n’est plus lisible."), _("Refaites-le.")))
    chosen: dict[str, Any] = kept[policy]
    return chosen


def candidates_of(found: AllocationRound, progress: Progress) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Each policy's outcome, and their figures side by side."""
    night = night_problem(found.night, found.seed)
    numbers = folded(night)
    candidates, comparison = {}, []
    for done, policy in enumerate(Policy, start=1):
        progress(done, STEPS)
        allocation, eligible = policies.allocate_with_eligibility(night, policy, seconds=SECONDS)
        comparison.append(_compared(policy, measures.measured(numbers, night, allocation)))
        candidates[policy.value] = _outcome(found, night, allocation, eligible)
    progress(STEPS, STEPS)
    return candidates, comparison


def _outcome(found: AllocationRound, night: Night, allocation: Allocation, eligible: Flags) -> dict[str, Any]:
    log = record.written(
        night, allocation, eligible, policy=allocation.policy, rules_version=record.RULES_VERSION,
        grid_version=str(found.grid.version),
    )  # fmt: skip
    own = _for_each(night, allocation)
    whys = explaining.explain(night, allocation)
    more = counterfactuals.counterfactuals(night, allocation, seconds=SECONDS)
    return {
        "log": log,
        "stays": {key: [[stay.lot, list(stay.members)] for stay in stays] for key, stays in allocation.stays.items()},
        "lines": {key: explanations.kept(why, own.get(key)) for key, why in whys.items()},
        "more": [asdict(each) for each in more],
        "reached": [
            {"level": one.level, "tier": one.tier, "value": int(one.value), "bound": int(one.bound)}
            for one in allocation.reached
        ],
    }  # fmt: skip


def _for_each(night: Night, allocation: Allocation) -> dict[str, counterfactuals.Counterfactual]:
    """What would have served each unserved household, as long as there is time."""
    served, until = allocation.served(), monotonic() + FOR_EACH
    found = {}
    for party in sorted(night.parties, key=lambda one: (one.tier, -one.waiting, one.received)):
        if party.key in served:
            continue
        if monotonic() > until:
            break
        one = counterfactuals.of_party(night, allocation, party.key, seconds=1.0)
        if one is not None:
            found[party.key] = one
    return found


def _compared(policy: Policy, found: measures.Measures) -> dict[str, Any]:
    return {
        "policy": policy.value,
        "households": found.households,
        "asked": sum(tier.asked for tier in found.tiers),
        "persons": found.persons,
        "tiers": [[tier.tier, tier.served, tier.asked] for tier in found.tiers],
        "waiting": found.waiting,
        "kept_site": found.kept_site,
        "wasted": found.wasted,
        "km": found.mean_km,
        "units_left": found.units_left,
    }
