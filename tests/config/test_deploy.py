"""The systemd units parse, and run commands and options that exist."""

from __future__ import annotations

import configparser
import shlex
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from pacte.config.cli import build
from pacte.config.environment import SETTINGS

ROOT = Path(__file__).resolve().parent.parent.parent
UNITS = sorted((ROOT / "deploy" / "systemd").glob("pacte-*.*"))
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]


def parsed(unit: Path) -> configparser.ConfigParser:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read_string(unit.read_text())
    return read


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_service_runs_a_command_that_exists_as_a_user_of_its_own(unit: Path) -> None:
    service = parsed(unit)["Service"]
    program, *words = shlex.split(service["ExecStart"])
    assert program == "/opt/pacte/.venv/bin/pacte"
    command: click.Command = build()
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    command.make_context(command.name, list(words), resilient_parsing=False)
    assert service["User"] == "pacte"
    assert service["NoNewPrivileges"] == "yes"
    assert service["EnvironmentFile"] == "/etc/pacte/environment"


@pytest.mark.parametrize("unit", [unit for unit in UNITS if unit.suffix == ".timer"], ids=lambda unit: unit.name)
def test_a_timer_starts_a_service_that_exists(unit: Path) -> None:
    assert (unit.parent / parsed(unit)["Timer"]["Unit"]).exists()


def test_the_example_environment_names_settings_that_exist() -> None:
    known = {setting.name for setting in SETTINGS}
    lines = (ROOT / "deploy" / "systemd" / "environment.example").read_text().splitlines()
    assert {line.partition("=")[0] for line in lines if line and not line.startswith("#")} <= known


def test_systemd_finds_nothing_to_say(tmp_path: Path) -> None:
    verifier = shutil.which("systemd-analyze")
    if verifier is None:
        pytest.skip("systemd-analyze is absent")  # not needed to run, nor in CI
    for unit in UNITS:
        # The command as it stands here: an installation in /opt is not part of the tests.
        (tmp_path / unit.name).write_text(unit.read_text().replace("/opt/pacte", str(ROOT)))
    done = subprocess.run(
        [verifier, "verify", *map(str, sorted(tmp_path.iterdir()))], capture_output=True, text=True, check=False
    )
    ours = [line for line in done.stderr.splitlines() if "pacte-" in line]
    assert ours == []
