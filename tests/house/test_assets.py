"""Every file that somebody else made is named with its version, licence and hash, and is what it was."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent.parent / "src" / "pacte"
VENDOR = PACKAGE / "ground/web/static/vendor"
LISTED = {asset["path"]: asset for asset in json.loads((VENDOR / "manifest.json").read_text())["assets"]}


def test_vendored_files_stand_in_one_place() -> None:
    assert [path for path in PACKAGE.rglob("static/vendor") if path.is_dir()] == [VENDOR]


def test_every_vendored_file_is_listed_and_every_listed_one_is_there() -> None:
    there = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert there - {"manifest.json"} == set(LISTED)


def test_every_vendored_file_has_a_name_a_version_and_a_licence() -> None:
    told = ("name", "version", "licence")
    assert not [path for path, asset in LISTED.items() if not all(asset.get(key) for key in told)]


def test_no_vendored_file_was_changed() -> None:
    changed = [
        path for path, asset in LISTED.items()
        if hashlib.sha256((VENDOR / path).read_bytes()).hexdigest() != asset["sha256"]
    ]  # fmt: skip
    assert not changed
