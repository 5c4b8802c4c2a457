"""Writing an archive."""

from __future__ import annotations

import io
import os
import tarfile
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pacte import __version__
from pacte.ground.declarations.errors import BadInput, Fault

from .contents import applied, file_parts, models_now, one_instant, write_table
from .manifest import NAME, Manifest
from .unpack import KEYS


def save(out: Path, *, with_keys: bool = False) -> Manifest:
    """Everything at one instant, in one archive readable by its owner alone. It appears whole or not at all."""
    if out.exists():
        raise BadInput(Fault(str(out), "already exists.", "Name another file: a backup never replaces one."))
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    with tempfile.TemporaryDirectory(prefix="pacte-backup-", dir=settings.DATA_DIR) as folder:
        manifest = _gather(Path(folder), with_keys)
        try:
            _pack(draft, Path(folder), manifest)
            draft.replace(out)
        finally:
            draft.unlink(missing_ok=True)
    return manifest


def _gather(folder: Path, with_keys: bool) -> Manifest:
    now = datetime.now(UTC)
    with one_instant():
        kept = models_now()
        tables = {model._meta.label: write_table(model, folder / f"{model._meta.label}.jsonl") for model in kept}
        files, missing = file_parts(kept)
        migrations = applied(MigrationExecutor(connection))
    return Manifest(__version__, now.isoformat(timespec="seconds"), migrations, tables, files, missing, with_keys)


def _pack(draft: Path, folder: Path, manifest: Manifest) -> None:
    stamp = datetime.fromisoformat(manifest.created_at).timestamp()
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as raw:
        with tarfile.open(fileobj=raw, mode="w:gz", format=tarfile.PAX_FORMAT) as archive:

            def add(name: str, path: Path) -> None:
                with path.open("rb") as content:
                    archive.addfile(_member(name, path.stat().st_size, stamp), content)

            text = manifest.to_json().encode()
            archive.addfile(_member(NAME, len(text), stamp), io.BytesIO(text))
            for label in manifest.tables:
                add(f"tables/{label}.jsonl", folder / f"{label}.jsonl")
            for name in manifest.files:
                add(f"files/{name}", Path(settings.MEDIA_ROOT) / name)
            if manifest.has_keys:
                add(KEYS, settings.DATA_DIR / KEYS)
        raw.flush()
        os.fsync(raw.fileno())


def _member(name: str, size: int, stamp: float) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mtime, member.mode = size, int(stamp), 0o600
    return member
