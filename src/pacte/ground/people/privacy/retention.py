"""How long files and persons are kept."""

from __future__ import annotations

from pacte.ground.declarations.privacy import Retention

RETENTION: list[Retention] = []
