"""The public pages keep no data of their own: they read frozen editions, whose texts name organisations, not people."""

from __future__ import annotations

from pacte.ground.declarations.privacy import Retention, Sensitive

FIELDS: list[Sensitive] = []
RETENTION: list[Retention] = []
