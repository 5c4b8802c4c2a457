"""Organisations and their sites."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import act_and_return, form_page, form_view

from .. import permissions, reads, services
from ..forms import FoundingForm, OrganisationForm, SiteForm
from ..models import Organisation, Site


def seen(request: HttpRequest, slug: str) -> Organisation:
    """The organisation, if this user may know it; else 404."""
    return get_object_or_404(reads.organisations_seen_by(user_of(request)), slug=slug)


def kept(request: HttpRequest, slug: str) -> Organisation:
    """The organisation, if this user keeps it; refused when they only see it."""
    organisation = seen(request, slug)
    allowed = permissions.may_keep_organisation(user_of(request), organisation)
    permissions.require(allowed, _("La référence de l’organisation tient sa fiche. Demandez-le-lui."))
    return organisation


def address(organisation: Organisation) -> str:
    return reverse("partners:organisation", kwargs={"slug": organisation.slug})


@require_safe
@signed_in
def organisations(request: HttpRequest) -> HttpResponse:
    """The partners that this user may know."""
    user = user_of(request)
    rows = reads.with_counts(reads.organisations_seen_by(user), timezone.localdate())
    page = {"organisations": rows, "may_found": permissions.may_keep_partners(user)}
    return render(request, "partners/organisations.html", page)


@require_safe
@signed_in
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One partner: what it is, where it works, what binds it to the pact."""
    user, found = user_of(request), seen(request, slug)
    page = {
        "organisation": found,
        "sites": found.sites.select_related("territory").defer("territory__geometry"),
        "agreements": found.agreements.all(),
        "may_keep": permissions.may_keep_organisation(user, found),
        "may_keep_agreements": permissions.may_keep_partners(user),
        "may_see_members": permissions.may_see_members(user, found),
    }
    return render(request, "partners/organisation.html", page)


@form_view
@signed_in
def found(request: HttpRequest) -> HttpResponse:
    """Add a partner."""
    user = user_of(request)
    allowed = permissions.may_keep_partners(user)
    permissions.require(allowed, _("L’équipe du Pacte ajoute les partenaires. Demandez-le-lui."))
    form = FoundingForm(request.POST or None)
    made: list[Organisation] = []
    return form_page(
        request,
        form,
        lambda: made.append(services.found_organisation(user, **form.cleaned_data)),
        page={"heading": _("Ajouter un partenaire"), "back": reverse("partners:organisations")},
        done=_("Le partenaire est ajouté."),
        to=lambda: address(made[0]),
    )


@form_view
@signed_in
def change(request: HttpRequest, slug: str) -> HttpResponse:
    """Correct a partner."""
    user, organisation = user_of(request), kept(request, slug)
    fields = ("name", "kind", "siret", "website")
    form = OrganisationForm(request.POST or None, initial={name: getattr(organisation, name) for name in fields})
    return form_page(
        request,
        form,
        lambda: services.change_organisation(user, organisation, **form.cleaned_data),
        page={"heading": organisation.name, "back": address(organisation)},
        done=_("La fiche est à jour."),
        to=lambda: address(organisation),
    )


@require_POST
@signed_in
def close(request: HttpRequest, slug: str) -> HttpResponse:
    """A partner that leaves."""
    organisation = seen(request, slug)
    return act_and_return(
        request,
        lambda: services.close_organisation(user_of(request), organisation),
        done=_("L’organisation est fermée : ses membres n’ont plus de droits par elle."),
        to=address(organisation),
    )


@require_POST
@signed_in
def reopen(request: HttpRequest, slug: str) -> HttpResponse:
    """A partner that comes back."""
    organisation = seen(request, slug)
    return act_and_return(
        request,
        lambda: services.open_organisation(user_of(request), organisation),
        done=_("L’organisation est rouverte."),
        to=address(organisation),
    )


@form_view
@signed_in
def site_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a place."""
    user, organisation = user_of(request), kept(request, slug)
    form = SiteForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda: services.add_site(user, organisation, **form.cleaned_data),
        page={"heading": _("Ajouter un lieu"), "back": address(organisation)},
        done=_("Le lieu est ajouté."),
        to=lambda: address(organisation),
    )


def _site(request: HttpRequest, slug: str, number: int) -> Site:
    return get_object_or_404(Site.objects.select_related("organisation"), organisation=kept(request, slug), pk=number)


@form_view
@signed_in
def site_change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Correct a place."""
    user, site = user_of(request), _site(request, slug, number)
    form = SiteForm(request.POST or None, initial={"name": site.name, "territory": site.territory_id})
    return form_page(
        request,
        form,
        lambda: services.change_site(user, site, **form.cleaned_data),
        page={"heading": site.name, "back": address(site.organisation)},
        done=_("Le lieu est à jour."),
        to=lambda: address(site.organisation),
    )


@require_POST
@signed_in
def site_remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take a place off the list."""
    site = _site(request, slug, number)
    return act_and_return(
        request,
        lambda: services.remove_site(user_of(request), site),
        done=_("Le lieu n’est plus dans la liste."),
        to=address(site.organisation),
    )
