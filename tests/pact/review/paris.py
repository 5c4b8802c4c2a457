"""The pact of Paris frozen for a test: its own demonstration data, one edition, two stories a chapter."""

from __future__ import annotations

from datetime import date
from importlib import import_module

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan
from pacte.ground.partners.enums import OrganisationKind, Role
from pacte.ground.partners.models import Membership, Organisation
from pacte.pact.campaigns import services
from pacte.pact.campaigns.models import Edition
from pacte.pact.commitments.models import Node, Pact

STORIES = [
    ("Un guichet de quartier", "A neighbourhood desk", "Une équipe reçoit sans rendez-vous.", "Place des Fêtes", 2018),
    ("Une halte pour souffler", "A place to rest", "Un lieu ouvert la nuit, avec un repas chaud.", "", None),
]


def load() -> Pact:
    """The ground and the pact, as the demonstration loads them."""
    plan = Plan(today=date(2019, 10, 15))
    for room in ("accounts", "territory", "partners"):
        module = import_module(f"pacte.ground.{room}.demo")
        if hasattr(module, "load"):
            module.load(plan)
    import_module("pacte.pact.commitments.demo").load(plan)
    return Pact.objects.get()


def team() -> User:
    """A member of the pact's team."""
    user, is_new = User.objects.get_or_create(
        email="team@review.example", defaults={"display_name": "Une personne", "is_demonstration": True}
    )
    if is_new:
        city = Organisation.objects.filter(kind=OrganisationKind.CITY).first()
        assert city
        Membership.objects.create(user=user, organisation=city, role=Role.PACT_TEAM, starts_on=date(2015, 1, 1))
    return user


def opened(pact: Pact, code: str = "2019", year: int = 2019) -> Edition:
    """An edition still open, with its stories."""
    edition = services.open_edition(
        team(), pact, code=code, title_fr=f"Rencontre annuelle {year}", title_en=f"Yearly meeting {year}",
        period_start=date(year - 1, 10, 1), period_end=date(year, 9, 30), meets_on=date(year, 11, 14),
    )  # fmt: skip
    for chapter in Node.objects.filter(level__code="chapter"):
        for order, (french, english, text, place, when) in enumerate(STORIES):
            services.add_achievement(
                team(), edition, chapter, title_fr=french, title_en=english, text_fr=text, text_en="Open to all.",
                place=place, partner="Association d’exemple", year=when, order=order,
            )  # fmt: skip
    return edition


def frozen(code: str = "2019", year: int = 2019, pact: Pact | None = None) -> Edition:
    """A frozen edition of the pact of Paris."""
    edition = opened(pact or load(), code, year)
    return services.freeze(team(), edition, force="Exemple")
