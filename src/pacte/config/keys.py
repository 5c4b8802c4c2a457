"""The keys that live outside the database: one for signatures, a ring for encrypted fields.

Kept in `keys.json` in the data folder, readable by its owner alone. A demonstration makes its own, marked as such.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from pathlib import Path
from typing import TypedDict


class Keys(TypedDict):
    """`signing`: the secret key first, then older ones still accepted. `fields`: key identifier → 32 bytes in base64."""

    demonstration: bool
    signing: list[str]
    current: str
    fields: dict[str, str]


def new_field_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def generate(demonstration: bool = False) -> Keys:
    """Fresh keys, never written yet."""
    return Keys(
        demonstration=demonstration, signing=[secrets.token_urlsafe(50)], current="k1", fields={"k1": new_field_key()}
    )


def rotate(keys: Keys) -> Keys:
    """New current keys; the old ones stay so that what they signed or encrypted can still be read."""
    name = f"k{len(keys['fields']) + 1}"
    return Keys(
        demonstration=keys["demonstration"],
        signing=[secrets.token_urlsafe(50), *keys["signing"]][:3],
        current=name,
        fields={**keys["fields"], name: new_field_key()},
    )


def write(path: Path, keys: Keys) -> None:
    """Replace the file in one step, so that a power cut leaves the old keys or the new ones."""
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as out:
        json.dump(keys, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)


def load(path: Path) -> Keys:
    """The keys of this installation; a first start that is not production makes demonstration keys."""
    if not path.exists():
        write(path, generate(demonstration=True))
    keys: Keys = json.loads(path.read_text())
    return keys
