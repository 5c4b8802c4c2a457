"""The demonstration's part: every moment of the way is shown by somebody, and loading again adds nobody."""

from __future__ import annotations

import pytest

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan
from pacte.ground.partners.models import Membership
from pacte.prevention.young_adults import demo, indicators
from pacte.prevention.young_adults.models import ContractRefusal, WorkshopAttendance, YoungAdult
from tests.ground.people.making import organisation
from tests.prevention.young_adults.making import ago, shipped

pytestmark = pytest.mark.django_db


def test_loading_twice_makes_the_same_young_people_and_figures_to_show() -> None:
    for key in ("young_adults", "neet_platform"):
        shipped(key)
    user = User.objects.create_user("social_worker@demo.example", display_name="Une personne", is_demonstration=True)
    home = organisation("casvp", kind="public_body")
    Membership.objects.create(user=user, organisation=home, role="social_worker", starts_on="2015-01-01")
    demo.load(Plan())
    first = YoungAdult.objects.count()
    demo.load(Plan())
    assert YoungAdult.objects.count() == first == 18
    assert ContractRefusal.objects.exists() and WorkshopAttendance.objects.exists()
    assert YoungAdult.objects.filter(left_on__isnull=False).exists()
    assert indicators.under_contract(ago(0), None).value > 0
    assert indicators.supported(ago(0), None).value == 24
