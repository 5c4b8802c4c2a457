"""Write docs/cli.md from the command line itself: each command, what it does, its options.

    python tools/cli_reference.py

A test compares the page with the commands, so that it is never out of date.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path

import click

PAGE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
INTRODUCTION = """\
# Command line

Written from the commands by `tools/cli_reference.py`; do not edit by hand. Every command honours `DATABASE_URL` and
`PACTE_DATA`; [operations](operations.md) says when to use which. Exit codes: 0 done, 1 refused or wrong, 2 bad input.
"""


def page() -> str:
    """The whole page, in the order of the names."""
    from pacte.config.cli import build

    return "\n".join([INTRODUCTION, *_sections(build(), "pacte")])


def _sections(group: click.Group, path: str) -> Iterator[str]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from _sections(command, f"{path} {name}")
        else:
            yield _section(command, f"{path} {name}")


def _section(command: click.Command, path: str) -> str:
    given = [param for param in command.params if isinstance(param, click.Argument)]
    arguments = [param.make_metavar(click.Context(command)) for param in given]
    lines = [f"## {path}\n", f"`{' '.join([path, *arguments])}`\n", inspect.cleandoc(command.help or ""), ""]
    options = [param for param in command.params if isinstance(param, click.Option)]
    if options:
        lines += ["| option | what it does | default |", "|---|---|---|", *map(_row, options), ""]
    return "\n".join(lines)


def _row(option: click.Option) -> str:
    shown = option.default is not None and option.show_default and not option.is_flag
    default = f"`{option.default}`" if shown else ("required" if option.required else "")
    return f"| `{'`, `'.join(option.opts)}` | {option.help or ''} | {default} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
