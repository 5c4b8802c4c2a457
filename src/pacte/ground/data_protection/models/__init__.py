"""What the desk keeps: requests and their statements, agreed phrases, runs of retention, requisitions."""

from .phrases import AgreedPhrase
from .requests import Request, Statement
from .requisitions import Requisition
from .retention import ArchiveVisa, RetentionLine, RetentionRun

__all__ = ["AgreedPhrase", "ArchiveVisa", "Request", "Requisition", "RetentionLine", "RetentionRun", "Statement"]
