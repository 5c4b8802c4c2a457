"""Safe places: by referral alone, counted, never written down."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import CharField, TextField
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.declarations.errors import BadInput
from pacte.ground.referrals.models import ReceivingService, ServiceKind
from pacte.ground.referrals.services.sending import Ask, Given, send, withdraw
from pacte.prevention.social_housing.indicators import women_sheltered
from pacte.prevention.social_housing.models import SafePlaceRequest
from pacte.prevention.social_housing.services import safe_places
from tests.ground.people.making import followed, organisation, restricted, worker

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def asked(by: Any, file: Any) -> SafePlaceRequest:
    """A referral to a service of safe places, sent as a worker sends it."""
    kind = ServiceKind.objects.create(code="safe", name_fr="Lieu protégé", answer_within=48, remind_after=24)
    refuge = organisation(is_discreet=True)
    service = ReceivingService.objects.create(
        organisation=refuge, name="Le refuge des essais", kind=kind, scheme="women_safe_places"
    )
    sent = send(by, file.key, service, Ask(("safety",)), Given(("identity",), how="oral"))
    return SafePlaceRequest.objects.get(referral=sent)


def test_a_referral_to_a_safe_place_is_counted_as_asked_and_taken_back_with_it() -> None:
    home = organisation()
    by = worker(home)
    row = asked(by, followed(by, home))
    assert row.asked_on == TODAY() and row.withdrawn_on is None
    assert row.referral is not None
    withdraw(by, row.referral)
    row.refresh_from_db()
    assert row.withdrawn_on == TODAY()


def test_nothing_says_where() -> None:
    written = {each.name for each in SafePlaceRequest._meta.fields if isinstance(each, CharField | TextField)}
    assert written == {"ending"}
    assert not {"site", "place", "territory", "organisation"} & {each.name for each in SafePlaceRequest._meta.fields}


def test_who_follows_notes_that_she_is_safe_and_women_are_counted() -> None:
    home = organisation()
    by = worker(home)
    row = SafePlaceRequest.objects.create(file=followed(by, home))
    safe_places.shelter(by, row.key, TODAY(), 1, 2)
    assert women_sheltered(TODAY(), None).value == 1
    with pytest.raises(BadInput, match="à venir"):
        safe_places.leave(by, row.key, TODAY() + timedelta(days=1), "home")
    with pytest.raises(Http404):
        safe_places.leave(worker(home), row.key, TODAY(), "home")


def test_a_restricted_woman_moves_no_count_before_the_next_year() -> None:
    home = organisation()
    by = worker(home)
    file = followed(by, home)
    restricted(file.person)
    row = SafePlaceRequest.objects.create(file=file)
    safe_places.shelter(by, row.key, TODAY(), 1, 0)
    assert women_sheltered(TODAY(), None).value == 0


def test_the_page_leads_to_a_referral_and_names_no_place() -> None:
    home = organisation()
    by = worker(home)
    file = followed(by, home)
    asked(by, file)
    client = Client()
    client.force_login(by)
    text = client.get(reverse("social_housing:safe_places", args=[file.person.key])).content.decode()
    assert reverse("referrals:send", args=[file.key]) in text
    assert "Le refuge des essais" not in text
