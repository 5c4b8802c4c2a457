"""The log: one JSON object a line, with the request's identifier and no personal data.

An exception is told by its type and where it happened; its message could quote what someone typed.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pacte.ground.web.middleware import REQUEST_ID

OWN_FIELDS = ("method", "route", "status", "duration_ms")
QUOTES_REQUESTS = frozenset({"django.request", "django.security", "django.security.csrf"})
"""Loggers whose messages hold a path."""


class JsonFormatter(logging.Formatter):
    """Formats a record as JSON: time, level, logger, message, request, and the fields of a request's line."""

    def format(self, record: logging.LogRecord) -> str:
        quoting = record.name in QUOTES_REQUESTS or record.name.startswith("django.security")
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage().split(":", maxsplit=1)[0] if quoting else record.getMessage(),
            "request_id": REQUEST_ID.get(),
        }
        line |= {name: getattr(record, name) for name in OWN_FIELDS if hasattr(record, name)}
        if quoting and hasattr(record, "status_code"):
            line["status"] = record.status_code
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["stack"] = [
                f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ]
        return json.dumps(line, ensure_ascii=False, default=str)
