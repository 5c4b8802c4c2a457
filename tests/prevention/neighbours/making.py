"""The smallest neighbour trouble: a health team that covers an arrondissement, a landlord, a sheet."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import seal
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import SchemeVersion
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from pacte.prevention.neighbours.apps import NeighboursConfig
from pacte.prevention.neighbours.models import NeighbourSignal, TeamCoverage
from pacte.prevention.neighbours.services import sheets
from pacte.prevention.neighbours.services.sheets import Information, Seen
from tests.ground.pathways.making import scheme as published

_numbers = count(1)


def shipped() -> SchemeVersion:
    """The scheme as the product ships it, published."""
    from importlib.resources import files

    text = files(NeighboursConfig.name).joinpath("data/schemes/neighbours.toml").read_text(encoding="utf-8")
    return published("neighbours", text)


def area(code: str = "75120") -> Territory:
    """An arrondissement."""
    return Territory.objects.get_or_create(
        code=code, defaults={"kind": TerritoryKind.ARRONDISSEMENT, "name_fr": f"Arrondissement {code[-2:]}"}
    )[0]


def covered(team: Organisation, at: Territory | None = None, since: date = date(2017, 2, 1)) -> TeamCoverage:
    """The team covers the arrondissement."""
    return TeamCoverage.objects.create(organisation=team, territory=at or area(), since=since)


def informed(**values: Any) -> Information:
    """The tenant was told yesterday, and agrees."""
    day = timezone.localdate() - timedelta(days=1)
    usual = {
        "told_on": day, "told_how": "meeting", "told_by": "Gardienne", "consent": "given", "consent_on": day
    }  # fmt: skip
    return Information(**usual | values)


def seen(**values: Any) -> Seen:
    """Closed shutters for a month, of a tenant who was told."""
    today = timezone.localdate()
    usual: dict[str, Any] = {
        "territory": area(), "tenant": "Locataire d’exemple", "contact": "3 place Fictive",
        "signs": ["closed_shutters"],
        "facts": "Volets fermés depuis un mois", "seen_from": today - timedelta(days=30), "seen_until": today,
        "information": informed(),
    }  # fmt: skip
    return Seen(**usual | values)


def written(by: User, **values: Any) -> NeighbourSignal:
    """A sheet, through the verb."""
    return sheets.write(by, seen(**values))


def row(landlord: Organisation, team: Organisation, at: Territory, **values: Any) -> NeighbourSignal:
    """A signal handed to the team, straight into the database."""
    today = timezone.localdate()
    usual: dict[str, Any] = {
        "landlord": landlord, "team": team, "territory": at, "reference": "BAIL-1",
        "sealed_tenant": seal("Une personne"),
        "sealed_contact": seal("Une adresse"), "signs": ["noise"], "sealed_facts": seal("Des faits"),
        "seen_from": today, "seen_until": today, "told_on": today, "told_how": "meeting", "told_by": "Gardienne",
        "consent": "given", "consent_on": today, "state": "received", "received_on": today,
        "danger": "life", "sealed_danger": seal("Un danger"),
    }  # fmt: skip
    return NeighbourSignal.objects.create(number=90_000 + next(_numbers), **usual | values)
