"""Putting an archive back: loaded in one transaction into the schema it was saved from, hashed again, then migrated.

Refuses a database that holds rows, unless told to replace them. Whatever it refuses, it has changed nothing.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from pacte.config import keys as key_file

from . import contents
from .manifest import Manifest
from .unpack import KEYS, CannotRestore, unpack

BATCH = 500
NEVER_EMPTIED = {"django_migrations", "django_content_type"}


def load(archive: Path, *, replace: bool = False, with_keys: bool = False) -> Manifest:
    """Restore the archive and bring the database to this version. Raises CannotRestore, having changed nothing."""
    with tempfile.TemporaryDirectory(prefix="pacte-restore-", dir=settings.DATA_DIR) as folder:
        manifest = unpack(archive, Path(folder))
        if with_keys:
            _check_keys(manifest, replace)
        kept = _prepare(manifest, replace)
        try:
            _fill(kept, manifest, Path(folder))
        except (DatabaseError, ValueError, TypeError, LookupError) as error:
            raise CannotRestore(f"the archive's rows do not fit its schema ({type(error).__name__}).") from error
        if with_keys:
            key_file.write(settings.DATA_DIR / KEYS, json.loads((Path(folder) / KEYS).read_text()))
    call_command("migrate", verbosity=0, skip_checks=True)
    return manifest


def _check_keys(manifest: Manifest, replace: bool) -> None:
    if not manifest.has_keys:
        raise CannotRestore("the archive holds no keys: put keys.json back from its own copy.")
    if not replace and not settings.KEYS["demonstration"] and (settings.DATA_DIR / KEYS).exists():
        raise CannotRestore("this installation has its own keys: add --replace to lose them.")


def _prepare(manifest: Manifest, replace: bool) -> list[type[models.Model]]:
    """The database at the archive's schema, and the models of that moment."""
    executor = MigrationExecutor(connection)
    targets = [(app, name) for app, name in manifest.migrations]
    unknown = [f"{app}.{name}" for app, name in targets if (app, name) not in executor.loader.graph.nodes]
    if unknown:
        raise CannotRestore(
            f"the archive was made by version {manifest.version}, which this one does not know ({unknown[0]}). "
            "Install that version or a later one."
        )
    occupied = is_occupied()
    if occupied and not replace:
        raise CannotRestore("the database is not empty: add --replace to lose what it holds.")
    here = contents.applied(executor)
    if here != manifest.migrations:
        if occupied:
            raise CannotRestore("the database holds rows in another version's schema: restore into an empty one.")
        executor.migrate(targets)
    state = MigrationExecutor(connection).loader.project_state(targets)
    return contents.kept_models(state.apps)


def is_occupied() -> bool:
    """Whether any kept table holds a row."""
    existing = set(connection.introspection.table_names())
    return any(model._meta.db_table in existing and models.QuerySet(model).exists() for model in contents.models_now())


def _fill(kept: list[type[models.Model]], manifest: Manifest, folder: Path) -> None:
    """Empty, load, hash again: all or nothing."""
    by_label = {model._meta.label: model for model in kept}
    with transaction.atomic():
        _empty()
        for label in manifest.tables:
            _load_table(by_label[label], folder / "tables" / f"{label}.jsonl")
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), kept):
                cursor.execute(statement)
        connection.check_constraints()
        for label, part in manifest.tables.items():
            if contents.hash_table(by_label[label]) != part:
                raise CannotRestore(f"the rows of {label} do not come back as they were saved.")
        _place_files(manifest, folder)


def _empty() -> None:
    """Every row of every table of the product; constraints wait for the end of the transaction."""
    names = set(connection.introspection.django_table_names(only_existing=True)) - NEVER_EMPTIED
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for name in sorted(names):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(name)}")  # noqa: S608 - a table's own name


def _load_table(model: type[models.Model], path: Path) -> None:
    fields = contents.columns(model)
    names = {field.attname for field in fields}
    with path.open(encoding="utf-8") as lines:
        rows = (_row(model, fields, names, line) for line in lines)
        size = max(1, min(BATCH, connection.ops.bulk_batch_size(fields, [None] * BATCH)))
        for batch in _in_batches(rows, size):
            # Raw: the values as they were saved, with no date of today and no rule of the models in between.
            models.QuerySet(model)._insert(batch, fields=fields, using="default", raw=True)  # type: ignore[attr-defined]


def _row(model: type[models.Model], fields: list[Any], names: set[str], line: str) -> models.Model:
    values = json.loads(line)
    if values.keys() != names:
        raise ValueError(f"a row of {model._meta.label} has other columns")
    return model(**{field.attname: contents.decode(field, values[field.attname]) for field in fields})


def _in_batches(rows: Iterable[models.Model], size: int) -> Iterator[list[models.Model]]:
    rows = iter(rows)
    while batch := list(islice(rows, size)):
        yield batch


def _place_files(manifest: Manifest, folder: Path) -> None:
    """Each file under its opaque name. One left behind by a refused load is named by no row."""
    media = Path(settings.MEDIA_ROOT)
    for name in manifest.files:
        target = media / name
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f"{target.name}.restored")
        shutil.copyfile(folder / "files" / name, draft)
        draft.chmod(0o600)
        draft.replace(target)
