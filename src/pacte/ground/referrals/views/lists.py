"""The referrals received, to answer first; the referrals sent, with what came of them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.partners.reads import within

from .. import reads
from ..forms import InboxFilter, SentFilter
from ..models import ReceivingService, ReferralQuerySet
from ..permissions import answering_memberships, require_taking_part

ROWS = 25


@require_safe
@signed_in
def inbox(request: HttpRequest) -> HttpResponse:
    """What was sent to the user's services: by default what awaits their answer, the most pressing first."""
    user = user_of(request)
    require_taking_part(user)
    services = ReceivingService.objects.filter(within(answering_memberships(user)))
    chosen = InboxFilter(request.GET, services=services)
    values = chosen.cleaned_data if chosen.is_valid() else {}
    match values.get("show"):
        case InboxFilter.ACCEPTED:
            rows = reads.received_by(user).accepted_without_outcome().pressing_first()
        case InboxFilter.ALL:
            rows = reads.received_by(user)
        case _:
            rows = reads.to_answer(user)
    if values.get("service"):
        rows = rows.filter(service=values["service"])
    shown = {"filter": chosen, "shows_waiting": not values.get("show"), "services": services}
    return render(request, "referrals/inbox.html", _page(request, rows) | shown)


@require_safe
@signed_in
def sent(request: HttpRequest) -> HttpResponse:
    """What the user sent, and what was sent from the files that they follow."""
    user = user_of(request)
    require_taking_part(user)
    chosen = SentFilter(request.GET)
    state = chosen.cleaned_data["state"] if chosen.is_valid() else ""
    rows = reads.sent_by(user).in_state(state) if state else reads.sent_by(user)
    return render(request, "referrals/sent.html", _page(request, rows) | {"filter": chosen})


def _page(request: HttpRequest, rows: ReferralQuerySet) -> dict[str, Any]:
    page = Paginator(rows.told(), ROWS).get_page(request.GET.get("page"))
    labels = reads.Labels(user_of(request), page.object_list)
    now = timezone.now()
    shown = [(each, labels.subject(each), labels.sender(each), each.is_late(now)) for each in page.object_list]
    return {"page": page, "rows": shown, "takes_part": True}
