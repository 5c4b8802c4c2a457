"""The stock of kits holds nothing of anybody."""

from __future__ import annotations

from pacte.ground.declarations.privacy import Holding, Processing, Retention, Sensitive

FIELDS: list[Sensitive] = []
RETENTION: list[Retention] = []
HOLDINGS: list[Holding] = []
PROCESSING: list[Processing] = []
