"""What the rules say of a decision, as codes; the sentences are in reads/judging.py."""

from __future__ import annotations

from collections.abc import Iterable

from .ceilings import Judged


def codes_of(judged: Iterable[Judged]) -> str:
    """The codes of what was warned, as they are kept beside a decision.

    >>> codes_of([Judged("loan_share", 0, 20, is_fault=False), Judged("nothing")])
    'loan_share'
    """
    return ",".join(each.code for each in judged if not each.is_fault)
