"""What files ask of one's day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from pacte.ground.partners.models import Membership
from pacte.ground.people.models import File, NeedLine, Step
from pacte.ground.people.services import files, needs, notes, steps
from pacte.ground.people.worklist.files import PROVIDERS
from pacte.ground.worklist.rules import Entry

from .making import followed, organisation, worker

pytestmark = pytest.mark.django_db


def day(user: Any) -> dict[str, Entry]:
    return {entry.kind: entry for provider in PROVIDERS for entry in provider(user, timezone.localdate())}


def test_a_step_is_told_one_week_before_and_presses_more_each_day() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    step = steps.plan(
        me, file.key, kind="deadline", title="Recours", due_at=timezone.now() + timedelta(days=20)
    )  # fmt: skip
    assert not day(me)
    for days, urgency in ((3, "soon"), (-2, "overdue")):
        Step.objects.update(due_at=timezone.now() + timedelta(days=days))
        entry = day(me)["Échéance"]
        assert (entry.urgency, entry.title, str(step.key) in entry.url) == (urgency, "Recours", True)
    steps.end(me, step.key, "done")
    assert not day(me)


def test_a_file_without_news_for_sixty_days_is_told_to_its_lead() -> None:
    home = organisation()
    me, you = worker(home), worker(home)
    file = followed(me, home)
    files.add_worker(me, file.key, you)
    File.objects.update(last_news_at=timezone.now() - timedelta(days=61))
    assert "Dossier sans nouvelles" in day(me) and "Dossier sans nouvelles" not in day(you)
    notes.add(me, file.key, words="Vue aujourd’hui")
    assert not day(me)


def test_a_need_that_waits_for_a_month_is_told() -> None:
    home = organisation()
    me = worker(home)
    file = followed(me, home)
    needs.express(me, file.key, ["shelter"])
    assert not day(me)
    NeedLine.objects.update(expressed_on=timezone.localdate() - timedelta(days=31))
    assert day(me)["Besoin en attente"].detail == "Hébergement"
    needs.provide(me, file.key, ["shelter"])
    assert not day(me)


def test_a_file_handed_over_is_told_to_whoever_received_it_until_they_write_in_it() -> None:
    home = organisation()
    me, you = worker(home), worker(home)
    file = followed(me, home)
    files.hand_over(me, file.key, you)
    assert "Dossier reçu" in day(you) and not day(me)
    File.objects.update(last_news_at=timezone.now() + timedelta(minutes=2))
    assert not day(you)


def test_the_referent_is_told_how_many_files_nobody_leads() -> None:
    home = organisation()
    me, referent = worker(home), worker(home, "organisation_admin")
    followed(me, home, given_name="Prénom-1")
    assert not day(referent)
    Membership.objects.filter(user=me).update(ends_on=date(2016, 1, 1))
    entry = day(referent)["Dossiers sans professionnel"]
    assert entry.title == "1 dossier sans personne en charge" and "Prénom-1" not in f"{entry.title}{entry.detail}"


def test_my_day_asks_the_database_little_whatever_the_number_of_files(django_assert_max_num_queries: Any) -> None:
    home = organisation()
    me = worker(home)
    for _each in range(10):
        file = followed(me, home)
        steps.plan(me, file.key, kind="task", title="Une étape", due_at=timezone.now() + timedelta(days=1))
        needs.express(me, file.key, ["food"])
    NeedLine.objects.update(expressed_on=timezone.localdate() - timedelta(days=40))
    File.objects.update(last_news_at=timezone.now() - timedelta(days=70))
    me.request_cache = {}
    with django_assert_max_num_queries(14):
        assert len([entry for provider in PROVIDERS for entry in provider(me, timezone.localdate())]) == 30
