"""Collections in the test city: an open edition, figures asked here, elsewhere and of others, files handed in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pacte.ground.declarations.access import Placement
from pacte.ground.indicators.models import Definition, Indicator, Measurement
from pacte.ground.partners.models import Organisation
from pacte.ground.territory.models import Territory
from pacte.pact.campaigns.models import (
    Achievement,
    Campaign,
    Edition,
    FigureRequest,
    SpreadsheetImport,
    Transition,
)
from pacte.pact.commitments.models import Level, Node, NodeIndicator, Pact
from tests.house.city import City

START, END = date(2019, 10, 1), date(2020, 9, 30)


def plant(city: City) -> None:
    """One edition; for each placement a campaign that asks one figure of its organisation on its territory."""
    pact = Pact.objects.first() or Pact.objects.create(
        slug="collecte", name_fr="Pacte d’essai", territory=city.paris, starts_on=date(2015, 1, 1)
    )
    edition = Edition.objects.create(
        pact=pact, code="collecte-2020", title_fr="Édition d’essai", period_start=START, period_end=END,
        freeze_reason="Un motif",
    )  # fmt: skip
    sheet = _sheet(city)
    node = _node(pact, sheet)
    told = Achievement.objects.create(edition=edition, node=node, title_fr="Une halte", text_fr="Elle ouvre.")
    for placement, organisation, territory in (
        (Placement.OWN, city.own, city.here),
        (Placement.OTHER_ORGANISATION, city.other, city.here),
        (Placement.OTHER_TERRITORY, city.own, city.there),
    ):
        _collection(city, placement, edition, sheet, organisation, territory)
    _offer_edition(city, edition, node, told)


def _sheet(city: City) -> Definition:
    indicator = Indicator.objects.create(code="collecte_repas", owner=city.own)
    return Definition.objects.create(indicator=indicator, label_fr="Repas de la collecte", unit="meal", kind="flow")


def _node(pact: Pact, sheet: Definition) -> Node:
    level = Level.objects.filter(pact=pact).first() or Level.objects.create(
        pact=pact, code="collecte", depth=1, label_fr="Chapitre"
    )
    node = Node.objects.create(level=level, code="collecte", key="street", name_fr="Élément de la collecte")
    NodeIndicator.objects.create(node=node, indicator=sheet.indicator)
    return node


def _collection(
    city: City, placement: Placement, edition: Edition, sheet: Definition, owner: Organisation, place: Territory
) -> None:
    campaign = Campaign.objects.create(
        edition=edition, title=f"Collecte {placement}", period_start=START, period_end=END, opens_on=START, due_on=END
    )
    asked, drafted, submitted = (_ask(campaign, sheet, owner, place, day) for day in (28, 29, 30))
    _answer(drafted, sheet, "draft", city)
    _answer(submitted, sheet, "submitted", city)
    offer: Any = city.offer
    for name in ("campaign", "close", "review_queue", "submit_all", "export"):
        offer(f"campaigns:{name}", placement, pk=campaign.pk)
    offer("campaigns:import", placement, {"file": SimpleUploadedFile("f.csv", b"a;b\n")}, pk=campaign.pk)
    offer("campaigns:import_result", placement, key=_handed_in(city, placement, campaign))
    offer("campaigns:figure", placement, {"value": "12", "qualifier": "exact", "period_end": "2020-09-28"}, pk=asked.pk)
    offer("campaigns:submit", placement, pk=drafted.pk)
    offer("campaigns:approve", placement, pk=submitted.pk)
    offer("campaigns:return", placement, {"reason": "À reprendre"}, pk=submitted.pk)
    offer("api:campaigns_figure", placement, {"value": "12"}, pk=asked.pk)
    offer("api:campaigns_submission", placement, pk=drafted.pk)
    offer("api:campaigns_import", placement, {"file": SimpleUploadedFile("f.csv", b"a;b\n")}, pk=campaign.pk)


def _handed_in(city: City, placement: Placement, campaign: Campaign) -> Any:
    """A refused file of the stranger's; in one's own place, one of each contributor's."""
    people = [city.stranger]
    if placement is Placement.OWN:
        people = [city.users["contributor"], city.users["organisation_admin"]]
    keys = {
        person.pk: SpreadsheetImport.objects.create(
            campaign=campaign, actor=person, state="refused", file_sha256="0" * 64,
            faults=[["D14", "Une erreur", "Un remède"]],
        ).key
        for person in people
    }  # fmt: skip
    first = keys[people[0].pk]
    return lambda user: keys.get(user.pk, first) if user else first


def _ask(campaign: Campaign, sheet: Definition, owner: Organisation, place: Territory, day: int) -> FigureRequest:
    return FigureRequest.objects.create(
        campaign=campaign, indicator=sheet.indicator, territory=place, organisation=owner, unit=sheet.unit,
        kind=sheet.kind, period_start=START, period_end=date(2020, 9, day), due_on=END,
    )  # fmt: skip


def _answer(request: FigureRequest, sheet: Definition, status: str, city: City) -> None:
    request.measurement = Measurement.objects.create(
        definition=sheet, territory=request.territory, unit=sheet.unit, kind=sheet.kind, value=12, status=status,
        period_start=request.period_start, period_end=request.period_end, contributor=request.organisation,
    )  # fmt: skip
    request.save()
    Transition.objects.create(
        measurement=request.measurement, source="submitted", target="returned", actor=city.users["pact_team"],
        reason="Un motif", at=timezone.now(),
    )  # fmt: skip


def _offer_edition(city: City, edition: Edition, node: Node, told: Achievement) -> None:
    everywhere: Any = city.offer_everywhere
    story = {"node": node.pk, "title_fr": "Une halte", "text_fr": "Elle ouvre chaque soir."}
    for name in ("edition", "alerts", "freeze"):
        everywhere(f"campaigns:{name}", {"understood": "on", "force": "Essai"}, pk=edition.pk)
    dates = {"period_start": "2019-10-01", "period_end": "2020-09-30", "opens_on": "2020-10-01", "due_on": "2020-10-30"}
    everywhere("campaigns:campaign_new", {"title": "Collecte", **dates}, pk=edition.pk)
    everywhere("campaigns:achievement_new", story, pk=edition.pk)
    everywhere("campaigns:achievement", story, pk=told.pk)
    everywhere("campaigns:achievement_remove", pk=told.pk)
