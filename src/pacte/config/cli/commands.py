"""Pacte's own commands, in the order in which a newcomer meets them."""

from __future__ import annotations

import click

from .backups import backup, content_hash, restore
from .city import demo, migrate
from .doctor import doctor
from .keyring import keys
from .serving import serve, tick, work

COMMANDS: list[click.Command] = [
    demo, serve, work, tick, migrate, doctor, backup, restore, content_hash, keys,
]  # fmt: skip
