"""Who follows whom in the demonstration: the partners' accounts, by organisation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from pacte.ground.accounts.demo import DOMAIN
from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan, Size
from pacte.ground.partners.models import Organisation

TEAMS = {
    "casvp": (40, ("social_worker", "social_worker.colleague")),
    "aux-captifs-la-liberation": (25, ("outreach_worker", "outreach_worker.colleague")),
    "armee-du-salut": (15, ("social_worker.shelter",)),
    "ville-de-paris": (15, ("regulator", "social_worker.city")),
    "equipe-sante-exemple": (5, ("social_worker.health",)),
}
"""Of a hundred persons, how many each organisation meets first, and its workers."""


@dataclass(frozen=True)
class Team:
    """An organisation, its workers, and its share of the persons."""

    organisation: Organisation
    workers: tuple[User, ...]
    weight: int


@dataclass(frozen=True)
class Cast:
    """Every team of the demonstration, by the organisation's slug."""

    teams: dict[str, Team]

    @classmethod
    def of(cls, plan: Plan) -> Cast | None:
        """The teams, or None when the partners of the demonstration are not there."""
        named = dict(TEAMS)
        if plan.size == Size.FULL:
            named |= {f"association-{n:03}": (3, (f"social_worker.{n:03}",)) for n in range(1, 187)}
        users = {user.email: user for user in User.objects.filter(is_demonstration=True)}
        organisations = Organisation.objects.in_bulk(list(named), field_name="slug")
        if len(organisations) < len(named):
            return None
        return cls(
            {
                slug: Team(organisations[slug], tuple(users[f"{code}@{DOMAIN}"] for code in codes), weight)
                for slug, (weight, codes) in named.items()
            }
        )

    def __getitem__(self, slug: str) -> Team:
        return self.teams[slug]


def moment(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """This day at this hour, in the city's time."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def ago(plan: Plan, days: int, hour: int = 10) -> datetime:
    """So many days before the plan's day."""
    return moment(plan.today - timedelta(days=days), hour)
