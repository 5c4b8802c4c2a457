"""What a partner does: hand a signal in, read where those of their organisation stand, and no more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import form_page, form_view

from ..forms.signals import SignalForm
from ..permissions import require_signalling
from ..permissions.signalling import signalling_homes
from ..reads import signals as reads
from ..services import signals as services


@form_view
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Hand a signal in. Its desk answers it; who sent it learns its state."""
    user = user_of(request)
    require_signalling(user)
    form = SignalForm(request.POST or None, user=user, homes=signalling_homes(user))
    sent = reverse("pathways:signals_sent")
    return form_page(
        request, form, lambda: services.hand_in(user, form.home, form.given()), template="pathways/signals/new.html",
        page={"heading": _("Transmettre une alerte"), "back": sent}, done=_("L’alerte est transmise."),
        to=lambda: sent,
    )  # fmt: skip


@require_safe
@signed_in
def sent(request: HttpRequest) -> HttpResponse:
    """Each signal of one's organisations: number, own reference, day, state."""
    user = user_of(request)
    require_signalling(user)
    return render(request, "pathways/signals/sent.html", {"lines": reads.sent_for(user)})
