"""Young people in the test city: one leaving care and one on the platform behind each placement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from pacte.ground.declarations.access import Placement
from pacte.ground.declarations.crypto import seal
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import Case
from pacte.ground.people.models import File, Person
from pacte.ground.territory.models import Territory
from pacte.prevention.young_adults.models import (
    AutonomyGoal,
    CareReturn,
    ContractRefusal,
    PlatformCapacity,
    Workshop,
    WorkshopAttendance,
    YoungAdult,
    YoungContract,
)
from tests.ground.pathways.making import case
from tests.house.city import City
from tests.prevention.young_adults.making import ago, shipped


@dataclass
class Planted:
    """What stands behind one placement."""

    file: File
    young: YoungAdult
    goal: AutonomyGoal
    refusal: ContractRefusal
    on_platform: Case
    workshop: Workshop


def plant(city: City) -> None:
    """The rows, then the offers."""
    planted = {
        Placement.OWN: _stand(city, city.own, city.here, "OWN"),
        Placement.OTHER_TERRITORY: _stand(city, city.own, city.there, "AREA"),
        Placement.OTHER_ORGANISATION: _stand(city, city.other, city.here, "ORG"),
    }
    for placement, each in planted.items():
        _offer(city, placement, each)
    for route in ("home", "caseload"):
        city.offer_everywhere(f"young_adults:{route}")
    new = {"organisation": str(city.own.pk), "kind": "budget", "on": timezone.localdate().isoformat()}
    city.offer_everywhere("young_adults:workshops", new)
    said = {"worker": city.users["social_worker"].pk, "places": 20}
    city.offer("young_adults:capacity", Placement.OWN, said, organisation=city.own.slug)
    city.offer("young_adults:capacity", Placement.OTHER_ORGANISATION, said, organisation=city.other.slug)
    city.offer("young_adults:capacity", Placement.OTHER_TERRITORY, said, organisation=city.own.slug)


def _stand(city: City, home: Organisation, area: Territory, code: str) -> Planted:
    file = Person.objects.get(pseudonym=f"TEST-{code}-1").files.first()
    assert file is not None
    young = YoungAdult.objects.create(
        case=case(file, shipped(), territory=area), turns_18_on=ago(180), taken_in_charge_on=date(2015, 1, 1),
        sealed_trusted=seal("Une personne"), trusted_named_on=ago(200), left_on=ago(3),
    )  # fmt: skip
    goal = AutonomyGoal.objects.create(young=young, domain="housing", sealed_words=seal("Un but"))
    AutonomyGoal.objects.create(young=young, domain="health", sealed_words=seal("Un but"))
    YoungContract.objects.create(
        young=young, kind="first", signed_on=ago(170), starts_on=ago(170), ends_on=ago(3),
        sealed_content=seal("Un contenu"), noted_by=city.users["social_worker"],
    )  # fmt: skip
    refusal = ContractRefusal.objects.create(
        young=young, refused_on=ago(2), ground="plan", sealed_words=seal("Un motif"), appeal_kind="urgent",
        appeal_on=ago(1),
    )  # fmt: skip
    CareReturn.objects.create(young=young, on=ago(5), noted_by=city.users["social_worker"])
    on_platform = case(file, shipped("neet_platform"), territory=area)
    workshop = Workshop.objects.create(organisation=home, territory=area, kind="budget", on=ago(1))
    WorkshopAttendance.objects.create(workshop=workshop, case=on_platform)
    PlatformCapacity.objects.get_or_create(organisation=home, user=city.users["social_worker"], defaults={"places": 10})
    return Planted(file, young, goal, refusal, on_platform, workshop)


def _offer(city: City, placement: Placement, at: Planted) -> None:
    today, key = timezone.localdate().isoformat(), at.young.case.key
    bodies: dict[str, dict[str, object]] = {
        "young": {}, "plan_pdf": {}, "trusted": {"words": "Une tante", "on": today},
        "goal": {"domain": "housing", "words": "Un logement"},
        "contract": {"signed_on": today, "starts_on": today, "ends_on": today},
        "refusal": {"refused_on": today, "ground": "plan", "words": "Un motif"},
        "leave": {"on": today, "outcome": "own_home"}, "come_back": {"on": today}, "interview_after": {"on": today},
    }  # fmt: skip
    for route, body in bodies.items():
        city.offer(f"young_adults:{route}", placement, body, key=key)
    city.offer("young_adults:goal_done", placement, key=key, number=at.goal.pk)
    city.offer("young_adults:appeal", placement, {"kind": "urgent", "on": today}, key=key, refusal=at.refusal.key)
    answer = {"outcome": "contract_ordered", "on": today}
    city.offer("young_adults:appeal_answer", placement, answer, key=key, refusal=at.refusal.key)
    begun = {"turns_18_on": "2026-01-01", "taken_in_charge_on": "2015-01-01", "on": "2025-01-01"}
    city.offer("young_adults:begin", placement, begun, file=at.file.key)
    gone = {"outcome": "employment", "on": today}
    city.offer("young_adults:platform_leave", placement, gone, key=at.on_platform.key)
    city.offer("young_adults:workshop", placement, {}, key=at.workshop.key)
