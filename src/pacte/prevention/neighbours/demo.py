"""The demonstration's neighbour trouble: an example city has switched the room on; everybody in it is invented.

The three arrondissements and their first days are those that the Paris teams published (the source gives the year alone
for the 19th). Every person, fact and evaluation is made up.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan, Size
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import PathwayScheme
from pacte.ground.territory.models import RoomSwitch, Territory
from pacte.ground.territory.services.rooms import switch

from .enums import TeamContactKind, TeamContactOutcome, TeamDecision, TenantToldHow, WeakSign
from .models import NeighbourSignal, TeamCoverage
from .services import coverage, sheets, team
from .services.sheets import Information, Seen

DECIDED_BY = "Conseil de la ville d’exemple, délibération d’exemple"
COVERED = {"75120": date(2017, 2, 1), "75113": date(2017, 5, 15), "75119": date(2019, 1, 1)}
OUTCOMES = ("tenancy_kept", "tenancy_kept", "tenancy_kept", "rehoused", "not_met", "declined")


def load(plan: Plan) -> None:
    """Switch the room on, name the teams, write and follow signals. Loading again changes nothing."""
    steering, landlord, nurse = _account("pact_team"), _account("landlord"), _account("social_worker.health")
    health = Organisation.objects.filter(slug="equipe-sante-exemple").first()
    areas = list(Territory.objects.filter(code__in=COVERED).order_by("code"))
    is_ready = areas and PathwayScheme.objects.filter(key="neighbours").exists()
    if steering is None or landlord is None or nurse is None or health is None or not is_ready:
        return
    if not RoomSwitch.objects.filter(room="neighbours").exists():
        switch(steering, "neighbours", is_on=True, decided_by=DECIDED_BY)
    for area in areas:
        if not TeamCoverage.objects.filter(territory=area).exists():
            coverage.cover(steering, health, area, COVERED[area.code])
    if not NeighbourSignal.objects.exists():
        draw = plan.random("neighbours")
        for number in range(1, (60 if plan.size == Size.FULL else 14) + 1):
            _signal(draw, number, areas, landlord, nurse)


def _account(role: str) -> User | None:
    return User.objects.filter(email__startswith=f"{role}@", is_demonstration=True).first()


def _signal(draw: random.Random, number: int, areas: list[Territory], landlord: User, nurse: User) -> None:
    """One sheet; three of ten wait or were just received, the others are followed, a third of them closed."""
    today = timezone.localdate()
    received = today - timedelta(days=draw.randint(60, 330))
    signal = sheets.write(landlord, _seen(draw, number, areas, today))
    if signal.state == "held":
        return
    if number % 5 == 0:
        team.assign(nurse, signal.key, nurse)
        return
    if number % 7 == 0:
        return
    told = {"told_on": received - timedelta(days=3), "consent_on": received - timedelta(days=3)}
    days = {"received_on": received, "seen_from": received - timedelta(days=40), "seen_until": received}
    NeighbourSignal.objects.filter(pk=signal.pk).update(**days, **(told if signal.told_on else {}))
    _followed(draw, signal, number, received, nurse)


def _seen(draw: random.Random, number: int, areas: list[Territory], today: date) -> Seen:
    day = today - timedelta(days=draw.randint(2, 9))
    said = Information(day, draw.choice(TenantToldHow.values), "Conseil social d’exemple", "given", day)
    if number % 6 == 0:
        said = Information()
    if number % 13 == 0:
        said = Information(danger="fire_or_gas", danger_words="Fait d’exemple : odeur de gaz, constatée ce matin.")
    return Seen(
        territory=draw.choice(areas), tenant=f"Prénom-V{number} Exemple", contact=f"{number} rue d’Exemple, 3e étage",
        signs=draw.sample(WeakSign.values, draw.randint(1, 3)), reference=f"BAIL-EX-{number:04}",
        facts="Faits d’exemple : volets fermés depuis un mois, courrier non relevé, constatés par la gardienne.",
        seen_from=today - timedelta(days=40), seen_until=today - timedelta(days=9), information=said,
    )  # fmt: skip


def _followed(draw: random.Random, signal: NeighbourSignal, number: int, received: date, nurse: User) -> None:
    today = timezone.localdate()
    team.take(nurse, signal.key, given_name=f"Prénom-V{number}", family_name="Exemple")
    taken = received + timedelta(days=draw.randint(2, 12))
    NeighbourSignal.objects.filter(pk=signal.pk).update(taken_on=taken)
    day = taken
    for _visit in range(draw.randint(1, 4)):
        day = min(today, day + timedelta(days=draw.randint(5, 20)))
        team.note_contact(
            nurse, signal.key, on=day, kind=draw.choice(TeamContactKind.values), professions=["nurse", "social_worker"],
            outcome=draw.choice(TeamContactOutcome.values), words="Note d’exemple.",
        )  # fmt: skip
    if number % 2 == 0 or number % 3 == 0:
        day = min(today, day + timedelta(days=7))
        decision = draw.choice(TeamDecision.values)
        team.evaluate(nurse, signal.key, on=day, decision=decision, words="Évaluation d’exemple.")
    if number % 3 == 0:
        team.close(nurse, signal.key, outcome=draw.choice(OUTCOMES), on=min(today, day + timedelta(days=30)))
