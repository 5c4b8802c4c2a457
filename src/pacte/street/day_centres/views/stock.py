"""Pages of a place's stock: levels, one form per movement, what happened."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from pacte.ground.accounts.models import User
from pacte.ground.accounts.permissions import signed_in, user_of
from pacte.ground.directory.models import Place
from pacte.ground.directory.permissions import edits_directory, require_keeping
from pacte.ground.directory.reads import kept_place
from pacte.ground.web.acting import form_page, form_view
from pacte.ground.web.exports import harmless

from ..forms import stock as forms
from ..models.stock import StockMovement
from ..reads import stock as reads
from ..services import stock as services
from ..services import supply

PER_PAGE = 50


class Move(NamedTuple):
    """A movement's form, its act, and the words of its page."""

    form: type[forms.Act]
    act: Callable[[User, Place, Any], Any]
    heading: str | Promise
    submit: str | Promise
    done: str | Promise


def _with(verb: Callable[..., Any], *names: str) -> Callable[[User, Place, Any], Any]:
    """Call a verb with the form's fields of these names, then its act."""
    return lambda actor, place, form: verb(actor, place, *(form.cleaned_data[name] for name in names), act=form.drawn)


def _asking(actor: User, place: Place, form: Any) -> Any:
    return supply.ask(actor, place, form.cleaned_data["item"], form.cleaned_data["quantity"])


def _warning(actor: User, place: Place, form: Any) -> Any:
    services.warn_at(actor, place, form.cleaned_data["item"], form.cleaned_data["threshold"])


def _receiving(actor: User, place: Place, form: Any) -> Any:
    said = form.cleaned_data
    services.receive(actor, place, said["item"], said["quantity"], act=form.drawn, reason=said["reason"])


def _discarding(actor: User, place: Place, form: Any) -> Any:
    said = form.cleaned_data
    services.discard(actor, place, said["item"], said["quantity"], act=form.drawn, reason=said["reason"])


def _sending(actor: User, place: Place, form: Any) -> Any:
    said = form.cleaned_data
    services.transfer(actor, place, said["to"], said["item"], said["quantity"], act=form.drawn)


_l = gettext_lazy
MOVES = {
    "remettre": Move(forms.HandOut, _with(services.hand_out, "item", "quantity"), _l("Remettre"), _l("Remettre"),
                     _l("C’est noté.")),
    "recevoir": Move(forms.Receive, _receiving, _l("Recevoir des articles"), _l("Noter la réception"),
                     _l("La réception est notée.")),
    "assembler": Move(forms.Assemble, _with(services.assemble, "item", "quantity"), _l("Assembler des kits"),
                      _l("Assembler"), _l("Les kits sont au stock, leurs articles n’y sont plus.")),
    "envoyer": Move(forms.Transfer, _sending, _l("Envoyer à un autre lieu"), _l("Envoyer"),
                    _l("L’envoi est noté dans les deux lieux.")),
    "retirer": Move(forms.Discard, _discarding, _l("Retirer ce qui est perdu ou périmé"), _l("Retirer"),
                    _l("C’est retiré du stock.")),
    "demander": Move(forms.Ask, _asking, _l("Demander des articles"), _l("Demander"),
                     _l("La demande est partie. L’équipe du Pacte y répond.")),
    "alerte": Move(forms.WarnAt, _warning, _l("Être prévenu quand il en reste peu"), _l("Enregistrer"),
                   _l("L’alerte est enregistrée.")),
}  # fmt: skip
"""What one may do with a stock, by the word of its address."""


@require_safe
@signed_in
def stocks(request: HttpRequest) -> HttpResponse:
    """The stocks that the user keeps."""
    user = user_of(request)
    require_keeping(user)
    page = Paginator(reads.places_with_stock(user), PER_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "shares_out": edits_directory(user)}
    return render(request, "day_centres/stock/stocks.html", shown)


@require_safe
@signed_in
def stock(request: HttpRequest, key: UUID) -> HttpResponse:
    """A place's levels, what it waits for, its last movements."""
    place = _kept(request, key)
    shown = {
        "place": place, "lines": reads.lines(place), "waiting": reads.waiting_of(place),
        "movements": reads.movements(place)[:8], "moves": [(word, move.heading) for word, move in MOVES.items()],
        "act": services.new_act(),
    }  # fmt: skip
    return render(request, "day_centres/stock/stock.html", shown)


@form_view
@signed_in
def move(request: HttpRequest, key: UUID, move: str) -> HttpResponse:
    """One movement of the stock."""
    place = _kept(request, key)
    known = MOVES.get(move)
    if known is None:
        raise Http404
    form = known.form(request.POST or None, place=place)
    page = {"heading": known.heading, "lead": place.name, "submit": known.submit, "back": _home(place)}
    return form_page(
        request, form, lambda: known.act(user_of(request), place, form), page=page, done=str(known.done),
        to=lambda: _home(place),
    )  # fmt: skip


@form_view
@signed_in
def inventory(request: HttpRequest, key: UUID) -> HttpResponse:
    """What is on the shelf, item by item."""
    place = _kept(request, key)
    form = forms.Inventory(request.POST or None, place=place)
    page = {
        "heading": _("Faire l’inventaire"), "back": _home(place), "submit": _("Enregistrer l’inventaire"),
        "lead": _("Écrivez ce que vous comptez sur l’étagère. Les écarts seront notés avec leur raison."),
    }  # fmt: skip

    def act() -> None:
        reason = form.cleaned_data["reason"]
        services.take_inventory(user_of(request), place, form.counted(), act=form.drawn, reason=reason)

    return form_page(request, form, act, page=page, done=_("L’inventaire est noté."), to=lambda: _home(place))


@require_safe
@signed_in
def movements(request: HttpRequest, key: UUID) -> HttpResponse:
    """Everything that happened to a place's stock."""
    place = _kept(request, key)
    page = Paginator(reads.movements(place), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "day_centres/stock/movements.html", {"place": place, "page": page})


@require_safe
@signed_in
def movements_csv(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same for a spreadsheet, without who noted it."""
    place = _kept(request, key)
    out = io.StringIO()
    sheet = csv.writer(out)
    sheet.writerow([_("Date"), _("Mouvement"), _("Article"), _("Variation"), _("Niveau ensuite"), _("Raison")])
    for each in reads.movements(place).order_by("at", "pk"):
        sheet.writerow(_row(each))
    response = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="stock.csv"'
    return response


def _row(each: StockMovement) -> list[str]:
    at = timezone.localtime(each.at).strftime("%Y-%m-%d %H:%M")
    cells = [at, str(each.get_kind_display()), each.item.name, str(each.change), str(each.after), each.reason]
    return [cell if cell.lstrip("-").isdigit() else harmless(cell) for cell in cells]


def _kept(request: HttpRequest, key: UUID) -> Place:
    user = user_of(request)
    require_keeping(user)
    return kept_place(user, key)


def _home(place: Place) -> str:
    return reverse("day_centres:stock", args=[place.key])
