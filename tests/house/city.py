"""The small city in which the doors and the canaries are tried.

Two organisations ("own", "other"), two arrondissements (75120, 75101) in Paris (75056), and for each role one user
who holds it in "own" on 75120. `plants/<app>.py` adds the rows of its room and says which URL arguments reach them.

A placement moves one thing at a time: `own` is a row of "own" on 75120 (or the knocker's own row), `other_organisation`
a row of "other" on 75120, `other_territory` a row of "own" on 75101. So who passes by their organisation reaches `own`
and `other_territory`, by their territory `own` and `other_organisation`, by being themselves `own` alone.
A route without arguments is offered without a plant.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from pacte.ground.accounts.models import User
from pacte.ground.declarations.access import Placement
from pacte.ground.declarations.registry import rooms
from pacte.ground.partners.enums import OrganisationKind, Role
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory


@dataclass
class Offer:
    """How to knock at one route: the URL's arguments and a plausible body.

    An argument that is a function is called with the user who knocks (None for someone not signed in).
    """

    kwargs: dict[str, Any]
    body: dict[str, Any] = field(default_factory=dict)

    def arguments(self, user: User | None) -> dict[str, Any]:
        return {name: value(user) if callable(value) else value for name, value in self.kwargs.items()}


@dataclass
class City:
    """What the plants build on, and the offers they leave."""

    paris: Territory
    here: Territory
    there: Territory
    own: Organisation
    other: Organisation
    users: dict[str, User]
    stranger: User
    offers: dict[tuple[str, Placement], Offer] = field(default_factory=dict)

    def offer(self, route: str, placement: Placement, body: dict[str, Any] | None = None, **kwargs: Any) -> None:
        self.offers[(route, placement)] = Offer(kwargs, body or {})

    def offer_everywhere(self, route: str, body: dict[str, Any] | None = None, **kwargs: Any) -> None:
        """For a URL whose object belongs to nobody in particular."""
        for placement in Placement:
            self.offer(route, placement, body, **kwargs)


def built() -> City:
    """The whole city: its ground, then each room's plants in the order of INSTALLED_APPS."""
    city = found()
    for room in rooms():
        module = f"tests.house.plants.{room.rsplit('.', 1)[-1]}"
        if find_spec(module):
            import_module(module).plant(city)
    return city


def found() -> City:
    """Create the city's ground; the plants come after."""
    paris = Territory.objects.create(code="75056", kind=TerritoryKind.CITY, name_fr="Paris")
    here, there = (
        Territory.objects.create(code=code, kind=TerritoryKind.ARRONDISSEMENT, name_fr=name, parent=paris)
        for code, name in (("75120", "20e arrondissement"), ("75101", "1er arrondissement"))
    )
    own = Organisation.objects.create(slug="own", name="Association d’ici", kind=OrganisationKind.ASSOCIATION)
    other = Organisation.objects.create(slug="other", name="Association d’ailleurs", kind=OrganisationKind.ASSOCIATION)
    users = {}
    for role in Role:
        users[role.value] = User.objects.create_user(
            f"{role}@own.example", display_name=f"Une personne ({role.label})", is_demonstration=True
        )  # demonstration accounts are spared the second factor
        Membership.objects.create(
            user=users[role.value], organisation=own, role=role, territory=here, starts_on=date(2015, 1, 1)
        )
    stranger = User.objects.create_user(
        "stranger@other.example", display_name="Une personne d’ailleurs", is_demonstration=True
    )
    Membership.objects.create(user=stranger, organisation=other, role=Role.READER, starts_on=date(2015, 1, 1))
    return City(paris, here, there, own, other, users, stranger)
