"""Pacte's own commands."""

from __future__ import annotations

import click


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port to serve on.")
def serve(port: int) -> None:
    """Serve the site."""
    from granian.constants import Interfaces
    from granian.server import Server

    Server("pacte.config.wsgi:application", address="127.0.0.1", port=port, interface=Interfaces.WSGI).serve()


@click.command()
@click.option("--no-serve", is_flag=True, help="Build the demonstration and stop.")
@click.option("--port", default=8000, show_default=True, help="Port to serve on.")
@click.pass_context
def demo(context: click.Context, no_serve: bool, port: int) -> None:
    """Build the demonstration city and serve it."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    if not no_serve:
        context.invoke(serve, port=port)


COMMANDS: list[click.Command] = [serve, demo]
