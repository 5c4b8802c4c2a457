"""Pages of the city's list of items, and of what places ask for."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.directory.models import Place
from pacte.ground.directory.permissions import require_keeping
from pacte.ground.directory.reads import kept_by
from pacte.ground.web.acting import act_and_return, form_page, form_view

from ..forms.stock import ItemForm, ShareOut
from ..models.stock import Item, SupplyRequest
from ..permissions.stock import require_catalogue, require_sharing
from ..reads import stock as reads
from ..services import stock as services
from ..services import supply


@require_safe
@signed_in
def items(request: HttpRequest) -> HttpResponse:
    """The city's list: items, kits and what they are made of."""
    require_catalogue(user_of(request))
    return render(request, "day_centres/stock/items.html", {"items": reads.items()})


@form_view
@signed_in
def item(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Name an item; give a kit its recipe."""
    require_catalogue(user_of(request))
    known = get_object_or_404(Item.objects.prefetch_related("recipe"), pk=number) if number else None
    form = ItemForm(request.POST or None, item=known)
    page = {
        "heading": known.name if known else _("Ajouter un article ou un kit"),
        "lead": _("Pour un kit, écrivez combien il contient de chaque article. Sinon, laissez ces nombres vides."),
        "back": reverse("day_centres:stock_items"),
    }

    def act() -> None:
        services.name_item(user_of(request), form.cleaned_data["name"], recipe=form.recipe(), item=known)

    return form_page(
        request,
        form,
        act,
        page=page,
        done=_("L’article est enregistré."),
        to=lambda: reverse("day_centres:stock_items"),
    )


@require_safe
@signed_in
def asked(request: HttpRequest) -> HttpResponse:
    """What places wait for, and who holds some of it."""
    require_sharing(user_of(request))
    waiting = [(line, reads.reserves(line.item)[:5]) for line in reads.asked()]
    return render(request, "day_centres/stock/asked.html", {"waiting": waiting})


@form_view
@signed_in
def share(request: HttpRequest, number: int, key: UUID) -> HttpResponse:
    """Share what a reserve holds between the places that ask."""
    require_sharing(user_of(request))
    what = get_object_or_404(Item, pk=number)
    reserve = get_object_or_404(Place, key=key)
    shares = supply.proposed(reserve, what)
    form = ShareOut(request.POST or None, shares=shares)
    held = sum(level.quantity for level in reads.reserves(what) if level.place_id == reserve.pk)
    wanted = sum(each.request.quantity for each in shares)
    page = {
        "heading": _("Répartir : %(item)s") % {"item": what},
        "lead": _("%(place)s en a %(held)d ; il en est demandé %(wanted)d. Chaque nombre proposé est une part juste.")
        % {"place": reserve, "held": held, "wanted": wanted},
        "back": reverse("day_centres:stock_asked"), "submit": _("Envoyer"),
    }  # fmt: skip
    return form_page(
        request, form, lambda: supply.share(user_of(request), reserve, what, form.given(), act=form.drawn),
        page=page, done=_("Les envois sont notés."), to=lambda: reverse("day_centres:stock_asked"),
    )  # fmt: skip


@require_POST
@signed_in
def withdraw(request: HttpRequest, request_key: UUID) -> HttpResponse:
    """Take back what a place asked for."""
    user = user_of(request)
    require_keeping(user)
    wanted = SupplyRequest.objects.filter(key=request_key, place__in=kept_by(user)).select_related("place").first()
    if wanted is None:
        raise Http404
    back = reverse("day_centres:stock", args=[wanted.place.key])
    return act_and_return(request, lambda: supply.withdraw(user, wanted), done=_("La demande est retirée."), to=back)


@require_POST
@signed_in
def refuse(request: HttpRequest, request_key: UUID) -> HttpResponse:
    """Say that nothing will be sent."""
    require_sharing(user_of(request))
    wanted = get_object_or_404(SupplyRequest.objects.select_related("place"), key=request_key)
    back = reverse("day_centres:stock_asked")
    return act_and_return(
        request, lambda: supply.refuse(user_of(request), wanted), done=_("La demande est close."), to=back
    )
