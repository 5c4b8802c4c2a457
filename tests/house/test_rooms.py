"""The house keeps its plan: known rooms only, small files and functions, every migration made, no private address."""

from __future__ import annotations

import ast
import io
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from pacte.ground.declarations.registry import rooms

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "src" / "pacte"


def words(text: str) -> set[str]:
    return set(text.split())


FLOORS = {
    "config": set(),
    "ground": words(
        """accounts agenda audit data_protection declarations directory documents field footfall indicators jobs
        messages partners pathways people reception referrals territory web worklist"""
    ),
    "prevention": words("evictions housing_fund neighbours social_housing young_adults"),
    "street": words("day_centres meals shelter"),
    "pact": words("commitments campaigns review"),
}
"""The floors and the rooms that stand today. A new one is added here, under the name that the design gives it."""

ROOMS = words(
    """apps enums rules models permissions reads indicators worklist privacy services tasks views forms filters urls
    templates static templatetags api admin cli access demo migrations registry data"""
)
"""What every app may have: one knows where to look before opening it. `registry` is where higher rooms register with a
lower one; `data` holds the facts that a room carries."""

OF_THEIR_OWN: dict[str, set[str]] = {
    "accounts": {"adapters", "entrance", "letters", "middleware", "oidc"},
    "agenda": {"typst"},
    "audit": {"exports"},
    "campaigns": {"guards", "snapshot", "snapshot_computed", "snapshot_protection", "snapshot_types"},
    "data_protection": {"typst"},
    "day_centres": {"typst"},
    "directory": {"typst"},
    "documents": {"pdf"},
    "evictions": {"typst"},
    "housing_fund": {"typst"},
    "indicators": {"datapackage"},
    "jobs": {"worker"},
    "partners": {"standing"},
    "meals": {"typst"},
    "neighbours": {"typst"},
    "pathways": {"typst"},
    "people": {"typst"},
    "review": {"typst"},
    "shelter": {"typst"},
    "social_housing": {"typst"},
    "web": words(
        "acting charts context drawing exports languages logs middleware navigation readiness samples spreadsheets"
    ),
    "young_adults": {"typst"},
}
"""What one app has and no other, each named by what it does."""

LONGEST_FILE, LONGEST_FUNCTION = 400, 40
PRIVATE = re.compile(
    r"(?:https?://[\w.:-]+/(?:simple|pypi|artifactory|repository)\b)|(?:--(?:extra-)?index-url)|(?:(?<![\w.])/(?:home|Users|root|work|opt/[\w-]+)/\w+)"
)
TEXT = {"", *words(".py .md .toml .txt .in .html .css .js .json .yml .yaml .sh .cfg .svg .typ")}


def tracked() -> list[Path]:
    """The files of the repository, as git knows them, that are still there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def modules() -> Iterator[Path]:
    """The product's Python files that somebody wrote."""
    return (path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts)


def entries(folder: Path) -> set[str]:
    """What a folder holds, by name without ending; what Python or the system left behind is not looked at."""
    kept = (path for path in folder.iterdir() if not path.name.startswith(("__", ".")))
    return {path.stem for path in kept if path.is_dir() or path.suffix in {".py", ".typ", ".toml", ".html"}}


def test_only_known_floors_and_apps_stand() -> None:
    assert {path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()} == set(FLOORS)
    for floor, known in FLOORS.items():
        if known:
            assert entries(PACKAGE / floor) == known, floor


@pytest.mark.parametrize("app", [room.replace(".", "/") for room in rooms()])
def test_an_app_has_only_known_rooms(app: str) -> None:
    name = app.rsplit("/", 1)[-1]
    own = OF_THEIR_OWN.get(name, set())
    found = entries(PACKAGE.parent / app)
    assert not found - ROOMS - own, f"{name} has rooms that the plan does not know"
    assert own <= found, f"{name} no longer has rooms of the plan"


def test_no_file_is_longer_than_the_limit() -> None:
    lines = {path: len(path.read_text().splitlines()) for path in modules()}
    long = [f"{path.relative_to(ROOT)} ({count})" for path, count in lines.items() if count > LONGEST_FILE]
    assert not long, f"split by meaning: {long}"


def test_no_function_is_longer_than_the_limit() -> None:
    long = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name} ({length})")
    assert not long, f"split by meaning: {long}"


def test_every_module_says_what_it_is_for() -> None:
    mute = [
        str(path.relative_to(ROOT)) for path in modules()
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]  # fmt: skip
    assert not mute


@pytest.mark.django_db
def test_every_migration_is_made() -> None:
    out = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out, stderr=out)
    except (SystemExit, CommandError) as missing:
        pytest.fail(f"models changed without a migration: {missing}\n{out.getvalue()}")


def test_no_file_holds_the_address_of_an_index_or_a_path_of_a_machine() -> None:
    found = []
    for path in tracked():
        if path.suffix in TEXT and "vendor" not in path.parts and path != Path(__file__):
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), 1):
                if hit := PRIVATE.search(line):
                    found.append(f"{path.relative_to(ROOT)}:{number} {hit.group()}")
    assert not found, found[:20]


def test_requirements_hold_no_address() -> None:
    for path in (ROOT / "requirements").iterdir():
        assert "http" not in path.read_text(), path.name
