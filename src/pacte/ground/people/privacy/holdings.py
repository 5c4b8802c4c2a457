"""What the room tells a person that it holds about them, and how it takes away whatever names them."""

from __future__ import annotations

from pacte.ground.declarations.privacy import Holding

HOLDINGS: list[Holding] = []
