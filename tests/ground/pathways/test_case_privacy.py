"""A person goes out of their cases: by their own request, or when a case ended long ago. The numbers stay."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from pacte.ground.accounts.models import User
from pacte.ground.declarations.privacy import Asker
from pacte.ground.documents.models import Attachment
from pacte.ground.pathways.models import Case, CaseClock, CaseDocument, CaseEvent
from pacte.ground.pathways.privacy import cases as privacy
from pacte.ground.pathways.services import cases, recording
from tests.ground.pathways.making import scheme
from tests.ground.people.making import followed, organisation, worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor() -> User:
    return worker(organisation())


@pytest.fixture
def case(actor: User) -> Case:
    scheme()
    file = followed(actor, actor.memberships.get().organisation)
    begun = cases.start(actor, file.key, "visit", "alert_received", date(2019, 2, 7), words="Des mots")
    recording.set_fact(actor, begun.key, "lease_signed_on", date(2015, 1, 1))
    recording.give_document(actor, begun.key, "report", date(2019, 2, 8), SimpleUploadedFile("a.txt", b"Un texte"))
    return begun


def test_the_person_is_told_their_cases_and_a_relative_nothing(case: Case) -> None:
    assert case.file is not None
    (section,) = privacy.HOLDINGS[0].tell(case.file.person, Asker.SELF)
    assert section.rows[0][0] == case.label and "Alerte reçue" in section.rows[0]
    assert privacy.HOLDINGS[0].tell(case.file.person, Asker.RELATIVE) == []


def test_anonymising_leaves_days_and_outcomes_and_nobody(case: Case) -> None:
    assert case.file is not None
    assert privacy.HOLDINGS[0].anonymise(case.file.person) == 1
    case.refresh_from_db()
    assert (case.file, case.household, case.lead, case.stage) == (None, None, None, "alert_received")
    assert not CaseEvent.objects.exclude(sealed_words="", value=None, by=None).exists()
    assert CaseEvent.objects.filter(case=case).count() == 3
    assert not CaseDocument.objects.exists() and not Attachment.objects.exists()
    assert not CaseClock.objects.live().exists()


def test_a_case_that_ended_long_ago_leads_to_nobody_and_a_running_one_stays(case: Case, actor: User) -> None:
    before = timezone.now() - timedelta(days=3 * 365)
    assert privacy.RETENTION[0].purge(before) == 0
    recording.close(actor, case.key, "kept", date(2019, 3, 1))
    assert privacy.RETENTION[0].purge(before) == 1
    case.refresh_from_db()
    assert case.file is None and case.outcome == "kept"
    assert privacy.RETENTION[0].purge(before) == 0
