"""Where one is awaited: by the household's own way, never a protected address, never against what somebody asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import override_settings

from pacte.ground.accounts.models import User
from pacte.ground.declarations.crypto import seal
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.messages.models import Message
from pacte.ground.messages.services import set_contact_rule
from pacte.ground.messages.services.sending import _words
from pacte.ground.people.models import Person
from pacte.street.shelter.models import RequestMember, ShelterPlacement, ShelterRequest, ShelterSite, SiteAddress
from pacte.street.shelter.services import placing, stays
from tests.ground.people.making import followed, organisation, restricted, worker
from tests.street.shelter.making import asked, lot, site

pytestmark = pytest.mark.django_db
SECRET = "12 rue Cachée, 75020 Paris"


@pytest.fixture
def regulator() -> User:
    return worker(organisation(), "regulator")


@pytest.fixture
def here() -> ShelterSite:
    return site(organisation(), name="CHU de l’Essai", address="3 rue de l’Exemple", directions="Métro Exemple")


@pytest.fixture
def refuge() -> ShelterSite:
    made = site(organisation(), name="Maison Abricot", is_confidential=True)
    SiteAddress.objects.create(site=made, sealed_address=seal(SECRET), sealed_telephone=seal("01 00 00 00 99"))
    return made


def offered(
    by: User, at: ShelterSite, way: str = "06 00 00 00 12", person: Person | None = None, **values: Any
) -> ShelterPlacement:
    request: ShelterRequest = asked(sealed_way=seal(way) if way else "", **values)
    if person is not None:
        RequestMember.objects.filter(request=request).update(person=person)
    return placing.place(by, request, lot(at, free=3), origin="direct")


def person_with(**values: Any) -> Person:
    home = organisation()
    return followed(worker(home), home, given_name="Prénom", **values).person


def said() -> str:
    """All that the one message in the outbox says, subject and text."""
    return "\n".join(_words(Message.objects.get()))


def test_whoever_accepts_is_told_where_by_the_way_they_gave(regulator: User, here: ShelterSite) -> None:
    stays.accept(regulator, offered(regulator, here, "Mon numéro : 06 00 00 00 12, le soir"))
    message, words = Message.objects.get(), said()
    assert message.channel == "sms" and message.recipient_key.startswith("request:")
    assert all(part in words for part in ("CHU de l’Essai", "3 rue de l’Exemple", "Métro Exemple", "115"))
    assert "0600000012" not in words


def test_an_electronic_address_will_do_and_a_relay_is_written_to_as_such(regulator: User, here: ShelterSite) -> None:
    stays.accept(regulator, offered(regulator, here, "La gardienne, gardienne@exemple.fr", has_relay=True))
    assert Message.objects.get().channel == "mail"
    assert "La personne pour qui vous avez appelé est attendue" in said()


def test_without_a_way_the_place_is_accepted_and_nothing_leaves(regulator: User, here: ShelterSite) -> None:
    held = offered(regulator, here, "par le gardien de l’immeuble")
    stays.accept(regulator, held)
    held.refresh_from_db()
    assert held.state == "accepted" and not Message.objects.exists()
    with pytest.raises(BadInput, match="Aucun message ne peut partir"):
        stays.tell(regulator, held)


def test_who_asked_for_discretion_reads_neither_the_place_s_name_nor_the_115(
    regulator: User, here: ShelterSite
) -> None:
    person = person_with(phone="06 00 00 00 13")
    set_contact_rule(person.recipient_key, discreet=True)
    stays.accept(regulator, offered(regulator, here, person=person))
    words = said()
    assert "3 rue de l’Exemple" in words and "CHU" not in words and "115" not in words
    assert Message.objects.get().recipient_key == person.recipient_key


def test_a_place_given_for_violence_is_told_in_neutral_words(regulator: User, here: ShelterSite) -> None:
    request = asked(sealed_way=seal("06 00 00 00 12"))
    held = placing.place_now(regulator, request, "violence", lot=lot(here, free=2))
    stays.accept(regulator, held)
    assert "CHU" not in said() and "115" not in said() and "violence" not in said().lower()


def test_a_refuge_s_address_is_never_written_and_nothing_leaves_by_itself(regulator: User, refuge: ShelterSite) -> None:
    held = offered(regulator, refuge)
    stays.accept(regulator, held)
    assert not Message.objects.exists()
    stays.tell(regulator, held)
    words = said()
    assert "Vous êtes attendue ou attendu" in words and "Nous vous appellerons" in words
    assert "Cachée" not in words and "Abricot" not in words and "115" not in words


@pytest.mark.parametrize(
    "meeting",
    ["Au 12, RUE CACHEE", "rue cachée à 20 h", "Appelez le 01.00.00.00.99", "devant la maison ABRICOT", SECRET],
)
def test_words_that_lead_to_a_refuge_do_not_leave(meeting: str, regulator: User, refuge: ShelterSite) -> None:
    with pytest.raises(BadInput, match="mènent à une adresse protégée"):
        stays.tell(regulator, offered(regulator, refuge), meeting)
    assert not Message.objects.exists()


def test_a_meeting_point_elsewhere_is_told(regulator: User, refuge: ShelterSite) -> None:
    stays.tell(regulator, offered(regulator, refuge), "Un taxi vous attend à 20 h place Fictive.")
    assert "place Fictive" in said()


def test_never_contact_is_obeyed_and_nobody_learns_of_it(regulator: User, here: ShelterSite) -> None:
    person = person_with(phone="06 00 00 00 13")
    set_contact_rule(person.recipient_key, never_contact=True)
    held = offered(regulator, here, person=person)
    stays.accept(regulator, held)
    assert not Message.objects.exists()
    with pytest.raises(BadInput) as refused:
        stays.tell(regulator, held)
    without = offered(regulator, here, "")
    with pytest.raises(BadInput) as other:
        stays.tell(regulator, without)
    assert str(refused.value) == str(other.value)


def test_somebody_out_of_sight_is_written_to_by_their_own_safe_way_and_without_an_address(
    regulator: User, here: ShelterSite
) -> None:
    person = restricted(person_with(phone="06 00 00 00 13"))
    held = offered(regulator, here, person=person)
    stays.accept(regulator, held)
    assert not Message.objects.exists()
    with pytest.raises(BadInput, match="Aucun message ne peut partir"):
        stays.tell(regulator, held)
    set_contact_rule(person.recipient_key, safe_channel="sms", safe_address="06 00 00 00 77", discreet=True)
    message = stays.tell(regulator, held)
    assert message.recipient_key == person.recipient_key
    assert "rue de l’Exemple" not in said() and "CHU" not in said()


def test_only_the_regulation_writes_and_only_while_a_place_is_held(regulator: User, here: ShelterSite) -> None:
    held = offered(regulator, here)
    with pytest.raises(Refused):
        stays.tell(worker(here.organisation, "site_manager"), held)
    stays.no_show(regulator, held)
    with pytest.raises(BadInput, match="Ce séjour est maintenant"):
        stays.tell(regulator, held)


@override_settings(SMS_URL="")
def test_a_place_given_back_writes_to_nobody(regulator: User, here: ShelterSite) -> None:
    stays.decline(regulator, offered(regulator, here), "household_too_far")
    assert not Message.objects.exists()
