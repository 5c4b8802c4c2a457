"""Pathways, for programs: what each part offers. A token does what its user may do today, in its organisation alone."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from ninja import Router

PARTS = ("cases", "signals")
ROUTER = Router(tags=["pathways"])
for part in PARTS:
    if find_spec(f"{__name__}.{part}"):
        ROUTER.add_router("", import_module(f"{__name__}.{part}").ROUTER)
