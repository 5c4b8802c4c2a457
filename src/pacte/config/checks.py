"""What production refuses: each fault says what is wrong, why it matters and what to do.

Run by `serve`, `work`, `tick` and by the web server's own door; `pacte doctor` prints them with the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Error, register, run_checks
from django.core.checks import Warning as Caution
from django.db import DatabaseError

from pacte.config import environment as env
from pacte.config import keys as key_file
from pacte.ground.messages.rules import mail_server

TAG = "production"
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
Check = Callable[[], Iterator[CheckMessage]]


def faults() -> list[CheckMessage]:
    """The faults that stop the start; empty when it is safe."""
    return [message for message in run_checks(tags=[TAG]) if message.level >= ERROR]


def cautions() -> list[CheckMessage]:
    """What production allows and would do better without."""
    return [message for message in run_checks(tags=[TAG]) if message.level < ERROR]


@register(TAG)
def production_is_safe(app_configs: Any = None, **_options: Any) -> list[CheckMessage]:
    """Every check, when this is production; a misspelt environment never passes for something else."""
    if env.ENVIRONMENT.value not in {"demonstration", "production"}:
        return [
            Error(
                f"PACTE_ENV is {env.ENVIRONMENT.value!r}, neither demonstration nor production.",
                hint="A misspelt production would run without its guards. Set PACTE_ENV=production.",
                id="pacte.E001",
            )
        ]
    if not env.is_production():
        return []
    return [message for check in CHECKS for message in check()]


def keys_are_its_own() -> Iterator[CheckMessage]:
    path = settings.DATA_DIR / "keys.json"
    if settings.KEYS["demonstration"]:
        yield Error(
            "The keys are missing or are the demonstration's.",
            hint="Whoever has them signs sessions and reads sealed fields. Run `pacte keys generate`.",
            id="pacte.E002",
        )
    elif key_file.readable_by_others(path):
        yield Error(
            "keys.json can be read by other users of this machine.",
            hint="Give it to the service alone: chmod 600 keys.json, in the data folder.",
            id="pacte.E003",
        )


def no_demonstration_account() -> Iterator[CheckMessage]:
    from pacte.ground.accounts.models import User

    try:
        present = User.objects.filter(is_demonstration=True).count()
    except DatabaseError as error:
        yield Error(
            f"The accounts cannot be read ({type(error).__name__}).",
            hint="Demonstration accounts may be among them. Check DATABASE_URL, run `pacte migrate`.",
            id="pacte.E004",
        )
        return
    if present:
        yield Error(
            f"{present} demonstration accounts are in this database.",
            hint="Their password is published. Use a database that never held the demonstration.",
            id="pacte.E005",
        )


def hosts_are_named() -> Iterator[CheckMessage]:
    hosts = set(env.HOSTS.items)
    if not hosts - LOCAL or "*" in hosts:
        yield Error(
            "PACTE_HOSTS names no public host, or any host at all.",
            hint="A forged Host header would make links that lead elsewhere. Set PACTE_HOSTS=pacte.example.org.",
            id="pacte.E006",
        )
        return
    named = urlsplit(settings.BASE_URL).hostname or ""
    if not any(named == host or (host.startswith(".") and named.endswith(host)) for host in hosts):
        yield Error(
            "The host of PACTE_BASE_URL is not one of PACTE_HOSTS.",
            hint="Links in messages would lead to a host that is not served. Make the two agree.",
            id="pacte.E007",
        )


def address_is_private() -> Iterator[CheckMessage]:
    if urlsplit(settings.BASE_URL).scheme != "https":
        yield Error(
            "PACTE_BASE_URL does not begin with https://.",
            hint="Passwords and sessions would travel in clear. Put a proxy with a certificate in front.",
            id="pacte.E008",
        )


def sign_in_by_the_state_is_whole() -> Iterator[CheckMessage]:
    if settings.OIDC["issuer"] and not (settings.OIDC["client"] and settings.OIDC["secret"]):
        yield Error(
            "PACTE_OIDC_URL is set without PACTE_OIDC_CLIENT and PACTE_OIDC_SECRET.",
            hint="Nobody could sign in by it. Set all three, or none.",
            id="pacte.E009",
        )


def mail_can_leave() -> Iterator[CheckMessage]:
    if not settings.MAIL_URL:
        yield Caution(
            "PACTE_MAIL_URL is empty.",
            hint="Messages stay in the outbox. Set smtp://user:password@host:587.",
            id="pacte.W001",
        )
        return
    try:
        server = mail_server(settings.MAIL_URL)
    except ValueError:
        yield Error(
            "PACTE_MAIL_URL cannot be read.",
            hint="Write smtp://user:password@host:587, with %40 for an @ in the password.",
            id="pacte.E010",
        )
        return
    if server.encryption == "none" and server.host not in LOCAL:
        yield Caution(
            "Mail leaves in clear to another machine.",
            hint="Drop encryption=none from PACTE_MAIL_URL, or use smtps://.",
            id="pacte.W002",
        )


def database_is_a_server() -> Iterator[CheckMessage]:
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        yield Caution(
            "The database is SQLite.",
            hint="It holds, on one machine with few writers. PostgreSQL is advised: set DATABASE_URL.",
            id="pacte.W003",
        )


CHECKS: list[Check] = [
    keys_are_its_own, no_demonstration_account, hosts_are_named, address_is_private, sign_in_by_the_state_is_whole,
    mail_can_leave, database_is_a_server,
]  # fmt: skip
