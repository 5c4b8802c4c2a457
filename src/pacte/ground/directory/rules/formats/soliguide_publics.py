"""Soliguide's publics and modalities as our conditions. A public that the directory does not name is left out."""

from __future__ import annotations

import re
from typing import Any

from . import text as t
from .mappings import table
from .record import Conditions

Strange = tuple[str, str, tuple[str, ...]]
GROUPS = ("gender", "administrative", "familialle", "other")
EVERYBODY = {"gender": {"men", "women"}}
OLDEST = 99
CODE = re.compile(r"[a-z]{2,3}")


def conditions_of(
    publics: dict[str, Any], modalities: dict[str, Any], languages: list[Any]
) -> tuple[Conditions, list[Strange]]:
    """The conditions, and the publics that are not known: (path, value, the nearest known ones)."""
    rule = table("soliguide")["audience_rules"].get(str(publics.get("accueil")), "everyone")
    audiences, strange = ([], []) if rule == "everyone" else _audiences(publics)
    age = t.mapped(publics.get("age"))
    low, high = t.whole(age.get("min"), 130), t.whole(age.get("max"), 130)
    if low is not None and high is not None and low > high:
        low = high = None
    price = t.mapped(modalities.get("price"))
    paid, words = t.flag(price.get("checked")), t.line(price.get("precisions"), 120)
    return Conditions(
        audiences=tuple(dict.fromkeys(audiences)),
        audience_rule=rule if audiences else "everyone",
        age_min=low or None,
        age_max=None if high is None or high >= OLDEST else high,
        is_unconditional=t.flag(modalities.get("inconditionnel")),
        needs_referral=_asked(modalities, "orientation"),
        needs_appointment=_asked(modalities, "appointment"),
        needs_registration=_asked(modalities, "inscription"),
        documents=_documents(modalities),
        is_free=None if paid is None else not paid,
        price=words if paid else "",
        languages=tuple(dict.fromkeys(code for code in languages if isinstance(code, str) and CODE.fullmatch(code))),
        is_step_free=t.flag(t.mapped(modalities.get("pmr")).get("checked")),
        accepts_animals=t.flag(t.mapped(modalities.get("animal")).get("checked")),
    ), strange


def _audiences(publics: dict[str, Any]) -> tuple[list[str], list[Strange]]:
    known, ignored = table("soliguide")["audiences"], table("soliguide")["ignored"]["audiences"]
    found: list[str] = []
    strange: list[Strange] = []
    for group in GROUPS:
        given = [each for each in t.listed(publics.get(group)) if isinstance(each, str)]
        if EVERYBODY.get(group, {""}) <= set(given):
            continue
        for number, word in enumerate(given):
            if word in known:
                found.append(known[word])
            elif word not in ignored:
                strange.append((f"publics.{group}[{number}]", word, t.nearest(word, known)))
    return found, strange


def _asked(modalities: dict[str, Any], name: str) -> bool | None:
    return t.flag(t.mapped(modalities.get(name)).get("checked"))


def _documents(modalities: dict[str, Any]) -> str:
    names = [t.line(t.mapped(each).get("name")) for each in t.listed(modalities.get("docs"))]
    return t.line(", ".join(name for name in names if name), 200)
