"""The morning's page: how many slept in each lot, without a name."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.acting import form_view

from ..forms.presence import PresenceForm
from ..permissions import require_site
from ..reads import presence as reads
from ..reads.stock import kept_site
from ..rules.presence import may_be_counted, night_to_count
from ..services import presence as services


@form_view
@signed_in
def presence(request: HttpRequest, key: UUID) -> HttpResponse:
    """Four numbers per lot; a lot left empty stays uncounted."""
    user = user_of(request)
    require_site(user)
    site = kept_site(user, key)
    now = timezone.localtime().replace(tzinfo=None)
    latest = night_to_count(now)
    night = _night(request.POST.get("night") or request.GET.get("nuit"), latest)
    if request.method != "POST" and not may_be_counted(night, now):
        night = latest
    lines = reads.lines_of(site, night)
    form = PresenceForm(request.POST or None, lines=lines, initial={"night": night.isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            changed = services.count(user, key, night, form.counts, over=form.over)
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("C’est compté.") if changed else _("Rien n’a changé."))
            return redirect(f"{reverse('shelter:presence', args=[key])}?nuit={night.isoformat()}")
    near = night if may_be_counted(night, now) else latest
    following = near + timedelta(days=1)
    page = {
        "site": site, "night": night, "form": form, "before": near - timedelta(days=1),
        "after": following if may_be_counted(following, now) else None,
    }  # fmt: skip
    return render(request, "shelter/stock/presence.html", page, status=422 if form.errors else 200)


def _night(said: str | None, latest: date) -> date:
    """The night asked for; the one to count now when none is, or when it is no date."""
    try:
        return parse_date(said or "") or latest
    except ValueError:
        return latest
