"""Words of the vocabularies as a writer prints them and a reader recognises them; given by the caller, in French."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .record import Conditions
from .text import fold


@dataclass(frozen=True)
class Words:
    """Labels by code: what each code is called."""

    categories: Mapping[str, str]
    audiences: Mapping[str, str]
    rules: Mapping[str, str]
    languages: Mapping[str, str]
    city: str = ""
    country: str = "FR"
    sentences: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def category_codes(self) -> dict[str, str]:
        """Codes of categories by their folded label and by themselves."""
        return _codes(self.categories)

    @cached_property
    def audience_codes(self) -> dict[str, str]:
        return _codes(self.audiences)

    @cached_property
    def rule_codes(self) -> dict[str, str]:
        return _codes(self.rules)

    @cached_property
    def language_codes(self) -> dict[str, str]:
        return _codes(self.languages)

    def said(self, code: str, **values: str) -> str:
        """A sentence of the writers, by its code."""
        return self.sentences.get(code, "") % values


ACCESS = {
    "needs_referral": "referral", "needs_appointment": "appointment", "needs_registration": "registration",
    "is_unconditional": "unconditional", "is_anonymous": "anonymous",
}  # fmt: skip


def access_words(conditions: Conditions, words: Words) -> str:
    """How one comes in, as sentences; "" when nothing is said."""
    return " ".join(words.said(code) for name, code in ACCESS.items() if getattr(conditions, name)).strip()


def audience_words(conditions: Conditions, words: Words) -> str:
    """For whom it is: the rule, the publics, the ages."""
    named = ", ".join(words.audiences.get(code, code) for code in conditions.audiences)
    parts = [f"{words.rules[conditions.audience_rule]} : {named}" if named else words.rules["everyone"]]
    if conditions.age_min is not None:
        parts.append(words.said("age_min", age=str(conditions.age_min)))
    if conditions.age_max is not None:
        parts.append(words.said("age_max", age=str(conditions.age_max)))
    return ", ".join(parts)


def _codes(labels: Mapping[str, str]) -> dict[str, str]:
    return {fold(label): code for code, label in labels.items()} | {fold(code): code for code in labels}
