"""The demonstration's young people: leaving care, and on the platform. Nobody real; names and days say so."""

from __future__ import annotations

import random
from datetime import date, timedelta

from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan, Size
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import PathwayScheme
from pacte.ground.pathways.services import cases, recording
from pacte.ground.people.enums import Purpose
from pacte.ground.people.models import File
from pacte.ground.people.services.creation import create_person

from .enums import PlanDomain, PlatformExit, WorkshopKind
from .models import PlatformCapacity, YoungAdult
from .rules import is_late, platform_exits, years_after
from .services import contracts, following, planning, platform

GOALS = {
    PlanDomain.HOUSING: "But d’exemple : une chambre en foyer de jeunes travailleurs",
    PlanDomain.TRAINING: "But d’exemple : finir le certificat commencé",
    PlanDomain.RESOURCES: "But d’exemple : ouvrir un livret et tenir un budget",
    PlanDomain.RIGHTS: "But d’exemple : carte de transport, dossier de bourse",
}
YOUNG = {Size.DEMONSTRATION: 18, Size.FULL: 130}
PLATFORM = {Size.DEMONSTRATION: 24, Size.FULL: 160}


def load(plan: Plan) -> None:
    """Young people leaving care, then the platform's. Loading again changes nothing."""
    worker = User.objects.filter(email__startswith="social_worker@", is_demonstration=True).first()
    home = Organisation.objects.filter(slug="casvp").first()
    known = set(PathwayScheme.objects.values_list("key", flat=True))
    if worker is None or home is None or not {"young_adults", "neet_platform"} <= known or YoungAdult.objects.exists():
        return
    draw = plan.random("young_adults")
    for number in range(1, YOUNG[plan.size] + 1):
        _leaving_care(draw, worker, home, number)
    _on_platform(draw, worker, home, PLATFORM[plan.size])


def _file(worker: User, home: Organisation, name: str, born: date, purpose: str) -> File:
    return create_person(
        worker, home, purpose=purpose, given_name=name, family_name="Exemple", birth_date=born,
        birth_year=born.year, birth_precision="day",
    )  # fmt: skip


def _leaving_care(draw: random.Random, worker: User, home: Organisation, number: int) -> None:
    """From a year and a half before 18 to twenty: interviews, plans, contracts, refusals, leaving, coming back."""
    today = timezone.localdate()
    turns = today + timedelta(days=600 - 80 * (number % 16) - draw.randint(0, 40))
    file = _file(worker, home, f"Prénom-J{number}", years_after(turns, -18), Purpose.SUPPORT)
    came = turns - timedelta(days=200 if number % 9 == 0 else draw.randint(900, 2500))
    begun = max(came, min(today - timedelta(days=2), turns - timedelta(days=500)))
    if begun > today:
        came = begun = today - timedelta(days=5)
    case = following.begin(worker, file.key, turns_18_on=turns, taken_in_charge_on=came, on=begun)
    due = years_after(turns, -1)
    if not is_late(turns, came) and due < today + timedelta(days=40) and number % 4:
        recording.happened(worker, case.key, "interview_held", max(begun, min(today, due - timedelta(days=12))))
    if number % 3:
        planning.name_trusted(worker, case.key, "Une personne d’exemple, 01 00 00 00 00", min(today, turns))
    for domain, words in draw.sample(sorted(GOALS.items()), draw.randint(1, 3)):
        planning.add_goal(worker, case.key, domain=domain, words=words, by_on=turns)
    if turns <= today:
        _of_age(draw, worker, YoungAdult.objects.get(case=case), number, turns)


def _of_age(draw: random.Random, worker: User, young: YoungAdult, number: int, turns: date) -> None:
    today, key, start = timezone.localdate(), young.case.key, turns
    if number % 8 == 5:
        refused = min(today, turns + timedelta(days=10))
        refusal = contracts.refuse(
            worker, key, refused_on=refused, ground="resources", words="Motif d’exemple.", told_on=refused
        )
        if refused < today:
            contracts.appeal(worker, key, refusal.key, kind="urgent", on=min(today, refused + timedelta(days=5)))
        return
    while start <= today:
        ends = start + timedelta(days=draw.choice([150, 180, 182]))
        contracts.sign(
            worker,
            key,
            signed_on=start,
            starts_on=start,
            ends_on=ends,
            content="Engagements d’exemple, de part et d’autre.",
        )
        start = ends + timedelta(days=1)
    if number % 7 in {0, 4}:
        last = young.contracts.order_by("starts_on").last()
        gone = min(today, (last.starts_on if last else turns) + timedelta(days=20))
        contracts.leave(worker, key, on=gone, outcome="own_home")
        if number % 2:
            contracts.come_back(worker, key, on=min(today, gone + timedelta(days=40)))


def _on_platform(draw: random.Random, worker: User, home: Organisation, count: int) -> None:
    """Half have left, by class; a workshop last week."""
    today, keys = timezone.localdate(), []
    PlatformCapacity.objects.get_or_create(organisation=home, user=worker, defaults={"places": 25})
    for number in range(1, count + 1):
        entered = today - timedelta(days=draw.randint(40, 900))
        born = entered - timedelta(days=draw.randint(18 * 366, 24 * 365))
        file = _file(worker, home, f"Prénom-N{number}", born, Purpose.EMPLOYMENT)
        case = cases.start(worker, file.key, "neet_platform", "entered", entered)
        recording.happened(worker, case.key, "first_interview", entered + timedelta(days=8))
        if number % 2:
            recording.happened(worker, case.key, "intensive_support", entered + timedelta(days=20))
            keys.append(str(case.key))
        else:
            gone = min(today, entered + timedelta(days=draw.randint(60, 300)))
            outcome = draw.choice(platform_exits(PlatformExit.values, gone))
            platform.leave_platform(worker, case.key, outcome=outcome, on=gone)
    for ago, kind in ((7, WorkshopKind.SKILLS), (21, WorkshopKind.BUDGET)):
        held = platform.hold_workshop(worker, organisation=home, kind=kind, on=today - timedelta(days=ago))
        platform.note_attendance(worker, held.key, draw.sample(keys, min(6, len(keys))))
