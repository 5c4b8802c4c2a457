"""A right is a current membership, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from pacte.ground.declarations.demo import Plan
from pacte.ground.declarations.errors import Refused
from pacte.ground.partners import demo
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Agreement, Membership, Organisation
from pacte.ground.partners.permissions import has_role, require_role
from pacte.ground.partners.reads import agreements_in_force, organisations_of
from pacte.ground.territory.enums import TerritoryKind
from pacte.ground.territory.models import Territory
from tests.house.city import City, found

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return found()


def test_nobody_without_membership_sees_anything(city: City) -> None:
    city.stranger.memberships.all().delete()
    for nobody in (city.stranger, AnonymousUser()):
        assert not has_role(nobody, *Role)
        assert not organisations_of(nobody)
    with pytest.raises(Refused, match="Équipe du Pacte"):
        require_role(city.stranger, Role.PACT_TEAM)


def test_a_role_holds_in_its_organisation_and_under_its_territory(city: City) -> None:
    user = city.users["contributor"]
    assert has_role(user, "contributor", "reader")
    assert has_role(user, "contributor", organisation=city.own)
    assert not has_role(user, "contributor", organisation=city.other)
    assert has_role(user, "contributor", territory=city.here)
    assert not has_role(user, "contributor", territory=city.there)
    assert not has_role(user, "contributor", territory=city.paris)
    Membership.objects.filter(user=user).update(territory=city.paris)
    assert has_role(user, "contributor", territory=city.there)


def test_a_role_held_on_a_directorate_holds_in_the_arrondissements_that_it_groups(city: City) -> None:
    user = city.users["contributor"]
    east = Territory.objects.create(code="est", kind=TerritoryKind.DIRECTORATE, name_fr="Est")
    east.members.add(city.here)
    Membership.objects.filter(user=user).update(territory=east)
    assert has_role(user, "contributor", territory=city.here)
    assert not has_role(user, "contributor", territory=city.there)


def test_a_role_holds_between_its_dates_in_an_active_organisation_of_an_active_account(city: City) -> None:
    user, today = city.users["reader"], timezone.localdate()
    membership = user.memberships.get()
    for change in ({"ends_on": today - timedelta(days=1)}, {"starts_on": today + timedelta(days=1)}):
        Membership.objects.filter(pk=membership.pk).update(**{"starts_on": date(2015, 1, 1), "ends_on": None} | change)
        assert not has_role(user, "reader")
    Membership.objects.filter(pk=membership.pk).update(starts_on=date(2015, 1, 1), ends_on=today)
    assert has_role(user, "reader")
    assert not has_role(user, "reader", on=date(2014, 12, 31))
    Organisation.objects.update(is_active=False)
    assert not has_role(user, "reader")


def test_the_demonstration_loads_once_and_has_agreements_of_every_phase() -> None:
    plan = Plan(today=date(2019, 11, 15))
    demo.load(plan)
    counts = Organisation.objects.count(), Agreement.objects.count(), Membership.objects.count()
    demo.load(plan)
    assert (Organisation.objects.count(), Agreement.objects.count(), Membership.objects.count()) == counts
    assert counts[2] == len(Role) + len(demo.COLLEAGUES)
    assert Agreement.objects.filter(ends_on__lt=plan.today).exists()
    assert Agreement.objects.filter(starts_on__gt=plan.today).exists()
    assert agreements_in_force(plan.today).count() >= 14
    caf = Organisation.objects.get(slug="caf")
    assert has_role(Membership.objects.get(role="contributor", organisation=caf).user, "contributor")
