"""The directory's team: changes to read, freshness by organisation, the city's choices."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions
from ..enums import ProposalState
from ..forms.upkeep import PolicyForm, SendBackForm
from ..models import DirectoryPolicy, Proposal
from ..reads import freshness as reads
from ..reads.history import lines
from ..reads.keeping import as_kept, waiting, with_parts
from ..reads.kept import kept_by
from ..services import moderation, policy

PER_PAGE = 20
STALEST = 50


@require_safe
@signed_in
def queue(request: HttpRequest) -> HttpResponse:
    """Changes that wait, each with what it was and what it would be."""
    permissions.require_editing(user_of(request))
    page = Paginator(waiting(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(each, lines(moderation.before_and_after(each.place, each))) for each in page.object_list]
    return render(request, "directory/keeping/queue.html", {"page": page, "rows": rows})


@form_view
@signed_in
def proposal(request: HttpRequest, key: UUID) -> HttpResponse:
    """One change: publish it by a button, or send it back with words."""
    user = user_of(request)
    permissions.require_editing(user)
    found = Proposal.objects.select_related("place__organisation", "author").filter(key=key).first()
    if found is None:
        raise Http404
    form = SendBackForm(request.POST or None)
    page = {
        "proposal": found,
        "place": found.place,
        "lines": lines(moderation.before_and_after(found.place, found)),
        "is_waiting": found.state == ProposalState.WAITING,
    }
    return form_page(
        request,
        form,
        lambda: moderation.send_back(user, key, form.cleaned_data["words"]),
        page=page,
        done=_("Le changement est renvoyé à son auteur, avec vos mots."),
        to=lambda: reverse("directory:queue"),
        template="directory/keeping/proposal.html",
    )


@require_POST
@signed_in
def publish(request: HttpRequest, key: UUID) -> HttpResponse:
    """Publish a change."""
    user = user_of(request)
    permissions.require_editing(user)
    return act_and_return(
        request,
        lambda: moderation.publish(user, key),
        done=_("Le changement est publié."),
        to=reverse("directory:queue"),
    )


@require_POST
@signed_in
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take one's own change back."""
    user = user_of(request)
    permissions.require_proposing(user)
    found = Proposal.objects.filter(key=key, author=user, place__in=kept_by(user)).select_related("place").first()
    if found is None:
        raise Http404
    return act_and_return(
        request,
        lambda: moderation.withdraw(user, key),
        done=_("Le changement proposé est retiré."),
        to=reverse("directory:keep", kwargs={"key": found.place.key}),
    )


@require_safe
@signed_in
def freshness(request: HttpRequest) -> HttpResponse:
    """The least fresh entries, and each organisation's."""
    permissions.require_editing(user_of(request))
    today, chosen = timezone.localdate(), DirectoryPolicy.current()
    stale = reads.overdue(today, chosen)
    if slug := request.GET.get("organisation", ""):
        stale = stale.filter(organisation__slug=slug)
    page = {
        "policy": chosen,
        "organisations": reads.by_organisation(today, chosen),
        "rows": as_kept(with_parts(stale)[:STALEST], chosen, today),
        "count": stale.count(),
        "slug": slug,
    }
    return render(request, "directory/keeping/freshness.html", page)


@form_view
@signed_in
def choices(request: HttpRequest) -> HttpResponse:
    """The city's choices."""
    user = user_of(request)
    permissions.require_editing(user)
    chosen = DirectoryPolicy.current()
    names = ("is_moderated", "review_months", "saturation_hours")
    form = PolicyForm(request.POST or None, initial={name: getattr(chosen, name) for name in names})
    return form_page(
        request,
        form,
        lambda: policy.choose(user, **form.cleaned_data),
        page={
            "heading": _("Règles de l’annuaire"),
            "lead": _("Elles valent aussitôt, pour tous les lieux."),
            "back": reverse("directory:freshness"),
        },
        done=_("Les règles de l’annuaire sont à jour."),
        to=lambda: reverse("directory:freshness"),
    )
