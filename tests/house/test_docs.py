"""Every command and every setting is in the documentation, and the data model's page is the models'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pacte.config.environment import SETTINGS
from tools import data_model

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
PAGES = ["operations.md", "cli.md"]


def documented() -> str:
    """The pages where an operator looks."""
    return "\n".join((DOCS / page).read_text(encoding="utf-8") for page in PAGES if (DOCS / page).exists())


def commands(group: click.Group, path: str) -> Iterator[str]:
    """Every command, as it is typed."""
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}"


def test_every_command_is_documented() -> None:
    from pacte.config.cli import build

    text = documented()
    missing = [name for name in commands(build(), "pacte") if name not in text]
    assert not missing, f"commands that docs/operations.md or docs/cli.md does not name: {missing}"


def test_every_command_says_what_it_does() -> None:
    from pacte.config.cli import build

    def mute(group: click.Group, path: str) -> Iterator[str]:
        for name, command in group.commands.items():
            if not (command.help or "").strip():
                yield f"{path} {name}"
            if isinstance(command, click.Group):
                yield from mute(command, f"{path} {name}")

    assert not list(mute(build(), "pacte"))


def test_every_setting_is_documented_with_its_default() -> None:
    text = documented()
    missing = [setting.name for setting in SETTINGS if f"`{setting.name}`" not in text]
    assert not missing, f"settings that docs/operations.md does not name: {missing}"


def test_no_documented_setting_is_unknown() -> None:
    known = {setting.name for setting in SETTINGS}
    told = set(re.findall(r"`(PACTE_[A-Z_]+|DATABASE_URL)`", documented()))
    assert not told - known - {"PACTE_DEEP"}


def test_the_page_of_the_data_model_is_the_models() -> None:
    page = DOCS / "data-model.md"
    assert page.exists() and page.read_text(encoding="utf-8") == data_model.page(), "run: python tools/data_model.py"


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda path: str(path.relative_to(DOCS)))
def test_no_link_between_pages_is_broken(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert not [link for link in links if not (page.parent / link).exists()]
