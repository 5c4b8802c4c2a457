"""The mail of the evening: who has not declared gets a link, once; my day says who is silent."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.accounts.rules import fingerprint
from pacte.ground.declarations.crypto import unseal
from pacte.ground.messages.models import Message
from pacte.ground.partners.enums import Role
from pacte.ground.partners.models import Organisation
from pacte.ground.worklist.enums import Urgency
from pacte.street.shelter.models import DeclarationLink, EveningPolicy, Lot
from pacte.street.shelter.models.stock import ShelterSite
from pacte.street.shelter.reads.tonight import night_at
from pacte.street.shelter.services import declaring
from pacte.street.shelter.worklist.stock import to_declare
from tests.ground.people.making import organisation, worker
from tests.street.shelter.making import lot, site

pytestmark = pytest.mark.django_db
EVENING = timezone.make_aware(datetime(2019, 2, 7, 19, 30))
NIGHT = date(2019, 2, 7)


@pytest.fixture(autouse=True)
def evening(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past seven on a Thursday evening."""
    monkeypatch.setattr(timezone, "now", lambda: EVENING)


@pytest.fixture
def home() -> Organisation:
    return organisation()


@pytest.fixture
def keeper(home: Organisation) -> User:
    return worker(home, Role.SITE_MANAGER)


@pytest.fixture
def regulator() -> User:
    return worker(organisation(), Role.REGULATOR)


@pytest.fixture
def centre(home: Organisation) -> ShelterSite:
    return site(home, evening_email="centre@pacte.example")


@pytest.fixture
def rooms(centre: ShelterSite) -> Lot:
    return lot(centre, 5, name="Chambres")


def test_the_evening_writes_once_to_each_site_that_has_not_declared(
    keeper: User, home: Organisation, centre: ShelterSite, rooms: Lot
) -> None:
    said = lot(site(home, evening_email="autre@pacte.example"), 3)
    declaring.declare(keeper, said.site.key, {said.key: 0})
    lot(site(home), 3)
    lot(site(home, evening_email="ferme@pacte.example", closes_on=NIGHT - timedelta(days=1)), 3)
    assert declaring.send_links(EVENING) == 1
    assert declaring.send_links(EVENING + timedelta(hours=1)) == 0
    message = Message.objects.get()
    assert unseal(message.sealed_address) == "centre@pacte.example"
    token = re.search(r"/hebergement/soir/([\w-]+)/", unseal(message.sealed_context))
    assert token
    assert DeclarationLink.objects.get().digest == fingerprint(token[1])


def test_before_the_hour_of_the_city_nobody_is_written_to(centre: ShelterSite, rooms: Lot) -> None:
    EveningPolicy.objects.create(ask_at="20:00", late_at="21:00")
    assert declaring.send_links(EVENING) == 0
    assert declaring.send_links(EVENING + timedelta(hours=1)) == 1


def test_the_mail_of_a_confidential_site_does_not_say_its_name(home: Organisation) -> None:
    lot(site(home, is_confidential=True, name="Un refuge discret", evening_email="a@pacte.example"), 2)
    declaring.send_links(EVENING)
    message = Message.objects.get()
    assert "refuge" not in unseal(message.sealed_context)
    assert message.organisation == ""


def test_my_day_asks_the_site_and_tells_the_regulation_how_many_are_silent(
    keeper: User, regulator: User, centre: ShelterSite, rooms: Lot
) -> None:
    (mine,) = to_declare(keeper, NIGHT)
    assert (mine.title, mine.urgency) == (centre.name, Urgency.OVERDUE)
    (theirs,) = to_declare(regulator, NIGHT)
    assert theirs.title == "1 site n’a rien déclaré"
    declaring.declare(keeper, centre.key, {rooms.key: 1})
    assert not [*to_declare(keeper, NIGHT), *to_declare(regulator, NIGHT)]
    assert night_at() == NIGHT
