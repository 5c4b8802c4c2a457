"""What the pact's team does with a scheme as a whole: create, draft, write, publish, retire, move its cases."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..enums import VersionState
from ..forms.schemes import HeadForm, MoveForm, NewSchemeForm, PublishForm, TextForm
from ..models import SchemeVersion
from ..permissions import require_scheme_keeping
from ..reads import schemes as reads
from ..reads.schemes_preview import preview
from ..services import moving, periods, schemes_parts, shipped
from ..services import schemes as services


def version_url(key: str, number: int) -> str:
    return reverse("pathways:version", kwargs={"key": key, "number": number})


def scheme_url(key: str) -> str:
    return reverse("pathways:scheme", kwargs={"key": key})


def kept(request: HttpRequest, key: str, number: int) -> SchemeVersion:
    """The version, for who keeps schemes: 403 for others, 404 when there is none."""
    require_scheme_keeping(request.user)
    return reads.version_seen(request.user, key, number)


@form_view
@signed_in
def scheme_new(request: HttpRequest) -> HttpResponse:
    """A scheme that does not exist yet."""
    require_scheme_keeping(request.user)
    form = NewSchemeForm(request.POST or None)
    made: list[SchemeVersion] = []
    return form_page(
        request, form, lambda: made.append(services.create(user_of(request), **form.cleaned_data)),
        page={
            "heading": _("Inventer un dispositif"), "back": reverse("pathways:schemes"), "submit": _("Commencer"),
            "lead": _("Vous ajouterez ensuite ses étapes, ses délais et ses issues. Rien n’agit avant d’être publié."),
        },
        done=_("Le brouillon est créé. Ajoutez d’abord les étapes."),
        to=lambda: version_url(made[0].scheme.key, made[0].number),
    )  # fmt: skip


@require_POST
@signed_in
def schemes_load(request: HttpRequest) -> HttpResponse:
    """Load the legal periods and the schemes that the product ships."""

    def act() -> None:
        periods.load(user_of(request))
        shipped.load(user_of(request))

    done = _("Les dispositifs livrés sont chargés. Ce que vous aviez publié n’a pas changé.")
    return act_and_return(request, act, done=done, to=reverse("pathways:schemes"))


@require_POST
@signed_in
def scheme_switch(request: HttpRequest, key: str) -> HttpResponse:
    """Open the scheme to new cases, or close it."""
    is_open = request.POST.get("open") == "1"
    act = lambda: services.set_open(user_of(request), key, is_open)  # noqa: E731
    done = _("De nouveaux parcours peuvent commencer.") if is_open else _("Aucun nouveau parcours ne commence.")
    return act_and_return(request, act, done=done, to=scheme_url(key))


@require_POST
@signed_in
def version_draft(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A new draft from this version."""
    try:
        draft = services.draft_from(user_of(request), key, number)
    except BadInput as bad:
        messages.error(request, str(bad))
        return redirect(scheme_url(key))
    return redirect(version_url(key, draft.number))


@form_view
@signed_in
def version_head(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """What a draft says of itself."""
    said = reads.written(kept(request, key, number)).scheme
    names = tuple(HeadForm.base_fields)
    form = HeadForm(request.POST or None, initial={name: getattr(said, name) for name in names} if said else None)
    return form_page(
        request, form, lambda: schemes_parts.describe(user_of(request), key, number, **form.cleaned_data),
        page={"heading": _("Nom et présentation"), "back": version_url(key, number)},
        done=_("Le brouillon est à jour."), to=lambda: version_url(key, number),
    )  # fmt: skip


@form_view
@signed_in
def version_text(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """The whole text of a draft, for who prefers it to forms."""
    found = kept(request, key, number)
    form = TextForm(request.POST or None, initial={"text": found.text})

    def act() -> None:
        services.write(user_of(request), key, number, form.cleaned_data["text"], anyway=form.cleaned_data["anyway"])

    return form_page(
        request, form, act, template="pathways/schemes/text.html",
        page={"heading": _("Le texte du dispositif"), "back": version_url(key, number), "version": found},
        done=_("Le brouillon est à jour."), to=lambda: version_url(key, number),
    )  # fmt: skip


@form_view
@signed_in
def version_publish(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Who adopted the version, and from when it acts."""
    found = kept(request, key, number)
    form = PublishForm(request.POST or None, initial={"note": found.note})
    return form_page(
        request, form, lambda: services.publish(user_of(request), key, number, **form.cleaned_data),
        page={
            "heading": _("Publier la version %(number)d") % {"number": number}, "back": version_url(key, number),
            "submit": _("Publier"),
            "lead": _("Une version publiée ne change plus. Les parcours en cours gardent la leur."),
        },
        done=_("La version est publiée."), to=lambda: scheme_url(key),
    )  # fmt: skip


@require_POST
@signed_in
def version_retire(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """No new case takes this version any more."""
    act = lambda: services.retire(user_of(request), key, number)  # noqa: E731
    return act_and_return(request, act, done=_("La version est retirée."), to=scheme_url(key))


@require_POST
@signed_in
def version_discard(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A draft goes."""
    act = lambda: services.discard(user_of(request), key, number)  # noqa: E731
    return act_and_return(request, act, done=_("Le brouillon est abandonné."), to=reverse("pathways:schemes"))


@form_view
@signed_in
def cases_move(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Pass the running cases of this version to another: first what it changes, then the act."""
    source = kept(request, key, number)
    numbers = [
        row.version.number for row in reads.versions(source.scheme, source.valid_from, with_drafts=False)
        if row.version.state == VersionState.PUBLISHED and row.version.number != number
    ]  # fmt: skip
    form = MoveForm(request.POST or None, numbers=numbers)
    page = {"version": source, "scheme": source.scheme, "form": form, "numbers": numbers}
    if request.method == "POST" and form.is_valid():
        into = form.cleaned_data["into"]
        if request.POST.get("do") == "move":
            return _moved(request, key, number, into)
        target = reads.version_seen(request.user, key, into)
        said = reads.written(target).scheme
        page |= {"target": target, "preview": preview(target, said, source) if said else None}
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, "pathways/schemes/move.html", page, status=status)


def _moved(request: HttpRequest, key: str, number: int, into: int) -> HttpResponse:
    try:
        job = moving.move(user_of(request), key, number, into)
    except BadInput as bad:
        messages.error(request, str(bad))
        return redirect(scheme_url(key))
    if job is not None:
        return redirect("jobs:job", key=job.key)
    messages.success(request, _("Les parcours en cours suivent maintenant la version %(into)d.") % {"into": into})
    return redirect(scheme_url(key))
