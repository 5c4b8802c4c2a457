"""The smallest young person: a file, a case of the shipped scheme, eighteen years on a day."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import Case, SchemeVersion
from pacte.ground.pathways.services import cases
from pacte.ground.people.models import File
from pacte.prevention.young_adults.apps import YoungAdultsConfig
from pacte.prevention.young_adults.models import YoungAdult
from pacte.prevention.young_adults.services import following
from tests.ground.pathways.making import scheme as published
from tests.ground.people.making import followed


def shipped(key: str = "young_adults") -> SchemeVersion:
    """The scheme as the product ships it, published."""
    text = files(YoungAdultsConfig.name).joinpath(f"data/schemes/{key}.toml").read_text(encoding="utf-8")
    return published(key, text)


def ago(days: int) -> date:
    """That many days before today; ahead when negative."""
    return timezone.localdate() - timedelta(days=days)


def young(by: User, home: Organisation, file: File | None = None, **values: Any) -> YoungAdult:
    """Somebody of 18 and a half, in care since childhood, followed since two years before 18; through the verb."""
    shipped()
    days: dict[str, Any] = {"turns_18_on": ago(180), "taken_in_charge_on": ago(3000), "on": ago(900)}
    case = following.begin(by, (file or followed(by, home)).key, **days | values)
    return YoungAdult.objects.get(case=case)


def on_platform(by: User, home: Organisation, on: date | None = None, file: File | None = None) -> Case:
    """Somebody on the platform since that day, a month ago when none is said."""
    shipped("neet_platform")
    return cases.start(by, (file or followed(by, home)).key, "neet_platform", "entered", on or ago(30))
