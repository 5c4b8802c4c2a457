"""Sharing a file, ending a sharing, the sheet for a partner, and the lists on which sharing rests."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.declarations.privacy import FieldClass
from pacte.ground.partners.enums import OrganisationKind
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..enums import DataClass, How, Purpose, RuleKind, SharingEnd, SharingLevel
from ..forms.sharing import AdoptionForm, SharingForm
from ..models import Person
from ..permissions import FOLLOWING_ROLES
from ..permissions.sharing import require_lists, require_review, reviews_urgency
from ..reads import adopted, visible_to
from ..rules.bases import bases_of
from ..rules.sight import WITHOUT_GRID
from ..services import rules_adoption, sharing, summaries
from ..services.opening import file_to_write


def back_to(request: HttpRequest, person: Person) -> str:
    """The person's page while it is still open to this user, else their own files."""
    if visible_to(user_of(request)).filter(pk=person.pk).exists():
        return reverse("people:person", kwargs={"key": person.key})
    return reverse("people:files")


@form_view
@signed_in
def share(request: HttpRequest, file: UUID) -> HttpResponse:
    """Open one's file to another organisation."""
    user = user_of(request)
    sight, seen = file_to_write(user, file)
    only_word = sight.person.is_restricted or seen.file.organisation.is_discreet
    listed = [] if only_word else adopted.adopted_bases()[1]
    bases = [each for each in listed if seen.file.purpose in each.follow_ups]
    form = SharingForm(request.POST or None, seen=seen, bases=bases)
    back = reverse("people:person", kwargs={"key": sight.person.key})
    page = {
        "heading": _("Partager ce dossier"), "person_label": sight.label, "back": back, "seen": seen, "bases": bases,
        "restricted": sight.person.is_restricted, "submit": _("Noter ce partage"),
    }  # fmt: skip
    return form_page(
        request,
        form,
        lambda: sharing.share(user, file, **form.cleaned_data),
        page=page,
        done=_("Le partage est noté."),
        to=lambda: back,
        template="people/share.html",
    )


@require_POST
@signed_in
def sharing_end(request: HttpRequest, key: UUID) -> HttpResponse:
    """The person withdraws, or the sharing is no longer useful."""
    user = user_of(request)
    over = request.POST.get("end") == SharingEnd.ENDED
    how = request.POST.get("how") or How.ORAL
    try:
        ended = sharing.stop(user, key) if over else sharing.withdraw(user, key, how)
    except BadInput as bad:
        messages.error(request, str(bad))
        return redirect("people:files")
    done = _("Le partage est terminé.") if over else _("Le retrait est noté : plus rien n’est ouvert par ce partage.")
    messages.success(request, done)
    return redirect(back_to(request, ended.file.person))


@require_POST
@signed_in
def sharing_end_all(request: HttpRequest, key: UUID) -> HttpResponse:
    """The person withdraws whatever they had agreed to."""
    user = user_of(request)
    return act_and_return(
        request,
        lambda: sharing.withdraw_all(user, key, request.POST.get("how") or How.ORAL),
        done=_("Le retrait est noté : plus rien n’est ouvert sur la parole de la personne."),
        to=reverse("people:person", kwargs={"key": key}),
    )


@require_POST
@signed_in
def summary_make(request: HttpRequest, key: UUID) -> HttpResponse:
    """Print the sheet of one sharing and keep it."""
    user = user_of(request)
    _seen, found = sharing.own_sharing(user, key)
    return act_and_return(
        request,
        lambda: summaries.make(user, key),
        done=_("La fiche de liaison est prête, sous le partage."),
        to=reverse("people:person", kwargs={"key": found.file.person.key}),
    )


@require_safe
@signed_in
def adopted_rules(request: HttpRequest) -> HttpResponse:
    """What binds those who follow people: who sees which class, and on what a sharing may stand."""
    user = user_of(request)
    require_lists(user)
    grid, bases = adopted.in_force(RuleKind.FIELD_CLASSES), adopted.in_force(RuleKind.SHARING_BASES)
    rights = grid.content["rights"] if grid else []
    page = {
        "grid": grid, "bases": bases, "rights": rights,
        "lines": bases_of(bases.content) if bases else [], "without_grid": DataClass.words(WITHOUT_GRID),
        "may_adopt": reviews_urgency(user), "kinds": RuleKind, "classes": DataClass.choices,
        "health_is_open": any(FieldClass.HEALTH in row["classes"] for row in rights),
    }  # fmt: skip
    return render(request, "people/adopted_rules.html", page)


@form_view
@signed_in
def adopt(request: HttpRequest, kind: str) -> HttpResponse:
    """Put a list in force."""
    user = user_of(request)
    require_review(user)
    if kind not in RuleKind.values:
        raise Http404
    form = AdoptionForm(request.POST or None, request.FILES or None, initial={"content": rules_adoption.proposed(kind)})
    page = {
        "heading": RuleKind(kind).label, "lead": _("Une liste agit dès qu’elle est adoptée, à la requête suivante."),
        "back": reverse("people:adopted_rules"), "submit": _("Adopter"), "codes": _codes(kind),
    }  # fmt: skip
    return form_page(
        request,
        form,
        lambda: rules_adoption.adopt(
            user, kind, form.cleaned_data["file"] or form.cleaned_data["content"], form.cleaned_data["authority"]
        ),
        page=page,
        done=_("La liste est en vigueur."),
        template="people/adopt.html",
        to=lambda: reverse("people:adopted_rules"),
    )


def _codes(kind: str) -> list[tuple[str, list[tuple[str, Any]]]]:
    """The codes that a list may use, in words, so that whoever changes it need not guess."""
    roles: list[tuple[str, Any]] = [(role.value, role.label) for role in FOLLOWING_ROLES]
    kinds: tuple[str, list[tuple[str, Any]]] = ("kinds", OrganisationKind.choices)
    classes: tuple[str, list[tuple[str, Any]]] = ("classes", DataClass.choices)
    if kind == RuleKind.FIELD_CLASSES:
        return [("roles", roles), kinds, classes]
    return [("follow_ups", [*Purpose.choices]), kinds, ("level", [*SharingLevel.choices]), classes]
