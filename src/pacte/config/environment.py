"""Every setting that a city's operator may give, by environment variable, with its default and its meaning.

`docs/operations.md` lists them; a test keeps the two equal.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Setting:
    """An environment variable: its name, its default as text, what it does."""

    name: str
    default: str
    help: str

    @property
    def value(self) -> str:
        return os.environ.get(self.name, self.default)

    @property
    def is_on(self) -> bool:
        return self.value.strip().lower() in {"1", "true", "yes", "on"}

    @property
    def items(self) -> list[str]:
        return [item.strip() for item in self.value.split(",") if item.strip()]


ENVIRONMENT = Setting(
    "PACTE_ENV", "demonstration", "demonstration or production; production refuses unsafe settings at start-up"
)
DATA = Setting("PACTE_DATA", "var", "folder where files go: database of the demonstration, keys, attachments, cache")
DATABASE = Setting("DATABASE_URL", "", "address of the database; by default SQLite in PACTE_DATA")
HOSTS = Setting("PACTE_HOSTS", "localhost,127.0.0.1,[::1]", "host names served, separated by commas")
BASE_URL = Setting("PACTE_BASE_URL", "http://localhost:8000", "public address, used in messages and exports")
LOG_LEVEL = Setting("PACTE_LOG_LEVEL", "INFO", "level of the JSON log on standard error")
MAIL_URL = Setting("PACTE_MAIL_URL", "", "smtp://user:password@host:port; empty keeps messages in the outbox only")
MAIL_FROM = Setting("PACTE_MAIL_FROM", "pacte@localhost", "sender of the messages")
MINORS_DUTY = Setting(
    "PACTE_MINORS_DUTY",
    "Astreinte de l’aide sociale à l’enfance (exemple) ; 01 00 00 00 00",
    "whom the 115 calls for a minor alone: the service, a semicolon, its telephone; the default is an example",
)
SMS_URL = Setting("PACTE_SMS_URL", "", "address to which SMS are posted as JSON; empty keeps them in the outbox only")
OIDC_URL = Setting("PACTE_OIDC_URL", "", "OpenID Connect issuer in the ProConnect shape; empty switches it off")
OIDC_CLIENT = Setting("PACTE_OIDC_CLIENT", "", "client identifier given by the issuer")
OIDC_SECRET = Setting("PACTE_OIDC_SECRET", "", "client secret given by the issuer")
SECOND_FACTOR_ROLES = Setting(
    "PACTE_SECOND_FACTOR_ROLES",
    "",
    "role codes that need a second factor, separated by commas; empty takes the product's",
)
SOURCE_URL = Setting("PACTE_SOURCE_URL", "", "where this version's source can be had; shown in the footer (AGPL)")
TRUSTED_PROXY = Setting("PACTE_TRUSTED_PROXY", "0", "1 when a proxy in front sets X-Forwarded-Proto and -For")

SETTINGS = [
    ENVIRONMENT, DATA, DATABASE, HOSTS, BASE_URL, LOG_LEVEL, MAIL_URL, MAIL_FROM, MINORS_DUTY,
    SMS_URL, OIDC_URL, OIDC_CLIENT, OIDC_SECRET, SECOND_FACTOR_ROLES, SOURCE_URL, TRUSTED_PROXY,
]  # fmt: skip


def data_dir() -> Path:
    """The data folder, made when missing."""
    path = Path(DATA.value).resolve()
    path.mkdir(parents=True, exist_ok=True)
    return path


def is_production() -> bool:
    return ENVIRONMENT.value == "production"
