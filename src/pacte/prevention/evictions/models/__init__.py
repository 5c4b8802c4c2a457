"""What the room keeps beside the case: debts over time, the diagnosis, the commission, the State's file, figures."""

from .commission import CommissionAnswer, CommissionFile, CommissionSession
from .diagnosis import SocialDiagnosis
from .evictions import ArrearsLine, Eviction
from .exploc import ExplocImport, ExplocMapping
from .figures import YearFigure

__all__ = [
    "ArrearsLine",
    "CommissionAnswer",
    "CommissionFile",
    "CommissionSession",
    "Eviction",
    "ExplocImport",
    "ExplocMapping",
    "SocialDiagnosis",
    "YearFigure",
]
