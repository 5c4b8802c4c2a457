"""The lists on which rights rest, adopted as they are proposed, by an authority that is an example."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pacte.ground.declarations.demo import Plan

from ..enums import RuleKind
from ..models import AdoptedRules
from .cast import ago

DATA = Path(__file__).parents[1] / "data"
AUTHORITY = "Autorité d’exemple"


def adopt(plan: Plan) -> None:
    """Put each proposed list in force."""
    for kind in RuleKind:
        proposed = tomllib.loads((DATA / f"{kind.value}.toml").read_text(encoding="utf-8"))
        version, is_sample = proposed.pop("version"), proposed.pop("is_sample")
        AdoptedRules.objects.get_or_create(
            kind=kind, version=version,
            defaults={
                "content": proposed, "is_sample": is_sample, "authority": AUTHORITY, "adopted_at": ago(plan, 120)
            },
        )  # fmt: skip
