"""The services that receive people, and how long each kind has to answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions, reads
from .. import services as verbs
from ..forms import AddServiceForm, KindForm, ReceivingServiceForm, ServiceFilter
from ..models import ServiceKind
from ..reads.labels import delay_words
from ..reads.services import organisations_kept_by

FIELDS = (
    "name",
    "scheme",
    "territory",
    "takes_persons",
    "takes_households",
    "takes_anonymous",
    "opens_on",
    "closes_on",
)


@require_safe
@signed_in
def services(request: HttpRequest) -> HttpResponse:
    """Who receives people, of which kind, where, under which delay."""
    user = user_of(request)
    permissions.require_knowing(user)
    chosen = ServiceFilter(request.GET)
    values = chosen.cleaned_data if chosen.is_valid() else {}
    rows = reads.services_listed()
    if values.get("kind"):
        rows = rows.filter(kind=values["kind"])
    if values.get("territory"):
        rows = rows.filter(territory=values["territory"])
    kept = set(reads.services_kept_by(user).values_list("pk", flat=True)) if permissions.may_keep_services(user) else ()
    today = timezone.localdate()
    shown = [(each, delay_words(each.kind.answer_within), each.is_open(today), each.pk in kept) for each in rows]
    page = {
        "rows": shown, "filter": chosen, "may_keep": permissions.may_keep_services(user),
        "takes_part": bool(permissions.answering_memberships(user)),
    }  # fmt: skip
    return render(request, "referrals/services.html", page)


@form_view
@signed_in
def service_add(request: HttpRequest) -> HttpResponse:
    """Add a service to an organisation that one keeps."""
    user = user_of(request)
    permissions.require_keeping(user)
    form = AddServiceForm(request.POST or None, organisations=organisations_kept_by(user))
    page = {"heading": _("Ajouter un service qui reçoit"), "back": reverse("referrals:services")}
    return form_page(
        request, form, lambda: verbs.add_service(user, **form.cleaned_data), page=page,
        done=_("Le service est ajouté."), to=lambda: reverse("referrals:services"),
    )  # fmt: skip


@form_view
@signed_in
def service_change(request: HttpRequest, key: UUID) -> HttpResponse:
    """Correct a service, or close it."""
    user = user_of(request)
    permissions.require_keeping(user)
    found = get_object_or_404(reads.services_kept_by(user), key=key)
    first: dict[str, Any] = {name: getattr(found, name) for name in FIELDS} | {"kind": found.kind.code}
    form = ReceivingServiceForm(request.POST or None, initial=first)
    page = {"heading": found.name, "lead": found.organisation.name, "back": reverse("referrals:services")}
    return form_page(
        request, form, lambda: verbs.change_service(user, found, **form.cleaned_data), page=page,
        done=_("Le service est à jour."), to=lambda: reverse("referrals:services"),
    )  # fmt: skip


@require_safe
@signed_in
def kinds(request: HttpRequest) -> HttpResponse:
    """How long each kind of service has to answer, shown to those it binds."""
    user = user_of(request)
    permissions.require_knowing(user)
    rows = [(kind, delay_words(kind.answer_within), delay_words(kind.remind_after)) for kind in reads.kinds()]
    may_settle = permissions.may_settle_delays(user)
    page = {"rows": rows, "may_settle": may_settle, "may_sample": may_settle and verbs.missing_samples()}
    return render(request, "referrals/kinds.html", page)


@form_view
@signed_in
def kind_add(request: HttpRequest) -> HttpResponse:
    """Add a kind of service."""
    return _settle(request, None, _("Ajouter un type de service"))


@form_view
@signed_in
def kind_change(request: HttpRequest, code: str) -> HttpResponse:
    """Settle the delays of a kind of service."""
    permissions.require_settling(user_of(request))
    kind = get_object_or_404(ServiceKind, code=code)
    return _settle(request, kind, kind.name_fr)


@require_POST
@signed_in
def kinds_sample(request: HttpRequest) -> HttpResponse:
    """Begin with the kinds given as examples."""
    user = user_of(request)
    return act_and_return(
        request, lambda: verbs.take_sample_kinds(user), to=reverse("referrals:kinds"),
        done=_("Les exemples sont ajoutés. Fixez chaque délai avec vos partenaires."),
    )  # fmt: skip


def _settle(request: HttpRequest, kind: ServiceKind | None, heading: str) -> HttpResponse:
    user = user_of(request)
    permissions.require_settling(user)
    names = ("name_fr", "name_en", "answer_within", "remind_after")
    form = KindForm(request.POST or None, initial={name: getattr(kind, name) for name in names} if kind else None)
    lead = _("Les orientations déjà envoyées gardent leur date.")
    page = {"heading": heading, "lead": lead, "back": reverse("referrals:kinds")}
    return form_page(
        request, form, lambda: verbs.save_kind(user, kind, **form.cleaned_data), page=page,
        done=_("Les délais sont fixés."), to=lambda: reverse("referrals:kinds"),
    )  # fmt: skip
