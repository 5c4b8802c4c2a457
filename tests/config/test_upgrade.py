"""Each released version's archive comes back in the schema it was saved from and is brought to this version.

`make release-fixture` adds the archive of the version at hand to `tests/upgrade/`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pacte import __version__
from pacte.config.backup.unpack import unpack
from tests.conftest import need
from tests.installation import Installation, bare, migrated

ARCHIVES = sorted((Path(__file__).resolve().parent.parent / "upgrade").glob("*.tar.gz"))


def counts(made: Installation) -> dict[str, int]:
    """Rows of each kept table, by its model's label."""
    code = (
        "from pacte.config.backup.contents import models_now\n"
        "from django.db.models import QuerySet\n"
        "for model in models_now(): print(model._meta.label, QuerySet(model).count())"
    )
    lines = (line.split() for line in made.python(code).splitlines())
    return {label: int(count) for label, count in lines}


def test_this_version_has_left_its_archive() -> None:
    need(f"{__version__}.tar.gz" in [path.name for path in ARCHIVES], f"the archive of version {__version__}")


@pytest.mark.parametrize("archive", ARCHIVES, ids=lambda path: path.name)
def test_a_released_version_is_brought_to_this_one_with_all_its_rows(archive: Path, tmp_path: Path) -> None:
    manifest = unpack(archive, tmp_path / "inside")
    with bare(tmp_path / "city") as made:
        made.well("restore", str(archive))
        now = counts(made)
        lost = {label: part.rows - now.get(label, 0) for label, part in manifest.tables.items()}
        assert {label: count for label, count in lost.items() if count > 0} == {}
        assert "WRONG    database" not in made.pacte("doctor").stdout
        made.well("tick")


def test_an_archive_saved_before_a_migration_is_migrated_forward(tmp_path: Path) -> None:
    with migrated(tmp_path / "old") as old:
        old.python(
            "from django.core.management import call_command\n"
            "call_command('migrate', 'outbox', 'zero', verbosity=0, skip_checks=True)\n"
            "from pacte.ground.accounts.models import User\n"
            "User.objects.create_user('a@own.example', display_name='Une personne')"
        )
        old.well("backup", "--out", str(tmp_path / "old.tar.gz"))
    with bare(tmp_path / "new") as new:
        new.well("restore", str(tmp_path / "old.tar.gz"))
        assert counts(new)["accounts.User"] == 1
        assert counts(new)["outbox.Message"] == 0
        assert "ok       database" in new.pacte("doctor").stdout
