"""Closures, crowds, reviews, labels, premises: what keeps the directory true from day to day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from pacte.ground.declarations.crypto import unseal
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.directory.models import DirectoryPolicy, HeldLabel, NetworkLabel
from pacte.ground.directory.reads import freshness as reading
from pacte.ground.directory.services import freshness, labels, mergers, periods, saturation
from pacte.ground.messages.models import Message
from pacte.ground.territory.models import Territory
from tests.ground.people.making import organisation, worker

from .making import place, refuge, service

pytestmark = pytest.mark.django_db
AUGUST: dict[str, Any] = {"kind": "closed", "first_day": date(2030, 8, 1), "last_day": date(2030, 8, 31)}


def test_two_periods_that_say_the_contrary_are_refused_in_clear_words() -> None:
    home = organisation()
    keeper, kept = worker(home, "site_manager"), place(home)
    periods.add(keeper, kept.key, AUGUST)
    with pytest.raises(BadInput) as told:
        days = {"first_day": date(2030, 8, 15), "last_day": date(2030, 9, 2)}
        periods.add(keeper, kept.key, days | {"kind": "other_hours", "hours": "10:00-12:00"})
    assert "fermeture du 1 août 2030 au 31 août 2030" in told.value.faults[0].what
    shower = service(kept)
    open_shower = AUGUST | {"kind": "other_hours", "hours": "10:00-12:00", "service": str(shower.key)}
    periods.add(keeper, kept.key, open_shower)
    periods.add(keeper, kept.key, AUGUST | {"kind": "notice", "message": "Courrier au 2e étage"})
    assert kept.periods.count() == 3


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({"last_day": date(2030, 7, 1)}, "last_day"),
        ({"last_day": date(2039, 7, 1)}, "last_day"),
        ({"kind": "other_hours"}, "hours"),
        ({"hours": "24/7"}, "hours"),
        ({"kind": "notice"}, "message"),
        ({"kind": "other_hours", "hours": "de 9 à midi"}, "hours"),
    ],
)
def test_a_period_that_says_nothing_clear_is_refused(values: dict[str, Any], where: str) -> None:
    home = organisation()
    kept = place(home)
    with pytest.raises(BadInput) as told:
        periods.add(worker(home, "site_manager"), kept.key, AUGUST | values)
    assert [fault.where for fault in told.value.faults] == [where]
    assert not kept.periods.exists()


def test_ending_a_period_gives_the_usual_hours_back_from_today() -> None:
    home = organisation()
    keeper, kept = worker(home, "site_manager"), place(home)
    period = periods.add(keeper, kept.key, AUGUST)
    periods.end(keeper, kept.key, period.key, today=date(2030, 8, 10))
    period.refresh_from_db()
    assert period.last_day == date(2030, 8, 9)
    later = periods.add(keeper, kept.key, AUGUST | {"first_day": date(2030, 8, 20)})
    periods.end(keeper, kept.key, later.key, today=date(2030, 8, 10))
    assert kept.periods.count() == 1


def test_a_crowd_holds_the_hours_that_the_city_chose_then_nothing_is_said() -> None:
    DirectoryPolicy.objects.create(saturation_hours=2)
    home = organisation()
    keeper, kept = worker(home, "site_manager"), place(home)
    saturation.declare(keeper, kept.key, "high")
    kept.refresh_from_db()
    now = timezone.now()
    assert kept.saturation_on(now) == "high"
    assert kept.saturation_on(now + timedelta(hours=2, minutes=1)) == ""
    before = kept.updated_at
    saturation.declare(keeper, kept.key, "")
    kept.refresh_from_db()
    assert kept.saturation_on(now) == "" and kept.updated_at == before


def test_a_crowd_is_said_of_one_service() -> None:
    home = organisation()
    kept = place(home)
    shower = service(kept)
    saturation.declare(worker(home, "site_manager"), kept.key, "moderate", str(shower.key))
    shower.refresh_from_db()
    assert shower.saturation_on(timezone.now()) == "moderate"
    with pytest.raises(BadInput):
        saturation.declare(worker(home, "site_manager"), kept.key, "bondé")


def test_one_gesture_says_that_everything_is_right() -> None:
    home = organisation()
    kept = place(home, reviewed_on=None)
    freshness.confirm(worker(home, "site_manager"), kept.key)
    kept.refresh_from_db()
    assert kept.reviewed_on == timezone.localdate()


def test_keepers_are_reminded_once_a_due_date_in_words_that_name_nothing() -> None:
    home = organisation()
    keeper = worker(home, "site_manager")
    worker(home, "social_worker")
    old = timezone.localdate() - timedelta(days=400)
    stale = place(home, name="Le Lieu Très Reconnaissable", reviewed_on=old)
    refuge(home, reviewed_on=None)
    place(home), place(home, status="draft", reviewed_on=old), place(None, reviewed_on=old)
    now = timezone.now()
    assert freshness.remind(now) == 1
    assert freshness.remind(now + timedelta(days=1)) == 0
    mail = Message.objects.get()
    assert mail.recipient_key == f"user:{keeper.opaque_id}"
    assert '"count": 2' in unseal(mail.sealed_context) and "Reconnaissable" not in unseal(mail.sealed_context)
    freshness.confirm(keeper, stale.key)
    assert freshness.remind(now + timedelta(days=2)) == 0
    stale.refresh_from_db()
    stale.changes.update(at=now - timedelta(days=399))
    stale.reviewed_on = old + timedelta(days=2)
    stale.save()
    assert freshness.remind(now) == 1


def test_each_organisations_freshness_is_counted() -> None:
    home, today = organisation(), timezone.localdate()
    place(home), place(home, reviewed_on=None), place(home, reviewed_on=today - timedelta(days=400))
    place(None, operator="Une fondation", reviewed_on=None)
    rows = {row.name: (row.published, row.overdue, row.never) for row in reading.by_organisation(today)}
    assert rows == {home.name: (3, 2, 1), "Une fondation": (1, 1, 1)}


def test_a_label_is_given_and_withdrawn_by_the_team_with_its_days() -> None:
    home, team = organisation(), worker(organisation(), "pact_team")
    kept = place(home)
    label = labels.write(team, {"code": "numerique", "name_fr": "Réseau numérique"})
    holding = labels.grant(team, kept.key, "numerique", date(2019, 1, 1))
    with pytest.raises(BadInput):
        labels.grant(team, kept.key, "numerique", date(2019, 2, 1))
    with pytest.raises(BadInput):
        labels.withdraw(team, kept.key, holding.pk, date(2018, 1, 1))
    labels.withdraw(team, kept.key, holding.pk, date(2019, 6, 30))
    with pytest.raises(BadInput):
        labels.grant(team, kept.key, "numerique", date(2019, 6, 1))
    labels.grant(team, kept.key, "numerique", date(2019, 7, 1))
    assert HeldLabel.objects.filter(label=label).count() == 2
    with pytest.raises(Refused):
        labels.grant(worker(home, "site_manager"), kept.key, "numerique", date(2019, 7, 1))
    labels.write(team, {"name_fr": "Autre nom"}, code="numerique")
    assert NetworkLabel.objects.get().name_fr == "Autre nom"


def test_a_regrouping_done_has_its_day_and_no_confidential_place() -> None:
    home, team = organisation(), worker(organisation(), "pact_team")
    area = Territory.objects.create(code="99013", kind="arrondissement", name_fr="13e")
    one, other = place(home), place(home)
    made = mergers.create(team, {"territory": area, "title": "Un lieu pour deux", "merging": [one]})
    for values in ({"state": "done"}, {"state": "works", "done_on": date(2019, 1, 1)}, {"merging": [refuge(home)]}):
        with pytest.raises(BadInput):
            mergers.edit(team, made.key, values)
    mergers.edit(team, made.key, {"state": "done", "done_on": date(2019, 1, 1), "merging": [one], "into": other})
    made.refresh_from_db()
    assert (made.state, made.into, list(made.merging.all())) == ("done", other, [one])
    with pytest.raises(Refused):
        mergers.edit(worker(home, "site_manager"), made.key, {"state": "planned", "done_on": None})
