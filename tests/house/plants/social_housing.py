"""Social housing in the test city: behind each placement a person's request, a landlord's home, a safe place asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from pacte.ground.declarations.access import Placement
from pacte.ground.declarations.crypto import seal
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import Person
from pacte.ground.referrals.models import Referral
from pacte.ground.territory.models import Territory
from pacte.prevention.social_housing.models import DwellingCandidate, SafePlaceRequest, SeenEvidence
from pacte.prevention.social_housing.reads.grids import grid_in_force
from tests.house.city import City
from tests.prevention.social_housing.making import asked, dwelling, grid

TODAY = date(2019, 2, 7)
REQUEST = {"requested_on": TODAY, "route": "scored", "adults": 1, "children": 0}
HOME = {"quota": "city", "rooms": 2, "rent_cents": "500", "available_on": TODAY}


def plant(city: City) -> None:
    """A grid in force and a draft, then each placement's rows and offers."""
    adopted = grid()
    draft = grid(in_force=False)
    _offer_grids(city, adopted, draft)
    _stand(city, Placement.OWN, city.own, city.here, "OWN")
    _stand(city, Placement.OTHER_TERRITORY, city.own, city.there, "AREA")
    _stand(city, Placement.OTHER_ORGANISATION, city.other, city.here, "ORG")


def _offer_grids(city: City, adopted: Any, draft: Any) -> None:
    city.offer_everywhere("social_housing:grid_version", key=adopted.key)
    city.offer_everywhere("social_housing:simulation", key=draft.key)
    for route in ("grid_draft", "grid_edit", "rubric_add"):
        city.offer_everywhere(f"social_housing:{route}", key=draft.key)
    body = {"authority": "Une autorité", "adopted_on": date(2015, 1, 1), "valid_from": date(2035, 1, 1)}
    city.offer_everywhere("social_housing:grid_adopt", body=body, key=draft.key)
    city.offer_everywhere("social_housing:rubric_edit", key=draft.key, code="housing")
    city.offer_everywhere("social_housing:criterion_add", key=draft.key, rubric="housing")
    for route in ("criterion_edit", "criterion_remove"):
        city.offer_everywhere(f"social_housing:{route}", key=draft.key, rubric="housing", code="homeless")


def _stand(city: City, placement: Placement, home: Organisation, area: Territory, code: str) -> None:
    person = Person.objects.get(pseudonym=f"TEST-{code}-1")
    file = person.files.first()
    assert file is not None
    request = asked(
        file, "homeless", "violence", request_number=f"075-{code}", sealed_address=seal("3 rue de l’Exemple"),
        sealed_landlord=seal("Un bailleur"), hides_address=True,
    )  # fmt: skip
    paper = SeenEvidence.objects.create(request=request, kind="complaint", sealed_words=seal("vue au bureau"))
    _offer_requests(city, placement, file, request, paper)
    _offer_homes(city, placement, home, area, request)
    sent = Referral.objects.filter(file=file).first()
    safe = SafePlaceRequest.objects.create(file=file, referral=sent, asked_on=TODAY)
    city.offer("social_housing:safe_places", placement, key=person.key)
    there = SafePlaceRequest.objects.create(file=file, asked_on=TODAY, sheltered_on=TODAY)
    city.offer("social_housing:safe_place_reached", placement, {"on": TODAY, "women": 1, "children": 0}, key=safe.key)
    city.offer("social_housing:safe_place_left", placement, {"on": TODAY, "ending": "unknown"}, key=there.key)


def _offer_requests(city: City, placement: Placement, file: Any, request: Any, paper: Any) -> None:
    new = REQUEST | {"scheme": "social_housing"}
    city.offer("social_housing:request_new", placement, new, file=file.key)
    city.offer("social_housing:request_of_case", placement, REQUEST, case=request.case.key)
    for route in ("request", "request_address", "request_told", "request_explained"):
        city.offer(f"social_housing:{route}", placement, key=request.key)
    city.offer("social_housing:request_answers", placement, {"answers": ["hosted"]}, key=request.key)
    seen = {"kind": "lease", "seen_on": TODAY}
    city.offer("social_housing:request_evidence", placement, seen, key=request.key)
    city.offer("social_housing:evidence_remove", placement, key=request.key, evidence=paper.key)


def _offer_homes(city: City, placement: Placement, home: Organisation, area: Territory, request: Any) -> None:
    to_rank = dwelling(home, territory=area)
    city.offer("social_housing:dwelling", placement, key=to_rank.key)
    city.offer("social_housing:dwelling_withdraw", placement, key=to_rank.key)
    city.offer("social_housing:sheet_prepare", placement, key=to_rank.key)
    city.offer("social_housing:dwelling_new", placement, HOME | {"landlord": home.pk})
    listed = dwelling(home, territory=area, grid=grid_in_force(), sheet_on=TODAY, ranked=1)
    lines = [
        {"rubric": "housing", "code": "homeless", "points": 17, "worth": 17, "standing": "to_justify",
         "protected": False},
    ]  # fmt: skip
    candidate = DwellingCandidate.objects.create(
        dwelling=listed, request=request, rank=1, points=17, lines=lines, committee_rank=1, proposed_on=TODAY
    )
    for route in ("sheet", "sheet_pdf"):
        city.offer(f"social_housing:{route}", placement, key=listed.key)
    decision = {"committee_on": TODAY, f"rank_{candidate.key}": "1"}
    city.offer("social_housing:sheet_decide", placement, decision, key=listed.key)
    for route in ("candidate_propose", "candidate_allocate"):
        city.offer(f"social_housing:{route}", placement, key=candidate.key)
    declined = {"reason": "too_small", "on": TODAY}
    city.offer("social_housing:candidate_decline", placement, declined, key=candidate.key)
    city.offer("social_housing:candidate_lease", placement, {"on": TODAY}, key=candidate.key)
    city.offer("social_housing:request_visited", placement, {"on": TODAY}, key=request.key, candidate=candidate.key)
    city.offer("social_housing:request_declined", placement, declined, key=request.key, candidate=candidate.key)
