"""Signals: one waiting behind each door, its sealed words, the desks, and who sent it."""

from __future__ import annotations

from pacte.ground.declarations.access import Placement
from pacte.ground.declarations.crypto import seal
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import Signal
from tests.house.city import City
from tests.house.plants.pathways import Planted

GIVEN = {
    "kind": "arrears", "source": "landlord", "who": "Prénom Exemple", "contact": "Un numéro", "reference": "BAIL-1",
}  # fmt: skip


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """What each signal holds, and how to knock at each door."""
    at = planted[Placement.OWN].desk
    told = {"kind": "arrears", "contact": "Un numéro"}
    city.offer_everywhere("pathways:tell", told)
    city.offer_everywhere("pathways:signal_new", GIVEN)
    city.offer_everywhere("api:pathways_signals", GIVEN)
    settled = {"organisation": "own", "kinds": ["debt"], "answer_within": "10"}
    city.offer_everywhere("pathways:desk_new", settled)
    city.offer_everywhere("pathways:desk_edit", settled, pk=at.pk)
    city.offer_everywhere("pathways:desk_close", {}, pk=at.pk)
    for placement, stands in planted.items():
        _dress(stands, Organisation.objects.get(slug="own" if stands.desk.organisation_id == city.own.pk else "other"))
        key = stands.signal.key
        file = stands.case.file
        assert file is not None
        begun = {"file": str(file.key), "begins": "visit:alert_received", "on": "2019-02-07"}
        city.offer("pathways:signal", placement, key=key)
        city.offer("pathways:signal_open", placement, begun, key=key)
        city.offer("pathways:signal_join", placement, {"case": str(stands.case.key)}, key=key)
        city.offer("pathways:signal_close", placement, {"reason": "mistake"}, key=key)
        city.offer("pathways:signal_pass", placement, {"area": city.there.code}, key=key)


def _dress(stands: Planted, sender: Organisation) -> None:
    """Something sealed in each text."""
    Signal.objects.filter(pk=stands.signal.pk).update(
        sender=sender, reference=f"BAIL-{stands.signal.number}", sealed_who=seal("Prénom Exemple"),
        sealed_contact=seal("Un numéro"), sealed_words=seal("Des mots"), facts={"debt": 112900, "months": 3},
    )  # fmt: skip
