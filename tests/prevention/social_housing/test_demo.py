"""The demonstration: every score is a sum, every home has one household, and loading again changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from pacte.ground.declarations.demo import Plan
from pacte.ground.partners import demo as partners
from pacte.ground.pathways.services import shipped
from pacte.ground.people import demo as people
from pacte.ground.territory import demo as territory
from pacte.prevention.social_housing import demo
from pacte.prevention.social_housing.indicators import homes_allocated, homes_women_victims, women_sheltered
from pacte.prevention.social_housing.models import DwellingCandidate, HousingRequest, OfferedDwelling

pytestmark = pytest.mark.django_db


def test_the_city_has_requests_homes_and_a_figure_for_women_victims() -> None:
    plan = Plan(today=date.today())
    for room in (territory, partners, people):
        room.load(plan)
    shipped.load(None)
    demo.load(plan)
    assert 35 <= HousingRequest.objects.count() <= 60
    assert OfferedDwelling.objects.filter(committee_on__isnull=True).count() >= 4
    for held in DwellingCandidate.objects.all():
        assert held.points == sum(line["points"] for line in held.lines)
    allocated = DwellingCandidate.objects.allocated().count()
    women = homes_women_victims(plan.today, None)
    assert 0 < women.value < allocated
    assert homes_allocated(plan.today, None).value > 0
    assert women_sheltered(plan.today, None).value > 0
    demo.load(plan)
    assert DwellingCandidate.objects.allocated().count() == allocated
