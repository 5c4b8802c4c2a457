"""Rounds of a night: the list, one round from its comparison to its end, its log."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import BadInput
from pacte.ground.web.acting import act_and_return

from ..enums.allocation import Policy, RoundLineState, RoundState
from ..models import AllocationRound
from ..permissions import require_regulation
from ..reads import explanations, rounds_compared
from ..reads import rounds as reads
from ..reads.priorities import grid_of
from ..reads.problem import asking
from ..reads.tonight import night_at
from ..services import rounds as services

PAGE = 50


def _round(key: UUID) -> str:
    return reverse("shelter:round", kwargs={"key": key})


@require_safe
@signed_in
def rounds(request: HttpRequest) -> HttpResponse:
    """Tonight's rounds, and those of the last nights."""
    user, night = user_of(request), night_at()
    require_regulation(user)
    tonight = list(reads.rounds_of(user, night))
    page = {
        "night": night, "rounds": tonight, "before": reads.latest_of(user, night), "grid": grid_of(night),
        "running": next((one for one in tonight if one.state == RoundState.OPEN), None), "asking": len(asking(night)),
    }  # fmt: skip
    return render(request, "shelter/rounds/rounds.html", page)


@require_POST
@signed_in
def open_round(request: HttpRequest) -> HttpResponse:
    """Open the next round, or go to the one that a colleague opened."""
    try:
        opened = services.open_round(user_of(request))
    except BadInput as bad:
        messages.error(request, str(bad))
        return redirect("shelter:rounds")
    if not opened.is_new:
        messages.info(request, _("Un tour est déjà ouvert cette nuit : le voici."))
    return redirect(_round(opened.round.key))


@require_safe
@never_cache
@signed_in
def round_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """One round: computing, comparing, or deciding."""
    found = reads.round_of(user_of(request), key)
    if not found.digest:
        return _preparing(request, found)
    standing = reads.standing(found)
    group = request.GET.get("vue") or _first(standing)
    group = group if group in reads.GROUPS else "a-decider"
    paged = Paginator(reads.lines_of(found, group), PAGE).get_page(request.GET.get("page"))
    page = {
        "round": found, "standing": standing, "group": group, "page": paged, "lines": reads.told(paged.object_list),
        "groups": [(name, _group(name), standing.groups[name]) for name in reads.GROUPS],
        "gains": explanations.gains(found.counterfactuals), "compared": rounds_compared.rows(found.comparison),
        "policies": rounds_compared.policies_of(found.comparison), "is_open": found.state == RoundState.OPEN,
        "to_decide": standing.groups["a-decider"],
        "proposed": RoundLineState.PROPOSED, "taken": RoundLineState.TAKEN, "unserved": RoundLineState.UNSERVED,
    }  # fmt: skip
    return render(request, "shelter/rounds/round.html", page)


def _group(name: str) -> str:
    return {
        "a-decider": _("À décider"), "prises": _("Prises entre-temps"), "sans-place": _("Sans place"),
        "decidees": _("Décidées"),
    }[name]  # fmt: skip


def _first(standing: reads.Standing) -> str:
    """The list to begin with: what is to decide, then what was taken meanwhile, then what is decided."""
    return next((name for name in ("a-decider", "prises", "decidees") if standing.groups[name]), "sans-place")


def _preparing(request: HttpRequest, found: AllocationRound) -> HttpResponse:
    job = None if found.comparison else reads.job_of(found)
    page: dict[str, Any] = {
        "round": found, "job": job, "is_open": found.state == RoundState.OPEN, "optimal": Policy.OPTIMAL,
        "compared": rounds_compared.rows(found.comparison), "policies": rounds_compared.policies_of(found.comparison),
    }  # fmt: skip
    return render(request, "shelter/rounds/preparing.html", page)


@require_POST
@signed_in
def compute(request: HttpRequest, key: UUID) -> HttpResponse:
    """Compute once more what nobody chose yet."""
    return act_and_return(
        request, lambda: services.compute_again(user_of(request), key), done=_("Le calcul est refait."), to=_round(key)
    )


@require_POST
@signed_in
def choose(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take one policy's proposals."""
    return act_and_return(
        request,
        lambda: services.choose(user_of(request), key, request.POST.get("policy", "")),
        done=_("Les propositions sont prêtes. Rien n’est attribué tant que vous ne confirmez pas."),
        to=_round(key),
    )


@require_POST
@signed_in
def close(request: HttpRequest, key: UUID) -> HttpResponse:
    """End the round."""
    return act_and_return(
        request,
        lambda: services.close_round(user_of(request), key),
        done=_("Le tour est fini. Les ménages sans place restent dans la file."),
        to=_round(key),
    )


@require_POST
@signed_in
def abandon(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the round up."""
    return act_and_return(
        request,
        lambda: services.abandon(user_of(request), key),
        done=_("Le tour est abandonné. Les places déjà confirmées restent attribuées."),
        to=_round(key),
    )


@require_safe
@never_cache
@signed_in
def log(request: HttpRequest, key: UUID) -> HttpResponse:
    """The log, as a file: it names nobody."""
    answer = HttpResponse(services.log_of(user_of(request), key), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="tour-{key}.json"'
    return answer


@require_POST
@signed_in
def replay(request: HttpRequest, key: UUID) -> HttpResponse:
    """Do it again from its log."""
    if services.replay(user_of(request), key):
        messages.success(request, _("Rejoué depuis son journal : les mêmes propositions, octet pour octet."))
    else:
        messages.error(request, _("Le journal ne redonne pas ce tour. Prévenez l’administration de la plateforme."))
    return redirect(_round(key))
