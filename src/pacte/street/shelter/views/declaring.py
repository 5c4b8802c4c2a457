"""What is free tonight: the site's page, the link that works without signing in, the link made by hand.

− and + are buttons of the form: without a script they send it back one step further, and nothing is declared.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.acting import form_view

from ..forms.declaring import DeclareForm, nothing_free, one_step
from ..models import ShelterSite
from ..permissions import keeps_site, regulates, require_reading, require_site
from ..reads import declaring as reads
from ..reads.stock import seen_site
from ..reads.tonight import night_at
from ..services import declaring as services
from ..services.declaring import LinkSpent


@form_view
@signed_in
def declare(request: HttpRequest, key: UUID) -> HttpResponse:
    """One number per lot, one button."""
    site = _declared_by(request, key)
    night = night_at()
    lines = reads.lines_of(site, night)
    form = _form(request, lines, night)
    if request.method == "POST" and "step" not in request.POST and form.is_valid():
        try:
            services.declare(
                user_of(request), key, form.free, seen=form.seen, night=form.cleaned_data["night"] or night
            )
        except BadInput as bad:
            form.take(bad)
        else:
            messages.success(request, _("C’est déclaré. Merci."))
            return redirect("shelter:declare", key=key)
    if form.errors:
        form.begin_again(night)
    page = {"site": site, "form": form, "night": night, "said": reads.said_tonight(site, night)[:5]}
    page["by_phone"] = not keeps_site(user_of(request), site)
    return render(request, "shelter/stock/declare.html", page, status=422 if form.errors else 200)


@require_POST
@signed_in
def make_link(request: HttpRequest, key: UUID) -> HttpResponse:
    """A link for tonight, shown once."""
    site = _declared_by(request, key)
    token = services.make_link(user_of(request), key)
    url = request.build_absolute_uri(reverse("shelter:declare_by_link", args=[token]))
    answer = render(request, "shelter/stock/link.html", {"site": site, "url": url, "night": night_at()})
    return _unkept(answer)


@csrf_exempt  # The token of the address protects it: nobody who does not hold it can send this form.
@form_view
def declare_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same for whoever holds the link, once, without signing in. Whoever is signed in stays out of it."""
    request.user = AnonymousUser()
    try:
        link = reads.link_of(token)
        services.refuse_spent(link, timezone.now())
        return _unkept(_by_link(request, token, link.site, link.night))
    except LinkSpent as spent:
        return _unkept(render(request, "shelter/stock/link_spent.html", {"spent": spent}, status=410))
    except Http404:
        return _unkept(render(request, "shelter/stock/link_spent.html", {"spent": None}, status=404))


def _by_link(request: HttpRequest, token: str, site: ShelterSite, night: Any) -> HttpResponse:
    lines = reads.lines_of(site, night)
    form = _form(request, lines, night)
    if request.method == "POST" and "step" not in request.POST and form.is_valid():
        try:
            made = services.declare_by_link(token, form.free, seen=form.seen)
        except LinkSpent:
            raise
        except BadInput as bad:
            form.take(bad)
        else:
            return render(
                request, "shelter/stock/link_done.html", {"made": made, "lots": made.lots.select_related("lot")}
            )
    if form.errors:
        form.begin_again(night)
    page = {"site": site, "form": form, "night": night}
    return render(request, "shelter/stock/declare_link.html", page, status=422 if form.errors else 200)


def _form(request: HttpRequest, lines: list[reads.Line], night: Any) -> DeclareForm:
    """The form as it is to be shown: as proposed, one step further, as typed, or with nothing free."""
    if request.method != "POST":
        return DeclareForm(lines=lines, night=night)
    if "step" in request.POST:
        form = DeclareForm(lines=lines, night=night)
        form.initial = {**form.initial, **one_step(request.POST, lines)}
        return form
    data = nothing_free(request.POST, lines) if "nothing" in request.POST else request.POST
    return DeclareForm(data, lines=lines, night=night)


def _declared_by(request: HttpRequest, key: UUID) -> ShelterSite:
    """A site that the user declares for: their own, any for the regulation."""
    user = user_of(request)
    require_reading(user)
    if not regulates(user):
        require_site(user)
    site = seen_site(user, key)
    if not (keeps_site(user, site) or regulates(user)):
        raise Http404
    return site


def _unkept(answer: HttpResponse) -> HttpResponse:
    """Neither kept, nor indexed, nor told to the next page's server."""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
