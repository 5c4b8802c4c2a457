"""What this part holds of people."""

from __future__ import annotations

from pacte.ground.declarations.privacy import Holding, Processing, Retention, Sensitive

FIELDS: list[Sensitive] = []
RETENTION: list[Retention] = []
HOLDINGS: list[Holding] = []
PROCESSING: list[Processing] = []
SEALED: list[str] = []
