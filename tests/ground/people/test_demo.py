"""The demonstration's persons: plainly synthetic, the same each time, with the stories that the pages need."""

from __future__ import annotations

from datetime import date

import pytest

from pacte.ground.accounts.models import User
from pacte.ground.declarations.demo import Plan
from pacte.ground.partners import demo as partners
from pacte.ground.people import demo, reads
from pacte.ground.people.models import AdoptedRules, ExceptionalAccess, File, FileWorker, Person, Sharing, Step
from pacte.ground.people.reads.visibility import followed_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    plan = Plan(today=date.today())
    partners.load(plan)
    demo.load(plan)
    return plan


def test_loading_again_changes_nothing(plan: Plan) -> None:
    before = list(Person.objects.order_by("pk").values_list("key", "given_name", "last_contact_at"))
    demo.load(plan)
    assert list(Person.objects.order_by("pk").values_list("key", "given_name", "last_contact_at")) == before


def test_without_the_partners_of_the_demonstration_nobody_is_made() -> None:
    demo.load(Plan())
    assert not Person.objects.exists()


def test_every_story_that_a_page_shows_is_there(plan: Plan) -> None:
    me = User.objects.get(email="social_worker@demo.pacte.example")
    assert followed_by(me).count() > 10
    assert Step.objects.filter(for_user=me, due_at__date=plan.today, outcome="").count() >= 4
    assert FileWorker.objects.filter(user=me, end="handover").count() == 1
    assert reads.visible_to(me).count() == reads.findable_by(me).count() + 1
    assert ExceptionalAccess.objects.to_review().count() == 1
    assert {sharing.end for sharing in Sharing.objects.all()} >= {"", "withdrawn"}
    assert AdoptedRules.objects.filter(is_sample=True).count() == 2
    assert File.objects.filter(last_news_at__year__lte=plan.today.year - 2).exists()


def test_no_telephone_is_one_that_could_ring(plan: Plan) -> None:
    """06 39 98 is kept by the regulator of telecommunications for works of fiction."""
    numbers = Person.objects.exclude(phone="").values_list("phone", flat=True)
    assert numbers and all(number.startswith("06 39 98") for number in numbers)
