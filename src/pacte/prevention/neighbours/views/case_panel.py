"""The room's part of a case's page: the signal and the team's acts. Health words stay on the signal's own page."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.pathways.models import Case, CaseEvent
from pacte.ground.pathways.reads.cases import CaseSight
from pacte.ground.pathways.registry import CasePanel, CaseRow

from ..models import NeighbourSignal
from ..permissions import is_team
from ..services.team import follow_case


def panel(user: User, seen: CaseSight) -> list[CasePanel]:
    """The landlord's signal behind the case, for its team alone."""
    if not is_team(user):
        return []
    signal = NeighbourSignal.objects.filter(case=seen.case).select_related("landlord").first()
    if signal is None:
        return []
    url = reverse("neighbours:signal", kwargs={"key": signal.key})
    received = date_format(signal.received_on, "j F Y") if signal.received_on else ""
    rows = [CaseRow(f"{signal.label} · {signal.landlord.name}", received, url)]
    acts = []
    if seen.may_write and signal.closed_on is None:
        acts = [
            (_("Noter une visite"), reverse("neighbours:contact", kwargs={"key": signal.key})),
            (_("Évaluer"), reverse("neighbours:evaluate", kwargs={"key": signal.key})),
        ]
    return [CasePanel(_("Signalement du bailleur"), rows, acts)]


def told(actor: User | None, case: Case, event: CaseEvent) -> None:
    """The signal ends, and resumes, with its case."""
    signal = NeighbourSignal.objects.select_for_update(of=("self",)).filter(case=case).first()
    if signal is not None:
        follow_case(signal, case.closed_on)
