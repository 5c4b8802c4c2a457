"""Networks known by their label, and premises that become one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.territory.reads import divisions
from pacte.ground.web.acting import form_page, form_view

from .. import permissions
from ..enums import MergerState
from ..forms.upkeep import GrantForm, LabelForm, MergerForm, MergerStateForm, WithdrawForm
from ..models import NetworkLabel, PremisesMerger
from ..reads import keeping as reads
from ..reads.kept import kept_by, kept_place
from ..services import labels as verbs
from ..services import mergers as premises


@require_safe
@signed_in
def labels(request: HttpRequest) -> HttpResponse:
    """The networks of the city, with how many places each counts."""
    user, today = user_of(request), timezone.localdate()
    permissions.require_keeping(user)
    rows = [(label, reads.holders(label, today).count()) for label in NetworkLabel.objects.all()]
    return render(
        request, "directory/keeping/labels.html", {"rows": rows, "edits": permissions.edits_directory(user)}
    )  # fmt: skip


@require_safe
@signed_in
def label(request: HttpRequest, code: str) -> HttpResponse:
    """The places of one network."""
    user = user_of(request)
    permissions.require_keeping(user)
    found = get_object_or_404(NetworkLabel, code=code)
    places = list(reads.holders(found, timezone.localdate()))
    mine = set(kept_by(user).filter(pk__in=[each.pk for each in places]).values_list("pk", flat=True))
    page = {
        "label": found, "rows": [(each, each.pk in mine) for each in places],
        "edits": permissions.edits_directory(user), "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "directory/keeping/label.html", page)


@form_view
@signed_in
def new_label(request: HttpRequest) -> HttpResponse:
    """A further network."""
    user = user_of(request)
    permissions.require_editing(user)
    form = LabelForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: verbs.write(user, form.cleaned_data),
        page={"heading": _("Ajouter un réseau"), "lead": "", "back": reverse("directory:labels")},
        done=_("Le réseau est ajouté : donnez son label aux lieux, depuis leur fiche."),
        to=lambda: reverse("directory:labels"),
    )


@form_view
@signed_in
def edit_label(request: HttpRequest, code: str) -> HttpResponse:
    """Other names for a network."""
    user = user_of(request)
    permissions.require_editing(user)
    found = get_object_or_404(NetworkLabel, code=code)
    names = ("code", "name_fr", "name_en", "name_ar", "scheme")
    form = LabelForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    del form.fields["code"]
    return form_page(
        request,
        form,
        lambda: verbs.write(user, form.cleaned_data, code),
        page={"heading": _("Modifier le réseau"), "lead": found.name_fr, "back": _label(code)},
        done=_("Le réseau est à jour."),
        to=lambda: _label(code),
    )


@form_view
@signed_in
def grant(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a place a label."""
    user = user_of(request)
    permissions.require_editing(user)
    place = kept_place(user, key)
    form = GrantForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: verbs.grant(user, key, form.cleaned_data["label"].code, form.cleaned_data["held_from"]),
        page={"heading": _("Donner un label"), "lead": place.name, "back": _page(key)},
        done=_("Le lieu a ce label."),
        to=lambda: _page(key),
    )


@form_view
@signed_in
def withdraw(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Say until when a place holds a label."""
    user = user_of(request)
    permissions.require_editing(user)
    place = kept_place(user, key)
    held = place.labels.select_related("label").filter(pk=number).first()
    if held is None:
        raise Http404
    form = WithdrawForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: verbs.withdraw(user, key, number, form.cleaned_data["held_until"]),
        page={"heading": _("Retirer un label"), "lead": f"{place.name} · {held.label.name_fr}", "back": _page(key)},
        done=_("Le label est retiré."),
        to=lambda: _page(key),
    )


@require_safe
@signed_in
def mergers(request: HttpRequest) -> HttpResponse:
    """Premises that become one, arrondissement by arrondissement."""
    user = user_of(request)
    permissions.require_keeping(user)
    rows = list(reads.mergers())
    page: dict[str, Any] = {
        "areas": [(area, [each for each in rows if each.territory_id == area.pk]) for area in _areas(rows)],
        "counts": [(state.label, sum(each.state == state for each in rows)) for state in MergerState],
        "edits": permissions.edits_directory(user),
    }
    return render(request, "directory/keeping/mergers.html", page)


def _areas(rows: list[PremisesMerger]) -> list[Any]:
    """The city's arrondissements in their order, and any other territory that a regrouping names."""
    areas = {area.pk: area for area in divisions()}
    areas |= {each.territory_id: each.territory for each in rows if each.territory_id not in areas}
    return list(areas.values())


@form_view
@signed_in
def new_merger(request: HttpRequest) -> HttpResponse:
    """Plan a regrouping."""
    user = user_of(request)
    permissions.require_editing(user)
    form = MergerForm(request.POST or None, territories=reads.territories_for(user))
    made: list[PremisesMerger] = []
    return form_page(
        request,
        form,
        lambda: made.append(premises.create(user, form.cleaned_data)),
        page={
            "heading": _("Prévoir un regroupement de locaux"),
            "lead": _("Vous direz ensuite quels lieux il réunit."),
            "back": reverse("directory:mergers"),
        },
        done=_("Le regroupement est prévu. Dites quels lieux il réunit."),
        to=lambda: reverse("directory:merger", kwargs={"key": made[0].key}),
    )


@form_view
@signed_in
def merger(request: HttpRequest, key: UUID) -> HttpResponse:
    """Where a regrouping stands, and which places it joins."""
    user = user_of(request)
    permissions.require_editing(user)
    found = get_object_or_404(PremisesMerger.objects.select_related("territory"), key=key)
    names = ("territory", "title", "planned_on", "note", "state", "done_on", "into")
    initial = {name: getattr(found, name) for name in names} | {"merging": list(found.merging.all())}
    form = MergerStateForm(
        request.POST or None, territories=reads.territories_for(user), initial=initial,
        places=reads.places_to_merge(found.territory),
    )  # fmt: skip
    return form_page(
        request,
        form,
        lambda: premises.edit(user, key, {**form.cleaned_data, "merging": list(form.cleaned_data["merging"])}),
        page={"heading": _("Regroupement de locaux"), "lead": found.title, "back": reverse("directory:mergers")},
        done=_("Le regroupement est à jour."),
        to=lambda: reverse("directory:mergers"),
    )


def _page(key: UUID) -> str:
    return reverse("directory:keep", kwargs={"key": key})


def _label(code: str) -> str:
    return reverse("directory:label", kwargs={"code": code})
