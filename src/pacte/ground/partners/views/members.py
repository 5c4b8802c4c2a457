"""Who works for an organisation, in which role, on which territory."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions, reads, services
from ..forms import MembershipForm
from ..models import Organisation
from .organisations import seen

NOT_YOURS = "La référence de l’organisation dit qui y travaille. Demandez-le-lui."


def _address(organisation: Organisation) -> str:
    return reverse("partners:members", kwargs={"slug": organisation.slug})


def _kept(request: HttpRequest, slug: str) -> Organisation:
    organisation = seen(request, slug)
    permissions.require(permissions.may_keep_members(user_of(request), organisation), _(NOT_YOURS))
    return organisation


@require_safe
@signed_in
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """The organisation's members, past ones included."""
    user, organisation = user_of(request), seen(request, slug)
    permissions.require(permissions.may_see_members(user, organisation), _(NOT_YOURS))
    page = {
        "organisation": organisation,
        "members": reads.members_of(organisation),
        "may_keep": permissions.may_keep_members(user, organisation),
    }
    return render(request, "partners/members.html", page)


@form_view
@signed_in
def give(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a role."""
    user, organisation = user_of(request), _kept(request, slug)
    form = MembershipForm(request.POST or None, actor=user)
    return form_page(
        request,
        form,
        lambda: services.give_membership(user, organisation, **form.cleaned_data),
        page={"heading": _("Donner un rôle"), "lead": organisation.name, "back": _address(organisation)},
        done=_("Le rôle est donné. Sans compte jusqu’ici, cette personne vient de recevoir un lien."),
        to=lambda: _address(organisation),
    )


@require_POST
@signed_in
def end(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take a role back, at once."""
    organisation = _kept(request, slug)
    membership = get_object_or_404(reads.members_of(organisation), pk=number)
    return act_and_return(
        request,
        lambda: services.end_membership(user_of(request), membership),
        done=_("Le rôle est retiré : il n’ouvre plus rien."),
        to=_address(organisation),
    )
