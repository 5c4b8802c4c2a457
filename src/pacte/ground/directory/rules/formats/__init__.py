"""The standards of the field, read into one neutral record and written from it. Plain Python: no database, no request.

A parser never raises on what it reads: whatever it cannot take is a `Mistake` with its place in the file.
"""

from .record import Conditions, Mistake, Parsed, PeriodRecord, PlaceRecord, ServiceRecord, StopRecord

__all__ = ["Conditions", "Mistake", "Parsed", "PeriodRecord", "PlaceRecord", "ServiceRecord", "StopRecord"]
