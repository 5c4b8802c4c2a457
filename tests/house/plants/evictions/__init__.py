"""Evictions in the test city: behind each placement a case, its diagnosis and its file at the commission."""

from __future__ import annotations

from datetime import date

from pacte.ground.declarations.access import Placement
from pacte.ground.declarations.crypto import seal
from pacte.ground.partners.models import Organisation
from pacte.ground.pathways.models import CaseEvent
from pacte.ground.people.models import Person
from pacte.ground.territory.models import Territory
from pacte.prevention.evictions.models import (
    ArrearsLine,
    CommissionAnswer,
    CommissionFile,
    CommissionSession,
    Eviction,
    ExplocImport,
    ExplocMapping,
    SocialDiagnosis,
    YearFigure,
)
from pacte.prevention.evictions.services.exploc_reading import carried, table_in
from tests.ground.pathways.making import case
from tests.house.city import City
from tests.prevention.evictions.making import commission_file, published

DAY = "2024-02-15"
DATED = {"on": DAY}


def plant(city: City) -> None:
    """The rows, and how to knock at each door."""
    _of_the_city(city)
    session = CommissionSession.objects.create(held_on=date(2019, 2, 7), place="Une salle")
    for placement, home, area, code in (
        (Placement.OWN, city.own, city.here, "OWN"), (Placement.OTHER_TERRITORY, city.own, city.there, "AREA"),
        (Placement.OTHER_ORGANISATION, city.other, city.here, "ORG"),
    ):  # fmt: skip
        eviction = _stand(home, area, code)
        _offer_case(city, placement, eviction)
        file = commission_file(eviction=eviction, exploc_id=f"EX-{code}", session=session, territory=area)
        CommissionAnswer.objects.create(
            file=file, kind="opinion", recipient="judge", on=date(2019, 2, 7), sealed_words=seal("Des motifs")
        )
        _offer_file(city, placement, file, session)
        _offer_figures(city, placement, code)
    _offer_exploc(city)


def _of_the_city(city: City) -> None:
    """What belongs to nobody in particular."""
    for name in ("evictions", "commission", "exploc", "figures"):
        city.offer_everywhere(f"evictions:{name}")
    city.offer_everywhere("evictions:new_session", {"held_on": DAY})
    city.offer_everywhere("evictions:bring", DATED | {"number": "P-1", "referrer": "member"})
    city.offer_everywhere("evictions:exploc_mapping", {"name": "Une correspondance"})
    city.offer_everywhere("evictions:exploc_export", {})
    figure = {"year": "2016", "stage": "police_requested", "source": "police", "value": "3986", "qualifier": "exact"}
    city.offer_everywhere("evictions:figure_add", figure | {"reference": "Un document"})


def _stand(home: Organisation, area: Territory, code: str) -> Eviction:
    """A case with a bit of everything."""
    person = Person.objects.get(pseudonym=f"TEST-{code}-1")
    file = person.files.first()
    assert file is not None
    at = case(file, published(), territory=area, organisation=home)
    CaseEvent.objects.create(case=at, rank=1, kind="happened", what="payment_order_served", on=date(2024, 2, 15))
    at.events_count = 1
    at.stage = "payment_order_served"
    at.save()
    eviction = Eviction.objects.create(
        case=at, ground="arrears", landlord_kind="private", exploc_id=f"EX-{code}", lease_signed_on=date(2020, 1, 1),
        sealed_landlord=seal("Un bailleur"), sealed_address=seal("Une adresse"),
    )  # fmt: skip
    ArrearsLine.objects.create(
        eviction=eviction, on=date(2024, 2, 1), debt_cents=100_000, rent_cents=50_000, source="landlord"
    )
    SocialDiagnosis.objects.create(
        eviction=eviction, offered_on=date(2024, 2, 20), way="letter", sealed_situation=seal("Une situation"),
        sealed_steps=seal("Des démarches"), sealed_landlord_comment=seal("Un mot"),
        sealed_tenant_comment=seal("Un mot"),
    )  # fmt: skip
    return eviction


def _offer_case(city: City, placement: Placement, eviction: Eviction) -> None:
    bodies = {
        "eviction": None, "diagnosis_sheet": None, "arrears": DATED | {"debt": "1200", "source": "landlord"},
        "landlord": {"landlord_name": "Un bailleur"}, "refer": DATED | {"referrer": "member"},
        "diagnosis_offer": DATED | {"way": "letter"}, "diagnosis_answer": {"on": "2024-02-21", "state": "held"},
        "diagnosis_write": {"adults": "1", "situation": "Des mots"}, "diagnosis_send": {"on": "2024-03-01"},
    }  # fmt: skip
    for name, body in bodies.items():
        city.offer(f"evictions:{name}", placement, body, key=eviction.case.key)


def _offer_file(city: City, placement: Placement, file: CommissionFile, session: CommissionSession) -> None:
    city.offer("evictions:commission_file", placement, key=file.key)
    city.offer("evictions:commission_assign", placement, DATED | {"member": "housing_fund"}, key=file.key)
    said = DATED | {"kind": "opinion", "recipient": "judge", "words": "Des motifs"}
    city.offer("evictions:commission_answer", placement, said, key=file.key)
    city.offer("evictions:commission_take_off", placement, {}, key=file.key)
    city.offer("evictions:session", placement, key=session.key)
    city.offer("evictions:agenda", placement, {"chosen": [str(file.key)]}, key=session.key)
    city.offer("evictions:close_session", placement, {}, key=session.key)
    city.offer("evictions:agenda_sheet", placement, key=session.key)


def _offer_figures(city: City, placement: Placement, code: str) -> None:
    year = {"OWN": 2014, "AREA": 2015, "ORG": 2016}[code]
    figure = YearFigure.objects.create(
        year=year, stage="evicted", source="signatories", change_percent=-11, reference="Un document"
    )
    body = {"year": str(year), "stage": "evicted", "source": "signatories", "value": "5", "qualifier": "exact"}
    city.offer("evictions:figure_change", placement, body | {"reference": "Un document"}, key=figure.key)
    city.offer("evictions:figure_remove", placement, {}, key=figure.key)


def _offer_exploc(city: City) -> None:
    """A mapping of each side; the file that goes with it is sealed, as a page gives it."""
    table = carried(table_in(b"Identifiant;Dette\nEX-9;1200\n"))
    for placement, home in ((Placement.OWN, city.own), (Placement.OTHER_ORGANISATION, city.other)):
        columns = {"exploc_id": "Identifiant", "debt": "Dette"}
        mapping = ExplocMapping.objects.create(organisation=home, name="Mensuel", columns=columns)
        run = ExplocImport.objects.create(mapping=mapping)
        places = [placement, Placement.OTHER_TERRITORY] if placement is Placement.OWN else [placement]
        for each in places:
            city.offer("evictions:exploc_remap", each, {"table": table}, key=mapping.key)
            city.offer("evictions:exploc_import", each, {"table": table}, key=mapping.key)
            city.offer("evictions:exploc_run", each, key=run.key)
