"""A whole installation of its own, driven from outside by `pacte` as an operator would: its data folder, its database.

On PostgreSQL when DATABASE_URL names one, else on SQLite.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent
PACTE = [sys.executable, "-m", "pacte.config.cli"]
SERVER = os.environ.get("DATABASE_URL", "") if os.environ.get("DATABASE_URL", "").startswith("postgres") else ""


def _named(database: str) -> str:
    """The address of another database of the same server."""
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{database}"))


class Installation:
    """One city's software: call `pacte`, run Python inside it, ask its database."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder = folder
        self.database_url = database_url
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("PACTE_", "DATABASE_", "DJANGO_"))
        } | {
            "PACTE_DATA": str(folder), "DATABASE_URL": database_url, "PACTE_LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "pacte.config.settings", "PYTHONPATH": str(ROOT),
        }  # fmt: skip

    def pacte(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return self._run([*PACTE, *arguments], environment)

    def well(self, *arguments: str, **environment: str) -> str:
        """Run a command that must succeed; what it prints."""
        done = self.pacte(*arguments, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def python(self, code: str) -> str:
        """Run these lines with the product set up; what they print."""
        done = self._run([sys.executable, "-c", f"import django; django.setup()\n{code}"], {})
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Start a command and go on."""
        return subprocess.Popen(
            [*PACTE, *arguments], cwd=ROOT, env=self.environment | environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Rows of the database, read from outside the product."""
        if self.database_url.startswith("postgres"):
            with psycopg.connect(self.database_url) as server:
                return server.execute(query).fetchall()  # type: ignore[arg-type]
        file = sqlite3.connect(self.folder / "pacte.sqlite3", timeout=20)
        try:
            return file.execute(query).fetchall()
        finally:
            file.close()

    def _run(self, command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment | environment,
            text=True,
            capture_output=True,
            check=False,
            timeout=300,
        )


@contextmanager
def bare(folder: Path, *, sqlite: bool = False) -> Iterator[Installation]:
    """An installation whose database holds no table yet."""
    folder.mkdir(parents=True, exist_ok=True)
    if not SERVER or sqlite:
        yield Installation(folder)
        return
    name = f"pacte_{uuid.uuid4().hex[:12]}"
    _create(name)
    try:
        yield Installation(folder, _named(name))
    finally:
        _drop(name)


@contextmanager
def migrated(folder: Path) -> Iterator[Installation]:
    """An installation whose tables stand and are empty, as `pacte migrate` leaves them: a copy of one made once."""
    model, name = _migrated_once(), f"pacte_{uuid.uuid4().hex[:12]}"
    shutil.copytree(model.folder, folder, dirs_exist_ok=True)
    if not SERVER:
        yield Installation(folder)
        return
    _create(name, like=urlsplit(model.database_url).path[1:])
    try:
        yield Installation(folder, _named(name))
    finally:
        _drop(name)


@cache
def _migrated_once() -> Installation:
    folder, name = Path(tempfile.mkdtemp(prefix="pacte-migrated-")), f"pacte_{uuid.uuid4().hex[:12]}"
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if SERVER:
        _create(name)
        atexit.register(_drop, name)
    model = Installation(folder, _named(name) if SERVER else "")
    model.well("migrate")
    return model


def _create(name: str, like: str = "template1") -> None:
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {like}")  # type: ignore[arg-type]


def _drop(name: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


def copy_of(made: Installation, folder: Path) -> Installation:
    """The same content again, on SQLite: faster than migrating."""
    shutil.copytree(made.folder, folder)
    return Installation(folder)
