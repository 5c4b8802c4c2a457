"""A dependency is a decision: each one has its written reason."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_every_direct_dependency_has_its_reason_and_no_reason_is_left_over() -> None:
    direct = set()
    for name in ("run.in", "dev.in", "matching.in"):
        for line in (ROOT / "requirements" / name).read_text().splitlines():
            if line.strip() and not line.startswith(("#", "-r")):
                direct.add(re.split(r"[\[=~<>; ]", line.strip())[0])
    page = (ROOT / "docs" / "decisions" / "0002-dependencies.md").read_text()
    reasons = {name for name, reason in re.findall(r"^\| `([^`]+)` \| (.{15,}) \|$", page, re.MULTILINE)}
    assert reasons == direct


def test_the_locked_files_hold_no_index_address() -> None:
    for locked in (ROOT / "requirements").glob("*.txt"):
        text = locked.read_text()
        assert "--hash=sha256:" in text
        assert "index-url" not in text and "https://" not in text
