"""The commission: brought, put on an agenda, assigned, answered; by number, and nobody out of sight."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.errors import BadInput, Refused
from pacte.ground.pathways.reads.stories import story_of
from pacte.prevention.evictions.models import CommissionFile, CommissionSession
from pacte.prevention.evictions.services import agenda_print
from pacte.prevention.evictions.services import commission as services
from pacte.prevention.evictions.worklist import asked
from tests.ground.people.making import organisation, restricted, worker

from .making import commission_file, social_worker, started

pytestmark = pytest.mark.django_db
DAY = date(2024, 3, 4)


@pytest.fixture
def committee() -> User:
    return worker(organisation(), "committee")


def test_a_case_is_brought_once_and_told_in_its_story(committee: User) -> None:
    by = social_worker()
    case = started(by)
    file = services.refer(by, case.key, "bailiff", DAY)
    assert services.bring(committee, case.number, "landlord", DAY + timedelta(days=1)) == file
    assert {"commission_signalled", "commission_referred"} <= set(story_of(case).happened)
    assert CommissionFile.objects.count() == 1


def test_a_number_that_is_no_eviction_is_said(committee: User) -> None:
    with pytest.raises(BadInput, match="Aucune procédure"):
        services.bring(committee, 4242, "member", DAY)


def test_an_answer_is_an_event_of_the_case_and_a_decision_on_the_aid_waits_for_the_law(committee: User) -> None:
    by = social_worker()
    case = started(by)
    file = services.refer(by, case.key, "member", DAY)
    services.answer(committee, file.key, "opinion", "judge", DAY, words="Des motifs")
    assert story_of(case).happened["commission_answered"] == (DAY,)
    services.answer(committee, file.key, "aid_maintained", "housing_aid_office", DAY)
    with pytest.raises(BadInput, match="depuis le 29 juillet 2023"):
        services.answer(committee, file.key, "aid_suspended", "housing_aid_office", date(2023, 7, 28))
    with pytest.raises(BadInput, match="organisme qui la verse"):
        services.answer(committee, file.key, "aid_suspended", "tenant", DAY)
    assert file.answers.count() == 2


def test_arrears_alone_are_assigned(committee: User) -> None:
    file = commission_file()
    assert services.assign(committee, file.key, "debt_relief", DAY).member == "debt_relief"
    with pytest.raises(BadInput, match="n’est pas un impayé"):
        services.assign(committee, commission_file(ground="trouble").key, "housing_fund", DAY)


def test_a_session_that_is_closed_keeps_what_was_answered_and_lets_the_rest_wait(committee: User) -> None:
    session = services.new_session(committee, date(2024, 3, 12))
    one, two = commission_file(), commission_file()
    assert services.put_on_agenda(committee, session.key, [one.key, two.key]) == 2
    services.answer(committee, one.key, "recommendation", "landlord", date(2024, 3, 12))
    services.close_session(committee, session.key)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.session_id, two.session_id) == (session.pk, None)
    with pytest.raises(BadInput, match="levée"):
        services.put_on_agenda(committee, session.key, [two.key])


def test_the_pages_and_the_sheet_name_nobody(committee: User) -> None:
    by = social_worker()
    case = started(by)
    file = services.refer(by, case.key, "member", DAY)
    session = services.new_session(committee, date(2024, 3, 12))
    client = Client()
    client.force_login(committee)
    pages = [client.get(reverse("evictions:commission"))]
    client.post(reverse("evictions:agenda", kwargs={"key": session.key}), {"chosen": [str(file.key)]})
    pages += [
        client.get(reverse("evictions:session", kwargs={"key": session.key})),
        client.get(reverse("evictions:commission_file", kwargs={"key": file.key})),
    ]
    assert case.file is not None
    for each in pages:
        said = each.content.decode()
        assert each.status_code == 200 and case.label in said
        assert "Prénom" not in said and case.file.person.pseudonym not in said
    assert agenda_print.printed(committee, session.key).startswith(b"%PDF")


def test_who_is_out_of_sight_is_in_no_list_and_no_sheet(committee: User) -> None:
    by = social_worker()
    case = started(by)
    file = services.refer(by, case.key, "member", DAY)
    assert case.file is not None
    restricted(case.file.person)
    client = Client()
    client.force_login(committee)
    assert file.label not in client.get(reverse("evictions:commission")).content.decode()
    assert client.get(reverse("evictions:commission_file", kwargs={"key": file.key})).status_code == 404
    with pytest.raises(Http404):
        services.answer(committee, file.key, "opinion", "judge", DAY)
    with pytest.raises(BadInput):
        services.bring(committee, case.number, "member", DAY)


def test_others_than_the_commission_are_refused() -> None:
    with pytest.raises(Refused):
        services.new_session(social_worker(), DAY)


def test_my_day_of_the_commission_holds_what_waits(committee: User) -> None:
    commission_file()
    CommissionSession.objects.create(held_on=timezone.localdate() - timedelta(days=3))
    kinds = {entry.kind for entry in asked(committee, timezone.localdate())}
    assert kinds == {"Dossier à confier", "Séance à lever"}
    assert not list(asked(social_worker(), timezone.localdate()))


def test_a_session_of_many_files_takes_few_queries(committee: User, django_assert_max_num_queries: Any) -> None:
    by = social_worker()
    session = services.new_session(committee, date(2024, 3, 12))
    for _rank in range(5):
        file = services.refer(by, started(by).key, "member", DAY)
        CommissionFile.objects.filter(pk=file.pk).update(session=session)
    client = Client()
    client.force_login(committee)
    with django_assert_max_num_queries(24):
        client.get(reverse("evictions:session", kwargs={"key": session.key}))
