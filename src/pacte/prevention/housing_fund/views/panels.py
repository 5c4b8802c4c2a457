"""The fund's part of a case's page and of a person's: sums and states for those who see the case."""

from __future__ import annotations

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.pathways.reads.cases import CaseSight, cases_of
from pacte.ground.pathways.registry import CasePanel, CaseRow
from pacte.ground.people.reads import Sight
from pacte.ground.people.registry import Panel, PanelRow

from ..models import FundRequest
from ..permissions import instructs
from ..rules.money import euros

LATEST = 5


def on_the_case(user: User, sight: CaseSight) -> list[CasePanel]:
    """The request of this case: what is asked, where it stands."""
    request = FundRequest.objects.filter(case=sight.case).first()
    if request is None:
        return []
    url = reverse("housing_fund:request", kwargs={"key": request.key}) if instructs(user) else ""
    detail = f"{euros(request.asked_cents)} · {request.get_state_display()}"
    acts = [(_("Ouvrir la demande au fonds"), url)] if url and sight.may_write else []
    return [
        CasePanel(_("Fonds de solidarité pour le logement"), [CaseRow(request.get_aid_display(), detail, url)], acts)
    ]


def asked_of_the_fund(user: User, sight: Sight) -> Panel | None:
    """The person's requests, in the cases that this user sees; the act of asking for who may."""
    seen = [each.pk for each in cases_of(user, sight.person)]
    found = FundRequest.objects.filter(case__in=seen).order_by("-asked_on", "-pk")[:LATEST]
    may = instructs(user)
    rows = [
        PanelRow(
            f"{each.get_aid_display()} · {euros(each.asked_cents)}",
            f"{each.get_state_display()} · {date_format(each.asked_on, 'j F Y')}",
            reverse("housing_fund:request", kwargs={"key": each.key}) if may else "",
        )
        for each in found
    ]
    act = None
    if may and sight.own_files:
        act = (
            _("Demander une aide au fonds"),
            reverse("housing_fund:ask", kwargs={"key": sight.own_files[0].file.key}),
        )
    return Panel(_("Fonds de solidarité pour le logement"), rows, act) if rows or act else None
