"""Entries as their keepers see them: the list, one entry, its form, its history."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.territory.models import Territory
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions
from ..enums import PlaceKind, Saturation
from ..forms.places import KeptFilter, NewPlaceForm, PlaceForm
from ..models import DirectoryPolicy, Place, Proposal
from ..reads import keeping as reads
from ..reads.freshness import due_of, freshness_of
from ..reads.history import lines
from ..reads.kept import kept_place
from ..reads.saying import conditions, languages
from ..rules.freshness import months_before
from ..services import freshness, moderation, places, saturation
from ..services.common import awaits_review, version_of

PER_PAGE = 30
HISTORY_SHOWN = 100


@require_safe
@signed_in
def kept(request: HttpRequest) -> HttpResponse:
    """The entries that I keep: state, freshness, what is missing."""
    user, today, policy = user_of(request), timezone.localdate(), DirectoryPolicy.current()
    permissions.require_keeping(user)
    form = KeptFilter(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    limit = months_before(today, policy.review_months)
    rows = reads.with_parts(reads.listed(user, limit=limit, **asked))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    found = {
        "form": form, "page": page, "rows": reads.as_kept(page.object_list, policy, today),
        "asked": any(asked.values()), "edits": permissions.edits_directory(user),
        "to_review": reads.listed(user, to_do="review", limit=limit).count(),
        "without_hours": reads.listed(user, to_do="hours", limit=limit).count(),
    }  # fmt: skip
    return render(request, "directory/keeping/kept.html", found)


@require_safe
@signed_in
def keep(request: HttpRequest, key: UUID) -> HttpResponse:
    """One entry: how full it is, whether it is right, what it says, what waits."""
    user = user_of(request)
    permissions.require_keeping(user)
    place, policy, today = kept_place(user, key), DirectoryPolicy.current(), timezone.localdate()
    services = list(place.services.order_by("-is_active", "category", "pk"))
    page = {
        "place": place,
        "lacks": [reads.missing_words()[code] for code in reads.lacks(place)],
        "freshness": freshness_of(place, policy, today),
        "due": due_of(place, policy),
        "levels": Saturation.choices,
        "policy": policy,
        "services": [each for each in services if each.is_active],
        "former": [each for each in services if not each.is_active],
        "stops": list(place.stops.select_related("territory").defer("territory__geometry")),
        "week": reads.this_week(place.hours, today),
        "conditions": conditions(place),
        "languages": languages(place.languages),
        "is_itinerary": place.kind == PlaceKind.ITINERARY,
        "periods": list(place.periods.filter(last_day__gte=today).select_related("service")),
        "held": list(place.labels.select_related("label").order_by("-held_from")),
        "proposals": [(each, _lines(place, each), each.author_id == user.pk) for each in reads.proposals_of(place)],
        "awaits": policy.is_moderated and not permissions.edits_directory(user),
        "edits": permissions.edits_directory(user),
        "reads_protected": place.is_confidential and permissions.may_see_protected(user, place),
    }
    return render(request, "directory/keeping/keep.html", page)


def _lines(place: Place, proposal: Proposal) -> list[Any]:
    return lines(moderation.before_and_after(place, proposal))


@form_view
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """A further entry."""
    user = user_of(request)
    permissions.require_keeping(user)
    organisations = reads.organisations_for(user)
    only = organisations.first() if not permissions.edits_directory(user) else None
    initial = {"organisation": only.pk if only else None, "kind": PlaceKind.FIXED}
    form = NewPlaceForm(
        request.POST or None, organisations=organisations, territories=reads.territories_for(user), initial=initial
    )
    made: list[Place] = []
    return form_page(
        request,
        form,
        lambda: made.append(places.create(user, form.values)),
        page={
            "heading": _("Ajouter un lieu"),
            "lead": _("C’est un brouillon jusqu’à sa publication. Seul le nom est demandé : le reste peut attendre."),
            "back": reverse("directory:kept"),
            "submit": _("Enregistrer le brouillon"),
        },
        done=_("Le brouillon est enregistré. Dites maintenant ce que l’on y trouve, puis publiez-le."),
        to=lambda: _page(made[0].key),
        template="directory/keeping/place_form.html",
    )  # fmt: skip


@form_view
@signed_in
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change an entry; whoever proposed a change already goes on from it."""
    user = user_of(request)
    permissions.require_keeping(user)
    place = kept_place(user, key)
    form = PlaceForm(
        request.POST or None, organisations=reads.organisations_for(user), territories=_territories(user, place),
        hidden=place.is_confidential, initial=_initial(user, place),
    )  # fmt: skip
    written: list[Place | Proposal] = []
    return form_page(
        request,
        form,
        lambda: written.append(places.edit(user, key, form.values, form.cleaned_data["version"])),
        page={"heading": _("Modifier la fiche"), "lead": place.name, "back": _page(key), "place": place},
        done=waits_or(_("La fiche est à jour."), place, user),
        to=lambda: _page(key),
        template="directory/keeping/place_form.html",
    )


def _initial(user: User, place: Place) -> dict[str, Any]:
    """The entry as it is, with what this user already proposed over it."""
    names = [name for name in PlaceForm.base_fields if name != "version"]
    values = {name: getattr(place, name) for name in names}
    mine = place.proposals.filter(author=user, state="waiting").first()
    if mine is not None:
        proposed = {name: value for name, value in mine.values.items() if name in names}
        values |= moderation.restored(proposed)
    return {**values, "version": version_of(place)}


def _territories(user: User, place: Place) -> QuerySet[Territory]:
    """Where the user may place it, and where it already is."""
    rows = reads.territories_for(user)
    return rows | Territory.objects.filter(pk=place.territory_id or 0).defer("geometry")


@require_POST
@signed_in
def publish(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show it to everyone, or ask for it."""
    user = user_of(request)
    permissions.require_keeping(user)
    place = kept_place(user, key)
    waits = DirectoryPolicy.current().is_moderated and not permissions.edits_directory(user)
    done = _("La publication est demandée : l’équipe de l’annuaire la relit.") if waits else _("La fiche est publiée.")
    return act_and_return(request, lambda: places.publish(user, place.key), done=done, to=_page(key))


@require_POST
@signed_in
def archive(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take it out of sight."""
    user = user_of(request)
    permissions.require_keeping(user)
    place = kept_place(user, key)
    return act_and_return(
        request, lambda: places.archive(user, place.key), done=_("Le public ne voit plus cette fiche."), to=_page(key)
    )


@require_POST
@signed_in
def confirm(request: HttpRequest, key: UUID) -> HttpResponse:
    """Everything is right today."""
    user = user_of(request)
    permissions.require_keeping(user)
    place = kept_place(user, key)
    done = _("Merci : la fiche est notée exacte aujourd’hui.")
    back = reverse("directory:kept") + "?to_do=review" if "list" in request.POST else _page(key)
    return act_and_return(request, lambda: freshness.confirm(user, place.key), done=done, to=back)


@require_POST
@signed_in
def saturate(request: HttpRequest, key: UUID) -> HttpResponse:
    """How full it is, in one gesture."""
    user = user_of(request)
    permissions.require_keeping(user)
    place = kept_place(user, key)
    level, service = request.POST.get("level", ""), request.POST.get("service", "") or None
    hours = DirectoryPolicy.current().saturation_hours
    said = Saturation(level).label if level in Saturation.values else ""
    words = _("Affluence : « %(level)s », pendant %(hours)s heures.") % {"level": said, "hours": hours}
    return act_and_return(
        request,
        lambda: saturation.declare(user, place.key, level, service),
        done=words if level else _("L’affluence n’est plus affichée."),
        to=_page(key),
    )


@require_safe
@signed_in
def history(request: HttpRequest, key: UUID) -> HttpResponse:
    """What changed, when, by whom: read by those who keep the entry."""
    user = user_of(request)
    permissions.require_keeping(user)
    place = kept_place(user, key)
    rows = place.changes.select_related("author")[:HISTORY_SHOWN]
    changes = [(each, lines(each.changes)) for each in rows]
    return render(request, "directory/keeping/history.html", {"place": place, "changes": changes})


def waits_or(done: str, place: Place, user: User) -> str:
    """What is said after a change: done, or proposed to the team."""
    if awaits_review(user, place):
        return _("Votre changement est proposé : l’équipe de l’annuaire le relit avant de le publier.")
    return done


def _page(key: UUID) -> str:
    return reverse("directory:keep", kwargs={"key": key})
