"""The day centres' figures, gathered from their parts."""

from . import lockers, mail, stock

DECLARED = [*mail.DECLARED, *lockers.DECLARED, *stock.DECLARED]
