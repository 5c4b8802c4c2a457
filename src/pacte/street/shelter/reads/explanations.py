"""Why a line proposes what it proposes, kept as codes and numbers beside the line, told in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from ..enums.allocation import HardRule, Policy
from ..enums.stock import LotAudience
from ..rules.allocation.counterfactuals import Counterfactual
from ..rules.allocation.explaining import Decider, Explanation, RuleCount, TierCount, UnservedReason
from . import explained


@dataclass(frozen=True)
class Told:
    """A line in words: why, the rules that keep lots away, what would have served this household too."""

    why: str
    rules: tuple[str, ...] = ()
    would_serve: str = ""


def kept(why: Explanation, would_serve: Counterfactual | None = None) -> dict[str, Any]:
    """An explanation as the line keeps it."""
    return {"why": asdict(why)} | ({"would_serve": asdict(would_serve)} if would_serve else {})


def told(kept_there: Mapping[str, Any]) -> Told:
    """What a line keeps, in sentences; nothing for a line without an explanation."""
    if "why" not in kept_there:
        return Told("")
    why = _explanation(kept_there["why"])
    more = kept_there.get("would_serve")
    rules = () if why.is_served else tuple(explained.rules(why))
    return Told(explained.sentence(why), rules, explained.gain(counterfactual(more)) if more else "")


def counterfactual(values: Mapping[str, Any]) -> Counterfactual:
    """What some more rooms would have done, as it was kept."""
    return Counterfactual(
        **{
            **values,
            "audience": LotAudience(values["audience"]),
            "gains": tuple(TierCount(**each) for each in values["gains"]),
        }
    )


def gains(kept_there: list[dict[str, Any]]) -> list[str]:
    """The round's counterfactuals in sentences, those that serve the first priority most coming first."""
    return [explained.gain(counterfactual(each)) for each in kept_there]


def _explanation(values: Mapping[str, Any]) -> Explanation:
    reason, decider = values.get("reason"), values.get("decider")
    return Explanation(
        **{
            **values,
            "policy": Policy(values["policy"]),
            "excluded": tuple(RuleCount(HardRule(each["rule"]), each["lots"]) for each in values["excluded"]),
            "taken_by": tuple(TierCount(**each) for each in values["taken_by"]),
            "reason": UnservedReason(reason) if reason else None,
            "decider": Decider(decider) if decider else None,
        }
    )
