"""The cold plan: what is active, what opens, who has to be rehoused when it ends, and what a season was."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.declarations.errors import Refused
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..forms.cold_plan import ActivateForm, EndForm, LevelForm
from ..models import ColdPlanActivation, ColdPlanLevel
from ..permissions import regulates, require_reading, require_steering, steers
from ..reads import cold_plan as reads
from ..reads.tonight import night_at
from ..rules.cold_plan import season_of
from ..services import cold_plan as services


def _home() -> str:
    return reverse("shelter:cold_plan")


@require_safe
@signed_in
def plan(request: HttpRequest) -> HttpResponse:
    """What is active tonight, what each level opens, what was decided before."""
    user = user_of(request)
    require_reading(user)
    night = night_at()
    running, over = reads.activations(night)
    sites = reads.temporary_sites(user, night)
    page = {
        "night": night, "running": running, "over": over[:20], "number": ColdPlanActivation.objects.level_on(night),
        "levels": [(level, sites.get(level.level, [])) for level in reads.levels()],
        "left_inside": reads.left_inside(night) if regulates(user) or steers(user) else [],
        "exact": regulates(user), "records": steers(user) or regulates(user), "steers": steers(user),
    }  # fmt: skip
    return render(request, "shelter/cold_plan/plan.html", page)


@require_POST
@signed_in
def take_sample(request: HttpRequest) -> HttpResponse:
    """Take the sample's levels, to be corrected by the authority's own."""
    user = user_of(request)
    return act_and_return(
        request, lambda: services.take_sample(user), done=_("Les niveaux d’exemple sont là. Corrigez-les."), to=_home()
    )


@form_view
@signed_in
def level(request: HttpRequest, number: int) -> HttpResponse:
    """Write a level as the authority sets it."""
    user = user_of(request)
    require_steering(user)
    if not 1 <= number <= 9:
        raise Http404
    known = ColdPlanLevel.objects.filter(level=number).first()
    names = ("name_fr", "name_en", "night_below", "day_below", "source")
    initial = {name: getattr(known, name) for name in names} if known else {}
    form = LevelForm(request.POST or None, initial=initial)
    return form_page(
        request, form, lambda: services.set_level(user, number, form.cleaned_data),
        page={"heading": _("Niveau %(number)d du plan grand froid") % {"number": number}, "back": _home()},
        done=_("Le niveau est enregistré."), to=_home,
    )  # fmt: skip


@form_view
@signed_in
def activate(request: HttpRequest) -> HttpResponse:
    """Record that an authority activates a level."""
    user = user_of(request)
    services.require_recording(user)
    form = ActivateForm(request.POST or None)
    added = [(each, *reads.added_places(each.level, night_at())) for each in reads.levels()]

    def act() -> None:
        said = form.cleaned_data
        services.activate(
            user, said["level"], said["from_night"], said["decided_by"], until_night=said["until_night"],
            words=said["words"],
        )  # fmt: skip

    done = _("Le niveau est activé. Les sites le voient dans leur journée.")
    page = {"added": added, "back": _home()}
    return form_page(request, form, act, page=page, done=done, to=_home, template="shelter/cold_plan/activate.html")


@form_view
@signed_in
def end(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record the last night of a level; who is still there comes first."""
    user = user_of(request)
    services.require_recording(user)
    found = _running(key)
    form = EndForm(request.POST or None)
    tonight = night_at()
    last = form.cleaned_data.get("last_night") if form.is_bound and form.is_valid() else None
    inside = reads.inside_after(found, last or tonight)

    def act() -> None:
        said = form.cleaned_data
        services.end(user, found, said["last_night"], said["decided_by"], words=said["words"])

    page = {"found": found, "inside": inside, "last": last or tonight, "back": _home(), "exact": regulates(user)}
    done = _("La fin est enregistrée. Les sites concernés la voient dans leur journée.")
    return form_page(request, form, act, page=page, done=done, to=_home, template="shelter/cold_plan/end.html")


@require_POST
@signed_in
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take back an activation that has not begun."""
    user = user_of(request)
    services.require_recording(user)
    found = _running(key)
    done = _("L’activation à venir est retirée.")
    return act_and_return(request, lambda: services.withdraw(user, found), done=done, to=_home())


def _running(key: UUID) -> ColdPlanActivation:
    return get_object_or_404(ColdPlanActivation.objects.select_related("level"), key=key)


@require_safe
@signed_in
def season(request: HttpRequest) -> HttpResponse:
    """What a season was: `annee` is the year in which it starts."""
    user = user_of(request)
    if not (regulates(user) or steers(user)):
        raise Refused(_("Le bilan d’une saison est lu par la régulation et l’équipe du Pacte."))
    tonight = night_at()
    latest = season_of(tonight)[0].year
    year = _year(request.GET.get("annee", ""), latest)
    page = {
        "season": reads.season(year, tonight), "exact": regulates(user),
        "before": year - 1, "after": year + 1 if year < latest else None,
    }  # fmt: skip
    return render(request, "shelter/cold_plan/season.html", page)


def _year(text: str, latest: int) -> int:
    """The year asked for, the last season's without one; 404 out of reason."""
    if not text:
        return latest
    if not text.isdecimal() or not date.min.year + 1 < int(text) <= latest:
        raise Http404
    return int(text)
