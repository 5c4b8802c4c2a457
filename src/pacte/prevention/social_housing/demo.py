"""The demonstration's social housing: about eighty invented requests, four years of homes, a sheet for next week.

Everything goes through the verbs, as invented workers, landlords and committees. Loading again changes nothing.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan
from pacte.ground.declarations.errors import BadInput
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Membership, Organisation
from pacte.ground.pathways.models import PathwayScheme
from pacte.ground.people.enums import Gender
from pacte.ground.people.models import FileWorker
from pacte.ground.people.permissions import FOLLOWING_ROLES
from pacte.ground.territory.models import Territory

from .enums import EvidenceKind
from .models import HousingRequest, OfferedDwelling, SafePlaceRequest, ScoringGrid
from .reads.grids import grid_in_force, rules_of
from .services import dwellings, grids, requests
from .services import safe_places as safe

AUTHORITY = "Une autorité d’exemple"
REQUESTS, YEARS, HOMES_A_YEAR, OFFERED = 48, 4, 6, 6
SHELTERED = 5


def load(plan: Plan) -> None:
    """Add the grid in force, the requests, past allocations, homes on offer, safe places."""
    cast = _cast()
    if cast is None or HousingRequest.objects.exists():
        return
    with transaction.atomic():
        _grids(plan)
        draw = plan.random("social_housing")
        _requests(plan, draw)
        _past(plan, draw, *cast)
        _on_offer(plan, draw, *cast)
        _safe(plan)


def _cast() -> tuple[User, User, Organisation] | None:
    """A committee, a landlord's member and their organisation; None before the accounts are there."""
    held = Membership.objects.select_related("user", "organisation")
    committee = held.filter(role=Role.COMMITTEE).order_by("pk").first()
    landlord = held.filter(role=Role.LANDLORD).order_by("pk").first()
    ready = PathwayScheme.objects.filter(key="social_housing", is_open=True).exists()
    if committee is None or landlord is None or not ready:
        return None
    return committee.user, landlord.user, landlord.organisation


def _grids(plan: Plan) -> None:
    if ScoringGrid.objects.exists():
        return
    first = date(2015, 1, 1)
    for sample in grids.load_samples(None):
        if sample.is_complete:
            grids.adopt(None, sample.key, authority=AUTHORITY, adopted_on=first, valid_from=first, today=first)


def _requests(plan: Plan, draw: random.Random) -> None:
    """One request on each open file that a worker follows, until there are enough."""
    roles = Membership.objects.filter(role__in=FOLLOWING_ROLES).values("user", "organisation")
    pairs = {(each["user"], each["organisation"]) for each in roles}
    workers = FileWorker.objects.current().filter(file__closed_on__isnull=True, is_lead=True)
    made = 0
    for held in workers.select_related("file__person", "user").order_by("file__pk"):
        if (held.user_id, held.file.organisation_id) in pairs and made < REQUESTS:
            _one(plan, draw, held.user, held.file, made)
            made += 1


def _one(plan: Plan, draw: random.Random, worker: User, file: Any, place: int) -> None:
    is_woman = file.person.gender == Gender.WOMAN
    flees = is_woman and draw.random() < 0.6
    adults, children = draw.choice([(1, 0), (1, 0), (1, 1), (1, 2), (2, 0), (2, 2), (2, 3)])
    asked_on = plan.today - timedelta(days=draw.randint(300, 2800))
    values = {
        "requested_on": asked_on, "request_number": f"EXEMPLE-{place + 1:05}", "route": _route(draw),
        "adults": adults, "children": children, "needs_accessible": draw.random() < 0.07,
        "resources_cents": draw.randint(110, 260) * 1000,
        "partner_resources_cents": draw.randint(60, 150) * 1000 if adults == 2 else None,
        "own_resources_alone": flees and adults == 2, "rent_cents": draw.choice([None, 45_000, 62_000, 81_000]),
        "current_rooms": draw.choice([None, 1, 1, 2]), "hides_address": flees,
        "address": f"{draw.randint(1, 99)} rue de l’Exemple", "landlord": "Un bailleur d’exemple",
    }  # fmt: skip
    scheme = "women_rehousing" if flees and PathwayScheme.objects.filter(key="women_rehousing").exists() else ""
    began = max(asked_on, file.opened_on)
    request = requests.register(worker, file.key, scheme or "social_housing", values, registered_on=began)
    stated = [draw.choice(["homeless", "hosted", "evicted-soon", "unfit-home", "homeless"])]
    stated += ["violence"] if flees else []
    stated += [code for code, odds in (("disability", 0.12), ("works-here", 0.4), ("right-recognised", 0.2))
               if draw.random() < odds]  # fmt: skip
    requests.answer(worker, request.key, stated)
    for kind in _papers(draw, set(stated)):
        requests.see_evidence(worker, request.key, kind, began)
    if draw.random() < 0.6:
        requests.tell_score(worker, request.key, min(plan.today, began + timedelta(days=draw.randint(1, 25))))


def _route(draw: random.Random) -> str:
    return draw.choices(["scored", "collective_agreement", "transfer"], [20, 1, 1])[0]


def _papers(draw: random.Random, stated: set[str]) -> list[str]:
    """For most criteria one of the papers that show it; for some none yet."""
    grid = grid_in_force()
    assert grid is not None
    found = set()
    for rubric in rules_of(grid).rubrics:
        for each in rubric.criteria:
            if each.code in stated and each.evidence and draw.random() < 0.75:
                found.add(draw.choice(sorted(each.evidence)))
    return sorted(found | ({EvidenceKind.RESOURCES.value} if draw.random() < 0.8 else set()))


def _home(plan: Plan, draw: random.Random, landlord: User, owner: Organisation, day: date) -> OfferedDwelling:
    areas = list(Territory.objects.filter(kind="arrondissement").order_by("code"))
    rooms = draw.choice([1, 1, 2, 2, 3])
    home = dwellings.offer(
        landlord, owner,
        {
            "quota": draw.choice(["city", "state", "landlord", "employers"]), "rooms": rooms,
            "surface": 14 + 15 * rooms + draw.randint(0, 9), "rent_cents": (180 + 140 * rooms) * 100,
            "is_accessible": draw.random() < 0.5, "available_on": day,
            "territory": draw.choice(areas) if areas else None,
        },
    )  # fmt: skip
    OfferedDwelling.objects.filter(pk=home.pk).update(seed=f"exemple-{home.number}")
    return home


def _past(plan: Plan, draw: random.Random, committee: User, landlord: User, owner: Organisation) -> None:
    """Homes decided, allocated and let over four years; one in six is declined by the first household."""
    for place in range(YEARS * HOMES_A_YEAR):
        day = plan.today - timedelta(days=YEARS * 365 - place * (365 // HOMES_A_YEAR) - 20)
        home = _home(plan, draw, landlord, owner, day)
        try:
            dwellings.prepare_sheet(committee, home.key, on=day)
        except BadInput:
            dwellings.withdraw(landlord, home.key)  # nobody waited for a home of this size on that day
            continue
        kept = list(home.candidates.order_by("rank"))
        dwellings.decide(committee, home.key, day, {str(each.key): each.rank for each in kept})
        if draw.random() < 1 / 6 and len(kept) > 1:
            dwellings.propose(committee, kept[0].key, day)
            dwellings.decline(landlord, kept[0].key, draw.choice(["too_small", "far_from_work", "safety"]), day)
            kept = kept[1:]
        dwellings.propose(committee, kept[0].key, day)
        dwellings.allocate(committee, kept[0].key, day)
        if place < YEARS * HOMES_A_YEAR - 1:
            dwellings.lease(landlord, kept[0].key, min(plan.today, day + timedelta(days=14)))


def _on_offer(plan: Plan, draw: random.Random, committee: User, landlord: User, owner: Organisation) -> None:
    """Six homes of today: two with their sheet ready, the others to rank."""
    for place in range(OFFERED):
        home = _home(plan, draw, landlord, owner, plan.today + timedelta(days=7 * place))
        if place < 2:
            try:
                dwellings.prepare_sheet(committee, home.key)
            except BadInput:
                continue


def _safe(plan: Plan) -> None:
    """A few women made safe this year and before. No place exists, even an invented one."""
    flee = HousingRequest.objects.filter(answers__icontains="violence", case__file__isnull=False)
    for place, request in enumerate(flee.select_related("case__file", "case__lead").order_by("pk")[:SHELTERED]):
        worker, began = request.case.lead, plan.today - timedelta(days=30 + 60 * place)
        row = SafePlaceRequest.objects.create(file=request.case.file, asked_on=began)
        if worker is None:
            continue
        safe.shelter(worker, row.key, began + timedelta(days=1), 1, request.children)
        if place % 2:
            safe.leave(worker, row.key, began + timedelta(days=25), "home")
