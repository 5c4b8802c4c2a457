"""What a day centre keeps: mail addresses, lockers, the city's delays, a stock of kits."""

from .lockers import Held, Loan, Locker, LockerSet, Waiting
from .mail import MailAddress, MailNotice, MailTerm
from .policy import CentrePolicy
from .stock import Item, KitPart, StockLevel, StockMovement, SupplyRequest

__all__ = [
    "CentrePolicy",
    "Held",
    "Item",
    "KitPart",
    "Loan",
    "Locker",
    "LockerSet",
    "MailAddress",
    "MailNotice",
    "MailTerm",
    "StockLevel",
    "StockMovement",
    "SupplyRequest",
    "Waiting",
]
