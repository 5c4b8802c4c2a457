"""Pages of households and ties, each reached by an opaque key."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import form_page, form_view

from ..forms.households import FirstDayForm, GroupingForm, JoiningForm, LastDayForm, TieForm
from ..models import Household, HouseholdMember
from ..permissions import require_following
from ..reads import households as reads
from ..services import households as services
from ..services.opening import person_to_write
from .persons import address


def home(household: Household) -> str:
    return reverse("people:household", kwargs={"key": household.key})


@require_safe
@signed_in
def household(request: HttpRequest, key: UUID) -> HttpResponse:
    """A household, with the members whom the reader may see."""
    user = user_of(request)
    require_following(user)
    seen = reads.household_for(user, key)
    if seen is None:
        raise Http404
    page = {
        "seen": seen,
        "whole": reads.whole_of(user, seen.household),
        "parts": reads.parts_of(user, seen.household),
        "may_write": reads.may_write_household(user, seen.household),
    }
    return render(request, "people/household.html", page)


@form_view
@signed_in
def found(request: HttpRequest, key: UUID) -> HttpResponse:
    """Found a household from a person."""
    user = user_of(request)
    sight = person_to_write(user, key)
    form = FirstDayForm(request.POST or None)
    made: list[Household] = []
    return form_page(
        request,
        form,
        lambda: made.append(services.found_household(user, key, **form.cleaned_data)),
        page={"heading": _("Ouvrir un ménage"), "lead": sight.label, "back": address(key)},
        done=_("Le ménage est ouvert."),
        to=lambda: home(made[0]),
    )


@form_view
@signed_in
def join(request: HttpRequest, key: UUID) -> HttpResponse:
    """Add somebody to a household."""
    user = user_of(request)
    into = services.household_to_write(user, key)
    there = into.members.filter(until__isnull=True).values_list("person_id", flat=True)
    form = JoiningForm(request.POST or None, companions=reads.companions(user, there))

    def act() -> HouseholdMember:
        given = form.cleaned_data
        person = services.whom(user, "person", given["person"], given["pseudonym"])
        return services.join(user, key, person, role=given["role"], since=given["since"])

    return form_page(
        request,
        form,
        act,
        page={"heading": _("Ajouter quelqu’un au ménage"), "back": home(into)},
        done=_("Le ménage est à jour."),
        to=lambda: home(into),
    )


@form_view
@signed_in
def leave(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Note that somebody left."""
    user = user_of(request)
    left = services.household_to_write(user, key)
    member = reads.member_for(user, left, number)
    if member is None:
        raise Http404
    form = LastDayForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.leave(user, key, number, **form.cleaned_data),
        page={"heading": _("Quitter le ménage"), "lead": member.label, "back": home(left)},
        done=_("Le ménage est à jour."),
        to=lambda: home(left),
    )


@form_view
@signed_in
def group(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say of which household this one is part."""
    user = user_of(request)
    part = services.household_to_write(user, key)
    others = [(str(each.household.key), each.label) for each in reads.households_to_join(user, part)]
    form = GroupingForm(
        request.POST or None, households=others, initial={"whole": str(part.part_of.key) if part.part_of else ""}
    )
    return form_page(
        request,
        form,
        lambda: services.group(user, key, form.cleaned_data["whole"] or None),
        page={
            "heading": _("Rattacher à un autre ménage"), "back": home(part),
            "lead": _("Plusieurs ménages d’une même famille ou d’un même campement peuvent être aidés ensemble."),
        },
        done=_("Le ménage est à jour."),
        to=lambda: home(part),
    )  # fmt: skip


@form_view
@signed_in
def tie_add(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say what the person is to another."""
    user = user_of(request)
    sight = person_to_write(user, key)
    form = TieForm(request.POST or None, companions=reads.companions(user, [sight.person.pk]))

    def act() -> None:
        given = form.cleaned_data
        other = services.whom(user, "other", given["other"], given["pseudonym"])
        services.add_tie(user, key, other, kind=given["kind"], since=given["since"])

    return form_page(
        request,
        form,
        act,
        page={"heading": _("Ajouter un lien"), "lead": sight.label, "back": address(key)},
        done=_("Le lien est noté."),
        to=lambda: address(key),
    )


@form_view
@signed_in
def tie_end(request: HttpRequest, key: UUID, number: int) -> HttpResponse:
    """Note that a tie is over."""
    user = user_of(request)
    sight = person_to_write(user, key)
    tie = next((each for each in reads.ties_of(user, sight.person) if each.row.pk == number), None)
    if tie is None:
        raise Http404
    form = LastDayForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.end_tie(user, key, number, **form.cleaned_data),
        page={"heading": _("Terminer un lien"), "lead": f"{tie.words} {tie.label}", "back": address(key)},
        done=_("Le lien est terminé."),
        to=lambda: address(key),
    )
