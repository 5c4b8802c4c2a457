"""What a backup holds, in an order and a form that do not depend on the database."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps as live_apps
from django.conf import settings
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from .manifest import Part, overall

APPS = {"account", "mfa", "socialaccount"}
"""Of allauth: addresses, second factors, links to the State's sign-in. A restore must not open a door."""
LEFT_OUT = {"jobs.WorkerSign", "socialaccount.SocialToken", "socialaccount.SocialApp", "account.EmailConfirmation"}
"""Signs of life and short-lived secrets."""
CHUNK = 500


def kept_apps() -> set[str]:
    """Labels of the apps whose rows are kept."""
    ours = {config.label for config in live_apps.get_app_configs() if config.name.startswith("pacte.")}
    return ours | {label for label in APPS if live_apps.is_installed(f"allauth.{label}")}


def kept_models(registry: Any) -> list[type[models.Model]]:
    """The models that are kept, many-to-many tables included, by label, as a registry of some moment knows them."""
    labels = kept_apps()
    found = [
        model
        for model in registry.get_models(include_auto_created=True)
        if model._meta.app_label in labels and model._meta.managed and not model._meta.proxy
        and model._meta.label not in LEFT_OUT
    ]  # fmt: skip
    return sorted(found, key=lambda model: model._meta.label)


def applied(executor: MigrationExecutor) -> list[list[str]]:
    """The last applied migrations of each app."""
    done = set(executor.loader.applied_migrations)
    graph = executor.loader.graph
    last = [
        node
        for node in done
        if node in graph.nodes
        and not any(child.key in done and child.key[0] == node[0] for child in graph.node_map[node].children)
    ]
    return [list(node) for node in sorted(last)]


def models_now() -> list[type[models.Model]]:
    """The kept models as the applied migrations left them, which may be behind the code."""
    executor = MigrationExecutor(connection)
    state = executor.loader.project_state([(app, name) for app, name in applied(executor)])
    return kept_models(state.apps)


def columns(model: type[models.Model]) -> list[Any]:
    """The stored columns, the key first."""
    stored = [f for f in model._meta.local_concrete_fields if not getattr(f, "generated", False)]
    return sorted(stored, key=lambda f: (not f.primary_key, f.attname))


def rows(model: type[models.Model]) -> Iterator[Any]:
    """Every row, by key. A key that is text is sorted here: databases disagree on letters."""
    every: models.QuerySet[Any] = models.QuerySet(model)
    key = model._meta.pk
    if isinstance(key, models.AutoField | models.IntegerField | models.OneToOneField | models.ForeignKey):
        yield from every.order_by("pk").iterator(chunk_size=CHUNK)
    else:
        yield from sorted(every.iterator(chunk_size=CHUNK), key=lambda row: str(row.pk))


def encode(row: models.Model, fields: list[Any]) -> str:
    """One row as one line of JSON."""
    values = {field.attname: _plain(field, row) for field in fields}
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(field: Any, row: models.Model) -> Any:
    value = field.value_from_object(row)
    if isinstance(field, models.FileField):
        return value.name if value else ""
    return value if isinstance(field, models.JSONField) else _simple(value)


def _simple(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date() | time():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview() | bytearray():
            return base64.b64encode(bytes(value)).decode()
    return value


def decode(field: Any, value: Any) -> Any:
    """The value as the field holds it."""
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)


@contextmanager
def one_instant() -> Iterator[None]:
    """All reads inside see the database as it was at one instant; writers go on."""
    if connection.in_atomic_block:
        yield
        return
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    connection.ensure_connection()
    usual = connection.transaction_mode  # type: ignore[attr-defined]
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            yield
    finally:
        connection.transaction_mode = usual  # type: ignore[attr-defined]


def write_table(model: type[models.Model], path: Path) -> Part:
    """One model's rows to a file of JSON lines."""
    digest, size, count, fields = hashlib.sha256(), 0, 0, columns(model)
    with path.open("wb") as out:
        for row in rows(model):
            line = encode(row, fields).encode() + b"\n"
            out.write(line)
            digest.update(line)
            size, count = size + len(line), count + 1
    return Part(size, digest.hexdigest(), count)


def hash_table(model: type[models.Model]) -> Part:
    """The part that `write_table` would give, without the file."""
    return write_table(model, Path("/dev/null"))


def named_files(kept: list[type[models.Model]]) -> set[str]:
    """Names, under the media folder, of the files that rows point to."""
    names: set[str] = set()
    for model in kept:
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                query: models.QuerySet[Any] = models.QuerySet(model).exclude(**{field.attname: ""})
                names |= {name for name in query.values_list(field.attname, flat=True) if name}
    return names


def file_part(path: Path) -> Part:
    """Size and hash of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    return Part(path.stat().st_size, digest.hexdigest())


def file_parts(kept: list[type[models.Model]]) -> tuple[dict[str, Part], list[str]]:
    """The files that rows name, and the names of those that are not there."""
    media = Path(settings.MEDIA_ROOT)
    names = sorted(named_files(kept))
    return (
        {name: file_part(media / name) for name in names if (media / name).is_file()},
        [name for name in names if not (media / name).is_file()],
    )


def current_hash() -> str:
    """The content hash of the database and its files as they are now."""
    with one_instant():
        kept = models_now()
        files, _missing = file_parts(kept)
        return overall({model._meta.label: hash_table(model) for model in kept}, files)
