"""Neighbour trouble in the test city: "own" and "other" are each a team and a landlord; one signal is followed."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from pacte.ground.declarations.access import Placement
from pacte.ground.declarations.crypto import seal
from pacte.ground.partners.models import Organisation
from pacte.ground.people.models import Person
from pacte.ground.territory.models import Territory
from pacte.prevention.neighbours.models import NeighbourSignal, TeamContact, TeamCoverage, TeamEvaluation
from tests.ground.pathways.making import case
from tests.house.city import City
from tests.prevention.neighbours.making import row, shipped


def plant(city: City) -> None:
    """The room is on; a signal behind each placement, then the offers."""
    switched_on(city)
    TeamCoverage.objects.create(organisation=city.own, territory=city.here, since=date(2017, 2, 1))
    TeamCoverage.objects.create(organisation=city.other, territory=city.there, since=date(2017, 2, 1))
    ended = TeamCoverage.objects.create(
        organisation=city.own, territory=city.paris, since=date(2016, 1, 1), until=date(2016, 6, 1)
    )
    planted = {
        Placement.OWN: _stand(city.own, city.here, "OWN"),
        Placement.OTHER_TERRITORY: _stand(city.own, city.there, "AREA"),
        Placement.OTHER_ORGANISATION: _stand(city.other, city.here, "ORG"),
    }
    for placement, signal in planted.items():
        _offer(city, placement, signal)
    today = timezone.localdate()
    for route in ("home", "write"):
        city.offer_everywhere(f"neighbours:{route}")
    city.offer_everywhere("neighbours:teams", {"since": today.isoformat()})
    city.offer_everywhere("neighbours:end_team", {"until": today.isoformat()}, number=ended.pk)


def switched_on(city: City) -> None:
    """The city has decided."""
    from pacte.ground.territory.services.rooms import switch

    switch(city.users["pact_team"], "neighbours", is_on=True, decided_by="Délibération d’exemple")


def _stand(home: Organisation, at: Territory, code: str) -> NeighbourSignal:
    file = Person.objects.get(pseudonym=f"TEST-{code}-1").files.first()
    assert file is not None
    today = timezone.localdate()
    row(home, home, at)
    signal = row(home, home, at, file=file, case=case(file, shipped(), territory=at), state="taken", taken_on=today)
    TeamContact.objects.create(
        signal=signal, on=today, kind="visit", professions=["nurse"], outcome="met", sealed_words=seal("Des mots")
    )
    TeamEvaluation.objects.create(signal=signal, on=today, sealed_health=seal("Une évaluation"), decision="care")
    return signal


def _offer(city: City, placement: Placement, signal: NeighbourSignal) -> None:
    today = timezone.localdate().isoformat()
    told = {"told_on": today, "told_how": "meeting", "told_by": "Gardienne", "consent": "given", "consent_on": today}
    bodies: dict[str, dict[str, object]] = {
        "signal": {}, "sheet": {}, "complete": told, "assign": {"to": city.users["social_worker"].pk}, "take": {},
        "contact": {"on": today, "kind": "visit", "professions": "nurse", "outcome": "met"},
        "evaluate": {"on": today, "decision": "care"}, "close": {"on": today, "outcome": "tenancy_kept"},
    }  # fmt: skip
    for route, body in bodies.items():
        city.offer(f"neighbours:{route}", placement, body, key=signal.key)
