"""What fits whom: the numbers of the city, an example as shipped."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from ..rules.fitting import Limits

DATA = Path(__file__).resolve().parent.parent / "data"


@lru_cache(maxsize=1)
def limits() -> Limits:
    """The limits in use, in cents."""
    said = tomllib.loads((DATA / "limits.toml").read_text(encoding="utf-8"))
    rooms = {int(count): (fewest, most) for count, (fewest, most) in said["rooms"].items()}
    ceilings = {int(count): euros * 100 for count, euros in said["ceilings"].items() if count != "each_more"}
    return Limits(rooms, ceilings, said["ceilings"]["each_more"] * 100, said["effort"], said["is_sample"])
