"""Who follows cases, keeps schemes, leads a team, answers signals. Each predicate is one sentence of the rule."""

from .roles import (
    CASE_ROLES,
    KEEPING_ROLES,
    LEADING_ROLES,
    SIGNALLING_ROLES,
    TRIAGE_ROLES,
    follows_cases,
    keeps_schemes,
    leads_team,
    require_case_work,
    require_leading,
    require_scheme_keeping,
    require_signalling,
    require_triage,
    signals,
    triages,
)

__all__ = [
    "CASE_ROLES",
    "KEEPING_ROLES",
    "LEADING_ROLES",
    "SIGNALLING_ROLES",
    "TRIAGE_ROLES",
    "follows_cases",
    "keeps_schemes",
    "leads_team",
    "require_case_work",
    "require_leading",
    "require_scheme_keeping",
    "require_signalling",
    "require_triage",
    "signals",
    "triages",
]
