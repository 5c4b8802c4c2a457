"""`demo` and `migrate`: the database made, and the demonstration city built in it."""

from __future__ import annotations

from datetime import date

import click

from pacte.config import environment as env
from pacte.ground.declarations.demo import Plan, Size

SEED = 2019
MARKER = "demonstration.txt"


@click.command()
def migrate() -> None:
    """Bring the database to this version. Safe to run again; back up first."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    click.echo("The database is up to date.")


@click.command()
@click.option("--no-serve", is_flag=True, help="Build the demonstration and stop.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve on.")
@click.option("--port", default=8000, show_default=True, help="Port to serve on.")
@click.option(
    "--size",
    type=click.Choice([size.value for size in Size]),
    default="demonstration",
    show_default=True,
    help="A small city, or one of the size of Paris.",
)
@click.option("--seed", default=SEED, show_default=True, help="The same seed always makes the same city.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), default=None, help="The day taken as today.")
@click.option("--reset", is_flag=True, help="Empty the database first. Everything in it is lost.")
@click.pass_context
def demo(  # noqa: PLR0917 - one argument per option
    context: click.Context, no_serve: bool, host: str, port: int, size: str, seed: int, today: object, reset: bool
) -> None:
    """Build the demonstration city and serve it. Running it again changes nothing."""
    if env.is_production():
        raise click.ClickException(
            "the demonstration is not built in production: its accounts share a published password. "
            "Unset PACTE_ENV, or give another PACTE_DATA and DATABASE_URL."
        )
    build(Plan(Size(size), seed, getattr(today, "date", date.today)()), reset=reset)
    if not no_serve:
        from .serving import serve

        context.invoke(serve, host=host, port=port)


def build(plan: Plan, *, reset: bool = False) -> None:
    """Migrate, then each room's part in its order; refuses a database that holds something else."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    if reset:
        call_command("flush", verbosity=0, interactive=False, skip_checks=True)
    marker = env.data_dir() / MARKER
    _refuse_a_real_city()
    _load(plan)
    marker.write_text(f"size {plan.size}\nseed {plan.seed}\nbuilt for {plan.today:%Y-%m-%d}\n")
    _say_who_to_be()


def _refuse_a_real_city() -> None:
    from pacte.ground.accounts.models import User

    if User.objects.filter(is_demonstration=False).exists():
        raise click.ClickException(
            "this database holds real accounts: the demonstration is not mixed with them. "
            "Give another PACTE_DATA or DATABASE_URL, or --reset to lose what it holds."
        )


def _load(plan: Plan) -> None:
    import time

    from django.db import transaction

    from pacte.ground.declarations.registry import declared
    from pacte.ground.jobs.services import run_pending

    began = time.monotonic()
    for room, load in declared("demo", "load"):
        started = time.monotonic()
        with transaction.atomic():
            load(plan)
        click.echo(f"  {room.rsplit('.', 1)[-1]:<14} {time.monotonic() - started:5.1f} s")
    if count := run_pending():
        click.echo(f"  {count} jobs done")
    click.echo(f"The {plan.size} city stands, in {time.monotonic() - began:.1f} s.")


def _say_who_to_be() -> None:
    """The accounts to try, with their roles and their common password."""
    from pacte.ground.accounts.demo import PASSWORD
    from pacte.ground.accounts.models import User

    users = User.objects.filter(is_demonstration=True).prefetch_related("memberships__organisation").order_by("email")
    click.echo(f"\nAccounts to try, all with the password {PASSWORD}\n")
    for user in users:
        roles = sorted({f"{m.get_role_display()} ({m.organisation.name})" for m in user.memberships.all()})
        click.echo(f"  {user.email:<44} {', '.join(roles)}")
    click.echo("")
