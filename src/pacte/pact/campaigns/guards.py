"""The database's own refusal: a row of a frozen edition cannot be updated, whatever the client.

Installed by the room's first migration. A later migration that rebuilds the table on SQLite must install it again.
"""

from __future__ import annotations

from typing import Any

GUARDED = (
    "state, code, title_fr, title_en, period_start, period_end, meets_on, frozen_at, snapshot, snapshot_sha256, pact_id"
)
"""All that is published. Not `frozen_by`: the account of whoever froze it may be erased."""

_SQLITE = f"""
CREATE TRIGGER edition_stays_frozen BEFORE UPDATE OF {GUARDED} ON campaigns_edition
WHEN OLD.state = 'frozen'
BEGIN SELECT RAISE(ABORT, 'a frozen edition cannot change'); END
"""

_POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION edition_stays_frozen() RETURNS trigger AS $$
BEGIN
  IF OLD.state = 'frozen' THEN
    RAISE EXCEPTION 'a frozen edition cannot change' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$ LANGUAGE plpgsql;
CREATE TRIGGER edition_stays_frozen BEFORE UPDATE OF {GUARDED} ON campaigns_edition
FOR EACH ROW EXECUTE FUNCTION edition_stays_frozen();
"""


def install(_apps: Any, schema_editor: Any) -> None:
    """Create the trigger in the words of this database."""
    schema_editor.execute(_SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRESQL)


def remove(_apps: Any, schema_editor: Any) -> None:
    """Drop the trigger."""
    on_table = "" if schema_editor.connection.vendor == "sqlite" else " ON campaigns_edition"
    schema_editor.execute(f"DROP TRIGGER edition_stays_frozen{on_table}")
