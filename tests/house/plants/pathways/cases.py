"""Cases behind each placement: something noted, planned, corrected, a document kept, a referral linked."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from pacte.ground.declarations.access import Placement
from pacte.ground.declarations.crypto import seal
from pacte.ground.documents.models import Attachment
from pacte.ground.pathways.models import Case, CaseClock, CaseDocument, CaseEvent, CaseReferral, CaseReminder
from pacte.ground.referrals.models import ReceivingService, Referral
from tests.ground.pathways.making import signal
from tests.house.city import City
from tests.house.plants.pathways import Planted


def offer(city: City, planted: dict[Placement, Planted]) -> None:
    """The rows, and how to knock at each door."""
    city.offer_everywhere("pathways:cases")
    city.offer_everywhere("api:pathways_cases")
    for placement, at in planted.items():
        _offer(city, placement, at.case)
        worker = city.users["social_worker"]
        answered = {"state": "opened", "answered_at": timezone.now(), "answered_by": worker}
        signal(at.desk, file=at.case.file, case=at.case, territory=at.case.territory, **answered)


def _offer(city: City, placement: Placement, case: Case) -> None:
    today = timezone.localdate()
    event = _dressed(city, case)
    day = {"on": today.isoformat()}
    bodies = {
        "case": None, "case_print": None,
        "case_happened": {"step": "visit_made", **day}, "case_plan": {"step": "hearing_held", **day},
        "case_unplan": {"step": "hearing_held"}, "case_what_if": {"step": "hearing_held", **day},
        "case_facts": {"fact_lease_signed_on": "2020-01-01"}, "case_pause": {"reason": "judge", **day},
        "case_resume": day, "case_close": {"outcome": "kept", **day}, "case_reopen": {},
        "case_note": {"words": "Des mots"}, "case_assign": {"user": city.users["outreach_worker"].pk},
        "case_ask": {"document": "report", **day}, "case_give": {"document": "report", **day}, "case_refer": {},
    }  # fmt: skip
    for name, body in bodies.items():
        city.offer(f"pathways:{name}", placement, body, key=case.key)
    correction = {"way": "void", "reason": "not_happened"}
    city.offer("pathways:case_correct", placement, correction, key=case.key, event=event.key)
    paper = CaseDocument.objects.get(case=case).attachment
    assert paper is not None and case.file is not None
    city.offer("pathways:case_document_remove", placement, {}, key=paper.key)
    city.offer("pathways:case_start_choose", placement, file=case.file.key)
    begins = {"step": "alert_received", **day}
    city.offer("pathways:case_start", placement, begins, file=case.file.key, scheme=case.scheme.key)
    city.offer("api:pathways_case", placement, key=case.key)
    city.offer("api:pathways_case_events", placement, {"step": "visit_made", **day}, key=case.key)


def _dressed(city: City, case: Case) -> CaseEvent:
    """A bit of everything: the event to correct is returned."""
    today, worker = timezone.localdate(), city.users["social_worker"]
    event = CaseEvent.objects.create(
        case=case, rank=1, kind="happened", what="alert_received", on=today - timedelta(days=3),
        sealed_words=seal("Des mots"), by=worker,
    )  # fmt: skip
    CaseEvent.objects.create(case=case, rank=2, kind="fact", what="lease_signed_on", value="2020-01-01", by=worker)
    CaseEvent.objects.create(
        case=case, rank=3, kind="planned", what="hearing_held", on=today + timedelta(days=30), by=worker
    )  # fmt: skip
    due = today + timedelta(days=10)
    CaseClock.objects.create(
        case=case, clock="visit_in_time", occurrence=1, started_on=today, due_on=due, soon_on=today
    )  # fmt: skip
    CaseReminder.objects.create(
        case=case, clock="visit_in_time", occurrence=1, due_on=due, days=3, step="ahead", user=worker
    )  # fmt: skip
    attachment = Attachment(name="piece.txt", content_type="text/plain", size=3, sha256="0" * 64)
    attachment.file.save("attachment", ContentFile(b"abc"), save=True)
    CaseDocument.objects.create(case=case, document="report", attachment=attachment, received_by=worker)
    assert case.file is not None
    service = ReceivingService.objects.exclude(organisation=case.organisation).first()
    assert service is not None
    sent = Referral.objects.create(
        service=service, from_organisation=case.organisation, subject="person", file=case.file, needs=["shelter"],
        words="Des mots", due_at=timezone.now() + timedelta(days=2),
    )  # fmt: skip
    CaseReferral.objects.create(case=case, referral=sent)
    Case.objects.filter(pk=case.pk).update(lead=worker, household=None, events_count=3, stage="alert_received")
    return event
