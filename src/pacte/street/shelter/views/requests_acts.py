"""What a regulator does to one request: take it in hand, say it was not met, note a refusal, hand a minor over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions
from ..enums.requests import HOUSEHOLD_REFUSALS, CallerKind
from ..forms.requests_acts import MinorForm, RefusalForm, SiteForm, UnmetForm, WordsForm
from ..models import MinorPath, ShelterRequest, ShelterSite
from ..reads import requests_queue as queues
from ..services import minors, requests, requests_in_hand, requests_refused
from ..services.requests_standing import require_inside
from .requests import page_of


def _asked(request: HttpRequest, key: UUID) -> tuple[User, ShelterRequest]:
    user = user_of(request)
    permissions.require_regulation(user)
    return user, queues.by_key(key)


@require_POST
@signed_in
def take(request: HttpRequest, key: UUID) -> HttpResponse:
    """One handles the request; taking it over from somebody is a second gesture."""
    user, asked = _asked(request, key)
    is_over = request.POST.get("over") == "1"
    return act_and_return(
        request, lambda: requests_in_hand.take(user, asked, over=is_over), done=_("Vous avez la demande en main."),
        to=page_of(asked),
    )  # fmt: skip


@require_POST
@signed_in
def let_go(request: HttpRequest, key: UUID) -> HttpResponse:
    """One handles it no more."""
    user, asked = _asked(request, key)
    done = _("La demande n’est plus en main.")
    return act_and_return(request, lambda: requests_in_hand.let_go(user, asked), done=done, to=page_of(asked))


@require_POST
@signed_in
def called_again(request: HttpRequest, key: UUID) -> HttpResponse:
    """The household calls again: one more call, the same request."""
    user, asked = _asked(request, key)
    caller = request.POST.get("caller") or CallerKind.HOUSEHOLD
    words = request.POST.get("words", "")
    return act_and_return(
        request, lambda: requests.called_again(user, asked, caller, words), done=_("Le rappel est compté."),
        to=page_of(asked),
    )  # fmt: skip


@form_view
@signed_in
def unmet(request: HttpRequest, key: UUID) -> HttpResponse:
    """Nothing was found tonight, and why."""
    user, asked = _asked(request, key)
    if asked.is_minor_alone:
        return _minor_first(request, asked)
    form = UnmetForm(request.POST or None)
    return _form(
        request, asked, form,
        lambda: requests.close_unmet(user, asked, form.cleaned_data["reason"], form.cleaned_data["words"]),
        heading=_("Marquer non pourvue"), done=_("La demande est notée non pourvue."),
        lead=_("Ni la raison ni un refus ne change la priorité d’une prochaine demande."),
    )  # fmt: skip


@form_view
@signed_in
def refusal(request: HttpRequest, key: UUID) -> HttpResponse:
    """The household or the site says no: the place is free, the household waits on."""
    user, asked = _asked(request, key)
    require_inside(user, asked)
    placements = list(asked.placements.holding().select_related("lot__site"))
    form = RefusalForm(request.POST or None, placements=placements)

    def act() -> None:
        said = form.cleaned_data
        is_household = said["reason"] in HOUSEHOLD_REFUSALS
        verb = requests_refused.refused_by_household if is_household else requests_refused.refused_by_site
        verb(user, asked, said["placement"], said["reason"], said["words"])

    return _form(
        request, asked, form, act, heading=_("Noter un refus"),
        done=_("Le refus est noté : le ménage attend toujours."),
        lead=_("Un refus n’est jamais une faute : il ne pèse ni sur la priorité, ni sur l’attente."),
    )  # fmt: skip


@form_view
@signed_in
def cancel(request: HttpRequest, key: UUID) -> HttpResponse:
    """The household asks no more, or it was a mistake."""
    user, asked = _asked(request, key)
    if asked.is_minor_alone:
        return _minor_first(request, asked)
    form = WordsForm(request.POST if request.method == "POST" else None)
    return _form(
        request, asked, form, lambda: requests.cancel(user, asked, form.cleaned_data["words"]),
        heading=_("Annuler la demande"), done=_("La demande est annulée."), submit=_("Annuler la demande"),
        lead=_("Pour un ménage qui ne demande plus de place, ou une saisie par erreur."),
    )  # fmt: skip


@require_POST
@signed_in
def reopen(request: HttpRequest, key: UUID) -> HttpResponse:
    """A closed request of tonight waits again."""
    user, asked = _asked(request, key)
    done = _("La demande est de nouveau dans la file.")
    return act_and_return(request, lambda: requests.reopen(user, asked), done=done, to=page_of(asked))


@form_view
@signed_in
def exclude_site(request: HttpRequest, key: UUID) -> HttpResponse:
    """A site that is not offered to this household tonight; no reason is asked."""
    user, asked = _asked(request, key)
    require_inside(user, asked)
    form = SiteForm(request.POST or None)
    return _form(
        request, asked, form, lambda: requests_refused.exclude_site(user, asked, form.cleaned_data["site"]),
        heading=_("Ne pas proposer un site"), done=_("Ce site ne sera pas proposé cette nuit."),
        lead=_("Aucune raison n’est demandée, et aucune n’est montrée."),
    )  # fmt: skip


@require_POST
@signed_in
def offer_site(request: HttpRequest, key: UUID, site: UUID) -> HttpResponse:
    """The site may be offered again."""
    user, asked = _asked(request, key)
    require_inside(user, asked)
    found = get_object_or_404(ShelterSite, key=site)
    done = _("Ce site peut de nouveau être proposé.")
    return act_and_return(
        request, lambda: requests_refused.offer_site_again(user, asked, found), done=done, to=page_of(asked)
    )


@form_view
@signed_in
def minor(request: HttpRequest, key: UUID) -> HttpResponse:
    """A minor alone: whom to call, then the three things without which the request stays open."""
    user, asked = _asked(request, key)
    require_inside(user, asked)
    duty: list[str] = settings.MINORS_DUTY
    form = MinorForm(request.POST or None, initial={"duty_contact": ", ".join(duty)})

    def act() -> None:
        said = form.cleaned_data
        minors.hand_over(user, asked, said["duty_contact"], form.called, said["named_adult"])

    return form_page(
        request, form, act, template="shelter/requests/minor.html", done=_("Le relais est noté."),
        to=lambda: page_of(asked),
        page={
            "heading": _("Mineur seul : appeler la protection de l’enfance"), "back": page_of(asked), "asked": asked,
            "duty": duty[0], "telephone": duty[1] if len(duty) > 1 else "",
            "path": MinorPath.objects.filter(request=asked).first(),
            "submit": _("Noter le relais et clore"),
        },
    )  # fmt: skip


def _minor_first(request: HttpRequest, asked: ShelterRequest) -> HttpResponse:
    """No other way out: to the page that says whom to call."""
    messages.error(request, _("Un mineur seul n’est jamais renvoyé : notez d’abord qui prend le relais."))
    return redirect("shelter:minor", key=asked.key)


def _form(
    request: HttpRequest, asked: ShelterRequest, form: Any, act: Callable[[], Any], *, heading: str, done: str,
    lead: str, submit: str = "",
) -> HttpResponse:  # fmt: skip
    page = {"heading": heading, "lead": f"{asked.label} · {lead}", "back": page_of(asked)}
    page |= {"submit": submit} if submit else {}
    return form_page(request, form, act, page=page, done=done, to=lambda: page_of(asked))
