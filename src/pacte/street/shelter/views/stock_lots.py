"""Forms of a lot: what it is, how many units from a night on, what closes and reopens."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.web.acting import form_page, form_view

from ..forms.stock import CapacityForm, ClosureForm, EndClosureForm, LotForm, NewLotForm
from ..models import ShelterSite
from ..permissions import require_site
from ..reads import stock as reads
from ..reads.tonight import night_at
from ..services import stock as services
from ..services import stock_closing as closing


@form_view
@signed_in
def new_lot(request: HttpRequest, key: UUID) -> HttpResponse:
    """Add a lot to a site."""
    user = _keeper(request)
    site = reads.kept_site(user, key)
    form = NewLotForm(request.POST or None, initial={"from_night": night_at()})
    page = {"heading": _("Ajouter un lot"), "lead": site.name, "back": _home(site), "submit": _("Ajouter le lot")}

    def act() -> None:
        units, first = form.cleaned_data["units"], form.cleaned_data["from_night"]
        services.add_lot(user, key, form.values, units=units, from_night=first)

    return form_page(request, form, act, page=page, done=_("Le lot est ajouté."), to=lambda: _home(site))


@form_view
@signed_in
def edit_lot(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change what a lot is."""
    user = _keeper(request)
    lot = reads.kept_lot(user, key)
    form = LotForm(request.POST or None, initial={name: getattr(lot, name) for name in services.LOT_FIELDS})
    page = {"heading": _("Modifier le lot"), "lead": f"{lot.site.name} · {lot.name}", "back": _home(lot.site)}
    return form_page(
        request, form, lambda: services.change_lot(user, key, form.values), page=page,
        done=_("Le lot est enregistré."), to=lambda: _home(lot.site),
    )  # fmt: skip


@form_view
@signed_in
def lot_capacity(request: HttpRequest, key: UUID) -> HttpResponse:
    """A new number of units from a night on."""
    user = _keeper(request)
    lot = reads.kept_lot(user, key)
    rows = reads.capacities_of(lot)
    now = next((row.units for row in rows if row.from_night <= night_at()), 0)
    form = CapacityForm(request.POST or None, initial={"units": now, "from_night": night_at()})
    page = {
        "heading": _("Changer le nombre d’unités"), "back": _home(lot.site), "rows": rows, "lot": lot,
        "lead": f"{lot.site.name} · {lot.name}",
    }  # fmt: skip
    return form_page(
        request, form, lambda: closing.set_capacity(user, key, **form.cleaned_data), page=page,
        done=_("Le nombre d’unités est enregistré."), to=lambda: _home(lot.site),
        template="shelter/stock/capacity.html",
    )  # fmt: skip


@form_view
@signed_in
def close_lot(request: HttpRequest, key: UUID) -> HttpResponse:
    """Close some or all units of a lot."""
    user = _keeper(request)
    lot = reads.kept_lot(user, key)
    form = ClosureForm(request.POST or None, initial={"from_night": night_at()})
    page = {
        "heading": _("Fermer des places"), "lead": f"{lot.site.name} · {lot.name}", "back": _home(lot.site),
        "submit": _("Fermer"),
    }  # fmt: skip
    return form_page(
        request, form, lambda: closing.close_lot(user, key, **form.cleaned_data), page=page,
        done=_("La fermeture est notée."), to=lambda: _home(lot.site),
    )  # fmt: skip


@form_view
@signed_in
def close_site(request: HttpRequest, key: UUID) -> HttpResponse:
    """Close every lot of a site."""
    user = _keeper(request)
    site = reads.kept_site(user, key)
    form = ClosureForm(request.POST or None, initial={"from_night": night_at()}, whole_site=True)
    page = {
        "heading": _("Fermer tout le site"), "lead": site.name, "back": _home(site), "submit": _("Fermer le site"),
    }  # fmt: skip
    return form_page(
        request, form, lambda: closing.close_site(user, key, **form.cleaned_data), page=page,
        done=_("La fermeture est notée."), to=lambda: _home(site),
    )  # fmt: skip


@form_view
@signed_in
def closure(request: HttpRequest, key: UUID) -> HttpResponse:
    """Prolong a closure, or reopen."""
    user = _keeper(request)
    found = reads.kept_closure(user, key)
    form = EndClosureForm(request.POST or None, initial={"until_night": found.until_night})
    name = found.site.name if found.lot is None else f"{found.site.name} · {found.lot.name}"
    page = {"heading": _("Prolonger la fermeture, ou rouvrir"), "lead": name, "back": _home(found.site)}
    return form_page(
        request, form, lambda: closing.change_closure(user, key, **form.cleaned_data), page=page,
        done=_("C’est noté."), to=lambda: _home(found.site),
    )  # fmt: skip


def _keeper(request: HttpRequest) -> User:
    user = user_of(request)
    require_site(user)
    return user


def _home(site: ShelterSite) -> str:
    return reverse("shelter:site", args=[site.key])
