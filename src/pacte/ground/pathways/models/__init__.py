"""Schemes and their versions; cases, their events, clocks and documents; early signals; legal periods."""

from .cases import Case, CaseClock, CaseDocument, CaseEvent, CaseReferral, CaseReminder
from .schemes import LegalPeriod, PathwayScheme, SchemeVersion
from .signals import Signal, TriageDesk
from .work import ReminderChoice

__all__ = [
    "Case",
    "CaseClock",
    "CaseDocument",
    "CaseEvent",
    "CaseReferral",
    "CaseReminder",
    "LegalPeriod",
    "PathwayScheme",
    "ReminderChoice",
    "SchemeVersion",
    "Signal",
    "TriageDesk",
]
