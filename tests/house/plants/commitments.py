"""The pact's rows in the test city: a node led by each organisation, evidence kept and published, what measures it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from pacte.ground.declarations.access import Placement
from pacte.ground.documents import services as documents
from pacte.ground.indicators.models import Definition, Indicator, Measurement, Target
from pacte.ground.partners.models import Organisation
from pacte.pact.commitments.enums import PartRole
from pacte.pact.commitments.models import Evidence, Level, Node, NodeIndicator, Pact, Part, StateReport
from tests.house.city import City

NODE_ROUTES = ("node", "declare", "evidence", "edit_node", "remove_node", "indicators")


def plant(city: City) -> None:
    """Three nodes: led by "own", by "other", by "own" with a state elsewhere."""
    pact = Pact.objects.create(slug="essai", name_fr="Pacte d’essai", territory=city.paris, starts_on=date(2015, 1, 1))
    chapter, action = (
        Level.objects.create(pact=pact, code=code, depth=depth, label_fr=code)
        for depth, code in enumerate(("chapitre", "mesure"), start=1)
    )
    top = Node.objects.create(level=chapter, code="essai", key="street", name_fr="Chapitre d’essai")
    indicator = _indicator(city)
    for placement, organisation in (
        (Placement.OWN, city.own),
        (Placement.OTHER_ORGANISATION, city.other),
        (Placement.OTHER_TERRITORY, city.own),
    ):
        node = Node.objects.create(level=action, parent=top, code=f"essai-{placement}", name_fr="Action d’essai")
        _fill(city, placement, node, organisation, indicator)
    _offer_structure(city, pact, indicator)


def _indicator(city: City) -> Indicator:
    indicator = Indicator.objects.create(code="essai_repas")
    definition = Definition.objects.create(indicator=indicator, label_fr="Repas d’essai", unit="meal", kind="flow")
    Measurement.objects.create(
        definition=definition, territory=city.paris, kind="flow", unit="meal", value=Decimal(40), status="approved"
    )
    return indicator


def _fill(city: City, placement: Placement, node: Node, organisation: Organisation, indicator: Indicator) -> None:
    place = city.there if placement is Placement.OTHER_TERRITORY else city.here
    Part.objects.create(node=node, organisation=organisation, role=PartRole.LEADER)
    StateReport.objects.create(
        node=node, territory=place, state="reachable", comment="Cela avance.", reported_on=date(2019, 9, 1)
    )
    link = NodeIndicator.objects.create(node=node, indicator=indicator)
    for route in NODE_ROUTES:
        city.offer(f"commitments:{route}", placement, _body(city, route), code=node.code)
    for route in ("headline", "detach"):
        city.offer(f"commitments:{route}", placement, pk=link.pk)
    kept, published = (_evidence(city, node, is_public) for is_public in (False, True))
    city.offer("commitments:remove_evidence", placement, pk=kept.pk)
    city.offer("documents:download", placement, key=kept.attachment.key)
    city.offer("documents:published", placement, key=published.attachment.key)
    city.offer("api:commitments_node", placement, code=node.code)
    state = {"state": "secured", "territory": city.here.code, "comment": "C’est fait."}
    city.offer("api:commitments_declare_state", placement, state, code=node.code)


def _evidence(city: City, node: Node, is_public: bool) -> Evidence:
    attachment = documents.attach(city.stranger, SimpleUploadedFile("note.txt", b"Une note.\n"))
    return Evidence.objects.create(node=node, attachment=attachment, title="Une note", is_public=is_public)


def _body(city: City, route: str) -> dict[str, object]:
    if route == "declare":
        return {
            "territory": city.here.pk, "state": "secured", "comment": "C’est fait.", "reported_on": "2019-09-30",
        }  # fmt: skip
    if route == "evidence":
        return {"title": "Un compte rendu", "file": SimpleUploadedFile("a.txt", b"Un compte rendu.\n")}
    return {}


def _offer_structure(city: City, pact: Pact, indicator: Indicator) -> None:
    unused = Level.objects.create(pact=pact, code="libre", depth=3, label_fr="libre")
    level = {"label_fr": "Objectif", "position": 1}
    city.offer_everywhere("commitments:edit_level", level, code=unused.code)
    city.offer_everywhere("commitments:remove_level", code=unused.code)
    city.offer("commitments:add_level", Placement.OWN, level)
    target = Target.objects.create(indicator=indicator, territory=city.paris, value=Decimal(50))
    body = {"territory": city.paris.pk, "value": "60"}
    city.offer_everywhere("commitments:targets", body, code=indicator.code)
    city.offer_everywhere("commitments:baseline", code=indicator.code)
    city.offer_everywhere("commitments:remove_target", pk=target.pk)
