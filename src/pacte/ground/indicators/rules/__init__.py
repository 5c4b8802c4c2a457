"""The arithmetic of figures: how they are printed, compared, checked and protected. Plain Python, no database.

It refuses to invent precision: a figure is printed as its source gives it, a rate no finer than its inputs allow.
"""

from .periods import print_period
from .printed import PrintedFigure, plain, print_value, same_print
from .protection import TOTAL, Protected, Relation, protect
from .rates import Rate, Rounded, Share, percent_of, rate_of_change

__all__ = [
    "TOTAL",
    "PrintedFigure",
    "Protected",
    "Rate",
    "Relation",
    "Rounded",
    "Share",
    "percent_of",
    "plain",
    "print_period",
    "print_value",
    "protect",
    "rate_of_change",
    "same_print",
]
