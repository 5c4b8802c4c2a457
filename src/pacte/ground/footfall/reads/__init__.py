"""What pages, programs and other rooms read of the counts."""

from .figures import Figures, figures
from .places import counted_by, kept_by, kinds_at, read_by, with_lately_counted_first
from .sheets import Line, Sheet, sheet
from .stops import stop_of, stops_today
from .totals import Total, by_session, totals

__all__ = [
    "Figures",
    "Line",
    "Sheet",
    "Total",
    "by_session",
    "counted_by",
    "figures",
    "kept_by",
    "kinds_at",
    "read_by",
    "sheet",
    "stop_of",
    "stops_today",
    "totals",
    "with_lately_counted_first",
]
