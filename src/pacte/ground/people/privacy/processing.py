"""The room's lines of the processing register."""

from __future__ import annotations

from pacte.ground.declarations.privacy import Processing

PROCESSING: list[Processing] = []
