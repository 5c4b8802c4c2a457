"""Can this process serve? The database answers and holds every migration. Says what is wrong, never a value."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor


def faults() -> list[str]:
    """What stands in the way, as sentences for an operator; empty when ready."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return [f"the database cannot be reached ({type(error).__name__})"]
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return [f"the applied migrations cannot be read ({type(error).__name__})"]
    return [f"{len(missing)} migrations are not applied: run `pacte migrate`"] if missing else []
