"""The page of the command line is written from the commands."""

from tools import cli_reference


def test_the_page_of_the_command_line_is_the_commands() -> None:
    said = cli_reference.PAGE.read_text(encoding="utf-8") if cli_reference.PAGE.exists() else ""
    assert said == cli_reference.page(), "run: python tools/cli_reference.py"
