"""The social and financial diagnosis: for arrears alone, in its delays, commented, sent once, printed for the judge."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from pacte.ground.declarations.errors import BadInput
from pacte.ground.pathways.models import CaseClock
from pacte.ground.pathways.reads.stories import story_of
from pacte.ground.pathways.services import recording
from pacte.prevention.evictions.models import SocialDiagnosis
from pacte.prevention.evictions.services import diagnosis as services
from pacte.prevention.evictions.services.diagnosis_print import printed
from tests.ground.people.making import organisation, worker

from .making import social_worker, started

pytestmark = pytest.mark.django_db
WRITTEN: dict[str, Any] = {
    "adults": 1, "children": 2, "resources_cents": 130_000, "aid_cents": 20_000, "charges_cents": 30_000,
    "rent_cents": 70_000, "debt_cents": 210_000, "wish": "stay", "situation": "Une situation d’exemple.",
    "tenant_comment": "Des observations d’exemple.", "landlord_comment": "Un mot du bailleur.",
}  # fmt: skip


def test_a_diagnosis_is_offered_held_written_and_sent() -> None:
    by = social_worker()
    case = started(by, on=date(2024, 2, 15))
    services.offer(by, case.key, date(2024, 3, 1), "letter")
    services.answer(by, case.key, "held", date(2024, 3, 8))
    services.write(by, case.key, WRITTEN)
    services.send(by, case.key, date(2024, 3, 15))
    story = story_of(case)
    assert {"diagnosis_offered", "diagnosis_held", "diagnosis_sent"} <= set(story.happened)
    with pytest.raises(BadInput, match="il ne change plus"):
        services.write(by, case.key, WRITTEN)


def test_its_delays_run_in_working_days() -> None:
    by = social_worker()
    case = started(by, on=date(2024, 2, 15))
    recording.happened(by, case.key, "summons_served", date(2024, 4, 16))
    recording.happened(by, case.key, "diagnosis_asked", date(2024, 4, 23))
    recording.happened(by, case.key, "hearing_held", date(2024, 6, 12))
    terms = dict(CaseClock.objects.filter(case=case).values_list("clock", "due_on"))
    assert (terms["diagnosis_offered"], terms["diagnosis_sent"]) == (date(2024, 5, 17), date(2024, 6, 5))
    services.offer(by, case.key, date(2024, 5, 16), "call")
    assert CaseClock.objects.get(case=case, clock="diagnosis_offered").hold == "ended"


@pytest.mark.parametrize("ground", ["trouble", "notice", "no_title"])
def test_another_ground_than_arrears_is_told_that_it_does_not_apply(ground: str) -> None:
    by = social_worker()
    case = started(by, on=date(2024, 2, 15), ground=ground)
    with pytest.raises(BadInput, match="n’existe que pour un impayé"):
        services.offer(by, case.key, date(2024, 3, 1), "letter")
    recording.happened(by, case.key, "summons_served", date(2024, 4, 16))
    recording.happened(by, case.key, "hearing_held", date(2024, 6, 12))
    assert CaseClock.objects.get(case=case, clock="diagnosis_sent").hold == "cancelled"
    client = Client()
    client.force_login(by)
    said = client.get(reverse("evictions:eviction", kwargs={"key": case.key})).content.decode()
    assert "Sans objet : il n’existe que pour un impayé" in said


def test_what_is_missing_is_named_before_it_goes() -> None:
    by = social_worker()
    case = started(by, on=date(2024, 2, 15))
    services.offer(by, case.key, date(2024, 3, 1), "letter")
    with pytest.raises(BadInput, match="On ne sait pas si l’entretien a eu lieu"):
        services.send(by, case.key, date(2024, 3, 15))
    services.answer(by, case.key, "held", date(2024, 3, 8))
    with pytest.raises(BadInput, match="Les ressources manquent"):
        services.send(by, case.key, date(2024, 3, 15))


def test_who_does_not_answer_or_refuses_is_told_of_to_the_judge_and_blamed_for_nothing() -> None:
    by = social_worker()
    for state in ("no_answer", "refused"):
        case = started(by, on=date(2024, 2, 15))
        services.offer(by, case.key, date(2024, 3, 1), "letter")
        services.answer(by, case.key, state, date(2024, 3, 8))
        assert services.send(by, case.key, date(2024, 3, 15)).sent_on == date(2024, 3, 15)
        assert "diagnosis_held" not in story_of(case).happened


def test_an_amount_below_zero_and_an_answer_before_the_offer_are_refused() -> None:
    by = social_worker()
    case = started(by, on=date(2024, 2, 15))
    services.offer(by, case.key, date(2024, 3, 1), "letter")
    with pytest.raises(BadInput, match="ne se lit pas"):
        services.write(by, case.key, WRITTEN | {"debt_cents": -1})
    with pytest.raises(BadInput, match="avant la proposition"):
        services.answer(by, case.key, "held", date(2024, 2, 28))


def test_its_texts_are_sealed_and_the_sheet_is_printed() -> None:
    by = social_worker()
    case = started(by, on=date(2024, 2, 15))
    services.offer(by, case.key, date(2024, 3, 1), "letter")
    services.answer(by, case.key, "held", date(2024, 3, 8))
    held = services.write(by, case.key, WRITTEN)
    assert "exemple" not in held.sealed_situation
    assert printed(by, case.key).startswith(b"%PDF")
    with pytest.raises(Http404):
        printed(social_worker(), case.key)


def test_a_form_that_is_wrong_keeps_what_was_typed() -> None:
    by = social_worker()
    case = started(by, on=date(2024, 2, 15))
    services.offer(by, case.key, date(2024, 3, 1), "letter")
    client = Client()
    client.force_login(by)
    address = reverse("evictions:diagnosis_write", kwargs={"key": case.key})
    response = client.post(address, {"adults": "1", "resources_cents": "beaucoup", "situation": "Des mots gardés"})
    assert response.status_code == 422
    assert "Des mots gardés" in response.content.decode()
    assert client.post(address, {"adults": "1", "resources_cents": "1 130,50"}).status_code == 302
    assert SocialDiagnosis.objects.get().resources_cents == 113_050


def test_the_commission_reads_the_numbers_that_were_sent_and_no_words() -> None:
    from pacte.prevention.evictions.services import commission

    by = social_worker()
    case = started(by, on=date(2024, 2, 15))
    services.offer(by, case.key, date(2024, 3, 1), "letter")
    services.answer(by, case.key, "held", date(2024, 3, 8))
    services.write(by, case.key, WRITTEN)
    file = commission.refer(by, case.key, "member", date(2024, 3, 2))
    client = Client()
    client.force_login(worker(organisation(), "committee"))
    address = reverse("evictions:commission_file", kwargs={"key": file.key})
    assert "Aucun diagnostic n’est encore envoyé" in client.get(address).content.decode()
    services.send(by, case.key, date(2024, 3, 15))
    said = client.get(address).content.decode()
    assert "Reste pour vivre" in said and "exemple" not in said.lower().split("<main")[1]
