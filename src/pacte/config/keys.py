"""The keys that live outside the database: one for signatures, a ring for encrypted fields.

Kept in `keys.json` in the data folder, readable by its owner alone. A demonstration makes its own, marked as such.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import NotRequired, TypedDict

SIGNING_KEPT = 3
"""Signing keys that are still accepted: the current one and those before it. Sessions live 12 hours."""


class Keys(TypedDict):
    """`signing`: the secret key first, then older ones still accepted. `fields`: identifier → 32 bytes in base64.

    `made`: when each field key was made, for whoever plans the next rotation.
    """

    demonstration: bool
    signing: list[str]
    current: str
    fields: dict[str, str]
    made: NotRequired[dict[str, str]]


def new_field_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def generate(demonstration: bool = False) -> Keys:
    """Fresh keys, never written yet."""
    return Keys(
        demonstration=demonstration,
        signing=[secrets.token_urlsafe(50)],
        current="k1",
        fields={"k1": new_field_key()},
        made={"k1": _now()},
    )


def rotate(keys: Keys) -> Keys:
    """New current keys; the old ones stay so that what they signed or encrypted can still be read."""
    name = f"k{max(int(old[1:]) for old in keys['fields']) + 1}"
    return Keys(
        demonstration=keys["demonstration"],
        signing=[secrets.token_urlsafe(50), *keys["signing"]][:SIGNING_KEPT],
        current=name,
        fields={**keys["fields"], name: new_field_key()},
        made={**keys.get("made", {}), name: _now()},
    )


def write(path: Path, keys: Keys) -> None:
    """Replace the file in one step, so that a power cut leaves the old keys or the new ones."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as out:
        json.dump(keys, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)


def load(path: Path) -> Keys:
    """The keys of this installation; a first start that is not production makes demonstration keys.

    Of two processes that start together on an empty folder, one writes and both read its keys.
    """
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        write(draft, generate(demonstration=True))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    keys: Keys = json.loads(path.read_text())
    return keys


def readable_by_others(path: Path) -> bool:
    """Whether users other than the owner may read or write the file."""
    return path.exists() and bool(path.stat().st_mode & 0o077)
