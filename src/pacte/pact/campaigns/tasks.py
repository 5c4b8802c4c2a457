"""Background work of collections: reading large spreadsheets, reminding contributors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from pacte.ground.jobs.models import Job

from .models import SpreadsheetImport
from .services import read, remind


def read_spreadsheet(job: Job, import_pk: int) -> None:
    """Read one spreadsheet. Safe to run again: what is already read is left alone."""
    received = SpreadsheetImport.objects.select_related("campaign", "actor").filter(pk=import_pk).first()
    if received is not None:
        read(received, job.report)


TICKS: list[Callable[[datetime], int]] = [remind]
