"""What was saved comes back the same, on either database, or nothing changes."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import tarfile
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pacte.config.backup import CannotRestore
from pacte.config.backup.manifest import Manifest, Part
from pacte.config.backup.unpack import unpack
from tests.installation import SERVER, Installation, bare, migrated

pytestmark = pytest.mark.xdist_group("backup")  # one worker makes its installations, once

POPULATE = "from tests.config.populated import populate; populate()"


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A populated city."""
    with migrated(tmp_path_factory.mktemp("full")) as made:
        made.python(POPULATE)
        yield made


@pytest.fixture(scope="module")
def archive(full: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("archive") / "city.tar.gz"
    full.well("backup", "--out", str(out))
    return out


def hash_of(made: Installation) -> str:
    return made.well("content-hash").strip()


def members(archive: Path) -> dict[str, bytes]:
    with tarfile.open(archive) as tar:
        return {m.name: tar.extractfile(m).read() for m in tar if m.isreg()}  # type: ignore[union-attr]


def rewritten(archive: Path, out: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The archive again, after this change to its members."""
    parts = members(archive)
    change(parts)
    with tarfile.open(out, "w:gz") as tar:
        for name, body in parts.items():
            info = tarfile.TarInfo(name)
            info.size = len(body)
            tar.addfile(info, io.BytesIO(body))
    return out


def test_a_lost_database_comes_back_with_the_same_content_and_files(
    full: Installation, archive: Path, tmp_path: Path
) -> None:
    with bare(tmp_path / "again") as again:
        said = again.well("restore", str(archive))
        assert hash_of(full) in said
        assert hash_of(again) == hash_of(full)
        names = [name for (name,) in again.ask("SELECT file FROM documents_attachment WHERE file <> ''")]
        assert names and all((again.folder / "files" / name).is_file() for name in names)
        # Keys go on after the last one.
        again.python(
            "from pacte.ground.partners.models import Organisation as O\n"
            "O.objects.create(slug='new', name='x', kind='city')"
        )


def test_an_archive_crosses_from_one_database_to_the_other(full: Installation, archive: Path, tmp_path: Path) -> None:
    if not SERVER:
        pytest.skip("PostgreSQL is absent: run it under .ci/with-postgres")
    with bare(tmp_path / "sqlite", sqlite=True) as lite:
        lite.well("restore", str(archive))
        assert hash_of(lite) == hash_of(full)
        back = tmp_path / "back.tar.gz"
        lite.well("backup", "--out", str(back))
        with bare(tmp_path / "server") as server:
            server.well("restore", str(back))
            assert hash_of(server) == hash_of(full)


def test_it_holds_no_key_no_session_and_no_clear_address(full: Installation, archive: Path) -> None:
    parts = members(archive)
    assert "keys.json" not in parts
    signed_in = ("tables/sessions.", "tables/usersessions.")
    assert not [name for name in parts if name.startswith(signed_in) or "dbtask" in name.lower()]
    ring = json.loads((full.folder / "keys.json").read_text())
    everything = b"".join(parts.values()).decode()
    assert all(secret not in everything for secret in [*ring["signing"], *ring["fields"].values()])
    assert "1 place Fictive" not in everything
    assert archive.stat().st_mode & 0o077 == 0


def test_a_full_database_is_not_overwritten_without_a_word(full: Installation, archive: Path) -> None:
    before = hash_of(full)
    refused = full.pacte("restore", str(archive))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr and "Nothing was changed" in refused.stderr
    full.python("from pacte.ground.partners.models import Organisation as O; O.objects.update(name='lost')")
    assert hash_of(full) != before
    full.well("restore", str(archive), "--replace")
    assert hash_of(full) == before


def cut(archive: Path, out: Path) -> Path:
    out.write_bytes(archive.read_bytes()[:-200])
    return out


def flip_a_value(archive: Path, out: Path) -> Path:
    name = "tables/partners.Organisation.jsonl"
    return rewritten(archive, out, lambda parts: parts.update({name: parts[name].replace(b"ici", b"ICI")}))


def drop_a_table(archive: Path, out: Path) -> Path:
    return rewritten(archive, out, lambda parts: parts.pop("tables/partners.Organisation.jsonl") and None)


def add_a_stranger(archive: Path, out: Path) -> Path:
    return rewritten(archive, out, lambda parts: parts.update({"../outside": b"x"}))


def edit_the_manifest(archive: Path, out: Path) -> Path:
    def change(parts: dict[str, bytes]) -> None:
        said = json.loads(parts["manifest.json"])
        said["tables"]["partners.Organisation"]["sha256"] = "0" * 64
        parts["manifest.json"] = json.dumps(said).encode()

    return rewritten(archive, out, change)


def no_backup_at_all(archive: Path, out: Path) -> Path:
    out.write_bytes(gzip.compress(b"hello"))
    return out


@pytest.mark.parametrize(
    "damage", [cut, flip_a_value, drop_a_table, add_a_stranger, edit_the_manifest, no_backup_at_all]
)
def test_a_damaged_archive_is_refused_before_the_database_is_looked_at(
    archive: Path, tmp_path: Path, damage: Callable[[Path, Path], Path]
) -> None:
    with pytest.raises(CannotRestore):
        unpack(damage(archive, tmp_path / "bad.tar.gz"), tmp_path / "inside")
    assert not (tmp_path / "outside").exists()


def test_after_a_damaged_archive_everything_is_as_before(full: Installation, archive: Path, tmp_path: Path) -> None:
    before = full.ask("SELECT count(*), max(name) FROM partners_organisation")
    refused = full.pacte("restore", "--replace", str(flip_a_value(archive, tmp_path / "bad.tar.gz")))
    assert refused.returncode == 1
    assert "Nothing was changed" in refused.stderr
    assert full.ask("SELECT count(*), max(name) FROM partners_organisation") == before


def test_an_archive_of_a_later_version_is_refused(full: Installation, archive: Path, tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        said = json.loads(parts["manifest.json"])
        said["migrations"].append(["partners", "9999_later"])
        parts["manifest.json"] = json.dumps(said).encode()

    refused = full.pacte("restore", "--replace", str(rewritten(archive, tmp_path / "later.tar.gz", change)))
    assert "does not know (partners.9999_later)" in refused.stderr


def test_rows_that_do_not_hold_together_are_refused_and_nothing_changes(
    full: Installation, archive: Path, tmp_path: Path
) -> None:
    name, label = "tables/partners.Membership.jsonl", "partners.Membership"

    def change(parts: dict[str, bytes]) -> None:
        first, *rest = parts[name].splitlines(keepends=True)
        body = json.dumps(json.loads(first) | {"user_id": 999_999}).encode() + b"\n" + b"".join(rest)
        said = Manifest.from_json(parts["manifest.json"].decode())
        part = Part(len(body), hashlib.sha256(body).hexdigest(), body.count(b"\n"))
        parts["manifest.json"] = replace(said, tables=said.tables | {label: part}).to_json().encode()
        parts[name] = body

    before = hash_of(full)
    refused = full.pacte("restore", "--replace", str(rewritten(archive, tmp_path / "bad.tar.gz", change)))
    assert refused.returncode == 1
    assert hash_of(full) == before


def test_a_backup_never_replaces_a_file(full: Installation, archive: Path) -> None:
    before = archive.read_bytes()
    assert full.pacte("backup", "--out", str(archive)).returncode == 2
    assert archive.read_bytes() == before


def test_keys_travel_only_when_asked_and_open_the_sealed_fields_again(full: Installation, tmp_path: Path) -> None:
    out = tmp_path / "whole.tar.gz"
    full.well("backup", "--out", str(out), "--with-keys")
    with bare(tmp_path / "again") as again:
        again.well("restore", str(out), "--with-keys")
        opened = again.python(
            "from pacte.ground.messages.models import ContactRule as R\n"
            "from pacte.ground.declarations.crypto import unseal\n"
            "print(unseal(R.objects.exclude(sealed_address='').get().sealed_address))"
        )
    assert opened.strip() == "1 place Fictive"


def test_a_backup_is_taken_while_others_write(full: Installation, tmp_path: Path) -> None:
    errors: list[str] = []

    def write() -> None:
        code = (
            "import time; from pacte.ground.audit.services import record\n"
            "for n in range(200): record(None, 'organisation.change', f'partners.Organisation:{n}'); time.sleep(0.005)"
        )
        try:
            full.python(code)
        except AssertionError as error:
            errors.append(str(error))

    writer = threading.Thread(target=write)
    writer.start()
    for number in range(2):
        full.well("backup", "--out", str(tmp_path / f"{number}.tar.gz"))
    writer.join()
    assert not errors
    with bare(tmp_path / "again", sqlite=True) as again:
        again.well("restore", str(tmp_path / "1.tar.gz"))


def test_nothing_is_left_behind_in_the_data_folder(full: Installation) -> None:
    left = [path.name for path in full.folder.iterdir() if path.name.startswith(("pacte-backup", "pacte-restore", "."))]
    assert left == []
