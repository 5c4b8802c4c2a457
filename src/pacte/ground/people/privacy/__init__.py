"""What the room holds of people: sensitive fields and their readers, retention, statement, anonymisation, register."""

from .fields import FIELDS, SEALED
from .holdings import HOLDINGS
from .processing import PROCESSING
from .retention import RETENTION

__all__ = ["FIELDS", "HOLDINGS", "PROCESSING", "RETENTION", "SEALED"]
